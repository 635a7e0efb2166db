"""The sentences behind matching's message keys, as said to the person ("you") and about them ("they")."""

from typing import NamedTuple

from jobfair.errors import N_


class Sentence(NamedTuple):
    """One message in both voices, with the same `%(name)s` places."""

    you: str
    they: str


#: message key -> sentence; `%(concept)s` stands for concept_en or concept_es, as the page speaks;
#: miles, pounds and months are said with their unit
SENTENCES: dict[str, Sentence] = {
    "matching.not_shift": Sentence(
        N_("The shift is %(needed)s. You said you can work %(offered)s."),
        N_("The shift is %(needed)s. They can work %(offered)s."),
    ),
    "matching.not_days": Sentence(
        N_("The work is on %(needed)s. You said you can work on %(offered)s."),
        N_("The work is on %(needed)s. They can work on %(offered)s."),
    ),
    "matching.not_busy": Sentence(
        N_(
            "The shift is %(starts)s to %(ends)s. "
            "You said you have to be elsewhere %(busy_starts)s to %(busy_ends)s."
        ),
        N_(
            "The shift is %(starts)s to %(ends)s. They have to be elsewhere %(busy_starts)s to %(busy_ends)s."
        ),
    ),
    "matching.not_last_bus": Sentence(
        N_("The shift ends %(ends)s. The last bus is %(last_bus)s."),
        N_("The shift ends %(ends)s. The last bus is %(last_bus)s."),
    ),
    "matching.not_first_bus": Sentence(
        N_("The shift starts %(starts)s. The first bus is %(first_bus)s."),
        N_("The shift starts %(starts)s. The first bus is %(first_bus)s."),
    ),
    "matching.not_distance": Sentence(
        N_("It is %(miles)s away. You said you can go %(max_miles)s."),
        N_("It is %(miles)s away. They can go %(max_miles)s."),
    ),
    "matching.not_state": Sentence(
        N_("The work is in %(state)s. You said you cannot work across the state line."),
        N_("The work is in %(state)s. They cannot work across the state line."),
    ),
    "matching.not_travel": Sentence(
        N_("It is %(miles)s away. By “%(travel)s” people reach about %(max_miles)s."),
        N_("It is %(miles)s away. By “%(travel)s” people reach about %(max_miles)s."),
    ),
    "matching.not_licence": Sentence(
        N_("You need a driver's license for this work."), N_("This work needs a driver's license.")
    ),
    "matching.not_certificate": Sentence(
        N_("You need this card for the work: %(certificate)s."),
        N_("The work needs this card: %(certificate)s."),
    ),
    "matching.not_lift": Sentence(
        N_("The work means lifting %(needed_pounds)s. You said you can lift %(able_pounds)s."),
        N_("The work means lifting %(needed_pounds)s. They can lift %(able_pounds)s."),
    ),
    "matching.not_language": Sentence(
        N_("For this work you need to speak %(languages)s."), N_("This work needs %(languages)s.")
    ),
    "matching.fits_same_words": Sentence(
        N_("You said “%(said)s”, and the opening says “%(opening)s”."),
        N_("They said “%(said)s”, and the opening says “%(opening)s”."),
    ),
    "matching.fits_same_work": Sentence(
        N_("You said “%(said)s”, and “%(opening)s” is the same kind of work: %(concept)s."),
        N_("They said “%(said)s”, and “%(opening)s” is the same kind of work: %(concept)s."),
    ),
    "matching.fits_part": Sentence(
        N_("You said “%(said)s”, and “%(part)s” is part of “%(opening)s”."),
        N_("They said “%(said)s”, and “%(part)s” is part of “%(opening)s”."),
    ),
    "matching.fits_unknown": Sentence(
        N_("You could try “%(opening)s”. Your words do not show yet whether it fits."),
        N_(
            "As far as we know they can do the hours of “%(opening)s”, and they have not said no. "
            "Ask what they know."
        ),
    ),
    "matching.fits_nothing_said": Sentence(
        N_("You could try “%(opening)s”. Tell us what work you know, and we can say more."),
        N_("They have not said yet what work they know. Ask whether “%(opening)s” fits."),
    ),
    "matching.would_help_certificate": Sentence(
        N_("This card would help: %(certificate)s."),
        N_("This card would help them: %(certificate)s."),
    ),
    "matching.would_help_skill": Sentence(
        N_("This would help: %(skill)s."), N_("This would help them: %(skill)s.")
    ),
    "matching.ask_hours": Sentence(
        N_("Ask what hours the work is."), N_("Make sure the hours of the work suit them.")
    ),
    "matching.ask_days": Sentence(
        N_("Ask which days the work is. You said you can work on %(offered)s."),
        N_("Make sure the days suit them. They can work on %(offered)s."),
    ),
    "matching.ask_busy": Sentence(
        N_(
            "The shift is %(starts)s to %(ends)s. Ask about %(days)s, "
            "when you have to be elsewhere %(busy_starts)s to %(busy_ends)s."
        ),
        N_(
            "The shift is %(starts)s to %(ends)s. Ask about %(days)s, "
            "when they have to be elsewhere %(busy_starts)s to %(busy_ends)s."
        ),
    ),
    "matching.ask_bus": Sentence(
        N_("The shift is %(starts)s to %(ends)s. Find out whether a bus runs then."),
        N_("The shift is %(starts)s to %(ends)s. Ask whether a bus runs then."),
    ),
    "matching.ask_distance": Sentence(
        N_("Ask where the work is. You said you can go %(max_miles)s."),
        N_("Make sure it is not too far. They can go %(max_miles)s."),
    ),
    "matching.ask_state": Sentence(
        N_("Ask which state the work is in."), N_("Make sure the work is in their state.")
    ),
    "matching.ask_certificate": Sentence(
        N_("They will ask for this card: %(certificate)s."),
        N_("Ask whether they hold this card: %(certificate)s."),
    ),
    "matching.ask_licence": Sentence(
        N_("They will ask for a driver's license."), N_("Ask whether they have a driver's license.")
    ),
    "matching.ask_lift": Sentence(
        N_("They will ask whether you can lift %(needed_pounds)s."),
        N_("Ask whether they can lift %(needed_pounds)s."),
    ),
    "matching.ask_language": Sentence(
        N_("They will ask whether you speak %(languages)s."), N_("Ask whether they speak %(languages)s.")
    ),
    "matching.ask_travel": Sentence(
        N_("It is %(miles)s away, far by “%(travel)s”. Usual is %(max_miles)s."),
        N_("It is %(miles)s away, far by “%(travel)s”. Usual is %(max_miles)s."),
    ),
    "matching.ask_experience": Sentence(
        N_("They will ask about %(months)s of experience."),
        N_("Ask about %(months)s of experience."),
    ),
}

#: instead of those, where the time elsewhere is a whole day
WHOLE_DAY: dict[str, Sentence] = {
    "matching.not_busy": Sentence(
        N_("The shift is %(starts)s to %(ends)s. You said you have to be elsewhere all day."),
        N_("The shift is %(starts)s to %(ends)s. They have to be elsewhere all day."),
    ),
    "matching.ask_busy": Sentence(
        N_("The shift is %(starts)s to %(ends)s. Ask about %(days)s, when you have to be elsewhere all day."),
        N_(
            "The shift is %(starts)s to %(ends)s. Ask about %(days)s, when they have to be elsewhere all day."
        ),
    ),
}

#: what stands in the way of many openings, and what helps; by message key
WAYS_OUT: dict[str, str] = {
    "matching.not_shift": N_("Other shifts: can you work at other times of the day?"),
    "matching.not_days": N_("Other days: could you work on more days of the week?"),
    "matching.not_busy": N_("Your own times: could you be free at other hours?"),
    "matching.not_last_bus": N_("Late shifts: could you get a ride home after the last bus?"),
    "matching.not_first_bus": N_("Early shifts: could you get a ride before the first bus?"),
    "matching.not_distance": N_("Farther away: could you go more miles, or share a ride?"),
    "matching.not_state": N_("Across the state line: find out whether you may work there."),
    "matching.not_travel": N_("Farther away: could you get a ride or a bus pass? The help desk knows more."),
    "matching.not_licence": N_("A driver's license: the license desk can tell you the first step."),
    "matching.not_certificate": N_(
        "A card or certificate: many take a day, some are free. Ask the help desk."
    ),
    "matching.not_lift": N_("Lifting: if the weight you gave is not right, change it."),
    "matching.not_language": N_("Languages: if you speak more than you told us, add it."),
}

#: what would open more openings, by the key of a `what_if.Change`
CHANGES: dict[str, str] = {
    "shift": N_("If you could work %(shift)s"),
    "days": N_("If you could work on any day"),
    "busy": N_("If you did not have to be elsewhere"),
    "ride": N_("If somebody could drive you"),
    "miles": N_("If you could go %(miles)s"),
    "licence": N_("If you had a driver's license"),
    "certificate": N_("If you had this card: %(certificate)s"),
    "lift": N_("If you could lift %(pounds)s"),
    "language": N_("If you could speak %(languages)s at work"),
}

#: the question that each change and each bar belongs to
QUESTION_OF: dict[str, str] = {
    "shift": "when",
    "days": "when",
    "busy": "elsewhere",
    "ride": "travel",
    "miles": "distance",
    "licence": "certificates",
    "certificate": "certificates",
    "lift": "lifting",
    "language": "languages",
}
