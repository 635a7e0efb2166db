"""Reading slots and breaks, and what a change of them would do."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.errors import N_, NotFound
from jobfair.fairs.models import Break, Fair, Slot
from jobfair.fairs.queries.standing import Standing, slots_in_use
from jobfair.fairs.queries.traces import visits_in
from jobfair.fairs.slot_times import Hours, Times, slot_times


@dataclass(frozen=True, slots=True)
class SlotChange:
    """What a change does to a fair's slots, and to the interviews that stand in those that go."""

    kept: list[Slot]
    dropped: list[Slot]
    added: list[Times]
    standing: list[Standing]
    #: visits to support desks in slots that go
    visits: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether a published schedule stands in a slot that would go."""
        return any(each.is_published for each in self.standing)

    @property
    def loses_something(self) -> bool:
        """Whether a slot goes: then a person has to agree first."""
        return bool(self.dropped)


def slots_of(session: Session, fair_id: int) -> list[Slot]:
    """Slots of a fair by time; empty when none were made."""
    return list(session.scalars(select(Slot).where(Slot.fair_id == fair_id).order_by(Slot.starts_at)))


def slot_by_id(session: Session, fair_id: int, slot_id: int) -> Slot:
    """The slot of this fair with this id; NotFound when it is another fair's or none."""
    slot = session.scalar(select(Slot).where(Slot.id == slot_id, Slot.fair_id == fair_id))
    if slot is None:
        raise NotFound(N_("There is no such slot."))
    return slot


def breaks_of(session: Session, fair_id: int) -> list[Break]:
    """Breaks of a fair by time; may be empty."""
    return list(session.scalars(select(Break).where(Break.fair_id == fair_id).order_by(Break.starts)))


def break_by_id(session: Session, fair_id: int, break_id: int) -> Break:
    """The break of this fair with this id; NotFound when it is another fair's or none."""
    pause = session.scalar(select(Break).where(Break.id == break_id, Break.fair_id == fair_id))
    if pause is None:
        raise NotFound(N_("There is no such break."))
    return pause


def usual_times(session: Session, fair: Fair, breaks: Iterable[Hours] | None = None) -> list[Times]:
    """The slots a fair's hours, slot length and breaks (or these instead) would make, by time."""
    if breaks is None:
        breaks = [(pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
    return slot_times(fair.date, fair.time_zone, (fair.opens, fair.closes), fair.slot_minutes, breaks)


def slot_change(session: Session, fair: Fair, wanted: Iterable[Times]) -> SlotChange:
    """What changing a fair's slots to the wanted times would keep, drop and add."""
    times = set(wanted)
    slots = slots_of(session, fair.id)
    kept = [slot for slot in slots if (slot.starts_at, slot.ends_at) in times]
    dropped = [slot for slot in slots if (slot.starts_at, slot.ends_at) not in times]
    added = sorted(times - {(slot.starts_at, slot.ends_at) for slot in kept})
    gone = [slot.id for slot in dropped]
    standing = slots_in_use(session, fair.id, gone) if dropped else []
    return SlotChange(kept, dropped, added, standing, visits_in(session, gone))
