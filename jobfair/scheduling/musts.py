"""Find slots for all must pairs at once, where filling slots one by one left some of them out."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from jobfair.scheduling.board import Board

#: Branch and bound nodes after which an exact answer is given up; a limit on work, so that answers do not
#: vary.
MOST_NODES = 2_000

Seat = tuple[int, int, int]


def place_musts(board: Board) -> None:
    """Put as many must pairs as possible on a board that holds the locked interviews alone.

    References
    ----------
    The HiGHS branch and bound in `scipy.optimize.milp`.
    """
    seats = _seats(board)
    if not seats:
        return
    members, limits = _rows(board, seats)
    columns = [column for row in members for column in row]
    places = [place for place, row in enumerate(members) for _ in row]
    matrix = coo_array((np.ones(len(columns)), (places, columns)), shape=(len(members), len(seats)))
    found = milp(
        -np.ones(len(seats)),
        constraints=LinearConstraint(matrix.tocsr(), ub=np.array(limits)),
        integrality=np.ones(len(seats), dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"node_limit": MOST_NODES},
    )
    # Without an answer in time nobody is placed here, and the sweeps do what they can.
    taken = np.zeros(len(seats)) if found.x is None else found.x
    people, employers, slots = np.array(seats)[taken > 0.5].T
    board.put(people, employers, slots)


def _seats(board: Board) -> list[Seat]:
    grid = board.grid
    seats: list[Seat] = []
    for person, employer in np.argwhere(board.missed_musts() & grid.eligible).tolist():
        may = board.may_visit(np.array([person]), employer)[0] & grid.begins(employer)
        seats.extend((person, employer, slot) for slot in np.flatnonzero(may).tolist())
    return seats


def _rows(board: Board, seats: list[Seat]) -> tuple[list[list[int]], list[int]]:
    """Give the rules as sets of seats and how many of each set may be taken."""
    grid, units = board.grid, board.units_left()
    rows: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    limits: dict[tuple[str, int, int], int] = {}
    days: defaultdict[int, list[int]] = defaultdict(list)
    for column, (person, employer, slot) in enumerate(seats):
        resource = int(grid.resource[person])
        limits["pair", person, employer] = 1
        rows["pair", person, employer].append(column)
        for when in range(slot, slot + int(grid.length[employer])):
            limits["person", person, when] = 1
            limits["booth", employer, when] = int(grid.interviewers[employer] - board.taken[employer, when])
            limits["resource", resource, when] = len(seats) if resource < 0 else int(units[resource, when])
            for key in (("person", person, when), ("booth", employer, when), ("resource", resource, when)):
                rows[key].append(column)
        days[person].append(column)
    apart = [list(two) for day in days.values() for two in combinations(day, 2) if _clash(board, seats, *two)]
    return [*rows.values(), *apart], [*(limits[key] for key in rows), *(1 for _ in apart)]


def _clash(board: Board, seats: list[Seat], first: int, second: int) -> bool:
    person, employer, slot = seats[first]
    _, next_employer, next_slot = seats[second]
    length = board.grid.length
    if next_slot != slot + length[employer] and slot != next_slot + length[next_employer]:
        return False
    return bool(board.grid.rests[person] or board.grid.far[employer, next_employer])
