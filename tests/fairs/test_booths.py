"""Booths, in rows and one by one, and who gets them."""

import pytest

from jobfair.errors import Conflict, Invalid, NotFound
from jobfair.fairs.actions import booths as actions
from jobfair.fairs.queries.booths import attendances_of, booth_by_id, booths_of, without_booth
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_seeker, make_user, make_visit
from tests.fairs.standing import make_standing_interview


def labels(session, fair):
    return [booth.label for booth in booths_of(session, fair.id)]


def plain(**changes):
    return {
        "label": "B1",
        "row": "B",
        "place": 1,
        "has_power": False,
        "near_door": False,
        "wheelchair_access": True,
        "support_desk": None,
    } | changes


def attendance_of(session, fair, employer):
    return next(a for a in attendances_of(session, fair.id) if a.employer_id == employer.id)


def test_creates_and_changes_a_booth(session):
    fair = make_fair(session, booths=1)
    booth = actions.create_booth(session, fair, label=" b 1 ", row="B", place=1, support_desk=" ID  desk ")
    assert (booth.label, booth.support_desk) == ("b1", "ID desk")
    actions.edit_booth(session, booth, **plain(label="B2", place=2, support_desk=" "))
    assert (booth.label, booth.place, booth.support_desk) == ("B2", 2, None)
    actions.edit_booth(session, booth, **plain(label="b2"))


def test_a_support_desk_says_what_it_does_and_how_many_it_sees(session):
    fair = make_fair(session, booths=1)
    desk = {"support_desk": "ID desk", "desk_about": " Bring a letter. ", "desk_seats": 20}
    booth = actions.create_booth(session, fair, **plain(**desk))
    assert (booth.desk_about, booth.desk_seats) == ("Bring a letter.", 20)
    actions.edit_booth(session, booth, **plain(**desk | {"desk_seats": 2}))
    assert booth.desk_seats == 2
    make_visit(session, fair, make_seeker(session, fair), booth=booth)
    with pytest.raises(Conflict, match="so it stays one") as caught:
        actions.edit_booth(session, booth, **plain())
    assert caught.value.field == "support_desk"
    make_visit(session, fair, make_seeker(session, fair), booth=booth, seat=1)
    with pytest.raises(Conflict, match="at least as many at once") as caught:
        actions.edit_booth(session, booth, **plain(**desk | {"desk_seats": 1}))
    assert (caught.value.field, caught.value.values["booked"]) == ("desk_seats", 2)
    actions.edit_booth(session, booth, **plain(**desk | {"desk_seats": 2}))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"label": " "}, "label"),
        ({"label": "x" * 13}, "label"),
        ({"place": 0}, "place"),
        ({"label": "a1"}, "label"),
        ({"desk_about": "x" * 401}, "desk_about"),
        ({"desk_seats": 0}, "desk_seats"),
        ({"desk_seats": 21}, "desk_seats"),
    ],
)
def test_refuses_booths_that_cannot_be(session, values, field):
    fair = make_fair(session, booths=1)
    with pytest.raises((Invalid, Conflict)) as caught:
        actions.create_booth(session, fair, **plain(**values))
    assert caught.value.field == field
    assert labels(session, fair) == ["A1"]


def test_rows_at_once_leave_what_is_there(session):
    fair = make_fair(session, booths=1)
    made = actions.create_rows(session, fair, first_row="a", last_row="B", places=2, has_power=True)
    assert [booth.label for booth in made] == ["A2", "B1", "B2"]
    assert labels(session, fair) == ["A1", "A2", "B1", "B2"]
    assert all(booth.has_power for booth in made)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"first_row": "AA"}, "first_row"),
        ({"last_row": "1"}, "last_row"),
        ({"first_row": "C"}, "last_row"),
        ({"places": 0}, "places"),
        ({"places": 41}, "places"),
    ],
)
def test_refuses_rows_that_cannot_be(session, values, field):
    fair = make_fair(session, booths=0)
    with pytest.raises(Invalid) as caught:
        actions.create_rows(session, fair, **({"first_row": "A", "last_row": "B", "places": 2} | values))
    assert caught.value.field == field


def test_a_booth_of_another_fair_is_not_found(session):
    fair, other = make_fair(session), make_fair(session)
    with pytest.raises(NotFound):
        booth_by_id(session, other.id, fair.booths[0].id)


def test_giving_and_taking_back_a_booth(session):
    fair = make_fair(session, booths=2)
    user = make_user(session)
    one, two = (attendance_of(session, fair, make_employer(session, fair)) for _ in range(2))
    for _ in range(2):
        actions.give_booth(session, one, fair.booths[0], now=NOW, actor_id=user.id)
    with pytest.raises(Conflict, match="Another employer"):
        actions.give_booth(session, two, fair.booths[0], now=NOW, actor_id=user.id)
    with pytest.raises(Conflict, match="Take it back"):
        actions.edit_booth(session, fair.booths[0], **plain(label="A1", support_desk="ID desk"))
    actions.give_booth(session, one, None, now=NOW, actor_id=None)
    actions.give_booth(session, two, fair.booths[0], now=NOW, actor_id=None)
    desk = actions.create_booth(session, fair, label="S1", row="S", place=1, support_desk="ID desk")
    with pytest.raises(Conflict, match="support desk"):
        actions.give_booth(session, one, desk, now=NOW, actor_id=None)


def test_an_employer_with_published_interviews_stays_at_the_booth(session):
    fair = make_fair(session)
    interview = make_standing_interview(session, fair, fair.slots[0], state="published")
    attendance = attendance_of(session, fair, interview.employer)
    with pytest.raises(Conflict, match="stays there"):
        actions.give_booth(session, attendance, None, now=NOW, actor_id=None)
    with pytest.raises(Conflict, match="so it stays"):
        actions.delete_booth(session, fair, interview.booth, now=NOW, actor_id=None)


def test_deleting_a_booth_frees_its_employer_and_takes_draft_interviews_away(session):
    fair = make_fair(session, booths=0)
    interview = make_standing_interview(session, fair, fair.slots[0], state="draft")
    attendance = attendance_of(session, fair, interview.employer)
    actions.give_booth(session, attendance, None, now=NOW, actor_id=None)
    actions.give_booth(session, attendance, interview.booth, now=NOW, actor_id=None)
    actions.delete_booth(session, fair, interview.booth, now=NOW, actor_id=1)
    assert attendance.booth_id is None
    assert labels(session, fair) == []


def test_free_booths_go_to_those_who_need_power_first(session):
    fair = make_fair(session, booths=0)
    for label, power, desk in (("A1", True, None), ("A2", False, None), ("A3", True, "ID desk")):
        actions.create_booth(session, fair, label=label, row="A", has_power=power, support_desk=desk)
    stays = attendance_of(
        session,
        fair,
        make_employer(
            session, fair, booth=fair.booths[2], attendance={"needs_power": True}, name="At a desk"
        ),
    )
    anything = attendance_of(session, fair, make_employer(session, fair, name="Anything"))
    power = attendance_of(
        session, fair, make_employer(session, fair, name="Power", attendance={"needs_power": True})
    )
    more = attendance_of(
        session, fair, make_employer(session, fair, name="Zebra", attendance={"needs_power": True})
    )
    result = actions.assign_free_booths(session, fair)
    assert {a.employer.name: a.booth.label for a in result.given} == {"Power": "A1", "Anything": "A2"}
    assert [(u.attendance, u.reason) for u in result.unplaced] == [(more, "Every booth with power is taken.")]
    assert without_booth(session, fair.id) == [more]
    assert anything.booth.label == "A2"
    assert power.booth.has_power
    assert stays.booth.label == "A3"


def test_says_when_only_booths_without_power_are_left(session):
    fair = make_fair(session, booths=0)
    actions.create_booth(session, fair, label="A1", row="A", place=1)
    make_employer(session, fair, attendance={"needs_power": True})
    result = actions.assign_free_booths(session, fair)
    assert [each.reason for each in result.unplaced] == ["No booth of this fair has power."]
    assert result.given == []


def test_without_booths_everybody_is_named(session):
    fair = make_fair(session, booths=1)
    make_employer(session, fair, booth=fair.booths[0])
    make_employer(session, fair)
    assert [each.reason for each in actions.assign_free_booths(session, fair).unplaced] == [
        "Every booth is taken."
    ]
    empty = make_fair(session, booths=0)
    make_employer(session, empty)
    assert len(actions.assign_free_booths(session, empty).unplaced) == 1
