"""What a seeker does with the openings: put a reason right, see what would open more, go one by one."""

import re
from datetime import time

import pytest
from sqlalchemy import select

from jobfair.employers.models import Employer
from jobfair.fairs.models import Booth
from jobfair.seekers.models import Seeker
from jobfair.suggestions.queries import fair_fit
from jobfair.suggestions.queries.what_if import changes_that_help
from tests.factories import make_employer, make_fair, make_opening, make_seeker


def words_of(database, seeker_id):
    with database.read() as session:
        seeker = session.get_one(Seeker, seeker_id)
        return seeker.work, seeker.skills


@pytest.fixture
def kitchen(database):
    """Two openings, and somebody whose words fit the kitchen first."""
    with database.write() as session:
        fair = make_fair(session)
        employer = make_employer(session, fair)
        cook = make_opening(session, employer, title="Line cook", skills=["cook food"])
        roofer = make_opening(session, employer, title="Roofer", skills=["roofing"])
        seeker = make_seeker(session, fair, work=["cook in a kitchen", "roofer"], skills=[])
        return fair.id, seeker.id, cook.id, roofer.id


def test_this_is_wrong_takes_the_word_away_and_ranks_anew(client, database, kitchen):
    fair, seeker, cook, _roofer = kitchen
    client.sign_in_as("seeker", seeker)
    listed = client.get(f"/fairs/{fair}/openings-for-me").text
    wrong = f"/fairs/{fair}/openings-for-me/{cook}/wrong"
    assert f"{wrong}?page=1" in listed
    page = client.get(wrong).text
    assert 'value="cook in a kitchen"' in page
    assert "1 other word of yours" in page
    saved = client.post(
        f"{wrong}?page=1", {"work-0": "cook in a kitchen", "work-1": "roofer", "drop": "work-0"}
    )
    assert "“Line cook” is number 2 on your list now." in saved.text
    assert saved.text.index("Roofer") < saved.text.index("Line cook", saved.text.index("<ol"))
    assert words_of(database, seeker) == (["roofer"], [])


ODD_WORK = {
    "empty": [],
    "10,000 words": ["I cooked on the grill for many men. " * 1250],
    "emoji": ["🔥👷🏽"],
    "HTML": ["<script>alert(1)</script>"],
    "three languages in a line": ["xqzt 料理人 готовил"],
    "only stop words": ["the of and el la de los"],
}


@pytest.mark.parametrize("work", ODD_WORK.values(), ids=ODD_WORK)
def test_openings_are_shown_with_a_reason_whatever_was_written(client, database, kitchen, work):
    fair, seeker, *_ = kitchen
    with database.write() as session:
        session.get_one(Seeker, seeker).work = work
    client.sign_in_as("seeker", seeker)
    for page in ("openings-for-me", "openings-for-me/one"):
        shown = client.get(f"/fairs/{fair}/{page}").text
        assert "Line cook" in shown
        assert "Roofer" in shown or page.endswith("one")
        assert re.search(r'class="why">[^<]+', shown), "an opening is never shown without a word"
        assert "<script>alert" not in shown


def test_how_an_employer_hires_is_said_in_words(client, database, kitchen):
    fair, seeker, _cook, _roofer = kitchen
    with database.write() as session:
        session.scalars(select(Employer)).one().hires_people_with_records = "yes"
    page = client.sign_in_as("seeker", seeker).get(f"/fairs/{fair}/openings-for-me").text
    assert "How they hire: also people with a record" in page


def test_a_word_can_be_corrected_or_emptied(client, database, kitchen):
    fair, seeker, _cook, roofer = kitchen
    client.sign_in_as("seeker", seeker)
    wrong = f"/fairs/{fair}/openings-for-me/{roofer}/wrong?from=one"
    page = client.post(wrong, {"work-0": "", "work-1": "roof repair"}).text
    assert "openings to look at" in page
    assert words_of(database, seeker) == (["roof repair"], [])
    assert "Use at most 300 characters" in client.post(wrong, {"work-0": "x" * 301}).text
    assert words_of(database, seeker) == (["roof repair"], [])
    client.get(f"/fairs/{fair}/openings-for-me/{roofer + 99}/wrong", status=404)


def test_somebody_without_words_is_led_to_the_question(client, database, kitchen):
    fair, seeker, cook, _ = kitchen
    with database.write() as session:
        session.get_one(Seeker, seeker).work = []
    client.sign_in_as("seeker", seeker)
    page = client.get(f"/fairs/{fair}/openings-for-me/{cook}/wrong").text
    assert "You have told us no work or skills yet." in page
    assert f"/fairs/{fair}/register/words?from=openings" in page


def test_one_opening_at_a_time_with_a_way_back(client, database, kitchen):
    fair, seeker, cook, roofer = kitchen
    client.sign_in_as("seeker", seeker)
    first = client.get(f"/fairs/{fair}/openings-for-me/one").text
    assert "2 openings to look at" in first
    shown = cook if "<h1>Line cook" in first else roofer
    address = f"/fairs/{fair}/openings-for-me/{{}}?from=one"
    second = client.post(address.format(shown), {"said": "yes"}).text
    assert "1 opening to look at" in second
    assert "Saved: " in second
    assert "2 openings to look at" in client.post(address.format(shown), {"said": "forget"}).text
    client.post(address.format(cook), {"said": "no"})
    assert "You have seen them all" in client.post(address.format(roofer), {"said": "maybe"}).text
    client.get(f"/fairs/{fair}/openings-for-me/one?last={roofer + 99}", status=404)


def test_what_would_open_more_counts_each_change_alone(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    late = {"shift_starts": time(17), "shift_ends": time(22)}
    make_opening(session, employer, title="Evening cook", **late)
    make_opening(session, employer, title="Evening mover", lift_pounds=60, **late)
    make_opening(session, employer, title="Mover", lift_pounds=60)
    make_opening(session, employer, title="Driver", needs_driving_licence=True, days=["sun"])
    make_opening(session, employer, title="Guard", must_have_certificates=["Guard card"])
    make_opening(session, employer, title="Clerk", languages=["es"])
    make_opening(session, employer, title="Far cook", zip_code="66044")
    seeker = make_seeker(
        session,
        fair,
        shifts=["days"],
        max_lift_pounds=20,
        has_driving_licence=False,
        certificates=["forklift"],
        languages=["en"],
        zip_code="64108",
        max_distance_miles=10,
        days=["mon"],
        travel="bus",
        busy=[{"starts": "09:00", "ends": "10:00", "days": ["mon"]}],
    )
    table = fair_fit(session, fair.id, seeker.id)
    found = {change.key: (change.values, change.openings) for change in changes_that_help(table, 0)}
    assert found == {
        "shift": ({"shift": "evenings"}, 1),
        "lift": ({"pounds": 60}, 1),
        "certificate": ({"certificate": "Guard card"}, 1),
        "language": ({"languages": ["es"]}, 1),
        "miles": ({"miles": 50}, 1),
    }, "the driver's opening is closed by the license and the days both"


def test_nobody_limited_has_nothing_to_change(session):
    fair = make_fair(session)
    make_opening(session, make_employer(session, fair))
    seeker = make_seeker(session, fair)
    assert changes_that_help(fair_fit(session, fair.id, seeker.id), 0) == []


def test_where_nothing_fits_the_page_counts_changes_and_names_the_desks(client, database):
    with database.write() as session:
        fair = make_fair(session)
        employer = make_employer(session, fair)
        for title in ("Cook", "Baker"):
            make_opening(session, employer, title=title, shift_starts=time(17), shift_ends=time(22))
        seeker, fair_id = make_seeker(session, fair, shifts=["days"]).id, fair.id
    client.sign_in_as("seeker", seeker)
    page = client.get(f"/fairs/{fair_id}/openings-for-me").text
    assert "If you could work evenings: 2 more" in page
    assert f"/fairs/{fair_id}/register/when?from=openings" in page
    assert "Ask at the help desk of the fair." in page
    spanish = client.get(f"/fairs/{fair_id}/openings-for-me?lang=es").text
    assert "If you could" not in spanish
    client.get("/?lang=en")
    with database.write() as session:
        session.add(Booth(fair_id=fair_id, label="Z9", row="Z", support_desk="License desk"))
    page = client.get(f"/fairs/{fair_id}/openings-for-me").text
    assert "License desk: " in page
    changed = client.post(
        f"/fairs/{fair_id}/register/when?from=openings", {"shifts": ["days", "evenings"], "submit": "y"}
    )
    assert "2 openings fit." in changed.text


def test_a_distance_is_shown_where_both_places_are_known(client, database):
    with database.write() as session:
        fair = make_fair(session)
        make_opening(session, make_employer(session, fair), zip_code="66101")
        seeker, fair_id = make_seeker(session, fair, zip_code="64108").id, fair.id
    client.sign_in_as("seeker", seeker)
    assert "miles from you" in client.get(f"/fairs/{fair_id}/openings-for-me").text
