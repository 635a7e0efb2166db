"""Commands that plan a fair and publish a plan."""

import json
import sys
from typing import Any

import click

from jobfair.cli.base import NUMBER, counted, fair, with_database
from jobfair.cli.reasons import in_words
from jobfair.cli.unplaced import speaker_of
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.errors import N_, Conflict
from jobfair.fairs.actions.booths import assign_free_booths, record_given
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.employers import names_at_fair
from jobfair.interviews import actions, queries
from jobfair.interviews.sentences import LEFT_OUT, STEPS
from jobfair.interviews.speech import Speaker
from jobfair.scheduling import Limits
from jobfair.web.edge import system_clock

NOTHING_PLANNED = 1
BAR_STEPS = 1000
#: people named one by one in the summary
SHOWN = 20


@fair.command("plan")
@click.argument("fair_id", metavar="FAIR", type=NUMBER)
@click.option("--seed", default=0, show_default=True, help="Another number gives another plan.")
@click.option("--time-limit", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Stop improving then.")
@click.option(
    "--keep/--anew", default=True, show_default="keep", help="Whether published interviews keep their times."
)
@click.option("--keep-booths", is_flag=True, help="Give no booth to employers who have none.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.pass_context
@with_database
def plan(
    _settings: Settings,
    database: Database,
    context: click.Context,
    fair_id: int,
    time_limit: float | None,
    keep_booths: bool,
    as_json: bool,
    **how: Any,
) -> None:
    """Match and schedule a fair, and store the plan as a draft.

    Employers without a booth are given a free one first. Exits with 1 when nothing could be planned.
    """
    how["limits"] = Limits(seconds=time_limit)
    if not keep_booths:
        _give_booths(database, fair_id)
    if as_json:
        planned = actions.plan_now(database, fair_id, now=system_clock(), **how)
        click.echo(json.dumps({"fair": fair_id, "version": planned.version} | planned.report))
    else:
        planned = _with_bar(database, fair_id, **how)
        _print_summary(database, fair_id, planned)
    if not planned.report["interviews"]:
        context.exit(NOTHING_PLANNED)


@fair.command("publish")
@click.argument("fair_id", metavar="FAIR", type=NUMBER)
@click.option("--version", type=NUMBER, help="Which draft; the newest by default.")
@with_database
def publish(_settings: Settings, database: Database, fair_id: int, version: int | None) -> None:
    """Publish a draft: from then on people and employers see their schedule."""
    with database.write() as session:
        fair_by_id(session, fair_id)
        if version is None:
            drafts = [one.version for one in queries.schedules_of(session, fair_id) if one.state == "draft"]
            if not drafts:
                raise Conflict(N_("There is no draft. Run `jobfair fair plan` first."))
            version = drafts[0]
        schedule = queries.schedule_by_version(session, fair_id, version)
        changes = queries.differences(session, schedule)
        actions.publish(
            session, schedule, now=system_clock(), actor=("system", None), instead_of=changes.instead_of
        )
    click.echo(
        f"Version {version} is published: "
        f"{counted(len(changes.new), 'person gets', 'people get')} interviews, "
        f"{counted(len(changes.more), 'gets', 'get')} one more or several, "
        f"{counted(len(changes.changed), 'gets', 'get')} other times, "
        f"{counted(len(changes.lost), 'loses', 'lose')} theirs."
    )


def _give_booths(database: Database, fair_id: int) -> None:
    """Give free booths to employers without one, as the page does, and say so on standard error."""
    with database.write() as session:
        fair_ = fair_by_id(session, fair_id)
        result = assign_free_booths(session, fair_)
        record_given(session, fair_, result, now=system_clock(), actor_id=None)
        told = [f"{one.attendance.employer.name} gets no booth: {one.reason}" for one in result.unplaced]
    if result.given:
        click.echo(f"Booths given to employers without one: {len(result.given)}.", err=True)
    for line in told:
        click.echo(line, err=True)


def _with_bar(database: Database, fair_id: int, **how: Any) -> actions.Planned:
    """Plan with a progress bar on standard error."""
    with click.progressbar(
        length=BAR_STEPS,
        label="Planning",
        show_eta=False,
        item_show_func=lambda step: step,
        file=sys.stderr,
    ) as bar:
        done = 0

        def tell(step: str, fraction: float) -> None:
            nonlocal done
            wanted = max(done, round(BAR_STEPS * fraction))
            bar.update(wanted - done, STEPS.get(step, step))
            done = wanted

        planned = actions.plan_now(database, fair_id, progress=tell, now=system_clock(), **how)
        bar.update(BAR_STEPS - done)
    return planned


def _print_summary(database: Database, fair_id: int, planned: actions.Planned) -> None:
    report = planned.report
    with database.read() as session:
        people = queries.seekers_by_id(session, [one["seeker"] for one in report["unplaced"]])
        names = names_at_fair(session, fair_id)
        speaker = speaker_of(session, fair_by_id(session, fair_id), report)
    click.echo(
        f"Version {planned.version} (draft): {counted(report['interviews'], 'interview', 'interviews')}."
    )
    for number, count in enumerate(report["counts"], start=1):
        if count:
            having = counted(report["seekers"], "person has", "people have")
            click.echo(f"  {count} of {having} at least {number}.")
    if report["kept"] or report["not_kept"]:
        kept = counted(report["kept"], "published interview", "published interviews")
        click.echo(f"  {kept} kept; {len(report['not_kept'])} cannot take place.")
    for one in report["promises_missed"]:
        promised = (
            f"{one['given']} of {counted(one['promised'], 'promised interview', 'promised interviews')}"
        )
        click.echo(f"  {names.get(one['employer'], '?')} has {promised}.")
    if report["bound"]["counts_reached"]:
        click.echo("  Proven: no plan gives more people an interview.")
    click.echo(f"  Total fit {report['fit']:.2f}, within {report['gap']:.2%} of the best possible.")
    click.echo(f"  Rules broken: {report['violations']}.")
    for one in report["employers_left_out"]:
        click.echo(f"  Left out: {names.get(one['employer'], '?')}. {LEFT_OUT[one['reason']]}")
    _print_unplaced(report["unplaced"], people, speaker)
    seconds = ", ".join(f"{step} {value:.1f} s" for step, value in report["seconds"].items())
    click.echo(f"Took: {seconds}.")
    click.echo(f"Next: look at it on the pages, then `jobfair fair publish {fair_id}`.")


def _print_unplaced(unplaced: list[dict[str, Any]], people: dict[int, Any], speaker: Speaker) -> None:
    if unplaced:
        click.echo(f"Without an interview: {len(unplaced)}")
    for one in unplaced[:SHOWN]:
        code = people[one["seeker"]].code if one["seeker"] in people else "?"
        click.echo(f"  {code}: {in_words(one, speaker)}")
    if len(unplaced) > SHOWN:
        click.echo(f"  … and {len(unplaced) - SHOWN} more; see the page of this version, or --json.")
