"""Pages of slots and breaks."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from jobfair.fairs import queries
from jobfair.fairs.actions import slots as actions
from jobfair.fairs.forms.fair import BreakForm, ConfirmForm, SlotForm
from jobfair.fairs.models import Fair
from jobfair.fairs.queries import slots as slot_queries
from jobfair.fairs.queries.standing import interviews_by_slot, slots_in_use
from jobfair.fairs.queries.traces import visits_in
from jobfair.fairs.views.fair import ask_about_slots
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint("slots", __name__, url_prefix="/fairs/<int:fair_id>/slots")


@blueprint.get("/")
@audience(Audience.HELPER, Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """The slots and breaks of a fair, and how many interviews stand in each."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    usual = slot_queries.slot_change(session, fair, slot_queries.usual_times(session, fair))
    return render_template(
        "fairs/slots.html",
        fair=fair,
        slots=slot_queries.slots_of(session, fair_id),
        breaks=slot_queries.breaks_of(session, fair_id),
        interviews=interviews_by_slot(session, fair_id),
        is_usual=not usual.dropped and not usual.added,
        may_change=Audience.ORGANIZER in access.roles(),
    )


@blueprint.route("/regenerate", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def regenerate(fair_id: int) -> ResponseReturnValue:
    """Make the slots anew from hours, slot length and breaks, after saying what changes."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            change = actions.generate_slots(session, fair)
        if tried.ok:
            _noted(fair)
            there = len(change.kept) + len(change.added)
            flash(ngettext("The fair has %(num)s slot now.", "The fair has %(num)s slots now.", there))
            return redirect(url_for("slots.index", fair_id=fair_id))
    change = slot_queries.slot_change(session, fair, slot_queries.usual_times(session, fair))
    return ask_about_slots(fair, change, back=url_for("slots.index", fair_id=fair_id))


@blueprint.route("/new", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def add(fair_id: int) -> ResponseReturnValue:
    """Add a slot by hand."""
    fair = queries.fair_by_id(edge.session(), fair_id)
    form = SlotForm(data={"slot_minutes": fair.slot_minutes})
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.add_slot(
                edge.session(), fair, starts=form.starts.data, slot_minutes=form.slot_minutes.data or 0
            )
        if tried.ok:
            _noted(fair)
            flash(gettext("The slot is added."))
            return redirect(url_for("slots.index", fair_id=fair_id))
    return render_template("fairs/slot_form.html", fair=fair, form=form, heading=gettext("Add a slot"))


@blueprint.route("/<int:slot_id>/delete", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def delete(fair_id: int, slot_id: int) -> ResponseReturnValue:
    """Remove a slot, after naming the interviews that stand in it."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    slot = slot_queries.slot_by_id(session, fair_id, slot_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.remove_slot(session, fair, slot)
        if tried.ok:
            _noted(fair)
            flash(gettext("The slot is removed."))
            return redirect(url_for("slots.index", fair_id=fair_id))
    standing, visits = slots_in_use(session, fair_id, [slot_id]), visits_in(session, [slot_id])
    change = slot_queries.SlotChange([], [slot], [], standing, visits)
    return ask_about_slots(fair, change, back=url_for("slots.index", fair_id=fair_id))


@blueprint.route("/breaks/new", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def add_break(fair_id: int) -> ResponseReturnValue:
    """Add a break; where slots go, first say what that costs."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    form = BreakForm()
    if form.validate_on_submit():
        starts, ends = form.starts.data, form.ends.data
        with attempt(form) as tried:
            actions.check_break(session, fair, starts, ends)
            change = slot_queries.slot_change(
                session, fair, actions.times_with_break(session, fair, starts, ends)
            )
        if tried.ok and (change.standing or change.visits) and "agreed" not in request.form:
            return ask_about_slots(fair, change, back=url_for("slots.add_break", fair_id=fair_id))
        if tried.ok:
            with attempt(form) as tried:
                actions.add_break(session, fair, starts=starts, ends=ends)
        if tried.ok:
            _noted(fair)
            flash(
                gettext(
                    "The break is added. Slots that went: %(gone)s, new ones: %(new)s.",
                    gone=len(change.dropped),
                    new=len(change.added),
                )
            )
            return redirect(url_for("slots.index", fair_id=fair_id))
    return render_template("fairs/slot_form.html", fair=fair, form=form, heading=gettext("Add a break"))


@blueprint.post("/breaks/<int:break_id>/delete")
@audience(Audience.ORGANIZER)
def delete_break(fair_id: int, break_id: int) -> ResponseReturnValue:
    """Remove a break; nothing is lost, its time becomes slots."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    slots = actions.remove_break(session, fair, slot_queries.break_by_id(session, fair_id, break_id))
    _noted(fair)
    flash(
        ngettext(
            "The break is removed: %(num)s slot is new.",
            "The break is removed: %(num)s slots are new.",
            len(slots),
        )
    )
    return redirect(url_for("slots.index", fair_id=fair_id))


def _noted(fair: Fair) -> None:
    actions.record_slots(edge.session(), fair, now=edge.now(), actor_id=access.me().id)
