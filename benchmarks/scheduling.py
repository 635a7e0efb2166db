"""Plan the bench's fairs with the solver and its peers, each in a process of its own, one after the other.

`make bench-scheduling`, or `python -m benchmarks.scheduling FOLDER` with options (`--help`). FOLDER holds
files in the format `jobfair-instance/1`. Seconds are the processor's; `times` is a method's time as a
multiple of ours in the same run. A gap is told of plans whose counts are those our bound on the fit is for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from benchmarks.one_model import models
from benchmarks.scheduling_peers import PEERS
from benchmarks.scheduling_run import OURS, fair_of

#: Seconds our solver is given, by how a fair's name begins; the first that suits.
OUR_SECONDS = {"small": 6.0, "csplib": 6.0, "city": 6.0, "state_tight": 10.0, "state": 3.0, "": 30.0}
#: Seconds beyond its limit after which a process is ended; reading, writing the model and checking take some.
GRACE = 60.0
#: Parts of our time limit at which the gap is looked at for the picture.
MOMENTS = (0.1, 0.2, 0.4, 0.7, 1.0, 2.0)

HEAD = (
    f"{'fair':16} {'method':20} {'seconds':>8} {'times':>6} {'MB':>6}  "
    f"{'people with >=1, >=2, ...':28} {'fit':>10} {'gap':>8} {'Gini':>5}"
)


def measure(path: Path, method: str, seconds: float) -> dict[str, Any]:
    """Run one method on one fair in its own process.

    Returns
    -------
    dict
        As `benchmarks.scheduling_run.run` gives it, with `fair`; where the process failed or
        took too long, only fair, method, counts (None) and what `failed`.
    """
    command = [sys.executable, "-m", "benchmarks.scheduling_run", str(path), method, str(seconds)]
    failed = {"fair": fair_of(path), "method": method, "counts": None}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, text=True, check=True, timeout=seconds + GRACE
        )
    except subprocess.TimeoutExpired:
        return failed | {"failed": "took too long"}
    except subprocess.CalledProcessError as error:
        return failed | {"failed": (error.stderr.strip().splitlines() or ["killed"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def our_seconds(fair: str) -> float:
    """Give the seconds our solver has for a fair."""
    return next(seconds for start, seconds in OUR_SECONDS.items() if fair.startswith(start))


def compare(path: Path, methods: list[str], model_seconds: float) -> Iterator[dict[str, Any]]:
    """Run all the methods on one fair, ours first, and set each beside ours."""
    ours = measure(path, OURS, our_seconds(fair_of(path)))
    for method in methods:
        found = ours if method == OURS else measure(path, method, model_seconds)
        is_same = found["counts"] is not None and found["counts"] == ours["counts"]
        found["gap"] = round(max(0.0, 1 - found["fit"] / ours["bound_fit"]), 9) if is_same else None
        if "seconds" in found and ours.get("seconds"):
            found["times"] = found["seconds"] / ours["seconds"]
        yield found


def row_of(found: dict[str, Any]) -> str:
    """Write one row of the table."""
    start = f"{found['fair']:16} {found['method']:20}"
    if "seconds" not in found:
        return f"{start} {found['failed']}"
    start += f" {found['seconds']:8.2f} {found.get('times', 0):6.1f} {found['megabytes']:6}"
    if found["counts"] is None:
        return f"{start}  no plan"
    counts = ", ".join(map(str, found["counts"][:5]))
    gap = "-" if found["gap"] is None else f"{found['gap']:.3%}"
    row = f"{start}  {counts:28} {found['fit']:10.3f} {gap:>8} {found['gini']:5.3f}"
    if found["violations"]:
        row += f"  breaks {', '.join(found['violations'])}"
    if "bound_counts" in found:
        bound = ", ".join(map(str, found["bound_counts"][:5]))
        row += f"\n{'':16} {'  proven bound':20} {'':22}  {bound:28} {found['bound_fit']:10.3f}"
        row += f"          by {found['relaxation']}, {found['status']}"
    return row


def main(arguments: list[str] | None = None) -> None:
    """Print the table, and draw the pictures where a folder for them is given."""
    known = [OURS, *PEERS, *models()]
    parser = argparse.ArgumentParser(prog="benchmarks.scheduling", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fairs", default="*", help="names, with * and ?, separated by commas")
    parser.add_argument("--methods", default=",".join(known), help=f"of {', '.join(known)}")
    parser.add_argument("--model-seconds", type=float, default=60.0, help="limit of the one-model peers")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument(
        "--pictures", type=Path, help="draw gap over time and time over size into this folder"
    )
    parser.add_argument("--gap-fairs", default="city_1,state_1", help="fairs whose gap is drawn over time")
    asked = parser.parse_args(arguments)
    wanted, methods = asked.fairs.split(","), asked.methods.split(",")
    if set(methods) - set(known):
        parser.error(f"methods are: {', '.join(known)}")
    paths = [
        one for one in sorted(asked.folder.glob("*.json*")) if any(fnmatch(fair_of(one), w) for w in wanted)
    ]
    if not paths:
        parser.error(f"no such fairs in {asked.folder}")
    sys.stdout.write(HEAD + "\n")
    results = []
    for path in paths:
        for found in compare(path, methods, asked.model_seconds):
            results.append(found)
            sys.stdout.write(row_of(found) + "\n")
            sys.stdout.flush()
    told: dict[str, Any] = {"results": results}
    if asked.pictures is not None:
        from benchmarks.scheduling_pictures import draw_gaps, draw_times  # noqa: PLC0415 - matplotlib is optional

        chosen = [path for path in paths if fair_of(path) in asked.gap_fairs.split(",")]
        told["moments"] = {fair_of(path): list(moments_of(path)) for path in chosen}
        draw_gaps(told["moments"], results, asked.pictures / "scheduling-gap.svg")
        draw_times(results, asked.pictures / "scheduling-time.svg")
    if asked.json is not None:
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def moments_of(path: Path) -> Iterator[dict[str, Any]]:
    """Run our solver with several limits on time; a plan that was stopped then is what a fair would have."""
    limit = our_seconds(fair_of(path))
    for part in MOMENTS:
        found = measure(path, OURS, round(part * limit, 2))
        if found["counts"] is not None:
            yield found | {"limit": part * limit}


if __name__ == "__main__":
    main()
