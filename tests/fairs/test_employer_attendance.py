"""Adding, changing and removing employers at a fair."""

from datetime import time

import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.db import vault_of
from jobfair.employers.models import Employer, Opening, Representative
from jobfair.employers.queries import contact_of
from jobfair.errors import Conflict, Invalid, NotFound
from jobfair.fairs.actions.employers import add_employer, edit_employer, remove_employer
from jobfair.fairs.models import EmployerAttendance
from jobfair.interviews.models import Interview
from jobfair.suggestions.models import Interest
from tests.factories import (
    NOW,
    make_employer,
    make_fair,
    make_interest,
    make_interview,
    make_opening,
    make_representative,
    make_seeker,
)

WHO = {"now": NOW, "actor": ("user", 1)}


def plan(session, fair, employer, *, state, status="planned"):
    """One interview with an employer in a schedule of this state."""
    opening = session.scalar(select(Opening).where(Opening.employer_id == employer.id)) or make_opening(
        session, employer
    )
    seeker = make_seeker(session, fair)
    return make_interview(session, fair, seeker, opening, state=state, status=status)


def test_an_employer_is_added_with_card_and_hours(session):
    fair = make_fair(session)
    attendance = add_employer(
        session,
        fair.id,
        name="  Millrace   Bakery ",
        sector="food",
        about="Bread\x00 since 1950.\r\nOpen early.",
        contact="Ana, 816 555 0100",
        hires_people_with_records="case_by_case",
        looks_back_years=3,
        policy_notes="The owner decides.",
        interviewers=2,
        arrives=time(8, 30),
        leaves=time(12),
        break_starts=time(10, 40),
        break_ends=time(11),
        needs_power=True,
        **WHO,
    )
    employer = attendance.employer
    assert employer.name == "Millrace Bakery"
    assert employer.about == "Bread  since 1950.\nOpen early."
    assert contact_of(session, employer) == "Ana, 816 555 0100"
    assert b"816" not in employer.contact_sealed
    assert (attendance.interviewers, attendance.needs_power) == (2, True)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.fair_id, entry.object_id) == ("employer.add", fair.id, employer.id)


def test_a_name_is_enough(session):
    fair = make_fair(session)
    attendance = add_employer(session, fair.id, name="Cedar Works", **WHO)
    assert attendance.interviewers == 1
    assert attendance.employer.hires_people_with_records is None
    assert contact_of(session, attendance.employer) is None


@pytest.mark.parametrize("other", ["café del sol", "CAFE  DEL SOL", "Café del Sol"])
def test_a_name_stands_once_at_a_fair_whatever_its_spelling(session, other):
    fair = make_fair(session)
    add_employer(session, fair.id, name="Café del Sol", **WHO)
    with pytest.raises(Conflict) as error:
        add_employer(session, fair.id, name=other, **WHO)
    assert error.value.field == "name"
    add_employer(session, make_fair(session).id, name=other, **WHO)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": " \t "}),
        ("name", {"name": "x" * 121}),
        ("about", {"about": "x" * 2001}),
        ("hires_people_with_records", {"hires_people_with_records": "perhaps"}),
        ("looks_back_years", {"looks_back_years": 100}),
        ("looks_back_years", {"looks_back_years": -1}),
        ("interviewers", {"interviewers": 0}),
        ("interviewers", {"interviewers": 51}),
        ("interviewers", {"interviewers": None}),
        ("slots_per_interview", {"slots_per_interview": 0}),
        ("slots_per_interview", {"slots_per_interview": 5}),
        ("promised_interviews", {"promised_interviews": -1}),
        ("promised_interviews", {"promised_interviews": 201, "interviewers": 50}),
        ("promised_interviews", {"promised_interviews": 7}),
        ("arrives", {"arrives": time(13)}),
        ("leaves", {"leaves": time(9)}),
        ("leaves", {"arrives": time(11), "leaves": time(10)}),
        ("break_starts", {"break_ends": time(10)}),
        ("break_ends", {"break_starts": time(10)}),
        ("break_ends", {"break_starts": time(11), "break_ends": time(10, 30)}),
    ],
)
def test_what_cannot_be_right_is_refused_and_named(session, field, values):
    fair = make_fair(session)
    with pytest.raises(Invalid) as error:
        add_employer(session, fair.id, **({"name": "Cedar Works"} | values), **WHO)
    assert error.value.field == field
    assert not list(session.scalars(select(EmployerAttendance)))


@pytest.mark.parametrize(
    ("seats", "values"),
    [
        (6, {}),
        (12, {"interviewers": 2}),
        (3, {"slots_per_interview": 2}),
        (2, {"slots_per_interview": 2, "arrives": time(9, 10)}),
        (
            4,
            {
                "slots_per_interview": 2,
                "break_starts": time(9, 40),
                "break_ends": time(10),
                "interviewers": 2,
            },
        ),
        (1, {"slots_per_interview": 4}),
    ],
)
def test_a_promise_is_as_large_as_the_day_at_most(session, seats, values):
    fair = make_fair(session)
    with pytest.raises(Invalid) as error:
        add_employer(session, fair.id, name="A", promised_interviews=seats + 1, **values, **WHO)
    assert (error.value.field, error.value.values) == ("promised_interviews", {"seats": seats})
    made = add_employer(session, fair.id, name="B", promised_interviews=seats, **values, **WHO)
    assert made.promised_interviews == seats


def test_a_promise_that_the_day_cannot_hold_any_more_keeps_nobody_from_their_card(session):
    fair = make_fair(session)
    made = add_employer(session, fair.id, name="Cedar Works", promised_interviews=6, **WHO)
    session.delete(fair.slots[0])
    session.flush()
    edit_employer(session, fair.id, made.employer_id, about="We build.", **WHO)
    with pytest.raises(Invalid, match="at most"):
        edit_employer(session, fair.id, made.employer_id, interviewers=1, **WHO)


def test_only_given_fields_change(session):
    fair = make_fair(session)
    employer = add_employer(
        session, fair.id, name="Cedar Works", contact="ana@example.org", interviewers=3, **WHO
    ).employer
    edit_employer(session, fair.id, employer.id, about="We build.", needs_power=True, **WHO)
    attendance = edit_employer(session, fair.id, employer.id, name="CEDAR works", **WHO)
    assert (employer.name, employer.about) == ("CEDAR works", "We build.")
    assert contact_of(session, employer) == "ana@example.org"
    assert (attendance.interviewers, attendance.needs_power) == (3, True)
    edit_employer(session, fair.id, employer.id, contact=None, **WHO)
    assert contact_of(session, employer) is None


def test_an_edit_is_held_to_the_same_rules(session):
    fair = make_fair(session)
    add_employer(session, fair.id, name="Cedar Works", **WHO)
    other = add_employer(session, fair.id, name="Blue Heron", arrives=time(10), **WHO).employer
    with pytest.raises(Conflict):
        edit_employer(session, fair.id, other.id, name="cedar works", **WHO)
    with pytest.raises(Invalid):
        edit_employer(session, fair.id, other.id, leaves=time(9, 30), **WHO)


def test_another_fairs_employer_is_not_found(session):
    fair, other = make_fair(session), make_fair(session)
    employer = make_employer(session, other)
    with pytest.raises(NotFound):
        edit_employer(session, fair.id, employer.id, about="x", **WHO)
    with pytest.raises(NotFound):
        remove_employer(session, fair.id, employer.id, **WHO)
    with pytest.raises(NotFound):
        add_employer(session, 999_999, name="Cedar Works", **WHO)


def test_removing_deletes_what_no_other_fair_needs(session):
    fair = make_fair(session)
    employer = make_employer(session, fair, booth=fair.booths[0])
    opening = make_opening(session, employer)
    make_representative(session, employer)
    seeker = make_seeker(session, fair)
    make_interest(session, fair.id, seeker.id, opening.id)
    remove_employer(session, fair.id, employer.id, **WHO)
    session.expire_all()
    for table in (Employer, Opening, EmployerAttendance, Representative, Interest):
        assert not list(session.scalars(select(table))), table


def test_an_employer_of_two_fairs_stays_for_the_other(session):
    fair, other = make_fair(session), make_fair(session)
    employer = make_employer(session, fair)
    session.add(EmployerAttendance(fair_id=other.id, employer_id=employer.id))
    make_opening(session, employer)
    remove_employer(session, fair.id, employer.id, **WHO)
    assert session.scalars(select(EmployerAttendance)).one().fair_id == other.id
    assert session.scalars(select(Opening)).one().employer_id == employer.id


def test_published_interviews_keep_an_employer_at_the_fair(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    plan(session, fair, employer, state="published")
    with pytest.raises(Conflict) as error:
        remove_employer(session, fair.id, employer.id, **WHO)
    assert str(error.value).startswith("Interviews with")


def test_interviews_in_drafts_go_with_the_employer(session):
    fair = make_fair(session)
    employer, stays = make_employer(session, fair), make_employer(session, fair)
    plan(session, fair, employer, state="draft")
    plan(session, fair, stays, state="draft")
    remove_employer(session, fair.id, employer.id, **WHO)
    assert session.scalars(select(Interview.employer_id)).all() == [stays.id]
    assert session.scalars(select(Employer.id)).all() == [stays.id]


def test_an_employer_of_earlier_schedules_stays_in_the_books_without_contact(session):
    fair = make_fair(session)
    employer = make_employer(session, fair)
    employer.contact_sealed = vault_of(session).seal("816", f"employer.contact:{employer.uid}")
    plan(session, fair, employer, state="superseded")
    plan(session, fair, employer, state="published", status="cancelled")
    remove_employer(session, fair.id, employer.id, **WHO)
    assert not list(session.scalars(select(EmployerAttendance)))
    assert session.scalars(select(Employer)).one().contact_sealed is None
    assert len(list(session.scalars(select(Interview)))) == 2
