"""One row of a table, asked by field; it collects warnings, or refuses."""

from typing import NoReturn

from jobfair.errors import JobFairError
from jobfair.fairs.importing.findings import LONGEST_VALUE, Finding, Refused
from jobfair.fairs.importing.headings import Table


class Row:
    """One row of a sheet whose columns are known.

    Attributes
    ----------
    number : int
        The row's number as the person sees it in their spreadsheet.
    warnings : list of Finding
        What was understood with a doubt; the row is kept.
    """

    def __init__(self, table: Table, number: int, cells: list[str]) -> None:
        self.table = table
        self.number = number
        self.warnings: list[Finding] = []
        self._cells: dict[str, list[str]] = {}
        for index, field in table.fields.items():
            if index < len(cells) and cells[index]:
                self._cells.setdefault(field, []).append(cells[index])

    def text(self, field: str, between: str = " ") -> str:
        """The field's text on one line; empty when there is none. Repeated columns are joined."""
        return " ".join(self.lines(field, between).split())

    def lines(self, field: str, between: str = "\n") -> str:
        """The field's text with its line breaks; empty when there is none."""
        return between.join(self._cells.get(field, []))

    def heading(self, field: str) -> str:
        """The heading of the field's column as the person wrote it; our own name for it when it has none."""
        for index, found in self.table.fields.items():
            if found == field:
                return " ".join(self.table.headings[index].split())
        known = {column.field: column.english for column in self.table.kind.columns}
        return known.get(field, field)

    def finding(
        self, field: str, reason: str, suggestion: str = "", value: str | None = None, **values: object
    ) -> Finding:
        """A sentence about this row; `value` replaces the cell's text where that holds private words."""
        shown = self.text(field) if value is None else value
        if len(shown) > LONGEST_VALUE:
            shown = shown[: LONGEST_VALUE - 1] + "…"
        return Finding(
            file=self.table.sheet.file,
            sheet=self.table.sheet.name,
            row=self.number,
            column=self.heading(field),
            value=shown,
            reason=reason,
            suggestion=suggestion,
            values={"value": shown, **values},
        )

    def warn(
        self, field: str, reason: str, suggestion: str = "", value: str | None = None, **values: object
    ) -> None:
        """Keep the row, and say what was understood with a doubt."""
        self.warnings.append(self.finding(field, reason, suggestion, value, **values))

    def refuse(
        self, field: str, reason: str, suggestion: str = "", value: str | None = None, **values: object
    ) -> NoReturn:
        """Do not take the row."""
        raise Refused(self.finding(field, reason, suggestion, value, **values))

    def refuse_for(self, error: JobFairError, fields: dict[str, str] | None = None) -> NoReturn:
        """Do not take the row, for the reason an action or check would give."""
        field = (fields or {}).get(error.field or "", error.field or "name")
        raise Refused(self.finding(field, error.message, "", None, **error.values))
