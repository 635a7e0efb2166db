"""A kiosk of a fair with two people, for tests of what is done there."""

import re

from jobfair.seekers import actions
from tests.conftest import NOW
from tests.factories import make_fair, make_seeker, make_team_member

BY = ("system", None)


def fair_of_two(database):
    """Ids of a fair with two people, and of those who may start a kiosk there or not."""
    with database.write() as session:
        fair = make_fair(session)
        seeker = make_seeker(session, fair, code="K7-MAPLE", called_name="Ana")
        actions.set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=BY)
        other = make_seeker(session, fair, code="B2-RIVER", called_name="Ben")
        actions.set_second_factor(session, other, "birthday", "0703", now=NOW, actor=BY)
        organizer, helper = make_team_member(session, fair).id, make_team_member(session, fair, "helper").id
        return {"id": fair.id, "organizer": organizer, "helper": helper, "elsewhere": make_fair(session).id}


def made_a_kiosk(client, fair):
    """The browser of a device that an organizer turned into a kiosk."""
    client.sign_in_as("user", fair["organizer"])
    client.get(f"/fairs/{fair['id']}/kiosk/start")
    client.first = client.post(f"/fairs/{fair['id']}/kiosk/start")
    return client


def address(fair, page=""):
    return f"/fairs/{fair['id']}/kiosk{page}"


def open_page(kiosk, fair, code="K7-MAPLE", secret="4071"):
    kiosk.post(address(fair, "/code"), {"code": code})
    return kiosk.post(address(fair, "/code"), {"code": code, "secret": secret})


def without_tokens(page):
    """A page without what is drawn anew in every second."""
    return re.sub(r'(name="csrf_token" value|data-token)="[^"]*"', "", page)
