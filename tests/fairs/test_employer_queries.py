"""Reading openings at a fair."""

import pytest

from jobfair.errors import NotFound
from jobfair.fairs.queries.employers import opening_at_fair, openings_at_fair
from tests.factories import make_employer, make_fair, make_opening


def test_an_opening_is_found_at_its_fair_and_for_its_employer_alone(session):
    fair, other = make_fair(session), make_fair(session)
    employer, rival = make_employer(session, fair), make_employer(session, fair)
    opening = make_opening(session, employer)
    assert opening_at_fair(session, fair.id, opening.id) is opening
    assert opening_at_fair(session, fair.id, opening.id, employer_ids=[employer.id]) is opening
    for fair_id, ids in ((other.id, None), (fair.id, [rival.id]), (fair.id, [])):
        with pytest.raises(NotFound):
            opening_at_fair(session, fair_id, opening.id, employer_ids=ids)


def test_openings_of_a_fair_by_employer(session):
    fair = make_fair(session)
    first, second = make_employer(session, fair), make_employer(session, fair)
    late, early = make_opening(session, second), make_opening(session, first)
    closed = make_opening(session, first, is_open=False)
    make_opening(session, make_employer(session, make_fair(session)))
    assert openings_at_fair(session, fair.id) == [early, late]
    assert openings_at_fair(session, fair.id, only_open=False) == [early, closed, late]
