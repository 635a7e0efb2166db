"""Commands that import the words of others, list them and remove them."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from jobfair.cli.base import main
from jobfair.config import instance_folder
from jobfair.suggestions.vocabularies import (
    PUBLISHERS,
    StoredVocabulary,
    import_vocabulary,
    remove_vocabulary,
    stored_vocabularies,
)
from jobfair.suggestions.word_index import word_index
from jobfair.web.edge import system_clock

NAME = click.Choice(tuple(PUBLISHERS))


@main.group()
def vocabulary() -> None:
    """Words for kinds of work from O*NET and ESCO, beside the shipped ones."""


@vocabulary.command("import")
@click.argument("name", type=NAME)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def import_words(name: str, paths: tuple[Path, ...]) -> None:
    """Import what a publisher gives out: folders or ZIP files, as they come.

    Doing it again is harmless: the same files change nothing, others take the place of the old ones, and
    files that cannot be read leave everything as it was. Rows that are left out are named by line.
    """
    instance = instance_folder(os.environ)
    done = import_vocabulary(instance, name, paths, now=system_clock())
    if not done.is_new:
        click.echo(f"Nothing changed: {_line(done.about)}")
        return
    word_index(instance)  # worked out here, so that no page has to wait for it
    click.echo(f"Imported: {_line(done.about)}")
    for sentence in done.left_out:
        click.echo(f"Note: {sentence}", err=True)


@vocabulary.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def list_words(as_json: bool) -> None:
    """List what is imported: name, version, when, kinds of work and skills, labels."""
    found = stored_vocabularies(instance_folder(os.environ))
    if as_json:
        rows = [asdict(about) | {"imported_at": about.imported_at.isoformat()} for about in found]
        click.echo(json.dumps(rows))
        return
    for about in found:
        click.echo(_line(about))
    if not found:
        click.echo("Nothing is imported; the shipped words are used.")


@vocabulary.command("remove")
@click.argument("name", type=NAME)
def remove_words(name: str) -> None:
    """Remove an imported vocabulary."""
    remove_vocabulary(instance_folder(os.environ), name)
    click.echo(f"Removed: {name}")


def _line(about: StoredVocabulary) -> str:
    return (
        f"{about.name} {about.version}, {about.imported_at:%Y-%m-%d %H:%M} UTC, "
        f"{about.concepts} concepts, {about.labels} labels"
    )
