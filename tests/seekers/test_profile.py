"""A profile: what is stored, sealed, refused, shown to employers, taken along and deleted."""

import json
from dataclasses import asdict
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from jobfair.accounts import actions as account_actions
from jobfair.accounts import audit, throttling
from jobfair.accounts.models import AuditEntry, SignIn, SingleUseLink
from jobfair.accounts.queries import sign_in_by_token
from jobfair.errors import Invalid, NotAllowed, NotFound
from jobfair.fairs.queries.people import NEEDS
from jobfair.seekers import actions, profile, queries
from jobfair.seekers.card import card_of
from jobfair.seekers.models import Seeker
from jobfair.web import choices
from tests.conftest import NOW
from tests.factories import make_fair, make_seeker

ME = ("system", None)


def create(session, **answers):
    return actions.create_seeker(session, now=NOW, actor=ME, **({"called_name": "Ana"} | answers))


def test_words_of_forms_are_words_of_rules():
    assert tuple(choices.SHIFTS) == profile.SHIFTS
    assert tuple(choices.DAYS) == profile.DAYS
    assert tuple(choices.TRAVEL) == profile.TRAVEL
    assert tuple(choices.PHONE_KINDS) == profile.PHONE_KINDS
    assert tuple(choices.EXPERIENCE) == profile.EXPERIENCE
    assert tuple(choices.STANDING) == profile.STANDING
    assert tuple(choices.LANGUAGES) == profile.LOCALES
    assert tuple(choices.NEEDS) == NEEDS


def test_stores_answers_tidily(session):
    seeker = create(
        session,
        called_name=" Ana  M\0. ",
        work=["cook ", "", "cook"],
        days=["tue", "mon"],
        zip_code="64108-1234",
        languages=["ES", "American Sign Language"],
        travel="",
        max_lift_pounds=0,
    )
    assert (seeker.called_name, seeker.work, seeker.days) == ("Ana M.", ["cook"], ["mon", "tue"])
    assert (seeker.zip_code, seeker.travel, seeker.max_lift_pounds) == ("64108", None, 0)
    assert seeker.languages == ["es", "American Sign Language"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("called_name", " "),
        ("called_name", None),
        ("called_name", "a" * 121),
        ("locale", "fr"),
        ("shifts", ["noon"]),
        ("travel", "horse"),
        ("zip_code", "sixty"),
        ("max_distance_miles", -1),
        ("max_lift_pounds", 501),
        ("work", ["x", "a" * 301]),
        ("skills", [str(n) for n in range(101)]),
        ("notes", "a" * 4001),
        ("standing", "kneeling"),
        ("busy", [{"starts": "nine", "ends": "10:00", "days": []}]),
        ("busy", [{"starts": "09:00", "ends": "10:00", "days": ["someday"]}]),
        ("busy", [{"starts": "09:00", "ends": "10:00", "days": []}] * 11),
    ],
)
def test_refuses_what_cannot_be_right_and_names_the_field(session, field, value):
    with pytest.raises(Invalid) as caught:
        create(session, **{field: value})
    assert caught.value.field == field


def test_times_elsewhere_are_stored_as_times_and_days_alone(session):
    seeker = create(
        session, busy=[{"starts": time(21), "ends": "06:00", "days": ["sun", "mon"], "why": "curfew"}]
    )
    assert seeker.busy == [{"starts": "21:00", "ends": "06:00", "days": ["mon", "sun"]}]
    assert "21:00" not in repr(card_of(seeker))


def test_words_employers_read_do_not_say_where_they_were_learnt(session):
    seeker = create(
        session,
        work=["cook in the state prison", "prison", "correctional officer"],
        skills=["soldadura en la cárcel"],
    )
    assert seeker.work[0] == "cook in the state prison"
    assert card_of(seeker).work == ("correctional officer",)
    assert card_of(seeker).skills == ()


def test_a_name_must_be_given(session):
    with pytest.raises(Invalid):
        actions.create_seeker(session, now=NOW, actor=ME)


def test_contact_and_notes_are_sealed_and_can_be_taken_away(session):
    seeker = create(session, contact="(816) 555-0171", notes="needs a quiet place")
    assert b"555" not in seeker.contact_sealed
    assert queries.contact_of(session, seeker) == "(816) 555-0171"
    assert queries.notes_of(session, seeker) == "needs a quiet place"
    actions.edit_seeker(session, seeker, now=NOW, actor=ME, contact=None, notes="")
    assert queries.contact_of(session, seeker) is queries.notes_of(session, seeker) is None
    assert seeker.contact_index is None
    assert seeker.called_name == "Ana", "an answer that is not given stays as it is"


def test_the_card_holds_skills_and_limits_and_nothing_else(session):
    seeker = create(
        session,
        called_name="Zenobia",
        contact="816-555-0199",
        notes="secret note",
        zip_code="64199",
        travel="bike",
        locale="es",
        wishes=["anything"],
        work=["cook"],
        has_driving_licence=True,
    )
    card = asdict(card_of(seeker))
    assert set(card) == {
        "code",
        "work",
        "skills",
        "experience",
        "certificates",
        "shifts",
        "days",
        "languages",
        "has_driving_licence",
        "max_lift_pounds",
        "standing",
    }
    told = repr(card)
    for hidden in ("Zenobia", "0199", "secret", "64199", "bike", "'es'", "anything"):
        assert hidden not in told


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "1111", "2345", "9876", "", "１２３４"])
def test_refuses_a_pin_that_is_no_pin_or_too_easy(session, pin):
    with pytest.raises(Invalid) as caught:
        actions.set_second_factor(session, create(session), "pin", pin, now=NOW, actor=ME)
    assert caught.value.field == "pin"


@pytest.mark.parametrize("day", ["", "0001", "1301", "0230", "0431", "070", "abcd", "00"])
def test_refuses_a_day_there_is_not(session, day):
    with pytest.raises(Invalid) as caught:
        actions.set_second_factor(session, create(session), "birthday", day, now=NOW, actor=ME)
    assert caught.value.field == "day"


@pytest.mark.parametrize(("kind", "secret"), [("pin", "4071"), ("pin", "40718852"), ("birthday", "0229")])
def test_comes_back_with_code_and_second_factor(session, kind, secret):
    seeker = create(session)
    actions.set_second_factor(session, seeker, kind, secret, now=NOW, actor=ME)
    token = actions.sign_in_seeker(session, seeker.code.lower().replace("-", ""), kind, secret, NOW)
    row = sign_in_by_token(session, token, NOW)
    assert (row.subject_kind, row.subject_id) == ("seeker", seeker.id)
    other = "birthday" if kind == "pin" else "pin"
    assert actions.sign_in_seeker(session, seeker.code, other, secret, NOW) is None


def test_unknown_codes_and_people_without_a_pin_look_like_wrong_pins(session, monkeypatch):
    checked = []
    verify = throttling.verify_secret
    monkeypatch.setattr(throttling, "verify_secret", lambda *given: checked.append(given) or verify(*given))
    known, bare = create(session), create(session)
    actions.set_second_factor(session, known, "pin", "4071", now=NOW, actor=ME)
    for code in (known.code, bare.code, "K7-NOBODY", "no code at all"):
        for _ in range(5):
            assert actions.sign_in_seeker(session, code, "pin", "9999", NOW) is None
        with pytest.raises(NotAllowed, match="Too many wrong tries"):
            actions.sign_in_seeker(session, code, "pin", "4071", NOW)
    assert len(checked) == 20, "each try costs one verification, whoever it is for"


def test_a_helper_lifts_a_lock(session):
    seeker = create(session)
    actions.set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=ME)
    for _ in range(5):
        actions.sign_in_seeker(session, seeker.code, "pin", "9999", NOW)
    assert queries.is_locked(session, seeker.code)
    actions.lift_lock(session, seeker, now=NOW, actor=ME)
    assert not queries.is_locked(session, seeker.code)
    assert actions.sign_in_seeker(session, seeker.code, "pin", "4071", NOW)


def test_after_twenty_wrong_tries_only_a_helper_opens(session):
    seeker = create(session)
    actions.set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=ME)
    moment = NOW
    for _ in range(20):
        assert actions.sign_in_seeker(session, seeker.code, "pin", "9999", moment) is None
        moment += timedelta(hours=1)
    with pytest.raises(NotAllowed, match="help desk"):
        actions.sign_in_seeker(session, seeker.code, "pin", "4071", moment)
    actions.set_second_factor(session, seeker, "pin", "7402", now=moment, actor=ME)
    assert actions.sign_in_seeker(session, seeker.code, "pin", "7402", moment)


def test_a_new_second_factor_ends_other_sign_ins(session):
    seeker = create(session)
    account_actions.open_sign_in(session, "seeker", seeker.id, NOW)
    actions.set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=ME)
    assert session.scalars(select(SignIn)).all() == []


def test_deleting_leaves_ids_in_the_audit_and_nothing_else(session):
    fair = make_fair(session)
    kept, seeker = make_seeker(session, fair), make_seeker(session, fair)
    seeker_id, code = seeker.id, seeker.code
    account_actions.open_sign_in(session, "seeker", seeker_id, NOW)
    account_actions.make_link(session, "sign-in", ("seeker", seeker_id), lasts=timedelta(hours=1), now=NOW)
    actions.sign_in_seeker(session, code, "pin", "9999", NOW)
    actions.delete_seeker(session, seeker, now=NOW, actor=("seeker", seeker_id))
    assert session.scalars(select(Seeker.id)).all() == [kept.id]
    assert session.scalars(select(SignIn)).all() == session.scalars(select(SingleUseLink)).all() == []
    assert not queries.is_locked(session, code)
    assert session.scalars(select(AuditEntry.action)).all() == ["seeker.delete"]
    assert audit.first_broken_entry(session) is None
    with pytest.raises(NotFound):
        queries.seeker_by_id(session, seeker_id)


def test_all_data_is_readable_and_complete(session):
    fair = make_fair(session)
    seeker = make_seeker(session, fair, attendance={"needs": ["wheelchair"]})
    actions.edit_seeker(session, seeker, now=NOW, actor=ME, contact="816-555-0171", notes="n")
    data = queries.all_data_of(session, seeker)
    assert data["seeker"]["contact"] == "816-555-0171"
    assert data["seeker"]["notes"] == "n"
    assert data["seeker_attendance"][0]["fair"]["name"] == fair.name
    assert data["seeker_attendance"][0]["needs"] == ["wheelchair"]
    assert data["audit"][0]["action"] == "seeker.edit"
    assert "second_factor_hash" not in data["seeker"]
    json.dumps(data, default=str)


def test_marks_that_turn_the_writing_around_go_and_joined_letters_stay(session):
    seeker = make_seeker(session)
    cook = "\U0001f469\u200d\U0001f373"
    actions.edit_seeker(session, seeker, now=NOW, actor=ME, called_name=f"\u202eAna\u2069 {cook}\x07")
    assert seeker.called_name == f"Ana {cook}"
    with pytest.raises(Invalid):
        actions.edit_seeker(session, seeker, now=NOW, actor=ME, called_name="\u200b \u202e")
