"""Addresses: numbers that a database can hold, and this page with another question mark."""

from urllib.parse import urlencode

from flask import Flask, request, url_for
from werkzeug.routing import IntegerConverter, Map

#: what fits into an INTEGER of PostgreSQL; a larger id is nobody's
LARGEST_ID = 2**31 - 1


class IdConverter(IntegerConverter):
    """`<int:…>` in an address: a number beyond every id is an address that is not there (404)."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - the name that werkzeug gives it
        super().__init__(map, max=LARGEST_ID)


def init_app(app: Flask) -> None:
    """Read ids in addresses with our own bounds; call before any route is there."""
    app.url_map.converters["int"] = IdConverter


def this_page(**changes: object) -> str:
    """The address of this page with some values after the question mark changed; "/" where there is none.

    What stands after the question mark is anybody's: it is written back as text, never as an argument of
    `url_for`, where names such as `endpoint`, `_scheme` and `_external` have a meaning.
    """
    path = url_for(request.endpoint, **(request.view_args or {})) if request.endpoint else "/"
    given = request.args.to_dict() if request.endpoint else {}
    return f"{path}?{urlencode({**given, **changes})}"
