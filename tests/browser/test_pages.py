"""Every page of every role, as Chromium shows it: accessible, inside the screen, with large targets.

Their other states are in `test_states`.
"""

import hashlib
import re

import pytest

from tests.addresses import address_of, rules_of, values_for
from tests.browser.looking import SIDEWAYS, SMALL, flaws, follow, structure, violations

pytestmark = pytest.mark.browser

ROLES = (None, "seeker", "employer", "helper", "organizer")


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


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_page_of_every_role(site, visit, lang):
    wrong, seen, structures = [], set(), set()
    for role in ROLES:
        page = visit(site, role, lang=lang)
        for address in addresses(site):
            answer = page.request.get(address, max_redirects=0)
            if "text/html" not in answer.headers.get("content-type", "") or answer.status in {302, 303}:
                continue
            mark, looks = fingerprint(answer.text()), structure(answer.text())
            if mark in seen:
                continue
            page.goto(address)
            wrong += [
                f"{role} {lang} {address}: {flaw}" for flaw in flaws(page, with_axe=looks not in structures)
            ]
            seen.add(mark)
            structures.add(looks)
    assert len(structures) > 5
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
    follow(page, "main [type=submit]")
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert violations(page) == []
    page.click(".error-summary a")
    assert page.evaluate("document.activeElement.id") == "email"
