"""Bringing the database's tables to the form this version of the program needs, all or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Connection, Engine

FOLDER = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply every missing migration in one transaction."""
    with engine.begin() as connection:
        command.upgrade(make_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take migrations back to a revision ("base" for none)."""
    with engine.begin() as connection:
        command.downgrade(make_config(connection), revision)


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def make_config(connection: Connection) -> Config:
    """Alembic's configuration for one connection."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
