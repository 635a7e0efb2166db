"""Times and money as they are written at a fair of the United States, in both languages."""

from datetime import UTC, datetime, time

import pytest
from flask_babel import force_locale

from jobfair.web import i18n


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["3:30 PM", "$19.50", "Jun 6, 2026, 9:05 AM"]),
        ("es", ["3:30 p.m.", "$19.50", "6 jun 2026, 9:05 a.m."]),
    ],
)
def test_both_languages_write_times_and_money_as_people_here_do(app, language, said):
    with app.test_request_context(), force_locale(language):
        written = [
            i18n.clock_time(time(15, 30)),
            i18n.wage(1950),
            i18n.moment(datetime(2026, 6, 6, 14, 5, tzinfo=UTC), "America/Chicago"),
        ]
    assert [text.replace("\u202f", " ").replace("\xa0", " ") for text in written] == said
