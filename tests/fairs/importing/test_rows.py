"""Cells as people fill them in: what is understood, doubted and refused."""

from datetime import time

import pytest

from jobfair.fairs.importing.clock import NotATime, read_times
from jobfair.fairs.importing.plan import read_spreadsheets
from jobfair.fairs.importing.records import FairHours
from jobfair.fairs.importing.sheets import SpreadsheetFile

HOURS = FairHours(time(9), time(13), 20)


def read(heading, *rows, fair=HOURS):
    text = "\n".join(["\t".join(heading), *("\t".join(row) for row in rows)])
    return read_spreadsheets([SpreadsheetFile("list.csv", text.encode())], fair=fair)


def seeker(fair=HOURS, **cells):
    reading = read(["Name", *cells], ["Ana", *cells.values()], fair=fair)
    assert reading.rows_read == len(reading.accepted) + len(reading.rejected) == 1
    return reading


def taken(**cells):
    reading = seeker(**cells)
    assert not reading.rejected, reading.rejected
    return {**reading.accepted[0].values, **reading.accepted[0].extra}


def refused(**cells):
    (finding,) = seeker(**cells).rejected
    return finding.said()


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9", time(9)),
        ("9:00", time(9)),
        ("9:30am", time(9, 30)),
        ("9.30 a.m.", time(9, 30)),
        ("1 pm", time(13)),
        ("1", time(13)),
        ("12:45 PM", time(12, 45)),
        ("12 am", time(0)),
        ("13h15", time(13, 15)),
        ("0.375", time(9)),
        ("mediodía", time(12)),
        ("10 de la mañana", time(10)),
        ("2 de la tarde", time(14)),
        ("09:00:00", time(9)),
    ],
)
def test_times_of_day(text, hour):
    found = read_times(text, afternoon_below=7)
    assert found.times == (hour,)
    assert not found.has_words


@pytest.mark.parametrize("text", ["25:99", "24:00", "9:75", "13 am", "0 pm", "soon", "", "99"])
def test_no_times_of_day(text):
    with pytest.raises(NotATime):
        read_times(text)


def test_the_earliest_time_to_leave_counts_and_the_words_are_private():
    found = taken(**{"Has to leave": "noon - parole appt 12:30"})
    assert found["leaves"] == time(12)
    assert found["notes"] == "Has to leave: noon - parole appt 12:30"


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"Here from": "25:99"}, "Here from", "25:99"),
        ({"Here from": "25:00 after court"}, "Here from", "25:00"),
        ({"Here from": "after court"}, "Here from", "…"),
        ({"Here from": "11", "Has to leave": "10"}, "Has to leave", "10:00"),
        ({"Here from": "14:00"}, "Here from", "14:00"),
        ({"Has to leave": "8:30"}, "Has to leave", "08:30"),
        ({"Has to leave": "1 am"}, "Has to leave", "01:00"),
        ({"ZIP": "sixty four"}, "ZIP", "sixty four"),
        ({"ZIP": "641"}, "ZIP", "641"),
    ],
)
def test_impossible_cells_refuse_the_row_and_say_what_to_do(cells, column, value):
    said = refused(**cells)
    assert (said["row"], said["column"], said["value"]) == (2, column, value)
    assert said["suggestion"]
    assert "court" not in str(said)


def test_without_a_fair_its_hours_bar_nobody():
    assert not seeker(fair=None, **{"Here from": "20:00"}).rejected


@pytest.mark.parametrize(
    ("cell", "code"),
    [("64108", "64108"), ("64108-1234", "64108"), ("2134", "02134"), ("", None), ("n/a", None)],
)
def test_zip_codes(cell, code):
    assert taken(ZIP=cell, Skills="cook")["zip_code"] == code


@pytest.mark.parametrize(
    ("wanted", "can_work", "shifts", "days", "wishes"),
    [
        ("nights ok", "days", ["days", "nights"], [], []),
        ("nights ok", "any", [], [], []),
        ("weekends no", "nights", ["nights"], ["mon", "tue", "wed", "thu", "fri"], []),
        ("", "M-F days", ["days"], ["mon", "tue", "wed", "thu", "fri"], []),
        ("anything", "mornings", ["mornings"], [], []),
        ("kitchen, paint", "evenings; weekends", ["evenings", "weekends"], [], ["kitchen", "paint"]),
        ("full time", "no nights", ["days", "mornings", "evenings", "weekends"], [], []),
    ],
)
def test_shifts_days_and_wishes(wanted, can_work, shifts, days, wishes):
    found = taken(**{"Looking for": wanted, "Can work": can_work, "Skills": "x"})
    assert (found["shifts"], found["days"], found["wishes"]) == (shifts, days, wishes)


@pytest.mark.parametrize(
    ("car", "wanted", "travel"),
    [
        ("yes", "", "car"),
        ("bike", "", "bike"),
        ("no", "", None),
        ("no", "near bus", "bus"),
        ("en carro", "", "car"),
    ],
)
def test_ways_of_travel(car, wanted, travel):
    assert taken(**{"Car?": car, "Looking for": wanted, "Skills": "x"})["travel"] == travel


def test_needs_from_both_columns():
    found = taken(Needs="interpreter / ASL, wheelchair", Notes="brings child")
    assert found["needs"] == ["spanish_interpreter", "asl_interpreter", "wheelchair", "brings_child"]
    assert found["notes"] == ""


def test_what_is_not_understood_is_kept_in_private_and_said():
    reading = seeker(
        Needs="a quiet place", **{"Can work": "when the moon is full", "Car?": "skateboard", "Miles": "far"}
    )
    record = reading.accepted[0]
    assert "a quiet place" in record.values["notes"]
    assert "when the moon is full" in record.values["notes"]
    assert {w.column for w in reading.warnings} == {"Needs", "Can work", "Car?", "Miles"}


@pytest.mark.parametrize(
    ("cell", "locale", "languages"),
    [
        ("ES", "es", []),
        ("Spanish", "es", []),
        ("", "en", []),
        ("bilingual", "en", ["en", "es"]),
        ("español / english", "es", ["es", "en"]),
    ],
)
def test_languages(cell, locale, languages):
    found = taken(Lang=cell, Skills="x")
    assert (found["locale"], found["languages"]) == (locale, languages)


def test_an_unknown_language_is_a_warning():
    assert seeker(Lang="Klingon", Languages="Elvish", Skills="x").warnings


def test_a_name_in_two_columns_and_contacts_in_two():
    reading = read(
        ["First name", "Last name", "Phone", "E-mail"], ["Ana", "Ruiz", "816 555 0101", "a@example.org"]
    )
    values = reading.accepted[0].values
    assert values["called_name"] == "Ana Ruiz"
    assert values["contact"] == "816 555 0101, a@example.org"


def test_doubles_name_the_other_row():
    rows = [["Ana", "816-555-0101", "cook"], ["ANA", "(816) 555 0101", "baker"]]
    reading = read(["Name", "Phone", "Work"], *rows)
    assert reading.rejected[0].said()["reason"] == "This is the same as row 2."


def test_people_who_share_a_sisters_phone_are_told_apart():
    sister = "call my sister 913-555-0142"
    rows = [
        ["Ana", sister, "cook"],
        ["Ana", sister, "roofer"],
        ["Ana", sister, "cook"],
        ["Bo", sister, "cook"],
    ]
    reading = read(["Name", "Phone", "Work"], *rows)
    assert [record.row for record in reading.accepted] == [2, 3, 5]
    assert [finding.row for finding in reading.rejected] == [4]
    assert "same name and contact" in reading.warnings[0].reason


def test_headings_repeated_further_down_are_no_rows():
    assert read(["Name", "Skills"], ["Ana", "cook"], ["Name", "Skills"], ["Bo", ""]).rows_read == 2


EMPLOYER = [
    "Employer",
    "Interviewers",
    "Arrives",
    "Leaves",
    "Lunch",
    "Hires people with records?",
    "Looks back",
    "Needs power",
]


def test_an_employer_as_organizers_write_it():
    reading = read(EMPLOYER, ["Oak", "2", "9:00", "1 pm", "10:40", "case by case", "5 yrs", "yes"])
    values = reading.accepted[0].values
    assert (values["break_starts"], values["break_ends"]) == (time(10, 40), time(11))
    assert (values["hires_people_with_records"], values["looks_back_years"]) == ("case_by_case", 5)
    assert values["needs_power"]


def test_what_an_employer_says_otherwise_becomes_a_note():
    reading = read(EMPLOYER, ["Oak", "", "", "", "none", "ask HR", "a while", "perhaps"])
    values = reading.accepted[0].values
    assert values["policy_notes"] == "ask HR\nLooks back: a while"
    assert len(reading.warnings) == 3


@pytest.mark.parametrize(
    ("index", "cell"),
    [(0, ""), (0, "x" * 200), (1, "many"), (1, "0"), (2, "25:00"), (4, "11:20-11:00"), (4, "later")],
)
def test_employers_that_cannot_be_taken(index, cell):
    row = ["Oak", "2", "9:00", "13:00", "", "yes", "3", "x"]
    row[index] = cell
    reading = read(EMPLOYER, row)
    assert len(reading.rejected) == 1
    assert not reading.accepted


OPENING = [
    "Employer",
    "Position",
    "SOC",
    "State",
    "# needed",
    "Pay/hr",
    "Hrs/wk",
    "Start",
    "End",
    "Exp. needed?",
    "Months",
    "Training / license",
    "ZIP",
    "Days",
    "Languages",
]
GOOD = [
    "Oak",
    "Cook",
    "35-2014",
    "Missouri",
    "3",
    "14.52",
    "40",
    "22:00",
    "06:00",
    "yes",
    "3",
    "CDL, driver's license",
    "64108",
    "M-F",
    "es",
]


def test_an_opening_as_employers_write_it():
    reading = read(OPENING, GOOD)
    values = reading.accepted[0].values
    assert (values["state"], values["wage_cents_per_hour"], values["experience_months"]) == ("MO", 1452, 3)
    assert (values["shift_starts"], values["shift_ends"]) == (time(22), time(6))
    assert (values["must_have_certificates"], values["needs_driving_licence"]) == (["CDL"], True)
    assert values["languages"] == ["es"]


@pytest.mark.parametrize(
    ("index", "cell", "field", "value"),
    [
        (2, "cook", "soc_code", None),
        (3, "Misery", "state", None),
        (5, "3.25", "wage_cents_per_hour", 325),
        (5, "341.6", "wage_cents_per_hour", None),
        (5, "$15-17", "wage_cents_per_hour", 1500),
        (5, "ask", "wage_cents_per_hour", None),
        (6, "lots", "hours_per_week", None),
        (8, "", "shift_starts", None),
        (10, "many", "experience_months", None),
        (12, "sixty", "zip_code", None),
        (13, "full moons", "days", []),
        (14, "Elvish", "languages", []),
    ],
)
def test_openings_are_kept_with_a_warning(index, cell, field, value):
    row = list(GOOD)
    row[index] = cell
    reading = read(OPENING, row)
    assert reading.accepted[0].values[field] == value
    assert reading.warnings[0].column == OPENING[index if index != 8 else 7]


@pytest.mark.parametrize(
    ("index", "cell"), [(0, ""), (1, ""), (4, "some"), (4, "0"), (7, "25:99"), (8, "22:00"), (1, "x" * 200)]
)
def test_openings_that_cannot_be_taken(index, cell):
    row = list(GOOD)
    row[index] = cell
    assert len(read(OPENING, row).rejected) == 1


@pytest.mark.parametrize(
    ("needed", "months", "found"),
    [
        ("no", "", 0),
        ("", "", None),
        ("6 months", "", 6),
        ("2 years", "", 24),
        ("yes", "", None),
        ("some", "", None),
    ],
)
def test_experience(needed, months, found):
    row = list(GOOD)
    row[9], row[10] = needed, months
    assert read(OPENING, row).accepted[0].values["experience_months"] == found


def files(**texts):
    return [SpreadsheetFile(f"{name}.csv", text.encode()) for name, text in texts.items()]


def test_openings_find_their_employers_in_another_file():
    reading = read_spreadsheets(
        files(
            a="Employer,Position\nOAK foods,Cook\nOak Food,Cook\nBad Works,Cook\nOther,Cook\nother,Baker\n",
            b="Employer,Interviewers\nOak Foods,1\nBad Works,zero\n",
        )
    )
    said = [finding.said() for finding in reading.rejected]
    assert [(one["file"], one["row"]) for one in said] == [("a.csv", 3), ("a.csv", 4), ("b.csv", 3)]
    assert "Did you mean “Oak Foods”?" in said[0]["suggestion"]
    assert "see row 3" in said[1]["reason"]
    assert [record.extra.get("new_employer") for record in reading.new("openings")] == [None, True, None]


def test_booths_and_who_gets_them():
    reading = read_spreadsheets(
        files(
            booths="Booth,Power,For\nA1,x,\nA 2,no,\nA3,maybe,ID desk\na1,,\n,x,\nhalllll-way-booth,,\n",
            employers="Employer,Booth\nOak,A1\nElm,a1\nAsh,Z9\nFir,A3\n",
        )
    )
    booths = [record.values for record in reading.new("booths")]
    assert [(b["label"], b["row"], b["place"], b["has_power"]) for b in booths] == [
        ("A1", "A", 1, True),
        ("A2", "A", 2, False),
        ("A3", "A", 3, True),
    ]
    assert booths[2]["support_desk"] == "ID desk"
    assert all(b["wheelchair_access"] for b in booths)
    assert [record.extra["booth"] for record in reading.new("employers")] == ["A1", None, None, None]
    assert len(reading.rejected) == 3


def test_a_wheelchair_column_that_is_empty_says_no():
    reading = read_spreadsheets(files(booths="Booth,Wheelchair,Place\nA1,x,4\nA2,,99\n"))
    assert [r.values["wheelchair_access"] for r in reading.accepted] == [True, False]
    assert [r.values["place"] for r in reading.accepted] == [4, 1]
