"""Every page a person who looks for work can come to, in every state: for tests that read or weigh them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jobfair.accounts import actions as account_actions
from jobfair.app import create_app
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.fairs.forms.registration import QUESTIONS
from jobfair.fairs.models import Fair
from jobfair.law.forms import CATEGORIES
from jobfair.seekers.models import Seeker
from jobfair.web.access import Audience, audience_of
from tests.addresses import address_of, rules_of, values_for
from tests.databases import DATA_KEY, open_database
from tests.factories import NOW, make_seeker
from tests.world import World

THEIRS = {Audience.EVERYONE, Audience.SEEKER, Audience.SIGNED_IN}
#: signed out, with interviews, with others, signed up after the schedule, and with nothing answered yet
ROLES = (None, "seeker", "other seeker", "late seeker", "new seeker")
#: addresses of the team that stand open to everybody because nobody is signed in there yet
OF_THE_TEAM = {"accounts.sign_in", "accounts.forgot", "accounts.set_password"}
LONG_AFTER = NOW + timedelta(days=400)
LAW = {"decided_year": "2019", "was_inside": "yes", "released_year": "2023", "was_young": "no"}


@dataclass
class Shown:
    """A page as somebody sees it."""

    where: str
    html: str


class SeekerPages:
    """An app on a copy of the world, with people in further states."""

    def __init__(self, world_file: tuple[Path, World], folder: Path) -> None:
        self.world, self._folder = world_file[1], folder
        self._template, self._path = folder / "people.sqlite3", folder / "shown.sqlite3"
        shutil.copy(world_file[0], self._template)
        self.tokens = dict(self.world.ours.tokens)
        database = open_database(f"sqlite:///{self._template}")
        self._add_people(database)
        database.close()
        shutil.copy(self._template, self._path)
        self.database = open_database(f"sqlite:///{self._path}")
        self.app = self._app_at()
        self._later = self._app_at(LONG_AFTER)

    def _app_at(self, moment=NOW) -> Flask:
        settings = Settings(instance_path=self._folder, secret_key="x" * 32, data_key=DATA_KEY)
        app = create_app(settings, clock=lambda: moment, database=self.database)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        return app

    def _add_people(self, database: Database) -> None:
        with database.write() as session:
            fair = session.get_one(Fair, self.world.ours.fair_id)
            new = make_seeker(session, fair, called_name="QuentinAlder9", consent_version="1", consent_at=NOW)
            session.flush()
            self.tokens["new seeker"] = account_actions.open_sign_in(session, "seeker", new.id, NOW)

    def reset(self) -> None:
        """Put the world back as it was."""
        self.database.close()
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        shutil.copy(self._template, self._path)

    def addresses(self, method: str = "GET") -> list[str]:
        """Every address a seeker may open, or send to; each question has its own."""
        found = []
        for rule in rules_of(self.app):
            if method not in rule.methods or not audience_of(self.app, rule.endpoint) & THEIRS:
                continue
            if rule.endpoint in OF_THE_TEAM:
                continue
            values = values_for(rule, self.world, "own")
            for step in QUESTIONS if "step" in rule.arguments else [None]:
                found.append(address_of(self.app, rule, values | ({"step": step} if step else {})))
        return found

    def shown(self, lang: str) -> Iterator[Shown]:
        """Every page in every state, in one language; the same page is shown once."""
        seen = set()
        for where, answer in self._answers(lang):
            if answer.mimetype != "text/html" or answer.status_code in {301, 302, 303}:
                continue
            if answer.text not in seen:
                seen.add(answer.text)
                yield Shown(where, answer.text)

    def _answers(self, lang: str) -> Iterator[tuple[str, TestResponse]]:
        yield "missing page", self._open(self.app, None, lang, "/no-such-page")
        for app, roles in ((self.app, ROLES), (self._later, (None,))):
            for role in roles:
                for address in self.addresses():
                    name = f"{role} {address}" + (" long after" if app is self._later else "")
                    yield name, self._open(app, role, lang, address)
        for role in (None, "seeker", "new seeker"):
            for address in self.addresses("POST"):
                self.reset()
                yield (
                    f"{role} sends nothing to {address}",
                    self._open(self.app, role, lang, address, {"submit": "y"}),
                )
        self.reset()
        yield from self._on_a_kiosk(lang)
        law = f"/fairs/{self.world.ours.fair_id}/law/check"
        for category in CATEGORIES:
            for told in ({}, LAW):
                data = {"categories": [category], "submit": "y", **told}
                yield f"law: {category}", self._open(self.app, "seeker", lang, law, data)

    def _on_a_kiosk(self, lang: str) -> Iterator[tuple[str, TestResponse]]:
        """What the device of an organizer shows once it is a kiosk."""
        client = self.client("organizer")
        client.post(f"/fairs/{self.world.ours.fair_id}/kiosk/start")
        for address in self.addresses():
            if "/kiosk" in address:
                yield f"kiosk {address}", client.get(address, headers={"Accept-Language": lang})
        yield from self._checking_in(lang, client.get_cookie("kiosk").value)

    def _checking_in(self, lang: str, cookie: str) -> Iterator[tuple[str, TestResponse]]:
        """What a kiosk shows on the day of the fair: keys, a wrong code, a right one, and it once more."""
        day = datetime(2026, 6, 6, 14, 5, tzinfo=UTC)
        kiosk = f"/fairs/{self.world.ours.fair_id}/kiosk"
        with self.database.read() as session:
            code = session.get_one(Seeker, self.world.ours.values["seeker_id"]).code
        here, later = self._app_at(day), self._app_at(day + timedelta(minutes=20))
        wrong, right = {"code": "Z9-ZEBRU"}, {"code": code}
        for app, data in ((here, None), (here, {}), (here, wrong), (here, right), (later, right)):
            browser, how = app.test_client(), {"headers": {"Accept-Language": lang}}
            browser.set_cookie("kiosk", cookie)
            method = "GET" if data is None else "POST"
            yield f"check-in {data}", browser.open(f"{kiosk}/check-in", method=method, data=data, **how)
            yield "first screen of the day", browser.get(kiosk, **how)

    def client(self, role: str | None, app: Flask | None = None) -> FlaskClient:
        """A browser in which somebody is signed in, or nobody."""
        client = (app or self.app).test_client()
        if role is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"] = self.tokens[role]
        return client

    def _open(self, app: Flask, role: str | None, lang: str, address: str, data=None) -> TestResponse:
        client = self.client(role, app)
        method = "GET" if data is None else "POST"
        return client.open(address, method=method, data=data, headers={"Accept-Language": lang})
