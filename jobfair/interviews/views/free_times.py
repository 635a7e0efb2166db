"""Free times for who has no interview, or not as many as one may have: to be taken by one press.

The team uses the same page for somebody at the desk, under the address of that person.
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.hall import hall_of
from jobfair.fairs.queries.people import attendance_at
from jobfair.interviews import actions, queries
from jobfair.interviews.queries.free_seats import FreeSeat, free_times_of
from jobfair.interviews.views import whose
from jobfair.interviews.views.whose import Whose
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint("free_times", __name__, url_prefix="/fairs/<int:fair_id>")


@blueprint.route("/my-schedule/free", methods=["GET", "POST"])
@audience(Audience.SEEKER)
@edge.reads_first
def mine(fair_id: int) -> ResponseReturnValue:
    """Free times that fit a seeker; a press takes one."""
    return _page(whose.mine(fair_id))


@blueprint.route("/people/<int:seeker_id>/schedule/free", methods=["GET", "POST"])
@audience(Audience.HELPER, Audience.ORGANIZER)
@edge.reads_first
def of_person(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """The same for somebody at the desk."""
    return _page(whose.of_person(fair_id, seeker_id))


def _page(who: Whose) -> ResponseReturnValue:
    session, fair_id = edge.session(), who.fair_id
    fair, person = fair_by_id(session, fair_id), attendance_at(session, fair_id, who.seeker_id).seeker
    seats = free_times_of(session, fair_id, who.seeker_id, now=edge.now())
    if request.method == "POST":
        wanted = next((seat for seat in seats if seat.key == request.form.get("seat")), None)
        refused = _take(who, wanted) if wanted else gettext(actions.TAKEN)
        flash(refused or gettext("Done. You can take it back for some minutes."))
        return redirect(request.path if refused else who.schedule)
    return render_template(
        "interviews/free_times.html",
        fair=fair,
        person=person,
        is_own=who.is_own,
        seats=seats,
        hall=hall_of(session, fair_id),
        back=who.schedule,
    )


def _take(who: Whose, seat: FreeSeat) -> str:
    """Take it in a writing session; the sentence why not, where somebody was faster."""
    session, now, actor = edge.writing_session(), edge.now(), access.actor()
    schedule = queries.published_schedule(session, who.fair_id)
    if schedule is None:
        return str(gettext(actions.TAKEN))
    with attempt() as tried:
        actions.take_seat(session, schedule, who.seeker_id, seat, now=now, actor=actor, by_whom=who.by_whom)
    return tried.sentence
