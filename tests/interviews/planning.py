"""A small fair that can be planned, for the tests of interviews."""

from dataclasses import dataclass

from jobfair.db import vault_of
from jobfair.fairs.models import Fair
from jobfair.interviews import actions
from jobfair.interviews.queries import published_schedule, schedule_by_version
from jobfair.scheduling import Limits
from jobfair.seekers.contact import plain_contact
from jobfair.seekers.models import Seeker
from tests.conftest import NOW
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
)

QUICK = Limits(rounds=4)
SYSTEM = ("system", None)


@dataclass(frozen=True)
class SmallFair:
    """Ids of a fair with two employers at booths and five seekers."""

    id: int
    employers: list[int]
    openings: list[int]
    seekers: list[int]
    codes: list[str]
    organizer: int
    helper: int
    representative: int


def make_small_fair(database, *, seekers=5, **values) -> SmallFair:
    """Store a fair that can be planned."""
    with database.write() as session:
        fair = make_fair(session, **values)
        employers = [make_employer(session, fair, booth=fair.booths[k]) for k in range(2)]
        openings = [make_opening(session, employer) for employer in employers]
        people = [make_seeker(session, fair) for _ in range(seekers)]
        return SmallFair(
            fair.id,
            [employer.id for employer in employers],
            [opening.id for opening in openings],
            [seeker.id for seeker in people],
            [seeker.code for seeker in people],
            make_team_member(session, fair).id,
            make_team_member(session, fair, "helper").id,
            make_representative(session, employers[0]).id,
        )


def plan(database, fair_id, **values):
    """Plan here and now, quickly."""
    return actions.plan_now(database, fair_id, limits=QUICK, now=NOW, **values)


def publish(database, fair_id, version=1):
    """Publish a version instead of whatever is published."""
    with database.write() as session:
        published = published_schedule(session, fair_id)
        schedule = schedule_by_version(session, fair_id, version)
        actions.publish(
            session, schedule, now=NOW, actor=SYSTEM, instead_of=published.id if published else None
        )


def fair_row(session, fair_id) -> Fair:
    """The fair, to change something of it."""
    return session.get_one(Fair, fair_id)


def give_contact(session, seeker_id, contact, *, wants=True, **values):
    """Let a seeker have a contact, and want messages there or not."""
    seeker = session.get_one(Seeker, seeker_id)
    vault = vault_of(session)
    seeker.contact_sealed = vault.seal(contact, f"seeker.contact:{seeker.uid}")
    seeker.contact_index = vault.blind_index(plain_contact(contact), "contact")
    seeker.wants_messages = wants
    for name, value in values.items():
        setattr(seeker, name, value)
