"""Messages about people's times: what waits and failed, whom the team tells itself, and who said STOP."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from jobfair.fairs.queries import fair_by_id
from jobfair.interviews.actions import telling
from jobfair.interviews.forms import WishForm, WishOfOneForm
from jobfair.interviews.queries import messages as queries
from jobfair.seekers.models import Seeker
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint("messages", __name__)


@blueprint.route("/fairs/<int:fair_id>/messages/", methods=["GET", "POST"])
@audience(Audience.HELPER, Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """How many were sent, whom the team has to tell, and a STOP or START that somebody wrote or said."""
    session, form = edge.session(), WishForm()
    if form.validate_on_submit():
        wants = bool(form.start.data)
        with attempt(form) as tried:
            people = telling.set_wish(
                session,
                form.typed.data or "",
                fair_id=fair_id,
                wants=wants,
                now=edge.now(),
                actor=access.actor(),
            )
        if tried.ok:
            flash(ngettext("Noted for %(num)s person.", "Noted for %(num)s people.", len(people)))
            return redirect(url_for(".index", fair_id=fair_id))
    connected = current_app.config["CARRIERS"]
    waiting = queries.messages_of(session, fair_id, "queued", "failed")
    return render_template(
        "interviews/messages.html",
        fair=fair_by_id(session, fair_id),
        form=form,
        connected=connected,
        counts=queries.counts_by_state(session, fair_id),
        to_tell=queries.to_tell(waiting, connected),
    )


@blueprint.post("/fairs/<int:fair_id>/messages/<int:message_id>/told")
@audience(Audience.HELPER, Audience.ORGANIZER)
def told(fair_id: int, message_id: int) -> ResponseReturnValue:
    """The team told the person."""
    session = edge.session()
    message = queries.message_by_id(session, fair_id, message_id)
    telling.mark_told(session, message, now=edge.now(), actor=access.actor())
    flash(gettext("Noted."))
    return redirect(url_for(".index", fair_id=fair_id))


@blueprint.post("/fairs/<int:fair_id>/messages/<int:message_id>/again")
@audience(Audience.HELPER, Audience.ORGANIZER)
def again(fair_id: int, message_id: int) -> ResponseReturnValue:
    """Try a failed message once more."""
    session = edge.session()
    message = queries.message_by_id(session, fair_id, message_id)
    telling.try_again(session, message, now=edge.now(), actor=access.actor())
    flash(gettext("It is tried again."))
    return redirect(url_for(".index", fair_id=fair_id))


@blueprint.route("/me/messages", methods=["GET", "POST"])
@audience(Audience.SEEKER)
def mine() -> ResponseReturnValue:
    """Yes or no to texts and e-mails about one's times."""
    session = edge.session()
    me = session.get_one(Seeker, access.me().id)
    form = WishOfOneForm(data={"wants": me.wants_messages})
    if form.validate_on_submit():
        wants = bool(form.wants.answer())
        telling.wish(session, me, wants=wants, now=edge.now(), actor=access.actor())
        flash(gettext("Saved."))
        return redirect(url_for("seekers.home"))
    return render_template(
        "interviews/my_messages.html", form=form, channel=queries.channel_of(session, me), me=me
    )
