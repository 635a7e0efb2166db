"""Pages about the employers at a fair, for its team and for the employers themselves."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from jobfair.accounts.models import User
from jobfair.accounts.views import site_address
from jobfair.employers import queries as employer_queries
from jobfair.employers.actions import representatives
from jobfair.employers.forms import CardForm, ConfirmForm, InviteForm, card_data
from jobfair.employers.queries.standing import standing
from jobfair.errors import N_, NotFound
from jobfair.fairs import queries as fair_queries
from jobfair.fairs.actions import employers as actions
from jobfair.fairs.forms.employers import EmployerForm, employer_data
from jobfair.fairs.models import EmployerAttendance
from jobfair.fairs.queries import employers as queries
from jobfair.fairs.views.within_reach import employer_to_change, employer_to_see, may_change
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import language
from jobfair.web.pages import page_number, page_of

blueprint = Blueprint("fair_employers", __name__, url_prefix="/fairs/<int:fair_id>/employers")

FLAGS = ("no_booth", "no_opening")


@blueprint.get("/")
@audience(Audience.HELPER, Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """The employers at a fair: searched, and flagged where a booth or an opening is missing."""
    session = edge.session()
    search = request.args.get("q", "").replace("\0", "")
    flag = request.args.get("only") if request.args.get("only") in FLAGS else None
    page = page_of(session, queries.attendances(fair_id, search=search, flag=flag), page_number())
    return render_template(
        "employers/index.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        page=page,
        counts=queries.open_opening_counts(session, [row.employer_id for row in page.rows]),
        flags=queries.flags_of_fair(session, fair_id),
        search_text=search,
        flag=flag,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def new(fair_id: int) -> ResponseReturnValue:
    """Add an employer to the fair."""
    fair = fair_queries.fair_by_id(edge.session(), fair_id)
    form = EmployerForm(fair, data={"interviewers": 1})
    if form.validate_on_submit():
        with attempt(form) as tried:
            added = actions.add_employer(
                edge.session(), fair_id, now=edge.now(), actor=access.actor(), **form.values()
            )
        if tried.ok:
            flash(gettext("%(name)s is at the fair. Now add an opening.", name=added.employer.name))
            return redirect(_address(fair_id, added.employer_id))
    return render_template("employers/edit.html", fair=fair, attendance=None, form=form, published=0)


@blueprint.get("/mine")
@audience(Audience.EMPLOYER)
def start(fair_id: int) -> ResponseReturnValue:
    """Where an employer starts: what there is to do for this fair."""
    session = edge.session()
    return render_template(
        "employers/start.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        attendances=queries.attendances_of_representative(session, fair_id, access.me().id),
    )


@blueprint.get("/<int:employer_id>/")
@audience(Audience.HELPER, Audience.ORGANIZER, Audience.EMPLOYER)
def show(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """One employer: card, hours, openings, and who looks after it."""
    session = edge.session()
    attendance = employer_to_see(fair_id, employer_id)
    return render_template(
        "employers/show.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        attendance=attendance,
        employer=attendance.employer,
        openings=employer_queries.openings_of(session, employer_id),
        contact=employer_queries.contact_of(session, attendance.employer),
        people=employer_queries.representatives_of(session, employer_id),
        may_change=may_change(fair_id, employer_id),
    )


@blueprint.route("/<int:employer_id>/edit", methods=["GET", "POST"])
@audience(Audience.ORGANIZER, Audience.EMPLOYER)
def edit(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """Change an employer: organizers all of it, the employer its own card."""
    session = edge.session()
    attendance = employer_to_change(fair_id, employer_id)
    form = _edit_form(attendance)
    if form.validate_on_submit():
        values = form.values() if isinstance(form, EmployerForm) else form.card()
        with attempt(form) as tried:
            actions.edit_employer(
                session, fair_id, employer_id, now=edge.now(), actor=access.actor(), **values
            )
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(_address(fair_id, employer_id))
    return render_template(
        "employers/edit.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        attendance=attendance,
        form=form,
        published=standing(session, fair_id=fair_id, employer_id=employer_id).published,
    )


@blueprint.route("/<int:employer_id>/delete", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def delete(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """Remove an employer from the fair, after a page that names what will be lost."""
    session = edge.session()
    attendance = employer_to_change(fair_id, employer_id)
    name, form = attendance.employer.name, ConfirmForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.remove_employer(session, fair_id, employer_id, now=edge.now(), actor=access.actor())
        if tried.ok:
            flash(gettext("%(name)s is no longer at this fair.", name=name))
            return redirect(url_for("fair_employers.index", fair_id=fair_id))
    return render_template(
        "employers/delete.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        attendance=attendance,
        form=form,
        stands=standing(session, fair_id=fair_id, employer_id=employer_id),
        fairs=queries.attends_fairs(session, employer_id),
        people=employer_queries.representatives_of(session, employer_id),
    )


@blueprint.route("/<int:employer_id>/invite", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def invite(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """Invite somebody to look after an employer's openings."""
    session = edge.session()
    employer = employer_to_change(fair_id, employer_id).employer
    form = InviteForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            user = representatives.invite_representative(
                session,
                employer,
                email=form.email.data,
                name=form.name.data,
                write=lambda user, token: _letter(user, token, employer.name),
                now=edge.now(),
                actor=access.actor(),
                fair_id=fair_id,
                locale=language(),
            )
        if tried.ok:
            flash(gettext("A message to %(email)s is on its way.", email=user.email))
            return redirect(_address(fair_id, employer_id))
    return render_template(
        "employers/invite.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        employer=employer,
        form=form,
    )


@blueprint.route("/<int:employer_id>/people/<int:user_id>/remove", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def remove_person(fair_id: int, employer_id: int, user_id: int) -> ResponseReturnValue:
    """Let somebody no longer look after an employer, after a page that asks once more."""
    session = edge.session()
    employer = employer_to_change(fair_id, employer_id).employer
    person = next(
        (u for u in employer_queries.representatives_of(session, employer_id) if u.id == user_id), None
    )
    if person is None:
        raise NotFound(N_("This person does not look after this employer."))
    form = ConfirmForm()
    if form.validate_on_submit():
        representatives.remove_representative(
            session, employer, user_id, now=edge.now(), actor=access.actor(), fair_id=fair_id
        )
        flash(gettext("%(email)s no longer looks after %(name)s.", email=person.email, name=employer.name))
        return redirect(_address(fair_id, employer_id))
    return render_template(
        "employers/remove_person.html",
        fair=fair_queries.fair_by_id(session, fair_id),
        employer=employer,
        person=person,
    )


def _edit_form(attendance: EmployerAttendance) -> CardForm:
    contact = employer_queries.contact_of(edge.session(), attendance.employer)
    if Audience.ORGANIZER in access.roles():
        fair = fair_queries.fair_by_id(edge.session(), attendance.fair_id)
        return EmployerForm(fair, data=employer_data(attendance, contact))
    return CardForm(data=card_data(attendance.employer, contact))


def _letter(user: User, token: str | None, employer_name: str) -> tuple[str, str]:
    with force_locale(user.locale):
        subject, body = (
            gettext(part) for part in (representatives.INVITATION if token else representatives.NOTICE)
        )
    link = url_for("accounts.set_password", token=token) if token else url_for("accounts.sign_in")
    return subject, body % {"employer": employer_name, "link": site_address(link)}


def _address(fair_id: int, employer_id: int) -> str:
    return url_for("fair_employers.show", fair_id=fair_id, employer_id=employer_id)
