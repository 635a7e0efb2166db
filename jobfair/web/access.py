"""Who may do what: every route declares its audience, and nothing else is let in.

A route without a declared audience stops the app from starting. Somebody else's fair looks like a missing
one (404); a fair one belongs to, in another role, is refused (403).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar, cast

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy.orm import Session

from jobfair.errors import N_, NotAllowed, NotFound
from jobfair.web import edge, unsent

View = TypeVar("View", bound=Callable[..., Any])

OPEN_ENDPOINTS = {"static", "styles"}


class Audience(StrEnum):
    """Whom a route is for.

    Where the address names a `fair_id`, only roles at that fair count: seeker, employer, helper, organizer.
    """

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    USER = "user"
    FAIR_CREATOR = "fair creator"
    SEEKER = "seeker"
    EMPLOYER = "employer"
    HELPER = "helper"
    ORGANIZER = "organizer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in: a user or a seeker, by id, with the token of this sign-in."""

    kind: str
    id: int
    token: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The server-side session token: Flask-Login's name for what goes into the cookie."""
        return self.token


class Directory(Protocol):
    """What access needs to know of people; `app.py` gives one made of the rooms' queries."""

    def person(self, session: Session, token: str) -> Person | None:
        """Who holds this session token."""

    def roles_at(self, session: Session, person: Person, fair_id: int) -> frozenset[Audience]:
        """In which roles a person takes part in a fair; empty for a stranger or a missing fair."""

    def name(self, session: Session, person: Person) -> str:
        """What a person is called in the header; empty for somebody who is gone."""

    def may_create_fairs(self, session: Session, person: Person) -> bool:
        """Whether a person may start a fair of their own."""


def audience(*who: Audience) -> Callable[[View], View]:
    """Declare whom a view is for, any of them; goes directly below the route."""

    def mark(view: View) -> View:
        view.audience = frozenset(who)  # type: ignore[attr-defined]
        return view

    return mark


def audience_of(app: Flask, endpoint: str) -> frozenset[Audience]:
    """The declared audience of an endpoint; empty when it has none."""
    if endpoint in OPEN_ENDPOINTS:
        return frozenset({Audience.EVERYONE})
    return getattr(app.view_functions[endpoint], "audience", frozenset())


def init_app(app: Flask, directory: Directory) -> None:
    """Check every request against its route's audience; call after all routes are there."""
    for rule in app.url_map.iter_rules():
        if not audience_of(app, rule.endpoint):
            raise RuntimeError(f"route {rule.rule} ({rule.endpoint}) declares no audience")
    app.extensions["jobfair.directory"] = directory
    manager = LoginManager()
    manager.session_protection = (
        None  # tokens live on the server; phones change their address (docs/adr/0004)
    )
    manager.init_app(app)
    manager.user_loader(lambda token: directory.person(edge.session(), token))
    app.before_request(_check)


def me() -> Person:
    """The person who is signed in; only where the audience is not everyone."""
    person = cast(Person, current_user._get_current_object())
    if not person.is_authenticated:
        raise NotAllowed(N_("Please sign in."))
    return person


def actor() -> tuple[str, int]:
    """Who acts, for the audit: kind and id of the person who is signed in."""
    person = me()
    return person.kind, person.id


def roles() -> frozenset[Audience]:
    """The roles of the person at the fair in the address; empty elsewhere."""
    return cast("frozenset[Audience]", g.get("roles", frozenset()))


def my_name() -> str:
    """What the person who is signed in is called in the header."""
    directory = cast(Directory, current_app.extensions["jobfair.directory"])
    return directory.name(edge.session(), me())


def may_create_fairs() -> bool:
    """Whether the person who is signed in may start a fair of their own."""
    if not current_user.is_authenticated:
        return False
    directory = cast(Directory, current_app.extensions["jobfair.directory"])
    return directory.may_create_fairs(edge.session(), me())


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    who = audience_of(current_app, request.endpoint)
    if Audience.EVERYONE in who:
        return None
    if not current_user.is_authenticated:
        return _sign_in_first(who)
    fair_id = (request.view_args or {}).get("fair_id")
    allowed = _roles_here(me()) if fair_id is None else _roles_at_fair(me(), fair_id)
    if not allowed & who:
        raise NotAllowed(N_("You may not do this."))
    return None


def _sign_in_first(who: frozenset[Audience]) -> ResponseReturnValue:
    """To the door of those a page is for; what a seeker sent is kept for when they are back."""
    if who == {Audience.SEEKER}:
        if request.method == "POST":
            unsent.keep()
        opens = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
        return redirect(url_for("seekers.come_back", next=request.full_path.rstrip("?") if opens else None))
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=target))


def _roles_at_fair(person: Person, fair_id: int) -> frozenset[Audience]:
    directory = cast(Directory, current_app.extensions["jobfair.directory"])
    g.roles = directory.roles_at(edge.session(), person, fair_id)
    if not g.roles and person.kind == "seeker":
        raise NotFound(N_("There is no such page, or you take no part in this fair now."))
    if not g.roles:
        raise NotFound(N_("There is no such page."))
    return cast("frozenset[Audience]", g.roles)


def _roles_here(person: Person) -> frozenset[Audience]:
    kind = Audience.SEEKER if person.kind == "seeker" else Audience.USER
    creator = {Audience.FAIR_CREATOR} if may_create_fairs() else set()
    return frozenset({Audience.SIGNED_IN, kind, *creator})
