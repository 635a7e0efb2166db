"""Tables of interviews: versioned schedules and what stands in them.

The partial unique indexes are the last wall against a double booking. They see the first slot of an
interview; whoever stores one that takes several looks at the others under the lock of its schedule.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobfair.db import Base
from jobfair.employers.models import Employer, Opening
from jobfair.fairs.models import Booth, Slot
from jobfair.fairs.slot_times import overlap
from jobfair.seekers.models import Seeker

ACTIVE = text("status = 'planned'")


class Place(NamedTuple):
    """With whom somebody has an interview, where and when: what has to be told again where it changes."""

    employer_id: int
    booth_id: int
    slot_id: int
    slots: int


class Schedule(Base):
    """One version of a fair's interviews."""

    __tablename__ = "schedule"
    __table_args__ = (
        UniqueConstraint("fair_id", "version"),
        CheckConstraint("state IN ('draft', 'published', 'superseded')", name="state"),
        Index(
            "uq_schedule_published",
            "fair_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    #: 1, 2, … within the fair
    version: Mapped[int]
    #: "draft", "published" or "superseded"
    state: Mapped[str] = mapped_column(default="draft")
    #: counts, fit, certificate, who could not be placed and why
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: UTC
    created_at: Mapped[datetime]
    #: UTC
    published_at: Mapped[datetime | None]

    interviews: Mapped[list["Interview"]] = relationship(
        back_populates="schedule", cascade="all, delete-orphan"
    )


class Interview(Base):
    """Seeker x opening x booth x slot, with a status."""

    __tablename__ = "interview"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'cancelled')", name="status"),
        Index(
            "uq_interview_seeker_slot",
            "schedule_id",
            "seeker_id",
            "slot_id",
            unique=True,
            sqlite_where=ACTIVE,
            postgresql_where=ACTIVE,
        ),
        Index(
            "uq_interview_booth_slot_seat",
            "schedule_id",
            "booth_id",
            "slot_id",
            "seat",
            unique=True,
            sqlite_where=ACTIVE,
            postgresql_where=ACTIVE,
        ),
        Index(
            "uq_interview_seeker_employer",
            "schedule_id",
            "seeker_id",
            "employer_id",
            unique=True,
            sqlite_where=ACTIVE,
            postgresql_where=ACTIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"))
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"), index=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), index=True)
    #: slots in a row that it takes, from `slot` on: as many as its employer's did when it was planned
    slots: Mapped[int] = mapped_column(default=1)
    #: which of the booth's interviewers, starting at 0
    seat: Mapped[int]
    #: 0 to 1
    fit: Mapped[float]
    #: why this pair: message key and values
    reason: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: "planned" or "cancelled"
    status: Mapped[str] = mapped_column(default="planned")

    schedule: Mapped[Schedule] = relationship(back_populates="interviews")
    seeker: Mapped[Seeker] = relationship()
    employer: Mapped[Employer] = relationship()
    opening: Mapped[Opening] = relationship()
    booth: Mapped[Booth] = relationship()
    slot: Mapped[Slot] = relationship()

    @property
    def starts_at(self) -> datetime:
        """When it starts, UTC."""
        return self.slot.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it is over, UTC: the slots of one interview touch and are of one length."""
        return self.starts_at + self.slots * (self.slot.ends_at - self.slot.starts_at)

    @property
    def place(self) -> Place:
        """What people are told of it."""
        return Place(self.employer_id, self.booth_id, self.slot_id, self.slots)

    def overlaps(self, other: "Interview") -> bool:
        """Whether both take place at some moment."""
        return overlap((self.starts_at, self.ends_at), (other.starts_at, other.ends_at))


class InterviewChange(Base):
    """What is different from what a person was told: an interview for another, one more, or one less."""

    __tablename__ = "interview_change"
    __table_args__ = (CheckConstraint("by_whom IN ('organizer', 'seeker', 'helper')", name="by_whom"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    #: what stood before; empty for one more
    old_interview_id: Mapped[int | None] = mapped_column(
        ForeignKey("interview.id", ondelete="CASCADE"), index=True
    )
    #: what stands instead; empty for one less
    new_interview_id: Mapped[int | None] = mapped_column(
        ForeignKey("interview.id", ondelete="CASCADE"), index=True
    )
    #: "organizer" by publishing, "seeker", or "helper" for the person
    by_whom: Mapped[str]
    #: UTC
    created_at: Mapped[datetime]
    #: UTC; when the person said that they have seen it
    seen_at: Mapped[datetime | None]
    #: UTC; when it was taken back
    undone_at: Mapped[datetime | None]

    old: Mapped[Interview | None] = relationship(foreign_keys=old_interview_id)
    new: Mapped[Interview | None] = relationship(foreign_keys=new_interview_id)
    seeker: Mapped[Seeker] = relationship()


class DeskVisit(Base):
    """A time that a person booked at a support desk."""

    __tablename__ = "desk_visit"
    __table_args__ = (
        UniqueConstraint("seeker_id", "slot_id"),
        UniqueConstraint("seeker_id", "booth_id"),
        UniqueConstraint("booth_id", "slot_id", "seat"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"))
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id", ondelete="CASCADE"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id", ondelete="CASCADE"), index=True)
    #: which of the desk's seats, starting at 0
    seat: Mapped[int]
    #: UTC; when this time was booked
    created_at: Mapped[datetime]

    seeker: Mapped[Seeker] = relationship()
    booth: Mapped[Booth] = relationship()
    slot: Mapped[Slot] = relationship()

    @property
    def starts_at(self) -> datetime:
        """When it starts, UTC."""
        return self.slot.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it is over, UTC."""
        return self.slot.ends_at


class InterviewImpression(Base):
    """What a person says of an interview afterwards; employers never see it."""

    __tablename__ = "interview_impression"
    __table_args__ = (
        UniqueConstraint("interview_id"),
        CheckConstraint("went IN ('well', 'so_so', 'badly')", name="went"),
        CheckConstraint(
            "next_step IN ('offer', 'second_interview', 'they_call', 'apply', 'no', 'nothing')",
            name="next_step",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"))
    took_place: Mapped[bool | None]
    #: "well", "so_so" or "badly"
    went: Mapped[str | None]
    #: what the employer said comes next: "offer", "second_interview", "they_call", "apply", "no", "nothing"
    next_step: Mapped[str | None]
    #: UTC
    said_at: Mapped[datetime]

    interview: Mapped[Interview] = relationship()
