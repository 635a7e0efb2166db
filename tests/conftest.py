"""Fixtures: every test that asks for `database` runs on SQLite and on a real PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from jobfair.app import create_app
from jobfair.config import Settings
from jobfair.db import Database
from tests import databases
from tests.client import CheckedClient
from tests.databases import DATA_KEY, fresh_database, migrated, postgresql_database
from tests.languages import compile_all
from tests.world import World, store_world

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


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """Pages in Spanish need the compiled catalogue."""
    compile_all()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a PostgreSQL server for this run."""
    with databases.postgresql_server() as address:
        yield address


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[tuple[str, str]]:
    """Server address and name of a migrated, empty template database."""
    with postgresql_database(postgresql_server) as address:
        migrated(address)
        yield postgresql_server, str(make_url(address).database)


@pytest.fixture(scope="session")
def world_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """An SQLite file with the whole world, to copy from."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite3"
    return path, store_world(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh migrated database of each kind."""
    with fresh_database(request, request.param, tmp_path) as database:
        yield database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session; what a test adds is seen by it alone until it commits."""
    with database.write_session() as session:
        yield session


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(instance_path=tmp_path, secret_key="x" * 32, data_key=DATA_KEY)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once a run, not once an app."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    settings: Settings, database: Database, clock: Clock, compiled_templates: FileSystemBytecodeCache
) -> Flask:
    app = create_app(settings, clock=clock, database=database)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.jinja_env.bytecode_cache = compiled_templates
    return app


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """A browser-like client that checks every page it gets."""
    return CheckedClient(app)


@pytest.fixture
def new_client(app: Flask) -> Callable[[], CheckedClient]:
    """Makes further clients, each with cookies of its own."""
    return lambda: CheckedClient(app)
