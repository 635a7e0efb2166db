"""One way to plan one fair, in a process of its own, so that its seconds and memory are its own.

`python -m benchmarks.scheduling_run INSTANCE METHOD SECONDS` prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.one_model import models
from benchmarks.scheduling_peers import PEERS
from jobfair.scheduling import Limits, Problem, check, read_instance, report, solve
from jobfair.scheduling.records import Interview

OURS = "jobfair"


def fair_of(path: Path) -> str:
    """Give a fair's name, that of its file."""
    return path.name.split(".")[0]


def run(problem: Problem, method: str, seconds: float) -> dict[str, Any]:
    """Plan with one method and measure it.

    Returns
    -------
    dict
        seconds (of the processor), wall (seconds), megabytes (the most the process had until the plan was
        there), counts, fit, gini, violations and size (pairs); counts is None where the method found nothing.
        `jobfair` adds status, bound_counts, bound_fit and relaxation.
    """
    started, cpu = time.perf_counter(), time.process_time()
    interviews, told = _plan(problem, method, seconds)
    told |= {
        "method": method,
        "seconds": round(time.process_time() - cpu, 3),
        "wall": round(time.perf_counter() - started, 3),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "size": len(problem.pair_fits),
    }
    if interviews is None:
        return told | {"counts": None}
    spread = report(problem, interviews).plan
    return told | {
        "counts": list(spread.counts),
        "fit": round(spread.fit, 4),
        "gini": round(spread.gini, 4),
        "violations": sorted({one.kind for one in check(problem, interviews)}),
    }


def _plan(
    problem: Problem, method: str, seconds: float
) -> tuple[tuple[Interview, ...] | None, dict[str, Any]]:
    if method == OURS:
        plan = solve(problem, limits=Limits(seconds=seconds))
        bound = plan.certificate
        told = {"bound_counts": list(bound.counts), "bound_fit": bound.fit, "relaxation": bound.relaxation}
        return plan.interviews, told | {"status": plan.status}
    if method in PEERS:
        return PEERS[method](problem), {}
    return models()[method](problem, seconds), {}


def main(path: Path, method: str, seconds: float) -> None:
    """Print what one run gave."""
    told = run(read_instance(path), method, seconds)
    sys.stdout.write(json.dumps(told | {"fair": fair_of(path)}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
