"""Pages of a fair itself: its overview, and creating, changing and deleting it."""

from dataclasses import asdict

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from jobfair.fairs import queries
from jobfair.fairs.actions import fair as actions
from jobfair.fairs.forms.fair import DeleteFairForm, FairForm, NewFairForm
from jobfair.fairs.models import Fair
from jobfair.fairs.naming import telling_word
from jobfair.fairs.queries.overview import overview_of
from jobfair.fairs.queries.slots import SlotChange
from jobfair.fairs.queries.standing import has_published_schedule
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint("fairs", __name__, url_prefix="/fairs")

USUAL = {"time_zone": "America/Chicago", "slot_minutes": 20, "max_interviews_per_seeker": 4}


@blueprint.get("/<int:fair_id>/")
@audience(Audience.HELPER, Audience.ORGANIZER)
def show(fair_id: int) -> ResponseReturnValue:
    """The team's start: counts, what is missing, and the next step."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    return render_template("fairs/show.html", fair=fair, overview=overview_of(session, fair_id))


@blueprint.route("/new", methods=["GET", "POST"])
@audience(Audience.FAIR_CREATOR)
def new() -> ResponseReturnValue:
    """Start a fair."""
    form = NewFairForm(data=USUAL)
    if form.validate_on_submit():
        with attempt(form) as tried:
            fair = actions.create_fair(
                edge.session(), **asdict(form.details()), organizer_id=access.me().id, now=edge.now()
            )
        if tried.ok:
            flash(
                ngettext(
                    "The fair is created, with %(num)s slot.",
                    "The fair is created, with %(num)s slots.",
                    len(fair.slots),
                )
            )
            _hint_at_name(fair)
            return redirect(url_for("fairs.show", fair_id=fair.id))
    return render_template("fairs/new.html", form=form)


@blueprint.route("/<int:fair_id>/edit", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def edit(fair_id: int) -> ResponseReturnValue:
    """Change a fair; where slots would go, first say what that costs."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    form = FairForm(obj=fair)
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.check_details(form.details(), edge.now())
            change = actions.slot_change_of_edit(session, fair, form.details())
        if tried.ok and change.loses_something and "agreed" not in request.form:
            return ask_about_slots(fair, change, back=url_for("fairs.edit", fair_id=fair_id))
        if tried.ok and _saved(fair, form):
            flash(gettext("Saved."))
            _hint_at_name(fair)
            return redirect(url_for("fairs.show", fair_id=fair_id))
    return render_template("fairs/edit.html", form=form, fair=fair)


@blueprint.route("/<int:fair_id>/delete", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def delete(fair_id: int) -> ResponseReturnValue:
    """Delete a fair, after naming all that goes with it."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    published = has_published_schedule(session, fair_id)
    form = DeleteFairForm()
    if not published:
        del form.typed_name
    if form.validate_on_submit():
        typed_name = (form.typed_name.data or "") if published else ""
        with attempt(form) as tried:
            actions.delete_fair(session, fair, typed_name=typed_name, now=edge.now(), actor_id=access.me().id)
        if tried.ok:
            flash(gettext("The fair is deleted."))
            return redirect(url_for("home.index"))
    seeker_ids, employer_ids = actions.people_of_this_fair_alone(session, fair_id)
    return render_template(
        "fairs/delete.html",
        form=form,
        fair=fair,
        published=published,
        overview=overview_of(session, fair_id),
        seekers_alone=len(seeker_ids),
        employers_alone=len(employer_ids),
    )


def ask_about_slots(fair: Fair, change: SlotChange, *, back: str) -> ResponseReturnValue:
    """The page that says what a change does to the slots; its button sends the same form once more."""
    given = [pair for pair in request.form.items(multi=True) if pair[0] not in {"csrf_token", "agreed"}]
    return render_template("fairs/slot_change.html", fair=fair, change=change, given=given, back=back)


def _hint_at_name(fair: Fair) -> None:
    """Say so, gently, where the name tells what kind of fair it is: it goes on phones and papers."""
    word = telling_word(fair.name)
    if word:
        flash(
            gettext(
                "A thought on the name: “%(word)s” tells others why somebody comes. "
                "It goes on texts, papers and calendars. A neutral name keeps people safe.",
                word=word,
            )
        )


def _saved(fair: Fair, form: FairForm) -> bool:
    with attempt(form) as tried:
        actions.edit_fair(edge.session(), fair, form.details(), now=edge.now(), actor_id=access.me().id)
    return tried.ok
