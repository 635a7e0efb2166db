"""Forms of seekers: one class a question, so that a page can ask one of them or all.

Questions with cards to tick, for one page each, are in `card_forms`.
"""

from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, SubmitField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from jobfair.seekers.contact import is_mistyped_phone
from jobfair.seekers.work_cards import CARDS
from jobfair.web import choices
from jobfair.web.forms import CheckboxesField, Form, LinesField, Said, StoredForm, TrimmedField

NOT_SURE = ("", _l("I'm not sure"))

MONTHS: choices.Labels = {
    "01": _l("January"),
    "02": _l("February"),
    "03": _l("March"),
    "04": _l("April"),
    "05": _l("May"),
    "06": _l("June"),
    "07": _l("July"),
    "08": _l("August"),
    "09": _l("September"),
    "10": _l("October"),
    "11": _l("November"),
    "12": _l("December"),
}


class NumberField(IntegerField):
    """A whole number; None when nothing was typed."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"inputmode": "numeric"})
        super().__init__(label, [Optional()], **kwargs)


class YesNoField(RadioField):
    """Yes, no, or not sure, as True, False or None."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        answers = [
            SelectChoice("yes", _l("Yes")),
            SelectChoice("no", _l("No")),
            SelectChoice("", NOT_SURE[1]),
        ]
        super().__init__(label, choices=answers, **kwargs)

    def process_data(self, value: bool | None) -> None:
        """Show what is stored."""
        self.data = {True: "yes", False: "no", None: ""}[value]

    def answer(self) -> bool | None:
        """What was chosen."""
        return {"yes": True, "no": False}.get(self.data or "")


class ChoiceField(SelectField):
    """One of several answers; an empty one means nobody said."""

    def process_data(self, value: str | None) -> None:
        """Show what is stored."""
        self.data = value or ""


class OneOfField(RadioField):
    """The same, as a list of circles."""

    def process_data(self, value: str | None) -> None:
        """Show what is stored."""
        self.data = value or ""


class CardLinesField(LinesField):
    """Lines in which a ticked card reads in the language of the page, and is found again by it."""

    def _value(self) -> str:
        return "\n".join(gettext(text) if text in CARDS else text for text in self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read cards by what they are called on this page, and other lines as they are."""
        super().process_formdata(valuelist)
        cards = {gettext(text).casefold(): text for text in CARDS}
        self.data = [cards.get(line.casefold(), line) for line in self.data]


class Answers(StoredForm):
    """Base of forms that fill in a profile."""

    def answers(self) -> dict[str, Any]:
        """Answers by the names that actions take."""
        return {
            item.name: item.answer() if hasattr(item, "answer") else item.data or _nothing(item)
            for item in self
            if item.type not in {"CSRFTokenField", "HiddenField", "SubmitField"}
        }


def _nothing(item: Any) -> Any:
    """An empty answer: 0 stays a number, no boxes stay a list, an empty text becomes None."""
    return item.data if item.data in (0, []) else None


class NameQuestion(Answers):
    """What to call the person."""

    called_name = TrimmedField(
        _l("Name to be called"),
        [Said(_l("Please give a name to be called."))],
        description=_l("A first name is enough."),
        render_kw={"autocomplete": "given-name"},
    )


class WholePhone:
    """What looks like a phone number is a whole one; words are as good."""

    def __call__(self, _form: object, field: Any) -> None:
        if is_mistyped_phone(field.data or ""):
            raise ValidationError(
                gettext("This phone number is not whole. Write all ten digits, such as 816 555 0171.")
            )


class ContactQuestion(Answers):
    """How to reach the person."""

    contact = TrimmedField(
        _l("How to reach you"),
        [WholePhone()],
        description=_l("A phone number, or words such as “ask for me at the Westside center”."),
    )
    phone_kind = OneOfField(_l("Your phone"), choices=choices.options(choices.PHONE_KINDS, NOT_SURE))
    wants_messages = YesNoField(
        _l("May we send your times there?"),
        description=_l(
            "Short texts or e-mails: your times, when one changes, and before the fair. "
            "They say the fair, times, booths and your code. Answer STOP to end them."
        ),
    )


class WorkQuestion(Answers):
    """Past work."""

    work = CardLinesField(
        _l("Work done before"),
        description=_l("One job a line, in your own words. Work without pay counts the same."),
        render_kw={"rows": 4},
    )


class SkillsQuestion(Answers):
    """Skills."""

    skills = CardLinesField(
        _l("Skills"),
        description=_l("One skill a line, such as “drive a forklift” or “cook for many people”."),
        render_kw={"rows": 4},
    )


class CertificatesQuestion(Answers):
    """Certificates and the driver's license."""

    certificates = CardLinesField(
        _l("Certificates"), description=_l("One a line, such as “food handler card”."), render_kw={"rows": 3}
    )
    has_driving_licence = YesNoField(_l("Do you have a driver's license?"))


class ExperienceQuestion(Answers):
    """How long the person has worked, loosely."""

    experience = OneOfField(
        _l("How long you have done such work, in all"), choices=choices.options(choices.EXPERIENCE, NOT_SURE)
    )


class LiftingQuestion(Answers):
    """How much the person can lift, and how long they can stand."""

    max_lift_pounds = NumberField(
        _l("Pounds you can lift"), description=_l("A full bag of dog food weighs about 40 pounds.")
    )
    standing = OneOfField(_l("Standing at work"), choices=choices.options(choices.STANDING, NOT_SURE))


class LanguagesQuestion(Answers):
    """Languages at work."""

    languages = CheckboxesField(_l("Languages you can speak at work"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [code for code in self.languages.object_data or [] if code not in choices.LANGUAGES]
        self.languages.choices = choices.options(choices.LANGUAGES) + [SelectChoice(c, c) for c in others]


class WishesQuestion(Answers):
    """Work wanted."""

    wishes = CardLinesField(
        _l("Work you would like"),
        description=_l("One a line. Leave it empty if you are open to anything."),
        render_kw={"rows": 3},
    )


class WhenQuestion(Answers):
    """Shifts and days."""

    shifts = CheckboxesField(_l("Times of day"), choices=choices.options(choices.SHIFTS))
    days = CheckboxesField(_l("Days"), choices=choices.options(choices.DAYS))


class ElsewhereQuestion(Answers):
    """When the person has to be home or somewhere else; why is not asked."""

    home_by = TimeField(_l("I have to be home at"), [Optional()])
    home_until = TimeField(_l("I can leave home at"), [Optional()])
    away_days = CheckboxesField(_l("Days on which I have to be somewhere else"))
    away_starts = TimeField(_l("From"), [Optional()])
    away_ends = TimeField(_l("Until"), [Optional()])
    second_days = CheckboxesField(_l("Other days on which I have to be somewhere else"))
    second_starts = TimeField(_l("From then on"), [Optional()])
    second_ends = TimeField(_l("Until then"), [Optional()])

    #: fields of each time: days (none for every day), start, end
    TIMES = (
        (None, "home_by", "home_until"),
        ("away_days", "away_starts", "away_ends"),
        ("second_days", "second_starts", "second_ends"),
    )

    def __init__(self, *args: Any, data: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(
            *args, data={**(data or {}), **self._fields_of((data or {}).get("busy", []))}, **kwargs
        )
        for name in ("away_days", "second_days"):
            self._fields[name].choices = choices.options(choices.DAYS)

    def validate(self, extra_validators: Any = None) -> bool:
        """A time needs both its ends; days alone mean the whole day."""
        fits = bool(super().validate(extra_validators))
        for _days, starts, ends in self.TIMES:
            given = [self._fields[name].data is not None for name in (starts, ends)]
            if any(given) and not all(given):
                lacking = self._fields[ends if given[0] else starts]
                lacking.errors = [*lacking.errors, gettext("Give both times.")]
                fits = False
        return fits

    def answers(self) -> dict[str, Any]:
        """All answers, with the times as one list."""
        found = super().answers()
        busy = []
        for days, starts, ends in self.TIMES:
            on = found.pop(days) if days else []
            first, last = found.pop(starts), found.pop(ends)
            if first is not None or on:
                busy.append({"days": on, "starts": first or time(), "ends": last or time()})
        return found | {"busy": busy}

    def _fields_of(self, busy: list[dict[str, Any]]) -> dict[str, Any]:
        """What the fields show of stored times."""
        home = [one for one in busy if not one["days"]][:1]
        away = [one for one in busy if one not in home]
        shown = dict(zip(self.TIMES, [*(home or [{}]), *away], strict=False))
        return {
            name: value
            for (days, starts, ends), one in shown.items()
            if one
            for name, value in (
                (days, one["days"]),
                (starts, time.fromisoformat(one["starts"])),
                (ends, time.fromisoformat(one["ends"])),
            )
            if name
        }


class TravelQuestion(Answers):
    """How the person gets to work, from where, how far, and whether across the state line."""

    travel = OneOfField(_l("How you travel"), choices=choices.options(choices.TRAVEL, NOT_SURE))
    zip_code = TrimmedField(
        _l("ZIP code you start from"),
        description=_l("We use it to work out distances. Employers never see it."),
        render_kw={"inputmode": "numeric", "autocomplete": "postal-code"},
    )
    max_distance_miles = NumberField(_l("Miles you can travel, at most"))
    crosses_state_line = YesNoField(_l("Can you work across the state line?"))


class NotesQuestion(Answers):
    """Notes of the team."""

    locale = SelectField(_l("Language of pages and messages"), choices=choices.options(choices.LANGUAGES))
    notes = TextAreaField(
        _l("Notes for the team"),
        description=_l("Never shown to employers. Write nothing here that the person may not read."),
        render_kw={"rows": 3},
    )


class ProfileForm(
    NameQuestion,
    ContactQuestion,
    WorkQuestion,
    SkillsQuestion,
    ExperienceQuestion,
    CertificatesQuestion,
    LiftingQuestion,
    LanguagesQuestion,
    WishesQuestion,
    WhenQuestion,
    ElsewhereQuestion,
    TravelQuestion,
):
    """All questions of a profile on one page, for the person."""

    submit = SubmitField(_l("Save"))


class PinField(TrimmedField):
    """Digits that do not show, and are not sent back to the page."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        given = {"type": "password", "inputmode": "numeric", "autocomplete": "off", "maxlength": 8}
        super().__init__(label, render_kw=given, **kwargs)

    def _value(self) -> str:
        return ""


class SecondFactorForm(Form):
    """A PIN or the birthday; month and day are two fields, because 3/7 is not the same day everywhere."""

    pin = PinField(_l("PIN"), description=_l("4 to 8 digits. Leave it empty to use your birthday."))
    month = ChoiceField(
        _l("Month of your birthday"), choices=choices.options(MONTHS, ("", _l("Choose a month")))
    )
    day = TrimmedField(
        _l("Day of your birthday"), render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 2}
    )
    submit = SubmitField(_l("Save"))
    #: what is said where neither is there
    missing = _l("Choose a PIN, or give your birthday.")

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two has to be there."""
        fits = bool(super().validate(extra_validators))
        if fits and not self.pin.data and not self.month.data:
            self.pin.errors = [*self.pin.errors, str(self.missing)]
            return False
        return fits

    def factor(self) -> tuple[str, str]:
        """Kind and digits: the PIN where one was typed, else month and day as "0703"."""
        if self.pin.data:
            return "pin", self.pin.data
        return "birthday", f"{self.month.data or ''}{(self.day.data or '').zfill(2)}"


class ComeBackForm(SecondFactorForm):
    """A code with its PIN or birthday."""

    code = TrimmedField(
        _l("Your code"),
        [Said()],
        description=_l("Such as K7-MAPLE."),
        render_kw={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )
    submit = SubmitField(_l("Open my page"))
    missing = _l("Type your PIN, or give your birthday.")
