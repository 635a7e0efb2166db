"""Pages of booths: the list, the hall, and who gets which."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from jobfair.fairs import queries
from jobfair.fairs.actions import booths as actions
from jobfair.fairs.forms.booths import BoothForm, GiveForm, GiveToForm, RowsForm
from jobfair.fairs.forms.fair import ConfirmForm
from jobfair.fairs.models import Booth, EmployerAttendance
from jobfair.fairs.queries import booths as booth_queries
from jobfair.fairs.queries.employers import attendance_of
from jobfair.fairs.queries.hall import hall_of
from jobfair.fairs.queries.standing import booths_in_use
from jobfair.fairs.queries.traces import visits_at
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import Form, attempt

blueprint = Blueprint("booths", __name__, url_prefix="/fairs/<int:fair_id>")


@blueprint.get("/hall")
@audience(Audience.HELPER, Audience.ORGANIZER, Audience.EMPLOYER, Audience.SEEKER)
def hall(fair_id: int) -> ResponseReturnValue:
    """The plan of the hall; with `?booth=A4`, the way there."""
    session = edge.session()
    drawn = hall_of(session, fair_id)
    return render_template(
        "fairs/hall.html",
        fair=queries.fair_by_id(session, fair_id),
        hall=drawn,
        marked=drawn.place_of(request.args.get("booth")),
        asked=request.args.get("booth"),
        is_team=Audience.HELPER in access.roles(),
    )


@blueprint.get("/booths/")
@audience(Audience.HELPER, Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """All booths, and the employers without one."""
    session = edge.session()
    return render_template(
        "fairs/booths.html",
        fair=queries.fair_by_id(session, fair_id),
        hall=hall_of(session, fair_id),
        attendances=booth_queries.attendances_by_booth(session, fair_id),
        wanting=booth_queries.without_booth(session, fair_id),
        may_change=Audience.ORGANIZER in access.roles(),
    )


@blueprint.route("/booths/new", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def new(fair_id: int) -> ResponseReturnValue:
    """Add one booth."""
    fair = queries.fair_by_id(edge.session(), fair_id)
    form = BoothForm(data={"wheelchair_access": True, "place": 1})
    if form.validate_on_submit():
        with attempt(form) as tried:
            booth = actions.create_booth(edge.session(), fair, **form.values())
        if tried.ok:
            flash(gettext("Booth %(label)s is added.", label=booth.label))
            return redirect(url_for("booths.index", fair_id=fair_id))
    return render_template("fairs/booth_form.html", fair=fair, form=form, heading=gettext("Add a booth"))


@blueprint.route("/booths/rows", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def rows(fair_id: int) -> ResponseReturnValue:
    """Add rows of booths at once."""
    fair = queries.fair_by_id(edge.session(), fair_id)
    form = RowsForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            made = actions.create_rows(
                edge.session(),
                fair,
                first_row=form.first_row.data,
                last_row=form.last_row.data,
                places=form.places.data or 0,
                has_power=form.has_power.data,
            )
        if tried.ok:
            flash(ngettext("%(num)s booth is added.", "%(num)s booths are added.", len(made)))
            return redirect(url_for("booths.index", fair_id=fair_id))
    return render_template(
        "fairs/booth_form.html", fair=fair, form=form, heading=gettext("Add rows of booths")
    )


@blueprint.route("/booths/<int:booth_id>/edit", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def edit(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Change a booth."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    booth = booth_queries.booth_by_id(session, fair_id, booth_id)
    form = BoothForm(obj=booth)
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.edit_booth(session, booth, **form.values())
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(url_for("booths.index", fair_id=fair_id))
    heading = gettext("Change booth %(label)s", label=booth.label)
    return render_template("fairs/booth_form.html", fair=fair, form=form, heading=heading)


@blueprint.route("/booths/<int:booth_id>/delete", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def delete(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Delete a booth, after naming who loses it and which interviews go."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    booth = booth_queries.booth_by_id(session, fair_id, booth_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.delete_booth(session, fair, booth, now=edge.now(), actor_id=access.me().id)
        if tried.ok:
            flash(gettext("The booth is deleted."))
            return redirect(url_for("booths.index", fair_id=fair_id))
    return render_template(
        "fairs/booth_delete.html",
        fair=fair,
        booth=booth,
        form=form,
        attendances=booth_queries.attendances_by_booth(session, fair_id).get(booth_id, []),
        standing=booths_in_use(session, fair_id, [booth_id]),
        visits=visits_at(session, booth_id),
    )


@blueprint.route("/booths/assign", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def assign(fair_id: int) -> ResponseReturnValue:
    """Give every employer without a booth a free one, and say who could not get one."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    form = ConfirmForm()
    result = None
    if form.validate_on_submit():
        result = actions.assign_free_booths(session, fair)
        actions.record_given(session, fair, result, now=edge.now(), actor_id=access.me().id)
    return render_template(
        "fairs/booths_assign.html",
        fair=fair,
        result=result,
        wanting=booth_queries.without_booth(session, fair_id),
        free=_free_booths(fair_id),
        has_employers=bool(booth_queries.attendances_of(session, fair_id)),
    )


@blueprint.route("/booths/give/<int:employer_id>", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def give(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """Give one employer a booth by hand, or take it back."""
    session = edge.session()
    attendance = attendance_of(session, fair_id, employer_id)
    own = [attendance.booth] if attendance.booth else []
    form = GiveForm([*own, *_free_booths(fair_id)], data={"booth": str(attendance.booth_id or "")})
    if form.validate_on_submit():
        chosen = form.booth.data
        booth = booth_queries.booth_by_id(session, fair_id, int(chosen)) if chosen else None
        if _given(form, attendance, booth):
            return redirect(url_for("booths.index", fair_id=fair_id))
    return render_template(
        "fairs/booth_give.html",
        fair=queries.fair_by_id(session, fair_id),
        attendance=attendance,
        form=form,
    )


@blueprint.route("/booths/<int:booth_id>/give", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def give_to(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Give one free booth to an employer who has none."""
    session = edge.session()
    booth = booth_queries.booth_by_id(session, fair_id, booth_id)
    form = GiveToForm(booth_queries.without_booth(session, fair_id))
    if form.validate_on_submit():
        attendance = attendance_of(session, fair_id, int(form.employer.data))
        if _given(form, attendance, booth):
            return redirect(url_for("booths.index", fair_id=fair_id))
    return render_template(
        "fairs/booth_form.html",
        fair=queries.fair_by_id(session, fair_id),
        form=form,
        heading=gettext("Who gets booth %(label)s?", label=booth.label),
    )


def _given(form: Form, attendance: EmployerAttendance, booth: Booth | None) -> bool:
    """Give an employer a booth or none; False where it could not be, and the form says why."""
    with attempt(form) as tried:
        actions.give_booth(edge.session(), attendance, booth, now=edge.now(), actor_id=access.me().id)
    if tried.ok:
        flash(gettext("Saved."))
    return tried.ok


def _free_booths(fair_id: int) -> list[Booth]:
    occupied = booth_queries.attendances_by_booth(edge.session(), fair_id)
    booths = booth_queries.booths_of(edge.session(), fair_id)
    return [booth for booth in booths if booth.id not in occupied and not booth.support_desk]
