"""Forms of interviews."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectChoice, SubmitField
from wtforms.validators import Length, StopValidation

from jobfair.fairs.models import Fair
from jobfair.interviews.queries.free_seats import FreeSeat, FreeSeats
from jobfair.interviews.times import interview_time
from jobfair.seekers.forms import YesNoField
from jobfair.web.forms import Form, Said, TrimmedField

#: what a form calls planning without regard to what was published
ANEW = "anew"
#: what a form calls having no interview instead
NONE = "none"


class ConfirmForm(Form):
    """Yes, do it; with the published version that was looked at."""

    instead_of = HiddenField()
    confirm = SubmitField(_l("Yes, do it"))


class PlanForm(Form):
    """Whether the published times stand when planning again."""

    times = RadioField(
        _l("What about the times people were told?"),
        choices=[
            SelectChoice(
                "keep", _l("Keep the times people were told, and plan only new people and free seats")
            ),
            SelectChoice(ANEW, _l("Plan everything anew: most people get other times")),
        ],
        default="keep",
    )
    submit = SubmitField(_l("Plan again"))


class WishForm(Form):
    """A STOP or START that somebody wrote or said."""

    typed = TrimmedField(
        _l("Code, phone number or e-mail"),
        [Said()],
        description=_l("A phone number counts for all who share it."),
    )
    stop = SubmitField(_l("STOP: no more messages"))
    start = SubmitField(_l("START: messages again"))


class StopForm(Form):
    """Where nothing more is to be sent."""

    typed = TrimmedField(_l("Your phone number or e-mail"), [Said(), Length(max=254)])
    submit = SubmitField(_l("Stop the messages"))


class WishOfOneForm(Form):
    """Yes or no to messages about one's own times."""

    wants = YesNoField(_l("May we send you messages?"))
    submit = SubmitField(_l("Save"))


class OtherTimeForm(Form):
    """Another time in place of an interview, or none."""

    seat = RadioField(_l("What would you like instead?"), validate_choice=False)
    submit = SubmitField(_l("Change it"))

    def offer(self, seats: FreeSeats, fair: Fair) -> None:
        """Show the free seats, and last of all having none."""

        def said(seat: FreeSeat) -> str:
            return str(
                gettext(
                    "%(time)s, booth %(booth)s: %(employer)s, %(opening)s",
                    time=interview_time(seat, fair.time_zone),
                    booth=seat.booth_label,
                    employer=seat.employer_name,
                    opening=seat.opening_title,
                )
            )

        self.seat.choices = [
            *(SelectChoice(seat.key, said(seat)) for seat in (*seats.same, *seats.others)),
            SelectChoice(NONE, gettext("No other time: I give this interview up")),
        ]
        if len(self.seat.choices) == 1:
            self.submit.label.text = gettext("Give this interview up")

    def validate_seat(self, field: RadioField) -> None:
        """Something has to be chosen; whether it is still free is told when it is taken."""
        if not field.data:
            raise StopValidation(gettext("Please choose one."))
