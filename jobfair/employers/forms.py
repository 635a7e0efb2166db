"""Forms of employers: the card and an opening."""

import re
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, Optional, StopValidation

from jobfair.employers.checks import NAME_LENGTH, TEXT_LENGTH, CardValues, OpeningValues
from jobfair.employers.models import Employer, Opening
from jobfair.web.choices import DAYS, HIRES_PEOPLE_WITH_RECORDS, LANGUAGES, options
from jobfair.web.forms import CheckboxesField, Form, LinesField, Said, TrimmedField

DOLLARS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)
CLOCK_FORMATS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]


class DollarsField(StringField):
    """Dollars as a person types them ("14.50", "$15"); the data is whole cents."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data / 100:.2f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read dollars and cents."""
        text = "".join(valuelist[0].replace("$", "").split()) if valuelist else ""
        self.data = None
        if not text:
            return
        found = DOLLARS.fullmatch(text)
        if found is None:
            raise ValueError(str(_l("Write dollars and cents, like 14.50.")))
        self.data = 100 * int(found[1]) + int((found[2] or "").ljust(2, "0"))


class ClockField(TimeField):
    """A local time of day, also as a person types it ("9:00", "1 pm") where the browser shows a plain box."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [Optional()], format=CLOCK_FORMATS, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a time of day."""
        text = valuelist[0].strip().lower().replace(".", "") if valuelist else ""
        try:
            super().process_formdata([text] if text else [])
        except ValueError:
            raise ValueError(str(_l("Write a time, like 9:30."))) from None


class Whole:
    """What was typed has to be a whole number; says so in plain words."""

    def __call__(self, _form: object, field: Field) -> None:
        if not (field.raw_data and str(field.raw_data[0]).strip()):
            field.errors = []
            raise StopValidation
        if field.data is None:
            field.errors = []
            raise StopValidation(str(_l("Write a whole number.")))


def number_field(label: Any, description: Any = "") -> IntegerField:
    """A whole number that may be left out."""
    return IntegerField(label, [Whole()], description=description, render_kw={"inputmode": "numeric"})


def policy_field(label: Any, description: Any = "", rows: int = 2) -> TextAreaField:
    """A text of the hiring-policy card."""
    return TextAreaField(label, [Length(max=TEXT_LENGTH)], description=description, render_kw={"rows": rows})


class CardForm(Form):
    """What an employer tells about itself."""

    sector = TrimmedField(
        _l("Kind of work"), [Length(max=NAME_LENGTH)], description=_l("Such as food, building or care.")
    )
    about = TextAreaField(
        _l("About you, for people looking for work"),
        [Length(max=TEXT_LENGTH)],
        description=_l("One or two sentences."),
        render_kw={"rows": 3},
    )
    contact = TrimmedField(
        _l("Contact person"),
        [Length(max=NAME_LENGTH)],
        description=_l("Name, e-mail or phone. Only the fair's team and you can see it."),
    )
    hires_people_with_records = SelectField(
        _l("Do you hire people with records?"),
        choices=options(HIRES_PEOPLE_WITH_RECORDS, ("", _l("Not said yet"))),
        coerce=lambda value: value or None,
    )
    looks_back_years = number_field(
        _l("How many years do you look back?"), _l("0 when you do not check at all. Empty when not said.")
    )
    who_decides = policy_field(_l("Who decides?"), _l("Such as the shift manager, at the booth."))
    who_can_veto = policy_field(
        _l("Who can say no afterwards?"), _l("Such as the main office, after a check. Write “nobody” if so.")
    )
    closed_by_law = policy_field(
        _l("What does a law close?"), _l("Jobs you may not give to people with some records, and which law.")
    )
    how_to_appeal = policy_field(
        _l("How can a person appeal?"), _l("Whom they can call, and what they can bring.")
    )
    policy_notes = policy_field(_l("Anything else about how you decide"), rows=4)
    submit = SubmitField(_l("Save"))

    def card(self) -> CardValues:
        """What was typed, for the action."""
        return cast(CardValues, {k: v for k, v in self.data.items() if k in CardValues.__annotations__})


def card_data(employer: Employer, contact: str | None) -> dict[str, Any]:
    """What is stored, for the form."""
    stored = {field: getattr(employer, field) for field in CardValues.__annotations__ if field != "contact"}
    return stored | {"contact": contact}


class OpeningForm(Form):
    """A posted position."""

    title = TrimmedField(_l("Title"), [Said(), Length(max=NAME_LENGTH)])
    duties = TextAreaField(
        _l("What the person will do"),
        [Length(max=2 * TEXT_LENGTH)],
        description=_l("In plain words."),
        render_kw={"rows": 4},
    )
    seats = number_field(_l("People wanted"))
    city = TrimmedField(_l("City of the work"), [Length(max=NAME_LENGTH)])
    state = TrimmedField(_l("State"), [Length(max=NAME_LENGTH)], description=_l("Two letters, like MO."))
    zip_code = TrimmedField(_l("ZIP code of the work"), [Length(max=NAME_LENGTH)])
    soc_code = TrimmedField(
        _l("SOC code, if you know it"), [Length(max=NAME_LENGTH)], description=_l("Like 37-3011.")
    )
    wage_cents_per_hour = DollarsField(
        _l("Pay an hour, in dollars"), description=_l("Like 14.50."), render_kw={"inputmode": "decimal"}
    )
    hours_per_week = number_field(_l("Hours a week"))
    shift_starts = ClockField(_l("The shift starts"))
    shift_ends = ClockField(
        _l("The shift ends"), description=_l("Earlier than the start when it passes midnight.")
    )
    days = CheckboxesField(_l("Days"), choices=options(DAYS))
    must_have_certificates = LinesField(
        _l("Certificates"),
        description=_l("Only those without which nobody can start. One a line."),
        render_kw={"rows": 3},
    )
    needs_driving_licence = BooleanField(_l("A driver's license is needed"))
    lift_pounds = number_field(_l("Heaviest load to lift, in pounds"))
    languages = CheckboxesField(_l("Languages needed at work"), choices=options(LANGUAGES))
    skills = LinesField(_l("Skills"), description=_l("One a line."), render_kw={"rows": 4})
    experience_months = number_field(_l("Experience, in months"))
    submit = SubmitField(_l("Save"))

    def __init__(self, opening: Opening | None = None, **kwargs: Any) -> None:
        super().__init__(obj=opening, **kwargs)
        others = [code for code in (opening.languages if opening else []) if code not in LANGUAGES]
        self.languages.choices = [*options(LANGUAGES), *(SelectChoice(code, code) for code in others)]

    def values(self) -> OpeningValues:
        """What was typed, for the action; an empty number of people means one."""
        given = {k: v for k, v in self.data.items() if k in OpeningValues.__annotations__}
        return cast(OpeningValues, given | {"seats": 1 if self.seats.data is None else self.seats.data})


class InviteForm(Form):
    """Somebody who will look after an employer's openings."""

    name = TrimmedField(_l("Name"), [Said(), Length(max=NAME_LENGTH)])
    email = TrimmedField(_l("E-mail"), [Said(), Length(max=254)], render_kw={"type": "email"})
    submit = SubmitField(_l("Invite"))


class ConfirmForm(Form):
    """Only the button, and the token against forgery."""
