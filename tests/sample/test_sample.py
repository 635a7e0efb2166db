"""The sample fair: it loads once, is planned without a violation, and only it gives out sign-in links."""

import json

import pytest
from click.testing import CliRunner

from jobfair import sample
from jobfair.accounts import actions
from jobfair.cli import main
from jobfair.errors import NotAllowed, NotFound
from jobfair.fairs.models import Booth, SpreadsheetImport
from jobfair.interviews.models import DeskVisit, Schedule
from jobfair.seekers.models import Consent, Seeker
from tests.conftest import NOW
from tests.factories import make_fair


def test_loads_every_row_plans_and_publishes_once(database):
    steps = []
    fair_id = sample.load(database, NOW, lambda _step, share: steps.append(share))
    assert steps == sorted(steps)
    with database.write() as session:
        fair = sample.sample_fair(session)
        assert (fair.id, fair.date.weekday()) == (fair_id, 5)
        imported = session.query(SpreadsheetImport).one()
        assert imported.report["rejected"] == []
        assert imported.report["rows_read"] == imported.report["accepted"] == 246
        schedule = session.query(Schedule).one()
        assert (schedule.state, schedule.report["violations"]) == ("published", 0)
        assert schedule.report["counts"][0] >= 145, "nearly everybody has an interview"
        to_ask = session.query(Seeker).filter(Seeker.consent_at.is_(None)).count()
        assert to_ask == sample.STILL_TO_BE_ASKED
        assert session.query(Consent).filter_by(how="paper").count() == session.query(Seeker).count() - to_ask
        assert session.query(Booth).filter(Booth.desk_about != "").count() == len(sample.DESKS)
        assert session.query(DeskVisit).count() >= sample.PEOPLE_WHO_VISIT
        addresses = sample.links(session, fair, "http://fair", NOW)
        assert set(addresses) == {"seeker", "employer", "organizer"}
        for address in addresses.values():
            assert actions.use_sign_in_link(session, address.rsplit("/", 1)[1], NOW)
        with pytest.raises(NotFound):
            actions.use_sign_in_link(session, addresses["seeker"].rsplit("/", 1)[1], NOW)
    assert sample.load(database, NOW) is None, "a second run keeps the data"


def test_gives_no_links_to_a_real_fair(session):
    fair = make_fair(session)
    with pytest.raises(NotAllowed):
        sample.sample_fair(session, fair.id)
    with pytest.raises(NotFound):
        sample.sample_fair(session)
    fair.is_sample = True
    with pytest.raises(NotFound, match=r"lost its users|no published schedule"):
        sample.links(session, fair, "http://fair", NOW)


def test_on_the_command_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(main, ["setup"]).exit_code == 0
    refused = run(main, ["sample", "links"])
    assert (refused.exit_code, "no sample fair" in refused.output) == (1, True)
    assert "ready and published" in run(main, ["sample", "load"]).output
    assert "kept" in run(main, ["sample", "load"]).output
    links = json.loads(run(main, ["sample", "links", "--json"]).output)
    assert links["organizer"].startswith("http://127.0.0.1:5000/link/")
    assert run(main, ["sample", "links"]).output.count("/link/") == 3
    assert run(main, ["sample", "links", "--fair", "99"]).exit_code == 1
