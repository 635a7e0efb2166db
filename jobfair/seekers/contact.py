"""What a person wrote about how to reach them: found again in any style of phone number or e-mail."""

import re

import phonenumbers

_EMAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]+")
#: what people set between digits, that the library does not know
_OTHER_MARKS = re.compile(r"(?<=\d)[·_,](?=\d)")
#: so many digits with nothing but signs between them are meant as a phone number
_DIGITS = re.compile(r"(?:\d[\s().\-–+/]*){6,}")
REGION = "US"
#: with its area code
WHOLE_NUMBER = phonenumbers.ValidationResult.IS_POSSIBLE


def direct_contact(text: str) -> str | None:
    """The e-mail in lower case or the phone number as +1…; None for words such as "ask for me at the desk".

    >>> direct_contact("call (816) 555-0159, evenings"), direct_contact("Ana <ANA@Example.org>")
    ('+18165550159', 'ana@example.org')
    """
    email = _EMAIL.search(text)
    if email:
        return email[0].lower()
    leniency = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(_OTHER_MARKS.sub(" ", text), REGION, leniency=leniency):
        if phonenumbers.is_possible_number_with_reason(match.number) == WHOLE_NUMBER:
            return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
    return None


def is_mistyped_phone(text: str) -> bool:
    """Whether a text is meant as a phone number and is none: a digit or the area code is missing.

    >>> [is_mistyped_phone(text) for text in ("816-555-017", "555-0171", "816-555-CALL")]
    [True, True, True]
    >>> [is_mistyped_phone(text) for text in ("816.555.0171 ext 2", "ask for me at 1234 Main St, 64108")]
    [False, False]
    """
    return direct_contact(text) is None and _DIGITS.search(text) is not None


def phone_of(text: str) -> str | None:
    """The phone number in a text as +1…; None where there is none."""
    found = direct_contact(text)
    return found if found and found.startswith("+") else None


def plain_contact(text: str) -> str:
    """What two ways to write the same contact have in common: phone, e-mail, or the words themselves."""
    return direct_contact(text) or " ".join(text.casefold().split())
