"""Messages about people's times: what waits and failed, whom the team tells itself, and who said STOP."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from jobfair.carriers import Carriers
from jobfair.errors import N_
from jobfair.fairs.models import Fair
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.people import attendances_of_seeker
from jobfair.interviews.actions import telling, wishes
from jobfair.interviews.forms import StopForm, WishForm, WishOfOneForm
from jobfair.interviews.letters import Sample, example_letter, sample_letters
from jobfair.interviews.models import Schedule
from jobfair.interviews.queries import messages as queries
from jobfair.interviews.queries.schedules import schedules_of
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import channel_of
from jobfair.web import access, clients, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import LANGUAGES, language

blueprint = Blueprint("messages", __name__)

#: true whether somebody of another fair was stopped or nobody has it, and the same for both
NOBODY = N_(
    "Nobody at this fair has this. Messages go there only if somebody signs up with it later, or says START."
)


@blueprint.route("/fairs/<int:fair_id>/messages/", methods=["GET", "POST"])
@audience(Audience.HELPER, Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """How many were sent, whom the team has to tell, and a STOP or START that somebody wrote or said."""
    session, form = edge.session(), WishForm()
    if form.validate_on_submit():
        wants = bool(form.start.data)
        with attempt(form) as tried:
            people = wishes.set_wish(
                session,
                form.typed.data or "",
                fair_id=fair_id,
                wants=wants,
                now=edge.now(),
                actor=access.actor(),
            )
        if tried.ok:
            done = ngettext("Noted for %(num)s person.", "Noted for %(num)s people.", len(people))
            flash(done if people else gettext(NOBODY))
            return redirect(url_for(".index", fair_id=fair_id))
    carriers: Carriers = current_app.config["CARRIERS"]
    fair = fair_by_id(session, fair_id)
    newest = schedules_of(session, fair_id)
    unsent = queries.unsent_messages(session, fair_id, edge.now())
    return render_template(
        "interviews/messages.html",
        fair=fair,
        form=form,
        connected=carriers.names(),
        counts=queries.counts_by_state(session, fair_id, edge.now()),
        to_tell=queries.to_tell(unsent, carriers.names()),
        again=sum(one.message.state == "failed" and not one.message.is_doubtful for one in unsent),
        samples=samples_of(session, fair, newest[0]) if newest else [],
    )


def samples_of(session: Session, fair: Fair, schedule: Schedule) -> list[Sample]:
    """What the person with the most interviews would get as a text; empty where nobody has any."""
    interviews = queries.most_interviews(session, schedule.id)
    if not interviews:
        return []
    return sample_letters(fair, interviews[0].seeker.code, interviews, LANGUAGES, _ended)


def _ended(text: str) -> str:
    return str(current_app.config["CARRIERS"].with_stop("text", text))


@blueprint.post("/fairs/<int:fair_id>/messages/again")
@audience(Audience.HELPER, Audience.ORGANIZER)
def all_again(fair_id: int) -> ResponseReturnValue:
    """Try every message once more that failed and did not arrive."""
    number = telling.try_all_again(edge.session(), fair_id, now=edge.now(), actor=access.actor())
    flash(ngettext("%(num)s message is tried again.", "%(num)s messages are tried again.", number))
    return redirect(url_for(".index", fair_id=fair_id))


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
        wishes.wish(session, me, wants=wants, now=edge.now(), actor=access.actor())
        flash(gettext("Saved."))
        return redirect(url_for("seekers.home"))
    carrier, _ = channel_of(session, me)
    example = None
    for fair, _ in attendances_of_seeker(session, me.id)[:1]:
        example = _ended(example_letter(fair, language(), me.code))
    return render_template("interviews/my_messages.html", form=form, carrier=carrier, me=me, example=example)


@blueprint.route("/stop", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def stop() -> ResponseReturnValue:
    """No more messages to a phone number or an e-mail; the answer is the same whether it is known or not."""
    form = StopForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            wishes.stop_contact(
                edge.session(), form.typed.data or "", now=edge.now(), network=clients.network()
            )
        if tried.ok:
            flash(gettext("Noted. Nothing more is sent there."))
            return redirect(url_for(".stop"))
    return render_template("interviews/stop.html", form=form)
