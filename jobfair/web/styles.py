"""The one style sheet of all pages, and files that browsers may keep until they change.

Bootstrap's sheet has 232 kB; what pages use of it has a tenth of that. It is cut when the program starts, so
that there is no build step and no copy of Bootstrap here that could grow old.
"""

import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

#: classes of Bootstrap that templates may use; its rules for elements without a class are all kept
KEPT = frozenset(
    {"btn", "btn-danger", "btn-primary", "btn-secondary", "container", "form-check-input", "form-control"}
    | {"form-select", "lead", "table", "visually-hidden"}
)
#: ours, in the order in which they are read after Bootstrap
OWN = ("theme.css", "print.css")
ENDPOINT = "styles"
#: a file whose address holds its fingerprint never changes
FOR_GOOD = "public, max-age=31536000, immutable"

#: a rule with its braces, or a block of rules such as @media
RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
SELECTOR_END = re.compile(r",(?![^(]*\))")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")


def init_app(app: Flask) -> None:
    """Serve the style sheet, and put a fingerprint into its address and those of all other files."""
    app.add_url_rule("/styles.css", ENDPOINT, _serve)
    app.url_defaults(_add_fingerprint)
    app.after_request(_keep_for_good)


@cache
def sheet() -> str:
    """All styles: what is kept of Bootstrap, then ours."""
    bootstrap = (
        files("flask_bootstrap").joinpath("static/bootstrap5/css/bootstrap.min.css").read_text("utf-8")
    )
    here = Path(__file__).parent.parent / "static"
    own = "".join((here / name).read_text(encoding="utf-8") for name in OWN)
    return licence(bootstrap) + cut(bootstrap, KEPT) + COMMENT.sub("", own)


def licence(css: str) -> str:
    """The comment that has to go wherever a copy of these styles goes."""
    found = re.search(r"/\*!.*?\*/", css, re.DOTALL)
    return found.group() if found else ""


def cut(css: str, kept: frozenset[str]) -> str:
    """The rules whose selectors name kept classes only, or none; blocks such as @media with what is left.

    Parameters
    ----------
    css : str
        A style sheet with blocks at most two deep.
    kept : frozenset of str
        Names of classes.
    """
    plain = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", css, flags=re.DOTALL)
    return "".join(_cut_rule(head.strip(), body, kept) for head, body in RULE.findall(plain))


def _cut_rule(head: str, body: str, kept: frozenset[str]) -> str:
    if head.startswith("@media"):
        inner = cut(body, kept)
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@"):  # animations, of things that we do not use
        return ""
    selectors = [one for one in SELECTOR_END.split(head) if set(CLASS.findall(one)) <= kept]
    return f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _serve() -> Response:
    return Response(sheet(), mimetype="text/css")


def _add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == ENDPOINT:
        values["v"] = _fingerprint(None)
    elif endpoint == "static" and "filename" in values:
        values["v"] = _fingerprint(values["filename"])


@cache
def _fingerprint(name: str | None) -> str | None:
    """A few letters that change with a file; of the style sheet where no name is given."""
    path = Path(__file__).parent.parent / "static" / (name or "")
    content = path.read_bytes() if path.is_file() else sheet().encode()
    return hashlib.sha256(content).hexdigest()[:10]


def _keep_for_good(response: Response) -> Response:
    if request.endpoint in {ENDPOINT, "static"} and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = FOR_GOOD
    return response
