"""Tables of seekers."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, false
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from jobfair.db import Base


class Seeker(Base):
    """A person looking for work.

    Holds skills, wishes and practical limits. No record of offences: there is no column for it.
    """

    __tablename__ = "seeker"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: what sealed columns are bound to
    uid: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    #: short spoken code such as "K7-MAPLE"
    code: Mapped[str] = mapped_column(unique=True)
    #: name to be called
    called_name: Mapped[str]
    #: "en" or "es"
    locale: Mapped[str] = mapped_column(default="en")
    #: sealed free text: phone, e-mail, "ask for me at …"
    contact_sealed: Mapped[bytes | None]
    #: blind index of the normalized phone or e-mail; finds doubles
    contact_index: Mapped[str | None] = mapped_column(index=True)
    #: "own", "shared", "changing" or "none"; empty when nobody said
    phone_kind: Mapped[str | None]
    #: texts or e-mails about their times at a fair: only after a yes, and no more after STOP
    wants_messages: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: "birthday" or "pin"; empty until the person or a helper has set one
    second_factor_kind: Mapped[str | None]
    #: argon2id of "birthday:0703" (July 3) or "pin:" and the digits
    second_factor_hash: Mapped[str | None]
    #: past work in the person's own words
    work: Mapped[list[str]] = mapped_column(default=list)
    #: skills in the person's own words
    skills: Mapped[list[str]] = mapped_column(default=list)
    #: work the person would like
    wishes: Mapped[list[str]] = mapped_column(default=list)
    #: certificates and licences, in the person's own words
    certificates: Mapped[list[str]] = mapped_column(default=list)
    #: how long they have worked in all: "under_1", "1_to_3" or "over_3" years
    experience: Mapped[str | None]
    #: of "days", "mornings", "evenings", "nights", "weekends"; empty means unknown or any
    shifts: Mapped[list[str]] = mapped_column(default=list)
    #: of "mon" … "sun"; empty means unknown or any
    days: Mapped[list[str]] = mapped_column(default=list)
    #: when they have to be elsewhere, and never why: "starts" and "ends" as "21:00", and "days", empty for
    #: every day; an end that is not after the start is on the next day. No employer page or export reads it
    busy: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    #: "walk", "bike", "bus", "ride" or "car"
    travel: Mapped[str | None]
    zip_code: Mapped[str | None]
    #: miles
    max_distance_miles: Mapped[int | None]
    #: whether they can work in the state next door
    crosses_state_line: Mapped[bool | None]
    has_driving_licence: Mapped[bool | None]
    #: pounds
    max_lift_pounds: Mapped[int | None]
    #: "all_day", "with_breaks" or "sitting"; empty when nobody said
    standing: Mapped[str | None]
    #: languages spoken at work, such as "en", "es"
    languages: Mapped[list[str]] = mapped_column(default=list)
    #: sealed free text for helpers and organizers; no employer page or export reads it
    private_notes_sealed: Mapped[bytes | None]
    #: version of the consent text the person agreed to; empty when a helper has still to ask
    consent_version: Mapped[str | None]
    #: UTC
    consent_at: Mapped[datetime | None]
    #: UTC
    created_at: Mapped[datetime]
    #: UTC
    updated_at: Mapped[datetime]

    @hybrid_property
    def has_agreed(self) -> bool:
        """Whether they agreed and did not take it back; others are not suggested, planned or published."""
        return self.consent_at is not None

    @has_agreed.inplace.expression
    @classmethod
    def _has_agreed(cls) -> ColumnElement[bool]:
        return cls.consent_at.is_not(None)


class Consent(Base):
    """Somebody agreed to who sees what; the newest is noted with the seeker too."""

    __tablename__ = "consent"
    __table_args__ = (CheckConstraint("how IN ('self', 'spoken', 'paper')", name="how"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    #: which words they agreed to: a file of templates/consent
    version: Mapped[str]
    #: "self" on their own screen, "spoken" to a helper who read it out, or "paper" that they signed
    how: Mapped[str]
    #: the user who was told; empty where the person did it alone
    helper_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    #: UTC
    agreed_at: Mapped[datetime]
