"""Forms: our base class, how an action's error finds its field, and fields shared by the rooms."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    SelectFieldBase,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
    widgets,
)
from wtforms.validators import StopValidation

from jobfair.errors import JobFairError
from jobfair.web import edge, switching
from jobfair.web.i18n import say


class Form(FlaskForm):
    """Base of every form. Errors show at the field and in the summary; what was typed stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: what actions said against these answers
        self.told: list[JobFairError] = []

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether good answers were sent to be acted upon; never when only the language changes."""
        if not switching.is_switching():
            return bool(super().validate_on_submit(extra_validators))
        if switching.errors_were_shown():
            self.validate()
            for error in switching.opened_errors():
                self.attach(error)
        return False

    def attach(self, error: JobFairError) -> None:
        """Show an action's error at its field, or above the form when it names none."""
        self.told.append(error)
        if error.field and error.field in self._fields:
            self._fields[error.field].errors = [*self._fields[error.field].errors, say(error)]
        else:
            self.form_errors.append(say(error))


class StoredForm(Form):
    """A form over answers that are stored: of two windows the older one loses nothing of the newer.

    Each field's mark, sent along with the form, says what was stored when the page was shown. A field that
    was left alone here takes what was stored since; one that was changed here and there is asked about once.
    """

    seen = HiddenField()

    def __init__(self, *args: Any, data: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, data=data, **kwargs)
        self._stored = data

    def hidden_tag(self, *fields: Any) -> Any:
        """The hidden fields; the marks stay those of the page that was opened first."""
        self.seen.data = self.seen.data or self._as_stored().marks()
        return super().hidden_tag(*fields)

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the rules of the fields: nothing that was stored since is overwritten unasked."""
        return bool(super().validate(extra_validators)) and self._is_newest()

    def marks(self) -> str:
        """What each field shows, in short, in their order."""
        return " ".join(_mark(item) for item in self._answered())

    def _answered(self) -> list[Field]:
        return [item for item in self if not isinstance(item, HiddenField | SubmitField)]

    def _as_stored(self) -> "StoredForm":
        stored = type(self)(None, data=self._stored)
        for here, there in zip(self, stored, strict=True):
            if isinstance(here, SelectField):  # a page may offer choices of its own
                there.choices = here.choices
        return stored

    def _is_newest(self) -> bool:
        seen, stored = str(self.seen.data or "").split(), self._as_stored()
        pairs = list(zip(self._answered(), stored._answered(), strict=True))
        if len(seen) != len(pairs):
            return True
        self.seen.data = stored.marks()
        for before, (here, there) in zip(seen, pairs, strict=True):
            if _mark(there) in {before, _mark(here)}:
                continue
            if _mark(here) == before:
                here.data = there.data
            else:
                here.errors = [*here.errors, _changed_since(there)]
        return not self.errors


def _mark(item: Field) -> str:
    """A short mark of a field's answer, the same in every language."""
    return f"{crc32(repr(_answer(item)).encode()):x}"


def _answer(item: Field) -> list[str]:
    if isinstance(item, SelectFieldBase):
        return sorted(str(option.data) for option in item if option.checked)
    if isinstance(item.data, list):
        return [str(one) for one in item.data]
    return [] if item.data in (None, False) else str(item.data).splitlines()


def _changed_since(stored: Field) -> str:
    """What an older window is told about a field: the labels of what is ticked, or the text."""
    if isinstance(stored, SelectFieldBase):
        said = [str(option.label.text) for option in stored if option.checked]
    else:
        said = [] if isinstance(stored, BooleanField) else str(stored._value()).splitlines()
    there = "; ".join(said) or gettext("nothing")
    return str(
        gettext(
            "You changed this in another window since. There it says: %(there)s. "
            "Look at it, then press the button once more to keep what is here.",
            there=there,
        )
    )


@dataclass(slots=True)
class Attempt:
    """Whether what was tried inside `attempt` went through, and the sentence why not."""

    ok: bool = False
    sentence: str = ""


@contextmanager
def attempt(form: Form | None = None) -> Iterator[Attempt]:
    """Try an action; if it raises a JobFairError, undo its writes and keep the sentence, also at a form.

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
        tried.sentence = say(error)
        if form is not None:
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
