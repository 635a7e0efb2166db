"""Times, numbers and money as they are written at a fair of the United States, in both languages."""

import re
from datetime import UTC, datetime, time
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from flask_babel import force_locale

from jobfair.web import i18n


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["3:30 PM", "$19.50", "Jun 6, 2026, 9:05 AM", "0.28", "12.5%"]),
        ("es", ["3:30 p.m.", "$19.50", "6 jun 2026, 9:05 a.m.", "0.28", "12.5%"]),
    ],
)
def test_both_languages_write_times_numbers_and_money_as_people_here_do(app, language, said):
    with app.test_request_context(), force_locale(language):
        written = [
            i18n.clock_time(time(15, 30)),
            i18n.wage(1950),
            i18n.moment(datetime(2026, 6, 6, 14, 5, tzinfo=UTC), "America/Chicago"),
            i18n.number(0.2849, "0.00"),
            i18n.percent(0.125, "0.##%"),
        ]
    assert [text.replace("\u202f", " ").replace("\xa0", " ") for text in written] == said


#: places in sentences that a clock's time is put into; in Spanish its last dot ends the sentence as well
CLOCK_PLACES = {"starts", "ends", "busy_ends", "first_bus", "last_bus"}


def test_no_spanish_sentence_ends_with_two_dots_after_a_time():
    catalogue = files("jobfair") / "translations" / "es" / "LC_MESSAGES" / "messages.po"
    with catalogue.open("rb") as lines:
        spanish = [message.string for message in read_po(lines) if isinstance(message.string, str)]
    places = "|".join(CLOCK_PLACES)
    assert len(spanish) > 1000
    assert [sentence for sentence in spanish if re.search(rf"%\(({places})\)s\.", sentence)] == []
