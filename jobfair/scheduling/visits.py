"""Visits to support desks, placed before any interview: as early as possible, one assignment a desk."""

from __future__ import annotations

from dataclasses import replace
from graphlib import TopologicalSorter

import numpy as np

from jobfair.scheduling.blocks import fill_employer
from jobfair.scheduling.board import Board
from jobfair.scheduling.grid import Grid
from jobfair.scheduling.records import BoolArray, IntArray

#: What a visit is worth beside the slots it comes earlier, and one that an interview already waits for.
VISIT_WORTH, AWAITED_WORTH = 100_000.0, 10_000_000.0


def place_visits(board: Board, first_slot: int = 0) -> None:
    """Give everybody the visits they need, as many as possible and then as early as possible.

    Desks that come before others go first. A visit ends before the interviews that wait for it and are on
    the board already; where that cannot be, there is none.

    Parameters
    ----------
    board
        Changed in place.
    first_slot
        Visits begin in this slot or later.
    """
    grid = board.grid
    order = TopologicalSorter[int](dict.fromkeys(np.flatnonzero(grid.is_desk).tolist(), ()))
    for desk, later in np.argwhere(grid.before).tolist():
        order.add(later, desk)
    for desk in order.static_order():
        people = np.flatnonzero(grid.needs[:, desk] & ~board.met[:, desk])
        latest = _latest_start(board, people, desk)
        slots = np.arange(grid.shape[2])
        worth = np.where((latest < grid.shape[2])[:, None], AWAITED_WORTH, VISIT_WORTH) - slots
        may = (slots >= first_slot) & (slots <= latest[:, None])
        fill_employer(board, desk, people, np.where(may, worth, 0.0))


def _latest_start(board: Board, people: IntArray, desk: int) -> IntArray:
    """Give the last slot in which each visit can begin for what waits for it; past the day where nothing."""
    at = board.employer_at[people]
    waits = np.append(board.grid.before[desk], False)[at]
    first: IntArray = np.where(waits.any(axis=1), np.argmax(waits, axis=1), 10 * at.shape[1])
    return first - int(board.grid.length[desk])


def within_reach(board: Board) -> Grid:
    """Give the grid without the pairs that the visits leave no time for."""
    eligible: BoolArray = board.grid.eligible.copy()
    people = np.arange(len(eligible))
    for employer in np.flatnonzero(board.grid.before.any(axis=0)).tolist():
        may = board.may_visit(people, employer) & board.grid.begins(employer)
        eligible[:, employer] &= may.any(axis=1) | board.met[:, employer]
    return replace(board.grid, eligible=eligible)
