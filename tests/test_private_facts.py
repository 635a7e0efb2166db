"""Nothing private reaches an employer: every page, form, file, message and log is searched for planted facts.

Facts are planted at a fair with everybody in it (`tests.planting`). Then employers open every address,
follow every link and send every form; what goes to them by letter or lies on their booth is read as well.
Once with a draft alone, when a name is private too, and once with the published schedule, where it stands.
"""

import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import delete, select

from jobfair import outbox
from jobfair.accounts.models import AuditEntry
from jobfair.fairs.importing.writing import NamedTable, xlsx_bytes
from jobfair.interviews.models import Interview, Schedule
from jobfair.outbox import Message
from jobfair.reports.actions import SCHEDULE, archive_of, files_of
from jobfair.seekers.models import Seeker
from jobfair.suggestions.models import Interest
from jobfair.tasks import Job
from jobfair.web.access import Audience, audience_of
from tests.addresses import TARGETS, address_of, rules_of, values_for
from tests.planting import (
    ALLOWED_WORDS,
    IMPRESSION,
    RECORD_WORDS,
    Fact,
    change_everything_private,
    found_in,
    plant,
    planted,
    planted_phone,
    planted_time,
)
from tests.test_routes import PLAUSIBLE, Stage, client_of, filled_form, send
from tests.world import World

EMPLOYERS = ("employer", "other employer", "employer of another fair")
MOST_PAGES = 400
#: times stand in logs for reasons of their own
TIMES = {"arrival", "leaving", "curfew"}
SEALED = {"phone", "e-mail", "place to ask for them", "notes"}
#: things that are missing give pages with nothing on them
PRESENT = [target for target in TARGETS if not target.startswith("missing")]
LAW_ANSWERS = {"categories": ["robbery"], "happened_year": "1937", "decided_year": "1938"}


@dataclass
class Planted:
    """A stage with facts planted in it, and which of them an employer may read where."""

    stage: Stage
    world: World
    facts: list[Fact]
    #: role -> ids of people in that employer's published interviews
    booked: dict[str, set[int]]
    #: what was found in bytes that were searched before: many addresses give the same page
    searched: dict[bytes, set[Fact]] = field(default_factory=dict)

    def told(self, role: str | None, address: str, data: bytes) -> list[str]:
        """What these bytes tell this role that they must not."""
        data = without_tokens(data)
        if data not in self.searched:
            self.searched[data] = found_in(data, self.facts)
        found = self.searched[data]
        if re.search(r"/employers/\d+/schedule\b", address):
            found = {one for one in found if not self.may_be_named(one, role)}
        if re.search(r"/fairs/\d+/hall\b", address):  # where every desk is, and nobody's visit
            found = {one for one in found if one.what != "desk"}
        return [f"{role}: {address} tells {one.what} of {one.seeker_id}" for one in found]

    def may_be_named(self, fact: Fact, role: str | None) -> bool:
        """Whether it is the name of somebody this employer has a published interview with."""
        return fact.what == "name" and fact.seeker_id in self.booked.get(role or "", set())


@pytest.fixture(scope="module", params=["draft", "published"])
def place(request, world_file, tmp_path_factory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("private")
    template = folder / "planted.sqlite3"
    shutil.copy(world_file[0], template)
    stage, world = Stage(template, folder), world_file[1]
    with stage.database.write() as session:
        facts = [fact for side in (world.ours, world.others) for fact in plant(session, side.fair_id)]
        if request.param == "draft":
            session.execute(delete(Schedule).where(Schedule.state == "published"))
        booked = {
            "employer": _booked(session, world.ours.values["employer_id"]),
            "other employer": _booked(session, world.ours.other_values["employer_id"]),
            "employer of another fair": _booked(session, world.others.values["employer_id"]),
        }
    stage.database.close()
    shutil.copy(stage.path, template)
    yield Planted(stage, world, facts, booked)
    stage.database.close()


def _booked(session, employer_id):
    rows = select(Interview.seeker_id).join(Schedule).where(Schedule.state == "published")
    return set(
        session.scalars(rows.where(Interview.employer_id == employer_id, Interview.status == "planned"))
    )


class _Links(HTMLParser):
    """Where a page leads to: links, and forms that only look."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.found.append(given["href"])
        if tag == "form" and given.get("method", "get") == "get":
            self.found.append(f"{given.get('action', '')}?q=a")


def received(answer) -> bytes:
    """All that an answer brings to a browser, but its cookies, which are searched for by nobody."""
    headers = [f"{name}: {value}" for name, value in answer.headers if name != "Set-Cookie"]
    return answer.data + "\n".join(headers).encode()


def without_tokens(data: bytes) -> bytes:
    """A page without what is different each time it is asked for."""
    return re.sub(rb'csrf_token"[^>]*>|Content-Length:.*', b"", data)


def crawl(client) -> dict[str, bytes]:
    """Every page that links lead to from the first one, by address."""
    seen: dict[str, bytes] = {}
    waiting = ["/"]
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen:
            continue
        answer = send(client, "GET", address)
        seen[address] = received(answer)
        links = _Links()
        if answer.mimetype == "text/html":
            links.feed(answer.text)
        if "Location" in answer.headers:
            links.found.append(answer.headers["Location"])
        for link in links.found:
            parts = urlsplit(urljoin(f"http://localhost{address}", link))
            if parts.netloc == "localhost" and not parts.path.startswith("/static"):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    assert len(seen) < MOST_PAGES, "the crawl was cut short"
    return seen


def every_address(place: Planted, role: str) -> Iterator[tuple[str, bytes]]:
    """What an employer gets of every address there is, on own, others' and missing things."""
    client = client_of(place.stage.app, place.world, role)
    for rule in rules_of(place.stage.app):
        for target in PRESENT if "GET" in rule.methods else ():
            values = values_for(rule, place.world, target)
            if values is not None:
                address = address_of(place.stage.app, rule, values)
                answer = send(client, "GET", address)
                yield address, received(answer)


def every_form(place: Planted, role: str) -> Iterator[tuple[str, bytes]]:
    """What comes of every form an employer can send: empty, as it stands, and the page it leads to."""
    for rule in rules_of(place.stage.app):
        may = Audience.EMPLOYER in audience_of(place.stage.app, rule.endpoint)
        values = values_for(rule, place.world, "own" if role == "employer" else "other employer's")
        if "POST" not in rule.methods or not may or values is None:
            continue
        address = address_of(place.stage.app, rule, values)
        page = send(client_of(place.stage.app, place.world, role), "GET", address)
        for sent in ({}, PLAUSIBLE, filled_form(page.text, address)):
            place.stage.reset()
            client = client_of(place.stage.app, place.world, role)
            answer = client.flask.post(address, data=sent, follow_redirects=True)
            yield f"POST {answer.request.path}", answer.data
    place.stage.reset()


@pytest.mark.parametrize("role", EMPLOYERS)
def test_no_page_an_employer_can_open_tells_what_is_private(place, role):
    place.stage.reset()
    wrong, pages = [], b""
    client = client_of(place.stage.app, place.world, role)
    for address, data in [*crawl(client).items(), *every_address(place, role)]:
        wrong += place.told(role, address, data)
        pages += data
    assert not wrong, "\n".join(wrong)
    assert ALLOWED_WORDS.encode() in pages, "the walk saw no candidate, so it shows nothing"
    for _, left, _ in RECORD_WORDS:
        assert left.encode() in pages, left
    names = [fact for fact in place.facts if place.may_be_named(fact, role)]
    assert found_in(pages, names) == set(names)
    assert bool(names) == bool(place.booked[role])


@pytest.mark.parametrize("role", EMPLOYERS[:2])
def test_no_form_an_employer_can_send_brings_out_what_is_private(place, role):
    place.stage.reset()
    answers = list(every_form(place, role))
    wrong = [line for address, data in answers for line in place.told(role, address, data)]
    assert not wrong, "\n".join(wrong)
    assert any(ALLOWED_WORDS.encode() in data for _, data in answers)


def test_nobody_who_is_signed_out_reads_a_fact(place):
    place.stage.reset()
    pages = crawl(client_of(place.stage.app, place.world, None))
    wrong = [line for address, data in pages.items() for line in place.told(None, address, data)]
    assert not wrong, "\n".join(wrong)


def test_what_is_private_changes_nothing_an_employer_sees(place):
    """Yes and no answers cannot be searched for: all of them are changed, and every page stays as it was."""
    place.stage.reset()
    before = _pages_before_names(place)
    with place.stage.database.write() as session:
        change_everything_private(session, place.world.ours.fair_id)
    assert _pages_before_names(place) == before
    with place.stage.database.write() as session:
        for seeker in session.scalars(select(Seeker)):
            seeker.has_driving_licence, seeker.experience = True, "over_3"
    assert _pages_before_names(place) != before, "this is on the card, so the pages are seen to change"


def _pages_before_names(place):
    """All pages of an employer by address, without tokens and without the schedule that names people."""
    pages = crawl(client_of(place.stage.app, place.world, "employer"))
    return {address: without_tokens(data) for address, data in pages.items() if "/schedule" not in address}


def test_a_no_of_a_person_is_told_to_nobody(place):
    place.stage.reset()
    values = place.world.ours.values
    address = f"/fairs/{values['fair_id']}/openings/{values['opening_id']}/candidates"
    client = client_of(place.stage.app, place.world, "employer")
    with place.stage.database.write() as session:
        code = session.get_one(Seeker, values["seeker_id"]).code
        assert code in client.get(address).text
        said = select(Interest).where(Interest.seeker_id == values["seeker_id"], Interest.side == "seeker")
        session.scalars(said.where(Interest.opening_id == values["opening_id"])).one().answer = "no"
    assert code not in client.get(address).text


def test_what_lies_on_a_booth_and_what_is_sent_to_employers_tell_no_more(place):
    """Sheets and letters: a name where it is published, and nothing else; the team prints and sends them."""
    place.stage.reset()
    values = place.world.ours.values
    organizer = client_of(place.stage.app, place.world, "organizer")
    invite = f"/fairs/{values['fair_id']}/employers/{values['employer_id']}/invite"
    organizer.post(invite, {"name": "New Person", "email": "new.person@example.org"})
    with place.stage.database.read() as session:
        sheets = [files_of(session, values["fair_id"], SCHEDULE)[SCHEDULE]]
        versions = session.scalars(
            select(Schedule).where(Schedule.fair_id == values["fair_id"]).order_by(Schedule.version)
        )
        paths = [(one.state, f"/fairs/{values['fair_id']}/schedules/{one.version}/print") for one in versions]
        letters = [
            "\n".join(outbox.read(session, one))
            for one in session.scalars(select(Message).where(Message.seeker_id.is_(None)))
        ]
    assert any("new.person@example.org" in letter for letter in letters)
    is_published = bool(place.booked["employer"])
    named = place.facts if not is_published else [one for one in place.facts if one.what != "name"]
    for state, path in paths:
        told = found_in(organizer.get(path).data, named if state == "published" else place.facts)
        assert not told, (path, told)
    for data in [*sheets, *(letter.encode() for letter in letters)]:
        assert not found_in(data, named)


def test_neither_log_nor_audit_nor_background_work_keeps_a_fact(place, caplog):
    """Facts are entered, read and refused by every role; what is written about that holds ids alone."""
    place.stage.reset()
    caplog.set_level(logging.DEBUG, "jobfair")
    caplog.set_level(logging.DEBUG, "werkzeug")
    values = place.world.ours.values
    fair = f"/fairs/{values['fair_id']}"
    seeker = client_of(place.stage.app, place.world, "seeker")
    helper = client_of(place.stage.app, place.world, "helper")
    seeker.post(f"{fair}/law/check", LAW_ANSWERS)
    for client, address in ((seeker, "/me/profile"), (helper, f"{fair}/people/{values['seeker_id']}/edit")):
        form = filled_form(client.get(address).text, address)
        client.post(address, form | {"called_name": "Zoë & <Quillón1>" * 99})
        client.post(address, form)
    helper.get(f"{fair}/people/?q=Quill")
    for role in EMPLOYERS:
        list(crawl(client_of(place.stage.app, place.world, role)))
    with place.stage.database.read() as session:
        kept = [
            repr({column.name: getattr(row, column.name) for column in table.__table__.columns})
            for table in (AuditEntry, Job)
            for row in session.scalars(select(table))
        ]
    assert any("seeker.edit" in line for line in kept)
    told = found_in("\n".join([*kept, caplog.text]).encode(), [*place.facts, planted(0, "law", "1937")])
    assert not {fact for fact in told if fact.what not in TIMES}
    sealed = [fact for fact in place.facts if fact.what in SEALED]
    place.stage.database.close()
    assert not found_in(place.stage.path.read_bytes(), sealed), "the file itself tells what is sealed"


def test_the_search_finds_facts_however_they_are_packed():
    """The search above can fail: each way to write a fact is found."""
    name, phone = planted(1, "name", "Zoë & <Quillón1>"), planted_phone(1, "8167000007")
    curfew = planted_time(1, "curfew", time(21, 37))
    facts = [name, phone, curfew]
    for told in (
        "Zoë & <Quillón1>",
        "<p>Zoë &amp; &lt;Quillón1&gt;</p>",
        "?q=Zo%C3%AB+%26+%3CQuill%C3%B3n1%3E",
        "Zo%C3%AB%20&amp;%20<Quillón1>",
        '{"name": "Zo\\u00eb & <Quill\\u00f3n1>"}',
        "ZOË  &\n<quillón1>",
    ):
        assert found_in(told.encode(), facts) == {name}, told
    for told in ("8167000007", "(816) 700-0007", "+1 816.700.0007", "tel:+18167000007"):
        assert found_in(told.encode(), facts) == {phone}, told
    for told in ("21:37", "9:37 PM", "9:37\u202fa.m.", "09:37"):
        assert found_in(told.encode(), facts) == {curfew}, told
    assert not found_in(b"121:37 81670000 Zoe", facts)
    workbook = xlsx_bytes([NamedTable("People", ("Name", "Phone"), [["Zoë & <Quillón1>", "816-700-0007"]])])
    assert found_in(workbook, facts) == {name, phone}
    assert found_in(archive_of({"fair.xlsx": workbook}), facts) == {name, phone}


def test_the_team_alone_reads_how_interviews_went(place):
    """What people say of interviews can be found, so that the walks above would."""
    place.stage.reset()
    values = place.world.ours.values
    address = f"/fairs/{values['fair_id']}/people/{values['seeker_id']}/schedule"
    page = client_of(place.stage.app, place.world, "helper").get(address).data
    said = [one for one in place.facts if one.what == IMPRESSION]
    assert bool(found_in(page, said)) == bool(place.booked["employer"])


def test_the_walk_finds_what_employers_may_see(place):
    """The walk above can fail: a fact that stands on the card is told by it."""
    place.stage.reset()
    card = planted(0, "words on the card", ALLOWED_WORDS)
    pages = crawl(client_of(place.stage.app, place.world, "employer"))
    assert any(found_in(data, [card]) for data in pages.values())
