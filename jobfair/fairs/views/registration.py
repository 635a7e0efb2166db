"""Signing up for a fair by oneself: consent, one question a page, a code at the end.

The person exists from the first answer on, and every further answer is saved at once; nothing is lost when
the phone is put away.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from jobfair.accounts.actions import open_sign_in
from jobfair.accounts.queries import is_signed_in
from jobfair.errors import N_, Conflict
from jobfair.fairs.actions import people as actions
from jobfair.fairs.forms.people import ConsentForm, NameStep, SecondFactorStep, TextCodeForm
from jobfair.fairs.forms.registration import QUESTIONS
from jobfair.fairs.models import Fair
from jobfair.fairs.queries import attends, fair_by_id, today_at, upcoming_fairs
from jobfair.fairs.queries.people import answers_at, attendance_at
from jobfair.fairs.queries.standing import has_published_schedule
from jobfair.fairs.views.people import come_back_address
from jobfair.seekers import actions as seeker_actions
from jobfair.seekers import queries as seeker_queries
from jobfair.seekers.actions import CONSENT_VERSION
from jobfair.seekers.contact import phone_of
from jobfair.seekers.models import Seeker
from jobfair.seekers.views import keep_signed_in, myself
from jobfair.seekers.work_cards import WORK
from jobfair.web import access, edge, unsent
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import language
from jobfair.web.qr import qr_svg

blueprint = Blueprint("registration", __name__, url_prefix="/fairs/<int:fair_id>/register")

CONSENT = "consent"
#: all questions in order; what we understood of somebody's words is shown by the room `suggestions`
STEPS = ("name", "second_factor", *QUESTIONS)
STEPS = (*STEPS[: STEPS.index("words") + 1], "understood", *STEPS[STEPS.index("words") + 1 :])
#: questions that are more than the fields of their form
PAGES_OF_THEIR_OWN = {"skills", "elsewhere"}
#: what one sign-up is known by until it has its person: "Next" pressed twice makes one person, not two
SIGN_UP = "sign-up"
#: for so long the second press counts as the first
SAME_PRESS = timedelta(minutes=10)


@blueprint.route("", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def start(fair_id: int) -> ResponseReturnValue:
    """What signing up takes; for somebody who has a code already, one press."""
    fair = fair_by_id(edge.session(), fair_id)
    seeker = _seeker_here()
    if request.method == "POST" and seeker and not _is_over(fair):
        if not seeker.has_agreed:
            return redirect(url_for("seekers.agreement", next=request.path))
        actions.take_part(edge.session(), fair_id, seeker.id, now=edge.now(), actor=access.actor())
        return redirect(url_for("registration.question", fair_id=fair_id, step="fair"))
    if _is_over(fair):
        others = upcoming_fairs(edge.session(), today_at(fair, edge.now()))
        return render_template("registration/over.html", fair=fair, others=others)
    takes_part = seeker is not None and attends(edge.session(), fair_id, seeker.id)
    return render_template("registration/start.html", fair=fair, seeker=seeker, takes_part=takes_part)


@blueprint.route("/consent", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def consent(fair_id: int) -> ResponseReturnValue:
    """Who sees what, in plain words; nothing is asked before this is agreed to."""
    fair, form = fair_by_id(edge.session(), fair_id), ConsentForm()
    if _is_over(fair) or current_user.is_authenticated:
        return redirect(url_for("registration.start", fair_id=fair_id))
    if form.validate_on_submit():
        cookie[CONSENT], cookie[SIGN_UP] = CONSENT_VERSION, uuid4().hex
        return redirect(url_for("registration.name", fair_id=fair_id))
    return render_template("registration/consent.html", fair=fair, form=form, version=CONSENT_VERSION)


@blueprint.route("/name", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def name(fair_id: int) -> ResponseReturnValue:
    """The first question; its answer makes the person and the code."""
    session = edge.session()
    fair, seeker = fair_by_id(session, fair_id), _seeker_here()
    if not _may_begin(fair) if seeker is None else not attends(session, fair_id, seeker.id):
        return redirect(url_for("registration.start", fair_id=fair_id))
    form = NameStep(data={"called_name": seeker.called_name if seeker else None})
    if form.validate_on_submit():
        with attempt(form) as tried:
            if seeker is not None:
                actions.edit_person(
                    session, fair_id, seeker.id, now=edge.now(), actor=access.actor(), **form.answers()
                )
            else:
                _begin(fair_id, form.answers())
        if tried.ok:
            return redirect(step_after(fair_id, "name"))
    back = url_for("registration.consent", fair_id=fair_id)
    return render_template(
        "registration/name.html",
        fair=fair,
        form=form,
        seeker=seeker,
        number=1,
        count=len(STEPS),
        back=_came_from(fair_id) or back,
    )


@blueprint.route(f"/<any({','.join(QUESTIONS)}):step>", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def question(fair_id: int, step: str) -> ResponseReturnValue:
    """One question; "Next" saves the answer, "skip" leaves it as it was."""
    session, asked = edge.session(), QUESTIONS[step]
    attendance = attendance_at(session, fair_id, access.me().id)
    before = unsent.take(attendance.seeker_id) if request.method == "GET" else None
    answers = answers_at(session, attendance)
    form = asked.form(before, data=answers) if before else asked.form(data=answers)
    if form.is_submitted() and form.skip.data:
        return redirect(step_after(fair_id, step))
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.edit_person(
                session, fair_id, attendance.seeker_id, now=edge.now(), actor=access.actor(), **form.answers()
            )
        if tried.ok:
            return redirect(step_after(fair_id, step))
    return question_page(f"registration/{_template(step)}.html", fair_id, step, form=form, asked=asked)


@blueprint.route("/second-factor", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def second_factor(fair_id: int) -> ResponseReturnValue:
    """The birthday or a PIN to come back with: asked early, so that nobody loses what they have answered."""
    session, seeker, form = edge.session(), myself(), SecondFactorStep()
    if form.is_submitted() and form.skip.data:
        return redirect(step_after(fair_id, "second_factor"))
    if form.validate_on_submit():
        with attempt(form) as tried:
            seeker_actions.set_second_factor(
                session, seeker, *form.factor(), now=edge.now(), actor=access.actor()
            )
        if tried.ok:
            keep_signed_in(seeker, open_sign_in(session, "seeker", seeker.id, edge.now()))
            return redirect(step_after(fair_id, "second_factor"))
    return question_page("registration/second_factor.html", fair_id, "second_factor", form=form)


@blueprint.get("/check")
@audience(Audience.SEEKER)
def check(fair_id: int) -> ResponseReturnValue:
    """All answers, each with a way to change it."""
    session = edge.session()
    attendance = attendance_at(session, fair_id, access.me().id)
    return render_template(
        "registration/check.html",
        fair=fair_by_id(session, fair_id),
        attendance=attendance,
        profile=seeker_queries.profile_of(session, attendance.seeker),
        steps=[step for step in STEPS if step != "second_factor"],
        address_of_step=address_of_step,
    )


@blueprint.route("/done", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def done(fair_id: int) -> ResponseReturnValue:
    """The code, large and as a picture, how to come back, and the code as a text where texts are sent."""
    session, seeker = edge.session(), myself()
    fair = fair_by_id(session, fair_id)
    form = TextCodeForm(data={"number": phone_of(seeker_queries.contact_of(session, seeker) or "")})
    can_text = "text" in current_app.config["CARRIERS"].names()
    if can_text and form.validate_on_submit():
        text = gettext("%(fair)s: your code is %(code)s. Your page: %(address)s")
        places = {"fair": fair.name, "code": seeker.code, "address": come_back_address()}
        with attempt(form) as tried:
            seeker_actions.text_code(
                session, seeker, form.number.data or "", text % places, now=edge.now(), fair_id=fair_id
            )
        if tried.ok:
            flash(gettext("A text with your code is on its way."))
            return redirect(url_for("registration.done", fair_id=fair_id))
    return render_template(
        "registration/done.html",
        fair=fair,
        is_planned=has_published_schedule(session, fair_id),
        form=form if can_text else None,
        seeker=seeker,
        address=come_back_address(),
        code_picture=qr_svg(come_back_address(seeker.code)),
    )


def _begin(fair_id: int, answers: dict[str, Any]) -> None:
    """Make the person, note what they agreed to, and sign this browser in."""
    session, now, uid = edge.session(), edge.now(), UUID(cookie[SIGN_UP])
    seeker = _begun(fair_id, uid)
    if seeker is None:
        attendance = actions.add_seeker(
            session, fair_id, locale=language(), now=now, actor=("seeker", None), uid=uid, **answers
        )
        seeker = attendance.seeker
        by = ("seeker", seeker.id)
        seeker_actions.agree(session, seeker, CONSENT_VERSION, now=now, actor=by)
    cookie.pop(CONSENT)
    cookie.pop(SIGN_UP)
    keep_signed_in(seeker, open_sign_in(session, "seeker", seeker.id, now))


def _begun(fair_id: int, uid: UUID) -> Seeker | None:
    """Whom the first press of the same button made; None when this is the first.

    Raises
    ------
    Conflict
        They went on or signed out since: only the code and the second factor lead back to their page.
    """
    session, now = edge.session(), edge.now()
    seeker = seeker_queries.seeker_by_uid(session, uid)
    if seeker is None:
        return None
    is_new = seeker.created_at > now - SAME_PRESS and seeker.second_factor_hash is None
    is_here = is_signed_in(session, "seeker", seeker.id, now) and attends(session, fair_id, seeker.id)
    if not is_new or not is_here:
        raise Conflict(N_("You signed up already. Come back with your code."))
    return seeker


def _may_begin(fair: Fair) -> bool:
    """Whether somebody without a code has agreed, and is not somebody of the team."""
    agreed = cookie.get(CONSENT) == CONSENT_VERSION
    return agreed and SIGN_UP in cookie and not _is_over(fair) and not current_user.is_authenticated


def question_page(template: str, fair_id: int, step: str, **values: Any) -> str:
    """The page of a question, with its number and the way back."""
    before = _asked(STEPS[: STEPS.index(step)])
    return render_template(
        template,
        fair=fair_by_id(edge.session(), fair_id),
        number=STEPS.index(step) + 1,
        count=len(STEPS),
        back=_came_from(fair_id) or address_of_step(fair_id, before[-1]),
        code=myself().code,
        **values,
    )


def step_after(fair_id: int, step: str) -> str:
    """Where an answered question leads to: the next one, or back to the answers it was changed from.

    Words that were changed are shown as they are understood first.
    """
    came_from = _came_from(fair_id)
    if step == "words" and came_from:
        return address_of_step(fair_id, "understood", **{"from": request.args["from"]})
    if came_from:
        return came_from
    rest = _asked(STEPS[STEPS.index(step) + 1 :])
    return address_of_step(fair_id, rest[0] if rest else "check")


def address_of_step(fair_id: int, step: str, **values: Any) -> str:
    """The address of a question, or of the check page."""
    if step in QUESTIONS:
        return url_for("registration.question", fair_id=fair_id, step=step, **values)
    room = "understanding" if step == "understood" else "registration"
    return url_for(f"{room}.{step}", fair_id=fair_id, **values)


def _asked(steps: Sequence[str]) -> list[str]:
    """Those of the steps that say anything to this person."""
    seeker = myself()
    idle = {
        "second_factor": seeker.second_factor_hash is not None,
        "skills": not set(seeker.work) & set(WORK),
        "understood": not seeker.skills and set(seeker.work) <= set(WORK),
    }
    return [step for step in steps if not idle.get(step)]


def _template(step: str) -> str:
    return step if step in PAGES_OF_THEIR_OWN else "question"


def _came_from(fair_id: int) -> str | None:
    """The page a single question was opened from, to go back to; None on the way through all of them."""
    pages = {"check": "registration.check", "openings": "suggestions.for_me"}
    endpoint = pages.get(request.args.get("from", ""))
    return url_for(endpoint, fair_id=fair_id) if endpoint else None


def _seeker_here() -> Seeker | None:
    """The seeker who is signed in; None for everybody else."""
    return myself() if current_user.is_authenticated and access.me().kind == "seeker" else None


def _is_over(fair: Fair) -> bool:
    return fair.date < today_at(fair, edge.now())
