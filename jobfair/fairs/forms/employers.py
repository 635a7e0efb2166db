"""Forms about an employer at a fair."""

from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SubmitField
from wtforms.validators import Length

from jobfair.employers.checks import NAME_LENGTH
from jobfair.employers.forms import CardForm, ClockField, card_data, number_field
from jobfair.fairs.actions.employers import MOST_SLOTS, AttendanceValues, EmployerValues
from jobfair.fairs.models import EmployerAttendance, Fair
from jobfair.web.forms import Said, TrimmedField


class EmployerForm(CardForm):
    """An employer's card and its attendance together, for the organizer."""

    name = TrimmedField(_l("Name of the employer"), [Said(), Length(max=NAME_LENGTH)])
    interviewers = number_field(
        _l("Interviewers at the booth"), _l("How many people interview at the same time.")
    )
    arrives = ClockField(_l("They arrive"), description=_l("Empty means from the start."))
    leaves = ClockField(_l("They leave"), description=_l("Empty means to the end."))
    break_starts = ClockField(_l("Their lunch break starts"))
    break_ends = ClockField(_l("Their lunch break ends"))
    slots_per_interview = SelectField(
        _l("One interview takes"),
        coerce=int,
        default=1,
        description=_l("More than the usual time: for a panel, or to show how the work is done."),
    )
    promised_interviews = number_field(
        _l("Interviews you promised them, at least"),
        _l("The plan gives them this many first, as far as people fit. 0 or empty where you promised none."),
    )
    needs_power = BooleanField(_l("They need power at the booth"))
    submit = SubmitField(_l("Save"))

    def __init__(self, fair: Fair, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.slots_per_interview.choices = [
            (number, gettext("%(minutes)s minutes", minutes=number * fair.slot_minutes))
            for number in range(1, MOST_SLOTS + 1)
        ]

    def values(self) -> EmployerValues:
        """What was typed, for the action; an empty number of interviewers means one, of interviews none."""
        given = {k: v for k, v in self.data.items() if k in EmployerValues.__annotations__}
        one = 1 if self.interviewers.data is None else self.interviewers.data
        promised = self.promised_interviews.data or 0
        return cast(EmployerValues, given | {"interviewers": one, "promised_interviews": promised})


def employer_data(attendance: EmployerAttendance, contact: str | None) -> dict[str, Any]:
    """What is stored, for the form."""
    hours = {field: getattr(attendance, field) for field in AttendanceValues.__annotations__}
    return card_data(attendance.employer, contact) | hours
