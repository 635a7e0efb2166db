"""Tables of employers: who hires, for which openings, under which hiring policy."""

import uuid
from datetime import datetime, time

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobfair.db import Base


class Employer(Base):
    """A hiring organization, with its hiring-policy card."""

    __tablename__ = "employer"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: what sealed columns are bound to
    uid: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    name: Mapped[str]
    #: kind of work, such as "food" or "construction"
    sector: Mapped[str | None]
    #: one or two sentences for seekers
    about: Mapped[str] = mapped_column(default="")
    #: sealed e-mail or phone of the contact person
    contact_sealed: Mapped[bytes | None]
    #: "yes", "case_by_case", "depends_on_job" or "no"; empty when nobody asked
    hires_people_with_records: Mapped[str | None]
    #: years
    looks_back_years: Mapped[int | None]
    #: by role, such as "the shift manager"
    who_decides: Mapped[str] = mapped_column(default="", server_default="")
    #: who can say no after the people at the booth said yes
    who_can_veto: Mapped[str] = mapped_column(default="", server_default="")
    #: jobs or records that a law rules out
    closed_by_law: Mapped[str] = mapped_column(default="", server_default="")
    how_to_appeal: Mapped[str] = mapped_column(default="", server_default="")
    #: anything else about how they decide
    policy_notes: Mapped[str] = mapped_column(default="")
    #: UTC
    created_at: Mapped[datetime]

    openings: Mapped[list["Opening"]] = relationship(
        back_populates="employer", cascade="all, delete-orphan", order_by="Opening.id"
    )


class Opening(Base):
    """A posted position."""

    __tablename__ = "opening"

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    #: what the person will do, in plain words
    duties: Mapped[str] = mapped_column(default="")
    #: skills wanted
    skills: Mapped[list[str]] = mapped_column(default=list)
    #: O*NET-SOC code such as "37-3011"
    soc_code: Mapped[str | None]
    city: Mapped[str | None]
    #: two letters
    state: Mapped[str | None]
    zip_code: Mapped[str | None]
    #: people wanted
    seats: Mapped[int] = mapped_column(default=1)
    #: US cents an hour
    wage_cents_per_hour: Mapped[int | None]
    hours_per_week: Mapped[int | None]
    #: local time
    shift_starts: Mapped[time | None]
    #: local time; earlier than the start when the shift passes midnight
    shift_ends: Mapped[time | None]
    #: of "mon" … "sun"; empty means not said
    days: Mapped[list[str]] = mapped_column(default=list)
    #: months of experience asked for
    experience_months: Mapped[int | None]
    #: certificates without which nobody is taken
    must_have_certificates: Mapped[list[str]] = mapped_column(default=list)
    needs_driving_licence: Mapped[bool] = mapped_column(default=False)
    #: pounds
    lift_pounds: Mapped[int | None]
    #: languages needed at work
    languages: Mapped[list[str]] = mapped_column(default=list)
    #: a closed opening is neither suggested nor planned
    is_open: Mapped[bool] = mapped_column(default=True)
    #: UTC
    created_at: Mapped[datetime]

    employer: Mapped[Employer] = relationship(back_populates="openings")


class Representative(Base):
    """A user who acts for an employer."""

    __tablename__ = "representative"
    __table_args__ = (UniqueConstraint("user_id", "employer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
