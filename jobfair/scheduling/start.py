"""Give the flow's pairs their slots: a first plan to improve on."""

from __future__ import annotations

import numpy as np

from jobfair.scheduling.blocks import refill_employer, refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: In fairs of more than so many people, so many are considered for each interviewer; all in smaller ones.
MANY_PEOPLE = 5_000
LINE = 3


def place_chosen(board: Board, chosen: BoolArray) -> None:
    """Give chosen and must pairs slots, the slot with the fewest free people first.

    In each slot those come first who have few free slots left for the interviews they still wait for.
    """
    grid = board.grid
    worth, board.worth = board.worth, np.zeros_like(board.worth)
    people, employers = np.nonzero((chosen | grid.must) & grid.eligible & ~board.met)
    promised = np.where(grid.must[people, employers], board.value[people, employers], 0.0)
    value = np.zeros_like(board.value)
    for employer in np.flatnonzero(grid.length > 1).tolist() if grid.any_long else ():
        # Long interviews need slots in a row, which only an empty plan has in plenty.
        value[people, employers] = 1.0 + promised
        refill_employer(board, employer, value)
    slots = np.argsort(grid.free.sum(axis=0), kind="stable")
    for index, slot in enumerate(slots.tolist()):
        left = slots[index:]
        waits = ~board.met[people, employers]
        to_go = np.bincount(people[waits], minlength=len(value))
        urgency = to_go / np.maximum(1, grid.free[:, left].sum(axis=1))
        to_host = np.bincount(employers[waits], minlength=value.shape[1])
        pressure = to_host / np.maximum(1, grid.interviewers * grid.open[:, left].sum(axis=1))
        wish = 1.0 + urgency[people] + pressure[employers] + promised
        if len(value) > MANY_PEOPLE:
            wish *= _is_near(employers, wish * waits * grid.free[people, slot], grid.interviewers)
        value[people, employers] = wish
        refill_slot(board, slot, value)
    board.worth = worth


def _is_near(employers: IntArray, wish: FloatArray, interviewers: IntArray) -> BoolArray:
    """Say which pairs are among the first in their employer's line, so that assignments stay small."""
    order = np.lexsort((-wish, employers))
    first = np.searchsorted(employers[order], employers[order])
    near = np.zeros(len(order), dtype=np.bool_)
    near[order] = np.arange(len(order)) - first < LINE * interviewers[employers[order]]
    return near & (wish > 0)
