"""A person's own schedule: the next interview, the way there, other times, the calendar, and slips.

The team uses the same pages for somebody at the desk, under the address of that person.
"""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from werkzeug.utils import secure_filename

from jobfair.errors import N_, Conflict, NotFound
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.hall import hall_of
from jobfair.fairs.queries.people import attendance_at
from jobfair.fairs.slot_times import moment
from jobfair.interviews import actions, queries
from jobfair.interviews.calendar_file import calendar_file, events_of, events_of_visits
from jobfair.interviews.forms import NONE, OtherTimeForm
from jobfair.interviews.models import DeskVisit, Interview
from jobfair.interviews.queries.changes import (
    UNDO_LASTS,
    change_by_id,
    change_to_undo,
    changes_of_seeker,
    unseen_changes,
)
from jobfair.interviews.queries.free_seats import FreeSeats, free_seats_instead_of, free_times_of
from jobfair.interviews.queries.impressions import impressions_of
from jobfair.interviews.queries.schedules import interview_of_seeker
from jobfair.interviews.queries.visits import visits_of_seeker
from jobfair.interviews.views import whose
from jobfair.interviews.views.whose import Whose
from jobfair.seekers.models import Seeker
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import LANGUAGES

blueprint = Blueprint("my_schedule", __name__, url_prefix="/fairs/<int:fair_id>")


@blueprint.get("/my-schedule")
@audience(Audience.SEEKER)
def show(fair_id: int) -> ResponseReturnValue:
    """A seeker's interviews, the next one first, with the way there."""
    session, now = edge.session(), edge.now()
    me = session.get_one(Seeker, access.me().id)
    interviews = queries.interviews_of_seeker(session, fair_id, me.id)
    coming = [one for one in interviews if one.ends_at > now]
    visits = [one for one in visits_of_seeker(session, fair_id, me.id) if one.ends_at > now]
    stops = _by_time(coming, visits)
    fair, hall = fair_by_id(session, fair_id), hall_of(session, fair_id)
    is_over = moment(fair.date, fair.closes, fair.time_zone) <= now
    return render_template(
        "interviews/mine.html",
        fair=fair,
        is_over=is_over,
        seats=[] if interviews or is_over else free_times_of(session, fair_id, me.id, now=now),
        me=me,
        now=now,
        coming=coming,
        visits=visits,
        stops=stops,
        over=[one for one in interviews if one.ends_at <= now],
        told=impressions_of(session, interviews),
        published=queries.published_schedule(session, fair_id),
        changes=unseen_changes(session, fair_id, me.id),
        undo=change_to_undo(session, fair_id, me.id, now),
        undo_lasts=UNDO_LASTS,
        hall=hall,
        marked=hall.place_of(stops[0].booth.label) if stops else None,
    )


@blueprint.get("/my-schedule.ics")
@audience(Audience.SEEKER)
def calendar(fair_id: int) -> ResponseReturnValue:
    """One's interviews and visits for a calendar, under the fair's neutral name."""
    session, me = edge.session(), access.me().id
    fair, schedule = fair_by_id(session, fair_id), queries.published_schedule(session, fair_id)
    visits = visits_of_seeker(session, fair_id, me)
    events = events_of_visits(visits, title=fair.name, places=(fair.venue,))
    if schedule is not None:
        events += events_of(
            queries.interviews_of_seeker(session, fair_id, me),
            changes_of_seeker(session, fair_id, me),
            told_at=schedule.published_at or schedule.created_at,
            title=fair.name,
            places=(fair.venue,),
        )
    elif not visits:
        raise NotFound(N_("There is no such page."))
    answer = Response(calendar_file(events), mimetype="text/calendar")
    name = secure_filename(fair.name) or "calendar"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/my-schedule/slip")
@audience(Audience.SEEKER)
def slip(fair_id: int) -> ResponseReturnValue:
    """One page for paper, in every language side by side."""
    return _slip(whose.mine(fair_id))


@blueprint.get("/people/<int:seeker_id>/schedule/slip")
@audience(Audience.HELPER, Audience.ORGANIZER)
def slip_of(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """A person's page for paper."""
    return _slip(whose.of_person(fair_id, seeker_id))


@blueprint.route("/my-schedule/<int:interview_id>/change", methods=["GET", "POST"])
@audience(Audience.SEEKER)
@edge.reads_first
def change(fair_id: int, interview_id: int) -> ResponseReturnValue:
    """I can't make it: choose another free time, or give the interview up."""
    return _change(whose.mine(fair_id), interview_id)


@blueprint.route("/people/<int:seeker_id>/schedule/<int:interview_id>/change", methods=["GET", "POST"])
@audience(Audience.HELPER, Audience.ORGANIZER)
@edge.reads_first
def change_for(fair_id: int, seeker_id: int, interview_id: int) -> ResponseReturnValue:
    """The same for somebody at the desk."""
    return _change(whose.of_person(fair_id, seeker_id), interview_id)


@blueprint.post("/my-schedule/changes/<int:change_id>/undo")
@audience(Audience.SEEKER)
def undo(fair_id: int, change_id: int) -> ResponseReturnValue:
    """Back to the old time, while it is free."""
    return _undo(whose.mine(fair_id), change_id)


@blueprint.post("/people/<int:seeker_id>/schedule/changes/<int:change_id>/undo")
@audience(Audience.HELPER, Audience.ORGANIZER)
def undo_for(fair_id: int, seeker_id: int, change_id: int) -> ResponseReturnValue:
    """The same for somebody at the desk."""
    return _undo(whose.of_person(fair_id, seeker_id), change_id)


@blueprint.post("/my-schedule/seen")
@audience(Audience.SEEKER)
def seen(fair_id: int) -> ResponseReturnValue:
    """I have seen what changed: as far as it was on the page."""
    _mark_seen(fair_id, access.me().id)
    return redirect(url_for(".show", fair_id=fair_id))


@blueprint.post("/people/<int:seeker_id>/schedule/seen")
@audience(Audience.HELPER, Audience.ORGANIZER)
def told(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """The team told the person what changed."""
    attendance_at(edge.session(), fair_id, seeker_id)
    _mark_seen(fair_id, seeker_id)
    flash(gettext("Noted."))
    return redirect(url_for("schedules.unseen", fair_id=fair_id))


def _by_time(interviews: list[Interview], visits: list[DeskVisit]) -> list[Interview | DeskVisit]:
    return sorted([*interviews, *visits], key=lambda one: one.starts_at)


def _slip(who: Whose) -> ResponseReturnValue:
    session, fair_id, seeker_id = edge.session(), who.fair_id, who.seeker_id
    fair, person = fair_by_id(session, fair_id), attendance_at(session, fair_id, seeker_id).seeker
    interviews = queries.interviews_of_seeker(session, fair_id, seeker_id)
    visits = visits_of_seeker(session, fair_id, seeker_id)
    shown = {
        "fair": fair,
        "person": person,
        "interviews": interviews,
        "visits": visits,
        "stops": _by_time(interviews, visits),
        "hall": hall_of(session, fair_id),
    }
    sides = {}
    for code in LANGUAGES:
        with force_locale(code):
            sides[code] = render_template("interviews/slip_side.html", **shown)
    return render_template("interviews/slip.html", fair=fair, sides=sides, back=who.schedule)


def _change(who: Whose, interview_id: int) -> ResponseReturnValue:
    session, now, form = edge.session(), edge.now(), OtherTimeForm()
    interview = interview_of_seeker(session, who.fair_id, who.seeker_id, interview_id)
    if interview.status != "planned" or interview.slot.starts_at <= now:
        raise Conflict(actions.OVER)
    seats = free_seats_instead_of(session, interview, now=now)
    fair = fair_by_id(session, who.fair_id)
    form.offer(seats, fair)
    if form.validate_on_submit():
        changed = _changed(form, seats, interview_id, who.by_whom)
        flash(gettext("Done. You can take it back for some minutes.") if changed else gettext(actions.TAKEN))
        return redirect(who.schedule if changed else request.path)
    return render_template(
        "interviews/change.html", fair=fair, one=interview, form=form, seats=seats, back=who.schedule
    )


def _changed(form: OtherTimeForm, seats: FreeSeats, interview_id: int, by_whom: str) -> bool:
    """Change it in a writing session; False where somebody was faster."""
    seat = seats.find(form.seat.data)
    if seat is None and form.seat.data != NONE:
        return False
    session, now, actor = edge.writing_session(), edge.now(), access.actor()
    interview = session.get_one(Interview, interview_id)
    with attempt(form) as tried:
        if seat is None:
            actions.give_up(session, interview, now=now, actor=actor, by_whom=by_whom)
        else:
            actions.change_time(session, interview, seat, now=now, actor=actor, by_whom=by_whom)
    return tried.ok


def _undo(who: Whose, change_id: int) -> ResponseReturnValue:
    session = edge.session()
    change = change_by_id(session, who.fair_id, who.seeker_id, change_id)
    with attempt() as tried:
        actions.undo_change(session, change, now=edge.now(), actor=access.actor())
    if not tried.ok:
        flash(tried.sentence)
    elif change.old:
        flash(gettext("You have your old time back."))
    else:
        flash(gettext("Done. This time is free again."))
    return redirect(who.schedule)


def _mark_seen(fair_id: int, seeker_id: int) -> None:
    """Mark what the page showed: a change that came meanwhile has still to be seen."""
    session = edge.session()
    attendance_at(session, fair_id, seeker_id)
    last = request.form.get("last", type=int) or 0
    changes = [one for one in unseen_changes(session, fair_id, seeker_id) if one.id <= last]
    actions.mark_seen(session, changes, now=edge.now(), actor=access.actor())
