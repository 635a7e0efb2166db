"""Pages about an employer's openings, for organizers and for the employer itself."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.employers import queries as employer_queries
from jobfair.employers.actions import openings as actions
from jobfair.employers.forms import ConfirmForm, OpeningForm
from jobfair.employers.models import Opening
from jobfair.employers.queries.standing import standing
from jobfair.fairs import queries as fair_queries
from jobfair.fairs.views.within_reach import employer_to_change, employer_to_see, may_change
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint(
    "openings", __name__, url_prefix="/fairs/<int:fair_id>/employers/<int:employer_id>/openings"
)


@blueprint.route("/new", methods=["GET", "POST"])
@audience(Audience.ORGANIZER, Audience.EMPLOYER)
def new(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """Add an opening."""
    session = edge.session()
    employer = employer_to_change(fair_id, employer_id).employer
    form = OpeningForm(data={"seats": 1})
    if form.validate_on_submit():
        with attempt(form) as tried:
            opening = actions.add_opening(
                session, employer_id, now=edge.now(), actor=access.actor(), fair_id=fair_id, **form.values()
            )
        if tried.ok:
            flash(gettext("The opening “%(title)s” is saved.", title=opening.title))
            return redirect(_address(fair_id, opening))
    return render_template(
        "employers/opening_edit.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        employer=employer,
        opening=None,
        form=form,
    )


@blueprint.get("/<int:opening_id>/")
@audience(Audience.HELPER, Audience.ORGANIZER, Audience.EMPLOYER)
def show(fair_id: int, employer_id: int, opening_id: int) -> ResponseReturnValue:
    """One opening with all it says."""
    session = edge.session()
    employer = employer_to_see(fair_id, employer_id).employer
    opening = employer_queries.opening_of(session, employer_id, opening_id)
    return render_template(
        "employers/opening.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        employer=employer,
        opening=opening,
        may_change=may_change(fair_id, employer_id),
        published=standing(session, fair_id=fair_id, opening_id=opening_id).published,
    )


@blueprint.route("/<int:opening_id>/edit", methods=["GET", "POST"])
@audience(Audience.ORGANIZER, Audience.EMPLOYER)
def edit(fair_id: int, employer_id: int, opening_id: int) -> ResponseReturnValue:
    """Change an opening."""
    session = edge.session()
    employer = employer_to_change(fair_id, employer_id).employer
    opening = employer_queries.opening_of(session, employer_id, opening_id)
    form = OpeningForm(opening)
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.edit_opening(
                session, opening, now=edge.now(), actor=access.actor(), fair_id=fair_id, **form.values()
            )
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(_address(fair_id, opening))
    return render_template(
        "employers/opening_edit.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        employer=employer,
        opening=opening,
        form=form,
    )


@blueprint.post("/<int:opening_id>/close")
@audience(Audience.ORGANIZER, Audience.EMPLOYER)
def close(fair_id: int, employer_id: int, opening_id: int) -> ResponseReturnValue:
    """Stop suggesting and planning an opening; it can be opened again."""
    employer_to_change(fair_id, employer_id)
    opening = employer_queries.opening_of(edge.session(), employer_id, opening_id)
    actions.close_opening(edge.session(), opening, now=edge.now(), actor=access.actor(), fair_id=fair_id)
    flash(gettext("“%(title)s” is closed: nobody new is planned for it.", title=opening.title))
    return redirect(_address(fair_id, opening))


@blueprint.post("/<int:opening_id>/reopen")
@audience(Audience.ORGANIZER, Audience.EMPLOYER)
def reopen(fair_id: int, employer_id: int, opening_id: int) -> ResponseReturnValue:
    """Suggest and plan a closed opening again."""
    employer_to_change(fair_id, employer_id)
    opening = employer_queries.opening_of(edge.session(), employer_id, opening_id)
    actions.reopen_opening(edge.session(), opening, now=edge.now(), actor=access.actor(), fair_id=fair_id)
    flash(gettext("“%(title)s” is open again.", title=opening.title))
    return redirect(_address(fair_id, opening))


@blueprint.route("/<int:opening_id>/delete", methods=["GET", "POST"])
@audience(Audience.ORGANIZER, Audience.EMPLOYER)
def delete(fair_id: int, employer_id: int, opening_id: int) -> ResponseReturnValue:
    """Delete an opening, after a page that names what will be lost."""
    session = edge.session()
    employer = employer_to_change(fair_id, employer_id).employer
    opening = employer_queries.opening_of(session, employer_id, opening_id)
    title, form = opening.title, ConfirmForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.delete_opening(session, opening, now=edge.now(), actor=access.actor(), fair_id=fair_id)
        if tried.ok:
            flash(gettext("The opening “%(title)s” is deleted.", title=title))
            return redirect(url_for("fair_employers.show", fair_id=fair_id, employer_id=employer_id))
    return render_template(
        "employers/opening_delete.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        employer=employer,
        opening=opening,
        form=form,
        stands=standing(session, opening_id=opening_id),
    )


def _address(fair_id: int, opening: Opening) -> str:
    return url_for("openings.show", fair_id=fair_id, employer_id=opening.employer_id, opening_id=opening.id)
