"""Commands for the sample fair."""

import json

import click

from jobfair import sample, serving
from jobfair.cli.base import NUMBER, main, with_database
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.web.edge import system_clock


@main.group("sample")
def sample_group() -> None:
    """Load the sample fair, and sign in to it."""


@sample_group.command()
@with_database
def load(_settings: Settings, database: Database) -> None:
    """Load, match, plan and publish the sample fair; does nothing when there is a fair already."""
    with click.progressbar(length=100, label="Sample fair") as bar:

        def tell(_step: str, share: float) -> None:
            bar.update(int(share * 100) - bar.pos)

        fair_id = sample.load(database, system_clock(), tell)
        tell("done", 1.0)
    kept = "The data that is here is kept."
    click.echo(kept if fair_id is None else "The sample fair is ready and published.")


@sample_group.command()
@click.option("--fair", "fair_id", type=NUMBER, help="Id of the fair; the sample fair by default.")
@click.option(
    "--json", "as_json", is_flag=True, help='Print {"seeker": url, "employer": url, "organizer": url}.'
)
@with_database
def links(settings: Settings, database: Database, fair_id: int | None, as_json: bool) -> None:
    """Print a fresh single-use sign-in link each for a seeker, an employer and an organizer.

    Refused for any fair but the sample fair.
    """
    with database.write() as session:
        fair = sample.sample_fair(session, fair_id)
        addresses = sample.links(session, fair, serving.address(settings), system_clock())
        name = fair.name
    if as_json:
        click.echo(json.dumps(addresses))
        return
    click.echo(f"{name}: each link signs you in once.")
    for who, address in addresses.items():
        click.echo(f"  {who:<10}{address}")
