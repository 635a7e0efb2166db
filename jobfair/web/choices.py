"""Labels of the words that forms, pages and spreadsheets share: code -> label, in the order to show them."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

#: a lazy string: it speaks the language of the page it is shown on
Labels = dict[str, Any]

SHIFTS: Labels = {
    "days": _l("In the daytime"),
    "mornings": _l("Early mornings"),
    "evenings": _l("Evenings"),
    "nights": _l("Nights"),
    "weekends": _l("Weekends"),
}

DAYS: Labels = {
    "mon": _l("Monday"),
    "tue": _l("Tuesday"),
    "wed": _l("Wednesday"),
    "thu": _l("Thursday"),
    "fri": _l("Friday"),
    "sat": _l("Saturday"),
    "sun": _l("Sunday"),
}

TRAVEL: Labels = {
    "walk": _l("On foot"),
    "bike": _l("By bike"),
    "bus": _l("By bus"),
    "ride": _l("Somebody drives me"),
    "car": _l("By car"),
}

PHONE_KINDS: Labels = {
    "own": _l("I have my own phone"),
    "shared": _l("I share a phone"),
    "changing": _l("My number changes often"),
    "none": _l("I have no phone"),
}

EXPERIENCE: Labels = {
    "under_1": _l("Less than a year"),
    "1_to_3": _l("1 to 3 years"),
    "over_3": _l("More than 3 years"),
}

STANDING: Labels = {
    "all_day": _l("I can stand and walk all day"),
    "with_breaks": _l("I can stand if I can sit down at times"),
    "sitting": _l("I need work I can do sitting down"),
}

NEEDS: Labels = {
    "spanish_interpreter": _l("A Spanish interpreter"),
    "asl_interpreter": _l("A sign language interpreter"),
    "wheelchair": _l("Room for a wheelchair"),
    "reading_help": _l("Help with reading"),
    "brings_child": _l("I bring a child"),
}

#: the same as the team says it of somebody
NEEDS_OF_PEOPLE: Labels = {**NEEDS, "brings_child": _l("Brings a child")}

LANGUAGES: Labels = {
    "en": _l("English"),
    "es": _l("Spanish"),
}

HIRES_PEOPLE_WITH_RECORDS: Labels = {
    "yes": _l("Yes"),
    "case_by_case": _l("We look at each person"),
    "depends_on_job": _l("It depends on the job"),
    "no": _l("No"),
}

#: the same after "How they hire:"
HIRING_IN_SHORT: Labels = {
    "yes": _l("also people with a record"),
    "case_by_case": _l("they look at each person"),
    "depends_on_job": _l("it depends on the job"),
    "no": _l("no people with a record"),
}


def labels_of(codes: Sequence[str], labels: Labels) -> list[str]:
    """The labels of codes, in the order of the labels; a word that has no label speaks for itself."""
    known = [str(label) for code, label in labels.items() if code in codes]
    return known + [code for code in codes if code not in labels]


def options(labels: Labels, *first: tuple[str, Any]) -> list[SelectChoice]:
    """The labels as options of a form's field, after those given first (such as "I'm not sure")."""
    return [SelectChoice(code, label) for code, label in (*first, *labels.items())]
