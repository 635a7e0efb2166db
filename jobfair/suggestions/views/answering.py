"""A helper answers openings for a person who is with them: one page, one press for all answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.people import attendance_at
from jobfair.suggestions import actions, queries
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.addresses import LARGEST_ID
from jobfair.web.pages import Page, page_number

blueprint = Blueprint("answering", __name__, url_prefix="/fairs/<int:fair_id>/people/<int:seeker_id>")

OPENINGS_A_PAGE = 25
FIELD = "opening-"


@blueprint.route("/openings", methods=["GET", "POST"])
@audience(Audience.HELPER, Audience.ORGANIZER)
def for_person(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """A person's openings, best first, with what they say to each; saves all answers of the page at once."""
    session, number = edge.session(), page_number()
    attendance = attendance_at(session, fair_id, seeker_id)
    if request.method == "POST":
        _store(fair_id, seeker_id)
        flash(gettext("The answers are saved."))
        return redirect(url_for(".for_person", fair_id=fair_id, seeker_id=seeker_id, page=number))
    first = (number - 1) * OPENINGS_A_PAGE
    found = queries.suggestions_for_seeker(session, fair_id, seeker_id, first=first, most=OPENINGS_A_PAGE)
    return render_template(
        "suggestions/for_person.html",
        fair=fair_by_id(session, fair_id),
        seeker=attendance.seeker,
        found=found,
        page=Page(found.fitting, number, found.fitting_total, OPENINGS_A_PAGE),
        field=FIELD,
        answers={"yes": gettext("Yes"), "maybe": gettext("Maybe"), "no": gettext("No")},
    )


def _store(fair_id: int, seeker_id: int) -> None:
    """Store each answer of the form; one that is as it was changes nothing."""
    for name, said in request.form.items():
        opening_id = name.removeprefix(FIELD)
        if name.startswith(FIELD) and opening_id.isascii() and opening_id.isdecimal():
            actions.answer(
                edge.session(),
                fair_id=fair_id,
                seeker_id=seeker_id,
                opening_id=min(int(opening_id[:20]), LARGEST_ID),
                side="seeker",
                said=said,
                now=edge.now(),
                actor=access.actor(),
            )
