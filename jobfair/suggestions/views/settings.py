"""How a fair is matched: the organizer's settings, what they cost, and the fair's own words."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.fairs.queries import fair_by_id
from jobfair.suggestions import actions
from jobfair.suggestions.forms import MatchingForm, WordsForm
from jobfair.suggestions.queries.evaluation import spreading_costs
from jobfair.suggestions.queries.settings import matching_settings, words_of_fair
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint("matching", __name__, url_prefix="/fairs/<int:fair_id>")

#: shares whose costs are always shown
USUAL_PERCENTS = (0, 25, 50, 75, 100)


@blueprint.route("/matching", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def settings(fair_id: int) -> ResponseReturnValue:
    """Spread people over the openings or not, with what either costs; and the hours of the buses."""
    session = edge.session()
    stored = matching_settings(session, fair_id)
    percent = stored.crowding_percent
    form = MatchingForm(obj=stored)
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.change_settings(
                session,
                fair_id,
                crowding_percent=form.crowding_percent.data,
                first_bus=form.first_bus.data,
                last_bus=form.last_bus.data,
                now=edge.now(),
                actor=access.actor(),
            )
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(url_for(".settings", fair_id=fair_id))
    return render_template(
        "suggestions/settings.html",
        fair=fair_by_id(session, fair_id),
        form=form,
        percent=percent,
        costs=spreading_costs(session, fair_id, sorted({*USUAL_PERCENTS, percent})),
        words=len(words_of_fair(session, fair_id)),
    )


@blueprint.route("/words", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def words(fair_id: int) -> ResponseReturnValue:
    """The words people use around this fair alone, and what they mean."""
    session = edge.session()
    form = WordsForm(data={"words": _as_lines(words_of_fair(session, fair_id))})
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.change_words(
                session, fair_id, form.words.data or "", now=edge.now(), actor=access.actor()
            )
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(url_for(".words", fair_id=fair_id))
    return render_template("suggestions/words.html", fair=fair_by_id(session, fair_id), form=form)


def _as_lines(words: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(", ".join(map(_cell, pair)) for pair in words)


def _cell(text: str) -> str:
    """A text as a spreadsheet writes it: in quotation marks where it has a comma or such marks itself."""
    return '"{}"'.format(text.replace('"', '""')) if {",", '"'} & set(text) else text
