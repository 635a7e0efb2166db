"""Openings for a seeker: the list, one at a time, and putting right what a reason was built from."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.employers.models import Opening
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.employers import opening_at_fair
from jobfair.fairs.queries.hall import hall_of
from jobfair.seekers.actions import edit_seeker
from jobfair.seekers.places import gives_away
from jobfair.seekers.queries import seeker_by_id
from jobfair.suggestions import actions, queries
from jobfair.suggestions.forms import OWN_WORDS, OwnWordsForm
from jobfair.suggestions.sentences import QUESTION_OF, WAYS_OUT
from jobfair.suggestions.speech import spoken, spoken_change
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.choices import SHIFTS, labels_of
from jobfair.web.forms import attempt
from jobfair.web.pages import Page, page_number

blueprint = Blueprint("suggestions", __name__)

OPENINGS_A_PAGE = 10


@blueprint.app_template_global("reason_sentence")
def reason_sentence(reason: object, voice: str = "you") -> str:
    """A reason as a sentence, whether fresh from matching or as it was stored with an interview."""
    if isinstance(reason, dict):
        values = reason.get("values", {})
        if gives_away(str(values.get("said", ""))):  # stored before such words were kept back
            return ""
        return spoken(str(reason.get("key", "")), values, voice)
    return spoken(reason.key, reason.values, voice)  # type: ignore[attr-defined]


@blueprint.app_template_global("shift_label")
def shift_label(opening: Opening) -> str:
    """When an opening's work is, in words; empty where its hours are not known."""
    words = queries.shift_words(opening.shift_starts, opening.shift_ends, opening.days)
    return ", ".join(labels_of(sorted(words - {"mornings"} if "days" in words else words), SHIFTS))


@blueprint.get("/fairs/<int:fair_id>/openings-for-me")
@audience(Audience.SEEKER)
def for_me(fair_id: int) -> ResponseReturnValue:
    """A seeker's openings, best first, with the reason, pay, shift, way and hiring policy."""
    session, number = edge.session(), page_number()
    if not seeker_by_id(session, access.me().id).has_agreed:
        return redirect(url_for("seekers.agreement", next=request.path))
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
        changes=[
            (spoken_change(one.key, one.values), one.openings, QUESTION_OF[one.key]) for one in found.changes
        ],
        ways_out=[(gettext(WAYS_OUT[key]), count) for key, count in found.bars.items() if key in WAYS_OUT],
        desks=[place for place in hall_of(session, fair_id).places if place.is_desk] if found.barred else [],
    )


@blueprint.get("/fairs/<int:fair_id>/openings-for-me/one")
@audience(Audience.SEEKER)
def one_at_a_time(fair_id: int) -> ResponseReturnValue:
    """The best opening that the person has said nothing about, alone on its page."""
    session = edge.session()
    if not seeker_by_id(session, access.me().id).has_agreed:
        return redirect(url_for("seekers.agreement", next=request.path))
    found = queries.suggestions_for_seeker(session, fair_id, access.me().id, most=1, unanswered=True)
    last = request.args.get("last", 0, type=int)
    return render_template(
        "suggestions/one.html",
        fair=fair_by_id(session, fair_id),
        one=found.fitting[0] if found.fitting else None,
        left=found.fitting_total,
        last=opening_at_fair(session, fair_id, last) if last else None,
    )


@blueprint.post("/fairs/<int:fair_id>/openings-for-me/<int:opening_id>")
@audience(Audience.SEEKER)
def answer(fair_id: int, opening_id: int) -> ResponseReturnValue:
    """Like or skip an opening, say maybe, or take that back."""
    said = request.form.get("said", "")
    actions.answer(
        edge.session(),
        fair_id=fair_id,
        seeker_id=access.me().id,
        opening_id=opening_id,
        side="seeker",
        said=said,
        now=edge.now(),
        actor=access.actor(),
    )
    if request.args.get("from") == "one":
        last = None if said == "forget" else opening_id
        return redirect(url_for(".one_at_a_time", fair_id=fair_id, last=last))
    address = url_for(".for_me", fair_id=fair_id, page=page_number())
    return redirect(f"{address}#opening-{opening_id}")


@blueprint.route("/fairs/<int:fair_id>/openings-for-me/<int:opening_id>/wrong", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def wrong(fair_id: int, opening_id: int) -> ResponseReturnValue:
    """The person's own words behind a reason, to be corrected or taken away; then the list is ranked anew."""
    session, seeker = edge.session(), seeker_by_id(edge.session(), access.me().id)
    opening = opening_at_fair(session, fair_id, opening_id)
    form = OwnWordsForm(data={name: list(getattr(seeker, name)) for name in OWN_WORDS})
    if form.validate_on_submit():
        with attempt(form) as tried:
            edit_seeker(
                session, seeker, now=edge.now(), actor=access.actor(), fair_id=fair_id, **form.words()
            )
        if tried.ok:
            return _back_to(fair_id, opening)
    found = queries.reason_for(session, fair_id, seeker.id, opening_id)
    return render_template(
        "suggestions/wrong.html",
        fair=fair_by_id(session, fair_id),
        opening=opening,
        form=form,
        reason=found.reason if found else None,
        rows=form.rows([str(found.reason.values.get("said", "")), *found.said] if found else []),
    )


def _back_to(fair_id: int, opening: Opening) -> ResponseReturnValue:
    """To the place of an opening in the list as it is ranked now, and say where that is."""
    order = queries.suggestions_for_seeker(edge.session(), fair_id, access.me().id, most=0).order
    if opening.id not in order:
        flash(gettext("Saved. “%(title)s” is not on your list any more.", title=opening.title))
    else:
        place = order.index(opening.id) + 1
        flash(
            gettext(
                "Saved. “%(title)s” is number %(place)s on your list now.", title=opening.title, place=place
            )
        )
    if request.args.get("from") == "one":
        return redirect(url_for(".one_at_a_time", fair_id=fair_id))
    page = order.index(opening.id) // OPENINGS_A_PAGE + 1 if opening.id in order else page_number()
    return redirect(f"{url_for('.for_me', fair_id=fair_id, page=page)}#opening-{opening.id}")
