"""Support desks: what each helps with, a time there for oneself, and for the team who comes when.

The team uses the same page for somebody at the help desk, under the address of that person.
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.people import attendance_at
from jobfair.fairs.slot_times import moment
from jobfair.interviews.actions.visiting import book_visit, take_back_visit
from jobfair.interviews.queries.visits import desk_by_id, desks_for, visits_of_desk
from jobfair.interviews.views import whose
from jobfair.interviews.views.whose import Whose
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import slot_time

blueprint = Blueprint("desks", __name__, url_prefix="/fairs/<int:fair_id>")


@blueprint.get("/desks")
@audience(Audience.SEEKER)
def mine(fair_id: int) -> ResponseReturnValue:
    """Every support desk: what it helps with, the way, and a time to book or to take back."""
    return _page(whose.mine(fair_id))


@blueprint.get("/people/<int:seeker_id>/desks")
@audience(Audience.HELPER, Audience.ORGANIZER)
def of_person(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """The same for somebody at the help desk."""
    return _page(whose.of_person(fair_id, seeker_id))


@blueprint.post("/desks/<int:booth_id>/book")
@audience(Audience.SEEKER)
def book(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Take a time that was pressed."""
    return _book(whose.mine(fair_id), booth_id)


@blueprint.post("/people/<int:seeker_id>/desks/<int:booth_id>/book")
@audience(Audience.HELPER, Audience.ORGANIZER)
def book_for(fair_id: int, seeker_id: int, booth_id: int) -> ResponseReturnValue:
    """The same for somebody at the help desk."""
    return _book(whose.of_person(fair_id, seeker_id), booth_id)


@blueprint.post("/desks/<int:booth_id>/take-back")
@audience(Audience.SEEKER)
def take_back(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Give the time back that one has at a desk."""
    me = whose.mine(fair_id)
    return _take_back(me, booth_id, me.schedule if request.args.get("from") == "schedule" else _desks(me))


@blueprint.post("/people/<int:seeker_id>/desks/<int:booth_id>/take-back")
@audience(Audience.HELPER, Audience.ORGANIZER)
def take_back_for(fair_id: int, seeker_id: int, booth_id: int) -> ResponseReturnValue:
    """The same for somebody at the help desk."""
    them = whose.of_person(fair_id, seeker_id)
    return _take_back(them, booth_id, _desks(them))


@blueprint.get("/desks/<int:booth_id>/visits")
@audience(Audience.HELPER, Audience.ORGANIZER)
def visits(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Who comes to a desk and when; for the team alone, because a desk can tell what somebody needs."""
    session = edge.session()
    desk = desk_by_id(session, fair_id, booth_id)
    return render_template(
        "interviews/visits.html",
        fair=fair_by_id(session, fair_id),
        desk=desk,
        visits=visits_of_desk(session, desk),
    )


def _desks(who: Whose) -> str:
    return who.address(".mine", ".of_person")


def _page(who: Whose) -> ResponseReturnValue:
    session, now, fair_id = edge.session(), edge.now(), who.fair_id
    fair, person = fair_by_id(session, fair_id), attendance_at(session, fair_id, who.seeker_id).seeker
    return render_template(
        "interviews/desks.html",
        fair=fair,
        person=None if who.is_own else person,
        desks=desks_for(session, fair_id, who.seeker_id, now=now),
        now=now,
        is_over=moment(fair.date, fair.closes, fair.time_zone) <= now,
    )


def _book(who: Whose, booth_id: int) -> ResponseReturnValue:
    session = edge.session()
    attendance_at(session, who.fair_id, who.seeker_id)
    desk, fair = desk_by_id(session, who.fair_id, booth_id), fair_by_id(session, who.fair_id)
    slot_id = request.form.get("slot", 0, type=int)
    with attempt() as tried:
        visit = book_visit(session, desk, who.seeker_id, slot_id, now=edge.now(), actor=access.actor())
        time = slot_time(visit.slot.starts_at, fair.time_zone)
        flash(gettext("Booked: %(desk)s at %(time)s.", desk=desk.support_desk, time=time))
    if not tried.ok:
        flash(tried.sentence)
    return redirect(f"{_desks(who)}#desk-{booth_id}")


def _take_back(who: Whose, booth_id: int, back: str) -> ResponseReturnValue:
    """Harmless where nothing is booked: then it was taken back before."""
    session = edge.session()
    attendance_at(session, who.fair_id, who.seeker_id)
    desk = desk_by_id(session, who.fair_id, booth_id)
    with attempt() as tried:
        take_back_visit(session, desk, who.seeker_id, now=edge.now(), actor=access.actor())
        flash(gettext("Done. The time at %(desk)s is free again.", desk=desk.support_desk))
    if not tried.ok:
        flash(tried.sentence)
    return redirect(back)
