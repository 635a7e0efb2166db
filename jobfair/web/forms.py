"""Forms: our base class, how an action's error finds its field, and fields shared by the rooms."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField, StringField, TextAreaField, widgets
from wtforms.validators import StopValidation

from jobfair.errors import JobFairError
from jobfair.web import edge
from jobfair.web.i18n import say


class Form(FlaskForm):
    """Base of every form. Errors show at the field and in the summary; what was typed stays."""

    def attach(self, error: JobFairError) -> None:
        """Show an action's error at its field, or above the form when it names none."""
        if error.field and error.field in self._fields:
            self._fields[error.field].errors = [*self._fields[error.field].errors, say(error)]
        else:
            self.form_errors.append(say(error))


@dataclass(slots=True)
class Attempt:
    """Whether what was tried inside `attempt` went through."""

    ok: bool = False


@contextmanager
def attempt(form: Form) -> Iterator[Attempt]:
    """Try an action; if it raises a JobFairError, undo its writes and attach the sentence to the form.

    >>> with attempt(form) as tried:  # doctest: +SKIP
    ...     actions.save_profile(session(), seeker, form.data)
    >>> if tried.ok:  # doctest: +SKIP
    ...     return redirect(…)
    """
    tried = Attempt()
    savepoint = edge.session().begin_nested()
    try:
        yield tried
        savepoint.commit()
        tried.ok = True
    except JobFairError as error:
        savepoint.rollback()
        form.attach(error)


class Said:
    """Something has to be said here; the sentence tells what."""

    # no `required` flag on purpose: browsers' own bubbles are neither translated nor accessible

    def __init__(self, message: str | None = None) -> None:
        self.message = message or lazy_gettext("Please answer this.")

    def __call__(self, _form: object, field: Field) -> None:
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            field.errors[:] = []
            raise StopValidation(self.message)


class CheckboxesField(SelectMultipleField):
    """Several boxes to tick, shown as a fieldset."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class LinesField(TextAreaField):
    """A list of short texts, one a line (or separated by semicolons)."""

    data: Any

    def _value(self) -> str:
        return "\n".join(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Split what was typed into the texts it holds, without empty ones."""
        text = valuelist[0] if valuelist else ""
        self.data = [part.strip() for part in text.replace(";", "\n").splitlines() if part.strip()]


class TrimmedField(StringField):
    """One line of text without the blanks around it; None when nothing is left."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Trim what was typed."""
        text = " ".join(valuelist[0].replace("\0", " ").split()) if valuelist else ""
        self.data = text or None
