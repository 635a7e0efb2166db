"""From rows to a `Problem` for scheduling, and whether a draft still fits the present rows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from sqlalchemy.orm import Session

from jobfair.errors import N_, Invalid
from jobfair.interviews.models import Interview
from jobfair.interviews.queries.hall import Hall, hall_of
from jobfair.scheduling import Problem, ProblemError, check, records
from jobfair.suggestions.queries import EmployerFit, fit_matrix, impossible_pairs
from jobfair.suggestions.queries.what_if import Change, changes_that_help

#: changes of what somebody said that are named
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who takes no part in the plan, and why."""

    id: int
    #: key of `interviews.sentences.LEFT_OUT`
    reason: str
    #: message keys of matching with how many openings each stands in the way of
    bars: dict[str, int] = field(default_factory=dict)
    #: single changes of what the person said that would open more, the most first
    opens: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """The way back from a plan's numbers to rows, and who was left out before planning."""

    hall: Hall
    fit: EmployerFit
    #: (seeker id, employer id) -> opening id and fit
    pairs: dict[tuple[int, int], tuple[int, float]]
    seekers_left_out: tuple[LeftOut, ...]
    employers_left_out: tuple[LeftOut, ...]


def build_problem(session: Session, fair_id: int) -> tuple[Problem, Places]:
    """What is to be planned at a fair.

    Employers with a booth and an open opening take part, and seekers whom at least one of them fits. Any
    side's no forbids a pair, a yes has lifted its fit. Nobody is sent to a booth they cannot get to.

    Raises
    ------
    NotFound
        There is no such fair.
    Invalid
        Its rows contradict each other.
    """
    hall = hall_of(session, fair_id)
    fit = fit_matrix(session, fair_id)
    takes_part = [employer for employer in hall.employers if employer.id in set(fit.employer_ids)]
    columns = [fit.employer_ids.index(employer.id) for employer in takes_part]
    inside = _within_reach(hall, fit, columns)
    people = {fit.seeker_ids[row] for row in np.flatnonzero(inside.any(axis=1))}
    rows, cols = np.nonzero(inside)
    pairs = {
        (fit.seeker_ids[row], takes_part[col].id): (
            int(fit.opening_ids[row, columns[col]]),
            float(inside[row, col]),
        )
        for row, col in zip(rows.tolist(), cols.tolist(), strict=True)
    }
    employer_ids = {employer.id for employer in takes_part}
    listed = [(*pair, pair_fit) for pair, (_, pair_fit) in pairs.items()]
    problem = _problem(hall, listed, people, employer_ids, fit.refused)
    places = Places(
        hall, fit, pairs, _seekers_left_out(hall, fit, people), _employers_left_out(hall, employer_ids)
    )
    return problem, places


def broken_interviews(session: Session, fair_id: int, interviews: Collection[Interview]) -> int:
    """How many of these interviews cannot take place any more, as people, booths and hours are now."""
    hall = hall_of(session, fair_id)
    numbers = {slot_id: number for number, slot_id in enumerate(hall.slot_ids)}
    lengths = {employer.id: employer.slots_per_interview for employer in hall.employers}
    impossible = impossible_pairs(session, fair_id, {(row.seeker_id, row.opening_id) for row in interviews})
    standing = [
        row
        for row in interviews
        if row.slot_id in numbers
        and hall.booth_ids.get(row.employer_id) == row.booth_id
        and lengths[row.employer_id] == row.slots
        and (row.seeker_id, row.opening_id) not in impossible
        and (row.seeker_id, row.employer_id) not in hall.out_of_reach
    ]
    pairs = [(row.seeker_id, row.employer_id, row.fit) for row in standing]
    problem = _problem(
        hall,
        pairs,
        {row.seeker_id for row in standing},
        {row.employer_id for row in standing},
        frozenset(),
    )
    plan = [(row.seeker_id, row.employer_id, numbers[row.slot_id]) for row in standing]
    return len(interviews) - len(standing) + len(check(problem, plan))


def broken_but_promises(problem: Problem, plan: Iterable[records.Interview]) -> int:
    """How many rules a plan breaks, promises apart: who misses one can be used all the same."""
    return sum(one.kind != "employer_below_promise" for one in check(problem, plan))


def _problem(
    hall: Hall,
    pairs: list[tuple[int, int, float]],
    seeker_ids: Collection[int],
    employer_ids: Collection[int],
    forbidden: frozenset[tuple[int, int]],
) -> Problem:
    try:
        return Problem.build(
            slot_count=len(hall.slot_ids),
            slot_minutes=hall.slot_minutes,
            seekers=[seeker for seeker in hall.seekers if seeker.id in seeker_ids],
            employers=[employer for employer in hall.employers if employer.id in employer_ids],
            pairs=pairs,
            resources=hall.resources,
            forbidden=[(s, e) for s, e in forbidden if s in seeker_ids and e in employer_ids],
        )
    except ProblemError as error:
        raise Invalid(N_("This fair contradicts itself: %(what)s."), what=str(error)) from error


def _within_reach(hall: Hall, fit: EmployerFit, columns: list[int]) -> npt.NDArray[np.float64]:
    """Everybody's fit with the employers in these columns; 0 where they cannot get to the booth."""
    inside = fit.fit[:, columns].copy()
    rows = {seeker_id: row for row, seeker_id in enumerate(fit.seeker_ids)}
    place = {fit.employer_ids[column]: number for number, column in enumerate(columns)}
    for seeker_id, employer_id in hall.out_of_reach:
        if seeker_id in rows and employer_id in place:
            inside[rows[seeker_id], place[employer_id]] = 0
    return inside


def _seekers_left_out(hall: Hall, fit: EmployerFit, people: set[int]) -> tuple[LeftOut, ...]:
    far = {seeker_id for seeker_id, _ in hall.out_of_reach}
    refused = {seeker_id for seeker_id, _ in fit.refused}
    left = []
    for row, seeker_id in enumerate(fit.seeker_ids):
        if seeker_id in people:
            continue
        if fit.fit[row].any():
            reason = "fits_only_out_of_reach" if seeker_id in far else "fits_only_left_out"
            left.append(LeftOut(seeker_id, reason))
        elif seeker_id in refused:
            left.append(LeftOut(seeker_id, "all_refused", fit.by_opening.bars_of(row)))
        else:
            opens = tuple(changes_that_help(fit.by_opening, row)[:MOST_CHANGES])
            left.append(LeftOut(seeker_id, "no_opening_fits", fit.by_opening.bars_of(row), opens))
    return tuple(left)


def _employers_left_out(hall: Hall, taking_part: set[int]) -> tuple[LeftOut, ...]:
    no_booth = [LeftOut(employer_id, "no_booth") for employer_id in hall.without_booth]
    no_opening = [
        LeftOut(employer.id, "no_opening") for employer in hall.employers if employer.id not in taking_part
    ]
    closed = [
        LeftOut(employer.id, "never_there")
        for employer in hall.employers
        if employer.id in taking_part and not employer.open_slots
    ]
    return tuple(sorted([*no_booth, *no_opening, *closed], key=lambda one: one.id))
