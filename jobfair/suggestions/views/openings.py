"""Candidates for an opening, by code: look, and say yes, maybe or no."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobfair.employers.models import Opening
from jobfair.fairs.queries import fair_by_id, represented_employer_ids
from jobfair.fairs.queries.employers import opening_at_fair
from jobfair.suggestions import actions, queries
from jobfair.suggestions.views.for_me import blueprint
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.pages import Page, page_number

__all__ = ["blueprint"]

CANDIDATES_A_PAGE = 20


@blueprint.get("/fairs/<int:fair_id>/openings/<int:opening_id>/candidates")
@audience(Audience.EMPLOYER, Audience.ORGANIZER)
def candidates(fair_id: int, opening_id: int) -> ResponseReturnValue:
    """People who fit an opening, best first, by code."""
    session, number = edge.session(), page_number()
    opening = _opening_of_mine(fair_id, opening_id)
    first = (number - 1) * CANDIDATES_A_PAGE
    found = queries.candidates_for_opening(session, fair_id, opening_id, first=first, most=CANDIDATES_A_PAGE)
    page = Page(found.rows, number, found.total, CANDIDATES_A_PAGE)
    if number > page.pages:
        return redirect(url_for(".candidates", fair_id=fair_id, opening_id=opening_id, page=page.pages))
    return render_template(
        "suggestions/candidates.html",
        fair=fair_by_id(session, fair_id),
        opening=opening,
        page=page,
        by_words=found.by_words,
        is_team=Audience.ORGANIZER in access.roles(),
    )


@blueprint.post("/fairs/<int:fair_id>/openings/<int:opening_id>/candidates/<int:seeker_id>")
@audience(Audience.EMPLOYER, Audience.ORGANIZER)
def answer_candidate(fair_id: int, opening_id: int, seeker_id: int) -> ResponseReturnValue:
    """Say yes, maybe or no to a person for an opening, or take that back."""
    _opening_of_mine(fair_id, opening_id)
    actions.answer(
        edge.session(),
        fair_id=fair_id,
        seeker_id=seeker_id,
        opening_id=opening_id,
        side="employer",
        said=request.form.get("said", ""),
        now=edge.now(),
        actor=access.actor(),
    )
    address = url_for(".candidates", fair_id=fair_id, opening_id=opening_id, page=page_number())
    return redirect(f"{address}#candidate-{seeker_id}")


def _opening_of_mine(fair_id: int, opening_id: int) -> Opening:
    """The opening at this fair; for an employer's people only their own, and another's looks like none."""
    session = edge.session()
    if Audience.ORGANIZER in access.roles():
        return opening_at_fair(session, fair_id, opening_id)
    mine = represented_employer_ids(session, fair_id, access.me().id)
    return opening_at_fair(session, fair_id, opening_id, employer_ids=mine)
