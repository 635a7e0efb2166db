"""Read problems from files and write plans to them, in the formats of the scheduling bench.

`jobfair-instance/1` and `jobfair-schedule/1` are described in `docs/algorithms/scheduling.md`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from jobfair.scheduling.fields import (
    fields_of,
    label,
    listed,
    number_column,
    truth,
    whole,
    whole_column,
    wholes,
)
from jobfair.scheduling.plan import Change, Interview, Plan
from jobfair.scheduling.problem import Employer, Problem, ProblemError, Resource, Seeker
from jobfair.scheduling.proof import explain_proof

INSTANCE_FORMAT = "jobfair-instance/1"
SCHEDULE_FORMAT = "jobfair-schedule/1"

Read = TypeVar("Read")


def read_instance(path: Path) -> Problem:
    """Read a problem from a .json or .json.gz file.

    Raises
    ------
    ProblemError
        Where the file is no instance, naming the first place that is wrong; or where the problem
        contradicts itself.
    OSError
        Where the file cannot be read.
    """
    return _read(path, INSTANCE_FORMAT, _problem)


def read_schedule(path: Path) -> tuple[Interview, ...]:
    """Read interviews (seeker, employer, slot) from a schedule file.

    Raises
    ------
    ProblemError
        Where the file is no schedule, naming the first place that is wrong.
    OSError
        Where the file cannot be read.
    """
    return _read(path, SCHEDULE_FORMAT, _interviews)


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
        },
        "gap": round(plan.certificate.gap, 8),
        "proof": [{"key": one.key, "numbers": one.numbers} for one in explain_proof(plan)],
        "unplaced": [
            {
                "seeker": one.seeker,
                "reason": one.reason,
                "numbers": one.numbers,
                "change": None if one.change is None else _change(one.change),
            }
            for one in plan.unplaced
        ],
        "missed_musts": [list(pair) for pair in plan.missed_musts],
        "missed_promises": list(plan.missed_promises),
        "missed_visits": [list(visit) for visit in plan.missed_visits],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "employer": change.employer,
        "slot": change.slot,
        "steps": [{"kind": step.kind, **step.ids} for step in change.steps],
    }


def _read(path: Path, wanted: str, parse: Callable[[Any], Read]) -> Read:
    """Read a file of a format; whatever is wrong with it is said with the file's name."""
    try:
        raw = path.read_bytes()
        content = json.loads(
            gzip.decompress(raw) if path.suffix == ".gz" else raw, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ProblemError((f"{path.name} is not JSON: {error}",)) from error
    if not isinstance(content, dict) or content.get("format") != wanted:
        raise ProblemError((f"{path.name} is not a {wanted}",))
    try:
        return parse(content)
    except ProblemError as error:
        raise ProblemError(tuple(f"{path.name}: {one}" for one in error.contradictions)) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _problem(content: Any) -> Problem:
    parts = ("seekers", "employers", "far_zones", "resources", "pairs", "forbidden", "must", "locked")
    fields_of(content, "the file", ("format", "slots", "slot_minutes", *parts), ("name", "seed", "before"))
    pairs = fields_of(content["pairs"], "pairs", ("s", "e", "u"))
    content = {"before": [], **content}
    lists = [part for part in (*parts, "before") if part != "pairs"]
    rows = {part: list(enumerate(listed(content[part], part))) for part in lists}
    return Problem(
        slot_count=whole(content["slots"], "slots"),
        slot_minutes=whole(content["slot_minutes"], "slot_minutes"),
        seekers=tuple(_seeker(row, f"seekers[{place}]") for place, row in rows["seekers"]),
        employers=tuple(_employer(row, f"employers[{place}]") for place, row in rows["employers"]),
        resources=tuple(_resource(row, place) for place, row in rows["resources"]),
        pair_seekers=whole_column(pairs["s"], "pairs.s"),
        pair_employers=whole_column(pairs["e"], "pairs.e"),
        pair_fits=number_column(pairs["u"], "pairs.u"),
        forbidden=frozenset(_pair(row, f"forbidden[{place}]") for place, row in rows["forbidden"]),
        must=frozenset(_pair(row, f"must[{place}]") for place, row in rows["must"]),
        locked=frozenset(_interview(row, f"locked[{place}]") for place, row in rows["locked"]),
        far_zones=frozenset(_zones(row, f"far_zones[{place}]") for place, row in rows["far_zones"]),
        before=frozenset(_pair(row, f"before[{place}]") for place, row in rows["before"]),
    )


def _seeker(row: Any, place: str) -> Seeker:
    fields_of(row, place, ("id", "avail", "cap", "resource", "rest"), ("desks", "past"))
    return Seeker(
        id=whole(row["id"], f"{place}.id"),
        free_slots=frozenset(wholes(row["avail"], f"{place}.avail")),
        max_interviews=whole(row["cap"], f"{place}.cap"),
        resource=None if row["resource"] is None else whole(row["resource"], f"{place}.resource"),
        needs_rest=truth(row["rest"], f"{place}.rest"),
        needs_desks=frozenset(wholes(row.get("desks", []), f"{place}.desks")),
        interviews_before=whole(row.get("past", 0), f"{place}.past"),
    )


def _employer(row: Any, place: str) -> Employer:
    required = ("id", "sector", "interviewers", "cap", "avail", "zone")
    fields_of(row, place, required, ("length", "desk", "least"))
    return Employer(
        id=whole(row["id"], f"{place}.id"),
        interviewers=whole(row["interviewers"], f"{place}.interviewers"),
        open_slots=frozenset(wholes(row["avail"], f"{place}.avail")),
        max_interviews=whole(row["cap"], f"{place}.cap"),
        zone=None if row["zone"] is None else label(row["zone"], f"{place}.zone"),
        sector=None if row["sector"] is None else label(row["sector"], f"{place}.sector"),
        slots_per_interview=whole(row.get("length", 1), f"{place}.length"),
        is_desk=truth(row.get("desk", False), f"{place}.desk"),
        min_interviews=whole(row.get("least", 0), f"{place}.least"),
    )


def _resource(row: Any, number: int) -> Resource:
    place = f"resources[{number}]"
    fields_of(row, place, ("name", "cap"))
    return Resource(number, label(row["name"], f"{place}.name"), tuple(wholes(row["cap"], f"{place}.cap")))


def _pair(row: Any, place: str) -> tuple[int, int]:
    seeker, employer = wholes(row, place, 2)
    return seeker, employer


def _interview(row: Any, place: str) -> Interview:
    seeker, employer, slot = wholes(row, place, 3)
    return seeker, employer, slot


def _zones(row: Any, place: str) -> tuple[str, str]:
    two = [label(zone, f"{place}[{index}]") for index, zone in enumerate(listed(row, place))]
    if len(two) != 2:
        raise ProblemError((f"{place} has to be two zones, not {len(two)}",))
    return two[0], two[1]


def _interviews(content: Any) -> tuple[Interview, ...]:
    fields_of(content, "the file", ("format", "interviews"))
    rows = listed(content["interviews"], "interviews")
    return tuple(_interview(row, f"interviews[{place}]") for place, row in enumerate(rows))
