"""Schedules: the team plans, looks and publishes; employers see their own."""

from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from jobfair.db import lock_row
from jobfair.errors import N_, Conflict, NotFound
from jobfair.fairs.models import Fair, Slot
from jobfair.fairs.queries import fair_by_id, represented_employer_ids
from jobfair.fairs.queries.employers import attendance_of, names_at_fair
from jobfair.fairs.queries.people import attendance_at
from jobfair.interviews import actions, queries
from jobfair.interviews.forms import ANEW, ConfirmForm, PlanForm
from jobfair.interviews.models import Interview, Schedule
from jobfair.interviews.queries import Board
from jobfair.interviews.queries.changes import (
    UNDO_LASTS,
    change_to_undo,
    unseen_by_people,
    unseen_changes,
)
from jobfair.interviews.queries.impressions import impressions_of
from jobfair.interviews.queries.messages import channels_of
from jobfair.interviews.queries.visits import visits_of_seeker
from jobfair.interviews.sentences import BARS, LEFT_OUT, STEPS
from jobfair.interviews.speech import Speaker
from jobfair.interviews.times import interview_time
from jobfair.interviews.views.messages import samples_of
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import contact_of
from jobfair.suggestions.speech import spoken_change
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import number, percent, slot_time

blueprint = Blueprint("schedules", __name__)
blueprint.add_app_template_global(interview_time)

REFRESH_SECONDS = 2


@blueprint.get("/fairs/<int:fair_id>/schedules/")
@audience(Audience.HELPER, Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """Versions, newest first, and the button that plans."""
    session = edge.session()
    return render_template(
        "interviews/index.html",
        fair=fair_by_id(session, fair_id),
        schedules=queries.schedules_of(session, fair_id),
        gaps=[gettext(sentence) for sentence in queries.gaps(session, fair_id)],
        job=queries.unfinished_plan(session, fair_id),
        form=PlanForm() if queries.published_schedule(session, fair_id) else None,
        unseen=len(unseen_by_people(session, fair_id)),
        is_organizer=Audience.ORGANIZER in access.roles(),
    )


@blueprint.post("/fairs/<int:fair_id>/schedules/run")
@audience(Audience.ORGANIZER)
def run(fair_id: int) -> ResponseReturnValue:
    """Plan in the background; while a run is under way, go and watch that one."""
    keep = PlanForm().times.data != ANEW
    job = actions.request_plan(edge.session(), fair_id, keep=keep, now=edge.now(), actor=_actor())
    return redirect(url_for(".progress", fair_id=fair_id, job_id=job.id))


@blueprint.get("/fairs/<int:fair_id>/schedules/runs/<int:job_id>")
@audience(Audience.HELPER, Audience.ORGANIZER)
def progress(fair_id: int, job_id: int) -> ResponseReturnValue:
    """How far a run is; the page loads itself anew until it is over, then leads to the draft."""
    session = edge.session()
    job = queries.plan_job(session, fair_id, job_id)
    if job.state == "done" and "version" in job.result:
        return redirect(url_for(".show", fair_id=fair_id, version=job.result["version"]))
    page = make_response(
        render_template(
            "interviews/progress.html",
            fair=fair_by_id(session, fair_id),
            job=job,
            step=gettext(STEPS.get(job.step, STEPS[""])),
            error=gettext(job.error) % job.error_values if job.error else None,
            percent=round(100 * job.progress),
            is_organizer=Audience.ORGANIZER in access.roles(),
        )
    )
    if job.state in {"waiting", "running"}:
        page.headers["Refresh"] = str(REFRESH_SECONDS)
    return page


@blueprint.post("/fairs/<int:fair_id>/schedules/runs/<int:job_id>/cancel")
@audience(Audience.ORGANIZER)
def cancel(fair_id: int, job_id: int) -> ResponseReturnValue:
    """Stop a run; nothing is stored then."""
    session = edge.session()
    job = queries.plan_job(session, fair_id, job_id)
    actions.cancel_plan(session, job, now=edge.now(), actor=_actor())
    return redirect(url_for(".progress", fair_id=fair_id, job_id=job_id))


@blueprint.get("/fairs/<int:fair_id>/schedules/<int:version>")
@audience(Audience.HELPER, Audience.ORGANIZER)
def show(fair_id: int, version: int) -> ResponseReturnValue:
    """One version: counts, what is proven, who has no interview and why, and the board."""
    return render_template("interviews/show.html", **_version_page(fair_id, version))


@blueprint.get("/fairs/<int:fair_id>/schedules/<int:version>/print")
@audience(Audience.HELPER, Audience.ORGANIZER)
def print_version(fair_id: int, version: int) -> ResponseReturnValue:
    """Every booth's run sheet of one version, for paper."""
    session = edge.session()
    schedule = queries.schedule_by_version(session, fair_id, version)
    by_booth: dict[tuple[str, str], list[Any]] = {}
    for row in queries.interviews_of(session, schedule.id):
        by_booth.setdefault((row.booth.label, row.employer.name), []).append(row)
    return render_template(
        "interviews/print.html",
        fair=fair_by_id(session, fair_id),
        schedule=schedule,
        booths=sorted(by_booth.items()),
    )


@blueprint.get("/fairs/<int:fair_id>/schedules/<int:version>/fairness")
@audience(Audience.HELPER, Audience.ORGANIZER)
def fairness(fair_id: int, version: int) -> ResponseReturnValue:
    """How even one version is to people and employers, beside a plan by score alone."""
    session = edge.session()
    schedule = queries.schedule_by_version(session, fair_id, version)
    found, names = schedule.report["fairness"], names_at_fair(session, fair_id)
    shares = [(names.get(one["employer"]), one) for one in found.get("employers", [])]
    return render_template(
        "interviews/fairness.html",
        fair=fair_by_id(session, fair_id),
        schedule=schedule,
        rows=_sides(found["plan"], found["by_score"]) if "plan" in found else [],
        employers=sorted((name, one | {"used": percent(one["share"], "0%")}) for name, one in shares if name),
    )


@blueprint.route("/fairs/<int:fair_id>/schedules/<int:version>/publish", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def publish(fair_id: int, version: int) -> ResponseReturnValue:
    """What publishing changes for whom; then publish."""
    session, form = edge.session(), ConfirmForm()
    schedule = queries.schedule_by_version(session, fair_id, version)
    _refuse_other_than_draft(schedule, N_("This version was published before."))
    if form.validate_on_submit():
        compared = str(form.instead_of.data or "")
        with attempt(form) as tried:
            instead_of = int(compared) if compared.isdecimal() else None
            actions.publish(session, schedule, now=edge.now(), actor=_actor(), instead_of=instead_of)
        if tried.ok:
            return redirect(url_for(".show", fair_id=fair_id, version=version))
        lock_row(session, schedule)
    changes = queries.differences(session, schedule)
    form.instead_of.data = str(changes.instead_of or "")
    return render_template(
        "interviews/publish.html",
        fair=fair_by_id(session, fair_id),
        schedule=schedule,
        changes=changes,
        channels=channels_of(session, [*changes.new, *changes.more, *changes.changed, *changes.lost]),
        connected=current_app.config["CARRIERS"].names(),
        samples=samples_of(session, fair_by_id(session, fair_id), schedule),
        form=form,
    )


@blueprint.route("/fairs/<int:fair_id>/schedules/<int:version>/delete", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def delete(fair_id: int, version: int) -> ResponseReturnValue:
    """What will be lost; then throw the draft away."""
    session, form = edge.session(), ConfirmForm()
    schedule = queries.schedule_by_version(session, fair_id, version)
    _refuse_other_than_draft(schedule, N_("Only drafts can be deleted. This version was published."))
    if form.validate_on_submit():
        actions.delete_draft(session, schedule, now=edge.now(), actor=_actor())
        return redirect(url_for(".index", fair_id=fair_id))
    return render_template(
        "interviews/delete.html", fair=fair_by_id(session, fair_id), schedule=schedule, form=form
    )


@blueprint.get("/fairs/<int:fair_id>/schedules/unseen")
@audience(Audience.HELPER, Audience.ORGANIZER)
def unseen(fair_id: int) -> ResponseReturnValue:
    """Who does not know yet what changed for them, and how to reach them."""
    session = edge.session()
    people = [
        (changes, contact_of(session, changes[0].seeker)) for changes in unseen_by_people(session, fair_id)
    ]
    return render_template("interviews/unseen.html", fair=fair_by_id(session, fair_id), people=people)


@blueprint.get("/fairs/<int:fair_id>/people/<int:seeker_id>/schedule")
@audience(Audience.HELPER, Audience.ORGANIZER)
def of_person(fair_id: int, seeker_id: int) -> ResponseReturnValue:
    """A person's published interviews, for the help desk."""
    session, now = edge.session(), edge.now()
    attendance = attendance_at(session, fair_id, seeker_id)
    interviews = queries.interviews_of_seeker(session, fair_id, seeker_id)
    return render_template(
        "interviews/of_person.html",
        fair=fair_by_id(session, fair_id),
        seeker=attendance.seeker,
        interviews=interviews,
        told=impressions_of(session, interviews),
        visits=visits_of_seeker(session, fair_id, seeker_id),
        is_published=queries.published_schedule(session, fair_id) is not None,
        changes=unseen_changes(session, fair_id, seeker_id),
        undo=change_to_undo(session, fair_id, seeker_id, now),
        undo_lasts=UNDO_LASTS,
        now=now,
    )


@blueprint.get("/fairs/<int:fair_id>/employers/<int:employer_id>/schedule")
@audience(Audience.EMPLOYER, Audience.HELPER, Audience.ORGANIZER)
def of_employer(fair_id: int, employer_id: int) -> ResponseReturnValue:
    """A booth's run sheet: who comes when, for which opening, and why."""
    session = edge.session()
    is_team = Audience.HELPER in access.roles()
    if not is_team and employer_id not in represented_employer_ids(session, fair_id, access.me().id):
        raise NotFound(N_("There is no such employer at this fair."))
    attendance = attendance_of(session, fair_id, employer_id)
    return render_template(
        "interviews/of_employer.html",
        fair=fair_by_id(session, fair_id),
        employer=attendance.employer,
        booth=attendance.booth,
        interviews=queries.interviews_of_employer(session, fair_id, employer_id),
        is_published=queries.published_schedule(session, fair_id) is not None,
        is_team=is_team,
    )


def _sides(plan: dict[str, Any], by_score: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Rows of what is counted, for the plan and for the one by score."""
    sides = (plan, by_score)
    most = max(len(side["counts"]) for side in sides)
    rows = [
        (
            ngettext("People with an interview", "People with %(num)s or more", least),
            *(str(sum(side["people_by_number"][least:])) for side in sides),
        )
        for least in range(1, most + 1)
    ]
    rows.append((gettext("People without one"), *(str(side["people_by_number"][0]) for side in sides)))
    numbers = (
        ("mean", gettext("Interviews of a person, on average"), "0.00"),
        ("gini", gettext("Unevenness among people"), "0.000"),
        ("employer_gini", gettext("Unevenness among employers"), "0.000"),
        ("fit", gettext("Total fit: each interview counts up to 1, as it fits"), "0.0"),
    )
    for key, label, form in numbers:
        rows.append((label, *(number(side[key], form) for side in sides)))
    return rows


def _refuse_other_than_draft(schedule: Schedule, sentence: str) -> None:
    if schedule.state != "draft":
        raise Conflict(sentence)


def _actor() -> tuple[str, int]:
    me = access.me()
    return me.kind, me.id


def _version_page(fair_id: int, version: int) -> dict[str, Any]:
    """Everything the page of one version shows."""
    session = edge.session()
    schedule = queries.schedule_by_version(session, fair_id, version)
    board = queries.board_of(session, schedule)
    people = {one.seeker.id: one.seeker for one in _on_board(board)}
    fair, names = fair_by_id(session, fair_id), names_at_fair(session, fair_id)
    speaker = _speaker(fair, schedule, board.slots, names)
    left_out = [
        (names.get(one["employer"]), gettext(LEFT_OUT[one["reason"]]))
        for one in schedule.report["employers_left_out"]
    ]
    return {
        "fair": fair,
        "schedule": schedule,
        "report": schedule.report,
        "proof": speaker.proof(schedule.report.get("proof", [])),
        "board": board,
        "people": sorted(people.values(), key=lambda one: one.code),
        "unplaced": _unplaced(schedule, speaker),
        "left_out": [(name, why) for name, why in left_out if name],
        "promises_missed": [
            (names[one["employer"]], one)
            for one in schedule.report.get("promises_missed", [])
            if one["employer"] in names
        ],
        "has_long": any(one.slots > 1 for one in _on_board(board)),
        "not_kept": _not_kept(fair, schedule, board.slots, names),
        "is_organizer": Audience.ORGANIZER in access.roles(),
    }


def _on_board(board: Board) -> list[Interview]:
    return [
        one for rows in board.rows.values() for row in rows for cell in row.cells for one in cell.interviews
    ]


def _speaker(fair: Fair, schedule: Schedule, slots: list[Slot], names: dict[int, str]) -> Speaker:
    """Say the report's ids and slot numbers; what is gone by now is a dash."""
    steps = [
        step for one in schedule.report["unplaced"] if one.get("change") for step in one["change"]["steps"]
    ]
    movers = queries.seekers_by_id(edge.session(), [step["seeker"] for step in steps if "seeker" in step])
    by_id = {slot.id: slot for slot in slots}
    times = [by_id.get(slot_id) for slot_id in schedule.report.get("slot_ids", ())]

    def time_of(slot: Slot | None, moment: str) -> str:
        return "–" if slot is None else slot_time(getattr(slot, moment), fair.time_zone)

    return Speaker(
        translate=gettext,
        seeker=lambda one: movers[one].code if one in movers else "–",
        employer=lambda one: names.get(one, "–"),
        starts=lambda number: time_of(times[number], "starts_at"),
        ends=lambda number: time_of(times[number], "ends_at"),
        percent=lambda part: percent(part, "0.##%"),
    )


def _unplaced(schedule: Schedule, speaker: Speaker) -> list[dict[str, Any]]:
    """Person, reason, what stands in the way most, and what would help; people who are gone are left out."""
    found = schedule.report["unplaced"]
    people = queries.seekers_by_id(edge.session(), [one["seeker"] for one in found])
    return [
        {
            "seeker": people[one["seeker"]],
            "why": speaker.reason(one),
            "bars": _bars(one["bars"]),
            "opens": [_opens(change) for change in one.get("opens", ())],
            "change": speaker.change(one.get("change")),
        }
        for one in found
        if one["seeker"] in people
    ]


def _not_kept(
    fair: Fair, schedule: Schedule, slots: list[Slot], names: dict[int, str]
) -> list[tuple[Seeker, str, str]]:
    """Published interviews that cannot take place any more: person, employer, time; not who is gone."""
    found = schedule.report.get("not_kept", [])
    people = queries.seekers_by_id(edge.session(), [one["seeker"] for one in found])
    times = {slot.id: slot_time(slot.starts_at, fair.time_zone) for slot in slots}
    return [
        (people[one["seeker"]], names.get(one["employer"], "–"), times.get(one["slot_id"], "–"))
        for one in found
        if one["seeker"] in people
    ]


def _opens(change: dict[str, Any]) -> str:
    """What somebody could answer otherwise, and how many openings that would open."""
    said = spoken_change(change["key"], change["values"])
    opened = ngettext("%(num)s opening", "%(num)s openings", change["openings"])
    return f"{said}: {opened}"


def _bars(bars: dict[str, int]) -> str:
    return ", ".join(
        f"{gettext(BARS[key])}: " + ngettext("%(num)s opening", "%(num)s openings", count)
        for key, count in bars.items()
        if key in BARS
    )
