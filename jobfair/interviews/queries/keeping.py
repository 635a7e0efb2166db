"""Planning again without moving anybody: what was published stands, as far as it still can."""

from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.interviews.models import Interview
from jobfair.interviews.queries.problem import Places
from jobfair.interviews.queries.schedules import interviews_of, published_schedule
from jobfair.scheduling import Problem, possible_locks


@dataclass(frozen=True, slots=True)
class Kept:
    """Published interviews, by time and booth."""

    #: how many stand in the new plan
    number: int
    #: (seeker id, employer id, slot id) of those that cannot take place any more
    dropped: tuple[tuple[int, int, int], ...] = ()


def keep_published(
    session: Session, fair_id: int, problem: Problem, places: Places
) -> tuple[Problem, Places, Kept]:
    """Lock the published interviews of a fair, with their openings, and forbid what people gave up.

    A booth that moved takes its interviews along; one that cannot take place any more is dropped and named.
    Where one got longer and stands against another of the person, the other stays.
    """
    published = published_schedule(session, fair_id)
    if published is None:
        return problem, places, Kept(0)
    rows = interviews_of(session, published.id)
    pairs = places.pairs | _told_openings(places, rows)
    fits = [pairs[pair.seeker, pair.employer][1] for pair in problem.pairs()]
    given_up = _given_up(session, published.id) - {(row.seeker_id, row.employer_id) for row in rows}
    problem = replace(
        problem,
        pair_fits=np.array(fits, dtype=np.float64),
        forbidden=problem.forbidden | (given_up & pairs.keys()),
    )
    numbers = {slot_id: number for number, slot_id in enumerate(places.hall.slot_ids)}
    lengths = {employer.id: employer.slots_per_interview for employer in problem.employers}
    rows = sorted(rows, key=lambda row: row.slots != lengths.get(row.employer_id))
    told = [(row.seeker_id, row.employer_id, numbers.get(row.slot_id, -1)) for row in rows]
    locked = frozenset(possible_locks(problem, told))
    dropped = tuple(
        (row.seeker_id, row.employer_id, row.slot_id)
        for row, interview in zip(rows, told, strict=True)
        if interview not in locked
    )
    return replace(problem, locked=locked), replace(places, pairs=pairs), Kept(len(locked), dropped)


def _told_openings(places: Places, rows: list[Interview]) -> dict[tuple[int, int], tuple[int, float]]:
    """The opening that people were told, where it still fits, in place of the one that fits best now."""
    table = places.fit.by_opening
    fit = table.fit()
    people = {seeker.id: row for row, seeker in enumerate(table.seekers)}
    openings = {opening.id: column for column, opening in enumerate(table.openings)}
    found = {}
    for row in rows:
        pair = (row.seeker_id, row.employer_id)
        if pair in places.pairs and row.opening_id in openings:
            value = float(fit[people[row.seeker_id], openings[row.opening_id]])
            if value:
                found[pair] = (row.opening_id, value)
    return found


def _given_up(session: Session, schedule_id: int) -> set[tuple[int, int]]:
    rows = session.execute(
        select(Interview.seeker_id, Interview.employer_id).where(
            Interview.schedule_id == schedule_id, Interview.status == "cancelled"
        )
    )
    return {(seeker_id, employer_id) for seeker_id, employer_id in rows}
