"""Forms about people at a fair: for the team, and one question a page for those who register."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SubmitField, TimeField
from wtforms.validators import Optional

from jobfair.seekers import forms as seekers
from jobfair.web import choices
from jobfair.web.forms import CheckboxesField, Form


class FairQuestion(seekers.Answers):
    """When the person can be at the fair, and what they need there."""

    arrives = TimeField(
        _l("I can come at"),
        [Optional()],
        description=_l("Leave it empty if you can be there from the start."),
    )
    leaves = TimeField(
        _l("I have to leave at"), [Optional()], description=_l("Leave it empty if you can stay to the end.")
    )
    needs = CheckboxesField(_l("What would help you at the fair?"), choices=choices.options(choices.NEEDS))


class PersonForm(seekers.ProfileForm, seekers.NotesQuestion, FairQuestion):
    """Everything the team writes down about a person."""

    #: shown only where somebody with the same contact is there already
    is_another_person = BooleanField(_l("This is another person"))

    def person(self) -> dict[str, Any]:
        """Answers as `add_seeker` and `edit_person` take them."""
        answers = self.answers()
        del answers["is_another_person"]
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


class WorkStep(seekers.WorkQuestion, NextButtons):
    """Past work."""


class SkillsStep(seekers.SkillsQuestion, NextButtons):
    """Skills."""


class CertificatesStep(seekers.CertificatesQuestion, NextButtons):
    """Certificates and driving licence."""


class LiftingStep(seekers.LiftingQuestion, NextButtons):
    """Lifting."""


class LanguagesStep(seekers.LanguagesQuestion, NextButtons):
    """Languages at work."""


class WishesStep(seekers.WishesQuestion, NextButtons):
    """Work wanted."""


class WhenStep(seekers.WhenQuestion, NextButtons):
    """Shifts and days."""


class TravelStep(seekers.TravelQuestion, NextButtons):
    """Travel."""


class FairStep(FairQuestion, NextButtons):
    """Times and needs at the fair."""


class SecondFactorStep(seekers.SecondFactorForm):
    """The PIN or birthday to come back with."""

    submit = SubmitField(_l("Next"))
    skip = SubmitField(_l("Skip. A helper can do this with me"))
