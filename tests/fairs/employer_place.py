"""A fair with employers, as the tests of their pages begin with."""

from sqlalchemy import select

from jobfair.db import vault_of
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_team_member,
)


class Place:
    """A fair with an organizer, a helper and an employer that has a user, a contact and an opening."""

    def __init__(self, database):
        with database.write() as session:
            fair = make_fair(session)
            self.organizer = make_team_member(session, fair).id
            self.helper = make_team_member(session, fair, "helper").id
            employer = make_employer(session, fair, booth=fair.booths[0], name="Millrace Bakery")
            employer.contact_sealed = vault_of(session).seal(
                "816 555 0100", f"employer.contact:{employer.uid}"
            )
            self.user = make_representative(session, employer).id
            opening = make_opening(session, employer, title="Oven helper", wage_cents_per_hour=1450)
            other = make_employer(session, fair, name="Cedar Works")
            theirs = make_opening(session, other, title="Carpenter")
            self.fair, self.employer, self.opening = fair.id, employer.id, opening.id
            self.other, self.theirs = other.id, theirs.id
        self.all = f"/fairs/{self.fair}/employers/"
        self.mine = f"{self.all}{self.employer}/"
        self.job = f"{self.mine}openings/{self.opening}/"


def stored(database, table, **where):
    with database.read() as session:
        return session.scalars(select(table).filter_by(**where)).one()
