"""Forms about people at a fair: for the team, and one question a page for those who register."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SubmitField, TimeField
from wtforms.validators import Optional

from jobfair.seekers import card_forms as cards
from jobfair.seekers import forms as seekers
from jobfair.web import choices
from jobfair.web.forms import CheckboxesField, Form, Said, TrimmedField


class TimesQuestion(seekers.Answers):
    """When the person can be at the fair."""

    arrives = TimeField(
        _l("I can come at"),
        [Optional()],
        description=_l("Leave it empty if you can be there from the start."),
    )
    leaves = TimeField(
        _l("I have to leave at"), [Optional()], description=_l("Leave it empty if you can stay to the end.")
    )


class NeedsQuestion(seekers.Answers):
    """What the person needs at the fair."""

    needs = CheckboxesField(_l("What would help you at the fair?"), choices=choices.options(choices.NEEDS))
    interpreter_language = TrimmedField(_l("An interpreter for another language"))


class PersonForm(seekers.ProfileForm, seekers.NotesQuestion, TimesQuestion, NeedsQuestion):
    """Everything the team writes down about a person."""

    #: shown only where somebody with the same contact is there already
    is_another_person = BooleanField(_l("This is another person"))

    def person(self) -> dict[str, Any]:
        """Answers as `add_seeker` and `edit_person` take them."""
        answers = self.answers()
        del answers["is_another_person"]
        return answers


CONSENT_WAYS: choices.Labels = {
    "spoken": _l("Yes: I read it out, and they said yes"),
    "paper": _l("Yes: they signed it on paper"),
}


class HowAgreedForm(Form):
    """How a person agreed to who sees what, with a helper."""

    consent = seekers.OneOfField(
        _l("Did the person agree?"),
        choices=choices.options(CONSENT_WAYS),
        validators=[Said(_l("Say how the person agreed."))],
    )
    submit = SubmitField(_l("Save"))


class EntryForm(PersonForm):
    """A new person, entered by a helper: all on one page, with consent and PIN, ready for the next."""

    called_name = TrimmedField(
        _l("Name to be called"),
        [Said(_l("Please give a name to be called."))],
        render_kw={"autofocus": True, "autocomplete": "off"},
    )
    consent = seekers.OneOfField(
        _l("Did the person agree to who sees what?"),
        choices=choices.options({**CONSENT_WAYS, "later": _l("Not yet: somebody will ask later")}),
        validators=[Said(_l("Say how the person agreed."))],
    )
    pin = seekers.PinField(
        _l("PIN"), description=_l("4 to 8 digits; let the person type it. Or leave it empty.")
    )
    #: the first button is the one that the Enter key presses
    submit = SubmitField(_l("Save, next person"), render_kw={"accesskey": "s"})
    save_and_open = SubmitField(_l("Save and open"), render_kw={"accesskey": "o"})

    def person(self) -> dict[str, Any]:
        """Answers as `add_seeker` takes them; consent and PIN are stored by themselves."""
        answers = super().person()
        del answers["consent"], answers["pin"]
        return answers


class ConsentForm(Form):
    """Only the button to agree."""

    submit = SubmitField(_l("I agree. Let's start"))


class NextButtons(Form):
    """To the next question, with this one answered or not."""

    submit = SubmitField(_l("Next"))
    skip = SubmitField(_l("I'm not sure, skip this"))


class NameStep(seekers.NameQuestion):
    """The first question; nobody can be signed up without something to call them."""

    submit = SubmitField(_l("Next"))


class ContactStep(seekers.ContactQuestion, NextButtons):
    """How to reach the person."""


class WorkStep(cards.WorkCardsQuestion, NextButtons):
    """Kinds of work."""


class SkillsStep(cards.SkillCardsQuestion, NextButtons):
    """Skills of these kinds of work."""


class PlacesStep(cards.PlacesQuestion, NextButtons):
    """Work in an institution."""


class WordsStep(cards.OwnWordsQuestion, NextButtons):
    """Words of one's own."""


class ExperienceStep(seekers.ExperienceQuestion, NextButtons):
    """Years."""


class CertificatesStep(cards.CertificateCardsQuestion, NextButtons):
    """Certificates and driving licence."""


class BodyStep(cards.BodyQuestion, NextButtons):
    """Lifting and standing."""


class LanguagesStep(seekers.LanguagesQuestion, NextButtons):
    """Languages at work."""


class WishesStep(cards.WishCardsQuestion, NextButtons):
    """Work wanted."""


class WhenStep(seekers.WhenQuestion, NextButtons):
    """Shifts and days."""


class ElsewhereStep(seekers.ElsewhereQuestion, NextButtons):
    """Times elsewhere."""


class HowStep(cards.HowQuestion, NextButtons):
    """Way of travel."""


class HowFarStep(cards.HowFarQuestion, NextButtons):
    """Distance."""


class FairStep(TimesQuestion, NextButtons):
    """Times at the fair."""


class NeedsStep(NeedsQuestion, NextButtons):
    """Needs at the fair."""


class TextCodeForm(Form):
    """Where to send the code; the number is used once."""

    number = TrimmedField(
        _l("Phone number"),
        description=_l("We use it for this one text. It does not say what the fair is for."),
        render_kw={"type": "tel", "autocomplete": "tel"},
    )
    submit = SubmitField(_l("Text it to me"))


class SecondFactorStep(seekers.SecondFactorForm):
    """The PIN or birthday to come back with."""

    submit = SubmitField(_l("Next"))
    skip = SubmitField(_l("Skip. A helper can do this with me"))
