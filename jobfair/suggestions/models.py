"""Tables of suggestions: only a human's interest is stored; scores are computed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobfair.db import Base


class Interest(Base):
    """A human's yes or no to a seeker and an opening."""

    __tablename__ = "interest"
    __table_args__ = (
        UniqueConstraint("fair_id", "seeker_id", "opening_id", "side"),
        CheckConstraint("side IN ('seeker', 'employer')", name="side"),
        CheckConstraint("answer IN ('yes', 'no')", name="answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id", ondelete="CASCADE"), index=True)
    #: who said it: "seeker" or "employer"
    side: Mapped[str]
    #: "yes" or "no"
    answer: Mapped[str]
    #: UTC
    answered_at: Mapped[datetime]
