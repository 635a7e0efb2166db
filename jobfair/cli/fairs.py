"""Commands that create and list fairs, and make accounts for those who run them."""

import json
from datetime import datetime

import click

from jobfair.accounts.actions import INVITATION_LASTS, create_user, make_link
from jobfair.accounts.queries import user_by_email
from jobfair.cli.base import fair, main, with_database
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.errors import N_, NotFound
from jobfair.fairs.actions.fair import create_fair
from jobfair.fairs.models import Fair
from jobfair.fairs.queries import all_fairs
from jobfair.fairs.queries.overview import Overview, overview_of
from jobfair.web.edge import system_clock

CLOCK = click.DateTime(formats=["%H:%M"])


@fair.command("create")
@click.option("--name", required=True, help="A neutral name.")
@click.option("--date", "day", required=True, type=click.DateTime(formats=["%Y-%m-%d"]))
@click.option("--opens", required=True, type=CLOCK, help="Start of the first interview, local time.")
@click.option("--closes", required=True, type=CLOCK, help="End of the last interview, local time.")
@click.option("--venue", default="", help="Building and street.")
@click.option("--time-zone", default="America/Chicago", show_default=True)
@click.option("--slot-minutes", default=20, show_default=True, help="Minutes for one interview.")
@click.option("--max-interviews", default=4, show_default=True, help="Most interviews for one person.")
@click.option("--organizer", metavar="EMAIL", help="Who organizes it; see `jobfair user create`.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_database
def create(  # noqa: PLR0913 - a fair has this many facts
    _settings: Settings,
    database: Database,
    *,
    name: str,
    day: datetime,
    opens: datetime,
    closes: datetime,
    venue: str,
    time_zone: str,
    slot_minutes: int,
    max_interviews: int,
    organizer: str | None,
    as_json: bool,
) -> None:
    """Create a fair with its slots; prints its number."""
    with database.write() as session:
        user = user_by_email(session, organizer) if organizer else None
        if organizer and user is None:
            raise NotFound(
                N_("There is no account for %(email)s. Make one with `jobfair user create`."), email=organizer
            )
        made = create_fair(
            session,
            name=name,
            venue=venue,
            date=day.date(),
            time_zone=time_zone,
            opens=opens.time(),
            closes=closes.time(),
            slot_minutes=slot_minutes,
            max_interviews_per_seeker=max_interviews,
            organizer_id=user.id if user else None,
            now=system_clock(),
        )
        told = {"id": made.id, "name": made.name, "slots": len(made.slots)}
    click.echo(json.dumps(told) if as_json else str(told["id"]))


@fair.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_database
def list_fairs(_settings: Settings, database: Database, as_json: bool) -> None:
    """List all fairs, the newest date first."""
    with database.read() as session:
        rows = [_row(each, overview_of(session, each.id)) for each in all_fairs(session)]
    if as_json:
        click.echo(json.dumps(rows))
        return
    if not rows:
        click.echo("No fair yet. Create one with `jobfair fair create`.")
    for row in rows:
        click.echo(
            f"{row['id']:>4}  {row['date']}  {row['name']}  "
            f"({row['seekers']} people, {row['employers']} employers)"
        )


@main.group("user")
def user_group() -> None:
    """Make accounts."""


@user_group.command("create")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--may-create-fairs", is_flag=True, help="May start fairs of their own.")
@with_database
def create_account(
    settings: Settings, database: Database, email: str, name: str, may_create_fairs: bool
) -> None:
    """Create an account; prints a link to set its password, which works once and for 7 days."""
    now = system_clock()
    with database.write() as session:
        user = create_user(session, email=email, name=name, now=now, may_create_fairs=may_create_fairs)
        token = make_link(session, "password", ("user", user.id), lasts=INVITATION_LASTS, now=now)
    click.echo(f"{settings.base_url.rstrip('/')}/password/{token}")


def _row(each: Fair, overview: Overview) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "date": each.date.isoformat(),
        "seekers": overview.seekers,
        "employers": overview.employers,
    }
