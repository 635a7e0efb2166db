"""How a fair is matched: settings and words, as an organizer changes them and as matching uses them."""

from datetime import time

import numpy as np
import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.errors import Invalid
from jobfair.suggestions import actions, queries
from jobfair.suggestions.models import FairWord, MatchingSettings
from jobfair.suggestions.queries.evaluation import envious_share, evaluate, spreading_costs
from jobfair.suggestions.queries.settings import matching_settings, words_of_fair
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_opening, make_seeker, make_team_member

SYSTEM = ("system", None)


def audited(session):
    return [row.action for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def change(session, fair, crowding_percent=0, first_bus=None, last_bus=None):
    return actions.change_settings(
        session,
        fair.id,
        crowding_percent=crowding_percent,
        first_bus=first_bus,
        last_bus=last_bus,
        now=NOW,
        actor=SYSTEM,
    )


def test_settings_are_stored_once_and_audited(session):
    fair = make_fair(session)
    assert not change(session, fair), "the usual settings need no row"
    assert change(session, fair, 40, time(5), time(0, 30))
    assert not change(session, fair, 40, time(5), time(0, 30))
    assert change(session, fair, 0)
    assert audited(session) == ["matching.settings"] * 2
    stored = session.scalars(select(MatchingSettings)).one()
    assert (stored.crowding_percent, stored.first_bus, stored.last_bus) == (0, None, None)


@pytest.mark.parametrize("percent", [None, -1, 101])
def test_a_share_is_from_0_to_100(session, percent):
    with pytest.raises(Invalid):
        change(session, make_fair(session), percent)


def test_the_last_bus_bars_shifts_it_does_not_reach(session):
    fair = make_fair(session)
    opening = make_opening(session, make_employer(session, fair), shift_starts=time(15), shift_ends=time(23))
    seeker = make_seeker(session, fair, travel="bus")
    found = queries.suggestions_for_seeker(session, fair.id, seeker.id)
    assert [ask.key for ask in found.fitting[0].asks] == ["matching.ask_bus"]
    pair = {(seeker.id, opening.id)}
    assert not queries.impossible_pairs(session, fair.id, pair)
    change(session, fair, last_bus=time(21))
    found = queries.suggestions_for_seeker(session, fair.id, seeker.id)
    assert [bar.key for bar in found.barred[0].bars] == ["matching.not_last_bus"]
    assert queries.impossible_pairs(session, fair.id, pair) == pair


def test_times_elsewhere_bar_shifts_and_no_employer_hears_of_them(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    late = make_opening(session, employer, shift_starts=time(15), shift_ends=time(23))
    early = make_opening(session, employer, shift_starts=time(6), shift_ends=time(14), days=["mon", "tue"])
    evenings = {"starts": "21:00", "ends": "06:00", "days": []}
    seeker = make_seeker(
        session, fair, busy=[evenings, {"starts": "09:00", "ends": "10:00", "days": ["tue"]}]
    )
    found = queries.suggestions_for_seeker(session, fair.id, seeker.id)
    assert [bar.key for bar in found.barred[0].bars] == ["matching.not_busy"]
    assert [ask.key for ask in found.fitting[0].asks] == ["matching.ask_busy"]
    assert queries.candidates_for_opening(session, fair.id, late.id).total == 0
    assert queries.candidates_for_opening(session, fair.id, early.id).rows[0].asks == ()


def crowded_fair(session):
    """Six people for whom the same opening fits best."""
    fair = make_fair(session)
    employer = make_employer(session, fair)
    best = make_opening(session, employer, title="Dishwasher", skills=["clean kitchen", "prepare food"])
    make_opening(session, employer, title="Kitchen helper", skills=["prepare food"])
    make_opening(session, employer, title="Cleaner", skills=["clean kitchen"])
    return fair, best, [make_seeker(session, fair) for _ in range(6)]


def firsts(session, fair, seekers):
    return [
        queries.suggestions_for_seeker(session, fair.id, one.id).fitting[0].opening.title for one in seekers
    ]


def test_spreading_lowers_what_everybody_wants_and_changes_nobodys_fit(session):
    fair, best, seekers = crowded_fair(session)
    before = queries.suggestions_for_seeker(session, fair.id, seekers[0].id)
    assert firsts(session, fair, seekers) == [best.title] * 6
    change(session, fair, 100)
    after = queries.suggestions_for_seeker(session, fair.id, seekers[0].id)
    assert {one.opening.id: one.fit for one in after.fitting} == {
        one.opening.id: one.fit for one in before.fitting
    }
    for one in seekers[1:]:
        actions.answer(
            session,
            fair_id=fair.id,
            seeker_id=one.id,
            opening_id=best.id,
            side="seeker",
            said="yes",
            now=NOW,
            actor=SYSTEM,
        )
    assert firsts(session, fair, seekers[:1]) != [best.title], "five others want it more"
    assert queries.suggestions_for_seeker(session, fair.id, -1).fitting_total == 0


def test_both_costs_of_spreading_are_told(session):
    fair, _, _ = crowded_fair(session)
    none, full = spreading_costs(session, fair.id, [0, 100])
    assert none.own_lists_lose == 0
    assert full.own_lists_lose >= 0
    assert full.after.gini <= none.after.gini
    figures = evaluate(session, fair.id, [0, 100])
    assert [one.crowding_percent for one in figures] == [0, 100]
    assert figures[0].coverage == 1
    assert len(figures[0].exposure) == 3
    assert envious_share(np.array([0.0, 1e-16, 1e-12, 0.2])) == 0.25, "noise of adding up is no envy"
    assert figures[1].gini == full.after.gini
    empty = make_fair(session)
    assert spreading_costs(session, empty.id, [50]) == []
    assert evaluate(session, empty.id, [0])[0].envy == 0


def test_words_of_a_fair_are_read_by_its_matcher_alone(session):
    fair, other = make_fair(session), make_fair(session)
    for each in (fair, other):
        make_opening(session, make_employer(session, each), title="Auto assembler", skills=[])
    seeker = make_seeker(session, fair, work=["ten years at the Claycomo plant"], skills=[])
    before = queries.suggestions_for_seeker(session, fair.id, seeker.id).fitting[0].fit
    text = "The Claycomo plant, car assembly line"
    assert actions.change_words(session, fair.id, text, now=NOW, actor=SYSTEM)
    assert not actions.change_words(session, fair.id, text, now=NOW, actor=SYSTEM)
    after = queries.suggestions_for_seeker(session, fair.id, seeker.id).fitting[0]
    assert after.fit > before + 0.1
    assert after.reason.values["said"].lower() == "ten years at the claycomo plant"
    assert words_of_fair(session, other.id) == ()
    assert audited(session) == ["matching.words"]
    assert actions.change_words(session, fair.id, " \n", now=NOW, actor=SYSTEM)
    assert session.scalars(select(FairWord)).all() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plant, car assembly\nLansing", "Line 2: write the word"),
        ("!!, cook", "Line 1: write the word"),
        ("plant, cook\n\nPlánt, baker", "Line 3: “Plánt” is there twice."),
        (f"plant, {'x' * 81}", "Line 1: at most 80 letters"),
        ("\n".join(f"plant {n}, cook" for n in range(501)), "At most 500 words."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_changes(session, text, told):
    fair = make_fair(session)
    actions.change_words(session, fair.id, 'plant, cook\n"here, there"\tbaker', now=NOW, actor=SYSTEM)
    with pytest.raises(Invalid) as error:
        actions.change_words(session, fair.id, text, now=NOW, actor=SYSTEM)
    assert told in str(error.value)
    assert words_of_fair(session, fair.id) == (("plant", "cook"), ("here, there", "baker"))


def test_an_organizer_sees_both_costs_and_saves(client, database):
    with database.write() as session:
        fair, _, _ = crowded_fair(session)
        fair_id, organizer = fair.id, make_team_member(session, fair).id
    client.sign_in_as("user", organizer)
    page = client.get(f"/fairs/{fair_id}/matching").text
    assert "0 % (now)" in page
    assert "Likely matches" in page
    address = f"/fairs/{fair_id}/matching"
    assert "Write a number from 0 to 100." in client.post(address, {"crowding_percent": "101"}).text
    page = client.post(address, {"crowding_percent": "60", "last_bus": "22:40"}).text
    assert "Saved." in page
    assert "60 % (now)" in page
    with database.read() as session:
        assert matching_settings(session, fair_id).last_bus == time(22, 40)


def test_an_organizer_explains_words(client, database):
    with database.write() as session:
        fair = make_fair(session)
        fair_id, organizer = fair.id, make_team_member(session, fair).id
    client.sign_in_as("user", organizer)
    address = f"/fairs/{fair_id}/words"
    assert "Line 1: write the word" in client.post(address, {"words": "plant"}).text
    page = client.post(address, {"words": 'the plant, car assembly\n"a, b", cook'}).text
    assert "Saved." in page
    assert "the plant, car assembly\n&#34;a, b&#34;, cook" in page
    assert "2 words of your own" in client.get(f"/fairs/{fair_id}/matching").text
    assert "The figures come when people" in client.get(f"/fairs/{fair_id}/matching").text
