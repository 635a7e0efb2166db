"""An answer sent after the sign-in had ended: kept in the browser's own cookie until the person is back.

It is given back on the page it was meant for, to the person it came from, and to nobody else.
"""

from flask import request, session
from werkzeug.datastructures import MultiDict

KEY, OWNER = "unsent", "unsent-owner"
#: characters; a cookie holds about 4,000 bytes, and more than our own things are in it
LONGEST = 1500
LEFT_OUT = {"csrf_token", "submit", "pin", "month", "day"}


def belongs_to(person_id: int) -> None:
    """Note who uses this browser from now on."""
    session[OWNER] = person_id


def keep() -> None:
    """Keep what this request sent, if it is short."""
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in LEFT_OUT]
    if OWNER in session and sum(len(text) for _, text in fields) <= LONGEST:
        session[KEY] = [session[OWNER], request.path, fields]


def take(person_id: int) -> MultiDict[str, str] | None:
    """What this person sent to this page before, once; None where there is nothing."""
    if session.get(KEY, [])[:2] != [person_id, request.path]:
        return None
    return MultiDict((name, text) for name, text in session.pop(KEY)[2])
