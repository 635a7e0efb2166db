"""Every route × method × role, on one's own, others' and missing things.

Expectations follow from the audience a route declares: strangers to a fair and things of another fair are
404, a wrong role is 403, signed out leads to signing in, nothing is ever a 500, and nobody changes a row of
somebody else's fair. A route whose address has a parameter this file does not know fails.
"""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from jobfair.app import create_app
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.web import access
from jobfair.web.access import Audience, audience_of
from tests.addresses import TARGETS, THINGS, WORDS, address_of, rules_of, values_for
from tests.client import RUBBLE, CheckedClient
from tests.conftest import NOW
from tests.databases import DATA_KEY, migrated, open_database, postgresql_database
from tests.world import BOOKKEEPING, World, build_world, snapshot

#: where somebody who is signed out is led to
DOORS = r"/(sign-in|come-back)\b"
STRANGE = {"missing thing", "thing of the other fair", "last thing of the other fair"}
#: what the buttons that are whole forms send
PLAUSIBLE = {"said": "yes", "submit": "y"}
#: what each role is at its own fair
AUDIENCES = {
    "seeker": {Audience.SEEKER},
    "other seeker": {Audience.SEEKER},
    "employer": {Audience.EMPLOYER},
    "other employer": {Audience.EMPLOYER},
    "helper": {Audience.HELPER},
    "organizer": {Audience.HELPER, Audience.ORGANIZER},
}
ROLES = [*AUDIENCES, *(f"{role} of another fair" for role in ("seeker", "employer", "helper", "organizer"))]


class Stage:
    """An app on a copy of the world that can be put back as it was."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.template, self.path = template, folder / "stage.sqlite3"
        settings = Settings(instance_path=folder, secret_key="x" * 32, data_key=DATA_KEY)
        shutil.copy(template, self.path)
        self.database = open_database(f"sqlite:///{self.path}")
        self.app = make_app(settings, self.database)

    def reset(self) -> None:
        """Put the world back as it was."""
        self.database.close()
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.template, self.path)


def make_app(settings: Settings, database: Database) -> Flask:
    app = create_app(settings, clock=lambda: NOW, database=database)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture(scope="module")
def stage(world_file, tmp_path_factory) -> Iterator[Stage]:
    stage = Stage(world_file[0], tmp_path_factory.mktemp("stage"))
    yield stage
    stage.database.close()


@pytest.fixture(scope="module")
def world(world_file) -> World:
    return world_file[1]


def client_of(app: Flask, world: World, role: str | None) -> CheckedClient:
    client = CheckedClient(app)
    if role is not None:
        side = world.others if role.endswith(" of another fair") else world.ours
        with client.flask.session_transaction() as cookie:
            cookie["_user_id"] = side.tokens[role.removesuffix(" of another fair")]
    return client


def expected(who: frozenset[Audience], rule, role: str | None, target: str) -> set[int] | None:
    """Statuses that are right; None for any but a server error."""
    if Audience.EVERYONE in who:
        return None
    if role is None:
        return {302}
    if "fair_id" not in rule.arguments:
        return None
    if role.endswith("of another fair") or target == "missing fair":
        return {404}
    if not AUDIENCES[role] & who:
        return {403}
    mine = "other employer's" if role == "other employer" else "own"
    only_employer = AUDIENCES[role] & who == {Audience.EMPLOYER}
    strange = only_employer and target != mine and rule.arguments & {"employer_id", "opening_id"}
    return {404} if strange or target in STRANGE else None


class _Fields(HTMLParser):
    """The first posting form of a page, as a browser would send it."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._select: str | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        name = given.get("name", "")
        if tag == "input" and name:
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if ticked and given.get("type") != "file":
                fields.setdefault(name, []).append(given.get("value", "y"))
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and "selected" in given:
            fields.setdefault(self._select, []).append(given.get("value", ""))
        if tag == "textarea":
            self._textarea = name
            fields.setdefault(name, []).append("")

    def handle_endtag(self, tag):
        if tag in {"select", "textarea"}:
            self._select = self._textarea = None

    def handle_data(self, data):
        if self._textarea and self.forms:
            self.forms[-1][1][self._textarea][-1] += data


def filled_form(html: str, address: str) -> dict[str, list[str]]:
    """What the page's own form would send back to its address; empty when there is none."""
    page = _Fields()
    page.feed(html)
    for action, fields in page.forms:
        if action in {"", address}:
            return fields
    return {}


def methods_of(rule) -> list[str]:
    return sorted(rule.methods - {"HEAD", "OPTIONS"})


def send(client: CheckedClient, method: str, address: str, data=None):
    return client.flask.open(address, method=method, data=data, follow_redirects=False)


def test_every_parameter_is_known(stage):
    known = THINGS | {"fair_id"} | set(WORDS)
    for rule in rules_of(stage.app):
        assert rule.arguments <= known, f"{rule.rule}: teach this test {rule.arguments - known}"


def test_a_route_without_an_audience_stops_the_app(settings, database, monkeypatch):
    def careless(app, directory):
        app.add_url_rule("/secret", "secret", lambda: "secret")
        original(app, directory)

    original = access.init_app
    monkeypatch.setattr("jobfair.app.access.init_app", careless)
    with pytest.raises(RuntimeError, match=r"/secret .* declares no audience"):
        create_app(settings, database=database)


def test_who_may_not_is_told_so_and_changes_nothing(stage, world):
    """All denials, on one copy of the world that must be the same afterwards."""
    stage.reset()
    before = snapshot(stage.database)
    wrong = []
    for role in [None, *ROLES]:
        client = client_of(stage.app, world, role)
        for rule in rules_of(stage.app):
            for target in TARGETS:
                right = expected(audience_of(stage.app, rule.endpoint), rule, role, target)
                values = values_for(rule, world, target)
                if right is None or values is None:
                    continue
                address = address_of(stage.app, rule, values)
                for method in methods_of(rule):
                    answer = send(client, method, address, None if method == "GET" else PLAUSIBLE)
                    if answer.status_code not in right:
                        wrong.append(
                            f"{role}, {target}: {method} {address}: {answer.status_code}, not {right}"
                        )
                    elif right == {302} and not re.match(DOORS, answer.headers["Location"]):
                        wrong.append(f"{role}: {method} {address}: led to {answer.headers['Location']}")
    assert not wrong, "\n".join(wrong)
    assert snapshot(stage.database) == before


def test_who_may_is_let_in_and_never_touches_the_other_fair(stage, world):
    """Everything that is allowed: own pages open, no server error, the other fair's rows stay."""
    wrong = []
    for rule in rules_of(stage.app):
        who = audience_of(stage.app, rule.endpoint)
        for role in [None, *AUDIENCES]:
            allowed = role is None or "fair_id" not in rule.arguments or AUDIENCES[role] & who
            if not allowed or (role is None and Audience.EVERYONE not in who):
                continue
            wrong += _walk_allowed(stage, world, rule, role)
    assert not wrong, "\n".join(wrong)


def _walk_allowed(stage: Stage, world: World, rule, role: str | None) -> list[str]:
    wrong = []
    for target in TARGETS:
        values = values_for(rule, world, target)
        if values is None or expected(audience_of(stage.app, rule.endpoint), rule, role, target):
            continue
        address = address_of(stage.app, rule, values)
        data: dict[str, list[str]] = {}
        for method in methods_of(rule):
            stage.reset()
            for sent in [{}] if method == "GET" or not data else [{}, data]:
                answer = send(client_of(stage.app, world, role), method, address, sent)
                line = f"{role}, {target}: {method} {address}: {answer.status_code}"
                if answer.mimetype == "text/html" and RUBBLE.search(answer.text):
                    wrong.append(f"{line}: pieces of a template as text")
                if answer.status_code >= 500:
                    wrong.append(line)
                if method == "GET" and answer.status_code == 200 and answer.mimetype == "text/html":
                    data = filled_form(answer.text, address)
                if method == "GET" and target == "own" and not _opens(stage, rule, role, answer):
                    wrong.append(line)
            if method != "GET":
                wrong += [f"{role}, {target}: {method} {address}: {x}" for x in _touched(stage, world)]
    return wrong


def _opens(stage: Stage, rule, role: str | None, answer) -> bool:
    """Whether an own page opens, as far as the audience alone can tell."""
    who = audience_of(stage.app, rule.endpoint)
    signed = {"seeker": {Audience.SEEKER}, "other seeker": {Audience.SEEKER}}.get(role or "", {Audience.USER})
    in_place = "fair_id" in rule.arguments or who & (signed | {Audience.SIGNED_IN})
    if Audience.EVERYONE in who or role is None or not in_place or rule.arguments & set(WORDS):
        return True
    if role in {"other employer", "other seeker"} and rule.arguments & THINGS:
        return True
    return answer.status_code in {200, 302}


def _touched(stage: Stage, world: World) -> list[str]:
    after = snapshot(stage.database)
    return [
        f"changed {table} {key} of the other fair"
        for table, rows in world.theirs.items()
        for key, row in rows.items()
        if after[table].get(key) != row
    ]


def test_pages_work_on_postgresql_as_well(postgresql_server, tmp_path):
    """The same world there: every page, and every form sent empty, without a server error."""
    with postgresql_database(postgresql_server) as address:
        migrated(address)
        database = open_database(address)
        world = build_world(database)
        settings = Settings(instance_path=tmp_path, secret_key="x" * 32, data_key=DATA_KEY)
        app = make_app(settings, database)
        wrong = []
        for role in ("seeker", "employer", "helper", "organizer"):
            for method in ("GET", "POST"):
                for rule in rules_of(app):
                    values = values_for(rule, world, "own")
                    if values is None or method not in rule.methods or "delete" in rule.endpoint:
                        continue
                    answer = send(client_of(app, world, role), method, address_of(app, rule, values))
                    if answer.status_code >= 500:
                        wrong.append(f"{role}: {method} {rule.rule}: {answer.status_code}")
        database.close()
    assert not wrong, "\n".join(wrong)


def test_bookkeeping_tables_exist(database):
    names = set(snapshot(database, leave_out=frozenset()))
    assert BOOKKEEPING - {"alembic_version"} <= names
