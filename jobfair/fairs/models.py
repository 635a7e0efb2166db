"""Tables of fairs: the day, its slots and booths, who attends, what was imported."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobfair.db import Base
from jobfair.employers.models import Employer
from jobfair.seekers.models import Seeker


class Fair(Base):
    """One fair day."""

    __tablename__ = "fair"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: neutral: attending must not disclose a record
    name: Mapped[str]
    venue: Mapped[str] = mapped_column(default="")
    #: local date
    date: Mapped[date]
    #: IANA name such as "America/Chicago"
    time_zone: Mapped[str]
    #: local time
    opens: Mapped[time]
    #: local time
    closes: Mapped[time]
    #: minutes
    slot_minutes: Mapped[int] = mapped_column(default=20)
    #: the most interviews one seeker gets
    max_interviews_per_seeker: Mapped[int] = mapped_column(default=4)
    #: interpreters at work at the same time; empty means as many as needed
    spanish_interpreters: Mapped[int | None]
    #: interpreters at work at the same time; empty means as many as needed
    asl_interpreters: Mapped[int | None]
    #: made by `jobfair sample`; only such a fair gives out sample sign-in links
    is_sample: Mapped[bool] = mapped_column(default=False)
    #: UTC
    created_at: Mapped[datetime]

    slots: Mapped[list["Slot"]] = relationship(cascade="all, delete-orphan", order_by="Slot.starts_at")
    breaks: Mapped[list["Break"]] = relationship(cascade="all, delete-orphan", order_by="Break.starts")
    booths: Mapped[list["Booth"]] = relationship(cascade="all, delete-orphan", order_by="Booth.label")


class Break(Base):
    """A time of the fair in which nobody is interviewed."""

    __tablename__ = "fair_break"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    #: local time
    starts: Mapped[time]
    #: local time
    ends: Mapped[time]


class Slot(Base):
    """An interval of time in which interviews take place."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("fair_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    #: UTC
    starts_at: Mapped[datetime]
    #: UTC
    ends_at: Mapped[datetime]


class Booth(Base):
    """An employer's or a support desk's place in the hall."""

    __tablename__ = "booth"
    __table_args__ = (UniqueConstraint("fair_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    #: such as "A4"
    label: Mapped[str]
    #: row of the hall, such as "A"
    row: Mapped[str] = mapped_column(default="")
    #: place in the row, from the wall, starting at 1
    place: Mapped[int] = mapped_column(default=1)
    has_power: Mapped[bool] = mapped_column(default=False)
    near_door: Mapped[bool] = mapped_column(default=False)
    wheelchair_access: Mapped[bool] = mapped_column(default=True)
    #: name of the support desk when the booth is kept for one, such as "ID desk"
    support_desk: Mapped[str | None]
    #: what the support desk does and what to bring, in the organizer's words
    desk_about: Mapped[str] = mapped_column(default="")
    #: people the support desk sees at the same time
    desk_seats: Mapped[int] = mapped_column(default=1)


class TeamMember(Base):
    """A user who works on a fair."""

    __tablename__ = "team_member"
    __table_args__ = (
        UniqueConstraint("fair_id", "user_id"),
        CheckConstraint("role IN ('organizer', 'helper')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: "organizer" or "helper"
    role: Mapped[str]


class SeekerAttendance(Base):
    """A seeker at a fair: when they can be there and what they need."""

    __tablename__ = "seeker_attendance"
    __table_args__ = (UniqueConstraint("fair_id", "seeker_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    #: local time; empty means from the start
    arrives: Mapped[time | None]
    #: local time; empty means to the end
    leaves: Mapped[time | None]
    #: of "spanish_interpreter", "asl_interpreter", "wheelchair", "reading_help", "brings_child"
    needs: Mapped[list[str]] = mapped_column(default=list)
    #: a language to be interpreted, beyond Spanish and American Sign Language
    interpreter_language: Mapped[str | None]
    #: UTC; when they came to the fair
    checked_in_at: Mapped[datetime | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("spreadsheet_import.id", ondelete="SET NULL"))

    seeker: Mapped[Seeker] = relationship()


class EmployerAttendance(Base):
    """An employer at a fair: its booth, how many interviewers, and when they are there."""

    __tablename__ = "employer_attendance"
    __table_args__ = (UniqueConstraint("fair_id", "employer_id"), UniqueConstraint("booth_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    booth_id: Mapped[int | None] = mapped_column(ForeignKey("booth.id", ondelete="SET NULL"))
    #: people who interview at the same time
    interviewers: Mapped[int] = mapped_column(default=1)
    #: local time; empty means from the start
    arrives: Mapped[time | None]
    #: local time; empty means to the end
    leaves: Mapped[time | None]
    #: local time
    break_starts: Mapped[time | None]
    #: local time
    break_ends: Mapped[time | None]
    needs_power: Mapped[bool] = mapped_column(default=False)
    #: slots that one interview takes
    slots_per_interview: Mapped[int] = mapped_column(default=1)
    #: interviews the organizer promised them, at least
    promised_interviews: Mapped[int] = mapped_column(default=0)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("spreadsheet_import.id", ondelete="SET NULL"))

    employer: Mapped[Employer] = relationship()
    booth: Mapped[Booth | None] = relationship()


class SpreadsheetImport(Base):
    """A spreadsheet that was read: previewed, confirmed, perhaps undone."""

    __tablename__ = "spreadsheet_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str]
    #: the file itself, sealed, kept until it is confirmed or dropped
    file_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: SHA-256 of the file
    file_hash: Mapped[str]
    #: "previewed", "confirmed" or "undone"
    state: Mapped[str] = mapped_column(default="previewed")
    #: numbers, and each rejected row with column, reason and suggestion; of its cells only the one at fault
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: ids of rows this import created, by table; what undo removes
    created: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: UTC
    created_at: Mapped[datetime]
    #: UTC
    confirmed_at: Mapped[datetime | None]
    #: UTC
    undone_at: Mapped[datetime | None]
