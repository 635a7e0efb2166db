"""Cells that tell how long interviews take, what was promised, and what a support desk does."""

from datetime import time

import pytest

from jobfair.fairs.importing.plan import read_spreadsheets
from jobfair.fairs.importing.records import FairHours
from tests.fairs.importing.test_rows import files, read

LONG = ["Empresa", "Entrevistadores", "Horarios por entrevista", "Entrevistas prometidas"]


def test_how_long_interviews_take_and_how_many_are_promised():
    reading = read(LONG, ["Oak", "2", "2", "6"], ["Elm", "1", "", ""])
    oak, elm = (record.values for record in reading.accepted)
    assert (oak["slots_per_interview"], oak["promised_interviews"]) == (2, 6)
    assert "slots_per_interview" not in elm
    assert "promised_interviews" not in elm


@pytest.mark.parametrize("cells", [("0", ""), ("5", ""), ("40 minutes", ""), ("", "many"), ("", "201")])
def test_interviews_that_cannot_be_promised(cells):
    reading = read(LONG, ["Oak", "2", *cells])
    assert [len(reading.accepted), len(reading.rejected)] == [0, 1]


def test_a_promise_above_what_fits_into_the_day_is_refused_where_that_is_known():
    table = "Employer,Interviewers,Slots per interview,Interviews promised\nOak,2,2,6\nElm,2,2,7\n"
    fair = FairHours(time(9), time(13), 20, lambda day: day["interviewers"] * 3)
    known = read_spreadsheets(files(employers=table), fair=fair)
    (refused,) = known.rejected
    assert refused.said()["reason"] == "7 interviews do not fit into their day: 6 do."
    assert (refused.row, refused.column) == (3, "Interviews promised")
    unknown = read_spreadsheets(files(employers=table))
    assert (len(unknown.accepted), len(unknown.warnings)) == (2, 2)


def test_what_a_support_desk_does_and_how_many_it_sees():
    heading = "Booth,Support desk,About the desk,People at once\n"
    rows = "D1,ID desk,Bring a letter.,3\nA1,,,\nD2,x,,0\nD3,x,,few\nD4,x," + "a" * 401 + ",\n"
    reading = read_spreadsheets(files(booths=heading + rows))
    desk, plain = (record.values for record in reading.accepted)
    assert (desk["desk_about"], desk["desk_seats"]) == ("Bring a letter.", 3)
    assert "desk_seats" not in plain
    assert [finding.column for finding in reading.rejected] == [
        "People at once",
        "People at once",
        "About the desk",
    ]
