"""What every command shares: the program's name, how errors show, and an open database."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from jobfair import __version__, migrate
from jobfair.app import open_database
from jobfair.config import load_settings
from jobfair.errors import JobFairError

Result = TypeVar("Result")


class JobFairGroup(click.Group):
    """Shows our own errors as one sentence on standard error, with exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except JobFairError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=JobFairGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Matching and fair interview schedules for reentry job fairs."""


def with_database(command: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command the settings and an open, migrated database as its first two arguments."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Result:
        settings = load_settings()
        database = open_database(settings)
        try:
            migrate.upgrade(database.engine)
            return command(settings, database, *args, **kwargs)
        finally:
            database.close()

    return run


@main.group()
def fair() -> None:
    """Create, import, plan, publish and export a fair."""
