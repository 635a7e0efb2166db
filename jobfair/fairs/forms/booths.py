"""Forms of booths."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectChoice, SelectField, SubmitField, TextAreaField
from wtforms.validators import Length

from jobfair.employers.forms import number_field
from jobfair.fairs.actions.booths import MAX_ABOUT
from jobfair.fairs.models import Booth, EmployerAttendance
from jobfair.web.forms import Form, Said, TrimmedField


class BoothForm(Form):
    """One booth."""

    label = TrimmedField(_l("Label"), [Said(), Length(max=12)], description=_l("Short, such as A4."))
    row = TrimmedField(
        _l("Row"), [Length(max=20)], description=_l("Such as A. Rows count from the far wall.")
    )
    place = number_field(_l("Place in the row"), _l("1 is at the wall."))
    has_power = BooleanField(_l("It has power"))
    near_door = BooleanField(_l("It is near the door"))
    wheelchair_access = BooleanField(_l("A wheelchair gets there"))
    support_desk = TrimmedField(
        _l("Support desk"),
        [Length(max=60)],
        description=_l("Only when the booth is kept for one, such as ID desk. No employer gets it."),
    )
    desk_about = TextAreaField(
        _l("What it helps with, and what to bring"),
        [Length(max=MAX_ABOUT)],
        description=_l("People who look for work read this. Short plain words, in English and Spanish."),
        render_kw={"rows": 3},
    )
    desk_seats = number_field(
        _l("People at once"), _l("How many people the desk sees at the same time. Nothing here: 1.")
    )
    submit = SubmitField(_l("Save"))

    def values(self) -> dict[str, Any]:
        """What was typed, for the actions."""
        given = {name: self.data[name] for name in self.data if name not in ("submit", "csrf_token")}
        return given | {
            "row": given["row"] or "",
            "place": given["place"] or 1,
            "desk_about": given["desk_about"] or "",
            "desk_seats": 1 if given["desk_seats"] is None else given["desk_seats"],
        }


class RowsForm(Form):
    """Many booths at once."""

    first_row = TrimmedField(_l("From row"), [Said()], description=_l("One letter, such as A."))
    last_row = TrimmedField(_l("To row"), [Said()], description=_l("One letter, such as E."))
    places = number_field(_l("Booths in each row"))
    has_power = BooleanField(_l("They have power"))
    submit = SubmitField(_l("Create the booths"))


class GiveForm(Form):
    """A booth for one employer."""

    booth = SelectField(_l("Booth"))
    submit = SubmitField(_l("Save"))

    def __init__(self, booths: list[Booth], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.booth.choices = [
            SelectChoice("", _l("No booth")),
            *(SelectChoice(str(booth.id), self._name(booth)) for booth in booths),
        ]

    @staticmethod
    def _name(booth: Booth) -> str:
        return str(_l("%(label)s, with power", label=booth.label)) if booth.has_power else booth.label


class GiveToForm(Form):
    """An employer for one booth."""

    employer = SelectField(_l("Employer"), [Said()])
    submit = SubmitField(_l("Save"))

    def __init__(self, attendances: list[EmployerAttendance], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.employer.choices = [
            SelectChoice("", _l("Choose an employer")),
            *(SelectChoice(str(each.employer_id), each.employer.name) for each in attendances),
        ]
