"""What a person wrote about how to reach them: found again in any style of phone number or e-mail."""

import re

import phonenumbers

_EMAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]+")
REGION = "US"


def direct_contact(text: str) -> str | None:
    """The e-mail in lower case or the phone number as +1…; None for words such as "ask for me at the desk".

    >>> direct_contact("call (816) 555-0159, evenings"), direct_contact("Ana <ANA@Example.org>")
    ('+18165550159', 'ana@example.org')
    """
    email = _EMAIL.search(text)
    if email:
        return email[0].lower()
    leniency = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text, REGION, leniency=leniency):
        return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
    return None


def phone_of(text: str) -> str | None:
    """The phone number in a text as +1…; None where there is none."""
    found = direct_contact(text)
    return found if found and found.startswith("+") else None


def plain_contact(text: str) -> str:
    """What two ways to write the same contact have in common: phone, e-mail, or the words themselves."""
    return direct_contact(text) or " ".join(text.casefold().split())
