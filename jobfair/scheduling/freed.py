"""Fill what came free on the day, and move nobody.

A plan without a usable seat stays one except where something came free; so only seats, units and people
that came free are looked at, slot by slot, the scarcest slot first. In a slot the filling is exact: one
rectangular assignment, as in `blocks`.
"""

from __future__ import annotations

import numpy as np

from jobfair.scheduling.blocks import fill_employer, not_outdone, seat_best
from jobfair.scheduling.board import Board
from jobfair.scheduling.day import Day
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray
from jobfair.scheduling.visits import place_visits


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
    table = board.value.take(people, axis=0).take(booths, axis=1)
    if not newly[people].all():
        table *= newly[people][:, None] | contested
    wanted = np.flatnonzero(table.any(axis=1))
    people, table = people[wanted], table[wanted]
    may = ~board.met[people].take(booths, axis=1)
    if board.bars_pairs:
        may &= ~board.barred(people, booths, slot)
    table *= may
    table += board.worth[board.count[people]][:, None] * (table > 0)
    likely = table.any(axis=1) & not_outdone(board, people, table, slot)
    people, table = _among_the_best(board, people[likely], table[likely], int(seats[booths].sum()))
    seat_best(board, slot, people, booths, table, seats[booths])


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
