"""Preview, confirm and undo against a database."""

from collections import Counter
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from jobfair.employers.models import Employer, Opening
from jobfair.errors import Conflict, Invalid, NotFound
from jobfair.fairs.actions.people import add_seeker, edit_person, remove_from_fair
from jobfair.fairs.importing.actions import confirm, discard, preview, preview_files, undo
from jobfair.fairs.importing.actions.confirming import _Writer
from jobfair.fairs.importing.plan import read_spreadsheets
from jobfair.fairs.importing.queries import import_by_id, reading_of, undo_preview
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.importing.traces import INTERVIEW, SCHEDULE
from jobfair.fairs.models import Booth, EmployerAttendance, SeekerAttendance, SpreadsheetImport
from jobfair.interviews.models import Interview, Schedule
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import contact_of, notes_of
from tests.factories import NOW, make_employer, make_fair, make_interview, make_opening, make_seeker

ACTOR = ("user", 1)
BY = {"now": NOW, "actor": ACTOR}
REAL = Path(__file__).resolve().parents[4] / "shared" / "bench" / "fair"

SEEKERS = """Name,Phone,Work,ZIP,Has to leave,Needs
Ana R.,(816) 555-0101,cook; baker,64108,noon - court 12:30,interpreter
Ben T.,call my sister 913-555-0142,,64106,,
Cy,,painter,,,
Dee,,,sixty four,,
"""
EMPLOYERS = "Employer,Interviewers,Arrives,Booth\nOak Foods,2,9:00,B1\nElm Works,1,,\n"
OPENINGS = """Employer,Position,State,# needed
Oak Foods,Cook,Missouri,3
Elm Works,Painter,MO,1
New Place,Cleaner,MO,2
"""
BOOTHS = "Booth,Power,For\nB1,x,\nB2,,ID desk\n"


def files(**texts):
    return [SpreadsheetFile(f"{name}.csv", text.encode()) for name, text in texts.items()]


def everything():
    return files(openings=OPENINGS, seekers=SEEKERS, employers=EMPLOYERS, booths=BOOTHS)


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def counts(session):
    return {
        model.__name__: count(session, model)
        for model in (Seeker, Employer, Opening, Booth, SeekerAttendance)
    }


def test_a_preview_writes_nothing_but_itself(session):
    fair = make_fair(session, booths=0)
    before = counts(session)
    import_ = preview_files(session, fair.id, everything(), **BY)
    assert counts(session) == before
    assert import_.state == "previewed"
    assert import_.report["rows_read"] == 11
    assert import_.report["accepted"] + len(import_.report["rejected"]) == 11
    assert b"Ana" not in import_.file_sealed
    assert import_.file_name == "openings.csv, seekers.csv, employers.csv, booths.csv"


def test_confirming_writes_all_rows_through_the_rooms(session):
    fair = make_fair(session, booths=0)
    import_ = confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    assert import_.state == "confirmed"
    assert import_.file_sealed is None
    ana = session.scalar(select(Seeker).where(Seeker.called_name == "Ana R."))
    assert ana.work == ["cook", "baker"]
    assert contact_of(session, ana) == "(816) 555-0101"
    assert notes_of(session, ana) == "Has to leave: noon - court 12:30"
    attendance = session.scalar(select(SeekerAttendance).where(SeekerAttendance.seeker_id == ana.id))
    assert (attendance.leaves, attendance.needs) == (time(12), ["spanish_interpreter"])
    assert attendance.import_id == import_.id
    oak = session.scalar(select(EmployerAttendance).join(Employer).where(Employer.name == "Oak Foods"))
    assert (oak.interviewers, oak.booth.label) == (2, "B1")
    assert {opening.title for opening in oak.employer.openings} == {"Cook"}
    assert session.scalar(select(Booth.support_desk).where(Booth.label == "B2")) == "ID desk"
    assert "New Place" in session.scalars(select(Employer.name)).all()


def test_words_beside_a_time_are_nowhere_but_in_the_sealed_notes(session):
    fair = make_fair(session, booths=0)
    import_ = confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    assert "court" not in str(import_.report) + str(import_.created)
    ana = session.scalar(select(Seeker).where(Seeker.called_name == "Ana R."))
    told = [ana.work, ana.skills, ana.wishes, ana.certificates, ana.languages]
    assert "court" not in str(told)


def test_the_same_files_twice_double_nobody(session):
    fair = make_fair(session, booths=0)
    confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    once = counts(session)
    again = preview_files(session, fair.id, everything(), **BY)
    assert again.report["already_there"] == again.report["accepted"] == 10
    assert again.report["rows_read"] == again.report["accepted"] + len(again.report["rejected"])
    confirm(session, again, **BY)
    assert counts(session) == once


def test_somebody_edited_since_is_not_doubled(session):
    fair = make_fair(session, booths=0)
    confirm(session, preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY), **BY)
    cy = session.scalar(select(Seeker).where(Seeker.called_name == "Cy"))
    edit_person(session, fair.id, cy.id, called_name="Cyrus", work=["roofer"], **BY)
    again = preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY)
    assert again.report["new"]["seekers"] == 0


def test_a_person_who_signed_up_by_phone_is_already_there(session):
    fair = make_fair(session, booths=0)
    add_seeker(session, fair.id, called_name="ana r.", contact="816.555.0101", **BY)
    import_ = preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY)
    assert import_.report["already_there"] == 1


def test_undo_removes_exactly_what_was_created(session):
    fair = make_fair(session, booths=2)
    kept = make_seeker(session, fair)
    here = make_employer(session, fair, name="Elm Works")
    make_opening(session, here)
    before = counts(session)
    import_ = confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    assert counts(session) != before
    removed = undo(session, import_, **BY)
    assert counts(session) == before
    assert removed.counts == {"booths": 2, "employers": 2, "openings": 3, "seekers": 3}
    assert session.get(Seeker, kept.id)
    assert import_.state == "undone"
    with pytest.raises(Conflict):
        undo(session, import_, **BY)
    later = preview_files(session, fair.id, everything(), **BY)
    assert later.report["new"]["seekers"] == 3


def test_undo_spares_whoever_came_after_a_person_who_left(session):
    fair = make_fair(session)
    import_ = preview_files(session, fair.id, files(seekers=SEEKERS), **BY)
    confirm(session, import_, **BY)
    last = max(row["id"] for row in import_.created["seekers"])
    remove_from_fair(session, fair.id, last, **BY)
    walk_in = add_seeker(session, fair.id, called_name="Walk-in", **BY)
    undo(session, import_, **BY)
    assert session.scalars(select(Seeker.called_name)).all() == ["Walk-in"]
    assert walk_in.seeker_id != last


def test_undo_names_what_was_edited_since(session):
    fair = make_fair(session, booths=0)
    import_ = confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    assert undo_preview(session, import_).edited == {}
    cy = session.scalar(select(Seeker).where(Seeker.called_name == "Cy"))
    edit_person(session, fair.id, cy.id, called_name="Cyrus", now=NOW + timedelta(hours=1), actor=ACTOR)
    oak = session.scalar(select(Employer).where(Employer.name == "Oak Foods"))
    make_opening(session, oak, title="Added by hand")
    found = undo_preview(session, import_)
    assert found.edited == {"seekers": ["Cyrus"]}
    assert found.openings_added == 1
    assert found.total == 11


def _interview(session, fair, state):
    oak = session.scalar(select(EmployerAttendance).join(Employer).where(Employer.name == "Oak Foods"))
    seeker = session.scalar(select(Seeker).where(Seeker.called_name == "Ana R."))
    make_interview(
        session,
        fair,
        seeker,
        oak.employer.openings[0],
        state=state,
        booth_id=oak.booth_id,
        slot_id=fair.slots[0].id,
    )


def test_undo_is_refused_while_people_were_given_interviews(session):
    fair = make_fair(session, booths=0)
    import_ = confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    _interview(session, fair, "published")
    before = counts(session)
    with pytest.raises(Conflict, match=r"told of need it \(1\)"):
        undo(session, import_, **BY)
    assert counts(session) == before


def test_undo_takes_interviews_out_of_drafts(session):
    fair = make_fair(session, booths=0)
    import_ = confirm(session, preview_files(session, fair.id, everything(), **BY), **BY)
    _interview(session, fair, "draft")
    undo(session, import_, **BY)
    assert count(session, Interview) == 0
    assert count(session, Schedule) == 1


def test_an_import_is_confirmed_once(session):
    fair = make_fair(session, booths=0)
    import_ = confirm(session, preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY), **BY)
    with pytest.raises(Conflict):
        confirm(session, import_, **BY)
    with pytest.raises(Conflict):
        discard(session, import_, **BY)
    with pytest.raises(Invalid):
        reading_of(session, import_)


def test_a_preview_can_be_discarded(session):
    fair = make_fair(session, booths=0)
    discard(session, preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY), **BY)
    assert count(session, SpreadsheetImport) == 0


def test_another_fairs_import_is_not_found(session):
    fair, other = make_fair(session), make_fair(session)
    import_ = preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY)
    with pytest.raises(NotFound):
        import_by_id(session, other.id, import_.id)


def test_no_files_and_too_many(session):
    fair = make_fair(session)
    with pytest.raises(Invalid):
        preview_files(session, fair.id, [], **BY)
    with pytest.raises(Invalid):
        preview_files(session, fair.id, files(s=SEEKERS) * 21, **BY)


def test_one_bad_file_among_good_ones_writes_nothing(session):
    fair = make_fair(session)
    with pytest.raises(Invalid, match=r"list\.csv is a PDF file"):
        preview_files(
            session, fair.id, [*everything(), SpreadsheetFile("list.csv", b"%PDF-1.7\n%\xe2")], **BY
        )
    assert count(session, SpreadsheetImport) == 0


def test_a_row_that_cannot_be_written_is_named(session):
    fair = make_fair(session)
    import_ = preview(session, fair.id, "s.csv", SEEKERS.encode(), **BY)
    late = read_spreadsheets([SpreadsheetFile("e.csv", b"Employer,Arrives\nLate Works,23:00\n")])
    with pytest.raises(Conflict, match=r"e\.csv, row 2: They would arrive after the fair is over\."):
        _Writer(session, fair, import_, NOW, ACTOR, people_agreed=False).write(late.accepted[0])


def test_names_of_other_rooms_tables_are_right():
    for named, model in ((SCHEDULE, Schedule), (INTERVIEW, Interview)):
        assert named.name == model.__tablename__
        assert set(named.columns.keys()) <= set(model.__table__.columns.keys())


@pytest.mark.skipif(not REAL.exists(), reason="the real fair's spreadsheets are not beside the repository")
def test_the_real_fair(session):
    fair = make_fair(session, booths=0)
    given = [SpreadsheetFile(path.name, path.read_bytes()) for path in sorted(REAL.iterdir())]
    import_ = preview_files(session, fair.id, given, **BY)
    tables = {(t["file"], t["sheet"]): t for t in import_.report["tables"]}
    assert tables["seekers.csv", ""]["read"] == 236
    assert (
        tables["employers.xlsx", "Openings"]["read"] == tables["employers.xlsx", "Openings"]["accepted"] == 59
    )
    assert tables["employers.xlsx", "Booths"]["accepted"] == 40
    assert tables["employers.xlsx", "Employers"]["accepted"] == 32
    for table in tables.values():
        assert table["read"] == table["accepted"] + table["rejected"]
        assert table["unused"] == []
    rejected = [(r["row"], r["column"], r["value"]) for r in import_.report["rejected"]]
    assert rejected == [
        (19, "Name", "Eddie C."),
        (43, "Name", ""),
        (79, "Here from", "25:99"),
        (122, "ZIP", "sixty four"),
    ]
    assert all(r["suggestion"] for r in import_.report["rejected"])
    confirm(session, import_, **BY)
    assert count(session, Seeker) == 232
    assert "parole" not in str(import_.report) + str(import_.created)
    assert Counter(session.scalars(select(EmployerAttendance.interviewers))).total() == 32
    again = preview_files(session, fair.id, given, **BY)
    assert again.report["new"] == {"booths": 0, "employers": 0, "openings": 0, "seekers": 0}
