"""Forms of imports."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, MultipleFileField, SubmitField

from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.web.forms import Form


class UploadForm(Form):
    """One or more spreadsheets."""

    files = MultipleFileField(
        _l("Spreadsheets"),
        description=_l("XLSX or CSV, one or more at once. You see what is in them before anything is saved."),
        render_kw={"accept": ".xlsx,.csv,.tsv,.txt,text/csv", "multiple": True},
    )
    submit = SubmitField(_l("Look at them"))

    def chosen(self) -> list[SpreadsheetFile]:
        """The files that were chosen, in that order, with names that are safe to show."""
        return [
            SpreadsheetFile(_plain_name(upload), upload.read()) for upload in self.files.data or () if upload
        ]


class ConfirmForm(Form):
    """Only the token against forgery; the button is in the template."""


class PeopleAgreedForm(ConfirmForm):
    """Whether the people of a spreadsheet agreed before they came here."""

    people_agreed = BooleanField(
        _l("These people agreed, on paper or in person, that their answers are used for this fair"),
        description=_l(
            "Without this tick they come to the fair, but no employer sees them and nobody plans interviews "
            "for them until your team asks them."
        ),
    )


def _plain_name(upload: Any) -> str:
    name = str(upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[:100] or "file"
