"""A browser of our own: Chromium against the app on a loopback port, in a world of two fairs."""

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from jobfair.app import create_app
from jobfair.config import Settings
from jobfair.db import Database
from tests.conftest import NOW
from tests.databases import DATA_KEY, open_database
from tests.world import FairWorld, World

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Site:
    """The app as a browser reaches it."""

    app: Flask
    database: Database
    world: World
    address: str

    def cookie(self, side: FairWorld, role: str) -> dict[str, str]:
        """The session cookie of somebody who signed in."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = side.tokens[role]
        value = client.get_cookie("session")
        assert value is not None
        return {"name": "session", "value": value.value, "url": self.address}


@dataclass
class Watch:
    """What must not happen in a page: messages about the policy, errors, requests to elsewhere."""

    wrong: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a page."""
        page.on("console", lambda m: self.wrong.append(m.text) if "Security Policy" in m.text else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._check(request.url))

    def _check(self, url: str) -> None:
        if urlsplit(url).hostname not in {"127.0.0.1", None}:
            self.wrong.append(f"request to {url}")


def program() -> str:
    """Where Chromium is; skips where there is none, except in continuous integration."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("continuous integration needs chromium: apt-get install chromium")
        pytest.skip("chromium is not installed (apt-get install chromium), or set CHROMIUM to its path")
    return program


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield browser
        browser.close()


def serve(world_file: tuple[Path, World], folder: Path) -> Iterator[Site]:
    """Serve a copy of the world from a thread."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    path = folder / "site.sqlite3"
    shutil.copy(world_file[0], path)
    database = open_database(f"sqlite:///{path}")
    settings = Settings(instance_path=folder, secret_key="x" * 32, data_key=DATA_KEY)
    app = create_app(settings, clock=lambda: NOW, database=database)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(app, database, world_file[1], f"http://127.0.0.1:{server.port}")
    server.shutdown()
    thread.join()
    server.server_close()
    database.close()


@pytest.fixture(scope="session")
def site(world_file, tmp_path_factory) -> Iterator[Site]:
    """A site that is only looked at."""
    yield from serve(world_file, tmp_path_factory.mktemp("site"))


@pytest.fixture
def own_site(world_file, tmp_path) -> Iterator[Site]:
    """A site of this test's own, to change."""
    yield from serve(world_file, tmp_path)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visit(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a watched page in a context of its own; at the end nothing wrong may have happened."""
    contexts: list[BrowserContext] = []

    def open_page(
        site: Site, role: str | None = None, *, width: int = 1280, lang: str = "en", script: bool = True
    ):
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            locale=lang,
            java_script_enabled=script,
            base_url=site.address,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if role is not None:
            context.add_cookies([site.cookie(site.world.ours, role)])
        page = context.new_page()
        watch.over(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not watch.wrong, watch.wrong
