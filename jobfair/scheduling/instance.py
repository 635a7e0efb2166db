"""Read problems from files and write plans to them, in the formats of the scheduling bench.

`jobfair-instance/1` and `jobfair-schedule/1` are described in `docs/algorithms/scheduling.md`.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from jobfair.scheduling.plan import Interview, Plan
from jobfair.scheduling.problem import Employer, Problem, ProblemError, Resource, Seeker

INSTANCE_FORMAT = "jobfair-instance/1"
SCHEDULE_FORMAT = "jobfair-schedule/1"


def read_instance(path: Path) -> Problem:
    """Read a problem from a .json or .json.gz file.

    Raises
    ------
    ProblemError
        Where the file is no instance, or the problem contradicts itself.
    OSError
        Where the file cannot be read.
    """
    content = _read(path, INSTANCE_FORMAT)
    try:
        return _problem(content)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        if isinstance(error, ProblemError):
            raise
        raise ProblemError((f"{path.name} is not a complete {INSTANCE_FORMAT}: {error!r}",)) from error


def read_schedule(path: Path) -> tuple[Interview, ...]:
    """Read interviews (seeker, employer, slot) from a schedule file.

    Raises
    ------
    ProblemError
        Where the file is no schedule.
    OSError
        Where the file cannot be read.
    """
    content = _read(path, SCHEDULE_FORMAT)
    try:
        return tuple(
            (int(seeker), int(employer), int(slot)) for seeker, employer, slot in content["interviews"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ProblemError((f"{path.name} is not a complete {SCHEDULE_FORMAT}: {error!r}",)) from error


def write_schedule(path: Path, plan: Plan) -> None:
    """Write a plan's interviews as a schedule file."""
    interviews = [list(interview) for interview in plan.interviews]
    path.write_text(json.dumps({"format": SCHEDULE_FORMAT, "interviews": interviews}), encoding="utf-8")


def summary(plan: Plan) -> dict[str, Any]:
    """Give what a program wants to know about a plan, ready for JSON."""
    return {
        "status": plan.status,
        "interviews": len(plan.interviews),
        "counts": list(plan.counts),
        "fit": round(plan.fit, 6),
        "bound": {
            "counts": list(plan.certificate.counts),
            "fit": round(plan.certificate.fit, 6),
            "relaxation": plan.certificate.relaxation,
            "counts_reached": plan.certificate.counts_reached,
            "message": plan.certificate.message,
        },
        "gap": round(plan.certificate.gap, 8),
        "unplaced": [
            {"seeker": one.seeker, "reason": one.reason, "numbers": one.numbers} for one in plan.unplaced
        ],
        "missed_musts": [list(pair) for pair in plan.missed_musts],
    }


def _read(path: Path, wanted: str) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
        content = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    except (ValueError, EOFError, gzip.BadGzipFile) as error:
        raise ProblemError((f"{path.name} is not JSON: {error}",)) from error
    if not isinstance(content, dict) or content.get("format") != wanted:
        raise ProblemError((f"{path.name} is not a {wanted}",))
    return content


def _problem(content: dict[str, Any]) -> Problem:
    return Problem(
        slot_count=content["slots"],
        slot_minutes=content["slot_minutes"],
        seekers=tuple(_seeker(row) for row in content["seekers"]),
        employers=tuple(_employer(row) for row in content["employers"]),
        resources=tuple(
            Resource(place, row["name"], tuple(row["cap"])) for place, row in enumerate(content["resources"])
        ),
        pair_seekers=np.array(content["pairs"]["s"], dtype=np.int64),
        pair_employers=np.array(content["pairs"]["e"], dtype=np.int64),
        pair_fits=np.array(content["pairs"]["u"], dtype=np.float64),
        forbidden=frozenset((seeker, employer) for seeker, employer in content["forbidden"]),
        must=frozenset((seeker, employer) for seeker, employer in content["must"]),
        locked=frozenset((seeker, employer, slot) for seeker, employer, slot in content["locked"]),
        far_zones=frozenset((str(first), str(second)) for first, second in content["far_zones"]),
    )


def _seeker(row: dict[str, Any]) -> Seeker:
    return Seeker(row["id"], frozenset(row["avail"]), row["cap"], row["resource"], bool(row["rest"]))


def _employer(row: dict[str, Any]) -> Employer:
    zone = None if row["zone"] is None else str(row["zone"])
    return Employer(
        row["id"], row["interviewers"], frozenset(row["avail"]), row["cap"], zone, str(row["sector"])
    )
