"""Tables of law: what a fair's organizers changed in the rules that come with the program."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from jobfair.db import Base


class LegalRule(Base):
    """A rule as it stands at one fair from one moment on; the newest row of a key counts, none is changed."""

    __tablename__ = "legal_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    #: what the rule is called in data, such as "fdic-section-19"
    key: Mapped[str]
    #: all columns of `rules.csv`, by name, as texts
    content: Mapped[dict[str, Any]]
    #: UTC
    changed_at: Mapped[datetime]
