"""Take over a plan from elsewhere, as far as it keeps the rules."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

import numpy as np

from jobfair.scheduling.board import Board
from jobfair.scheduling.grid import Grid
from jobfair.scheduling.records import IntArray, Interview


def apart(grid: Grid, interviews: Iterable[Interview]) -> list[Interview]:
    """Give the interviews in which everybody is in one place at a time, the first come first."""
    busy: set[tuple[int, int]] = set()
    kept: dict[tuple[int, int], Interview] = {}
    for row, booth, slot in interviews:
        end = slot + int(grid.length[booth])
        covered = {(row, when) for when in range(slot, end)}
        if end <= grid.shape[2] and (row, booth) not in kept and not covered & busy:
            busy |= covered
            kept[row, booth] = (row, booth, slot)
    return list(kept.values())


def seat(board: Board, places: list[Interview]) -> None:
    """Put in what keeps every rule: all at once where all of it does, else one by one."""
    if board.grid.any_desk:
        # Visits come before what waits for them.
        places = sorted(places, key=itemgetter(2))
    rows, booths, slots = np.array(places, dtype=np.int64).reshape(-1, 3).T
    if _all_may(board, rows, booths, slots):
        board.put(rows, booths, slots)
        if _keeps_limits(board, rows, booths, slots):
            return
        board.take(rows, slots)
    for row, booth, slot in places:
        _put_if_allowed(board, row, booth, slot)


def _all_may(board: Board, rows: IntArray, booths: IntArray, slots: IntArray) -> bool:
    grid = board.grid
    if (slots + grid.length[booths] > grid.shape[2]).any():
        return False
    people, hosts, covered = board.covered(rows, booths, slots)
    once = len({*zip(people.tolist(), covered.tolist(), strict=True)}) == len(people)
    pairs = len({*zip(rows.tolist(), booths.tolist(), strict=True)}) == len(rows)
    wanted = (grid.eligible[rows, booths] | grid.needs[rows, booths]) & ~board.met[rows, booths]
    may = grid.free[people, covered] & grid.open[hosts, covered] & (board.employer_at[people, covered] < 0)
    return once and pairs and bool(wanted.all() and may.all())


def _keeps_limits(board: Board, rows: IntArray, booths: IntArray, slots: IntArray) -> bool:
    """Say whether caps, seats, units, rest, walks and desks are kept where something was just put in."""
    grid, at = board.grid, board.employer_at
    kept = (board.count[rows] <= grid.cap[rows]).all() and (board.held[booths] <= grid.most[booths]).all()
    people, hosts, covered = board.covered(rows, booths, slots)
    kept &= (board.taken[hosts, covered] <= grid.interviewers[hosts]).all()
    kinds = grid.resource[people]
    users = kinds >= 0
    units = board.used[kinds[users], covered[users]] <= grid.capacity[kinds[users], covered[users]]
    first, second = at[:, :-1], at[:, 1:]
    both = (first >= 0) & (second >= 0) & (first != second)
    barred = both & (grid.rests[:, None] | grid.far[first, second]) if grid.shape[1] else both
    in_order = not grid.any_desk or bool((board.ready[rows, booths] <= slots).all())
    return bool(kept and units.all() and not barred.any() and in_order)


def _put_if_allowed(board: Board, person: int, booth: int, slot: int) -> None:
    grid = board.grid
    one, there = np.array([person]), np.array([booth])
    seats = board.seats_at(booth)[slot : slot + int(grid.length[booth])]
    units = np.vstack([board.units_at(booth), np.ones((1, grid.shape[2]), dtype=np.int64)])
    has_time = board.count[person] < grid.cap[person] or grid.is_desk[booth]
    if (
        (grid.eligible[person, booth] or grid.needs[person, booth])
        and has_time
        and not board.met[person, booth]
        and board.may_visit(one, booth)[0, slot]
        and (seats > 0).all()
        and board.held[booth] < grid.most[booth]
        and units[grid.resource[person], slot] > 0
    ):
        board.put(one, there, np.array([slot]))
