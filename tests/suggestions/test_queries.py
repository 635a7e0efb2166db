"""Rows to records, and records to fit: what counts, and what never does."""

import dataclasses
from datetime import time

import pytest
from sqlalchemy import event

from jobfair.errors import Conflict, NotFound
from jobfair.matching import MESSAGE_KEYS, OpeningRecord, SeekerRecord
from jobfair.suggestions import actions, queries
from jobfair.suggestions.queries import impossible_pairs
from jobfair.suggestions.sentences import SENTENCES, WAYS_OUT, WHOLE_DAY
from jobfair.suggestions.speech import spoken
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_interest, make_opening, make_seeker

SYSTEM = ("system", None)


@pytest.mark.parametrize(
    ("starts", "ends", "days", "words"),
    [
        (time(7), time(15), [], {"days", "mornings"}),
        (time(22), time(6), [], {"nights"}),
        (time(15), time(23), [], {"evenings"}),
        (time(18), time(2), [], {"evenings", "nights"}),
        (time(5), time(10), [], {"days", "mornings"}),
        (time(0), time(5), [], {"nights"}),
        (time(9), time(17), ["sat", "sun"], {"days", "weekends"}),
        (time(9), time(17), ["fri", "sat"], {"days"}),
        (time(8), time(8), [], set()),
        (None, time(8), [], set()),
        (time(8), None, ["sat"], set()),
    ],
)
def test_shifts_are_called_by_the_words_people_use(starts, ends, days, words):
    assert queries.shift_words(starts, ends, days) == words


def test_no_private_column_reaches_a_record():
    private = {"called_name", "contact_sealed", "private_notes_sealed", "locale", "needs", "code"}
    assert not private & {field.name for field in dataclasses.fields(SeekerRecord)}
    assert not {"hires_people_with_records", "contact_sealed"} & {
        field.name for field in dataclasses.fields(OpeningRecord)
    }


def places(sentence, values):
    """The sentence with marks in its places; fails when it names one that does not come."""
    return sentence % {name: f"<{name}>" for name in values}


@pytest.mark.parametrize("key", sorted(WHOLE_DAY))
def test_a_whole_day_elsewhere_is_said_without_midnight(app, key):
    values = {"starts": "07:00", "ends": "15:00", "busy_starts": "00:00", "busy_ends": "00:00"}
    with app.test_request_context():
        for voice in ("you", "they"):
            said = spoken(key, values | {"days": ["mon"]}, voice)
            assert "all day" in said
            assert "12:00" not in said


@pytest.mark.parametrize("key", sorted(MESSAGE_KEYS))
def test_every_message_has_a_sentence_with_the_same_places(key):
    # how much a card would add is a number for those who tune the matching, not for a person
    names = {"concept" if name.startswith("concept_") else name for name in MESSAGE_KEYS[key]} - {"gain"}
    for sentence in SENTENCES[key]:
        filled = places(sentence, names)
        assert {name for name in names if f"<{name}>" in filled} == names


def test_no_sentence_and_no_way_out_is_left_over():
    assert set(SENTENCES) == set(MESSAGE_KEYS)
    assert set(WAYS_OUT) == {key for key in MESSAGE_KEYS if key.startswith("matching.not_")}


def test_reasons_are_spoken_in_words(app):
    with app.test_request_context("/"):
        shift = {"needed": ["days", "mornings"], "offered": ("nights",)}
        assert "in the daytime or early mornings" in spoken("matching.not_shift", shift)
        days = {"needed": ["mon", "tue"], "offered": ["sun"]}
        assert "Monday and Tuesday" in spoken("matching.not_days", days)
        assert "Spanish" in spoken("matching.not_language", {"languages": ["es", "?"]})
        far = {"miles": 40, "travel": "bus", "max_miles": 20}
        assert "by bus" in spoken("matching.ask_travel", far, "they")
        same = {"said": "a", "opening": "b", "concept_en": "cook", "concept_es": "cocina"}
        assert spoken("matching.fits_same_work", same).endswith("cook.")
        assert spoken("matching.of_tomorrow", {}) == ""
    with app.test_request_context("/?lang=es", headers={"Accept-Language": "es"}):
        assert "cocina" in spoken("matching.fits_same_work", same)


def answer(session, fair, seeker, opening, said, side="seeker"):
    return actions.answer(
        session,
        fair_id=fair.id,
        seeker_id=seeker.id,
        opening_id=opening.id,
        side=side,
        said=said,
        now=NOW,
        actor=SYSTEM,
    )


def test_an_employers_fit_is_its_best_open_opening(session):
    fair = make_fair(session)
    employer, other = make_employer(session, fair), make_employer(session, fair)
    roofer = make_opening(session, employer, title="Roofer", skills=["roof tiles"])
    dishes = make_opening(session, employer)
    make_opening(session, employer, title="Dishwasher", is_open=False)
    make_opening(session, other, title="Welder", skills=["weld"], lift_pounds=80)
    seeker = make_seeker(session, fair, max_lift_pounds=20)
    found = queries.fit_matrix(session, fair.id)
    assert (found.seeker_ids, found.employer_ids) == ((seeker.id,), (employer.id, other.id))
    assert found.opening_ids.tolist() == [[dishes.id, 0]]
    assert found.fit[0, 1] == 0
    answer(session, fair, seeker, dishes, "no")
    found = queries.fit_matrix(session, fair.id)
    assert found.opening_ids[0, 0] == roofer.id, "a no to one opening leaves the employer's others"
    assert found.refused == frozenset()
    answer(session, fair, seeker, roofer, "no", side="employer")
    found = queries.fit_matrix(session, fair.id)
    assert found.fit[0, 0] == 0
    assert found.refused == {(seeker.id, employer.id)}


def test_yes_lifts_the_fit_and_forgetting_takes_it_back(session):
    fair = make_fair(session)
    opening = make_opening(session, make_employer(session, fair), title="Clerk", skills=["type letters"])
    seeker = make_seeker(session, fair)
    before = queries.fit_matrix(session, fair.id).fit[0, 0]
    first = answer(session, fair, seeker, opening, "yes")
    assert answer(session, fair, seeker, opening, "yes") is first
    assert queries.fit_matrix(session, fair.id).fit[0, 0] > before
    assert answer(session, fair, seeker, opening, "forget") is None
    assert queries.fit_matrix(session, fair.id).fit[0, 0] == before
    assert answer(session, fair, seeker, opening, "forget") is None


def test_answers_are_refused_where_nobody_can_mean_them(session):
    fair = make_fair(session)
    opening = make_opening(session, make_employer(session, fair), is_open=False)
    stranger = make_seeker(session)
    with pytest.raises(NotFound):
        answer(session, fair, stranger, opening, "yes")
    seeker = make_seeker(session, fair)
    with pytest.raises(Conflict):
        answer(session, fair, seeker, opening, "yes")
    with pytest.raises(NotFound):
        answer(session, fair, seeker, make_opening(session, make_employer(session)), "yes")
    make_interest(session, fair.id, seeker.id, opening.id)
    assert answer(session, fair, seeker, opening, "forget") is None


def test_the_employers_ranking_does_not_depend_on_who_somebody_is(session):
    fair = make_fair(session)
    opening = make_opening(session, make_employer(session, fair))
    twins = [
        make_seeker(session, fair, code=f"{letter}1-MAPLE", called_name=name, locale=locale, attendance=needs)
        for letter, name, locale, needs in (
            ("B", "Aaron", "es", {"needs": ["wheelchair"]}),
            ("A", "Zoe", "en", {}),
        )
    ]
    found = queries.candidates_for_opening(session, fair.id, opening.id)
    assert [one.card.code for one in found.rows] == ["A1-MAPLE", "B1-MAPLE"], "equal people stand by code"
    assert found.rows[0].fit == found.rows[1].fit
    answer(session, fair, twins[0], opening, "yes")
    found = queries.candidates_for_opening(session, fair.id, opening.id)
    assert [one.card.code for one in found.rows] == ["B1-MAPLE", "A1-MAPLE"]
    answer(session, fair, twins[0], opening, "no", side="employer")
    answer(session, fair, twins[1], opening, "no")
    found = queries.candidates_for_opening(session, fair.id, opening.id)
    assert [(one.card.code, one.employer_says) for one in found.rows] == [("B1-MAPLE", "no")]


def test_people_who_fit_by_words_are_counted_apart_from_those_who_could_do_the_hours(session):
    fair = make_fair(session)
    opening = make_opening(session, make_employer(session, fair), title="Welder", skills=["welding"])
    for said in (["welding"], ["soldadora"], ["cook"], ["of the"], []):
        make_seeker(session, fair, skills=said, work=[])
    refused = make_seeker(session, fair, skills=["weld steel"], work=[])
    answer(session, fair, refused, opening, "no")
    found = queries.candidates_for_opening(session, fair.id, opening.id, most=2)
    assert (found.by_words, found.total) == (2, 5)
    every = queries.candidates_for_opening(session, fair.id, opening.id).rows
    without = {"matching.fits_unknown", "matching.fits_nothing_said"}
    assert sum(one.reason.key not in without for one in every) == found.by_words, "as the page says of each"
    nobody = make_opening(session, opening.employer, title="Bookkeeper", skills=["ledgers"], duties="")
    found = queries.candidates_for_opening(session, fair.id, nobody.id)
    assert (found.by_words, found.total) == (0, 6)


def test_what_is_asked_of_employers_leads_nowhere_near_a_home(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    far = make_opening(session, employer, city="Springfield", state="MO", experience_months=6)
    make_seeker(session, fair, zip_code="64108", travel="walk")
    found = queries.candidates_for_opening(session, fair.id, far.id)
    assert [ask.key for ask in found.rows[0].asks] == ["matching.ask_experience"]


def test_pairs_that_may_not_meet_any_more(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    opening, heavy = make_opening(session, employer), make_opening(session, employer, lift_pounds=90)
    seeker, stranger = make_seeker(session, fair, max_lift_pounds=10), make_seeker(session)
    pairs = {
        (seeker.id, opening.id),
        (seeker.id, heavy.id),
        (stranger.id, opening.id),
        (seeker.id, heavy.id + 9),
    }
    assert impossible_pairs(session, fair.id, pairs) == pairs - {(seeker.id, opening.id)}
    answer(session, fair, seeker, opening, "no")
    assert impossible_pairs(session, fair.id, pairs) == pairs


def statements_of(session, work):
    """How many statements some work sends to the database."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)


def test_query_counts_do_not_grow_with_the_fair(session):
    fair, counts = make_fair(session), []
    for size in (1, 3):
        for _ in range(size):
            opening = make_opening(session, make_employer(session, fair))
            seeker = make_seeker(session, fair)
        session.commit()
        ids = fair.id, seeker.id, opening.id

        def look(ids=ids):
            queries.suggestions_for_seeker(session, ids[0], ids[1])
            queries.candidates_for_opening(session, ids[0], ids[2])

        counts.append(statements_of(session, look))
        session.rollback()
    assert counts[0] == counts[1]


def test_work_that_somebody_wishes_for_is_quoted_to_them_alone(session):
    fair = make_fair(session)
    opening = make_opening(session, make_employer(session, fair), title="Forklift driver")
    seeker = make_seeker(session, fair, work=[], skills=[], wishes=["forklift driver"])
    mine = queries.suggestions_for_seeker(session, fair.id, seeker.id).fitting[0]
    assert mine.reason.values["said"] == "forklift driver"
    found = queries.candidates_for_opening(session, fair.id, opening.id)
    assert "said" not in found.rows[0].reason.values
    assert found.by_words == 0
    table = queries.fit_matrix(session, fair.id).by_opening
    planned = queries.explain_pairs(table, [(seeker.id, opening.id)])[0]
    assert "said" not in planned.reason.values
