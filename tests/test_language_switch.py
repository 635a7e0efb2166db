"""The language changes while something is typed: page, answers and errors stay, and nothing is saved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from werkzeug.datastructures import MultiDict

from jobfair.web.switching import BUTTON
from tests.seeker_pages import SeekerPages
from tests.world import snapshot

TYPED = {"time": "09:30", "number": "7", "text": "Typed ñ 7", "tel": "816 555 0171"}
#: kinds of fields that hold answers; a PIN (password) is never sent back to a browser, so it is typed anew
SENT = {"text", "password", "number", "time", "tel", "email", "checkbox", "radio", "date"}


@dataclass
class Page(HTMLParser):
    """The form of a page that holds answers, and the button of the other language."""

    html: str
    lang: str = ""
    title: str = ""
    errors: str = ""
    #: name -> values that a browser would send
    sent: MultiDict[str, str] = field(default_factory=MultiDict)
    #: type, name and value of each field that can be filled in
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    has_answers: bool = False
    button: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._form: dict[str, str] | None = None
        self._select = self._textarea = ""
        self.feed(self.html)
        self.title = re.search(r"<title>([^<]*)", self.html).group(1)
        summary = re.search(r'id="error-summary">(.*?)</div>', self.html, re.DOTALL)
        self.errors = summary.group(1) if summary else ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        kind, name, value = given.get("type", "text"), given.get("name", ""), given.get("value", "")
        if tag == "html":
            self.lang = given["lang"]
        if tag == "form":
            self._form = given
        if tag == "button" and given.get("form") == "answers" and "formaction" in given:
            self.button = given
        if self._form is None or self._form.get("method") != "post":
            return
        if tag == "input" and kind in SENT:
            self.has_answers = True
        if self._form.get("id") != "answers":
            return
        self._note(tag, kind, name, value, is_chosen="checked" in given or "selected" in given)

    def _note(self, tag, kind, name, value, *, is_chosen):
        if tag == "input" and name and kind in SENT | {"hidden"}:
            if kind not in {"checkbox", "radio"} or is_chosen:
                self.sent.add(name, value)
            if kind != "hidden":
                self.fields.append((kind, name, value))
        if tag == "select":
            self._select = name
        if tag == "option" and self._select:
            self.fields.append(("select", self._select, value))
            if is_chosen:
                self.sent.add(self._select, value)
        if tag == "textarea":
            self._textarea = name
            self.fields.append((tag, name, ""))
            self.sent.add(name, "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data):
        if self._textarea:
            self.sent.setlist(self._textarea, [self.sent[self._textarea] + data])

    def filled(self) -> MultiDict[str, str]:
        """Every field with something else than before: all boxes ticked, the last choices taken."""
        answers = MultiDict(self.sent)
        for kind, name, value in self.fields:
            if kind == "checkbox" and value not in answers.getlist(name):
                answers.add(name, value)
            elif kind in {"radio", "select"}:
                answers.setlist(name, [value])
            elif kind == "textarea":
                answers.setlist(name, ["One\nTwo"])
            elif kind in TYPED:
                answers.setlist(name, [TYPED[kind]])
        return answers


@pytest.fixture(scope="module")
def pages(world_file, tmp_path_factory) -> Iterator[SeekerPages]:
    pages = SeekerPages(world_file, tmp_path_factory.mktemp("pages"))
    yield pages
    pages.database.close()


def lines(answers: MultiDict[str, str]) -> dict[str, list[str]]:
    """What was answered, without how lines end."""
    return {
        name: sorted(value.replace("\r\n", "\n").strip() for value in values)
        for name, values in answers.lists()
        if name != "csrf_token"
    }


def with_answers(pages, lang="en"):
    """Name, client, address and page, for every page on which something can be typed."""
    for name, client, address in visits(pages):
        answer = client.get(address, headers={"Accept-Language": lang})
        if answer.status_code == 200 and answer.mimetype == "text/html":
            page = Page(answer.text)
            if page.has_answers:
                yield f"{name} {address}", client, address, page


def visits(pages):
    for role in (None, "seeker", "new seeker"):
        for address in pages.addresses():
            yield role, pages.client(role), address
    fair = f"/fairs/{pages.world.ours.fair_id}"
    newcomer = pages.client(None)
    newcomer.post(f"{fair}/register/consent", data={"submit": "y"})
    yield "newcomer", newcomer, f"{fair}/register/name"
    kiosk = pages.client("organizer")
    kiosk.post(f"{fair}/kiosk/start")
    yield "kiosk", kiosk, f"{fair}/kiosk/code"


def bad_answers(page: Page) -> MultiDict[str, str]:
    """What nobody means: too long, of the wrong kind, and nothing that could be ticked."""
    kinds = {name: kind for kind, name, _ in page.fields}
    answers = MultiDict({name: "x" * 6000 for name, kind in kinds.items() if kind in {"textarea", *TYPED}})
    return answers | {name: page.sent[name] for name in page.sent if name not in kinds} | {"submit": "y"}


def switch(client, page: Page, answers):
    """Press the other language."""
    data = MultiDict(answers)
    data[page.button["name"]] = page.button["value"]
    return client.post(page.button["formaction"], data=data)


def test_what_is_typed_stays_and_nothing_is_saved(pages):
    pages.reset()
    seen, wrong = set(), []
    for where, client, address, page in with_answers(pages):
        if page.button.get("name") != BUTTON:
            wrong.append(f"{where}: the language is no button of the form")
            continue
        answers, before = page.filled(), snapshot(pages.database)
        answer = switch(client, page, answers)
        if answer.status_code != 200:
            wrong.append(f"{where}: {answer.status_code}")
            continue
        after = Page(answer.text)
        seen.add(address)
        if after.lang != "es" or not after.button["formaction"].startswith(address):
            wrong.append(f"{where}: not the same page in Spanish")
        if lines(after.sent) != lines(answers):
            wrong.append(f"{where}: {lines(after.sent)} was {lines(answers)}")
        if after.errors:
            wrong.append(f"{where}: errors that were not there before: {after.errors}")
        if snapshot(pages.database) != before:
            wrong.append(f"{where}: something was saved")
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 20


def test_errors_are_said_in_the_new_language(pages):
    pages.reset()
    seen, wrong = 0, []
    for where, client, address, page in with_answers(pages):
        if not page.button:
            continue
        english = Page(client.post(address, data=bad_answers(page)).text)
        if not english.errors:
            continue
        before = snapshot(pages.database)
        spanish = Page(switch(client, english, english.sent).text)
        if snapshot(pages.database) != before:
            wrong.append(f"{where}: something was saved")
        straight = Page(client.post(address, data=english.sent | {"submit": "y"}).text)
        if not straight.errors:
            continue
        seen += 1
        if spanish.errors != straight.errors or "Error:" not in spanish.title:
            wrong.append(f"{where}: {spanish.errors} is not {straight.errors}")
    assert not wrong, "\n".join(wrong)
    assert seen > 8


def test_nobody_writes_errors_of_their_own(pages):
    client = pages.client(None)
    answer = client.post("/come-back?lang=es", data={"code": "K7-MAPLE", BUTTON: "made up"})
    assert answer.status_code == 200
    assert "made up" not in answer.text
