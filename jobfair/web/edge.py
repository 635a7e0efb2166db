"""The edge of a request: one session, one commit after the view, and the clock.

GET and HEAD get a reading session; every other method a writing one, unless the view reads for long before
it writes (`reads_first`). An action only flushes; what the view did is committed once, in the hook below,
unless something was raised.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from jobfair.db import Database

View = TypeVar("View", bound=Callable[..., Any])

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def system_clock() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def init_app(app: Flask, database: Database, clock: Callable[[], datetime]) -> None:
    """Hang the database and the clock on the app, and the commit behind every view."""
    app.extensions["jobfair.database"] = database
    app.extensions["jobfair.clock"] = clock
    app.after_request(_commit)
    app.teardown_request(_close)


def reads_first(view: View) -> View:
    """Mark a view that reads for seconds and then asks for a `writing_session`; goes below the audience.

    On SQLite whoever holds a writing session keeps all others from writing.
    """
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def session() -> Session:
    """The session of this request."""
    if "session" not in g:
        view = current_app.view_functions.get(request.endpoint or "")
        only_reads = request.method in SAFE_METHODS or hasattr(view, "reads_first")
        make = database().read_session if only_reads else database().write_session
        g.session = make()
    return cast(Session, g.session)


def writing_session() -> Session:
    """A writing session in place of the reading one: for single-use links (docs/adr/0006), `reads_first`."""
    if "session" in g:
        g.session.close()
    g.session = database().write_session()
    return cast(Session, g.session)


def database() -> Database:
    """The database of this app."""
    return cast(Database, current_app.extensions["jobfair.database"])


def now() -> datetime:
    """The present moment in UTC, from the app's clock."""
    return cast(datetime, current_app.extensions["jobfair.clock"]())


def roll_back() -> None:
    """Undo what this request did so far; for error pages."""
    if "session" in g:
        g.session.rollback()


def _commit(response: Response) -> Response:
    if "session" in g:
        g.session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    open_session: Session | None = g.pop("session", None)
    if open_session is not None:
        open_session.close()
