"""The organizer's pages of imports."""

import io

import openpyxl
import pytest
from sqlalchemy import func, select

from jobfair.fairs.models import SpreadsheetImport, TeamMember
from jobfair.fairs.views import imports
from jobfair.seekers.actions import CONSENT_VERSION
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import consents_of
from tests.factories import make_fair, make_team_member

SEEKERS = b"""Name,Phone,Work,Has to leave,Shoe size
Ana R.,816-555-0101,cook,noon - court,38
,816-555-0102,,,
Bo,,,25:00,
"""


@pytest.fixture
def fair_id(database, client):
    with database.write() as session:
        fair = make_fair(session)
        fair_id, user_id = fair.id, make_team_member(session, fair).id
    client.sign_in_as("user", user_id)
    return fair_id


@pytest.fixture
def uploaded(fair_id, client):
    return client.post(
        f"/fairs/{fair_id}/imports/",
        {"files": [(io.BytesIO(SEEKERS), "people.csv")]},
        content_type="multipart/form-data",
    )


def stored(database):
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Seeker)), session.scalar(
            select(SpreadsheetImport)
        )


def test_the_first_page_is_empty_and_offers_templates(client, fair_id):
    page = client.get(f"/fairs/{fair_id}/imports/").text
    assert "Nothing has been imported yet." in page
    assert "fair-es.xlsx" in page


def test_a_preview_shows_rows_findings_and_columns(uploaded, database):
    assert "Nothing is saved yet" in uploaded.text
    assert "Shoe size" in uploaded.text
    assert "The name is missing." in uploaded.text
    assert "“25:00” is no time of day." in uploaded.text
    assert "Ana R." in uploaded.text
    assert "<strong>Past work:</strong> cook" in uploaded.text
    assert "court" not in uploaded.text
    assert stored(database)[0] == 0


def test_confirming_and_undoing(uploaded, client, database, fair_id):
    _, import_ = stored(database)
    page = client.post(f"/fairs/{fair_id}/imports/{import_.id}/confirm")
    assert "One row was imported." in page.text
    assert stored(database)[0] == 1
    client.post(f"/fairs/{fair_id}/imports/{import_.id}/confirm", status=409)
    page = client.get(f"/fairs/{fair_id}/imports/{import_.id}/undo")
    assert "for good" in page.text
    page = client.post(f"/fairs/{fair_id}/imports/{import_.id}/undo")
    assert "One row was removed." in page.text
    assert stored(database)[0] == 0
    assert "nothing to undo" in client.get(f"/fairs/{fair_id}/imports/{import_.id}/undo").text
    assert "nothing to undo" in client.post(f"/fairs/{fair_id}/imports/{import_.id}/undo").text
    assert "was undone" in client.get(f"/fairs/{fair_id}/imports/{import_.id}").text


@pytest.mark.parametrize("ticked", [True, False])
def test_people_who_agreed_before_are_noted_and_the_others_are_left_to_be_asked(
    uploaded, client, database, fair_id, ticked
):
    assert "These people agreed, on paper or in person" in uploaded.text
    _, import_ = stored(database)
    answers = {"people_agreed": "y"} if ticked else {}
    client.post(f"/fairs/{fair_id}/imports/{import_.id}/confirm", answers)
    with database.read() as session:
        seeker = session.scalars(select(Seeker)).one()
        noted = [(one.how, one.version, user.id) for one, user in consents_of(session, seeker.id)]
        user_id = session.scalars(select(TeamMember.user_id)).one()
        assert noted == ([("paper", CONSENT_VERSION, user_id)] if ticked else [])
        assert (seeker.consent_at is not None) is ticked
    overview = client.get(f"/fairs/{fair_id}/").text
    assert ("1 person is still to be asked for consent." in overview) is not ticked
    listed = client.get(f"/fairs/{fair_id}/people/?only=no_consent").text
    assert ("Ana R." in listed) is not ticked


def test_a_spreadsheet_without_people_asks_for_no_agreement(client, fair_id):
    sheet = (io.BytesIO(b"Employer,Position,State\nOak Foods,Cook,MO\n"), "openings.csv")
    address = f"/fairs/{fair_id}/imports/"
    page = client.post(address, {"files": [sheet]}, content_type="multipart/form-data").text
    assert "Nothing is saved yet" in page
    assert "These people agreed" not in page


def test_one_row_is_one_row_in_both_languages(client, fair_id):
    page = client.post(
        f"/fairs/{fair_id}/imports/",
        {"files": [(io.BytesIO(b"Name\nAna R.\n"), "people.csv")]},
        content_type="multipart/form-data",
    )
    address = page.request.path
    english, spanish = client.get(address).text, client.get(f"{address}?lang=es").text
    for text in ("</strong> row read", "Import 1 row<", "1 row read, 1 accepted, 0 rejected"):
        assert text in english
    for text in ("</strong> fila leída", "Importar 1 fila<", "1 fila leída; aceptadas: 1, rechazadas: 0"):
        assert text in spanish


def test_dropping_a_preview(uploaded, client, database, fair_id):
    _, import_ = stored(database)
    client.post(f"/fairs/{fair_id}/imports/{import_.id}/discard")
    assert stored(database) == (0, None)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.csv", b"", "is empty"),
        ("list.csv", b"%PDF-1.7", "PDF file"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old XLS format"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_at_the_field(client, fair_id, database, name, data, sentence):
    page = client.post(
        f"/fairs/{fair_id}/imports/",
        {"files": [(io.BytesIO(data), name)]},
        content_type="multipart/form-data",
    )
    assert sentence in page.text
    assert "Error:" in page.text
    assert stored(database)[1] is None


def test_no_file_and_a_file_beyond_all_limits(client, fair_id, monkeypatch):
    monkeypatch.setattr(imports, "UPLOAD_BYTES", 100_000)
    assert "Choose a file first." in client.post(f"/fairs/{fair_id}/imports/", {"submit": "1"}).text
    large = io.BytesIO(b"Name\n" + b"x" * 200_000)
    client.post(
        f"/fairs/{fair_id}/imports/",
        {"files": [(large, "large.csv")]},
        content_type="multipart/form-data",
        status=413,
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_templates_download(client, fair_id, language):
    answer = client.get(f"/fairs/{fair_id}/imports/templates/fair-{language}.xlsx")
    workbook = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert len(workbook.sheetnames) == 4
    answer = client.get(f"/fairs/{fair_id}/imports/templates/booths-{language}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")


def test_unknown_templates_and_imports_are_not_found(client, fair_id):
    client.get(f"/fairs/{fair_id}/imports/templates/secret.xlsx", status=404)
    client.get(f"/fairs/{fair_id}/imports/999", status=404)


def test_helpers_may_not_import(database, client):
    with database.write() as session:
        fair = make_fair(session)
        fair_id, user_id = fair.id, make_team_member(session, fair, "helper").id
    client.sign_in_as("user", user_id)
    client.get(f"/fairs/{fair_id}/imports/", status=403)
