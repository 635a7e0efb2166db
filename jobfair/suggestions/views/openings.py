"""Openings for a seeker, and candidates for an opening: look, and say yes, maybe or no."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.employers.models import Opening
from jobfair.fairs.queries import fair_by_id, represented_employer_ids
from jobfair.fairs.queries.employers import opening_at_fair
from jobfair.suggestions import actions, queries
from jobfair.suggestions.sentences import WAYS_OUT
from jobfair.suggestions.speech import spoken
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.choices import DAYS, HIRES_PEOPLE_WITH_RECORDS, SHIFTS, labels_of
from jobfair.web.pages import Page, page_number

blueprint = Blueprint("suggestions", __name__)

OPENINGS_A_PAGE = 10
CANDIDATES_A_PAGE = 20


@blueprint.app_template_global("reason_sentence")
def reason_sentence(reason: object, voice: str = "you") -> str:
    """A reason as a sentence, whether fresh from matching or as it was stored with an interview."""
    if isinstance(reason, dict):
        return spoken(str(reason.get("key", "")), reason.get("values", {}), voice)
    return spoken(reason.key, reason.values, voice)  # type: ignore[attr-defined]


@blueprint.app_template_global("shift_label")
def shift_label(opening: Opening) -> str:
    """When an opening's work is, in words; empty where its hours are not known."""
    words = queries.shift_words(opening.shift_starts, opening.shift_ends, opening.days)
    return ", ".join(labels_of(sorted(words - {"mornings"} if "days" in words else words), SHIFTS))


@blueprint.get("/fairs/<int:fair_id>/openings-for-me")
@audience(Audience.SEEKER)
def for_me(fair_id: int) -> ResponseReturnValue:
    """A seeker's openings, best first, with the reason, pay, shift, town and hiring policy."""
    session, number = edge.session(), page_number()
    first = (number - 1) * OPENINGS_A_PAGE
    found = queries.suggestions_for_seeker(
        session, fair_id, access.me().id, first=first, most=OPENINGS_A_PAGE
    )
    page = Page(found.fitting, number, found.fitting_total, OPENINGS_A_PAGE)
    if number > page.pages:
        return redirect(url_for(".for_me", fair_id=fair_id, page=page.pages))
    return render_template(
        "suggestions/for_me.html",
        fair=fair_by_id(session, fair_id),
        found=found,
        page=page,
        hires_labels=HIRES_PEOPLE_WITH_RECORDS,
        ways_out=[(gettext(WAYS_OUT[key]), count) for key, count in found.bars.items() if key in WAYS_OUT],
    )


@blueprint.post("/fairs/<int:fair_id>/openings-for-me/<int:opening_id>")
@audience(Audience.SEEKER)
def answer(fair_id: int, opening_id: int) -> ResponseReturnValue:
    """Like or skip an opening, say maybe, or take that back."""
    actions.answer(
        edge.session(),
        fair_id=fair_id,
        seeker_id=access.me().id,
        opening_id=opening_id,
        side="seeker",
        said=request.form.get("said", ""),
        now=edge.now(),
        actor=access.actor(),
    )
    address = url_for(".for_me", fair_id=fair_id, page=page_number())
    return redirect(f"{address}#opening-{opening_id}")


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
        is_team=Audience.ORGANIZER in access.roles(),
        shift_names=lambda codes: labels_of(list(codes), SHIFTS),
        day_names=lambda codes: labels_of(list(codes), DAYS),
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
