"""Names that tell what kind of fair it is."""

import pytest

from jobfair.fairs.naming import telling_word


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Second Chance Job Fair", "Second Chance"),
        ("Kansas City Re-Entry Fair", "Re-Entry"),
        ("Feria de Segunda Oportunidad", "Segunda Oportunidad"),
        ("Ex-Felon Hiring Day", "Ex-Felon"),
        ("Westside Job Fair", None),
        ("Feria de empleo del oeste", None),
        ("Record Store Day", None),
    ],
)
def test_telling_words(name, word):
    assert telling_word(name) == word
