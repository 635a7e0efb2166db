"""A seeker's own start and end: the fairs, what they agreed to, what is kept, leaving and deletion.

These pages belong to the blueprint of seekers, and stand here because they tell of fairs.
"""

from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import logout_user

from jobfair.accounts.views import safe_next
from jobfair.fairs.actions.people import withdraw
from jobfair.fairs.models import SeekerAttendance
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.people import attendance_at, attendances_of_seeker
from jobfair.fairs.queries.standing import has_published_schedule
from jobfair.fairs.queries.traces import published_interviews_of
from jobfair.fairs.views.people import consent_versions
from jobfair.seekers import actions, queries
from jobfair.seekers.actions import CONSENT_VERSION
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


@blueprint.get("/me/data")
@audience(Audience.SEEKER)
def data() -> ResponseReturnValue:
    """The ways to see what is kept, to take it along, to leave a fair, and to have it deleted."""
    return render_template("seekers/data.html", fairs=attendances_of_seeker(edge.session(), access.me().id))


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


@blueprint.route("/me/fairs/<int:fair_id>/leave", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def leave(fair_id: int) -> ResponseReturnValue:
    """Name what leaving a fair loses and what stays; once it is confirmed, take the person off."""
    session, me = edge.session(), access.me()
    attendance_at(session, fair_id, me.id)
    fair = fair_by_id(session, fair_id)
    if request.method == "POST":
        withdraw(session, fair_id, me.id, now=edge.now(), actor=access.actor())
        flash(gettext("You no longer take part in %(fair)s.", fair=fair.name))
        return redirect(url_for("registration.start", fair_id=fair_id))
    interviews = published_interviews_of(session, me.id, fair_id)
    return render_template("seekers/leave.html", fair=fair, interviews=interviews)


@blueprint.route("/me/agreement", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def agreement() -> ResponseReturnValue:
    """What one agreed to and when, in those very words; to agree to the words of now."""
    session, seeker = edge.session(), myself()
    if request.method == "POST":
        actions.agree(session, seeker, CONSENT_VERSION, now=edge.now(), actor=access.actor())
        flash(gettext("Saved. Thank you."))
        return redirect(safe_next() or url_for("seekers.agreement"))
    asked = request.args.get("version")
    version = asked if asked in consent_versions() else seeker.consent_version or CONSENT_VERSION
    shown = version if version in consent_versions() else CONSENT_VERSION
    return render_template(
        "seekers/agreement.html",
        seeker=seeker,
        consents=queries.consents_of(session, seeker.id),
        version=shown,
        newest=CONSENT_VERSION,
    )


@blueprint.route("/me/agreement/end", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def end_agreement() -> ResponseReturnValue:
    """No longer agree: the person leaves every fair, because nothing is matched without it."""
    session, seeker, me = edge.session(), myself(), access.me()
    fairs = attendances_of_seeker(session, seeker.id)
    if request.method == "POST":
        for fair_id in [fair.id for fair, _ in fairs]:
            withdraw(session, fair_id, me.id, now=edge.now(), actor=access.actor())
        actions.withdraw_agreement(session, myself(), now=edge.now(), actor=access.actor())
        flash(gettext("Saved. You take part in no fair now."))
        return redirect(url_for("seekers.data"))
    interviews = published_interviews_of(session, seeker.id)
    return render_template("seekers/end_agreement.html", fairs=fairs, interviews=interviews)


@blueprint.get("/me/data/all")
@audience(Audience.SEEKER)
def everything() -> ResponseReturnValue:
    """Everything that is kept, to be read and printed."""
    session, seeker = edge.session(), myself()
    fairs = attendances_of_seeker(session, seeker.id)
    return render_template(
        "seekers/everything.html",
        seeker=seeker,
        profile=queries.profile_of(session, seeker),
        fairs=fairs or [(None, SeekerAttendance(needs=[]))],
        zones={fair.id: fair.time_zone for fair, _ in fairs},
        found=queries.all_data_of(session, seeker),
        in_runs=_in_runs,
    )


def _in_runs(entries: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Entries with how often the same was done by the same on one day, one after the other."""
    runs = groupby(entries, key=lambda entry: (entry["at"].date(), entry["action"], entry["by"]))
    return [(same[0], len(same)) for same in (list(run) for _, run in runs)]
