"""Give chosen pairs their slots: a first plan to improve on."""

from __future__ import annotations

import numpy as np

from jobfair.scheduling.blocks import refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.records import BoolArray


def place_chosen(board: Board, chosen: BoolArray) -> None:
    """Give chosen pairs slots, the slot with the fewest free people first.

    In each slot those come first who have few free slots left for the interviews they still wait for.
    """
    grid = board.grid
    worth, board.worth = board.worth, np.zeros_like(board.worth)
    waiting = (chosen | grid.must) & ~board.met
    slots = np.argsort(grid.free.sum(axis=0), kind="stable")
    for index, slot in enumerate(slots.tolist()):
        left = slots[index:]
        to_go = (waiting & ~board.met).sum(axis=1)
        urgency = to_go / np.maximum(1, grid.free[:, left].sum(axis=1))
        seats_left = grid.interviewers * grid.open[:, left].sum(axis=1)
        pressure = (waiting & ~board.met).sum(axis=0) / np.maximum(1, seats_left)
        value = np.where(waiting, 1.0 + urgency[:, None] + pressure, 0.0)
        refill_slot(board, slot, np.where(grid.must & waiting, value + board.value, value))
    board.worth = worth
