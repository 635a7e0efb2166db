"""Seats that a board leaves open, and the rules on them as rows of a linear program.

A seat is a person, an employer and a slot. What is on the board already stands: the rows limit what may
be added to it. The rules are those of `check.py`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, vstack

from jobfair.scheduling.board import Board
from jobfair.scheduling.records import FloatArray, IntArray


class Seats(NamedTuple):
    """Who could sit where and when; three arrays of the same length, by person and employer."""

    people: IntArray
    employers: IntArray
    slots: IntArray


class Rules(NamedTuple):
    """At most `limits` of the seats of each row, shape (rows, seats) and (rows,)."""

    rows: csr_array
    limits: FloatArray


class Stages(NamedTuple):
    """A first, second, … further interview of each person.

    `links` has a row for each person, seats taken less stages taken, which has to be 0; its columns are the
    seats, then the stages. `worth` is what each stage is worth.
    """

    links: csr_array
    worth: FloatArray


def stages_of(board: Board, seats: Seats) -> Stages:
    """Give the stages that these seats could fill."""
    people, row, times = np.unique(seats.people, return_inverse=True, return_counts=True)
    room = np.clip(board.grid.cap[people] - board.count[people], 0, times)
    owner = np.repeat(np.arange(len(people)), room)
    stage = board.count[people][owner] + np.arange(len(owner)) - np.repeat(np.cumsum(room) - room, room)
    signs = np.repeat([1.0, -1.0], [len(row), len(owner)])
    ends = (np.append(row, owner), np.arange(len(signs)))
    return Stages(csr_array((signs, ends), shape=(len(people), len(signs))), board.worth[stage])


def write_rules(board: Board, seats: Seats) -> Rules:
    """Write the rules on these seats, leaving out rows that no choice of seats can break."""
    grid = board.grid
    people, employers, slots = seats
    span = grid.shape[2]
    every = np.arange(len(people))
    kinds = grid.resource[people]
    users = np.flatnonzero(kinds >= 0)
    one = np.ones(1, dtype=np.int64)
    rules = [
        (people * span + slots, one, every),
        (people * grid.shape[1] + employers, one, every),
        (employers * span + slots, (grid.interviewers[:, None] - board.taken).ravel(), every),
        (employers, grid.most - board.held, every),
        (kinds[users] * span + slots[users], board.units_left().ravel(), users),
        *_apart(board, seats),
    ]
    rows, limits = [], []
    for keys, limit, members in rules:
        names, place, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        # History may be over a limit that was lowered since.
        most = np.maximum(0, limit[names] if len(limit) > 1 else np.repeat(limit, len(names)))
        tight = sizes > most
        kept = tight[place]
        renumbered = (np.cumsum(tight) - 1)[place[kept]]
        shape = (int(tight.sum()), len(people))
        rows.append(csr_array((np.ones(len(renumbered)), (renumbered, members[kept])), shape=shape))
        limits.append(most[tight].astype(np.float64))
    return Rules(vstack(rows, format="csr"), np.concatenate(limits))


def _apart(board: Board, seats: Seats) -> list[tuple[IntArray, IntArray, IntArray]]:
    """Give rest and walks as rules: at most one seat of two consecutive slots."""
    grid = board.grid
    people, employers, slots = seats
    one = np.ones(1, dtype=np.int64)
    # One slot more for each person, so that nobody's last slot is next to another's first.
    wide = people * (grid.shape[2] + 1) + slots
    resters = np.flatnonzero(grid.rests[people])
    apart = [(np.append(wide[resters], wide[resters] + 1), one, np.append(resters, resters))]
    patterns, zone = np.unique(grid.far, axis=0, return_inverse=True)
    for kind in np.flatnonzero(patterns.any(axis=1)).tolist():
        here = np.flatnonzero(zone[employers] == kind)
        there = np.flatnonzero(patterns[kind][employers])
        apart.append((np.append(wide[here] + 1, wide[there]), one, np.append(here, there)))
    return apart
