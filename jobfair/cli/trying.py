"""`jobfair try`: what the service would make of a folder of spreadsheets, in a database thrown away after."""

import json
import os
import tempfile
import time as clock
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from jobfair import migrate
from jobfair.cli.base import counted, main
from jobfair.cli.imports import CLI_ACTOR, confirm_import, progress_bar, show_report, told_of
from jobfair.cli.reasons import in_words
from jobfair.cli.unplaced import speaker_of
from jobfair.config import instance_folder
from jobfair.db import Database
from jobfair.errors import N_, Invalid
from jobfair.fairs.actions.booths import assign_free_booths, create_booth
from jobfair.fairs.actions.fair import create_fair
from jobfair.fairs.importing.actions import preview_files
from jobfair.fairs.importing.plan import Reading, read_spreadsheets
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.models import Fair
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.booths import booths_of
from jobfair.fairs.queries.employers import names_at_fair
from jobfair.interviews import queries as interviews
from jobfair.interviews.actions import Planned, plan_now
from jobfair.interviews.sentences import LEFT_OUT
from jobfair.vault import Vault
from jobfair.web.edge import system_clock

ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls"}
TIME_ZONE = "America/Chicago"
SLOT_MINUTES = 20
USUAL_HOURS = (time(9), time(13))
PLACES_IN_A_ROW = 8
SHOWN = 20


@dataclass(slots=True)
class Trial:
    """What came of it, and how long each step took."""

    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Take the time of a step."""
        started = clock.perf_counter()
        yield
        self.seconds[step] = round(clock.perf_counter() - started, 3)


@main.command("try")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", default=0, show_default=True, help="Another number gives another plan.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def try_folder(folder: Path, seed: int, as_json: bool) -> None:
    """Import, match, plan and check a FOLDER of spreadsheets, and say what came of it. Nothing is kept.

    The fair is invented around the employers' hours, with slots of 20 minutes. Booths come from the
    spreadsheets, or are made; employers without a booth get a free one.

    \b
    JSON: rows_read, accepted, rejected, warnings, seekers, employers, openings, interviews,
    seekers_with_at_least (people with 1, 2, … interviews), unplaced, violations, seconds, notes.

    Exit codes: 0 planned, also where rows were rejected or people stay without an interview; 1 the folder
    cannot be read or planned, with the reason on standard error; 2 wrong use of the command.
    """
    files = _files_in(folder)
    trial = Trial()
    with trial.timed("reading"):
        reading = read_spreadsheets(files)
    _refuse_gaps(folder, reading)
    with tempfile.TemporaryDirectory(prefix="jobfair-try-") as scratch:
        # the vocabularies imported here are read, and nothing else of this installation
        database = Database(
            f"sqlite:///{Path(scratch) / 'try.sqlite3'}",
            Vault(os.urandom(32)),
            instance_path=instance_folder(os.environ),
        )
        try:
            migrate.upgrade(database.engine)
            told = _run(database, files, reading, seed, trial, as_json)
        finally:
            database.close()
    if as_json:
        click.echo(json.dumps(told))
    else:
        _show(told)


def _files_in(folder: Path) -> list[SpreadsheetFile]:
    if not folder.is_dir():
        raise Invalid(N_("There is no folder %(folder)s."), folder=folder)
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    if not paths:
        raise Invalid(N_("There is no spreadsheet (XLSX or CSV) in %(folder)s."), folder=folder)
    return [SpreadsheetFile(path.name, path.read_bytes()) for path in paths]


def _refuse_gaps(folder: Path, reading: Reading) -> None:
    if not reading.new("seekers"):
        raise Invalid(
            N_("No person could be read from %(folder)s: add a list with a column Name, or mend its rows."),
            folder=folder,
        )
    if not reading.new("openings"):
        raise Invalid(
            N_(
                "No opening could be read from %(folder)s: add a list with the columns Employer and Position."
            ),
            folder=folder,
        )


def _run(
    database: Database,
    files: list[SpreadsheetFile],
    reading: Reading,
    seed: int,
    trial: Trial,
    as_json: bool,
) -> dict[str, Any]:
    with trial.timed("importing"):
        fair_id, import_id, report = _prepare(database, files, reading)
        if not as_json:
            show_report(report)
        with progress_bar("Importing") as tell:
            report = confirm_import(database, fair_id, import_id, tell, people_agreed=True).report
        _give_booths(database, fair_id, trial)
    with progress_bar("Planning") as tell:
        planned = plan_now(
            database,
            fair_id,
            seed=seed,
            progress=lambda _step, share: tell(round(1000 * share), 1000),
            now=system_clock(),
        )
    trial.seconds |= planned.report["seconds"]
    with trial.timed("checking"):
        violations = _violations(database, fair_id, planned)
    return told_of(report) | _outcome(database, fair_id, report, planned, trial) | {"violations": violations}


def _prepare(
    database: Database, files: list[SpreadsheetFile], reading: Reading
) -> tuple[int, int, dict[str, Any]]:
    opens, closes = _hours(reading)
    now = system_clock()
    with database.write() as session:
        fair = create_fair(
            session,
            name="Trial fair",
            venue="",
            date=(now + timedelta(days=7)).date(),
            time_zone=TIME_ZONE,
            opens=opens,
            closes=closes,
            slot_minutes=SLOT_MINUTES,
            organizer_id=None,
            now=now,
        )
        import_ = preview_files(session, fair.id, files, now=now, actor=CLI_ACTOR)
        return fair.id, import_.id, dict(import_.report)


def _hours(reading: Reading) -> tuple[time, time]:
    """From the first employer's arrival to the last one's leaving."""
    employers = [record.values for record in reading.new("employers")]
    opens = min((each["arrives"] for each in employers if each["arrives"]), default=USUAL_HOURS[0])
    closes = max((each["leaves"] for each in employers if each["leaves"]), default=USUAL_HOURS[1])
    if closes <= opens:
        raise Invalid(
            N_("The employers' hours make no fair: from %(opens)s to %(closes)s."),
            opens=f"{opens:%H:%M}",
            closes=f"{closes:%H:%M}",
        )
    return opens, closes


def _give_booths(database: Database, fair_id: int, trial: Trial) -> None:
    with database.write() as session:
        fair = fair_by_id(session, fair_id)
        if not booths_of(session, fair_id):
            made = _make_booths(session, fair)
            trial.notes.append(f"There is no sheet of booths, so {made} were made.")
        for one in assign_free_booths(session, fair).unplaced:
            trial.notes.append(f"{one.attendance.employer.name} gets no booth: {one.reason}")


def _make_booths(session: Session, fair: Fair) -> int:
    count = len(names_at_fair(session, fair.id))
    for index in range(count):
        row, place = divmod(index, PLACES_IN_A_ROW)
        letters = (chr(65 + row // 26 - 1) if row >= 26 else "") + chr(65 + row % 26)
        create_booth(
            session, fair, label=f"{letters}{place + 1}", row=letters, place=place + 1, has_power=True
        )
    return count


def _violations(database: Database, fair_id: int, planned: Planned) -> int:
    """Rules broken by what is stored, found by the checker that shares nothing with the planner."""
    with database.read() as session:
        problem, places = interviews.build_problem(session, fair_id)
        slots = {slot_id: index for index, slot_id in enumerate(places.hall.slot_ids)}
        stored = [
            (one.seeker_id, one.employer_id, slots[one.slot_id])
            for one in interviews.interviews_of(session, planned.schedule_id)
        ]
        return interviews.broken_but_promises(problem, stored)


def _outcome(
    database: Database, fair_id: int, report: dict[str, Any], planned: Planned, trial: Trial
) -> dict[str, Any]:
    plan = planned.report
    with database.read() as session:
        people = interviews.seekers_by_id(session, [one["seeker"] for one in plan["unplaced"]])
        employers = names_at_fair(session, fair_id)
        speaker = speaker_of(session, fair_by_id(session, fair_id), plan)
    notes = trial.notes + [
        f"{employers.get(one['employer'], '?')} takes no part: {LEFT_OUT[one['reason']]}"
        for one in plan["employers_left_out"]
    ]
    return {
        "seekers": plan["seekers"],
        "employers": len(employers),
        "openings": report["new"]["openings"],
        "interviews": plan["interviews"],
        "seekers_with_at_least": list(plan["counts"]),
        "unplaced": [
            {"seeker": people[one["seeker"]].called_name, "reason": in_words(one, speaker)}
            for one in plan["unplaced"]
        ],
        "fit": plan["fit"],
        "gap": plan["gap"],
        "seconds": trial.seconds,
        "notes": notes,
    }


def _show(told: dict[str, Any]) -> None:
    click.echo("")
    click.echo(
        f"{counted(told['interviews'], 'interview', 'interviews')} for "
        f"{counted(told['seekers'], 'person', 'people')} with "
        f"{counted(told['employers'], 'employer', 'employers')} "
        f"({counted(told['openings'], 'opening', 'openings')})."
    )
    for number, count in enumerate(told["seekers_with_at_least"], start=1):
        click.echo(f"  {counted(count, 'person has', 'people have')} at least {number}.")
    if told["unplaced"]:
        click.echo(f"Without an interview: {len(told['unplaced'])}")
    for one in told["unplaced"][:SHOWN]:
        click.echo(f"  {one['seeker']}: {one['reason']}")
    if len(told["unplaced"]) > SHOWN:
        click.echo(f"  … and {len(told['unplaced']) - SHOWN} more; --json lists all.")
    for note in told["notes"]:
        click.echo(note)
    click.echo(f"Rules broken: {told['violations']}.")
    click.echo("Took: " + ", ".join(f"{step} {value:.1f} s" for step, value in told["seconds"].items()) + ".")
