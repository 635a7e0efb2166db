"""Improve a plan block by block; where that gets stuck, shake it less and less."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import numpy as np

from jobfair.scheduling.blocks import refill_employer, refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.plan import Limits, Progress
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: A fit within this part of its bound is not worth another block, and within this not another sweep.
BLOCK_CLOSE, SWEEP_CLOSE = 1e-4, 2.5e-4
#: Noise on fits at the start and at the end of cooling; fits are 0 to 1.
HOT, COLD = 3.0, 0.003
#: Below 1, the heat that counts need is gone sooner and leaves more time for the fit.
COOLING_SHAPE = 0.9
#: Rounds that it takes to cool from hot; with fewer, cooling starts from less by this power of their part.
HOT_ROUNDS, HEAT_POWER = 60, 5
#: How many times as much noise those get who wait for the first interview that too few people have.
WAITING_NOISE = 2.0
#: Last part of the cooling that has no noise at all.
STILL = 0.03
#: Sweeps over the flow's pairs alone, to find slots for as many of them as possible.
SETTLING_SWEEPS = 6
#: Noise on the flow's pairs while they settle.
SETTLING_NOISE = 0.5
#: What a pair of the flow is favoured by in the first full sweep.
FLOW_BONUS = 0.05
#: Rounds of cooling by default: this many pairs' worth of work, within these limits.
ROUND_WORK, FEWEST_ROUNDS, MOST_ROUNDS = 5_000_000, 4, 160


#: Bounds on counts and fit.
Goal = tuple[tuple[int, ...], float]


#: More rounds than anybody has time for.
NO_LIMIT = 1_000_000_000
#: Seconds between two looks whether the caller has cancelled, while something else is under way.
LOOK_EVERY = 0.02

T = TypeVar("T")


class Stopper:
    """Knows how much of the limits is used up, and whether the caller has cancelled."""

    def __init__(self, limits: Limits, cancelled: Callable[[], bool] | None) -> None:
        self._started_at = time.monotonic()
        self._seconds = limits.seconds
        self._cancelled = cancelled
        self.was_cancelled = False

    def stops(self) -> bool:
        """Say whether to stop now."""
        if self._cancelled is not None and self._cancelled():
            self.was_cancelled = True
        return self.was_cancelled or self.seconds_left() <= 0

    def wait_for(self, work: Callable[[], T]) -> T | None:
        """Do what cannot be stopped half-way, such as a linear program; give None when cancelled meanwhile.

        The work, which may change nothing, then goes on to its end with nobody waiting for it.
        """
        if self._cancelled is None:
            return work()
        thread = ThreadPoolExecutor(1)
        under_way = thread.submit(work)
        thread.shutdown(wait=False)
        while not wait([under_way], LOOK_EVERY).done:
            self.was_cancelled = self.was_cancelled or self._cancelled()
            if self.was_cancelled:
                return None
        return under_way.result()

    def seconds_left(self) -> float:
        """Give the seconds left, which may be infinite."""
        if self._seconds is None:
            return float("inf")
        return self._seconds - (time.monotonic() - self._started_at)


def sweep(
    board: Board, value: FloatArray, order: IntArray, stopper: Stopper, goal: Goal | None = None
) -> None:
    """Refill every slot (blocks 0 to T - 1) and every employer (the rest) in the given order."""
    slots = board.grid.shape[2]
    for block in order.tolist():
        if stopper.stops() or (goal is not None and is_close(board, goal, BLOCK_CLOSE)):
            return
        if block < slots:
            refill_slot(board, block, value)
        else:
            refill_employer(board, block - slots, value)


def settle(board: Board, chosen: BoolArray, random: np.random.Generator, stopper: Stopper) -> None:
    """Find slots for as many chosen pairs as possible, whoever they belong to."""
    worth, board.worth = board.worth, np.zeros_like(board.worth)
    people, employers = np.nonzero((chosen | board.grid.must) & board.grid.eligible)
    promised = np.where(board.grid.must[people, employers], board.value[people, employers], 0.0)
    value = np.zeros_like(board.value)
    for _ in range(SETTLING_SWEEPS):
        if board.met[people, employers].all():
            break
        value[people, employers] = promised + random.uniform(1.0, 1.0 + SETTLING_NOISE, len(people))
        sweep(board, value, _order(board, random), stopper)
    board.worth = worth


def improve(
    board: Board,
    chosen: BoolArray,
    goal: Goal,
    random: np.random.Generator,
    stopper: Stopper,
) -> bool:
    """Sweep with a bonus for the flow's pairs, then without; say whether the goal is reached."""
    favoured = board.value.copy()
    favoured[chosen & (favoured > 0)] += FLOW_BONUS
    for value in (favoured, board.value):
        if is_close(board, goal):
            break
        order = _order(board, random)
        if board.fit() >= (1 - BLOCK_CLOSE) * goal[1]:
            # Employers first: their blocks are small, and few of them may be enough.
            order = order[np.argsort(order < board.grid.shape[2], kind="stable")]
        sweep(board, value, order, stopper, goal)
    return is_close(board, goal)


def cool(
    board: Board,
    goal: Goal,
    limits: Limits,
    random: np.random.Generator,
    stopper: Stopper,
    report: Callable[[Progress], None],
) -> None:
    """Sweep with noise that cools down until the goal or the limits are reached; keep the best plan."""
    best, best_score = board.employer_at.copy(), board.score()
    rounds, whole = _rounds(board, limits), stopper.seconds_left()
    for done in range(rounds):
        if stopper.stops() or is_close(board, goal):
            break
        used = max(done / rounds, 1 - stopper.seconds_left() / whole if limits.seconds else 0.0)
        # The first round shows how many there is time for; until then it is better to be too cold.
        expected = min(rounds, done / used) if used else rounds * (limits.seconds is None)
        hot = max(COLD, HOT * min(1.0, expected / HOT_ROUNDS) ** HEAT_POWER)
        sweep(board, _noisy(board, goal[0], random, hot, used), _order(board, random), stopper)
        if board.score() > best_score:
            best, best_score = board.employer_at.copy(), board.score()
        report(Progress("improve", 0.4 + 0.6 * min(1.0, used), best_score[1], gap_of(best_score[2], goal[1])))
    board.restore(best)


def gap_of(fit: float, bound: float) -> float:
    """Give the part of the bound that a fit falls short of, 0 to 1."""
    return min(1.0, max(0.0, 1 - fit / bound)) if bound else 0.0


def _rounds(board: Board, limits: Limits) -> int:
    """Give the rounds of cooling: as asked for, as many as there is time for, or by the size of the fair."""
    if limits.rounds is not None:
        return limits.rounds
    if limits.seconds is not None:
        return NO_LIMIT
    people, employers, _ = board.grid.shape
    return min(MOST_ROUNDS, max(FEWEST_ROUNDS, ROUND_WORK // max(1, people * employers)))


def is_close(board: Board, goal: Goal, part: float = SWEEP_CLOSE) -> bool:
    """Say whether the counts are at their bounds and the fit is close to its."""
    missed, counts, fit = board.score()
    return missed == 0 and counts == goal[0] and fit >= (1 - part) * goal[1]


def _order(board: Board, random: np.random.Generator) -> IntArray:
    _, employers, slots = board.grid.shape
    return random.permutation(slots + employers)


def _noisy(
    board: Board, bound: tuple[int, ...], random: np.random.Generator, hot: float, used: float
) -> FloatArray:
    """Give the value of each pair with noise, more of it for people who could lift the counts."""
    if used > 1 - STILL:
        return board.value
    noise = hot * (COLD / hot) ** (used**COOLING_SHAPE)
    noisy = random.uniform(0.0, noise, board.value.shape)
    noisy += board.value
    short = [level for level, pair in enumerate(zip(board.counts(), bound, strict=True)) if pair[0] < pair[1]]
    if short:
        waiting = board.count == short[0]
        noisy[waiting] += random.uniform(0.0, WAITING_NOISE * noise, (int(waiting.sum()), 1))
    noisy[board.value == 0] = 0.0
    return noisy
