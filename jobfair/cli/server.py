"""Commands that set up and run the site."""

import os
import sys

import click

from jobfair import migrate, outbox, serving
from jobfair.app import create_app, open_database
from jobfair.cli.base import main, with_database
from jobfair.config import Settings, create_settings_file, instance_folder, load_settings
from jobfair.db import Database


@main.command()
def setup() -> None:
    """Make this folder's own secrets and database; harmless when they are there."""
    made = create_settings_file(instance_folder(os.environ))
    database = open_database(load_settings())
    migrate.upgrade(database.engine)
    database.close()
    click.echo("New settings and database." if made else "Settings kept, database up to date.")


@main.command()
def serve() -> None:
    """Serve the site and do its background work until stopped."""
    settings = load_settings()
    database = open_database(settings)
    migrate.upgrade(database.engine)
    database.close()
    sys.exit(serving.supervise(settings, announce=click.echo))


@main.command(hidden=True)
def web() -> None:
    """One web server process; `serve` starts two."""
    settings = load_settings()
    serving.serve_web(create_app(settings), settings)


@main.command(hidden=True)
def worker() -> None:
    """The background worker; `serve` starts one."""
    serving.work(load_settings())


@main.command("outbox")
@with_database
def show_outbox(_settings: Settings, database: Database) -> None:
    """Show the messages that wait to be sent or printed."""
    with database.read() as session:
        messages = outbox.waiting(session)
        for message in messages:
            address, text = outbox.read(session, message)
            click.echo(
                f"--- {message.created_at:%Y-%m-%d %H:%M} UTC, {message.carrier} to {address}\n{text}\n"
            )
    click.echo(f"{len(messages)} waiting.")
