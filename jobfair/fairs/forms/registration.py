"""The questions of signing up, in order."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from jobfair.fairs.forms import people as steps
from jobfair.web.forms import Form


@dataclass(frozen=True, slots=True)
class Question:
    """One page: what it asks and the form that takes the answer."""

    title: Any
    form: type[Form]


#: by their place in the address; the name comes before them, the second factor after
QUESTIONS = {
    "contact": Question(_l("How can we reach you?"), steps.ContactStep),
    "work": Question(_l("What work have you done?"), steps.WorkStep),
    "skills": Question(_l("What can you do well?"), steps.SkillsStep),
    "certificates": Question(_l("Which certificates and licences do you have?"), steps.CertificatesStep),
    "lifting": Question(_l("How much can you lift?"), steps.LiftingStep),
    "languages": Question(_l("Which languages can you speak at work?"), steps.LanguagesStep),
    "wishes": Question(_l("What work would you like?"), steps.WishesStep),
    "when": Question(_l("When can you work?"), steps.WhenStep),
    "travel": Question(_l("How do you get to work?"), steps.TravelStep),
    "fair": Question(_l("When can you be at the fair?"), steps.FairStep),
}
