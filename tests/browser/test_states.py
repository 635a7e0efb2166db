"""Every page in its other states: empty, after a form was refused, and full; in both languages.

The pages themselves come from the test client, so that nothing is changed by looking; Chromium shows them at
the address they belong to. Pages of the same structure are looked at once, and not again where they are those
of the usual world, which `test_pages` looks at.
"""

import re
import shutil
from dataclasses import dataclass

import pytest

from jobfair import sample
from jobfair.accounts import actions as account_actions
from jobfair.fairs.models import EmployerAttendance, SeekerAttendance
from jobfair.interviews.models import Interview, Schedule
from jobfair.web.access import Audience, audience_of
from tests.addresses import WORDS, address_of, rules_of, values_for
from tests.browser.looking import flaws, structure
from tests.conftest import NOW
from tests.databases import migrated, open_database
from tests.factories import (
    make_employer,
    make_fair,
    make_representative,
    make_seeker,
    make_team_member,
)
from tests.test_routes import Stage, client_of, filled_form, send

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "es")
ROLES = (None, "seeker", "employer", "helper", "organizer")
#: nothing that any field takes; no field is longer than this
NONSENSE = "🙂 " * 2500


@dataclass(frozen=True)
class Shown:
    """A page in one state."""

    where: str
    address: str
    html: str


@pytest.fixture(scope="module")
def usual_structures(world_file, tmp_path_factory):
    """The structures of all pages of the usual world."""
    path, world = world_file
    stage = Stage(path, tmp_path_factory.mktemp("usual"))
    pages = list(pages_for(stage, world.ours.tokens, world.ours.values, "en", "usual"))
    stage.database.close()
    return {structure(one.html) for one in pages}


@pytest.fixture
def show(site, visit, usual_structures):
    """Looks at pages in Chromium, each structure once; gives how many were looked at."""

    def look_at(pages, lang):
        page = visit(site, lang=lang)
        page.context.route("**/*", lambda route: _answer(route, waiting))
        waiting, wrong, seen = {}, [], set(usual_structures)
        before = len(seen)
        for one in pages:
            if structure(one.html) in seen:
                continue
            seen.add(structure(one.html))
            waiting[one.address] = one.html
            page.goto(one.address)
            wrong += [f"{lang} {one.where} {one.address}: {flaw}" for flaw in flaws(page)]
        assert not wrong, "\n".join(wrong)
        return len(seen) - before

    return look_at


def _answer(route, waiting):
    address = re.sub(r"^https?://[^/]+", "", route.request.url)
    if route.request.is_navigation_request() and address in waiting:
        route.fulfill(body=waiting[address], content_type="text/html; charset=utf-8")
    else:
        route.continue_()


def page_of(client, where, address, lang, **sent):
    """A page of one's own in a language; None where there is none to look at."""
    method = "POST" if sent else "GET"
    answer = client.flask.open(
        address, method=method, headers={"Accept-Language": lang}, follow_redirects=True, **sent
    )
    is_page = answer.mimetype == "text/html" and answer.text
    return Shown(where, address, answer.text) if is_page else None


def refused_forms(stage, world, lang):
    """Every form sent empty, and sent with nonsense: the pages that say what is wrong."""
    for role in ROLES:
        for rule in rules_of(stage.app):
            values = values_for(rule, world, "own")
            if not {"GET", "POST"} <= rule.methods or values is None:
                continue
            address = address_of(stage.app, rule, values)
            stage.reset()
            form = send(client_of(stage.app, world, role), "GET", address)
            if form.status_code != 200:
                continue
            fields = filled_form(form.text, address)
            press = {"submit": "1"} if "submit" in fields else {}
            texts = {name for name in fields if name not in {"skip", "submit", "seen", "csrf_token"}}
            for sent in (press, press | dict.fromkeys(texts, NONSENSE)):
                stage.reset()
                client = client_of(stage.app, world, role)
                found = page_of(client, f"{role}, refused", address, lang, data=sent)
                if found and re.search(r"<title>\s*(Error|Error):", found.html):
                    yield found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_that_are_refused(world_file, tmp_path, show, lang):
    stage = Stage(world_file[0], tmp_path)
    pages = list(refused_forms(stage, world_file[1], lang))
    stage.database.close()
    assert len({one.address for one in pages}) >= 25
    assert show(pages, lang) >= 20


def store_empty_fair(path):
    """A fair that was just made, with somebody in each role and nothing else; tokens and values."""
    migrated(f"sqlite:///{path}")
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        fair = make_fair(session, slots=0, booths=0)
        employer = make_employer(session, fair)
        seeker = make_seeker(session, fair, work=[], skills=[], consent_version="1", consent_at=NOW)
        people = {
            "seeker": ("seeker", seeker.id),
            "employer": ("user", make_representative(session, employer).id),
            "helper": ("user", make_team_member(session, fair, "helper").id),
            "organizer": ("user", make_team_member(session, fair).id),
        }
        tokens = {
            role: account_actions.open_sign_in(session, *person, NOW) for role, person in people.items()
        }
        values = {"fair_id": fair.id, "employer_id": employer.id, "seeker_id": seeker.id}
    database.close()
    return tokens, values


def pages_for(stage, tokens, values, lang, state):
    """Every page that these values lead to, for everybody who may open it."""
    for role in ROLES:
        client = client_of(stage.app, None, None)
        if role is not None:
            with client.flask.session_transaction() as cookie:
                cookie["_user_id"] = tokens[role]
        for rule in rules_of(stage.app):
            given = {name: values.get(name, WORDS.get(name)) for name in rule.arguments}
            mine = role is None or audience_of(stage.app, rule.endpoint) & _audiences(role)
            if "GET" in rule.methods and mine and None not in given.values():
                address = address_of(stage.app, rule, given)
                found = page_of(client, f"{role}, {state}", address, lang)
                if found:
                    yield found


def _audiences(role):
    named = {"seeker": Audience.SEEKER, "employer": Audience.EMPLOYER, "helper": Audience.HELPER}
    return {named.get(role, Audience.ORGANIZER)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fair_with_nothing_in_it(tmp_path, show, lang):
    tokens, values = store_empty_fair(tmp_path / "empty.sqlite3")
    stage = Stage(tmp_path / "empty.sqlite3", tmp_path)
    pages = list(pages_for(stage, tokens, values, lang, "empty"))
    stage.database.close()
    assert show(pages, lang) >= 20


def store_draft_that_moves_everybody(session, schedule):
    """A second version of a fair's schedule, in which everybody sits on somebody else's seats."""
    rows = session.query(Interview).filter_by(schedule_id=schedule.id).all()
    people = sorted({row.seeker_id for row in rows})
    instead = dict(zip(people, people[1:] + people[:1], strict=True))
    draft = Schedule(
        fair_id=schedule.fair_id,
        version=schedule.version + 1,
        state="draft",
        report=schedule.report,
        created_at=NOW,
    )
    session.add(draft)
    session.flush()
    columns = ("employer_id", "opening_id", "booth_id", "slot_id", "seat", "fit", "reason", "status")
    for row in rows:
        kept = {name: getattr(row, name) for name in columns}
        session.add(Interview(schedule_id=draft.id, seeker_id=instead[row.seeker_id], **kept))
    return draft


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory):
    """The sample fair, with somebody signed in for each role, and values of things that have much in them."""
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite3"
    migrated(f"sqlite:///{path}")
    database = open_database(f"sqlite:///{path}")
    fair_id = sample.load(database, NOW)
    with database.write() as session:
        schedule = session.query(Schedule).filter_by(fair_id=fair_id, state="published").one()
        one = session.query(Interview).filter_by(schedule_id=schedule.id).first()
        draft = store_draft_that_moves_everybody(session, schedule)
        tokens = {}
        for role, address in sample.links(session, sample.sample_fair(session), "", NOW).items():
            tokens[role] = account_actions.use_sign_in_link(session, address.rsplit("/", 1)[1], NOW)
        helper = make_team_member(session, sample.sample_fair(session), "helper")
        tokens["helper"] = account_actions.open_sign_in(session, "user", helper.id, NOW)
        values = {
            "fair_id": fair_id,
            "seeker_id": one.seeker_id,
            "employer_id": one.employer_id,
            "opening_id": one.opening_id,
            "booth_id": one.booth_id,
            "version": schedule.version,
            "draft": draft.version,
            "interview_id": one.id,
        }
        assert session.query(SeekerAttendance).count() > 100
        assert session.query(EmployerAttendance).count() > 10
    database.close()
    return path, tokens, values


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fair_that_is_full(sample_file, tmp_path, show, lang):
    path, tokens, values = sample_file
    shutil.copy(path, tmp_path / "full.sqlite3")
    stage = Stage(tmp_path / "full.sqlite3", tmp_path)
    pages = list(pages_for(stage, tokens, values, lang, "full"))
    pages += pages_for(stage, tokens, values | {"version": values["draft"]}, lang, "full draft")
    stage.database.close()
    assert show(pages, lang) >= 10


def test_what_is_wrong_with_a_page_is_told(show):
    """The looks above can fail."""
    bare = '<html lang="en"><title>x</title><h1>x</h1><input><p style="width: 5000px">x</p></html>'
    with pytest.raises(AssertionError) as told:
        show([Shown("broken", "/broken", bare)], "en")
    for part in ("390 px: label:", "200 % at 1280 px: label:", "320 px: scrolls sideways"):
        assert part in str(told.value)
