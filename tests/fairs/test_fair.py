"""Creating, changing and deleting a fair."""

from datetime import date, time

import pytest
from sqlalchemy import func, select

from jobfair.accounts.actions import open_sign_in
from jobfair.accounts.models import AuditEntry, SignIn
from jobfair.employers.models import Employer
from jobfair.errors import Conflict, Invalid
from jobfair.fairs import queries
from jobfair.fairs.actions.fair import (
    FairDetails,
    create_fair,
    delete_fair,
    edit_fair,
    slot_change_of_edit,
)
from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.interviews.models import Interview
from jobfair.seekers.models import Seeker
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_seeker, make_user
from tests.fairs.standing import make_standing_interview

GIVEN = {
    "name": "Westside Job Fair",
    "venue": "Civic Hall",
    "date": date(2026, 6, 6),
    "time_zone": "America/Chicago",
    "opens": time(9),
    "closes": time(13),
}


def details_of(fair, **changes):
    given = {name: getattr(fair, name) for name in FairDetails.__dataclass_fields__}
    return FairDetails(**(given | changes))


def test_whoever_creates_a_fair_organizes_it(session):
    user = make_user(session)
    fair = create_fair(session, **GIVEN | {"name": "  Westside \n Job Fair "}, organizer_id=user.id, now=NOW)
    assert fair.name == "Westside Job Fair"
    assert queries.team_role(session, fair.id, user.id) == "organizer"
    assert len(fair.slots) == 12
    assert fair.slots[0].starts_at.isoformat() == "2026-06-06T14:00:00+00:00"
    entry = session.scalar(select(AuditEntry).where(AuditEntry.action == "fair.create"))
    assert (entry.actor_kind, entry.actor_id, entry.fair_id) == ("user", user.id, fair.id)


def test_a_fair_without_an_organizer_has_no_team(session):
    fair = create_fair(session, **GIVEN, organizer_id=None, now=NOW)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1
    assert fair.id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "),
        ("name", "n" * 121),
        ("venue", "v" * 201),
        ("time_zone", "Kansas City"),
        ("time_zone", ""),
        ("date", date(1026, 6, 6)),
        ("date", date(2062, 6, 6)),
        ("closes", time(9)),
        ("closes", time(1)),
        ("slot_minutes", 4),
        ("slot_minutes", 121),
        ("max_interviews_per_seeker", 0),
        ("max_interviews_per_seeker", 13),
        ("spanish_interpreters", -1),
        ("asl_interpreters", 100),
    ],
)
def test_refuses_what_cannot_be(session, field, value):
    with pytest.raises(Invalid) as caught:
        create_fair(session, **GIVEN | {field: value}, organizer_id=None, now=NOW)
    assert caught.value.field == field
    assert session.scalar(select(func.count()).select_from(Fair)) == 0


@pytest.mark.parametrize(
    ("field", "hours"),
    [
        ("opens", {"opens": time(2, 30), "closes": time(5)}),
        ("closes", {"opens": time(0), "closes": time(2, 59)}),
    ],
)
def test_refuses_hours_that_the_clocks_skip(session, field, hours):
    day = {"date": date(2026, 3, 8)}
    with pytest.raises(Invalid, match=r"skip 02:\d\d") as caught:
        create_fair(session, **GIVEN | day | hours, organizer_id=None, now=NOW)
    assert caught.value.field == field
    fair = create_fair(session, **GIVEN | hours, organizer_id=None, now=NOW)
    with pytest.raises(Invalid, match="skip"):
        edit_fair(session, fair, details_of(fair, **day), now=NOW, actor_id=None)


def test_refuses_slots_longer_than_the_fair(session):
    with pytest.raises(Invalid) as caught:
        create_fair(
            session, **GIVEN | {"closes": time(9, 30), "slot_minutes": 40}, organizer_id=None, now=NOW
        )
    assert caught.value.field == "slot_minutes"


def test_a_new_name_leaves_hand_made_slots_alone(session):
    fair = make_fair(session, slots=2)
    change = edit_fair(session, fair, details_of(fair, name="New name"), now=NOW, actor_id=None)
    assert (len(change.kept), change.dropped, change.added) == (2, [], [])
    assert fair.name == "New name"


def test_new_hours_keep_the_slots_that_fit(session):
    fair = create_fair(session, **GIVEN, organizer_id=None, now=NOW)
    first = fair.slots[0].id
    change = edit_fair(session, fair, details_of(fair, closes=time(11)), now=NOW, actor_id=None)
    assert (len(change.kept), len(change.dropped), len(change.added)) == (6, 6, 0)
    assert fair.slots[0].id == first
    assert len(fair.slots) == 6


def test_another_slot_length_changes_slots_that_start_alike(session):
    fair = create_fair(session, **GIVEN, organizer_id=None, now=NOW)
    edit_fair(session, fair, details_of(fair, slot_minutes=30), now=NOW, actor_id=None)
    assert [(slot.ends_at - slot.starts_at).seconds // 60 for slot in fair.slots] == [30] * 8


def test_drafts_lose_interviews_in_slots_that_go_and_the_preview_says_so(session):
    fair = create_fair(session, **GIVEN, organizer_id=None, now=NOW)
    make_standing_interview(session, fair, fair.slots[-1], state="draft")
    details = details_of(fair, closes=time(12))
    preview = slot_change_of_edit(session, fair, details)
    assert [(each.version, each.state, each.interviews) for each in preview.standing] == [(1, "draft", 1)]
    assert preview.loses_something
    assert not preview.is_refused
    edit_fair(session, fair, details, now=NOW, actor_id=None)
    assert session.scalar(select(func.count()).select_from(Interview)) == 0


def test_a_published_schedule_keeps_its_slots(session):
    fair = create_fair(session, **GIVEN, organizer_id=None, now=NOW)
    make_standing_interview(session, fair, fair.slots[-1], state="published")
    details = details_of(fair, closes=time(12))
    assert slot_change_of_edit(session, fair, details).is_refused
    with pytest.raises(Conflict, match="published schedule stand in slots"):
        edit_fair(session, fair, details, now=NOW, actor_id=None)
    assert len(fair.slots) == 12


def test_deleting_takes_everything_of_this_fair_alone(session):
    fair, other = make_fair(session), make_fair(session)
    interview = make_standing_interview(session, fair, fair.slots[0], state="draft")
    stays = make_seeker(session, other)
    make_employer(session, fair)
    token = open_sign_in(session, "seeker", interview.seeker_id, NOW)
    assert token
    delete_fair(session, fair, now=NOW, actor_id=None)
    assert session.scalars(select(Fair.id)).all() == [other.id]
    assert session.scalars(select(Seeker.id)).all() == [stays.id]
    assert session.scalar(select(func.count()).select_from(Employer)) == 0
    assert session.scalar(select(func.count()).select_from(SignIn)) == 0
    assert session.scalar(select(func.count()).select_from(Interview)) == 0


def test_people_of_another_fair_as_well_stay(session):
    fair, other = make_fair(session), make_fair(session)
    seeker = make_seeker(session, fair)
    session.add(SeekerAttendance(fair_id=other.id, seeker_id=seeker.id))
    session.flush()
    delete_fair(session, fair, now=NOW, actor_id=None)
    assert session.scalars(select(Seeker.id)).all() == [seeker.id]


def test_a_fair_with_a_published_schedule_goes_only_by_its_name(session):
    fair = make_fair(session)
    make_standing_interview(session, fair, fair.slots[0], state="published")
    with pytest.raises(Invalid) as caught:
        delete_fair(session, fair, typed_name="Westside", now=NOW, actor_id=None)
    assert caught.value.field == "typed_name"
    delete_fair(session, fair, typed_name=" westside job fair ", now=NOW, actor_id=None)
    assert session.scalar(select(func.count()).select_from(Fair)) == 0
