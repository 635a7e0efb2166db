"""Exports: what is in them, that they are safe to open, and that the import reads them back."""

# ruff: noqa: E501 - rows of spreadsheets stay on their lines

import csv
import io
import zipfile
from datetime import time

import openpyxl
import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.employers.models import Employer
from jobfair.errors import NotFound
from jobfair.fairs.importing.actions import confirm, preview_files
from jobfair.fairs.importing.headings import recognise
from jobfair.fairs.importing.reading import read_sheets
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.importing.writing import template_tables, xlsx_bytes
from jobfair.fairs.models import EmployerAttendance
from jobfair.interviews.models import Interview
from jobfair.reports.actions import FILES, export_fair, files_of
from jobfair.reports.queries import export_tables
from jobfair.seekers.models import Seeker
from tests.databases import counted
from tests.factories import (
    NOW,
    make_employer,
    make_fair,
    make_impression,
    make_interview,
    make_opening,
    make_seeker,
    make_team_member,
)

BY = {"now": NOW, "actor": ("system", None)}
SEEKERS = """Name,Phone,Work,Skills,Looking for,Can work,ZIP,Here from,Has to leave,Needs,Notes,Lang,Licence,Languages
Ana R.,call my sister 913-555-0142,cook; baker,"fry, grill",kitchen,M-F days,64108,9:30,noon - court 12:30,ASL,shy,es,yes,en; es
=cmd|' /C calc'!A0,+1 816 555 0101,"cook, then baker",,,,,,,,"- first
- second",,no,
"""
EMPLOYERS = """Employer,Interviewers,Arrives,Leaves,Lunch,Hires people with records,Looks back,Needs power,About,Who decides,Contact,Booth,Slots per interview,Interviews promised
Oak Foods,2,9:00,13:00,11:00-11:20,case by case,5,yes,We cook,The owner,hr@example.org,A1,2,2
@Elm,1,,,,,,,,,,,,
"""
OPENINGS = """Employer,Position,SOC,State,City,# needed,Pay,Hours,Start,End,Months,Certificates,Driving licence,Days
Oak Foods,Cook,35-2014,MO,Kansas City,3,14.52,40,22:00,06:00,0,"ServSafe, CPR",yes,M-F
@Elm,-Painter,,,,1,,,,,,,,
"""
BOOTHS = 'Booth,Row,Place,Power,Near door,Wheelchair,For,About the desk,People at once\nA1,A,1,x,,x,,,\nB2,B,2,,x,,ID desk,"- State ID\n- Bring a letter, please",3\n'


@pytest.fixture
def fair(session):
    fair = make_fair(session, booths=0)
    texts = {"s": SEEKERS, "e": EMPLOYERS, "o": OPENINGS, "b": BOOTHS}
    given = [SpreadsheetFile(f"{name}.csv", text.encode()) for name, text in texts.items()]
    import_ = confirm(session, preview_files(session, fair.id, given, **BY), **BY)
    assert import_.report["rejected"] == []
    return fair


def add_interview(session, fair, state):
    oak = session.scalar(select(EmployerAttendance).join(Employer).where(Employer.name == "Oak Foods"))
    seeker = session.scalar(select(Seeker).where(Seeker.called_name == "Ana R."))
    make_interview(
        session,
        fair,
        seeker,
        oak.employer.openings[0],
        state=state,
        booth_id=oak.booth_id,
        slot_id=fair.slots[1].id,
    )
    return seeker


def exported(session, fair_id, name):
    return files_of(session, fair_id, name)[name]


def rows_of(session, fair_id):
    tables = export_tables(session, fair_id)
    return {
        name: sorted(map(str, tables[name].rows)) for name in ("seekers", "employers", "openings", "booths")
    }


@pytest.mark.parametrize(
    "names", [("seekers.csv", "employers.csv", "openings.csv", "booths.csv"), ("fair.xlsx",)]
)
def test_an_export_imported_into_an_empty_fair_is_the_same_fair(session, fair, names):
    files = [SpreadsheetFile(name, exported(session, fair.id, name)) for name in names]
    empty = make_fair(session, booths=0)
    import_ = confirm(session, preview_files(session, empty.id, files, **BY), **BY)
    assert import_.report["rejected"] == []
    assert sum(import_.report["new"].values()) == 8
    assert rows_of(session, empty.id) == rows_of(session, fair.id)


@pytest.mark.parametrize("name", ["seekers.csv", "fair.xlsx"])
def test_an_export_imported_into_its_own_fair_doubles_nobody(session, fair, name):
    file = SpreadsheetFile(name, exported(session, fair.id, name))
    import_ = preview_files(session, fair.id, [file], **BY)
    assert sum(import_.report["new"].values()) == 0


def test_no_cell_begins_like_a_formula(session, fair):
    make_seeker(session, fair, called_name="＝1+1")
    starts = ("=", "+", "-", "@", "\t", "\r", "＝")
    for name in FILES:
        data = exported(session, fair.id, name)
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
            assert not [cell for cell in cells if cell.startswith(starts)]
    book = openpyxl.load_workbook(io.BytesIO(exported(session, fair.id, "fair.xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value or "").startswith(starts)]
    assert any(str(cell.value).startswith("'=cmd") for cell in cells)


def test_a_letter_that_xml_does_not_know_breaks_no_workbook(session, fair):
    make_seeker(session, fair, called_name="A\ufffen\x0ba\uffff")
    book = openpyxl.load_workbook(io.BytesIO(exported(session, fair.id, "fair.xlsx")))
    assert "Ana" in [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]


def test_times_and_notes_are_those_of_the_spreadsheet(session, fair):
    attendance = session.scalar(select(EmployerAttendance).join(Employer).where(Employer.name == "Oak Foods"))
    assert (attendance.break_starts, attendance.break_ends) == (time(11), time(11, 20))
    (ana,) = [row for row in export_tables(session, fair.id)["seekers"].rows if row[0] == "Ana R."]
    assert "shy\nHas to leave: noon - court 12:30" in ana


def test_the_schedule_to_print_names_people_once_it_is_published(session, fair):
    seeker = add_interview(session, fair, "published")
    page = exported(session, fair.id, "schedule.html").decode()
    assert "9:20 AM" in page
    assert "Ana R." in page
    assert seeker.code in page
    for private in ("913-555-0142", "court", "shy", "64108", "ASL", "asl"):
        assert private not in page
    assert "<script" not in page
    assert "http" not in page


def test_a_draft_to_print_names_nobody(session, fair):
    seeker = add_interview(session, fair, "draft")
    page = exported(session, fair.id, "schedule.html").decode()
    assert "This is a draft" in page
    assert "Ana R." not in page
    assert seeker.code in page


def test_without_a_schedule_the_page_says_so(session, fair):
    assert "Nothing has been planned yet" in exported(session, fair.id, "schedule.html").decode()


def test_interviews_are_listed(session, fair):
    seeker = add_interview(session, fair, "published")
    text = exported(session, fair.id, "interviews.csv").decode("utf-8-sig")
    assert text.splitlines()[1] == f"09:20,09:40,A1,1,Oak Foods,Cook,{seeker.code},Ana R.,published"


def test_what_people_say_of_interviews_is_listed(session, fair):
    seeker = add_interview(session, fair, "published")
    told = {"went": "so_so", "next_step": "they_call"}
    make_impression(session, session.scalars(select(Interview)).one(), **told)
    text = exported(session, fair.id, "impressions.csv").decode("utf-8-sig")
    assert text.splitlines()[1:] == [f"09:20,Oak Foods,Cook,{seeker.code},Ana R.,yes,so_so,they_call"]
    book = openpyxl.load_workbook(io.BytesIO(exported(session, fair.id, "fair.xlsx")))
    assert "they_call" in [cell.value for cell in book["What people say of interviews"][2]]


def test_a_folder_gets_every_file_for_its_owner_alone(session, fair, tmp_path):
    written = export_fair(session, fair.id, files_of(session, fair.id), tmp_path / "deep" / "out", **BY)
    assert [path.name for path in written] == list(FILES)
    assert all(path.stat().st_mode & 0o077 == 0 for path in written)
    assert session.scalars(select(AuditEntry.action)).all()[-1] == "fair.export"


def test_unknown_files_are_not_found(session, fair):
    with pytest.raises(NotFound):
        exported(session, fair.id, "../secrets.csv")


@pytest.mark.parametrize("language", ["en", "es"])
def test_our_templates_are_understood_in_both_languages(language):
    for sheet in read_sheets("t.xlsx", xlsx_bytes(template_tables(language))):
        table = recognise(sheet)
        assert table is not None
        assert table.unused == []
        assert list(table.fields.values()) == [column.field for column in table.kind.columns]


def test_pages_and_downloads(client, database):
    with database.write() as session:
        fair = make_fair(session)
        fair_id, user_id = fair.id, make_team_member(session, fair).id
    client.sign_in_as("user", user_id)
    assert "delete them after the fair" in client.get(f"/fairs/{fair_id}/exports/").text
    answer = client.post(f"/fairs/{fair_id}/exports/fair.zip")
    assert set(zipfile.ZipFile(io.BytesIO(answer.data)).namelist()) == set(FILES)
    assert "attachment" in answer.headers["Content-Disposition"]
    client.post(f"/fairs/{fair_id}/exports/other.csv", status=404)
    client.get(f"/fairs/{fair_id}/exports/fair.zip", status=405)
    with database.read() as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["fair.export"]


def test_an_export_takes_the_same_number_of_queries_for_more_employers(session, fair):
    numbers = []
    for more in (1, 3):
        for _ in range(more):
            opening = make_opening(session, make_employer(session, fair))
            interview = make_interview(session, fair, make_seeker(session, fair), opening, state="draft")
            make_impression(session, interview)
        session.expire_all()
        with counted(session.get_bind()) as statements:
            tables = export_tables(session, fair.id)
        numbers.append(len(statements))
    assert len(tables["openings"].rows) == 6
    assert numbers[0] == numbers[1]


def test_reading_a_fair_and_files_keeps_nobody_from_writing(client, database):
    if database.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite has a single writer")
    with database.write() as session:
        fair = make_fair(session)
        fair_id, user_id = fair.id, make_team_member(session, fair).id
    client.sign_in_as("user", user_id)
    files = {"files": [(io.BytesIO(SEEKERS.encode()), "s.csv")]}
    for address, data, written in (
        (f"/fairs/{fair_id}/exports/fair.zip", {}, ("audit_entry",)),
        (f"/fairs/{fair_id}/imports/", files, ("audit_entry", "INSERT INTO spreadsheet_import")),
    ):
        with counted(database.engine) as statements:
            client.post(address, data, follow=False, status=200 if not data else 302)
        locked = statements[statements.index("BEGIN IMMEDIATE") + 1 :]
        assert [one for one in locked if not any(name in one for name in written)] == []
        assert any("FROM seeker" in one for one in statements), "the reading came before"
