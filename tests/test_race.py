"""Many hands on few seats: the unique walls hold on both databases, and without them people are doubled."""

import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from jobfair.accounts import actions
from jobfair.accounts.throttling import FREE_FAILURES
from jobfair.db import Database
from jobfair.fairs.models import Fair
from jobfair.interviews.models import Interview, Schedule
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_opening, make_seeker
from tests.processes import ROOT, environment

SEATS = 2
WALLS = ("uq_interview_seeker_slot", "uq_interview_booth_slot_seat", "uq_interview_seeker_employer")


@dataclass
class Hall:
    """One fair with few seats: ids of what a booking needs."""

    schedule_id: int
    slot_ids: list[int]
    #: booth, employer, opening
    booths: list[tuple[int, int, int]]
    seeker_ids: list[int]


@dataclass
class Tally:
    """What the clients saw."""

    booked: int = 0
    cancelled: int = 0
    refused: int = 0
    errors: list[Exception] = field(default_factory=list)


def make_hall(database: Database, seekers: int) -> Hall:
    with database.write() as session:
        fair: Fair = make_fair(session, slots=2, booths=2)
        booths = []
        for booth in fair.booths:
            employer = make_employer(session, fair, booth=booth)
            booths.append((booth.id, employer.id, make_opening(session, employer).id))
        schedule = Schedule(fair_id=fair.id, version=1, created_at=NOW)
        session.add(schedule)
        session.flush()
        people = [make_seeker(session, fair).id for _ in range(seekers)]
        return Hall(schedule.id, [slot.id for slot in fair.slots], booths, people)


def book(database: Database, hall: Hall, seeker_id: int, chance: random.Random) -> int | None:
    """Look for a free seat, then take it in a second transaction: only the walls keep others out."""
    (booth, employer, opening), slot = chance.choice(hall.booths), chance.choice(hall.slot_ids)
    taken = select(Interview.seat).where(
        Interview.booth_id == booth, Interview.slot_id == slot, Interview.status == "planned"
    )
    with database.read() as session:
        free = set(range(SEATS)) - set(session.scalars(taken))
    if not free:
        return None
    with database.write() as session:
        row = Interview(
            schedule_id=hall.schedule_id,
            seeker_id=seeker_id,
            employer_id=employer,
            opening_id=opening,
            booth_id=booth,
            slot_id=slot,
            seat=min(free),
            fit=0.5,
        )
        session.add(row)
        session.flush()
        return row.id


def cancel(database: Database, interview_id: int) -> None:
    with database.write() as session:
        session.get_one(Interview, interview_id).status = "cancelled"


def run_clients(database: Database, hall: Hall, clients: int, attempts: int) -> Tally:
    tally, lock, start = Tally(), threading.Lock(), threading.Barrier(clients)

    def client(number: int) -> None:
        chance = random.Random(number)
        start.wait()
        for _ in range(attempts):
            try:
                booked = book(database, hall, hall.seeker_ids[number % len(hall.seeker_ids)], chance)
                give_back = booked is not None and chance.random() < 0.5
                if booked is not None and give_back:
                    cancel(database, booked)
                with lock:
                    tally.booked += booked is not None
                    tally.cancelled += give_back
            except IntegrityError:
                with lock:
                    tally.refused += 1
            except Exception as error:  # noqa: BLE001 - counted, and none may be left
                with lock:
                    tally.errors.append(error)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def doubles(database: Database) -> int:
    """Groups of planned interviews of which there may be only one."""
    found = 0
    with database.read() as session:
        for columns in (
            (Interview.seeker_id, Interview.slot_id),
            (Interview.booth_id, Interview.slot_id, Interview.seat),
            (Interview.seeker_id, Interview.employer_id),
        ):
            groups = (
                select(func.count())
                .where(Interview.status == "planned")
                .group_by(Interview.schedule_id, *columns)
                .having(func.count() > 1)
            )
            found += len(session.scalars(groups).all())
    return found


def planned(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count(Interview.id)).where(Interview.status == "planned")) or 0


def race(database: Database, clients: int, attempts: int) -> Tally:
    # half as many people as clients: everybody has two devices at hand
    hall = make_hall(database, seekers=clients // 2)
    tally = run_clients(database, hall, clients, attempts)
    assert tally.errors == []
    assert planned(database) == tally.booked - tally.cancelled, "every answer was true"
    return tally


def test_forty_clients_on_eight_seats(database):
    tally = race(database, clients=40, attempts=12)
    assert doubles(database) == 0
    assert tally.booked > 0
    assert tally.refused > 0, "nobody met: the test shows nothing"
    assert planned(database) <= 8


def test_without_the_walls_seats_are_sold_twice(database):
    with database.write() as session:
        for wall in WALLS:
            session.execute(text(f"DROP INDEX {wall}"))
    race(database, clients=40, attempts=12)
    assert doubles(database) > 0, "the race above would not notice a missing wall"


@pytest.mark.long
def test_two_hundred_clients_make_a_hundred_thousand_attempts(database):
    race(database, clients=200, attempts=500)
    assert doubles(database) == 0


GUESS = """
import sys
from jobfair.accounts import actions
from jobfair.accounts.throttling import FREE_FAILURES
from jobfair.app import open_database
from jobfair.config import load_settings
from jobfair.errors import NotAllowed
from tests.conftest import NOW
database = open_database(load_settings())
print("ready", flush=True)
sys.stdin.readline()
looked_at = 0
for _ in range(8):
    try:
        with database.write() as session:
            assert actions.sign_in_user(session, "dana@example.org", "a wrong guess", NOW) is None
        looked_at += 1
    except NotAllowed:
        pass
print(looked_at)
"""


def test_two_processes_guessing_at_once_share_the_free_tries(database, settings):
    with database.write() as session:
        actions.create_user(
            session, email="dana@example.org", name="D", password="orange tractor river seven", now=NOW
        )
    there = replace(settings, database_url=database.engine.url.render_as_string(hide_password=False))
    guessers = [
        subprocess.Popen(
            [sys.executable, "-c", GUESS],
            cwd=ROOT,
            env=environment(there),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for guesser in guessers:
        assert guesser.stdout.readline() == "ready\n"
    for guesser in guessers:
        guesser.stdin.write("go\n")
        guesser.stdin.flush()
    looked_at = [int(guesser.communicate(timeout=60)[0]) for guesser in guessers]
    assert sum(looked_at) == FREE_FAILURES
