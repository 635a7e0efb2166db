"""How did it go? Three taps on a phone of 390 px without scripts, in each language, and back again."""

import pytest
from sqlalchemy import select

from jobfair.interviews.models import InterviewImpression
from tests.browser.looking import follow

pytestmark = pytest.mark.browser


def told(site):
    with site.database.read() as session:
        one = select(InterviewImpression).where(
            InterviewImpression.interview_id == site.world.ours.values["begun_interview_id"]
        )
        row = session.scalars(one).one()
        return row.took_place, row.went, row.next_step


@pytest.mark.parametrize("lang", ["en", "es"])
def test_three_taps_tell_how_it_went(own_site, visit, lang):
    page = visit(own_site, "seeker", width=390, lang=lang, script=False)
    page.goto(f"/fairs/{own_site.world.ours.fair_id}/my-schedule")
    follow(page, "a[href$='/how-it-went']")
    for said in ("yes", "well", "offer"):
        follow(page, f"button[value='{said}']")
    assert told(own_site) == (True, "well", "offer")
    with page.expect_navigation():
        page.go_back()
    follow(page, "button[value='rather_not']")
    assert page.url.endswith("/how-it-went/done")
    assert told(own_site) == (True, "well", None)
    follow(page, "a[href$='/how-it-went']")
    follow(page, "button[value='no']")
    assert page.url.endswith("/how-it-went/done")
    assert told(own_site) == (False, None, None)
