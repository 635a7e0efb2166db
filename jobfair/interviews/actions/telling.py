"""Telling people their times: at publishing, when something changed, the day before, and an hour before.

Nobody is told the same thing twice: each message has a key of what it tells.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.errors import N_, Conflict
from jobfair.fairs.models import Fair
from jobfair.fairs.slot_times import moment
from jobfair.interviews.letters import Kind, write_letter
from jobfair.interviews.models import Interview, Place
from jobfair.interviews.queries.schedules import interviews_of, interviews_of_seeker, published_schedule
from jobfair.outbox import Message
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import channel_of
from jobfair.tasks import Attempt, submit, utc_now

REMIND = "remind"
REMINDERS = frozenset({"tomorrow", "soon"})
#: local time of the reminder the day before
DAY_BEFORE_AT = time(16)
AHEAD = timedelta(hours=1)


def tell(
    session: Session,
    fair: Fair,
    seeker: Seeker,
    kind: Kind,
    interviews: Sequence[Interview],
    key: str,
    now: datetime,
) -> Message | None:
    """Put one message about a person's times into the outbox, in place of those that wait there.

    None when they were told this before, or where nobody would go and remind them.
    """
    carrier, address = channel_of(session, seeker)
    if carrier == "paper" and kind in REMINDERS:
        return None
    message = outbox.send(
        session,
        carrier=carrier,
        kind=kind,
        address=address,
        subject=fair.name,
        body=write_letter(kind, fair, seeker.locale, seeker.code, interviews),
        now=now,
        idempotency_key=f"{key}:{seeker.uid}",
        seeker_id=seeker.id,
        fair_id=fair.id,
        time_zone=fair.time_zone,
        good_until=_good_until(kind, fair, interviews),
    )
    if message is not None:
        stop_waiting(session, fair.id, seeker.id, before=message.id)
    return message


def _good_until(kind: Kind, fair: Fair, interviews: Sequence[Interview]) -> datetime:
    """When it is too late to tell this: what is tomorrow, by midnight; times, when the last one starts."""
    if kind in {"tomorrow", "off"}:
        day = fair.date if kind == "tomorrow" else fair.date + timedelta(days=1)
        return moment(day, time(0), fair.time_zone)
    return max(row.slot.starts_at for row in interviews)


def stop_waiting(session: Session, fair_id: int, seeker_id: int, *, before: int | None = None) -> None:
    """Let nobody be told what is not so any more: messages that wait, or those older than this one."""
    waiting = [
        Message.fair_id == fair_id,
        Message.seeker_id == seeker_id,
        Message.state.in_(("queued", "failed")),
    ]
    if before is not None:
        waiting.append(Message.id < before)
    session.execute(update(Message).where(*waiting).values(state="stopped"))


def tell_published(
    session: Session, fair: Fair, version: int, before: list[Interview], after: list[Interview], now: datetime
) -> None:
    """Tell everybody for whom publishing changes something, and plan the reminders."""
    told, new = _by_person(before), _by_person(after)
    people = {row.seeker_id: row.seeker for row in (*before, *after)}
    for seeker_id, seeker in people.items():
        rows = new.get(seeker_id, [])
        if _places(rows) == _places(told.get(seeker_id, [])):
            continue
        kind: Kind = "off" if not rows else "changed" if seeker_id in told else "interviews"
        tell(session, fair, seeker, kind, rows, f"published:{fair.id}:{version}", now)
    _remind_later(session, fair, after, now)


def tell_change(session: Session, fair: Fair, seeker: Seeker, key: str, now: datetime) -> None:
    """Tell a person what the desk changed for them; the key is that of the change."""
    rows = [row for row in interviews_of_seeker(session, fair.id, seeker.id) if row.slot.starts_at > now]
    tell(session, fair, seeker, "changed" if rows else "off", rows, key, now)


def work_on_reminders(attempt: Attempt, clock: Callable[[], datetime] = utc_now) -> dict[str, Any]:
    """Background work of kind "remind": how many people were reminded.

    Tells what is published now; where the fair moved meanwhile, the reminders of its new date do it.
    """
    fair_id, is_day_before = int(attempt.payload["fair_id"]), attempt.payload["when"] == "day_before"
    with attempt.database.write() as session:
        now, fair = clock(), session.get(Fair, fair_id)
        schedule = published_schedule(session, fair_id)
        if fair is None or schedule is None:
            return attempt.finish(session, {"reminded": 0})
        people = _by_person(interviews_of(session, schedule.id))
        reminded = (
            _remind_day_before(session, fair, people, now)
            if is_day_before
            else _remind_soon(session, fair, people, now)
        )
        return attempt.finish(session, {"reminded": reminded})


def _remind_day_before(
    session: Session, fair: Fair, people: dict[int, list[Interview]], now: datetime
) -> int:
    if now.astimezone(ZoneInfo(fair.time_zone)).date() + timedelta(days=1) != fair.date:
        return 0
    key = f"tomorrow:{fair.id}:{fair.date}"
    return sum(
        tell(session, fair, rows[0].seeker, "tomorrow", rows, key, now) is not None
        for rows in people.values()
    )


def _remind_soon(session: Session, fair: Fair, people: dict[int, list[Interview]], now: datetime) -> int:
    """Remind whose first interview is within the hour, and come again for the next."""
    firsts = [rows[0] for rows in people.values() if rows[0].slot.starts_at > now]
    key = f"soon:{fair.id}:{fair.date}"
    due = [row for row in firsts if row.slot.starts_at - AHEAD <= now]
    _remind_soon_later(session, fair, (row for row in firsts if row not in due), now)
    return sum(tell(session, fair, row.seeker, "soon", [row], key, now) is not None for row in due)


def _remind_later(session: Session, fair: Fair, interviews: list[Interview], now: datetime) -> None:
    day_before = moment(fair.date - timedelta(days=1), DAY_BEFORE_AT, fair.time_zone)
    if interviews and day_before > now:
        payload = {"fair_id": fair.id, "when": "day_before"}
        submit(session, REMIND, payload, fair_id=fair.id, now=now, due_at=day_before)
    _remind_soon_later(session, fair, interviews, now)


def _remind_soon_later(session: Session, fair: Fair, interviews: Iterable[Interview], now: datetime) -> None:
    starts = [row.slot.starts_at for row in interviews if row.slot.starts_at > now]
    if starts:
        payload = {"fair_id": fair.id, "when": "soon"}
        submit(session, REMIND, payload, fair_id=fair.id, now=now, due_at=min(starts) - AHEAD)


def mark_told(session: Session, message: Message, *, now: datetime, actor: Actor) -> None:
    """Note that the team told a person what a message says, by phone or on paper."""
    session.refresh(message, with_for_update=True)
    if message.state not in {"queued", "failed"}:
        raise Conflict(N_("This message is sent or on its way."))
    message.state, message.sent_at = "sent", now
    session.flush()
    _audit(session, "message.told", message, now, actor)


def try_again(session: Session, message: Message, *, now: datetime, actor: Actor) -> None:
    """Send a failed message once more, as if it were new."""
    session.refresh(message, with_for_update=True)
    if message.state != "failed":
        raise Conflict(N_("This message is sent or on its way."))
    outbox.try_again(session, [message], now)
    _audit(session, "message.again", message, now, actor)


def try_all_again(session: Session, fair_id: int, *, now: datetime, actor: Actor) -> int:
    """Send all failed messages of a fair once more, but for those that may have arrived; how many."""
    count = outbox.try_all_again(session, now, fair_id=fair_id)
    audit.record(session, "message.all_again", now=now, actor=actor, fair_id=fair_id)
    return count


def _by_person(interviews: Iterable[Interview]) -> dict[int, list[Interview]]:
    people: dict[int, list[Interview]] = {}
    for row in interviews:
        people.setdefault(row.seeker_id, []).append(row)
    return people


def _places(interviews: Iterable[Interview]) -> set[Place]:
    return {row.place for row in interviews}


def _audit(session: Session, action: str, message: Message, now: datetime, actor: Actor) -> None:
    on = ("message", message.id)
    audit.record(session, action, now=now, actor=actor, on=on, fair_id=message.fair_id)
