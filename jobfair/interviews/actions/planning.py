"""Planning a fair: read, solve outside any transaction, check, store a draft in one."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.db import Database
from jobfair.errors import N_, Conflict, Invalid, NotFound
from jobfair.fairs.models import Fair
from jobfair.fairs.queries import lock_fair
from jobfair.interviews.actions.reporting import plan_report
from jobfair.interviews.models import Interview, Schedule
from jobfair.interviews.queries import (
    Kept,
    Places,
    broken_but_promises,
    build_problem,
    gaps,
    keep_published,
    unfinished_plan,
)
from jobfair.interviews.queries.promises import with_promises
from jobfair.interviews.queries.schedules import PLAN
from jobfair.scheduling import Limits, Plan, Progress, records, solve
from jobfair.suggestions.queries import explain_pairs
from jobfair.tasks import Attempt, Job, request_cancel, submit, utc_now

DEFAULT_LIMITS = Limits()
REPORT_SECONDS = 0.5
#: shares of the whole: reading, solving, writing the reasons
READ_SHARE, SOLVE_SHARE = 0.1, 0.7

#: takes the step's key and how far the whole is (0 to 1); False to stop
Tell = Callable[[str, float], bool]


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft that was stored."""

    schedule_id: int
    version: int
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Order:
    """How a plan is to be made."""

    seed: int
    #: whether the published interviews stand
    keep: bool
    limits: Limits


@dataclass(slots=True)
class _Draft:
    """A checked plan on its way into the database."""

    rows: list[dict[str, Any]]
    report: dict[str, Any]


@dataclass(slots=True)
class _Watch:
    """Tells how far the work is, remembers whether somebody wants it to stop, and takes the time."""

    tell: Tell
    stopped: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    def at(self, step: str, progress: float) -> bool:
        """Tell; True when the work is to stop."""
        if not self.stopped:
            self.stopped = not self.tell(step, progress)
        return self.stopped

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Take the time of a step."""
        started = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started


def request_plan(
    session: Session,
    fair_id: int,
    *,
    seed: int = 0,
    keep: bool = False,
    now: datetime,
    actor: tuple[str, int | None],
) -> Job:
    """Ask for a plan in the background; while one is under way, that one.

    Parameters
    ----------
    keep : bool
        Whether the published interviews stand.

    Raises
    ------
    NotFound
        There is no such fair.
    Invalid
        Something is still missing before anything can be planned.
    """
    lock_fair(session, fair_id)
    job = unfinished_plan(session, fair_id)
    if job is not None:
        return job
    _refuse_gaps(session, fair_id)
    job = submit(session, PLAN, {"fair_id": fair_id, "seed": seed, "keep": keep}, fair_id=fair_id, now=now)
    audit.record(session, "schedule.plan", now=now, actor=actor, on=("fair", fair_id), fair_id=fair_id)
    return job


def cancel_plan(session: Session, job: Job, *, now: datetime, actor: tuple[str, int | None]) -> None:
    """Stop planning: at once where it waits, else at its next report. Nothing is stored then."""
    request_cancel(job)
    session.flush()
    audit.record(session, "schedule.cancel", now=now, actor=actor, on=("job", job.id), fair_id=job.fair_id)


def work_on_plan(attempt: Attempt) -> dict[str, Any]:
    """Background work of kind "plan": the version it stored, or nothing when it was cancelled."""
    last = [0.0]

    def tell(step: str, progress: float) -> bool:
        if time.monotonic() - last[0] < REPORT_SECONDS:
            return True
        last[0] = time.monotonic()
        return attempt.report(step, progress)

    fair_id = int(attempt.payload["fair_id"])
    order = _Order(int(attempt.payload.get("seed", 0)), bool(attempt.payload.get("keep")), DEFAULT_LIMITS)
    draft = _draft(attempt.database, fair_id, order, _Watch(tell))
    if draft is None or not attempt.report("storing", 1.0):
        return {}
    with attempt.database.write() as session:
        schedule = _store(session, fair_id, draft, utc_now())
        return attempt.finish(session, {"version": schedule.version})


def plan_now(
    database: Database,
    fair_id: int,
    *,
    seed: int = 0,
    keep: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[str, float], None] | None = None,
    now: datetime,
) -> Planned:
    """Plan a fair here and now and store the draft.

    Parameters
    ----------
    keep : bool
        Whether the published interviews stand.
    progress : callable or None
        Takes the step's key and how far the whole is, from 0 to 1.

    Raises
    ------
    NotFound
        There is no such fair.
    Invalid
        Something is still missing before anything can be planned.
    Conflict
        The plan broke a rule, or the fair changed meanwhile; nothing was stored.
    """

    def tell(step: str, fraction: float) -> bool:
        if progress is not None:
            progress(step, fraction)
        return True

    draft = _draft(database, fair_id, _Order(seed, keep, limits), _Watch(tell))
    if draft is None:
        raise Conflict(N_("The plan was stopped."))
    with database.write() as session:
        schedule = _store(session, fair_id, draft, now)
        return Planned(schedule.id, schedule.version, schedule.report)


def _draft(database: Database, fair_id: int, order: _Order, watch: _Watch) -> _Draft | None:
    """Read, solve, check and explain; None when it was stopped."""
    watch.at("reading", 0.0)
    with watch.timed("matching"), database.read() as session:
        if session.get(Fair, fair_id) is None:
            raise NotFound(N_("There is no such fair."))
        _refuse_gaps(session, fair_id)
        problem, places = build_problem(session, fair_id)
        kept = Kept(0)
        if order.keep:
            problem, places, kept = keep_published(session, fair_id, problem, places)
    problem = with_promises(problem, places.hall.promised)

    def on_progress(progress: Progress) -> None:
        watch.at(progress.step, READ_SHARE + SOLVE_SHARE * progress.fraction)

    with watch.timed("planning"):
        plan = solve(
            problem,
            seed=order.seed,
            limits=order.limits,
            progress=on_progress,
            cancelled=lambda: watch.stopped,
        )
    if watch.stopped:
        return None
    with watch.timed("checking"):
        violations = broken_but_promises(problem, plan.interviews)
    if violations:
        raise Conflict(
            N_("The plan broke our own rules (%(count)s) and was thrown away. Please run it again."),
            count=violations,
        )
    with watch.timed("reasons"):
        rows = _rows(plan, places, watch)
    if rows is None:
        return None
    return _Draft(rows, plan_report(plan, problem, places, kept, watch.seconds) | {"seed": order.seed})


def _rows(plan: Plan, places: Places, watch: _Watch) -> list[dict[str, Any]] | None:
    """Interviews as the table has them, each booth's seats numbered from 0; None when stopped."""
    rows: list[dict[str, Any]] = []
    if watch.at("reasons", READ_SHARE + SOLVE_SHARE):
        return None
    chosen = [places.pairs[seeker_id, employer_id] for seeker_id, employer_id, _ in plan.interviews]
    pairs = [(one[0], opening_id) for one, (opening_id, _) in zip(plan.interviews, chosen, strict=True)]
    found = explain_pairs(places.fit.by_opening, pairs)
    lengths = {employer.id: employer.slots_per_interview for employer in places.hall.employers}
    seats = _seats(plan.interviews, lengths)
    for one, (opening_id, fit), why in zip(plan.interviews, chosen, found, strict=True):
        seeker_id, employer_id, slot = one
        rows.append(
            {
                "seeker_id": seeker_id,
                "employer_id": employer_id,
                "opening_id": opening_id,
                "booth_id": places.hall.booth_ids[employer_id],
                "slot_id": places.hall.slot_ids[slot],
                "slots": lengths[employer_id],
                "seat": seats[one],
                "fit": fit,
                "reason": {"key": why.reason.key, "values": dict(why.reason.values)},
                "status": "planned",
            }
        )
    return rows


def _seats(interviews: Iterable[records.Interview], lengths: dict[int, int]) -> dict[records.Interview, int]:
    """Give each interview the lowest seat of its booth that nobody has while it lasts."""
    #: employer id -> when each seat is free again, by slot number
    free_from: dict[int, list[int]] = {}
    seats = {}
    for one in sorted(interviews, key=lambda one: (one[2], one[0])):
        booth, slot = free_from.setdefault(one[1], []), one[2]
        seat = next((number for number, free in enumerate(booth) if free <= slot), len(booth))
        booth[seat : seat + 1] = [slot + lengths[one[1]]]
        seats[one] = seat
    return seats


def _store(session: Session, fair_id: int, draft: _Draft, now: datetime) -> Schedule:
    """One new draft version; fails as a whole where its people, booths or slots are gone by now."""
    lock_fair(session, fair_id)
    newest = session.scalar(select(func.max(Schedule.version)).where(Schedule.fair_id == fair_id)) or 0
    schedule = Schedule(
        fair_id=fair_id, version=newest + 1, state="draft", report=draft.report, created_at=now
    )
    session.add(schedule)
    session.flush()
    try:
        if draft.rows:
            session.execute(insert(Interview), [row | {"schedule_id": schedule.id} for row in draft.rows])
    except IntegrityError as error:
        raise Conflict(N_("The fair changed while it was being planned. Please run it again.")) from error
    audit.record(session, "schedule.draft", now=now, on=("schedule", schedule.id), fair_id=fair_id)
    return schedule


def _refuse_gaps(session: Session, fair_id: int) -> None:
    for sentence in gaps(session, fair_id):
        raise Invalid(sentence)
