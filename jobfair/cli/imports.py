"""Commands that bring spreadsheets into a fair, take an import back, and write a fair to files."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from jobfair.cli.base import NUMBER, fair, with_database
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.errors import N_, Invalid
from jobfair.fairs.importing import actions, queries
from jobfair.fairs.importing.findings import Finding
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.models import SpreadsheetImport
from jobfair.reports import actions as reports
from jobfair.web.edge import system_clock

CLI_ACTOR = ("system", None)
#: findings shown one by one
SHOWN = 50

Bar = Callable[[int, int], None]


@fair.command("import")
@click.argument("fair_id", metavar="FAIR", type=NUMBER)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--agreed-on-paper", is_flag=True, help="The people agreed, on paper or in person; noted for each."
)
@click.option("--yes", is_flag=True, help="Import without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; imports nothing without --yes.")
@with_database
def import_files(
    _settings: Settings,
    database: Database,
    fair_id: int,
    files: tuple[Path, ...],
    agreed_on_paper: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Read spreadsheets (XLSX, CSV), show what is in them, ask, and import them into a fair.

    Several files are read together: openings find their employers in another file. Nothing is written until
    you say yes; then all of it, or nothing. People who did not agree yet come to the fair, but no employer
    sees them and nobody plans interviews for them until the team asks them.

    Exit codes: 0 imported, or nothing new, or you said no; 1 a file cannot be read or imported, with the
    reason on standard error; 2 wrong use of the command.
    """
    given = [_read(path) for path in files]
    with database.read() as session:
        reading = actions.read_files(session, fair_id, given)
    with database.write() as session:
        import_ = actions.store_preview(session, fair_id, given, reading, now=system_clock(), actor=CLI_ACTOR)
        import_id, report = import_.id, dict(import_.report)
    if not as_json:
        show_report(report)
    new = sum(report["new"].values())
    wanted = bool(new) and (yes or (not as_json and click.confirm(f"Import these rows ({new})?")))
    if wanted:
        asks = bool(report["new"]["seekers"]) and not (agreed_on_paper or yes)
        agreed = agreed_on_paper or (asks and click.confirm("Did these people agree, on paper or in person?"))
        report = _confirm(database, fair_id, import_id, agreed)
    else:
        with database.write() as session:
            discarded = queries.import_by_id(session, fair_id, import_id)
            actions.discard(session, discarded, now=system_clock(), actor=CLI_ACTOR)
    if as_json:
        told = told_of(report)
        click.echo(json.dumps({"import": import_id if wanted else None, "imported": wanted} | told))
    elif wanted:
        click.echo(f"Rows imported: {new}. To take them back: jobfair fair undo-import {fair_id} {import_id}")
    else:
        click.echo("Nothing was imported.")


@fair.command("undo-import")
@click.argument("fair_id", metavar="FAIR", type=NUMBER)
@click.argument("import_id", metavar="IMPORT", type=NUMBER)
@click.option("--yes", is_flag=True, help="Undo without asking.")
@with_database
def undo_import(_settings: Settings, database: Database, fair_id: int, import_id: int, yes: bool) -> None:
    """Remove what an import created.

    Exit codes: 0 undone, or you said no; 1 it cannot be undone, with the reason on standard error.
    """
    with database.read() as session:
        found = queries.undo_preview(session, queries.import_by_id(session, fair_id, import_id))
    click.echo("This removes " + (_numbers(found.counts) or "nothing") + ".")
    for kind, names in found.edited.items():
        click.echo(f"  Edited since, and lost: {kind}: {', '.join(names)}")
    if found.openings_added:
        click.echo(f"  Openings added by hand to these employers, and lost: {found.openings_added}")
    if not yes and not click.confirm("Undo the import?"):
        click.echo("Nothing was removed.")
        return
    with database.write() as session:
        import_ = queries.import_by_id(session, fair_id, import_id)
        removed = actions.undo(session, import_, now=system_clock(), actor=CLI_ACTOR)
    click.echo(f"Rows removed: {removed.total}.")


@fair.command("export")
@click.argument("fair_id", metavar="FAIR", type=NUMBER)
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the files as a JSON list.")
@with_database
def export(_settings: Settings, database: Database, fair_id: int, folder: Path, as_json: bool) -> None:
    """Write a fair to a folder: CSV files, one XLSX workbook, and a schedule to print (HTML).

    The CSV files and the workbook can be imported again. They hold contacts and private notes: keep them
    safe, and delete them after the fair.

    Exit codes: 0 written; 1 it could not be, with the reason on standard error.
    """
    try:
        with database.read() as session:
            files = reports.files_of(session, fair_id)
        with database.write() as session:
            written = reports.export_fair(
                session, fair_id, files, folder, now=system_clock(), actor=CLI_ACTOR
            )
    except OSError as error:
        raise Invalid(
            N_("The folder %(folder)s cannot be written: %(error)s"), folder=folder, error=error.strerror
        ) from error
    if as_json:
        click.echo(json.dumps([str(path) for path in written]))
    else:
        click.echo("\n".join(str(path) for path in written))


def told_of(report: dict[str, Any]) -> dict[str, Any]:
    """An import's report for a program to read."""
    return {
        "rows_read": report["rows_read"],
        "accepted": report["accepted"],
        "already_there": report["already_there"],
        "new": report["new"],
        "rejected": [Finding(**finding).said() for finding in report["rejected"]],
        "warnings": [Finding(**finding).said() for finding in report["warnings"]],
    }


def show_report(report: dict[str, Any]) -> None:
    """An import's report for a person to read."""
    for table in report["tables"]:
        place = f"{table['file']} {table['sheet']}".strip()
        click.echo(
            f"{place}: {table['read']} {table['kind']} read, {table['accepted']} accepted"
            + (f" ({table['already_there']} already there)" if table["already_there"] else "")
            + f", {table['rejected']} rejected"
        )
        if table["unused"]:
            click.echo(f"  Columns not used: {', '.join(table['unused'])}")
    for file, sheet, rows in report["unused_sheets"]:
        click.echo(f"{file} {sheet}".strip() + f": not used; rows without headings that we know: {rows}")
    _show_findings("Rejected", report["rejected"])
    _show_findings("Accepted with a doubt", report["warnings"])
    accepted, rejected = report["accepted"], len(report["rejected"])
    click.echo(f"Rows read: {report['rows_read']} = {accepted} accepted + {rejected} rejected.")


@contextmanager
def progress_bar(label: str) -> Iterator[Bar]:
    """A progress bar on standard error; takes how many are done, and of how many."""
    with click.progressbar(length=1000, label=label, show_eta=False, file=sys.stderr) as bar:
        done = 0

        def tell(number: int, of: int) -> None:
            nonlocal done
            wanted = max(done, 1000 * number // max(1, of))
            bar.update(wanted - done)
            done = wanted

        yield tell
        tell(1, 1)


def confirm_import(
    database: Database, fair_id: int, import_id: int, tell: Bar, *, people_agreed: bool
) -> SpreadsheetImport:
    """Write a previewed import in one transaction."""
    with database.write() as session:
        import_ = queries.import_by_id(session, fair_id, import_id)
        actions.confirm(
            session,
            import_,
            people_agreed=people_agreed,
            now=system_clock(),
            actor=CLI_ACTOR,
            progress=tell,
        )
        session.flush()
        session.expunge(import_)
        return import_


def _confirm(database: Database, fair_id: int, import_id: int, people_agreed: bool) -> dict[str, Any]:
    with progress_bar("Importing") as tell:
        return dict(confirm_import(database, fair_id, import_id, tell, people_agreed=people_agreed).report)


def _read(path: Path) -> SpreadsheetFile:
    try:
        return SpreadsheetFile(path.name, path.read_bytes())
    except OSError as error:
        raise Invalid(N_("%(file)s cannot be opened: %(error)s"), file=path, error=error.strerror) from error


def _show_findings(title: str, findings: list[dict[str, Any]]) -> None:
    if findings:
        click.echo(f"{title}: {len(findings)}")
    for finding in findings[:SHOWN]:
        said = Finding(**finding).said()
        place = f"{said['file']} {said['sheet']}".strip()
        click.echo(
            f"  {place}, row {said['row']}, {said['column']}: {said['reason']} {said['suggestion']}".rstrip()
        )
    if len(findings) > SHOWN:
        click.echo(f"  … and {len(findings) - SHOWN} more; --json lists all.")


def _numbers(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())
