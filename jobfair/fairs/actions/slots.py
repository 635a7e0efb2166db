"""Changing slots and breaks; a slot that a published schedule uses never goes."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.errors import N_, Conflict, Invalid
from jobfair.fairs.models import Break, Fair, Slot
from jobfair.fairs.queries import lock_fair
from jobfair.fairs.queries.slots import SlotChange, breaks_of, slot_change, slots_of, usual_times
from jobfair.fairs.queries.standing import INTERVIEW, slots_in_use, stands_in
from jobfair.fairs.slot_times import Hours, Times, moment, overlap, slot_times

MIN_SLOT_MINUTES = 5
MAX_SLOT_MINUTES = 120


def generate_slots(session: Session, fair: Fair) -> SlotChange:
    """Make the slots anew from hours, slot length and breaks; slots that stay the same are kept.

    Raises
    ------
    Conflict
        A published schedule uses a slot that would go.
    """
    return change_slots(session, fair, usual_times(session, fair))


def change_slots(session: Session, fair: Fair, wanted: Iterable[Times]) -> SlotChange:
    """Turn a fair's slots into the wanted times; interviews of drafts in slots that go are removed.

    Raises
    ------
    Conflict
        A published schedule uses a slot that would go; nothing was changed.
    """
    lock_fair(session, fair.id)
    change = slot_change(session, fair, wanted)
    _drop(session, fair, change)
    for starts_at, ends_at in change.added:
        session.add(Slot(fair_id=fair.id, starts_at=starts_at, ends_at=ends_at))
    session.flush()
    session.expire(fair, ["slots"])
    return change


def add_slot(session: Session, fair: Fair, *, starts: time, slot_minutes: int) -> Slot:
    """Add one slot by hand.

    Raises
    ------
    Invalid
        It does not lie in the fair's hours, or is too short or too long.
    Conflict
        It overlaps another slot.
    """
    check_slot_minutes(slot_minutes)
    starts_at = moment(fair.date, starts, fair.time_zone)
    ends_at = starts_at + timedelta(minutes=slot_minutes)
    if starts < fair.opens or ends_at > moment(fair.date, fair.closes, fair.time_zone):
        raise Invalid(N_("This slot lies outside the hours of the fair."), field="starts")
    if any(overlap((starts_at, ends_at), (s.starts_at, s.ends_at)) for s in slots_of(session, fair.id)):
        raise Conflict(N_("This slot overlaps another one."), field="starts")
    slot = Slot(fair_id=fair.id, starts_at=starts_at, ends_at=ends_at)
    session.add(slot)
    session.flush()
    session.expire(fair, ["slots"])
    return slot


def remove_slot(session: Session, fair: Fair, slot: Slot) -> None:
    """Remove one slot; interviews of drafts in it are removed.

    Raises
    ------
    Conflict
        A published schedule uses it.
    """
    lock_fair(session, fair.id)
    _drop(session, fair, SlotChange([], [slot], [], slots_in_use(session, fair.id, [slot.id])))
    session.expire(fair, ["slots"])


def times_with_break(session: Session, fair: Fair, starts: time, ends: time) -> list[Times]:
    """The slots a fair would have with one more break.

    Slots made by hand stay as they are where the break does not touch them; slots nobody has touched are
    laid out anew around it.
    """
    breaks = [(pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
    now_there = [(slot.starts_at, slot.ends_at) for slot in slots_of(session, fair.id)]
    anew = _laid_out(fair, [*breaks, (starts, ends)])
    if now_there == _laid_out(fair, breaks) and not slots_in_use(session, fair.id):
        return anew
    pause = (moment(fair.date, starts, fair.time_zone), moment(fair.date, ends, fair.time_zone))
    return [times for times in now_there if not overlap(times, pause)]


def add_break(session: Session, fair: Fair, *, starts: time, ends: time) -> Break:
    """Add a break; slots in it go.

    Raises
    ------
    Invalid
        It does not lie in the fair's hours, or leaves no slot.
    Conflict
        It overlaps another break, or a published schedule uses a slot in it.
    """
    check_break(session, fair, starts, ends)
    change_slots(session, fair, times_with_break(session, fair, starts, ends))
    pause = Break(fair_id=fair.id, starts=starts, ends=ends)
    session.add(pause)
    session.flush()
    session.expire(fair, ["breaks"])
    return pause


def check_break(session: Session, fair: Fair, starts: time, ends: time) -> None:
    """Refuse a break that cannot be; raises as `add_break`."""
    if ends <= starts:
        raise Invalid(N_("The break must end after it starts, on the same day."), field="ends")
    if starts < fair.opens or ends > fair.closes:
        raise Invalid(N_("This break lies outside the hours of the fair."), field="starts")
    breaks = [(pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
    if any(starts < other_ends and other_starts < ends for other_starts, other_ends in breaks):
        raise Conflict(N_("This break overlaps another one."), field="starts")
    if not _laid_out(fair, [*breaks, (starts, ends)]):
        raise Invalid(N_("This break leaves no time for interviews."), field="ends")


def remove_break(session: Session, fair: Fair, pause: Break) -> list[Slot]:
    """Remove a break and fill the time with slots; returns those, by time."""
    session.delete(pause)
    session.flush()
    session.expire(fair, ["breaks"])
    there = [(slot.starts_at, slot.ends_at) for slot in slots_of(session, fair.id)]
    free = [times for times in usual_times(session, fair) if not any(overlap(times, t) for t in there)]
    slots = [Slot(fair_id=fair.id, starts_at=starts_at, ends_at=ends_at) for starts_at, ends_at in free]
    session.add_all(slots)
    session.flush()
    session.expire(fair, ["slots"])
    return slots


def record_slots(session: Session, fair: Fair, *, now: datetime, actor_id: int | None) -> None:
    """Note in the audit log that somebody changed a fair's slots or breaks."""
    actor = ("user", actor_id) if actor_id else ("system", None)
    audit.record(session, "fair.slots", now=now, actor=actor, on=("fair", fair.id), fair_id=fair.id)


def check_slot_minutes(minutes: int) -> None:
    """Refuse a slot length nobody can interview in."""
    if not MIN_SLOT_MINUTES <= minutes <= MAX_SLOT_MINUTES:
        raise Invalid(
            N_("A slot lasts %(least)s to %(most)s minutes."),
            field="slot_minutes",
            least=MIN_SLOT_MINUTES,
            most=MAX_SLOT_MINUTES,
        )


def _laid_out(fair: Fair, breaks: Iterable[Hours]) -> list[Times]:
    return slot_times(fair.date, fair.time_zone, (fair.opens, fair.closes), fair.slot_minutes, breaks)


def _drop(session: Session, fair: Fair, change: SlotChange) -> None:
    published = next((each for each in change.standing if each.is_published), None)
    if published:
        raise Conflict(
            N_(
                "Interviews of the published schedule stand in slots that would go (%(count)s). "
                "People have been told these times, so the slots stay."
            ),
            count=published.interviews,
        )
    ids = [slot.id for slot in change.dropped]
    session.execute(delete(INTERVIEW).where(stands_in(session, fair.id, ids)))
    for slot in change.dropped:
        session.delete(slot)
    session.flush()
