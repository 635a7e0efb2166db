"""The test client: follows links and forms like a browser, and checks every page it gets."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID_OF_LABEL = {"hidden", "submit", "button"}
#: what a template says to itself and never to people, and a time in Spanish with a dot too many
RUBBLE = re.compile(r"\{\{|\}\}|\{%|%\}|url_for\(|\b[ap]\.\s?m\.\.")


class _Outline(HTMLParser):
    """What a page is checked for: headings, ids, labels, form methods and inline code."""

    def __init__(self) -> None:
        super().__init__()
        self.h1 = 0
        self.lang = ""
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.inputs: list[dict[str, str]] = []
        self.posting_forms = 0
        self.inline: list[str] = []
        self.open: Counter[str] = Counter()
        self.strays: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.open[tag] += 1
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "h1":
            self.h1 += 1
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label" and "for" in given:
            self.labelled.add(given["for"])
        if tag in {"input", "select", "textarea"} and given.get("type") not in VOID_OF_LABEL:
            self.inputs.append(given)
        if tag == "style" or "style" in given or (tag == "script" and "src" not in given):
            self.inline.append(f"<{tag}>")
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self.open[tag] -= 1
        if self.open[tag] < 0:
            self.strays.append(f"</{tag}>")


def check_page(html: str, address: str) -> None:
    """Fail unless a page has one h1, a language, unique ids, labels, no strays and nothing inline."""
    page = _Outline()
    page.feed(html)
    assert page.lang in {"en", "es"}, f"{address}: no language"
    assert page.h1 == 1, f"{address}: {page.h1} h1"
    twice = {i for i in page.ids if page.ids.count(i) > 1}
    assert not twice, f"{address}: ids twice: {twice}"
    bare = [i for i in page.inputs if i.get("id") not in page.labelled and "aria-label" not in i]
    assert not bare, f"{address}: inputs without a label: {bare}"
    assert not page.strays, f"{address}: ends what nothing began: {page.strays}"
    assert not page.inline, f"{address}: inline code or style: {page.inline}"
    rubble = RUBBLE.findall(html)
    assert not rubble, f"{address}: pieces of a template as text: {rubble}"


class CheckedClient:
    """GET and POST like a browser; every HTML answer is checked by `check_page`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.flask: FlaskClient = app.test_client()

    def get(self, address: str, *, status: int = 200, follow: bool = True, **kwargs: Any) -> TestResponse:
        """Get a page; fail on any other status."""
        return self._checked(self.flask.get(address, follow_redirects=follow, **kwargs), address, status)

    def post(
        self,
        address: str,
        data: dict[str, Any] | None = None,
        *,
        status: int = 200,
        follow: bool = True,
        **kwargs: Any,
    ) -> TestResponse:
        """Send a form; fail on any other status."""
        answer = self.flask.post(address, data=data or {}, follow_redirects=follow, **kwargs)
        return self._checked(answer, address, status)

    def sign_in_as(self, kind: str, subject_id: int) -> "CheckedClient":
        """Sign in without the pages: "user" or "seeker" by id."""
        from jobfair.accounts import actions  # noqa: PLC0415 - only where a test signs in

        database = self.app.extensions["jobfair.database"]
        with database.write() as session:
            token = actions.open_sign_in(session, kind, subject_id, self.app.extensions["jobfair.clock"]())
        with self.flask.session_transaction() as cookie:
            cookie["_user_id"] = token
        return self

    def _checked(self, answer: TestResponse, address: str, status: int) -> TestResponse:
        assert answer.status_code == status, f"{address}: {answer.status_code}, not {status}"
        if answer.mimetype == "text/html" and answer.text:
            if answer.status_code not in {301, 302, 303}:
                check_page(answer.text, address)
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        return answer
