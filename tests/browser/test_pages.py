"""Every page of every role, as Chromium shows it: accessible, inside the screen, with large targets."""

import hashlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.addresses import address_of, rules_of, values_for

pytestmark = pytest.mark.browser

ROLES = (None, "seeker", "employer", "helper", "organizer")
#: language, the width at which axe looks, and the width that is measured as well
LOOKS = (("en", 390, 1280), ("es", 1280, 390))
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll(
    'button, .btn, input[type=submit], select, summary, .tabs a, .door')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5))
  .map(([e, r]) => `${e.tagName} "${e.textContent.trim().slice(0, 30)}" ${r.width}x${r.height}`)"""
AXE_OPTIONS = {"resultTypes": ["violations"]}


def addresses(site):
    """Every address to GET of the world, on own things, and a page that is missing."""
    rules = [rule for rule in rules_of(site.app) if "GET" in rule.methods]
    return [
        "/no-such-page",
        *(address_of(site.app, rule, values_for(rule, site.world, "own")) for rule in rules),
    ]


def fingerprint(html):
    plain = re.sub(r'(name="csrf_token"[^>]*value|token)="[^"]*"', "", html)
    return hashlib.sha256(plain.encode()).hexdigest()


def violations(page):
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{v['id']}: {[n['target'] for n in v['nodes']][:3]} {v['nodes'][0]['failureSummary']}" for v in found
    ]


@pytest.mark.parametrize(("lang", "width", "other_width"), LOOKS, ids=str)
def test_every_page_of_every_role(site, visit, lang, width, other_width):
    wrong, seen = [], set()
    for role in ROLES:
        page = visit(site, role, width=width, lang=lang)
        for address in addresses(site):
            answer = page.request.get(address, max_redirects=0)
            if "text/html" not in answer.headers.get("content-type", "") or answer.status in {302, 303}:
                continue
            mark = fingerprint(answer.text())
            if mark in seen:
                continue
            seen.add(mark)
            page.goto(address)
            where = f"{role} {lang} {address}"
            wrong += [f"{where}: {one}" for one in violations(page)]
            for shown in (width, other_width):
                page.set_viewport_size({"width": shown, "height": 800})
                if page.evaluate(SIDEWAYS) > 0:
                    wrong.append(f"{where}: scrolls sideways at {shown} px")
                wrong += [f"{where}: small target at {shown} px: {one}" for one in page.evaluate(SMALL)]
            page.set_viewport_size({"width": width, "height": 800})
    assert len(seen) > 5
    assert not wrong, "\n".join(wrong)


def test_axe_and_the_measures_see_what_is_wrong(site, visit):
    """The checks above can fail."""
    page = visit(site)
    page.goto("/sign-in")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.querySelector('main input[type=submit]').setAttribute('class', '')")
    page.evaluate("document.querySelector('h1').style.width = '5000px'")
    assert violations(page)
    assert page.evaluate(SMALL)
    assert page.evaluate(SIDEWAYS) > 0


def test_a_form_with_errors_is_accessible_and_takes_the_focus(site, visit):
    page = visit(site, width=390)
    page.goto("/sign-in")
    page.click("main [type=submit]")
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert violations(page) == []
    page.click(".error-summary a")
    assert page.evaluate("document.activeElement.id") == "email"
