"""Fill what came free on the day, and move nobody.

A plan without a usable seat stays one except where something came free; so only seats, units and people
that came free are looked at, slot by slot, the scarcest slot first. In a slot the filling is exact: one
rectangular assignment, as in `blocks`.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from jobfair.scheduling.blocks import fill_employer
from jobfair.scheduling.board import Board
from jobfair.scheduling.day import Day
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray
from jobfair.scheduling.visits import place_visits

#: What it is worth to keep a unit from being overused, as a multiple of the most any seat is worth.
DUMMY_WORTH = 4.0


def fill_freed(day: Day) -> None:
    """Give free seats to people who can take them, so that no usable seat is left.

    Parameters
    ----------
    day
        Changed in place; nothing counts as freed afterwards.
    """
    board, freed = day.board, day.freed
    if board.grid.any_desk:
        place_visits(board, day.now)
    for employer in np.flatnonzero(board.grid.length > 1).tolist() if board.grid.any_long else ():
        _fill_runs(day, employer)
    slots = np.arange(day.now, board.grid.shape[2])
    can_come = board.grid.free[:, slots]
    touched = freed.seats[:, slots].any(axis=0) | freed.units[:, slots].any(axis=0)
    touched |= can_come[freed.people].any(axis=0)
    slots = slots[touched]
    for slot in slots[np.argsort(can_come[:, touched].sum(axis=0), kind="stable")].tolist():
        _fill_slot(day, slot)
    freed.clear()


def _fill_runs(day: Day, employer: int) -> None:
    """Fill the runs of free slots at a booth with long interviews, until nobody can come any more."""
    board, grid = day.board, day.board.grid
    held, before = int(board.held[employer]), -1
    while held > before and not grid.is_desk[employer]:
        may = (board.value[:, employer] > 0) & ~board.met[:, employer] & (board.count < grid.cap)
        people = np.flatnonzero(may)
        worth = board.value[people, employer] + board.worth[board.count[people]]
        fill_employer(board, employer, people, np.tile(worth[:, None], grid.shape[2]))
        held, before = int(board.held[employer]), held


def _fill_slot(day: Day, slot: int) -> None:
    board, freed, grid = day.board, day.freed, day.board.grid
    seats = board.seats_in(slot)
    booths = np.flatnonzero(seats > 0)
    able = board.may_sit(slot) & (board.count < grid.cap)
    newly = freed.people.copy()
    for kind in np.flatnonzero(freed.units[:, slot]).tolist():
        newly |= grid.resource == kind
    contested = freed.seats[booths, slot]
    people = np.flatnonzero(able if contested.any() else able & newly)
    if not len(people) or not len(booths):
        return
    table = board.value[people[:, None], booths]
    if not newly[people].all():
        table *= newly[people][:, None] | contested
    wanted = np.flatnonzero(table.any(axis=1))
    people, table = people[wanted], table[wanted]
    table *= ~(board.met[people[:, None], booths] | board.barred(people, booths, slot))
    table += board.worth[board.count[people]][:, None] * (table > 0)
    _seat_best(board, slot, people, booths, table, seats[booths])


def _seat_best(
    board: Board, slot: int, people: IntArray, booths: IntArray, table: FloatArray, seats: IntArray
) -> None:
    """Choose who sits where so that the values, shape (people, booths), add up to the most."""
    people, table = _within_units(board, slot, people, table)
    people, table = _among_the_best(board, people, table, int(seats.sum()))
    if not table.any():
        return
    columns = np.repeat(np.arange(len(booths)), np.minimum(seats, len(people)))
    rows = [table.T[columns]]
    for kind, left in enumerate(board.units_left()[:, slot].tolist()):
        users = board.grid.resource[people] == kind
        rows.append(np.tile(users * (DUMMY_WORTH * table.max()), (max(0, int(users.sum()) - left), 1)))
    full = np.vstack(rows)
    taken, chosen = linear_sum_assignment(full, maximize=True)
    real = (taken < len(columns)) & (full[taken, chosen] > 0)
    taken, chosen = taken[real], chosen[real]
    board.put(people[chosen], booths[columns[taken]], np.full(len(taken), slot))


def _within_units(
    board: Board, slot: int, people: IntArray, table: FloatArray
) -> tuple[IntArray, FloatArray]:
    """Leave out who wants nothing, and users of a resource whom others outdo everywhere, as in `blocks`."""
    likely: BoolArray = np.any(table, axis=1)
    kinds = board.grid.resource[people]
    for kind, left in enumerate(board.units_left()[:, slot].tolist()):
        users = np.flatnonzero(likely & (kinds == kind))
        if left < len(users):
            likely[users] = False
            likely[users[np.argpartition(-table[users], left, axis=0)[:left]]] = True
    return people[likely], table[likely]


def _among_the_best(
    board: Board, people: IntArray, table: FloatArray, seats: int
) -> tuple[IntArray, FloatArray]:
    """Leave out who is outdone at every booth by as many as there are seats: one of those has none.

    Users of resources stay, since they cannot stand in for each other.
    """
    others = np.flatnonzero(board.grid.resource[people] < 0)
    if len(others) <= seats:
        return people, table
    likely: BoolArray = board.grid.resource[people] >= 0
    likely[others[np.argpartition(-table[others], seats, axis=0)[:seats]]] = True
    return people[likely], table[likely]
