"""Pages about the people at a fair, for its team."""

from pathlib import Path

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from markupsafe import Markup

from jobfair.accounts.views import site_address
from jobfair.fairs.actions import people as actions
from jobfair.fairs.forms.people import CONSENT_WAYS, EntryForm, HowAgreedForm, PersonForm
from jobfair.fairs.models import SeekerAttendance
from jobfair.fairs.queries import fair_by_id, today_at
from jobfair.fairs.queries import people as queries
from jobfair.fairs.queries.traces import published_interviews_of
from jobfair.seekers import actions as seeker_actions
from jobfair.seekers import queries as seeker_queries
from jobfair.seekers.actions import CONSENT_VERSION
from jobfair.seekers.forms import SecondFactorForm
from jobfair.seekers.models import Seeker
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import language
from jobfair.web.pages import page_number, page_of
from jobfair.web.qr import qr_svg

blueprint = Blueprint("people", __name__, url_prefix="/fairs/<int:fair_id>/people")

TEAM = (Audience.HELPER, Audience.ORGANIZER)
#: people entered last that stand beside the entry page
RECENT = 5


@blueprint.get("/")
@audience(*TEAM)
def index(fair_id: int) -> ResponseReturnValue:
    """The people at a fair: searched and narrowed, fifty a page; a code in any style leads to its person."""
    session = edge.session()
    wanted = queries.Wanted(request.args.get("q", "").replace("\0", ""), request.args.get("only", ""))
    named = queries.attendance_of_code(session, fair_id, wanted.words)
    if named is not None:
        return redirect(_address("show", named))
    page = page_of(session, queries.people_of_fair(fair_id, wanted), page_number())
    return render_template(
        "people/index.html", fair=fair_by_id(session, fair_id), page=page, wanted=wanted, needs=queries.NEEDS
    )


@blueprint.route("/new", methods=["GET", "POST"])
@audience(*TEAM)
def new(fair_id: int) -> ResponseReturnValue:
    """Enter one person after another; asks first when somebody with the same contact is there already."""
    session, form = edge.session(), EntryForm(data={"locale": language()})
    doubles = []
    if form.validate_on_submit():
        doubles = queries.possible_doubles(
            session, fair_id, called_name=form.called_name.data, contact=form.contact.data
        )
        if not doubles or form.is_another_person.data:
            with attempt(form) as tried:
                added = _enter(fair_id, form)
            if tried.ok:
                name, code = added.seeker.called_name, added.seeker.code
                flash(gettext("%(name)s has the code %(code)s.", name=name, code=code))
                goes_on = not form.save_and_open.data
                return redirect(url_for(".new", fair_id=fair_id) if goes_on else _address("show", added))
        else:
            form.form_errors.append(gettext("Somebody with this contact is at the fair already."))
    return render_template(
        "people/edit.html",
        fair=fair_by_id(session, fair_id),
        attendance=None,
        form=form,
        doubles=doubles,
        entered=queries.entered_by(session, fair_id, access.me().id, RECENT),
        version=CONSENT_VERSION,
    )


@blueprint.get("/<int:seeker_id>/")
@audience(*TEAM)
def show(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """All that is known of a person, contact and notes too."""
    session, attendance = edge.session(), _attendance(fair_id, seeker_id)
    profile = seeker_queries.profile_of(session, attendance.seeker)
    doubles = queries.possible_doubles(
        session,
        fair_id,
        called_name=attendance.seeker.called_name,
        contact=profile["contact"],
        except_id=seeker_id,
    )
    fair = fair_by_id(session, fair_id)
    return render_template(
        "people/show.html",
        fair=fair,
        is_the_day=fair.date == today_at(fair, edge.now()),
        attendance=attendance,
        profile=profile,
        doubles=doubles,
        is_locked=seeker_queries.is_locked(session, attendance.seeker.code),
    )


@blueprint.route("/<int:seeker_id>/edit", methods=["GET", "POST"])
@audience(*TEAM)
def edit(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Change anything about a person."""
    session, attendance = edge.session(), _attendance(fair_id, seeker_id)
    form = PersonForm(data=queries.answers_at(session, attendance))
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.edit_person(
                session, fair_id, seeker_id, now=edge.now(), actor=access.actor(), **form.person()
            )
        if tried.ok:
            flash(gettext("The changes are saved."))
            return redirect(url_for("people.show", fair_id=fair_id, seeker_id=seeker_id))
    fair = fair_by_id(session, fair_id)
    return render_template(
        "people/edit.html", fair=fair, attendance=attendance, form=form, doubles=[], entered=[]
    )


@blueprint.route("/<int:seeker_id>/delete", methods=["GET", "POST"])
@audience(*TEAM)
def delete(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Name what will be lost; once it is confirmed, take the person off the fair."""
    session, attendance = edge.session(), _attendance(fair_id, seeker_id)
    name = attendance.seeker.called_name
    if request.method == "POST":
        gone = actions.remove_from_fair(session, fair_id, seeker_id, now=edge.now(), actor=access.actor())
        flash(
            gettext("Everything about %(name)s is deleted.", name=name)
            if gone
            else gettext("%(name)s is no longer at this fair.", name=name)
        )
        return redirect(url_for("people.index", fair_id=fair_id))
    return render_template(
        "people/delete.html",
        fair=fair_by_id(session, fair_id),
        seeker=attendance.seeker,
        interviews=published_interviews_of(session, seeker_id, fair_id),
        elsewhere=queries.attends_elsewhere(session, fair_id, seeker_id),
    )


@blueprint.route("/<int:seeker_id>/second-factor", methods=["GET", "POST"])
@audience(*TEAM)
def set_second_factor(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Set or replace a person's PIN or birthday, with the person at the desk."""
    session, attendance, form = edge.session(), _attendance(fair_id, seeker_id), SecondFactorForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            seeker_actions.set_second_factor(
                session, attendance.seeker, *form.factor(), now=edge.now(), actor=access.actor()
            )
        if tried.ok:
            flash(
                gettext(
                    "Saved. %(name)s can now come back with the code.", name=attendance.seeker.called_name
                )
            )
            return redirect(url_for("people.show", fair_id=fair_id, seeker_id=seeker_id))
    fair = fair_by_id(session, fair_id)
    return render_template("people/second_factor.html", fair=fair, seeker=attendance.seeker, form=form)


@blueprint.route("/<int:seeker_id>/consent", methods=["GET", "POST"])
@audience(*TEAM)
def agree(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Read out who sees what, in the person's language, and note how they agreed; and what they agreed to."""
    session, attendance, form = edge.session(), _attendance(fair_id, seeker_id), HowAgreedForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            _note_consent(attendance.seeker, form.consent.data)
        if tried.ok:
            flash(gettext("It is noted that %(name)s agreed.", name=attendance.seeker.called_name))
            return redirect(_address("show", attendance))
    asked = request.args.get("version", "")
    version = asked if asked in consent_versions() else CONSENT_VERSION
    with force_locale(attendance.seeker.locale):
        words = render_template(f"consent/{version}.html")
    return render_template(
        "people/consent.html",
        fair=fair_by_id(session, fair_id),
        seeker=attendance.seeker,
        form=form,
        words=Markup(words),  # noqa: S704 - a template of ours
        version=version,
        newest=CONSENT_VERSION,
        consents=seeker_queries.consents_of(session, seeker_id),
        ways=CONSENT_WAYS,
    )


@blueprint.post("/<int:seeker_id>/lift-lock")
@audience(*TEAM)
def lift_lock(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Forget the wrong tries with a person's code."""
    attendance = _attendance(fair_id, seeker_id)
    seeker_actions.lift_lock(edge.session(), attendance.seeker, now=edge.now(), actor=access.actor())
    flash(gettext("%(name)s can try again now.", name=attendance.seeker.called_name))
    return redirect(url_for("people.show", fair_id=fair_id, seeker_id=seeker_id))


@blueprint.post("/<int:seeker_id>/check-in")
@audience(*TEAM)
def check_in(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Note that a person came to the fair."""
    here = actions.check_in(edge.session(), fair_id, seeker_id, now=edge.now(), actor=access.actor())
    flash(gettext("%(name)s is checked in.", name=here.seeker.called_name))
    return redirect(_address("show", here))


@blueprint.post("/<int:seeker_id>/take-back-check-in")
@audience(*TEAM)
def take_back_check_in(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """Note that a person has not come after all."""
    attendance = _attendance(fair_id, seeker_id)
    actions.take_back_check_in(edge.session(), fair_id, seeker_id, now=edge.now(), actor=access.actor())
    flash(gettext("%(name)s is not checked in any more.", name=attendance.seeker.called_name))
    return redirect(_address("show", attendance))


@blueprint.get("/<int:seeker_id>/slip")
@audience(*TEAM)
def slip(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """A slip to print, in the person's language: the code and how to come back."""
    seeker = _attendance(fair_id, seeker_id).seeker
    with force_locale(seeker.locale):
        return render_template(
            "people/slip.html",
            fair=fair_by_id(edge.session(), fair_id),
            seeker=seeker,
            address=come_back_address(),
            code_picture=qr_svg(come_back_address(seeker.code)),
        )


def consent_versions() -> list[str]:
    """Versions of the consent text that can be shown, newest first."""
    names = current_app.jinja_env.list_templates(filter_func=lambda name: name.startswith("consent/"))
    return sorted((Path(name).stem for name in names), reverse=True)


def come_back_address(code: str | None = None) -> str:
    """Full address of the page to come back by, with the code filled in when given."""
    return site_address(url_for("seekers.come_back", code=code))


def _enter(fair_id: int, form: EntryForm) -> SeekerAttendance:
    """Store a new person with consent and PIN, where they were given."""
    session, now, actor = edge.session(), edge.now(), access.actor()
    added = actions.add_seeker(session, fair_id, now=now, actor=actor, **form.person())
    if form.consent.data != "later":
        _note_consent(added.seeker, form.consent.data)
    if form.pin.data:
        seeker_actions.set_second_factor(session, added.seeker, "pin", form.pin.data, now=now, actor=actor)
    return added


def _note_consent(seeker: Seeker, how: str) -> None:
    seeker_actions.agree(
        edge.session(), seeker, CONSENT_VERSION, now=edge.now(), actor=access.actor(), how=how
    )


def _attendance(fair_id: int, seeker_id: int) -> SeekerAttendance:
    return queries.attendance_at(edge.session(), fair_id, seeker_id)


def _address(endpoint: str, attendance: SeekerAttendance) -> str:
    return url_for(f"people.{endpoint}", fair_id=attendance.fair_id, seeker_id=attendance.seeker_id)
