"""From rows to a stored draft: who takes part, who is left out, what the report says."""

import threading
from datetime import time

import pytest
from sqlalchemy import func, select

from jobfair import tasks
from jobfair.background import handlers
from jobfair.employers.models import Opening
from jobfair.errors import Conflict, Invalid, NotFound
from jobfair.fairs.models import Booth, Break, EmployerAttendance, SeekerAttendance
from jobfair.fairs.queries.employers import names_at_fair
from jobfair.interviews import actions, queries
from jobfair.interviews.models import Interview, Schedule
from jobfair.interviews.sentences import LEFT_OUT, UNPLACED
from jobfair.seekers.actions import withdraw_agreement
from jobfair.seekers.models import Seeker
from jobfair.suggestions.queries import candidates_for_opening, suggestions_for_seeker
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_interest, make_opening, make_seeker
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan


def attendance_of(session, table, **values):
    return session.scalar(select(table).filter_by(**values))


def interviews(database):
    with database.read() as session:
        return list(session.scalars(select(Interview).order_by(Interview.id)))


def test_a_draft_holds_interviews_with_reasons_and_a_report(database):
    fair = make_small_fair(database)
    planned = plan(database, fair.id)
    rows = interviews(database)
    assert planned.version == 1
    assert len(rows) == planned.report["interviews"] == 10
    assert planned.report["counts"] == [5, 5]
    assert planned.report["seekers"] == 5
    assert planned.report["violations"] == 0
    assert planned.report["unplaced"] == []
    assert set(planned.report["seconds"]) == {"matching", "planning", "checking", "reasons"}
    assert all(row.reason["key"].startswith("matching.fits") for row in rows)
    assert {row.opening_id for row in rows} == set(fair.openings)


def test_the_same_seed_gives_the_same_plan(database):
    fair = make_small_fair(database, seekers=9)
    first, second = plan(database, fair.id, seed=3), plan(database, fair.id, seed=3)
    assert second.version == 2
    by_schedule = {first.schedule_id: set(), second.schedule_id: set()}
    for row in interviews(database):
        by_schedule[row.schedule_id].add((row.seeker_id, row.employer_id, row.slot_id, row.seat))
    assert by_schedule[first.schedule_id] == by_schedule[second.schedule_id]


def test_two_interviewers_sit_on_two_seats(database):
    fair = make_small_fair(database, slots=2)
    with database.write() as session:
        row = attendance_of(session, EmployerAttendance, employer_id=fair.employers[0])
        row.interviewers = 2
    plan(database, fair.id)
    seats = [(r.employer_id, r.slot_id, r.seat) for r in interviews(database)]
    assert len(seats) == len(set(seats)) == 6
    assert {seat for employer, _, seat in seats if employer == fair.employers[0]} == {0, 1}


def test_hours_lunch_and_breaks_are_kept(database):
    fair = make_small_fair(database)
    with database.write() as session:
        row = attendance_of(session, EmployerAttendance, employer_id=fair.employers[0])
        row.arrives, row.break_starts, row.break_ends = time(9, 20), time(10), time(10, 30)
        person = attendance_of(session, SeekerAttendance, seeker_id=fair.seekers[0])
        person.arrives, person.leaves = time(9, 10), time(10)
        session.add(Break(fair_id=fair.id, starts=time(10, 40), ends=time(11)))
    with database.read() as session:
        hall = queries.hall_of(session, fair.id)
    slots = len(hall.slot_ids)
    assert slots == 5, "the slot at 10:40 lies in the break"
    assert hall.employers[0].open_slots == {1, 2}
    assert hall.employers[1].open_slots == {0, 1, 2, 3, 4}
    assert hall.seekers[0].free_slots == {1, 2}


def test_planning_knows_people_by_their_codes_and_employers_by_their_names(database):
    fair = make_small_fair(database)
    with database.read() as session:
        hall = queries.hall_of(session, fair.id)
        names = names_at_fair(session, fair.id)
        codes = queries.seekers_by_id(session, [one.id for one in hall.seekers])
        assert [one.name for one in hall.employers] == [names[one.id] for one in hall.employers]
        assert [one.name for one in hall.seekers] == [codes[one.id].code for one in hall.seekers]


def test_interpreters_are_shared_only_where_the_fair_sets_a_number(database):
    fair = make_small_fair(database, spanish_interpreters=1)
    with database.write() as session:
        for seeker_id in fair.seekers:
            needs = ["spanish_interpreter", "asl_interpreter"]
            attendance_of(session, SeekerAttendance, seeker_id=seeker_id).needs = needs
    planned = plan(database, fair.id)
    taken = [row.slot_id for row in interviews(database)]
    assert len(taken) == len(set(taken)) == 6
    assert planned.report["counts"][0] == 5
    with database.write() as session:
        fair_row(session, fair.id).asl_interpreters = 0
    reasons = {one["reason"] for one in plan(database, fair.id).report["unplaced"]}
    assert reasons == {"resource_full"}


def test_nobody_is_sent_to_a_booth_a_wheelchair_does_not_get_to(database):
    fair = make_small_fair(database)
    people = select(SeekerAttendance).where(SeekerAttendance.fair_id == fair.id)

    def change(narrow):
        with database.write() as session:
            session.scalars(people.order_by(SeekerAttendance.seeker_id)).first().needs = ["wheelchair"]
            for booth in session.scalars(select(Booth).where(Booth.fair_id == fair.id)):
                booth.wheelchair_access = booth.label not in narrow

    def met(planned):
        with database.read() as session:
            rows = session.scalars(select(Interview).where(Interview.schedule_id == planned.schedule_id))
            return {row.employer_id for row in rows if row.seeker_id == fair.seekers[0]}

    before = plan(database, fair.id)
    assert met(before) == set(fair.employers)
    change({"A1"})
    assert met(plan(database, fair.id)) == {fair.employers[1]}
    with database.write() as session, pytest.raises(Conflict, match="1 of its interviews cannot"):
        actions.publish(
            session, session.get_one(Schedule, before.schedule_id), now=NOW, actor=SYSTEM, instead_of=None
        )
    change({"A1", "A2"})
    unplaced = plan(database, fair.id).report["unplaced"]
    assert [(one["seeker"], one["reason"]) for one in unplaced] == [
        (fair.seekers[0], "fits_only_out_of_reach")
    ]


def test_everybody_without_an_interview_is_named_with_a_reason(database):
    fair = make_small_fair(database)
    with database.write() as session:
        row = fair_row(session, fair.id)
        make_employer(session, row)
        idle = make_employer(session, row, booth=row.booths[2])
        away = attendance_of(session, SeekerAttendance, seeker_id=fair.seekers[0])
        away.arrives = time(12)
        barred = make_seeker(session, row, max_lift_pounds=5).id
        refused = make_seeker(session, row).id
        for opening_id in fair.openings:
            make_interest(session, fair.id, refused, opening_id, answer="no", side="employer")
            session.get_one(Opening, opening_id).lift_pounds = 40
        boothless = make_employer(session, row)
        make_opening(session, boothless, lift_pounds=None, title="Kitchen cook")
        only_there = barred
        idle_id, boothless_id = idle.id, boothless.id
    report = plan(database, fair.id).report
    reasons = {one["seeker"]: one["reason"] for one in report["unplaced"]}
    assert reasons == {
        fair.seekers[0]: "never_free",
        only_there: "fits_only_left_out",
        refused: "fits_only_left_out",
    }
    left_out = {one["employer"]: one["reason"] for one in report["employers_left_out"]}
    assert left_out[idle_id] == "no_opening"
    assert left_out[boothless_id] == "no_booth"
    assert {one["reason"] for one in report["unplaced"]} <= set(UNPLACED)
    assert set(left_out.values()) <= set(LEFT_OUT)
    with database.write() as session:
        session.delete(attendance_of(session, EmployerAttendance, employer_id=boothless_id))
    report = plan(database, fair.id).report
    reasons = {one["seeker"]: (one["reason"], one["bars"]) for one in report["unplaced"]}
    assert reasons[barred] == ("no_opening_fits", {"matching.not_lift": 2})
    opens = {one["seeker"]: one.get("opens") for one in report["unplaced"]}
    assert [(one["key"], one["openings"]) for one in opens[barred]] == [("lift", 2)]
    assert reasons[refused] == ("all_refused", {})


def test_a_no_is_never_planned_and_a_yes_is(database):
    fair = make_small_fair(database, slots=1)
    with database.write() as session:
        for seeker_id in fair.seekers:
            wanted = seeker_id == fair.seekers[3]
            for opening_id in fair.openings[:1] if wanted else fair.openings:
                answer = "yes" if wanted else "no" if seeker_id == fair.seekers[0] else None
                if answer:
                    make_interest(session, fair.id, seeker_id, opening_id, answer=answer)
    plan(database, fair.id)
    met = {(row.seeker_id, row.employer_id) for row in interviews(database)}
    assert (fair.seekers[3], fair.employers[0]) in met
    assert fair.seekers[0] not in {seeker for seeker, _ in met}


def test_who_has_not_agreed_is_neither_suggested_nor_planned_nor_published(database):
    fair = make_small_fair(database)
    planned = plan(database, fair.id)
    with database.write() as session:
        seeker = session.get_one(Seeker, fair.seekers[0])
        withdraw_agreement(session, seeker, now=NOW, actor=SYSTEM)
        assert seeker.id not in {
            one.seeker_id
            for opening_id in fair.openings
            for one in candidates_for_opening(session, fair.id, opening_id).rows
        }
        assert suggestions_for_seeker(session, fair.id, seeker.id).fitting_total == 0
        old = [row for row in session.scalars(select(Interview)) if row.seeker_id == seeker.id]
        assert old
        assert queries.broken_interviews(session, fair.id, old) == len(old), "an old draft is not published"
    again = plan(database, fair.id)
    assert again.report["seekers"] == planned.report["seekers"] - 1
    assert fair.seekers[0] not in {
        row.seeker_id for row in interviews(database) if row.schedule_id == again.schedule_id
    }


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("seekers", "Nobody has signed up and agreed yet."),
        ("openings", "No employer has an open opening yet."),
        ("booths", "No employer has a booth yet."),
        ("slots", "The fair has no slots yet."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(database, missing, sentence):
    with database.write() as session:
        fair = make_fair(session, slots=0 if missing == "slots" else 2)
        booth = None if missing == "booths" else fair.booths[0]
        employer = make_employer(session, fair, booth=booth)
        make_opening(session, employer, is_open=missing != "openings")
        if missing != "seekers":
            make_seeker(session, fair)
        fair_id = fair.id
    with pytest.raises(Invalid, match=sentence):
        plan(database, fair_id)
    with database.read() as session:
        assert queries.gaps(session, fair_id) == [sentence]
        assert session.scalar(select(func.count(Schedule.id))) == 0


def test_a_fair_that_is_not_there(database):
    with pytest.raises(NotFound):
        plan(database, 99)
    with database.write() as session, pytest.raises(NotFound):
        actions.request_plan(session, 99, now=NOW, actor=SYSTEM)


def test_asking_twice_gives_the_same_job(database):
    fair = make_small_fair(database)
    with database.write() as session:
        first = actions.request_plan(session, fair.id, now=NOW, actor=SYSTEM).id
        assert actions.request_plan(session, fair.id, now=NOW, actor=SYSTEM).id == first
    assert tasks.run(database, handlers(), first)
    with database.write() as session:
        job = queries.plan_job(session, fair.id, first)
        assert (job.state, job.result) == ("done", {"version": 1})
        assert actions.request_plan(session, fair.id, now=NOW, actor=SYSTEM).id != first


def test_a_cancelled_run_stores_nothing(database):
    fair = make_small_fair(database)
    with database.write() as session:
        waiting = actions.request_plan(session, fair.id, now=NOW, actor=SYSTEM)
        actions.cancel_plan(session, waiting, now=NOW, actor=SYSTEM)
        assert waiting.state == "cancelled"
        running = actions.request_plan(session, fair.id, now=NOW, actor=SYSTEM)
        job_id = running.id

    def work_and_cancel(attempt):
        with database.write() as session:
            job = queries.plan_job(session, fair.id, job_id)
            actions.cancel_plan(session, job, now=NOW, actor=SYSTEM)
        return actions.work_on_plan(attempt)

    tasks.run(database, {"plan": work_and_cancel}, job_id)
    with database.read() as session:
        assert queries.plan_job(session, fair.id, job_id).state == "cancelled"
        assert queries.schedules_of(session, fair.id) == []


def test_people_who_vanish_during_the_run_stop_it(database):
    fair = make_small_fair(database)

    def vanish(step, _fraction):
        if step == "done":
            with database.write() as session:
                session.delete(attendance_of(session, SeekerAttendance, seeker_id=fair.seekers[0]))
                session.delete(session.get_one(Seeker, fair.seekers[0]))

    with pytest.raises(Conflict, match="changed while it was being planned"):
        plan(database, fair.id, progress=vanish)
    with database.read() as session:
        assert queries.schedules_of(session, fair.id) == []


def test_two_planners_at_once_make_two_versions(database):
    fair = make_small_fair(database)
    start, made, errors = threading.Barrier(2), [], []

    def work():
        start.wait()
        try:
            made.append(plan(database, fair.id).version)
        except Exception as error:  # noqa: BLE001 - shown by the assertion
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(made) == [1, 2]
