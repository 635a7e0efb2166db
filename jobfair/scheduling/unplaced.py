"""Say why a person has no interview."""

from __future__ import annotations

import numpy as np

from jobfair.scheduling.board import Board
from jobfair.scheduling.plan import Unplaced
from jobfair.scheduling.problem import Problem


def explain_unplaced(problem: Problem, board: Board) -> tuple[Unplaced, ...]:
    """Give everybody without an interview with the first true reason, by seeker id."""
    people = np.flatnonzero(board.count == 0).tolist()
    return tuple(
        sorted(
            (_explain(problem.seekers[person].id, board, person) for person in people),
            key=lambda one: one.seeker,
        )
    )


def _explain(seeker: int, board: Board, person: int) -> Unplaced:
    grid = board.grid
    fitting = ~np.isnan(grid.fit[person])
    numbers = {"fitting_employers": int(fitting.sum()), "free_slots": int(grid.free[person].sum())}
    if grid.cap[person] == 0:
        return Unplaced(seeker, "cap_zero", numbers)
    if not grid.free[person].any():
        return Unplaced(seeker, "never_free", numbers)
    if not fitting.any():
        return Unplaced(seeker, "no_fitting_employer", numbers)
    booths = np.flatnonzero(grid.eligible[person])
    if not len(booths):
        return Unplaced(seeker, "never_free_when_open", numbers)
    return _explain_full(seeker, board, person, booths.tolist(), numbers)


def _explain_full(
    seeker: int, board: Board, person: int, booths: list[int], numbers: dict[str, int]
) -> Unplaced:
    grid = board.grid
    shared = grid.free[person] & grid.open[booths]
    seats = grid.interviewers[booths, None] - board.taken[booths]
    numbers |= {"open_employers": len(booths), "shared_slots": int(shared.any(axis=0).sum())}
    with_seat = shared & (seats > 0)
    hours_left = (grid.most - board.held)[booths] > 0
    numbers |= {"seats_left": int((with_seat & hours_left[:, None]).sum())}
    if not with_seat.any():
        return Unplaced(seeker, "booths_full", numbers)
    with_seat &= hours_left[:, None]
    if not with_seat.any():
        return Unplaced(seeker, "employers_full", numbers)
    return Unplaced(seeker, "resource_full", numbers)
