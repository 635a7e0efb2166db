"""The first page: where everybody starts, and where sign-in leads to."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from jobfair.fairs import queries
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience

blueprint = Blueprint("home", __name__)

#: how far the day may lag behind UTC: a fair is coming until its own day is over
LATEST_MIDNIGHT = timedelta(hours=12)


@blueprint.get("/")
@audience(Audience.EVERYONE)
def index() -> ResponseReturnValue:
    """Signed out: the coming fairs and three doors. Signed in: one's own start."""
    session = edge.session()
    if not current_user.is_authenticated:
        fairs = queries.upcoming_fairs(session, (edge.now() - LATEST_MIDNIGHT).date())
        return render_template("home/index.html", fairs=fairs)
    me = access.me()
    if me.kind == "seeker":
        return redirect(url_for("seekers.home"))
    return render_template(
        "home/mine.html",
        worked_on=queries.fairs_of_team_member(session, me.id),
        attended=queries.fairs_of_representative(session, me.id),
    )
