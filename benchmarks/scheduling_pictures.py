"""Pictures of the scheduling benchmark for the docs: the gap over time, and the time over size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.scheduling_run import OURS

#: Colours that people who see colours differently can tell apart (Okabe and Ito), with a marker for print.
STYLES = {
    OURS: ("#0072B2", "o"),
    "by score": ("#999999", "v"),
    "greedy rounds": ("#009E73", "s"),
    "deferred acceptance": ("#CC79A7", "D"),
    "one model (HiGHS)": ("#D55E00", "^"),
    "one model (CP-SAT)": ("#E69F00", "P"),
}
#: A gap below this is drawn here: it is nothing.
LEAST_GAP = 1e-5


def draw_gaps(moments: dict[str, list[dict[str, Any]]], results: list[dict[str, Any]], out: Path) -> None:
    """Draw how far the fit is from its bound, and how many people the counts are short, over our time limit.

    Parameters
    ----------
    moments
        Our runs with rising limits, by fair.
    results
        All the runs; the best peer at the end is a dashed line where it has a plan.
    out
        An SVG file.
    """
    figure = Figure(figsize=(10.0, 3.8 * max(1, len(moments))), layout="constrained")
    axes = figure.subplots(max(1, len(moments)), 2, squeeze=False)
    for (fair, runs), (left, right) in zip(moments.items(), axes, strict=False):
        peers = [one for one in results if one["fair"] == fair and one["method"] != OURS and one["counts"]]
        _draw_fit(left, fair, runs)
        _draw_people(right, fair, runs, peers)
    _save(figure, out)


def _draw_fit(axes: Axes, fair: str, runs: list[dict[str, Any]]) -> None:
    colour, marker = STYLES[OURS]
    gaps = [100 * max(LEAST_GAP, 1 - run["fit"] / run["bound_fit"]) for run in runs]
    axes.set_yscale("log")
    axes.set_ylim(100 * LEAST_GAP, 10)
    axes.plot([run["limit"] for run in runs], gaps, color=colour, marker=marker)
    axes.set(title=f"{fair}: fit below its bound", xlabel="time limit, seconds", ylabel="percent")


def _draw_people(axes: Axes, fair: str, runs: list[dict[str, Any]], peers: list[dict[str, Any]]) -> None:
    colour, marker = STYLES[OURS]
    short = [people_short(run, run["bound_counts"]) for run in runs]
    axes.plot([run["limit"] for run in runs], short, color=colour, marker=marker)
    for peer in peers:
        colour, _ = STYLES[peer["method"]]
        short.append(people_short(peer, runs[-1]["bound_counts"]))
        axes.axhline(short[-1], color=colour, linestyle="--", linewidth=1)
        place = (runs[-1]["limit"], short[-1])
        axes.annotate(peer["method"], place, color=colour, ha="right", va="bottom", size=8)
    axes.set(title=f"{fair}: people below the bound", xlabel="time limit, seconds", ylabel="people")
    axes.set_ylim(0, 1.1 * max(5, *short))


def people_short(found: dict[str, Any], bounds: list[int]) -> int:
    """Count the people below the bound, up to the first number of interviews that is below it."""
    for reached, bound in zip(found["counts"], bounds, strict=False):
        if reached < bound:
            return int(bound - reached)
    return 0


def draw_times(results: list[dict[str, Any]], out: Path) -> None:
    """Draw the processor's seconds of each method over the eligible pairs; hollow where it found no plan."""
    figure = Figure(figsize=(9.0, 5.0), layout="constrained")
    axis = figure.subplots()
    for method, (colour, marker) in STYLES.items():
        runs = sorted(
            (found["size"], max(0.001, found["seconds"]), found["counts"] is not None)
            for found in results
            if found["method"] == method and "seconds" in found
        )
        for with_plan, face in ((True, colour), (False, "none")):
            points = [(size, seconds) for size, seconds, has_plan in runs if has_plan is with_plan]
            if points:
                label = method if with_plan else f"{method}: no plan"
                axis.scatter(
                    *zip(*points, strict=True), edgecolors=colour, c=face, marker=marker, label=label
                )
    axis.set(
        xscale="log", yscale="log", xlabel="eligible pairs of the fair", ylabel="seconds of one processor"
    )
    axis.set_title("Time to plan a fair")
    axis.grid(visible=True, which="major", linewidth=0.4, alpha=0.5)
    axis.legend(fontsize=8, loc="upper left")
    _save(figure, out)


def _save(figure: Figure, out: Path) -> None:
    """Save without a date and with steady ids, so that the same figures give the same file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context({"svg.hashsalt": "jobfair", "svg.fonttype": "path"}):
        figure.savefig(out, metadata={"Date": None})
