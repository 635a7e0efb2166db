"""Put the best parts of many plans together: an integer program over the seats that they use.

References
----------
C. Blum and others, Construct, merge, solve and adapt, Computers and Operations Research 68 (2016); the
HiGHS branch and cut in `scipy.optimize.milp`.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from jobfair.scheduling.board import Board
from jobfair.scheduling.records import IntArray
from jobfair.scheduling.seats import Seats, stages_of, write_rules

#: Seats of one program after another: those used most often, beside those of the plan at hand.
MOST_SEATS = (4_500, 7_500)
#: Branch and bound nodes; a limit on work, so that answers do not vary.
MOST_NODES = 20


class Memory:
    """Counts how often each seat was used, by its number in a table of shape (P, E, T)."""

    def __init__(self) -> None:
        self._times: Counter[int] = Counter()

    def note(self, board: Board) -> None:
        """Count the seats of a plan."""
        self._times.update(_numbers(board, _loose(board)).tolist())

    def seats(self, board: Board, most: int) -> IntArray:
        """Give the numbers of the plan's own seats and of those used most often."""
        own = _numbers(board, _loose(board))
        often = sorted(self._times, key=lambda seat: (-self._times[seat], seat))[:most]
        return np.union1d(own, np.array(often, dtype=np.int64))


def merge(board: Board, memory: Memory, seconds: float, most: int = MOST_SEATS[0]) -> None:
    """Make the best plan that uses remembered seats alone; keep the plan at hand where that fails.

    Must pairs stay where they are.

    Parameters
    ----------
    board
        Changed in place.
    memory
        The seats of earlier plans.
    seconds
        Most seconds to take.
    most
        Most remembered seats.
    """
    before, score = board.employer_at.copy(), board.score()
    numbers = memory.seats(board, most)
    loose = _loose(board)
    board.take(loose.people, loose.slots)
    seats = Seats(*np.unravel_index(numbers, board.grid.shape))
    may = board.may_take(*seats)
    seats = Seats(*(part[may] for part in seats))
    if len(seats.people):
        board.put(*_best(board, seats, seconds))
    if board.score() < score:
        board.restore(before)


def _loose(board: Board) -> Seats:
    """Give the seats of a plan that are neither locked nor a must pair's."""
    people, slots = np.nonzero((board.employer_at >= 0) & ~board.is_locked)
    employers = board.employer_at[people, slots]
    loose = ~board.grid.must[people, employers]
    return Seats(people[loose], employers[loose], slots[loose])


def _numbers(board: Board, seats: Seats) -> IntArray:
    numbers: IntArray = np.ravel_multi_index(seats, board.grid.shape)
    return numbers


def _best(board: Board, seats: Seats, seconds: float) -> Seats:
    """Give the best choice of seats to add to the board, none where the program has no answer in time."""
    rules, stages = write_rules(board, seats), stages_of(board, seats)
    count, levels = len(seats.people), len(stages.worth)
    rows = hstack([rules.rows, csr_array((len(rules.limits), levels))], format="csr")
    found = milp(
        -np.append(board.value[seats.people, seats.employers], stages.worth),
        constraints=[LinearConstraint(rows, ub=rules.limits), LinearConstraint(stages.links, 0, 0)],
        bounds=Bounds(0, 1),
        integrality=np.append(np.ones(count), np.zeros(levels)),
        options={"node_limit": MOST_NODES, "mip_rel_gap": 0.0, "time_limit": max(0.01, min(60.0, seconds))},
    )
    taken = np.zeros(count, dtype=np.bool_) if found.x is None else found.x[:count] > 0.5
    return Seats(*(part[taken] for part in seats))
