"""The one exact move: clear a slot or a booth and fill it again as well as it can be filled.

In one slot, and at one employer, a person can have one interview at most; so the best filling is one
rectangular assignment, and everything outside the block is a mask on it.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from jobfair.scheduling.assignment import DUMMY_WORTH, assign
from jobfair.scheduling.board import PROMISE_WORTH, Board
from jobfair.scheduling.grid import best_runs
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
    sitting = board.sitting_in(slot)
    sat_at = board.employer_at[sitting, slot]
    board.take(sitting, np.full(len(sitting), slot))
    seats = board.seats_in(slot)
    booths = np.flatnonzero(seats > 0)
    people = np.flatnonzero(board.may_sit(slot) & (board.count < grid.cap))
    if not len(people) or not len(booths):
        return
    table = value[people].take(booths, axis=1)
    may = ~board.met[people].take(booths, axis=1)
    may &= table > 0
    if board.bars_pairs:
        may &= ~board.barred(people, booths, slot)
    table += board.worth[board.count[people]][:, None]
    floor = np.full(grid.shape[1], np.inf)
    np.minimum.at(floor, sat_at, value[sitting, sat_at] + board.worth[board.count[sitting]])
    full = np.bincount(sat_at, minlength=grid.shape[1]) >= seats
    floor = np.where(full, floor - SLACK, 0.0)[booths]
    table *= may
    likely = (table > floor).any(axis=1)
    likely |= np.isin(people, sitting, kind="table")
    likely &= not_outdone(board, people, table, slot)
    seat_best(board, slot, people[likely], booths, table[likely], seats[booths])


def seat_best(
    board: Board, slot: int, people: IntArray, booths: IntArray, table: FloatArray, seats: IntArray
) -> None:
    """Choose who sits where in a slot so that the values add up to the most.

    Parameters
    ----------
    board
        Changed in place.
    slot
        The slot.
    people, booths
        Who may be seated, and the booths with free seats.
    table
        What each person brings to each booth, 0 where they cannot meet, shape (people, booths).
    seats
        Free seats of each booth.
    """
    if not table.any():
        return
    seats = np.minimum(seats, len(people))
    if board.grid.any_promise:
        table, booths, seats = _with_promised(board, table, booths, seats)
    booth_of = np.repeat(np.arange(len(booths)), seats)
    chosen, taken = assign(table, booth_of, _kept_out(board, people, slot))
    board.put(people[chosen], booths[booth_of[taken]], np.full(len(taken), slot))


def _with_promised(
    board: Board, table: FloatArray, booths: IntArray, seats: IntArray
) -> tuple[FloatArray, IntArray, IntArray]:
    """Take the seats that employers were promised apart from their others, worth more than anybody's."""
    promised = np.minimum(board.promised_left()[booths], seats)
    some = np.flatnonzero(promised)
    more = table[:, some] + PROMISE_WORTH * (table[:, some] > 0)
    return (
        np.hstack([table, more]),
        np.append(booths, booths[some]),
        np.append(seats - promised, promised[some]),
    )


def not_outdone(board: Board, people: IntArray, table: FloatArray, slot: int) -> BoolArray:
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

    Where three or more shared resources are nearly used up in the same slot, or one is where long
    interviews overlap, the filling is feasible but may not be the best.

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
    if grid.is_desk[employer]:
        return
    sitting, slots = board.loose_at(employer)
    board.take(sitting, slots)
    left = int(grid.most[employer] - board.held[employer])
    worth = value[:, employer] + board.worth[board.count]
    wanted = (value[:, employer] > 0) & ~board.met[:, employer] & (board.count < grid.cap)
    if len(sitting) >= min(left, int(board.seats_at(employer).sum())) and not board.stay_worth.any():
        wanted &= worth >= worth[sitting].min(initial=np.inf) - SLACK
    people = np.flatnonzero(wanted)
    table = worth[people, None] + board.stay_worth[people]
    if grid.length[employer] == 1:
        fill_employer(board, employer, people, table)
        return
    best, most = (sitting, slots), float((worth[sitting] + board.stay_worth[sitting, slots]).sum())
    for stand in (slots, slots[:0]):
        fill_employer(board, employer, people, table, stand)
        filled = board.loose_at(employer)
        board.take(*filled)
        gain = float((worth[filled[0]] + board.stay_worth[filled]).sum())
        if gain > most:
            best, most = filled, gain
    board.put(best[0], np.full(len(best[0]), employer), best[1])


def fill_employer(
    board: Board, employer: int, people: IntArray, worth: FloatArray, stand: IntArray | None = None
) -> None:
    """Give free seats of one employer to the people who are worth most there.

    Parameters
    ----------
    board
        Changed in place.
    employer
        Place of the employer or desk.
    people
        People who have not met the employer and may have one more interview.
    worth
        What each of them is worth by first slot, 0 where they may not sit, shape (people, T).
    stand
        First slots of long interviews, one for each seat, that have to stay possible.
    """
    if not len(people):
        return
    left = int(board.grid.most[employer] - board.held[employer])
    seats = board.seats_at(employer)
    if board.grid.length[employer] > 1:
        seats = _runs(board, employer, people, worth, stand)
    seats = np.clip(seats, 0, max(0, min(left, len(people))))
    if not seats.any():
        return
    slot_of = np.repeat(np.arange(len(seats)), seats)
    may = _employer_mask(board, employer, people, seats)
    dummies = max(0, len(slot_of) - left)
    full = np.empty((len(people) + dummies, len(slot_of)))
    table = np.multiply(worth[:, slot_of], may, out=full[: len(people)])
    full[len(people) :] = DUMMY_WORTH * table.max()
    rows, chosen = linear_sum_assignment(full, maximize=True)
    real = (rows < len(people)) & (full[rows, chosen] > 0)
    rows, chosen = people[rows[real]], slot_of[chosen[real]]
    if board.grid.length[employer] > 1:
        kept = _within_units(board, employer, rows, chosen)
        rows, chosen = rows[kept], chosen[kept]
    board.put(rows, np.full(len(rows), employer), chosen)


def _runs(
    board: Board, employer: int, people: IntArray, worth: FloatArray, stand: IntArray | None
) -> IntArray:
    """Cut the free seats of a booth with long interviews into runs, those that people are worth most in.

    Returns
    -------
    array, shape (T,)
        Seats by first slot.
    """
    length = int(board.grid.length[employer])
    free = board.seats_at(employer)
    has_unit = np.vstack([board.units_at(employer) > 0, np.ones((1, len(free)), dtype=np.bool_)])
    table = worth * board.may_visit(people, employer) * has_unit[board.grid.resource[people]]
    seats = np.zeros_like(free)
    starts = [] if stand is None else stand.tolist()
    while True:
        for slot in starts:
            seats[slot] += 1
            free[slot : slot + length] -= 1
            # Whoever is worth most here needs no other run.
            table[np.argmax(table[:, slot])] = 0.0
        starts = best_runs(free > 0, length, table.max(axis=0, initial=0.0))
        if not starts:
            return seats


def _within_units(board: Board, employer: int, people: IntArray, slots: IntArray) -> IntArray:
    """Give which interviews of overlapping runs the shared resources suffice for, first come first."""
    left, length = board.units_left(), int(board.grid.length[employer])
    kept = []
    for place, (kind, slot) in enumerate(
        zip(board.grid.resource[people].tolist(), slots.tolist(), strict=True)
    ):
        if kind < 0 or (left[kind, slot : slot + length] > 0).all():
            kept.append(place)
            if kind >= 0:
                left[kind, slot : slot + length] -= 1
    return np.array(kept, dtype=np.int64)


def _employer_mask(board: Board, employer: int, people: IntArray, seats: IntArray) -> BoolArray:
    """Say which seat each person may take, shape (people, seats in all)."""
    kinds = board.grid.resource[people]
    slot_of = np.repeat(np.arange(len(seats)), seats)
    may: BoolArray = board.may_visit(people, employer)[:, slot_of]
    place = np.arange(len(slot_of)) - np.repeat(np.cumsum(seats) - seats, seats)
    for resource, left in enumerate(board.units_at(employer)):
        users = np.flatnonzero(kinds == resource)
        if len(users) and (left < seats).any():
            # Users of two resources take seats from opposite ends, so that neither is in the other's way.
            rank = place if resource % 2 == 0 else seats[slot_of] - 1 - place
            may[users] &= rank < left[slot_of]
    return may
