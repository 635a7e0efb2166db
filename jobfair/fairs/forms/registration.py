"""The questions of signing up, in order."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from jobfair.fairs.forms import people as steps
from jobfair.web.forms import Form

EMPLOYERS_SEE = _l("Employers see this answer.")
TEAM_SEES = _l("Only you and the team of the fair see this. Employers never do.")


@dataclass(frozen=True, slots=True)
class Question:
    """One page: what it asks, why, who sees the answer, and the form that takes it."""

    title: Any
    why: Any
    who_sees: Any
    form: type[Form]


#: by their place in the address; the name and the second factor come before them
QUESTIONS = {
    "contact": Question(
        _l("How can we reach you?"),
        _l("So that we can tell you when a time changes. No phone? Tell us where to ask for you."),
        TEAM_SEES,
        steps.ContactStep,
    ),
    "work": Question(
        _l("What work do you know?"),
        _l("Paid or not, long ago or now: all of it counts."),
        EMPLOYERS_SEE,
        steps.WorkStep,
    ),
    "skills": Question(
        _l("What can you do?"),
        _l("Tick what you have done before. You do not have to be an expert."),
        EMPLOYERS_SEE,
        steps.SkillsStep,
    ),
    "inside": Question(
        _l("Did you work inside or in a program?"),
        _l("What you learned there counts the same. We keep the skill, and never where you learned it."),
        _l("Employers see the skill alone."),
        steps.PlacesStep,
    ),
    "words": Question(
        _l("Any other work or skill?"),
        _l("Write it as you would say it. Employers never read words that tell where you were."),
        EMPLOYERS_SEE,
        steps.WordsStep,
    ),
    "years": Question(
        _l("How long have you worked?"),
        _l("About is fine. Some jobs ask for time on the job."),
        EMPLOYERS_SEE,
        steps.ExperienceStep,
    ),
    "certificates": Question(
        _l("Which cards or certificates do you have?"),
        _l("Some jobs ask for one. An old one may still help."),
        EMPLOYERS_SEE,
        steps.CertificatesStep,
    ),
    "lifting": Question(
        _l("What can your body do at work?"),
        _l("So that we do not send you to work that hurts you."),
        EMPLOYERS_SEE,
        steps.BodyStep,
    ),
    "languages": Question(
        _l("Which languages can you speak at work?"),
        _l("Some jobs need one, some need two."),
        EMPLOYERS_SEE,
        steps.LanguagesStep,
    ),
    "wishes": Question(
        _l("What work would you like?"),
        _l("Tick nothing if you are open to anything."),
        TEAM_SEES,
        steps.WishesStep,
    ),
    "when": Question(
        _l("When can you work?"),
        _l("We only show you jobs at these times. Tick nothing if any time is fine."),
        EMPLOYERS_SEE,
        steps.WhenStep,
    ),
    "elsewhere": Question(
        _l("Are there times you must be somewhere else?"),
        _l(
            "At home, at a class, with your child, with a doctor: we do not ask why. "
            "We look for jobs at other times."
        ),
        TEAM_SEES,
        steps.ElsewhereStep,
    ),
    "travel": Question(
        _l("How do you get to work?"),
        _l("So that we look for jobs you can get to."),
        TEAM_SEES,
        steps.HowStep,
    ),
    "distance": Question(
        _l("How far can you go to work?"),
        _l("So that we look for jobs near enough to you."),
        TEAM_SEES,
        steps.HowFarStep,
    ),
    "fair": Question(
        _l("When can you be at the fair?"),
        _l("We plan your interviews between these times."),
        TEAM_SEES,
        steps.FairStep,
    ),
    "needs": Question(
        _l("What would help you at the fair?"),
        _l("So that it is ready when you come."),
        TEAM_SEES,
        steps.NeedsStep,
    ),
}
