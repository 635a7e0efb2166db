"""Putting the sheets of one or more files together: which rows can be taken, which not, and why."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from typing import Any

from jobfair.errors import N_, Invalid
from jobfair.fairs.importing.booths import read_booth
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.columns import KINDS
from jobfair.fairs.importing.employers import read_employer
from jobfair.fairs.importing.findings import Finding, Refused
from jobfair.fairs.importing.headings import Table, recognise
from jobfair.fairs.importing.likeness import Known, keys_of, row_key
from jobfair.fairs.importing.openings import read_opening
from jobfair.fairs.importing.reading import read_sheets
from jobfair.fairs.importing.records import FairHours, Record
from jobfair.fairs.importing.rows import Row
from jobfair.fairs.importing.seekers import read_seeker
from jobfair.fairs.importing.sheets import MOST_ROWS, Sheet, SpreadsheetFile

READERS: dict[str, Callable[[Row, FairHours | None], Record]] = {
    "booths": read_booth,
    "employers": read_employer,
    "openings": read_opening,
    "seekers": read_seeker,
}
#: from this likeness on a name is taken for a slip of the finger
SAME_NAME = 0.84


@dataclass(slots=True)
class TableReport:
    """What became of one sheet."""

    file: str
    sheet: str
    kind: str
    heading_row: int
    #: heading as written and the field it fills, from left to right
    columns: list[tuple[str, str]]
    #: headings nothing is read from
    unused: list[str]
    read: int = 0
    accepted: int = 0
    #: of the accepted, those the fair has already
    already_there: int = 0
    rejected: int = 0


@dataclass(slots=True)
class Reading:
    """What is in the files; `accepted` and `rejected` together are every row that was read."""

    tables: list[TableReport] = field(default_factory=list)
    #: file, sheet and number of rows of sheets of no kind we know
    unused_sheets: list[tuple[str, str, int]] = field(default_factory=list)
    accepted: list[Record] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """Rows below the headings that are not blank, in all sheets that are used."""
        return sum(table.read for table in self.tables)

    def new(self, kind: str) -> list[Record]:
        """Records of a kind that the fair does not have yet, in the order read."""
        return [record for record in self.accepted if record.kind == kind and not record.already_there]

    def report(self) -> dict[str, Any]:
        """Numbers and findings, as they are stored with the import."""
        return {
            "rows_read": self.rows_read,
            "accepted": len(self.accepted),
            "already_there": sum(record.already_there for record in self.accepted),
            "new": {kind: len(self.new(kind)) for kind in KINDS},
            "rejected": [asdict(finding) for finding in self.rejected],
            "warnings": [asdict(finding) for finding in self.warnings],
            "tables": [asdict(table) for table in self.tables],
            "unused_sheets": [list(sheet) for sheet in self.unused_sheets],
        }


def read_spreadsheets(
    files: Iterable[SpreadsheetFile], known: Known | None = None, fair: FairHours | None = None
) -> Reading:
    """Read files together, so that openings find their employers in another file.

    Parameters
    ----------
    known : Known or None
        What the fair has already.
    fair : FairHours or None
        The fair's hours, to refuse who comes after it closes.

    Raises
    ------
    Invalid
        A file cannot be read at all, has no headings we know, or has no row below them.
    """
    reading = Reading()
    tables = [table for file in files for table in _tables(file, reading)]
    total = sum(len(table.sheet.rows) for table in tables)
    if total > MOST_ROWS + 1:
        raise Invalid(N_("These files have more than %(most)s rows together."), most=f"{MOST_ROWS:,}")
    reports = {id(table): _report_of(table) for table in tables}
    reading.tables = list(reports.values())
    understanding = _Understanding(reading, known or Known(), fair)
    for kind in KINDS:
        for table in tables:
            if table.kind.name == kind:
                understanding.read(table, reports[id(table)])
    if not reading.rows_read:
        raise Invalid(N_("There are headings, but no row below them."))
    order = {(report.file, report.sheet): place for place, report in enumerate(reading.tables)}
    for findings in (reading.rejected, reading.warnings):
        findings.sort(key=lambda finding: (order[finding.file, finding.sheet], finding.row))
    return reading


def _tables(file: SpreadsheetFile, reading: Reading) -> list[Table]:
    found = []
    for sheet in read_sheets(file.name, file.data):
        table = recognise(sheet)
        if table:
            found.append(table)
        elif sheet.rows:
            reading.unused_sheets.append((sheet.file, sheet.name, len(sheet.rows)))
    if not found:
        raise Invalid(
            N_(
                "No headings that we know were found in %(file)s. Name the columns in one row, such as Name, "
                "Phone and Skills for seekers, or Employer and Position for openings; or use our template."
            ),
            file=file.name,
        )
    return found


def _report_of(table: Table) -> TableReport:
    columns = [(table.headings[index], field) for index, field in table.fields.items()]
    sheet: Sheet = table.sheet
    return TableReport(sheet.file, sheet.name, table.kind.name, table.heading_row, columns, table.unused)


class _Understanding:
    """Reads table after table, remembering what earlier rows said."""

    def __init__(self, reading: Reading, known: Known, fair: FairHours | None) -> None:
        self.reading = reading
        self.known = known
        self.fair = fair
        #: key -> the row that had it first
        self.first: dict[str, Record] = {}
        #: folded name and contact -> the row that had both first, for people who share a contact
        self.same_contact: dict[tuple[str, str], Record] = {}
        #: folded name -> name, of employers that can be referred to
        self.employers = dict(known.employers)
        #: folded name -> row, of employers that were refused
        self.refused_employers: dict[str, int] = {}
        #: label in lower case -> whether somebody has it
        self.booths = dict(known.booths)

    def read(self, table: Table, report: TableReport) -> None:
        """Read every row of a table."""
        for number, cells in table.rows():
            report.read += 1
            row = Row(table, number, cells)
            try:
                record = READERS[table.kind.name](row, self.fair)
                self._refuse_double(row, record)
                self._relate(row, record)
            except Refused as refusal:
                report.rejected += 1
                self.reading.rejected.append(refusal.finding)
                if table.kind.name == "employers":
                    self.refused_employers.setdefault(fold(row.text("name")), number)
                continue
            report.accepted += 1
            report.already_there += record.already_there
            self.reading.accepted.append(record)
            if not record.already_there:
                self.reading.warnings.extend(row.warnings)

    def _refuse_double(self, row: Row, record: Record) -> None:
        for key in keys_of(record):
            other = self.first.setdefault(key, record)
            if other is not record:
                field = {"openings": "title", "booths": "label"}.get(record.kind, "name")
                row.refuse(
                    field,
                    N_("This is the same as row %(other_row)s%(other_file)s."),
                    N_("Delete one of the two rows, or tell them apart."),
                    other_row=other.row,
                    other_file=""
                    if (other.file, other.sheet) == (record.file, record.sheet)
                    else f" ({other.file})",
                )
        known = [*keys_of(record), row_key(record)]
        record.already_there = any(self.known.index(key) in self.known.keys for key in known)

    def _relate(self, row: Row, record: Record) -> None:
        if record.kind == "seekers":
            self._warn_of_shared_contact(row, record)
        elif record.kind == "booths":
            label = record.values["label"].casefold()
            self.booths.setdefault(label, bool(record.values["support_desk"]))
        elif record.kind == "employers":
            self.employers.setdefault(fold(record.values["name"]), record.values["name"])
            if not record.already_there:
                self._give_booth(row, record)
        elif record.kind == "openings":
            self._find_employer(row, record)

    def _warn_of_shared_contact(self, row: Row, record: Record) -> None:
        name, contact = record.values["called_name"], record.values["contact"]
        if not contact:
            return
        other = self.same_contact.setdefault((fold(name), fold(contact)), record)
        if other is not record:
            row.warn(
                "name",
                N_("Row %(other_row)s has the same name and contact, but other answers; both were kept."),
                N_("If it is one person, delete one of the two rows."),
                other_row=other.row,
            )

    def _give_booth(self, row: Row, record: Record) -> None:
        label = record.extra["booth"]
        if label is None:
            return
        taken = self.booths.get(label.casefold())
        if taken is None or taken:
            reason = (
                N_("There is no booth “%(value)s”.")
                if taken is None
                else N_("The booth “%(value)s” is taken.")
            )
            row.warn("booth", reason, N_("The employer is kept without a booth; give it one later."))
            record.extra["booth"] = None
        else:
            self.booths[label.casefold()] = True

    def _find_employer(self, row: Row, record: Record) -> None:
        name = record.extra["employer"]
        plain = fold(name)
        if plain in self.employers:
            record.extra["employer"] = self.employers[plain]
            return
        if plain in self.refused_employers:
            row.refuse(
                "employer",
                N_("Its employer could not be taken: see row %(other_row)s of the employers."),
                N_("Put that row right first."),
                other_row=self.refused_employers[plain],
            )
        close = get_close_matches(plain, list(self.employers), n=1, cutoff=SAME_NAME)
        if close:
            row.refuse(
                "employer",
                N_("There is no employer “%(value)s”."),
                N_("Did you mean “%(name)s”? Write the name the same way."),
                name=self.employers[close[0]],
            )
        row.warn(
            "employer",
            N_("“%(value)s” is on no sheet of employers; it is added with one interviewer, there all day."),
            N_("Add it to the employers with its hours."),
        )
        self.employers[plain] = name
        record.extra["new_employer"] = True
