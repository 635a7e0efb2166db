"""What is said about a row: why it cannot be taken, or what was understood in it with a doubt."""

from dataclasses import dataclass, field
from typing import Any

#: of a cell's text no more than this is repeated in a report
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one cell, with what to do.

    `reason` and `suggestion` are English sentences marked for translation; both take their places from
    `values`.
    """

    file: str
    sheet: str
    row: int
    #: heading as the person wrote it
    column: str
    value: str
    reason: str
    suggestion: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """For a program to read: both sentences in English with their values."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason % self.values if self.values else self.reason,
            "suggestion": self.suggestion % self.values if self.values else self.suggestion,
        }


class Refused(Exception):
    """This row cannot be taken; `finding` says why. Caught by `plan`, never seen outside."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.reason)
        self.finding = finding
