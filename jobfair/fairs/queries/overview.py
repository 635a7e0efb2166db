"""What an organizer sees first: how much there is, and what is missing to plan and publish."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from jobfair.employers.models import Opening
from jobfair.fairs.models import Booth, EmployerAttendance, SeekerAttendance, Slot
from jobfair.fairs.queries.standing import schedule_states, seekers_with_interviews
from jobfair.seekers.models import Seeker


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of a fair, and how far its schedule is."""

    seekers: int
    #: people who have not agreed yet, and take no part until somebody asks them
    seekers_to_ask: int
    #: people who came and checked in
    seekers_here: int
    employers: int
    openings: int
    #: booths that employers may have
    booths: int
    support_desks: int
    slots: int
    employers_without_booth: int
    employers_without_opening: int
    has_draft: bool
    is_published: bool
    #: people who agreed and have no published interview
    seekers_without_interview: int

    @property
    def is_empty(self) -> bool:
        """Whether nobody is at the fair yet."""
        return not self.seekers and not self.employers

    @property
    def can_be_planned(self) -> bool:
        """Whether there is a slot, a person who agreed, and an employer with a booth and an opening."""
        ready = self.employers > max(self.employers_without_booth, self.employers_without_opening)
        return bool(self.slots and self.seekers > self.seekers_to_ask and ready)


def overview_of(session: Session, fair_id: int) -> Overview:
    """Counts of a fair; all zero for one that has nothing yet."""
    attendance = EmployerAttendance
    open_opening = exists().where(Opening.employer_id == attendance.employer_id, Opening.is_open)
    employers = select(func.count(attendance.id)).where(attendance.fair_id == fair_id)
    openings = (
        select(func.count(Opening.id))
        .join(attendance, attendance.employer_id == Opening.employer_id)
        .where(attendance.fair_id == fair_id, Opening.is_open)
    )
    booths = select(func.count(Booth.id)).where(Booth.fair_id == fair_id)
    seekers = select(func.count(SeekerAttendance.id)).where(SeekerAttendance.fair_id == fair_id)
    states = schedule_states(session, fair_id)
    agreed = seekers.join(SeekerAttendance.seeker).where(Seeker.has_agreed)
    placed = seekers_with_interviews(fair_id)

    def count(statement: Select[int]) -> int:
        return session.scalar(statement) or 0

    return Overview(
        seekers=count(seekers),
        seekers_to_ask=count(seekers.join(SeekerAttendance.seeker).where(~Seeker.has_agreed)),
        seekers_here=count(seekers.where(SeekerAttendance.checked_in_at.is_not(None))),
        employers=count(employers),
        openings=count(openings),
        booths=count(booths.where(Booth.support_desk.is_(None))),
        support_desks=count(booths.where(Booth.support_desk.is_not(None))),
        slots=count(select(func.count(Slot.id)).where(Slot.fair_id == fair_id)),
        employers_without_booth=count(employers.where(attendance.booth_id.is_(None))),
        employers_without_opening=count(employers.where(~open_opening)),
        has_draft="draft" in states,
        is_published="published" in states,
        seekers_without_interview=count(agreed.where(SeekerAttendance.seeker_id.not_in(placed))),
    )
