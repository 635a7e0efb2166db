"""Rank the tasks of a bench with the matcher and its peers, and measure speed and growth.

`python -m benchmarks.matching [FOLDER] [--only PART ...] [--tasks NAME ...] [--pictures FOLDER]`

Parts: `tasks` (nDCG@10 of all tasks, a column a way to rank), `speed` (1,000 queries over the bench's
openings), `openings` (10 best of 10,000 openings for 100,000 people), `growth` (over size, with a picture).
What is missing is named and left out. Speeds are ratios within one run: nothing else should run beside it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.matching_speed import Measured
from benchmarks.matching_tasks import FRESH, Missing, peers, table, tasks

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "matching"

PEOPLE, OPENINGS = 100_000, 10_000
#: what brute force is measured on, and how much larger the whole is
BRUTE = (10_000, 1_000)
BRUTE_TIMES = PEOPLE * OPENINGS // (BRUTE[0] * BRUTE[1])

#: sizes of one side, and of the other that stays
GROWTH = {
    "people": [(n, OPENINGS) for n in (12_500, 25_000, 50_000, 100_000)],
    "openings": [(20_000, m) for m in (2_500, 5_000, 10_000, 20_000, 40_000)],
}

TEXTS = (150, 300, 600, 1_200)


def measured(bench: Path, *what: object) -> Measured:
    """Measure one thing in a process of its own (see `benchmarks.matching_speed`)."""
    command = [sys.executable, "-m", "benchmarks.matching_speed", str(bench), *map(str, what)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
    found: Measured = json.loads(done.stdout)
    return found


def speed(bench: Path) -> Iterator[str]:
    """Seconds of ranking, and how many times those of each peer ours takes."""
    made, left_out = peers(bench)
    yield from (f"left out: {reason}" for reason in left_out)
    found = {name: measured(bench, "rank", name) for name in made}
    yield "| 1,000 queries over the openings | seconds | of the processor | jobfair takes | memory |"
    yield "|---|---|---|---|---|"
    for name, one in found.items():
        times = found[FRESH]["cpu"] / one["cpu"]
        cells = (
            f"{one['seconds']:.2f} | {one['cpu']:.2f} | {times:.2f} times as long | {one['peak_mb']:.0f} MB"
        )
        yield f"| {name} | {cells} |"


def openings(bench: Path) -> Iterator[str]:
    """The best openings for very many people, beside brute force and beside copying."""
    ours = measured(bench, "openings", PEOPLE, OPENINGS)
    brute = measured(bench, "brute", *BRUTE)
    copy = measured(bench, "copy", PEOPLE, OPENINGS)
    size = f"10 best of {OPENINGS:,} openings for {PEOPLE:,} people"
    yield f"{size}, {copy['shared_a_pair']:.1f} entries shared a pair:"
    took = f"{ours['seconds']:.1f} s ({ours['cpu']:.1f} of the processor)"
    yield f"jobfair {took}, {ours['peak_mb']:.0f} MB at most"
    for name, what in (("seconds", "s"), ("cpu", "s of the processor")):
        whole = brute[name] * BRUTE_TIMES
        share = ours[name] / whole
        yield f"brute force {whole:.1f} {what} ({BRUTE_TIMES} times a part); jobfair takes {share:.2f} of it"
    for name, what in (("seconds", "a score for each pair"), ("product_seconds", "every shared entry")):
        times = ours["seconds"] / copy[name]
        yield f"copying the bytes of {what} {copy[name]:.2f} s; jobfair takes {times:.1f} times that"


def growth(bench: Path, pictures: Path) -> Iterator[str]:
    """Seconds over the size of each side, the power they grow with, and a picture of both."""
    found = {
        side: [(n, m, least(bench, "openings", n, m)) for n, m in sizes] for side, sizes in GROWTH.items()
    }
    found["texts"] = [(n, 0, least(bench, "encode", n)) for n in TEXTS]
    for side, points in found.items():
        shown = ", ".join(f"{n:,} x {m:,}: {seconds:.2f} s" for n, m, seconds in points)
        yield f"{side}: {shown}; grows with the power {power(*axis(side, points)):.2f}"
    path = pictures / "matching-growth.svg"
    draw(found, path)
    yield f"drawn: {path.name}"


def least(bench: Path, *what: object) -> float:
    """Return the fewer seconds of the processor of two measurements."""
    return min(measured(bench, *what)["cpu"] for _ in range(2))


def axis(side: str, points: Sequence[tuple[int, int, float]]) -> tuple[list[int], list[float]]:
    """Return the sizes of the side that changes, and the seconds."""
    return [m if side == "openings" else n for n, m, _ in points], [seconds for *_, seconds in points]


def power(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return p where seconds grow as size to the power p (least squares on logarithms)."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def draw(found: dict[str, list[tuple[int, int, float]]], path: Path) -> None:
    """Draw seconds over size, a panel a side, with a line for growth in proportion."""
    import matplotlib as mpl  # noqa: PLC0415 - only this part draws

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "jobfair"
    from matplotlib import pyplot as plt  # noqa: PLC0415

    titles = {
        "people": "people (10,000 openings)",
        "openings": "openings (20,000 people)",
        "texts": "texts encoded",
    }
    figure, panels = plt.subplots(1, len(found), figsize=(4 * len(found), 3.2), layout="constrained")
    for panel, (side, points) in zip(panels, found.items(), strict=True):
        sizes, seconds = axis(side, points)
        panel.loglog(sizes, seconds, "o-", label="measured")
        panel.loglog(sizes, [seconds[0] * size / sizes[0] for size in sizes], ":", label="in proportion")
        panel.set(xlabel=titles[side], ylabel="seconds of the processor")
        panel.set_xticks(sizes, [f"{size:,}" for size in sizes])
        panel.set_xticks([], minor=True)
        panel.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for, or all, and print what they give."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", nargs="?", type=Path, default=BENCH, help="folder of tasks")
    parser.add_argument("--only", nargs="+", choices=["tasks", "speed", "openings", "growth"], default=None)
    parser.add_argument("--tasks", nargs="+", default=[], help="names of tasks")
    parser.add_argument("--pictures", type=Path, default=Path("docs/algorithms/pictures"))
    asked = parser.parse_args(arguments)
    parts = {
        "tasks": lambda: table(asked.bench, asked.tasks),
        "speed": lambda: speed(asked.bench),
        "openings": lambda: openings(asked.bench),
        "growth": lambda: growth(asked.bench, asked.pictures),
    }
    try:
        tasks(asked.bench)
        for part in asked.only or parts:
            for line in parts[part]():
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
    except Missing as missing:
        sys.stdout.write(f"skipped: {missing}\n")


if __name__ == "__main__":
    main()
