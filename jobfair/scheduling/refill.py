"""Repair a published plan on the day, from now on.

What happened is told by the problem: a no-show is free in no slot, somebody late or leaving early has
fewer, a walk-in is one more seeker, an employer or interpreter who is gone has nothing open. Slots before
`now` are history and stay as they were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from jobfair.scheduling.blocks import refill_employer, refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.grid import Grid, make_grid
from jobfair.scheduling.pairs import best_pairs
from jobfair.scheduling.plan import Interview, Limits
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import IntArray
from jobfair.scheduling.sweeps import Stopper, cool, improve

Mode = Literal["fill_only", "few_changes", "replan"]

#: What a published interview is worth when few changes are wanted, as a part of the worth of a person's
#: last interview but one: nobody is moved for anybody's last interview.
KEEP_PART = 0.25
#: By default a new plan for the rest of the day is swept, not cooled.
NO_COOLING = Limits(rounds=0)


@dataclass(frozen=True, slots=True)
class Refill:
    """A repaired plan and what is different in it; interviews are (seeker, employer, slot), sorted.

    Parameters
    ----------
    interviews
        The whole day: history, what stands, and what is new.
    cancelled
        Published interviews that are not in the plan any more and were not moved.
    added
        Interviews of pairs that were not published.
    moved
        Tuples (seeker, employer, old slot, new slot).
    affected
        Ids of seekers who need to be told.
    counts, fit
        People with at least 1, 2, … interviews, and the total fit, history included.
    """

    interviews: tuple[Interview, ...]
    cancelled: tuple[Interview, ...]
    added: tuple[Interview, ...]
    moved: tuple[tuple[int, int, int, int], ...]
    affected: tuple[int, ...]
    counts: tuple[int, ...]
    fit: float


def refill(
    problem: Problem,
    published: Iterable[Interview],
    *,
    now: int = 0,
    mode: Mode = "fill_only",
    seed: int = 0,
    limits: Limits = NO_COOLING,
) -> Refill:
    """Fill the seats that have come free.

    Parameters
    ----------
    problem
        The fair as it is now; its locked interviews are kept in every mode.
    published
        The plan so far, with everything that no longer holds.
    now
        First slot that can still be changed.
    mode
        `fill_only` moves nobody; `few_changes` moves where somebody gains an interview that matters more;
        `replan` plans the rest of the day anew.
    seed, limits
        For `replan`, as in `solve`.

    Returns
    -------
    Refill

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Seeker
    >>> gone, here = Seeker(1, frozenset(), 1), Seeker(2, frozenset({0, 1}), 1)
    >>> problem = Problem.build(
    ...     slot_count=2,
    ...     seekers=[gone, here],
    ...     employers=[Employer(9, 1, frozenset({0, 1}), 1)],
    ...     pairs=[(1, 9, 0.9), (2, 9, 0.4)],
    ... )
    >>> refill(problem, [(1, 9, 1)], now=1).added
    ((2, 9, 1),)
    """
    standing = sorted(set(published))
    grid = make_grid(replace(problem, locked=frozenset()))
    board = _board_now(problem, grid, standing, now)
    if mode == "fill_only":
        board.is_locked |= board.employer_at >= 0
        _fill(board, board.employer_at.copy())
    elif mode == "few_changes":
        before = board.employer_at.copy()
        _fill(board, before)
        _fill_employers(board, before)
        _fill(board, before)
    else:
        _replan(board, limits, np.random.default_rng(seed))
    return _differences(problem, board, standing, now)


def _board_now(problem: Problem, grid: Grid, standing: list[Interview], now: int) -> Board:
    """Set up history and locks as locked, then what still holds; slots of the past are closed."""
    people = {seeker.id: place for place, seeker in enumerate(problem.seekers)}
    booths = {employer.id: place for place, employer in enumerate(problem.employers)}
    places = [(people[s], booths[e], t) for s, e, t in standing if s in people and e in booths]
    locks = {(people[s], booths[e], t) for s, e, t in problem.locked if t >= now}
    history = [place for place in places if place[2] < now and not np.isnan(grid.fit[place[0], place[1]])]
    fixed = np.array(sorted({*history, *locks}), dtype=np.int64).reshape(-1, 3)
    free = grid.free.copy()
    free[:, :now] = False
    board = Board(replace(grid, free=free, locked=fixed))
    for person, booth, slot in places:
        if slot >= now and (person, booth, slot) not in locks:
            _put_if_allowed(board, person, booth, slot)
    return board


def _put_if_allowed(board: Board, person: int, booth: int, slot: int) -> None:
    grid = board.grid
    one, there = np.array([person]), np.array([booth])
    resource = int(grid.resource[person])
    if (
        grid.eligible[person, booth]
        and not board.met[person, booth]
        and board.may_visit(one, booth)[0, slot]
        and board.count[person] < grid.cap[person]
        and grid.open[booth, slot]
        and board.taken[booth, slot] < grid.interviewers[booth]
        and board.held[booth] < grid.most[booth]
        and (resource < 0 or board.used[resource, slot] < grid.capacity[resource, slot])
    ):
        board.put(one, there, np.array([slot]))


def _fill(board: Board, before: IntArray) -> None:
    """Refill the slots, the scarcest first, in favour of what stood before."""
    for slot in np.argsort(board.grid.free.sum(axis=0), kind="stable").tolist():
        value = board.value.copy()
        people = np.flatnonzero(before[:, slot] >= 0)
        value[people, before[people, slot]] += _keep_worth(board)
        refill_slot(board, slot, value)


def _fill_employers(board: Board, before: IntArray) -> None:
    for employer in range(board.grid.shape[1]):
        board.stay_worth = np.where(before == employer, _keep_worth(board), 0.0)
        refill_employer(board, employer, board.value)


def _keep_worth(board: Board) -> float:
    return KEEP_PART * float(board.worth[max(0, len(board.worth) - 3)])


def _replan(board: Board, limits: Limits, random: np.random.Generator) -> None:
    stopper = Stopper(limits, None)
    flow = best_pairs(board.grid)
    goal = ((len(board.count),) * len(board.counts()), float("inf"))
    improve(board, flow.chosen, goal, random, stopper)
    cool(board, goal, limits, random, stopper, lambda _: None)


def _differences(problem: Problem, board: Board, standing: list[Interview], now: int) -> Refill:
    seekers = [seeker.id for seeker in problem.seekers]
    employers = [employer.id for employer in problem.employers]
    planned = {(seekers[person], employers[booth], slot) for person, booth, slot in board.interviews()}
    history = {interview for interview in standing if interview[2] < now}
    day = sorted(planned | history)
    new, gone = sorted(set(day) - set(standing)), sorted(set(standing) - set(day))
    new_slot = {(seeker, employer): slot for seeker, employer, slot in new}
    old_pairs = {(seeker, employer) for seeker, employer, _ in gone}
    moved = tuple((s, e, t, new_slot[s, e]) for s, e, t in gone if (s, e) in new_slot)
    return Refill(
        interviews=tuple(day),
        cancelled=tuple(one for one in gone if one[:2] not in new_slot),
        added=tuple(one for one in new if one[:2] not in old_pairs),
        moved=moved,
        affected=tuple(sorted({one[0] for one in (*new, *gone)})),
        counts=board.counts(),
        fit=board.fit(),
    )
