"""Measure booths in made-up halls: seconds, competitors who are neighbours, cost beside random places.

`python -m benchmarks.booths [EMPLOYERS …]`; rows of twenty spots, a tenth of them empty; one employer in
three needs power, one in five wheelchair access, one in ten a spot near the door; people walk as in a plan
in which everybody has three interviews, mostly within two trades.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise

import numpy as np

from jobfair.scheduling import Booth, Spot, assign_booths

SECTORS = 12
ROW = 20
RANDOM_PLACES = 20


def hall(employers: int, random: np.random.Generator) -> tuple[list[Booth], list[Spot]]:
    """Make booths with needs and trades, and spots that offer a little more than that."""
    spots = [
        Spot(
            place,
            3.0 * (place % ROW),
            6.0 * (place // ROW),
            has_power=bool(random.random() < 0.5),
            has_access=bool(random.random() < 0.5),
            near_door=place < employers // 5,
            row=str(place // ROW),
        )
        for place in range(employers + employers // 10)
    ]
    booths = [
        Booth(
            place,
            bool(random.random() < 1 / 3),
            bool(random.random() < 0.2),
            bool(random.random() < 0.1),
            sector=str(random.integers(SECTORS)),
            crowd=float(random.random() ** 2),
        )
        for place in range(employers)
    ]
    return booths, spots


def walks(booths: list[Booth], random: np.random.Generator) -> dict[tuple[int, int], float]:
    """Walk twice for each of eight people an employer, mostly between booths of two trades."""
    found: dict[tuple[int, int], float] = {}
    trade = np.array([int(booth.sector or 0) for booth in booths])
    for _ in range(8 * len(booths)):
        liked = random.choice(SECTORS, 2, replace=False)
        weight = np.where(np.isin(trade, liked), 10.0, 1.0)
        visited = random.choice(len(booths), 3, replace=False, p=weight / weight.sum()).tolist()
        for first, second in pairwise(visited):
            pair = (min(first, second), max(first, second))
            found[pair] = found.get(pair, 0.0) + 1.0
    return found


def random_cost(
    booths: list[Booth],
    spots: list[Spot],
    walked: dict[tuple[int, int], float],
    random: np.random.Generator,
) -> tuple[float, float, float]:
    """Give cost without and with competitors, and competing neighbours, of a mean random feasible plan."""
    costs, rivals = [], []
    for _ in range(RANDOM_PLACES):
        order, places = random.permutation(len(booths)), random.permutation(len(spots))
        plan = assign_booths(
            [booths[place] for place in order], [spots[place] for place in places], walks=walked, swaps=0
        )
        costs.append(plan.cost_meters - 10_000 * plan.neighbouring_competitors)
        rivals.append(plan.neighbouring_competitors)
    cost, rival = float(np.mean(costs)), float(np.mean(rivals))
    return cost, cost + 10_000 * rival, rival


def main(sizes: list[int]) -> None:
    """Print one row for each size."""
    for employers in sizes:
        random = np.random.default_rng(3)
        booths, spots = hall(employers, random)
        walked = walks(booths, random)
        cost, _, rivals = random_cost(booths, spots, walked, random)
        started = time.process_time()
        plan = assign_booths(booths, spots, walks=walked)
        seconds = time.process_time() - started
        row = f"{employers} employers: {seconds:.2f} s, unplaced {len(plan.unplaced)}"
        row += f", competing neighbours {plan.neighbouring_competitors} (random {rivals:.1f})"
        row += f", cost {plan.cost_meters:.0f} m"
        row += f", {plan.cost_meters / cost - 1:+.1%} beside random without competitors"
        row += f", bound {plan.bound_meters:.0f} m, gap {plan.gap:.1%}\n"
        sys.stdout.write(row)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [120, 300])
