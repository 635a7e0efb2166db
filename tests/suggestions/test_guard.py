"""Who somebody is moves nothing: private columns are changed, and every score stays to the last bit."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import inspect

from jobfair.employers.models import Employer
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance
from jobfair.seekers.models import Seeker
from jobfair.suggestions import queries
from jobfair.suggestions.queries.records import SEEKER_COLUMNS
from tests.factories import make_employer, make_fair, make_opening, make_seeker

#: what a private column is changed to, by the kind of its values; lists are needs at the fair
OTHERWISE = {
    str: "es",
    bytes: b"sealed otherwise",
    datetime: datetime(1979, 3, 7, tzinfo=UTC),
    time: time(10, 40),
    int: 7,
    bool: True,
    uuid.UUID: uuid.UUID(int=7),
}

KEYS = {"id", "fair_id", "seeker_id", "employer_id", "import_id", "booth_id"}


@dataclass(frozen=True)
class World:
    """A fair of three people and three openings, in which every person has other words."""

    fair_id: int
    seekers: tuple[Seeker, ...]
    employers: tuple[Employer, ...]
    opening_ids: tuple[int, ...]


@pytest.fixture
def world(session):
    fair = make_fair(session)
    employers = tuple(make_employer(session, fair, name=name) for name in ("Ash", "Birch"))
    openings = (
        make_opening(session, employers[0], title="Line cook", shift_starts=time(7), shift_ends=time(15)),
        make_opening(session, employers[0], title="Forklift operator", zip_code="66044"),
        make_opening(session, employers[1], title="Janitor", languages=["en"]),
    )
    seekers = (
        make_seeker(session, fair, work=["ran the kitchen"], skills=["grill"]),
        make_seeker(session, fair, work=["montacargas"], skills=["pallets"], languages=["es", "en"]),
        make_seeker(session, fair, work=["conserje; cook"], skills=["mop"], shifts=["days"]),
    )
    session.flush()
    return World(fair.id, seekers, employers, tuple(opening.id for opening in openings))


def figures(session, world):
    """Everything that is ranked or said for anybody at the fair, in a form that compares to the last bit."""
    table = queries.fit_matrix(session, world.fair_id)
    lists = {}
    for seeker in world.seekers:
        found = queries.suggestions_for_seeker(session, world.fair_id, seeker.id)
        lists[seeker.id] = [(row.opening.id, row.fit.hex(), row.reason, row.asks) for row in found.fitting]
    for opening_id in world.opening_ids:
        found = queries.candidates_for_opening(session, world.fair_id, opening_id)
        lists[-opening_id] = [(row.seeker_id, row.fit.hex(), row.reason, row.asks) for row in found.rows]
    scores = table.by_opening.scores.tobytes()
    return scores, table.fit.tobytes(), table.opening_ids.tolist(), lists


def private_columns(table, known=()):
    """Names of the columns of a table that matching may not know, without keys."""
    names = [attribute.key for attribute in inspect(table).column_attrs]
    return [name for name in names if name not in KEYS and name not in known]


def changed(column, before):
    """Another value that the column may hold."""
    kind = getattr(column.type, "impl_instance", column.type).python_type
    value = ["wheelchair"] if isinstance(before, list) else OTHERWISE[kind]
    assert value != before, column
    return value


def check(session, world, row, names):
    """Change all these columns of a row, and look whether anything is otherwise."""
    before = figures(session, world)
    columns = inspect(type(row)).columns
    for name in names:
        setattr(row, name, changed(columns[name], getattr(row, name)))
    session.flush()
    session.expire_all()
    assert figures(session, world) == before


def test_nothing_private_of_a_person_moves_a_score_or_a_place(session, world):
    names = private_columns(Seeker, {column.key for column in SEEKER_COLUMNS})
    assert {"called_name", "locale", "second_factor_hash", "private_notes_sealed", "contact_sealed"} <= set(
        names
    )
    check(session, world, world.seekers[1], names)


def test_needs_and_hours_at_the_fair_move_nothing(session, world):
    attendance = session.query(SeekerAttendance).filter_by(seeker_id=world.seekers[0].id).one()
    names = private_columns(SeekerAttendance)
    assert {"needs", "arrives", "leaves"} <= set(names)
    check(session, world, attendance, names)


@pytest.mark.parametrize("table", [Employer, EmployerAttendance])
def test_what_an_employer_thinks_of_records_moves_nothing(session, world, table):
    row = world.employers[0]
    if table is EmployerAttendance:
        row = session.query(EmployerAttendance).filter_by(employer_id=row.id).one()
    check(session, world, row, private_columns(table))


def test_a_zip_code_moves_nothing_but_the_distance(session, world):
    seeker = world.seekers[1]
    before = figures(session, world)
    seeker.zip_code = "64108"
    session.flush()
    assert figures(session, world) == before, "nobody limited the distance"
    seeker.max_distance_miles = 10
    session.flush()
    after = figures(session, world)
    assert after[0] == before[0], "scores do not know the ZIP code"
    near = [row[:2] for row in after[3][seeker.id]]
    assert near == [row[:2] for row in before[3][seeker.id] if row[0] != world.opening_ids[1]]
    others = {key: rows for key, rows in before[3].items() if key not in (seeker.id, -world.opening_ids[1])}
    assert {key: [row[:2] for row in after[3][key]] for key in others} == {
        key: [row[:2] for row in rows] for key, rows in others.items()
    }


def test_a_persons_scores_do_not_depend_on_who_else_is_there(session, world):
    alone = queries.fair_fit(session, world.fair_id, world.seekers[2].id).scores
    together = queries.fair_fit(session, world.fair_id).scores
    assert (alone[0] == together[2]).all()
    fair = session.get_one(Fair, world.fair_id)
    make_seeker(session, fair, work=["grill; mop; conserje", "montacargas"])
    crowded = queries.fair_fit(session, world.fair_id).scores
    assert (crowded[:3] == together).all()
