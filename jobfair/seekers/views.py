"""Pages of a seeker's own: come back with a code, the profile, what employers see, one's data."""

import json
from datetime import time
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_user

from jobfair.accounts.actions import open_sign_in
from jobfair.accounts.views import client, safe_next
from jobfair.errors import N_, Invalid, JobFairError
from jobfair.seekers import actions, queries
from jobfair.seekers.forms import ComeBackForm, ProfileForm, SecondFactorForm
from jobfair.seekers.models import Seeker
from jobfair.web import access, clients, edge, unsent
from jobfair.web.access import Audience, Person, audience
from jobfair.web.choices import DAYS, labels_of
from jobfair.web.forms import attempt
from jobfair.web.i18n import clock_time, use_language

blueprint = Blueprint("seekers", __name__)


@blueprint.route("/come-back", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def come_back() -> ResponseReturnValue:
    """Open one's page with a code and a PIN or birthday; a wrong one never says which part was wrong."""
    form = ComeBackForm(data={"code": request.args.get("code", "")})
    if form.validate_on_submit():
        session, now = edge.session(), edge.now()
        try:
            who = client(queries.sign_in_account(form.code.data))
            token = actions.sign_in_seeker(session, form.code.data, *form.factor(), now, who)
        except JobFairError as error:
            form.attach(error)
        else:
            if token:
                seeker = queries.seeker_of_code_typed(session, form.code.data)
                assert seeker is not None  # noqa: S101 - a token is only given to a seeker
                keep_signed_in(seeker, token)
                return redirect(safe_next() or url_for("seekers.home"))
            form.attach(Invalid(N_("This did not work. Look at your code again, or ask the help desk.")))
    return render_template("seekers/come_back.html", form=form)


@blueprint.route("/me/profile", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def profile() -> ResponseReturnValue:
    """Change all answers on one page."""
    session, seeker = edge.session(), myself()
    form = ProfileForm(data=queries.profile_of(session, seeker))
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.edit_seeker(session, seeker, now=edge.now(), actor=access.actor(), **form.answers())
        if tried.ok:
            flash(gettext("Your answers are saved."))
            return redirect(url_for("seekers.home"))
    return render_template("seekers/profile.html", form=form)


@blueprint.route("/me/second-factor", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def second_factor() -> ResponseReturnValue:
    """Choose another PIN or birthday."""
    session, seeker, form = edge.session(), myself(), SecondFactorForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.set_second_factor(session, seeker, *form.factor(), now=edge.now(), actor=access.actor())
        if tried.ok:
            keep_signed_in(seeker, open_sign_in(session, "seeker", seeker.id, edge.now()))
            flash(gettext("Saved. Use it with your code %(code)s.", code=seeker.code))
            return redirect(url_for("seekers.home"))
    return render_template("seekers/second_factor.html", form=form)


@blueprint.get("/me/seen-by-employers")
@audience(Audience.SEEKER)
def seen_by_employers() -> ResponseReturnValue:
    """The very card that employers see."""
    return render_template("seekers/seen_by_employers.html", seeker=myself())


@blueprint.get("/me/data.json")
@audience(Audience.SEEKER)
def download() -> ResponseReturnValue:
    """Everything that is kept about the person, as a file."""
    found = queries.all_data_of(edge.session(), myself())
    answer = Response(
        json.dumps(found, default=str, indent=2, ensure_ascii=False), mimetype="application/json"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.app_template_global("busy_times")
def busy_times(busy: list[dict[str, Any]]) -> list[str]:
    """Each time somebody has to be elsewhere in words, such as "Monday: 9:00 AM–11:00 AM"."""
    return [_busy_time(one) for one in busy]


def _busy_time(one: dict[str, Any]) -> str:
    days = ", ".join(labels_of(one["days"], DAYS)) or gettext("Every day")
    starts, ends = (clock_time(time.fromisoformat(one[name])) for name in ("starts", "ends"))
    if starts == ends:
        return str(gettext("%(days)s: all day", days=days))
    return str(gettext("%(days)s: %(starts)s–%(ends)s", days=days, starts=starts, ends=ends))


def myself() -> Seeker:
    """The seeker who is signed in."""
    return queries.seeker_by_id(edge.session(), access.me().id)


def keep_signed_in(seeker: Seeker, token: str) -> None:
    """Put a seeker's fresh token into the cookie, know this device again, and speak their language."""
    use_language(seeker.locale)
    clients.remember_device(queries.sign_in_account(seeker.code))
    unsent.belongs_to(seeker.id)
    login_user(Person("seeker", seeker.id, token))
