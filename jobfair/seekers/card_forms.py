"""Questions with cards to tick, each for a page of its own; a ticked card is stored as its text.

Cards and words of one's own share a column, so each field changes its own part of the list and keeps the
rest.
"""

from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

from jobfair.seekers.forms import NOT_SURE, Answers, OneOfField, YesNoField
from jobfair.seekers.work_cards import (
    CERTIFICATES,
    PLACE_CARDS,
    WORK,
    WORK_CARDS,
    WorkCard,
    skills_of_places,
)
from jobfair.web import choices
from jobfair.web.forms import CheckboxesField, LinesField, TrimmedField


class CardsField(CheckboxesField):
    """Cards out of a list of texts; texts of the list that are no cards here stay as they are."""

    data: Any

    def __init__(self, label: Any, texts: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.show(texts)

    def show(self, texts: Iterable[str]) -> None:
        """Offer these cards."""
        self.choices = [SelectChoice(text, _l(text)) for text in texts]

    def answer(self) -> list[str]:
        """What is ticked, and what the list held beside the cards."""
        cards = {option.value for option in self.choices}
        return [*self.data, *(text for text in self.object_data or [] if text not in cards)]


class PicturesField(CardsField):
    """Kinds of work, each with its picture."""

    def __init__(self, label: Any, cards: Collection[WorkCard] = WORK_CARDS, **kwargs: Any) -> None:
        super().__init__(label, [card.text for card in cards], **kwargs)
        self.pictures = {card.text: card.picture for card in cards}


class PlacesField(CheckboxesField):
    """Work in an institution, turned into skills; which boxes were ticked is kept nowhere."""

    data: Any

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(
            label, choices=[SelectChoice(name, _l(card.text)) for name, card in PLACE_CARDS.items()], **kwargs
        )
        self.pictures = {name: card.picture for name, card in PLACE_CARDS.items()}

    def process_data(self, _value: Any) -> None:
        """No box is ticked by what is stored."""
        self.data = []

    def answer(self) -> list[str]:
        """The skills there were, and those of the ticked boxes."""
        return list(dict.fromkeys([*(self.object_data or []), *skills_of_places(self.data)]))


class OwnLinesField(LinesField):
    """Words of one's own out of a list that holds cards as well."""

    def __init__(self, label: Any, cards: Collection[str], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.cards = cards

    def process_data(self, value: Any) -> None:
        """Show what is no card."""
        self.data = [text for text in value or [] if text not in self.cards]

    def answer(self) -> list[str]:
        """The cards there were, and what is written now."""
        return [*(text for text in self.object_data or [] if text in self.cards), *(self.data or [])]


class NumberChoiceField(OneOfField):
    """A number out of a few; another one that is stored already is offered as well."""

    choices: Any

    def __init__(self, label: Any, numbers: dict[int, Any], **kwargs: Any) -> None:
        offered = [SelectChoice(str(number), text) for number, text in numbers.items()]
        super().__init__(label, choices=[*offered, SelectChoice(*NOT_SURE)], **kwargs)

    def process_data(self, value: Any) -> None:
        """Show what is stored."""
        super().process_data(None if value is None else str(value))
        offered: list[SelectChoice] = self.choices
        if self.data not in {option.value for option in offered}:
            self.choices = [SelectChoice(self.data, self.data), *offered]

    def answer(self) -> int | None:
        """What was chosen."""
        return int(self.data) if self.data else None


class WorkCardsQuestion(Answers):
    """Kinds of work the person knows."""

    work = PicturesField(_l("Tick all the work you know"))


class SkillCardsQuestion(Answers):
    """What the person can do, out of the kinds of work they ticked."""

    skills = CardsField(_l("Tick what you can do"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = kwargs.get("data", {}).get("work", [])
        #: kinds of work with the number of their cards, for the headings between them
        self.groups = [(card.text, len(card.skills)) for card in WORK_CARDS if card.text in known]
        self.skills.show(skill for card in WORK_CARDS if card.text in known for skill in card.skills)


class PlacesQuestion(Answers):
    """Work in an institution."""

    skills = PlacesField(_l("Tick what you did"))


class OwnWordsQuestion(Answers):
    """Work and skills in words of one's own."""

    work = OwnLinesField(
        _l("Your own words"),
        WORK,
        description=_l("One a line, in English or Spanish. Spelling does not matter."),
        render_kw={"rows": 4},
    )


class WishCardsQuestion(Answers):
    """Work wanted."""

    wish_cards = PicturesField(_l("Tick work you would like"))
    wishes = OwnLinesField(_l("Or write it in your own words"), WORK, render_kw={"rows": 2})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **_beside(kwargs, "wish_cards", "wishes"))

    def answers(self) -> dict[str, Any]:
        """All answers, cards and words in one list."""
        return _together(super().answers(), self.wish_cards.data, "wish_cards", "wishes", WORK)


class CertificateCardsQuestion(Answers):
    """Certificates and the driver's license."""

    certificate_cards = CardsField(_l("Tick what you have"), CERTIFICATES)
    certificates = OwnLinesField(_l("Other certificates, one a line"), CERTIFICATES, render_kw={"rows": 2})
    has_driving_licence = YesNoField(_l("Do you have a driver's license?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **_beside(kwargs, "certificate_cards", "certificates"))

    def answers(self) -> dict[str, Any]:
        """All answers, cards and words in one list."""
        return _together(
            super().answers(), self.certificate_cards.data, "certificate_cards", "certificates", CERTIFICATES
        )


class BodyQuestion(Answers):
    """How much the person can lift, and how long they can stand."""

    max_lift_pounds = NumberChoiceField(
        _l("I can lift up to"),
        {
            10: _l("10 pounds, like a bag of potatoes"),
            25: _l("25 pounds, like a small child"),
            50: _l("50 pounds, like a bag of cement mix"),
            75: _l("75 pounds"),
            100: _l("100 pounds or more"),
        },
    )
    standing = OneOfField(_l("Standing at work"), choices=choices.options(choices.STANDING, NOT_SURE))


class HowQuestion(Answers):
    """How the person gets to work."""

    travel = OneOfField(_l("How you travel"), choices=choices.options(choices.TRAVEL, NOT_SURE))


class HowFarQuestion(Answers):
    """From where, how far, and whether across the state line."""

    zip_code = TrimmedField(
        _l("ZIP code you start from"),
        description=_l("Five digits, such as 64108."),
        render_kw={"inputmode": "numeric", "autocomplete": "postal-code"},
    )
    max_distance_miles = NumberChoiceField(
        _l("How far can you go?"),
        {
            2: _l("2 miles, about 40 minutes on foot"),
            5: _l("5 miles"),
            10: _l("10 miles"),
            20: _l("20 miles"),
            40: _l("40 miles or more"),
        },
    )
    crosses_state_line = YesNoField(
        _l("Can you work across the state line?"),
        description=_l("Such as in Kansas when you live in Missouri."),
    )


def _beside(kwargs: dict[str, Any], cards: str, column: str) -> dict[str, Any]:
    """Give the field of cards the same list as the field of words."""
    data = kwargs.get("data") or {}
    return {**kwargs, "data": {**data, cards: data.get(column, [])}}


def _together(
    answers: dict[str, Any], ticked: list[str], cards: str, column: str, known: Collection[str]
) -> dict[str, Any]:
    """One list out of the ticked cards and the words beside them."""
    del answers[cards]
    return answers | {column: [*ticked, *(text for text in answers[column] if text not in known)]}
