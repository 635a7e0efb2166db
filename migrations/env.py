"""How Alembic runs here: on a connection that is handed over, in one transaction on both databases."""

from alembic import context

from jobfair import tasks  # noqa: F401 - its table
from jobfair.accounts import models as _accounts  # noqa: F401
from jobfair.db import Base, UTCDateTime
from jobfair.interviews import models as _interviews  # noqa: F401
from jobfair.outbox import Message  # noqa: F401
from jobfair.suggestions import models as _suggestions  # noqa: F401


def render_item(kind, item, autogen_context):
    """Write our time type by its name."""
    if kind == "type" and isinstance(item, UTCDateTime):
        autogen_context.imports.add("import jobfair.db")
        return "jobfair.db.UTCDateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    transactional_ddl=True,
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
