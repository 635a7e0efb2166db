"""The database: base class, naming convention, UTC times, engine settings, read and write sessions.

The SQLite settings are the measured ones: WAL, full sync, and `BEGIN IMMEDIATE` for writers, so that two
writers queue instead of failing half-way; `BEGIN DEFERRED` for readers. See docs/adr/0003.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from jobfair.errors import N_, Conflict
from jobfair.vault import Vault

THREADS = 6
BUSY_TIMEOUT_MILLISECONDS = 15_000
#: how long emptying the log waits for readers; others cannot write in that time
EMPTYING_TIMEOUT_MILLISECONDS = 500

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """The type as the database has it."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into what is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: times in the database are in UTC")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Turn what is stored into an aware datetime in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        datetime: UTCDateTime,
        str: String,
        list[str]: JSON,
        dict[str, Any]: JSON,
    }


def _silent_doorbell(_job_id: int) -> None:
    """Nobody to wake: the worker's sweeper finds the job by itself."""


class Database:
    """One engine with two kinds of session, each carrying the vault and the doorbell of this installation.

    Parameters
    ----------
    url : str
        `sqlite:///…` or `postgresql+psycopg://…`.
    vault : Vault
        Opens and seals personal data.
    doorbell : callable
        Takes a job id and wakes the worker; called after the commit that stored the job.
    instance_path : Path or None
        Folder of this installation, for what it keeps beside the database; None where there is none.
    """

    def __init__(
        self,
        url: str,
        vault: Vault,
        doorbell: Callable[[int], None] = _silent_doorbell,
        instance_path: Path | None = None,
    ) -> None:
        self.engine = make_engine(url)
        info = {"vault": vault, "doorbell": doorbell, "instance_path": instance_path}
        self._write = sessionmaker(self.engine.execution_options(jobfair_write=True), info=info)
        self._read = sessionmaker(self.engine.execution_options(jobfair_write=False), info=info)
        event.listen(self._write, "after_commit", _run_after_commit)
        event.listen(self._write, "after_rollback", _forget_after_commit)

    def read_session(self) -> Session:
        """A session that only reads; roll it back or close it."""
        return self._read()

    def write_session(self) -> Session:
        """A session that takes the write lock at its first statement (SQLite)."""
        return self._write()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Read, then let go."""
        with self.read_session() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Commit once at the end, or roll everything back. The edge of the command line and of jobs."""
        with self.write_session() as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def vault_of(session: Session) -> Vault:
    """The vault that belongs to this session's database."""
    return cast(Vault, session.info["vault"])


def instance_of(session: Session) -> Path | None:
    """The folder of this session's installation; None where there is none."""
    return cast("Path | None", session.info["instance_path"])


def lock_row(session: Session, row: Base) -> None:
    """Lock a row that was read before, and read it anew.

    Raises
    ------
    Conflict
        Somebody else removed it meanwhile.
    """
    try:
        session.refresh(row, with_for_update=True)
    except InvalidRequestError as error:
        raise Conflict(N_("Somebody else removed this meanwhile. Go back and look again.")) from error


def leave_no_copy(session: Session) -> None:
    """Once this session has committed, empty SQLite's log, which still holds what was there before.

    While somebody reads for long it is emptied later: once it is full, or when the site stops.
    """
    engine = session.get_bind().engine
    if engine.dialect.name == "sqlite":
        after_commit(session, lambda: _empty_log(engine))


def _empty_log(engine: Engine) -> None:
    connection = engine.raw_connection()
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout={EMPTYING_TIMEOUT_MILLISECONDS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MILLISECONDS}")
        connection.close()


def after_commit(session: Session, call: Callable[[], None]) -> None:
    """Do something once this session has committed, and not at all if it rolls back."""
    session.info.setdefault("after_commit", []).append(call)


def _run_after_commit(session: Session) -> None:
    if session.in_nested_transaction():  # only a savepoint was released
        return
    for call in session.info.pop("after_commit", []):
        call()


def _forget_after_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop("after_commit", None)


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the measured settings."""
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_size=THREADS,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,  # they are personal data, and errors go into the log
        )
    engine = create_engine(url, pool_size=THREADS + 2, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", _sqlite_on_connect)
    event.listen(engine, "begin", _sqlite_on_begin)
    return engine


def _sqlite_on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MILLISECONDS}",
        "wal_autocheckpoint=1000",
        "journal_size_limit=0",  # a log that begins anew keeps nothing of the one before
        "secure_delete=ON",  # what is deleted is overwritten, not left in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("jobfair_write", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN DEFERRED")
