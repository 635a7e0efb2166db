"""Forms of what is understood of people's words, and of how a fair is matched."""

from flask_babel import lazy_gettext as _l
from wtforms import SubmitField, TextAreaField

from jobfair.employers.forms import ClockField, number_field
from jobfair.fairs.forms.people import NextButtons
from jobfair.web.forms import CheckboxesField, Form


class UnderstoodForm(NextButtons):
    """Skills as we understood them; the choices are each person's own."""

    skills = CheckboxesField(_l("Skills"))


class MatchingForm(Form):
    """How openings are ranked for people, and when buses run."""

    crowding_percent = number_field(
        _l("Spread people over the openings, in percent"),
        _l("0: everyone sees what fits them best first. 100: the most. The table says what it does."),
    )
    first_bus = ClockField(
        _l("First bus in the morning"),
        description=_l("Empty means not known. Then people are told to ask."),
    )
    last_bus = ClockField(
        _l("Last bus at night"),
        description=_l("People who come by bus are not sent to shifts that no bus reaches."),
    )
    submit = SubmitField(_l("Save"))


class WordsForm(Form):
    """A fair's own words, one a line."""

    words = TextAreaField(
        _l("Words and what they mean"),
        description=_l("One a line: the word, a comma, what it means. To take a word out, delete its line."),
        render_kw={"rows": 12, "spellcheck": "false"},
    )
    submit = SubmitField(_l("Save"))
