"""Pages that belong to no room: error pages, and lists cut into pages."""

import logging
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from jobfair.errors import JobFairError
from jobfair.web import edge
from jobfair.web.addresses import this_page
from jobfair.web.i18n import say

Row = TypeVar("Row")
PAGE_LENGTH = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list. `number` starts at 1."""

    rows: list[Row]
    number: int
    total: int
    length: int = PAGE_LENGTH

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.length))

    def address(self, number: int) -> str:
        """Address of another page of the same list."""
        return this_page(page=number)


def page_number() -> int:
    """The page asked for; 1 for anything that is no number from 1 on."""
    return max(1, request.args.get("page", 1, type=int))


def page_of(session: Session, statement: Select[Row], number: int) -> Page[Row]:
    """Run a statement for one page of its rows."""
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    last = max(1, -(-total // PAGE_LENGTH))
    number = min(number, last)
    rows = list(session.scalars(statement.limit(PAGE_LENGTH).offset((number - 1) * PAGE_LENGTH)))
    return Page(rows, number, total)


def init_app(app: Flask) -> None:
    """Show every failure as a page that says what to do next."""
    app.register_error_handler(JobFairError, _known)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(IntegrityError, _taken)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def _show(status: int, sentence: str) -> ResponseReturnValue:
    edge.roll_back()
    return render_template("errors/error.html", status=status, sentence=sentence), status


def _known(error: JobFairError) -> ResponseReturnValue:
    return _show(error.status, say(error))


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return _show(
        400, gettext("This page was open for too long. Go back, load it again and send it once more.")
    )


def _taken(_error: IntegrityError) -> ResponseReturnValue:
    return _show(409, gettext("Somebody else was faster, or this is still in use. Go back and look again."))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error
    sentences = {
        404: gettext("There is no such page."),
        405: gettext("This page cannot be used that way."),
        413: gettext("That is too large to send."),
    }
    status = error.code or 500
    return _show(status, sentences.get(status, gettext("This did not work. Go back and try again.")))


def _unknown(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error on %s", request.endpoint, exc_info=error)
    sentence = gettext("Something went wrong here. Nothing you sent was saved. Please try again.")
    try:
        return _show(500, sentence)
    except SQLAlchemyError:  # the header asks the database who is signed in
        return render_template("errors/bare.html", sentence=sentence), 500
