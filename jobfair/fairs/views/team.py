"""Pages of a fair's team."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from jobfair.accounts.queries import user_by_email
from jobfair.accounts.views import site_address
from jobfair.fairs import queries
from jobfair.fairs.actions import team as actions
from jobfair.fairs.forms.fair import ConfirmForm
from jobfair.fairs.forms.team import InviteForm
from jobfair.fairs.queries import team as team_queries
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import language

blueprint = Blueprint("team", __name__, url_prefix="/fairs/<int:fair_id>/team")


@blueprint.get("/")
@audience(Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """Who works on the fair."""
    session = edge.session()
    return render_template(
        "fairs/team.html",
        fair=queries.fair_by_id(session, fair_id),
        members=team_queries.members_of(session, fair_id),
        my_id=access.me().id,
    )


@blueprint.route("/invite", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def invite(fair_id: int) -> ResponseReturnValue:
    """Invite an organizer or a helper by e-mail."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    form = InviteForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.invite(
                session,
                fair,
                email=form.email.data,
                name=form.name.data,
                role=form.role.data,
                letters=_letters(form.email.data),
                now=edge.now(),
                actor_id=access.me().id,
                locale=language(),
            )
        if tried.ok:
            flash(gettext("%(name)s is on the team. A message is on its way.", name=form.name.data))
            return redirect(url_for("team.index", fair_id=fair_id))
    return render_template("fairs/team_invite.html", fair=fair, form=form)


@blueprint.route("/<int:member_id>/remove", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def remove(fair_id: int, member_id: int) -> ResponseReturnValue:
    """Take somebody off the team."""
    session = edge.session()
    fair = queries.fair_by_id(session, fair_id)
    member = team_queries.member_by_id(session, fair_id, member_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        is_me = member.user.id == access.me().id
        with attempt(form) as tried:
            actions.remove(session, fair, member.membership, now=edge.now(), actor_id=access.me().id)
        if tried.ok:
            flash(gettext("%(name)s is no longer on the team.", name=member.user.name))
            return redirect(url_for("home.index") if is_me else url_for("team.index", fair_id=fair_id))
    return render_template("fairs/team_remove.html", fair=fair, member=member, form=form)


def _letters(email: str) -> actions.Letters:
    """The letters in the receiver's language; in that of this page for somebody new."""
    user = user_by_email(edge.session(), email)
    with force_locale(user.locale if user else language()):
        invitation, welcome = (
            (gettext(subject), gettext(body)) for subject, body in (actions.INVITATION, actions.WELCOME)
        )
    return actions.Letters(
        invitation=invitation,
        welcome=welcome,
        password_link=lambda token: site_address(url_for("accounts.set_password", token=token)),
        sign_in_link=site_address(url_for("accounts.sign_in")),
    )
