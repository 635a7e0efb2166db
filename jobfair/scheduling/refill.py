"""Repair a published plan on the day, from now on.

What happened is told as events, or by the problem itself: a no-show is free in no slot, a walk-in is one
more seeker, an employer or interpreter who is gone has nothing open. Slots before `now` are history and
stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from jobfair.scheduling.blocks import refill_employer, refill_slot
from jobfair.scheduling.bounds import bound_counts
from jobfair.scheduling.day import Day
from jobfair.scheduling.events import Event
from jobfair.scheduling.freed import fill_freed
from jobfair.scheduling.pairs import best_pairs
from jobfair.scheduling.plan import Limits
from jobfair.scheduling.prices import bound_fit
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import IntArray, Interview
from jobfair.scheduling.start import place_chosen
from jobfair.scheduling.sweeps import Stopper, cool, improve, settle

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
    affected_seekers, affected_employers
        Ids of those who need to be told.
    counts, fit
        People with at least 1, 2, … interviews, and the total fit, history included.
    """

    interviews: tuple[Interview, ...]
    cancelled: tuple[Interview, ...]
    added: tuple[Interview, ...]
    moved: tuple[tuple[int, int, int, int], ...]
    affected_seekers: tuple[int, ...]
    affected_employers: tuple[int, ...]
    counts: tuple[int, ...]
    fit: float


def refill(
    problem: Problem,
    published: Iterable[Interview],
    *,
    events: Iterable[Event] = (),
    now: int = 0,
    mode: Mode = "fill_only",
    seed: int = 0,
    limits: Limits = NO_COOLING,
) -> Refill:
    """Repair a plan once; to repair it again and again, keep a `Day` and use `repair`.

    Parameters
    ----------
    problem
        The fair as it is but for the events; its locked interviews are kept in every mode.
    published
        The plan so far, with everything that no longer holds.
    events
        What happened besides.
    now
        First slot that can still be changed.
    mode, seed, limits
        As in `repair`.

    Returns
    -------
    Refill

    Raises
    ------
    DayError
        Where an event is about somebody or something unknown.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, NoShow, Seeker
    >>> problem = Problem.build(
    ...     slot_count=2,
    ...     seekers=[Seeker(1, frozenset({0, 1}), 1), Seeker(2, frozenset({0, 1}), 1)],
    ...     employers=[Employer(9, 1, frozenset({0, 1}), 1)],
    ...     pairs=[(1, 9, 0.9), (2, 9, 0.4)],
    ... )
    >>> refill(problem, [(1, 9, 1)], events=[NoShow(1)], now=1).added
    ((2, 9, 1),)
    """
    day = Day(problem, published, now=now)
    day.happen(*events)
    return repair(day, mode=mode, seed=seed, limits=limits)


def repair(day: Day, *, mode: Mode = "fill_only", seed: int = 0, limits: Limits = NO_COOLING) -> Refill:
    """Fill what came free on a day since it was last repaired, and tell what is different.

    Parameters
    ----------
    day
        Changed in place.
    mode
        `fill_only` moves nobody whose interview can take place; `few_changes` also moves and cancels where
        somebody gains an interview that matters more; `replan` plans the rest of the day anew. Each starts
        from what the one before gives and keeps it unless its own is better.
    seed, limits
        For `replan`, as in `solve`.

    Returns
    -------
    Refill
        The difference from what people were last told.
    """
    before = day.standing()
    fill_freed(day)
    if mode != "fill_only":
        keep_better(day, lambda: _change_few(day, before))
    if mode == "replan":
        keep_better(day, lambda: _replan(day, limits, np.random.default_rng(seed)))
    return _tell(day)


def keep_better(day: Day, change: Callable[[], None]) -> None:
    """Change a day's plan, fill what came free, and take it all back where the plan is worse for it."""
    board = day.board
    best, best_score = board.employer_at.copy(), board.score()
    change()
    day.freed.people[:] = True
    fill_freed(day)
    if board.score() < best_score:
        board.restore(best)


def _change_few(day: Day, before: IntArray) -> None:
    """Sweep once with a bonus for what stood before, slots first and last, the scarcest slot first."""
    board = day.board
    keep = KEEP_PART * float(board.worth[max(0, len(board.worth) - 3)])
    for block in ("slots", "employers", "slots"):
        if block == "slots":
            _fill_slots(day, before, keep)
        else:
            for employer in range(board.grid.shape[1]):
                board.stay_worth = np.where(before == employer, keep, 0.0)
                refill_employer(board, employer, board.value)
    board.stay_worth = np.zeros(before.shape)


def _fill_slots(day: Day, before: IntArray, keep: float) -> None:
    board = day.board
    value = board.value.copy()
    order = np.argsort(board.grid.free.sum(axis=0), kind="stable")
    for slot in order[order >= day.now].tolist():
        people = np.flatnonzero(before[:, slot] >= 0)
        value[people, before[people, slot]] += keep
        refill_slot(board, slot, value)
        value[people, before[people, slot]] -= keep


def _replan(day: Day, limits: Limits, random: np.random.Generator) -> None:
    board, grid = day.board, day.board.grid
    shares = grid.free.astype(np.float32) @ grid.open.T.astype(np.float32) > 0
    rest = replace(grid, eligible=grid.eligible & shares)
    flow = best_pairs(rest)
    bound = bound_counts(rest)
    goal = (bound, bound_fit(rest, flow.prices, bound))
    board.take(*board.loose())
    stopper = Stopper(limits, None)
    place_chosen(board, flow.chosen)
    settle(board, flow.chosen, random, stopper)
    if not improve(board, flow.chosen, goal, random, stopper):
        cool(board, goal, limits, random, stopper, lambda _: None)


def _tell(day: Day) -> Refill:
    """Name what is different from what people were last told, and take it as told."""
    at = day.standing()
    rows, slots = np.nonzero(at != day.told)
    gone = [*day.without_a_side, *_named(day, day.told, rows, slots)]
    new = _named(day, at, rows, slots)
    day.told, day.without_a_side = at, []
    new_slot = {(seeker, employer): slot for seeker, employer, slot in new}
    old_pairs = {(seeker, employer) for seeker, employer, _ in gone}
    counts, fit = day.counts_and_fit()
    return Refill(
        interviews=day.interviews(),
        cancelled=tuple(sorted(one for one in gone if one[:2] not in new_slot)),
        added=tuple(sorted(one for one in new if one[:2] not in old_pairs)),
        moved=tuple(sorted((s, e, t, new_slot[s, e]) for s, e, t in gone if (s, e) in new_slot)),
        affected_seekers=tuple(sorted({one[0] for one in (*new, *gone)})),
        affected_employers=tuple(sorted({one[1] for one in (*new, *gone)})),
        counts=counts,
        fit=fit,
    )


def _named(day: Day, at: IntArray, rows: IntArray, slots: IntArray) -> list[Interview]:
    there = at[rows, slots] >= 0
    places = zip(rows[there].tolist(), at[rows, slots][there].tolist(), slots[there].tolist(), strict=True)
    return [(day.seeker_ids[row], day.employer_ids[booth], slot) for row, booth, slot in places]
