"""Adding, changing, closing and deleting openings."""

from datetime import time

import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.employers.actions.openings import (
    add_opening,
    close_opening,
    delete_opening,
    edit_opening,
    reopen_opening,
)
from jobfair.employers.models import Opening
from jobfair.employers.queries import opening_of, openings_of
from jobfair.errors import Conflict, Invalid, NotFound
from jobfair.interviews.models import Interview
from tests.factories import NOW, make_employer, make_fair, make_opening
from tests.fairs.test_employer_attendance import plan

WHO = {"now": NOW, "actor": ("user", 1)}


def test_an_opening_is_added_clean(session):
    employer = make_employer(session)
    opening = add_opening(
        session,
        employer.id,
        title=" Line  cook ",
        duties="Cook\x07 and clean.",
        skills=["Prepare food", "prepare  FOOD", " ", "Clean kitchen"],
        soc_code="35-2014.00",
        city="Kansas City",
        state="mo",
        zip_code="64108",
        seats=3,
        wage_cents_per_hour=1450,
        hours_per_week=40,
        shift_starts=time(22),
        shift_ends=time(6),
        days=["sun", "mon", "mon"],
        must_have_certificates=["Food handler"],
        needs_driving_licence=True,
        lift_pounds=0,
        languages=["es", "en", "es"],
        experience_months=6,
        fair_id=7,
        **WHO,
    )
    assert opening.title == "Line cook"
    assert opening.duties == "Cook  and clean."
    assert opening.skills == ["Prepare food", "Clean kitchen"]
    assert (opening.state, opening.days, opening.languages) == ("MO", ["mon", "sun"], ["es", "en"])
    assert session.scalars(select(AuditEntry.action)).all() == ["opening.add"]


def test_a_title_is_enough(session):
    opening = add_opening(session, make_employer(session).id, title="Packer", **WHO)
    session.refresh(opening)
    assert (opening.seats, opening.is_open, opening.days, opening.wage_cents_per_hour) == (1, True, [], None)


WRONG = [
    ("title", {"title": ""}),
    ("title", {"title": "x" * 121}),
    ("duties", {"duties": "x" * 4001}),
    ("skills", {"skills": ["x" * 121]}),
    ("skills", {"skills": [str(number) for number in range(51)]}),
    ("seats", {"seats": 0}),
    ("seats", {"seats": None}),
    ("seats", {"seats": 10_001}),
    ("wage_cents_per_hour", {"wage_cents_per_hour": 0}),
    ("wage_cents_per_hour", {"wage_cents_per_hour": 100_000}),
    ("hours_per_week", {"hours_per_week": 0}),
    ("hours_per_week", {"hours_per_week": 81}),
    ("lift_pounds", {"lift_pounds": -1}),
    ("lift_pounds", {"lift_pounds": 201}),
    ("experience_months", {"experience_months": 601}),
    ("soc_code", {"soc_code": "353-014"}),
    ("soc_code", {"soc_code": "35-3014.1"}),
    ("state", {"state": "Missouri"}),
    ("zip_code", {"zip_code": "6410"}),
    ("zip_code", {"zip_code": "٦٤١٠٨"}),
    ("days", {"days": ["someday"]}),
    ("languages", {"languages": ["Spanish"]}),
    ("shift_starts", {"shift_ends": time(6)}),
    ("shift_ends", {"shift_starts": time(6)}),
    ("shift_ends", {"shift_starts": time(6), "shift_ends": time(6)}),
]


@pytest.mark.parametrize(("field", "values"), WRONG)
def test_what_cannot_be_right_is_refused_and_named(session, field, values):
    employer = make_employer(session)
    with pytest.raises(Invalid) as error:
        add_opening(session, employer.id, **({"title": "Packer"} | values), **WHO)
    assert error.value.field == field
    assert not list(session.scalars(select(Opening)))


def test_only_given_fields_change(session):
    opening = make_opening(session, make_employer(session), shift_starts=time(6), shift_ends=time(14))
    edit_opening(session, opening, seats=4, shift_ends=time(15), soc_code="  ", city=None, **WHO)
    assert (opening.seats, opening.title, opening.shift_starts) == (4, "Dishwasher", time(6))
    assert (opening.shift_ends, opening.soc_code, opening.skills) == (time(15), None, ["clean kitchen"])
    with pytest.raises(Invalid):
        edit_opening(session, opening, shift_ends=None, **WHO)
    with pytest.raises(Invalid):
        edit_opening(session, opening, title=" ", **WHO)
    assert opening.title == "Dishwasher"


def test_closing_and_opening_again(session):
    employer = make_employer(session)
    first, second = make_opening(session, employer), make_opening(session, employer)
    close_opening(session, first, **WHO)
    assert [o.id for o in openings_of(session, employer.id)] == [second.id, first.id]
    reopen_opening(session, first, **WHO)
    assert [o.id for o in openings_of(session, employer.id)] == [first.id, second.id]


def test_an_opening_belongs_to_its_employer(session):
    opening = make_opening(session, make_employer(session))
    assert opening_of(session, opening.employer_id, opening.id) is opening
    with pytest.raises(NotFound):
        opening_of(session, make_employer(session).id, opening.id)


def test_deleting_takes_interviews_in_drafts_along(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    opening = make_opening(session, employer)
    plan(session, fair, employer, state="draft")
    delete_opening(session, opening, **WHO)
    assert not list(session.scalars(select(Opening)))
    assert not list(session.scalars(select(Interview)))


@pytest.mark.parametrize("state", ["published", "superseded"])
def test_an_opening_that_people_were_given_is_closed_not_deleted(session, state):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    opening = make_opening(session, employer)
    plan(session, fair, employer, state=state, status="cancelled")
    plan(session, fair, employer, state="draft")
    with pytest.raises(Conflict):
        delete_opening(session, opening, **WHO)
    assert len(list(session.scalars(select(Interview)))) == 2
