"""Forms about an employer at a fair."""

from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SubmitField
from wtforms.validators import Length

from jobfair.employers.checks import NAME_LENGTH
from jobfair.employers.forms import CardForm, ClockField, card_data, number_field
from jobfair.fairs.actions.employers import AttendanceValues, EmployerValues
from jobfair.fairs.models import EmployerAttendance
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
    needs_power = BooleanField(_l("They need power at the booth"))
    submit = SubmitField(_l("Save"))

    def values(self) -> EmployerValues:
        """What was typed, for the action; an empty number of interviewers means one."""
        given = {k: v for k, v in self.data.items() if k in EmployerValues.__annotations__}
        one = 1 if self.interviewers.data is None else self.interviewers.data
        return cast(EmployerValues, given | {"interviewers": one})


def employer_data(attendance: EmployerAttendance, contact: str | None) -> dict[str, Any]:
    """What is stored, for the form."""
    hours = {field: getattr(attendance, field) for field in AttendanceValues.__annotations__}
    return card_data(attendance.employer, contact) | hours
