"""A seeker's own start and end: the fairs they take part in, and the deletion of everything.

These pages belong to the blueprint of seekers, and stand here because they tell of fairs.
"""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import logout_user

from jobfair.fairs.queries.people import attendances_of_seeker
from jobfair.fairs.queries.standing import has_published_schedule
from jobfair.fairs.queries.traces import published_interviews_of
from jobfair.seekers import actions
from jobfair.seekers.views import blueprint, myself
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience

__all__ = ["blueprint"]


@blueprint.get("/me/")
@audience(Audience.SEEKER)
def home() -> ResponseReturnValue:
    """One's fairs, and the ways to openings, schedule and profile."""
    session = edge.session()
    fairs = attendances_of_seeker(session, access.me().id)
    published = {fair.id for fair, _ in fairs if has_published_schedule(session, fair.id)}
    return render_template("seekers/home.html", seeker=myself(), fairs=fairs, published=published)


@blueprint.route("/me/delete", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def delete() -> ResponseReturnValue:
    """Name what will be lost; once it is confirmed, delete the person."""
    session, seeker = edge.session(), myself()
    if request.method == "POST":
        actions.delete_seeker(session, seeker, now=edge.now(), actor=access.actor())
        logout_user()
        flash(gettext("Everything about you is deleted."))
        return redirect(url_for("home.index"))
    return render_template(
        "seekers/delete.html",
        seeker=seeker,
        fairs=attendances_of_seeker(session, seeker.id),
        interviews=published_interviews_of(session, seeker.id),
    )
