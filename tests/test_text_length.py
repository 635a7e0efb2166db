"""Lengths of texts: alphabets, segments, and what is written plainer."""

from datetime import UTC, datetime, time, timedelta

import pytest

from jobfair.errors import Invalid
from jobfair.quiet_hours import QuietHours, read_quiet_hours
from jobfair.text_length import as_text, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ñ" * 160, 1),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
    ],
)
def test_segments(text, expected):
    assert segments(text) == expected


def test_what_the_alphabet_lacks_is_written_plainer_where_it_can_be():
    assert as_text("9:40\u202fa.m. “Sábado” – María’s") == '9:40 a.m. "Sabado" - Maria\'s'
    assert as_text("ñ é ü ¿") == "ñ é ü ¿"
    assert as_text("招聘会 🙂") == "招聘会 🙂"


@pytest.mark.parametrize(
    ("moment", "over"),
    [
        (datetime(2026, 6, 6, 12, 59, tzinfo=UTC), datetime(2026, 6, 6, 13, 0, tzinfo=UTC)),
        (datetime(2026, 6, 6, 13, 0, tzinfo=UTC), None),
        (datetime(2026, 6, 7, 0, 59, tzinfo=UTC), None),
        (datetime(2026, 6, 7, 1, 0, tzinfo=UTC), datetime(2026, 6, 7, 13, 0, tzinfo=UTC)),
    ],
)
def test_quiet_hours_past_midnight(moment, over):
    assert QuietHours().until(moment, "America/Chicago") == over


@pytest.mark.parametrize(
    ("hours", "moment", "over"),
    [
        # the night before the clocks go forward (8 March 2026) is an hour shorter, in autumn an hour longer
        ("20:00-08:00", datetime(2026, 3, 8, 3, 0, tzinfo=UTC), datetime(2026, 3, 8, 13, 0, tzinfo=UTC)),
        ("20:00-08:00", datetime(2026, 11, 1, 3, 0, tzinfo=UTC), datetime(2026, 11, 1, 14, 0, tzinfo=UTC)),
        # an end that does not exist, and one that comes twice: asked in the second hour, it is the second
        ("20:00-02:30", datetime(2026, 3, 8, 7, 0, tzinfo=UTC), datetime(2026, 3, 8, 8, 30, tzinfo=UTC)),
        ("20:00-01:30", datetime(2026, 11, 1, 6, 10, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
        ("20:00-01:30", datetime(2026, 11, 1, 7, 10, tzinfo=UTC), datetime(2026, 11, 1, 7, 30, tzinfo=UTC)),
    ],
)
def test_quiet_hours_when_the_clocks_change(hours, moment, over):
    assert read_quiet_hours(hours).until(moment, "America/Chicago") == over


def test_quiet_hours_are_over_later_than_asked():
    start = datetime(2026, 10, 31, 12, 0, tzinfo=UTC)
    for hours in ("20:00-08:00", "22:00-01:30", "00:30-01:15", "01:10-01:20"):
        for minutes in range(0, 48 * 60, 5):
            moment = start + timedelta(minutes=minutes)
            over = read_quiet_hours(hours).until(moment, "America/Chicago")
            assert over is None or over > moment, (hours, moment)


def test_quiet_hours_within_a_day_and_none():
    noon = datetime(2026, 6, 6, 17, 30, tzinfo=UTC)
    over = datetime(2026, 6, 6, 18, 0, tzinfo=UTC)
    assert QuietHours(time(12), time(13)).until(noon, "America/Chicago") == over
    assert read_quiet_hours("").until(noon, "America/Chicago") is None


def test_quiet_hours_are_read():
    assert read_quiet_hours(" 21:30 - 07:00 ") == QuietHours(time(21, 30), time(7))
    with pytest.raises(Invalid, match="20:00-08:00"):
        read_quiet_hours("at night")
