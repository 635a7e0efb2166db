"""The one exact move: clear a slot or a booth and fill it again as well as it can be filled.

In one slot, and at one employer, a person can have one interview at most; so the best filling is one
rectangular assignment, and everything outside the block is a mask on it.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from jobfair.scheduling.assignment import DUMMY_WORTH, assign
from jobfair.scheduling.board import Board
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: How much less than the least of those who sit at a full booth somebody may bring to be considered
#: there; an exchange that gains elsewhere what it loses here still finds its way.
SLACK = 0.4


def refill_slot(board: Board, slot: int, value: FloatArray) -> None:
    """Fill one slot again as well as possible, given all the other slots.

    Parameters
    ----------
    board
        Changed in place.
    slot
        The slot.
    value
        Value of each pair, shape (P, E); `board.value`, with noise where wanted.
    """
    grid = board.grid
    sitting = np.flatnonzero((board.employer_at[:, slot] >= 0) & ~board.is_locked[:, slot])
    sat_at = board.employer_at[sitting, slot]
    board.take(sitting, np.full(len(sitting), slot))
    seats = np.minimum(grid.interviewers - board.taken[:, slot], grid.most - board.held)
    booths = np.flatnonzero(grid.open[:, slot] & (seats > 0))
    hopes: BoolArray = np.any((value > 0) & ~board.met, axis=1)
    people = np.flatnonzero(board.may_sit(slot) & (board.count < grid.cap) & hopes)
    if not len(people) or not len(booths):
        return
    table = value[people[:, None], booths]
    may = (table > 0) & ~board.met[people[:, None], booths]
    if board.any_far:
        may &= ~board.too_far(people, booths, slot)
    table += board.worth[board.count[people]][:, None]
    floor = np.full(grid.shape[1], np.inf)
    np.minimum.at(floor, sat_at, value[sitting, sat_at] + board.worth[board.count[sitting]])
    full = np.bincount(sat_at, minlength=grid.shape[1]) >= seats
    floor = np.where(full, floor - SLACK, 0.0)[booths]
    table *= may
    likely = (table > floor).any(axis=1)
    likely |= np.isin(people, sitting)
    likely &= _likely(board, people, table, slot)
    people, table = people[likely], table[likely]
    if not table.any():
        return
    booth_of = np.repeat(np.arange(len(booths)), np.minimum(seats[booths], len(people)))
    chosen, taken = assign(table, booth_of, _kept_out(board, people, slot))
    board.put(people[chosen], booths[booth_of[taken]], np.full(len(taken), slot))


def _likely(board: Board, people: IntArray, table: FloatArray, slot: int) -> BoolArray:
    """Leave out users of a scarce resource whom others outdo everywhere.

    With k units left at most k users sit down, so a user who is not among the best k of any employer can
    always be replaced by one who is.
    """
    likely: BoolArray = np.ones(len(people), dtype=np.bool_)
    kinds = board.grid.resource[people]
    for resource, left in enumerate(board.units_left()[:, slot].tolist()):
        users = np.flatnonzero(kinds == resource)
        if left < len(users):
            best = np.argpartition(-table[users], left, axis=0)[:left]
            likely[users] = False
            likely[users[best]] = True
    return likely


def _kept_out(board: Board, people: IntArray, slot: int) -> BoolArray:
    """Keep all but as many users of each resource as there are units from sitting down, one by each row."""
    users = [board.grid.resource[people] == resource for resource in range(len(board.grid.capacity))]
    left = board.units_left()[:, slot].tolist()
    too_many = [max(0, int(kind.sum()) - units) for kind, units in zip(users, left, strict=True)]
    kept_out: BoolArray = np.repeat(np.reshape(users, (-1, len(people))).astype(np.bool_), too_many, axis=0)
    return kept_out


def refill_employer(board: Board, employer: int, value: FloatArray) -> None:
    """Fill one employer's day again as well as possible, given all the other employers.

    Where three or more shared resources are nearly used up in the same slot, the filling is feasible but
    may not be
    the best.

    Parameters
    ----------
    board
        Changed in place.
    employer
        Place of the employer.
    value
        As in `refill_slot`.
    """
    grid = board.grid
    sitting, slots = np.nonzero((board.employer_at == employer) & ~board.is_locked)
    board.take(sitting, slots)
    left = int(grid.most[employer] - board.held[employer])
    seats = np.where(grid.open[employer], grid.interviewers[employer] - board.taken[employer], 0)
    worth = value[:, employer] + board.worth[board.count]
    wanted = (value[:, employer] > 0) & ~board.met[:, employer] & (board.count < grid.cap)
    if len(sitting) >= min(left, int(seats.sum())) and not board.stay_worth.any():
        wanted &= worth >= worth[sitting].min(initial=np.inf) - SLACK
    people = np.flatnonzero(wanted)
    seats = np.minimum(seats, max(0, min(left, len(people))))
    slot_of = np.repeat(np.arange(len(seats)), seats)
    if not len(people) or not len(slot_of):
        return
    may = _employer_mask(board, employer, people, seats)
    full = np.where(may, worth[people, None] + board.stay_worth[people][:, slot_of], 0.0)
    dummies = max(0, len(slot_of) - left)
    full = np.vstack([full, np.full((dummies, len(slot_of)), DUMMY_WORTH * full.max())])
    rows, chosen = linear_sum_assignment(full, maximize=True)
    real = (rows < len(people)) & (full[rows, chosen] > 0)
    rows, chosen = people[rows[real]], slot_of[chosen[real]]
    board.put(rows, np.full(len(rows), employer), chosen)


def _employer_mask(board: Board, employer: int, people: IntArray, seats: IntArray) -> BoolArray:
    """Say which seat each person may take, shape (people, seats in all)."""
    kinds = board.grid.resource[people]
    slot_of = np.repeat(np.arange(len(seats)), seats)
    may: BoolArray = board.may_visit(people, employer)[:, slot_of]
    place = np.arange(len(slot_of)) - np.repeat(np.cumsum(seats) - seats, seats)
    for resource, left in enumerate(board.units_left()):
        # Users of two resources take seats from opposite ends, so that neither stands in the other's way.
        rank = place if resource % 2 == 0 else seats[slot_of] - 1 - place
        may &= (kinds != resource)[:, None] | (rank < left[slot_of])
    return may
