"""Commands that set up and run the site."""

import os
import sys
from pathlib import Path

import click
from sqlalchemy import URL

from jobfair import migrate, outbox, serving
from jobfair.accounts import audit
from jobfair.accounts.queries import newest_audit_entry
from jobfair.app import create_app, open_database
from jobfair.cli.base import NUMBER, main, with_database
from jobfair.config import Settings, create_settings_file, instance_folder, load_settings
from jobfair.db import Database
from jobfair.outbox import Message
from jobfair.suggestions.word_index import word_index
from jobfair.web.edge import system_clock


@main.command()
def setup() -> None:
    """Make this folder's own secrets and database; harmless when they are there."""
    made = create_settings_file(instance_folder(os.environ))
    settings = load_settings()
    database = open_database(settings)
    migrate.upgrade(database.engine)
    database.close()
    keep_private(settings.instance_path, database.engine.url)
    word_index(settings.instance_path)  # after an upgrade it is worked out anew: here, while nobody waits
    click.echo("New settings and database." if made else "Settings kept, database up to date.")


def keep_private(folder: Path, database: URL) -> None:
    """Let nobody else on this machine look into the folder and the embedded database; not on Windows."""
    if os.name == "nt":
        return
    folder.chmod(0o700)
    if database.get_backend_name() == "sqlite" and database.database:
        Path(database.database).chmod(0o600)


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


@main.command("audit")
@with_database
def check_audit(_settings: Settings, database: Database) -> None:
    """Check that nothing in the audit log was changed or taken away; exit code 1 where something was.

    Entries missing at the end show only beside the newest hash of an earlier run: keep what is printed.
    """
    with database.read() as session:
        broken, newest = audit.first_broken_entry(session), newest_audit_entry(session)
    if broken is not None:
        click.echo(f"Broken at entry {broken}: it was changed, or the one before it is gone.")
        sys.exit(1)
    click.echo(f"Whole. Newest: {newest.id} {newest.entry_hash}" if newest else "Whole, and empty.")


@main.command("outbox")
@click.option("--fair", "fair_id", type=NUMBER, metavar="NUMBER", help="Only what tells of this fair.")
@click.option("--again", is_flag=True, help="First try all again that failed, but for what may have arrived.")
@with_database
def show_outbox(_settings: Settings, database: Database, fair_id: int | None, again: bool) -> None:
    """Show the messages that wait to be sent or printed, and those that failed."""
    now = system_clock()
    if again:
        with database.write() as session:
            outbox.try_all_again(session, now, fair_id=fair_id)
    with database.read() as session:
        messages = [one for one in outbox.unsent(session, fair_id) if not one.is_over(now)]
        for message in messages:
            address, text = outbox.read(session, message)
            to = f"{message.carrier} to {address or 'the desk'}{_state(message)}"
            click.echo(f"--- {message.created_at:%Y-%m-%d %H:%M} UTC, {to}\n{text}\n")
    failed = sum(message.state == "failed" for message in messages)
    click.echo(f"{len(messages) - failed} waiting" + (f", {failed} failed." if failed else "."))


def _state(message: Message) -> str:
    if message.is_doubtful:
        return ", perhaps not sent: its worker died"
    return f", failed after {message.tries} tries" if message.state == "failed" else ""
