"""How long a text message is: segments of the GSM alphabet (3GPP TS 23.038) or, beyond it, of UCS-2."""

import unicodedata

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: each of them takes two places
GSM_DOUBLE = frozenset("^{}\\[~]|€\f")
#: letters in one segment alone, and in each of several
GSM_LENGTHS, UCS_LENGTHS = (160, 153), (70, 67)
#: signs that look alike and are in the alphabet
ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "·": "-"})


def segments(text: str) -> int:
    """How many segments a text takes; 0 for an empty one.

    >>> segments("a" * 160), segments("a" * 161), segments("á" * 70), segments("á" * 71)
    (1, 2, 1, 2)
    """
    if all(letter in GSM or letter in GSM_DOUBLE for letter in text):
        length, limits = sum(2 if letter in GSM_DOUBLE else 1 for letter in text), GSM_LENGTHS
    else:
        length, limits = len(text.encode("utf-16-be")) // 2, UCS_LENGTHS
    return -(-length // (limits[0] if length <= limits[0] else limits[1]))


def as_text(text: str) -> str:
    """The text in the GSM alphabet where it can be written in it, since that halves what it takes.

    Accents that the alphabet lacks go, as people leave them out themselves when they text; letters of
    other scripts stay, and the text is longer for them.

    >>> as_text("Feria de Niños, 9:40 a.m.: Ángel…")
    'Feria de Niños, 9:40 a.m.: Angel...'
    """
    return "".join(_in_alphabet(letter) for letter in text.translate(ALIKE))


def _in_alphabet(letter: str) -> str:
    if letter in GSM or letter in GSM_DOUBLE:
        return letter
    if letter.isspace():
        return " "
    plain = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
    return plain if plain and all(one in GSM for one in plain) else letter
