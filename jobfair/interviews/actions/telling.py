"""Telling people their times: at publishing, when something changed, the day before, and an hour before.

Nobody is told the same thing twice: each message has a key of what it tells.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import vault_of
from jobfair.errors import N_, Conflict, NotFound
from jobfair.fairs.models import Fair
from jobfair.fairs.slot_times import moment
from jobfair.interviews.letters import Kind, write_letter
from jobfair.interviews.models import Interview
from jobfair.interviews.queries.messages import channel_of
from jobfair.interviews.queries.schedules import interviews_of, interviews_of_seeker, published_schedule
from jobfair.outbox import Message
from jobfair.seekers.contact import direct_contact
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import seeker_of_code_typed
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
    channel = channel_of(session, seeker)
    if channel.carrier == "paper" and kind in REMINDERS:
        return None
    message = outbox.send(
        session,
        carrier=channel.carrier,
        kind=kind,
        address=channel.address,
        subject=fair.name,
        body=write_letter(kind, fair, seeker.locale, seeker.code, interviews),
        now=now,
        idempotency_key=f"{key}:{seeker.uid}",
        seeker_id=seeker.id,
        fair_id=fair.id,
        time_zone=fair.time_zone,
    )
    if message is not None:
        stop_waiting(session, fair.id, seeker.id, before=message.id)
    return message


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
    message.state, message.tries, message.due_at = "queued", 0, None
    session.flush()
    outbox.ask_to_send(session, now)
    _audit(session, "message.again", message, now, actor)


def set_wish(
    session: Session, typed: str, *, fair_id: int, wants: bool, now: datetime, actor: Actor
) -> list[Seeker]:
    """Note a STOP or a START for a code, or for everybody with a phone number or an e-mail; those it is for.

    Raises
    ------
    NotFound
        Nobody has this code or contact.
    """
    one = seeker_of_code_typed(session, typed)
    people = [one] if one else []
    contact = direct_contact(typed)
    if not people and contact:
        index = vault_of(session).blind_index(contact, "contact")
        people = list(session.scalars(select(Seeker).where(Seeker.contact_index == index)))
    if not people:
        raise NotFound(N_("Nobody here has this code, phone number or e-mail."), field="typed")
    for seeker in people:
        wish(session, seeker, wants=wants, now=now, actor=actor, fair_id=fair_id)
    return people


def wish(
    session: Session, seeker: Seeker, *, wants: bool, now: datetime, actor: Actor, fair_id: int | None = None
) -> None:
    """Note whether a person wants messages; a no also stops what waits for them."""
    seeker.wants_messages = wants
    if not wants:
        waiting = Message.seeker_id == seeker.id, Message.state == "queued", Message.carrier != "paper"
        session.execute(update(Message).where(*waiting).values(state="stopped"))
    session.flush()
    action = "seeker.messages_start" if wants else "seeker.messages_stop"
    audit.record(session, action, now=now, actor=actor, on=("seeker", seeker.id), fair_id=fair_id)


def _by_person(interviews: Iterable[Interview]) -> dict[int, list[Interview]]:
    people: dict[int, list[Interview]] = {}
    for row in interviews:
        people.setdefault(row.seeker_id, []).append(row)
    return people


def _places(interviews: Iterable[Interview]) -> set[tuple[int, int, int]]:
    return {(row.employer_id, row.booth_id, row.slot_id) for row in interviews}


def _audit(session: Session, action: str, message: Message, now: datetime, actor: Actor) -> None:
    on = ("message", message.id)
    audit.record(session, action, now=now, actor=actor, on=on, fair_id=message.fair_id)
