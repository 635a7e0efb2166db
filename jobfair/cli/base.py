"""What every command shares: the program's name, how errors show, and an open database."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar

import click

from jobfair import __version__
from jobfair.errors import JobFairError

Result = TypeVar("Result")

#: of a fair, an opening, a person, …: no database holds a larger one
LARGEST_NUMBER = 2**31 - 1
NUMBER = click.IntRange(max=LARGEST_NUMBER)

#: modules of this package that define commands
MODULES = ("fairs", "imports", "matching", "plans", "sample", "scheduling", "server", "trying", "vocabulary")
#: commands that need one module alone: the whole application takes seconds and over 100 MB
ALONE = {"schedule": ("scheduling",)}


class JobFairGroup(click.Group):
    """Finds commands when they are asked for; shows our own errors as one sentence, with exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        _define(MODULES)
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command, or None where there is none of this name."""
        _define(ALONE.get(cmd_name, MODULES))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except JobFairError as error:
            raise click.ClickException(str(error)) from error


def _define(modules: tuple[str, ...]) -> None:
    for name in modules:
        import_module(f"jobfair.cli.{name}")


@click.group(cls=JobFairGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Matching and fair interview schedules for reentry job fairs."""


def with_database(command: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command the settings and an open, migrated database as its first two arguments."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Result:
        from jobfair import migrate  # noqa: PLC0415 - not every command has a database
        from jobfair.app import open_database  # noqa: PLC0415
        from jobfair.config import load_settings  # noqa: PLC0415

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


def counted(number: int, one: str, many: str) -> str:
    """Put a number before the word for it.

    Examples
    --------
    >>> counted(1, "person has", "people have"), counted(2, "person has", "people have")
    ('1 person has', '2 people have')
    """
    return f"{number} {one if number == 1 else many}"
