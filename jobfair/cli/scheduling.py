"""Commands that solve and check scheduling problems in files, through the code that plans a fair."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from jobfair.cli.base import main
from jobfair.cli.reasons import in_words
from jobfair.interviews.speech import Speaker
from jobfair.scheduling import (
    Limits,
    Plan,
    Problem,
    ProblemError,
    check,
    explain_missed,
    explain_violations,
    read_instance,
    read_schedule,
    solve,
    summary,
    write_schedule,
)

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: People without an interview who are listed; --json lists all.
SHOWN = 20
#: What a shell gives a program that Ctrl-C ended.
INTERRUPTED = 130

IN_NUMBERS = Speaker(
    translate=str,
    seeker=lambda one: f"seeker {one}",
    employer=lambda one: f"employer {one}",
    starts=lambda slot: f"slot {slot}",
    ends=lambda slot: f"slot {slot + 1}",
    percent=lambda part: f"{part:.2%}",
)


@main.group()
def schedule() -> None:
    """Solve and check scheduling problems in files."""


@schedule.command("solve")
@click.argument("instance", type=FILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Schedule file.")
@click.option("--seed", default=0, show_default=True)
@click.option("--time-limit", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Stop improving then.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.pass_context
def solve_file(
    context: click.Context, instance: Path, out: Path, seed: int, time_limit: float | None, as_json: bool
) -> None:
    """Plan INSTANCE (.json or .json.gz) and write the schedule.

    Ctrl-C stops improving and writes the best schedule so far; exits with 130 then, and with 1 when
    interviews that must take place cannot.
    """
    if not out.parent.is_dir():
        raise click.ClickException(f"There is no folder {out.parent}.")
    try:
        problem = read_instance(instance)
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    started = time.perf_counter()
    with _stopped_by_ctrl_c() as is_stopped:
        plan = solve(problem, seed=seed, limits=Limits(seconds=time_limit), cancelled=is_stopped)
    seconds = time.perf_counter() - started
    _refuse_broken(problem, plan)
    write_schedule(out, plan)
    reasons = explain_missed(problem, plan.interviews, plan.missed_musts)
    told = summary(plan) | {"missed_must_reasons": list(reasons), "seconds": round(seconds, 3)}
    click.echo(json.dumps(told) if as_json else _in_words(told))
    if plan.status == "cancelled":
        context.exit(INTERRUPTED)
    if plan.status == "infeasible":
        context.exit(1)


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[Callable[[], bool]]:
    """Take Ctrl-C as a wish to stop; a second one ends the program as usual."""
    stopped = threading.Event()

    def stop(*_: Any) -> None:
        signal.signal(signal.SIGINT, before)
        click.echo("Stopping; the best schedule so far will be written.", err=True)
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _refuse_broken(problem: Problem, plan: Plan) -> None:
    """Look the plan over once more; must pairs it owns up to are for its status to tell."""
    missed = set(plan.missed_musts)
    broken = [
        one for one in check(problem, plan.interviews) if one.kind != "must_missing" or one.ids not in missed
    ]
    if broken:
        told = "; ".join(explain_violations(problem, plan.interviews, broken[:SHOWN]))
        raise click.ClickException(f"The plan breaks rules, so nothing was written: {told}")


def _in_words(told: dict[str, Any]) -> str:
    bound = told["bound"]
    lines = [
        f"{told['status']}: {told['interviews']} interviews, {told['seconds']:.1f} s",
        f"people with at least 1, 2, …: {_listed(told['counts'])}; at most {_listed(bound['counts'])}",
        f"total fit {told['fit']:.3f}; at most {bound['fit']:.3f} ({bound['relaxation']}), "
        f"gap {told['gap']:.4%}",
        IN_NUMBERS.proof(told["proof"]),
    ]
    lines += told["missed_must_reasons"]
    if told["unplaced"]:
        lines.append(f"Without an interview: {len(told['unplaced'])}")
    for one in told["unplaced"][:SHOWN]:
        lines.append(f"  seeker {one['seeker']}: {in_words(one, IN_NUMBERS)}")
    if len(told["unplaced"]) > SHOWN:
        lines.append(f"  … and {len(told['unplaced']) - SHOWN} more; --json lists all.")
    return "\n".join(lines)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers)) or "nobody"


@schedule.command("check")
@click.argument("instance", type=FILE)
@click.argument("plan", metavar="SCHEDULE", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the violations as one JSON object.")
@click.pass_context
def check_files(context: click.Context, instance: Path, plan: Path, as_json: bool) -> None:
    """Look SCHEDULE over against INSTANCE. Exits with 1 when a rule is broken."""
    try:
        problem, interviews = read_instance(instance), read_schedule(plan)
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    violations = check(problem, interviews)
    told = explain_violations(problem, interviews, violations)
    if as_json:
        listed = [
            {"rule": one.kind, "ids": list(one.ids), "said": said}
            for one, said in zip(violations, told, strict=True)
        ]
        click.echo(json.dumps({"violations": listed}))
    else:
        for one, said in zip(violations, told, strict=True):
            click.echo(f"{one.kind}: {said}")
        click.echo(f"{len(violations)} rules broken.")
    if violations:
        context.exit(1)
