"""Forms of what is understood of people's words, and of how a fair is matched."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, SubmitField, TextAreaField

from jobfair.employers.forms import ClockField, number_field
from jobfair.fairs.forms.people import NextButtons
from jobfair.matching import folded_text
from jobfair.seekers.work_cards import CARDS
from jobfair.suggestions.queries.quoting import is_understood
from jobfair.suggestions.speech import spoken_skills
from jobfair.web.forms import CheckboxesField, Form, StoredForm, TrimmedField


class UnderstoodForm(StoredForm, NextButtons):
    """Skills as we understood them; the choices are each person's own."""

    skills = CheckboxesField(_l("Skills"))


#: answers in the person's own words that reasons are built from, with what a line of each is called
OWN_WORDS = {
    "work": _l("Work you did"),
    "skills": _l("What you can do"),
    "wishes": _l("Work you would like"),
    "certificates": _l("A card or certificate"),
}


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One line of somebody's words: its field, its place among the boxes, and whether it was used."""

    field: Any
    place: str
    is_used: bool
    #: ticked, not typed: shown in the language of the page, to be kept or taken away
    is_ticked: bool


class OwnWordsField(FieldList):
    """Lines, each in a field of its own; one that is emptied or ticked to be taken away counts no more."""

    dropped: frozenset[str] = frozenset()

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(TrimmedField(label), label, **kwargs)

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Read the lines and which of them are to be taken away."""
        super().process(formdata, *args, **kwargs)
        self.dropped = frozenset(formdata.getlist("drop") if formdata else ())

    @property
    def data(self) -> list[str]:
        """Lines that stay."""
        return [entry.data for entry in self.entries if entry.data and entry.name not in self.dropped]

    @data.setter
    def data(self, lines: list[str]) -> None:
        """Show these lines instead."""
        self.process(None, lines)

    def _value(self) -> str:
        return "\n".join(spoken_skills(self.data))


class OwnWordsForm(StoredForm):
    """Each of a person's own words, to be corrected, emptied or taken away."""

    work = OwnWordsField(OWN_WORDS["work"])
    skills = OwnWordsField(OWN_WORDS["skills"])
    wishes = OwnWordsField(OWN_WORDS["wishes"])
    certificates = OwnWordsField(OWN_WORDS["certificates"])
    submit = SubmitField(_l("Save"))

    def rows(self, said: list[str]) -> list[OwnWord]:
        """Every word, those first that the reason quotes or rests on."""
        quoted = [folded for text in said if (folded := folded_text(text))]
        rows = [
            OwnWord(
                entry,
                entry.name,
                any(text in folded_text(entry.data or "") for text in quoted),
                entry.data in CARDS or is_understood(entry.data or ""),
            )
            for name in OWN_WORDS
            for entry in self[name].entries
        ]
        return sorted(rows, key=lambda row: not row.is_used)

    def words(self) -> dict[str, Any]:
        """What is left, as `edit_seeker` takes it."""
        return {name: self[name].data for name in OWN_WORDS}


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
