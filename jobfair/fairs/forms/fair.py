"""Forms of a fair and its slots."""

from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectField, StringField, SubmitField
from wtforms.validators import Length, StopValidation

from jobfair.employers.checks import NAME_LENGTH
from jobfair.employers.forms import ClockField, number_field
from jobfair.fairs.actions.fair import VENUE_LENGTH, FairDetails
from jobfair.web import edge
from jobfair.web.forms import Form, Said, TrimmedField

#: time zones of the United States with the names people use; all others follow by their own names
US_ZONES = {
    "America/New_York": _l("Eastern (New York)"),
    "America/Chicago": _l("Central (Chicago, Kansas City)"),
    "America/Denver": _l("Mountain (Denver)"),
    "America/Phoenix": _l("Arizona (Phoenix)"),
    "America/Los_Angeles": _l("Pacific (Los Angeles)"),
    "America/Anchorage": _l("Alaska (Anchorage)"),
    "Pacific/Honolulu": _l("Hawaii (Honolulu)"),
    "America/Puerto_Rico": _l("Atlantic (Puerto Rico)"),
}


class Given:
    """Something has to be given; what could not be read keeps the sentence that says why."""

    def __call__(self, _form: object, field: Any) -> None:
        if field.data is None and not field.errors:
            raise StopValidation(str(_l("Please answer this.")))


class NeededClockField(ClockField):
    """A local time of day that has to be given."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.validators = [Given()]


class FairForm(Form):
    """What an organizer says about a fair."""

    name = TrimmedField(
        _l("Name of the fair"),
        [Said(), Length(max=NAME_LENGTH)],
        description=_l("A neutral name: people carry it on their phones and papers."),
    )
    venue = TrimmedField(_l("Place"), [Length(max=VENUE_LENGTH)], description=_l("Building and street."))
    date = DateField(_l("Date"), [Given()], format=["%Y-%m-%d", "%m/%d/%Y"])
    opens = NeededClockField(_l("First interview at"))
    closes = NeededClockField(_l("Last interview ends at"))
    time_zone = SelectField(_l("Time zone"))
    slot_minutes = number_field(
        _l("Minutes for one interview"), _l("From 5 to 120. Most fairs use 10 to 20.")
    )
    max_interviews_per_seeker = number_field(
        _l("Most interviews for one person"), _l("From 1 to 12. So that everybody gets some.")
    )
    spanish_interpreters = number_field(
        _l("Spanish interpreters"), _l("How many work at the same time. Empty means as many as needed.")
    )
    asl_interpreters = number_field(
        _l("Sign language interpreters"), _l("How many work at the same time. Empty means as many as needed.")
    )
    submit = SubmitField(_l("Save"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        others = sorted(available_timezones() - set(US_ZONES))
        self.time_zone.choices = [
            *(SelectChoice(zone, name) for zone, name in US_ZONES.items()),
            *(SelectChoice(zone, zone.replace("_", " ")) for zone in others),
        ]

    def details(self) -> FairDetails:
        """What was typed, for the actions; a number left out is said to be wrong there."""
        given = {name: self.data[name] for name in FairDetails.__dataclass_fields__}
        needed = {
            "venue": self.venue.data or "",
            "slot_minutes": self.slot_minutes.data or 0,
            "max_interviews_per_seeker": self.max_interviews_per_seeker.data or 0,
        }
        return FairDetails(**(given | needed))


class NewFairForm(FairForm):
    """A fair to come."""

    submit = SubmitField(_l("Create the fair"))

    def validate_date(self, field: Any) -> None:
        """A new fair lies ahead; yesterday is allowed, because a day ends later in the west."""
        if field.data and (edge.now().date() - field.data).days > 1:
            raise StopValidation(str(_l("This date is past.")))


class DeleteFairForm(Form):
    """The fair's name once more, where people have been told their times."""

    typed_name = StringField(_l("Name of the fair"), description=_l("Type it to delete the fair."))


class ConfirmForm(Form):
    """Only the button, and the token against forgery."""


class BreakForm(Form):
    """A break of the whole fair."""

    starts = NeededClockField(_l("The break starts"))
    ends = NeededClockField(_l("The break ends"))
    submit = SubmitField(_l("Add the break"))


class SlotForm(Form):
    """A slot by hand."""

    starts = NeededClockField(_l("The slot starts"))
    slot_minutes = number_field(_l("Minutes"))
    submit = SubmitField(_l("Add the slot"))
