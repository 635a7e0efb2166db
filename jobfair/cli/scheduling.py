"""Commands that solve and check scheduling problems in files, through the code that plans a fair."""

import json
from pathlib import Path

import click

from jobfair.cli.base import main
from jobfair.scheduling import (
    Limits,
    ProblemError,
    check,
    read_instance,
    read_schedule,
    solve,
    summary,
    write_schedule,
)

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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

    Exits with 1 when interviews that must take place cannot.
    """
    try:
        plan = solve(read_instance(instance), seed=seed, limits=Limits(seconds=time_limit))
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    write_schedule(out, plan)
    found = summary(plan)
    if as_json:
        click.echo(json.dumps(found))
    else:
        bound = found["bound"]
        click.echo(f"{found['status']}: {found['interviews']} interviews, total fit {found['fit']:.3f}")
        click.echo(f"people with at least 1, 2, …: {', '.join(map(str, found['counts'])) or 'none'}")
        click.echo(f"bound ({bound['relaxation']}): {', '.join(map(str, bound['counts'])) or 'none'}")
        click.echo(f"gap of the fit: {found['gap']:.4%}; without an interview: {len(found['unplaced'])}")
    if plan.status == "infeasible":
        context.exit(1)


@schedule.command("check")
@click.argument("instance", type=FILE)
@click.argument("plan", metavar="SCHEDULE", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the violations as one JSON object.")
@click.pass_context
def check_files(context: click.Context, instance: Path, plan: Path, as_json: bool) -> None:
    """Look SCHEDULE over against INSTANCE. Exits with 1 when a rule is broken."""
    try:
        violations = check(read_instance(instance), read_schedule(plan))
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        listed = [{"rule": one.kind, "ids": list(one.ids)} for one in violations]
        click.echo(json.dumps({"violations": listed}))
    else:
        for one in violations:
            click.echo(f"{one.kind}: {', '.join(map(str, one.ids))}")
        click.echo(f"{len(violations)} rules broken.")
    if violations:
        context.exit(1)
