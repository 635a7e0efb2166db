"""Improve a plan block by block until nothing changes, then shake it and improve it again."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from jobfair.scheduling.blocks import refill_employer, refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.plan import Limits, Progress

#: Fit within this part of the bound is as good as proven best.
CLOSE_ENOUGH = 1e-4


class Stopper:
    """Knows when to stop: cancelled by the caller, or out of time."""

    def __init__(self, limits: Limits, cancelled: Callable[[], bool] | None) -> None:
        self._ends_at = None if limits.seconds is None else time.monotonic() + limits.seconds
        self._cancelled = cancelled
        self.was_cancelled = False

    def stops(self) -> bool:
        """Say whether to stop now."""
        if self._cancelled is not None and self._cancelled():
            self.was_cancelled = True
        return self.was_cancelled or (self._ends_at is not None and time.monotonic() >= self._ends_at)


def sweep(board: Board, random: np.random.Generator, noise: float, stopper: Stopper) -> None:
    """Refill every slot and every employer once, in random order, valuing pairs with some noise."""
    people, employers, slots = board.grid.shape
    value = board.value
    if noise:
        value = np.where(value > 0, value + random.uniform(0, noise, (people, employers)), 0.0)
    for block in random.permutation(slots + employers).tolist():
        if stopper.stops():
            return
        if block < slots:
            refill_slot(board, block, value)
        else:
            refill_employer(board, block - slots, value)


def improve(
    board: Board,
    goal: tuple[tuple[int, ...], float],
    limits: Limits,
    random: np.random.Generator,
    stopper: Stopper,
    report: Callable[[Progress], None],
) -> None:
    """Sweep until the goal (bounds on counts and fit) or the limits are reached; keep the best plan."""
    best, best_score = board.employer_at.copy(), board.score()
    for round_number in range(limits.rounds):
        if stopper.stops() or _reached(board, goal):
            break
        left = 1 - round_number / limits.rounds
        sweep(board, random, 0.0 if round_number % 3 == 0 else 0.2 * left * left, stopper)
        if board.score() > best_score:
            best, best_score = board.employer_at.copy(), board.score()
        report(Progress("improve", 0.3 + 0.7 * (round_number + 1) / limits.rounds, best_score[1]))
    board.restore(best)


def _reached(board: Board, goal: tuple[tuple[int, ...], float]) -> bool:
    missed, counts, fit = board.score()
    return missed == 0 and counts == goal[0] and fit >= (1 - CLOSE_ENOUGH) * goal[1]
