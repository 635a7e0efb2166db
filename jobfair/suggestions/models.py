"""Tables of suggestions: what people answered, settings and words of a fair; scores are computed."""

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobfair.db import Base


class Interest(Base):
    """A human's yes, maybe or no to a seeker and an opening."""

    __tablename__ = "interest"
    __table_args__ = (
        UniqueConstraint("fair_id", "seeker_id", "opening_id", "side"),
        CheckConstraint("side IN ('seeker', 'employer')", name="side"),
        CheckConstraint("answer IN ('yes', 'maybe', 'no')", name="answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id", ondelete="CASCADE"), index=True)
    #: who said it: "seeker" or "employer"
    side: Mapped[str]
    #: "yes", "maybe" or "no"
    answer: Mapped[str]
    #: UTC
    answered_at: Mapped[datetime]


class MatchingSettings(Base):
    """How a fair is matched; a fair without a row has the usual settings."""

    __tablename__ = "matching_settings"
    __table_args__ = (CheckConstraint("crowding_percent BETWEEN 0 AND 100", name="crowding_percent"),)

    fair_id: Mapped[int] = mapped_column(
        ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: 0 ranks openings for each person alone; 100 spreads people over the openings as far as it goes
    crowding_percent: Mapped[int] = mapped_column(default=0)
    #: local time of the first bus in the morning; empty means unknown
    first_bus: Mapped[time | None]
    #: local time of the last bus, which may be after midnight; empty means unknown
    last_bus: Mapped[time | None]


class FairWord(Base):
    """A word of a fair's own and what it means, such as "the Claycomo plant" for car assembly."""

    __tablename__ = "fair_word"
    __table_args__ = (UniqueConstraint("fair_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    label: Mapped[str]
    meaning: Mapped[str]
