"""The calendar file as RFC 5545 wants it: line ends, folding, escaping."""

from datetime import UTC, datetime

from jobfair.interviews.calendar_file import Event, calendar_file

MOMENT = datetime(2026, 6, 6, 14, 0, tzinfo=UTC)


def event(**values):
    given = {
        "uid": "1@jobfair",
        "sequence": 0,
        "starts_at": MOMENT,
        "ends_at": MOMENT,
        "changed_at": MOMENT,
        "title": "Westside Job Fair",
        "place": "Civic Hall",
    }
    return Event(**(given | values))


def unfolded(file):
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_what_means_something_is_escaped():
    lines = unfolded(calendar_file([event(place="Hall 1, Main; \\ Street\nUp")]))
    assert "LOCATION:Hall 1\\, Main\\; \\\\ Street\\nUp" in lines
    assert "DTSTART:20260606T140000Z" in lines


def test_long_lines_are_folded_between_letters():
    title = "Feria de empleo ñandú 🙂 " * 12
    file = calendar_file([event(title=title)])
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert f"SUMMARY:{title}" in unfolded(file)
    assert file.endswith(b"END:VCALENDAR\r\n")


def test_one_that_is_gone_is_cancelled_beside_one_that_stands():
    lines = unfolded(calendar_file([event(), event(uid="2@jobfair", is_cancelled=True)]))
    assert "METHOD:PUBLISH" in lines
    assert lines.count("STATUS:CANCELLED") == 1
    assert "METHOD:CANCEL" in unfolded(calendar_file([event(is_cancelled=True)]))
