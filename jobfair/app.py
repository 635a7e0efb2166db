"""`create_app(settings)`: the only place that wires things together."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session

from jobfair import doorbell
from jobfair.accounts import queries as account_queries
from jobfair.accounts.actions import SIGN_IN_LASTS
from jobfair.accounts.forms import SignOutForm
from jobfair.accounts.models import User
from jobfair.accounts.views import blueprint as accounts
from jobfair.config import Settings
from jobfair.db import Database
from jobfair.fairs import queries as fair_queries
from jobfair.fairs.views.booths import blueprint as booths
from jobfair.fairs.views.employers import blueprint as fair_employers
from jobfair.fairs.views.employers_list import blueprint as employers_list
from jobfair.fairs.views.fair import blueprint as fairs
from jobfair.fairs.views.home import blueprint as home
from jobfair.fairs.views.imports import blueprint as imports
from jobfair.fairs.views.kiosk import blueprint as kiosk
from jobfair.fairs.views.me import blueprint as seekers
from jobfair.fairs.views.openings import blueprint as openings
from jobfair.fairs.views.people import blueprint as people
from jobfair.fairs.views.registration import blueprint as registration
from jobfair.fairs.views.slots import blueprint as slots
from jobfair.fairs.views.team import blueprint as team
from jobfair.interviews.views.desks import blueprint as desks
from jobfair.interviews.views.free_times import blueprint as free_times
from jobfair.interviews.views.impressions import blueprint as impressions
from jobfair.interviews.views.messages import blueprint as messages
from jobfair.interviews.views.mine import blueprint as my_schedule
from jobfair.interviews.views.schedules import blueprint as schedules
from jobfair.law.views import blueprint as law
from jobfair.reports.views import blueprint as exports
from jobfair.seekers.models import Seeker
from jobfair.suggestions.views.about import blueprint as about
from jobfair.suggestions.views.answering import blueprint as answering
from jobfair.suggestions.views.openings import blueprint as suggestions
from jobfair.suggestions.views.own_words import blueprint as own_words
from jobfair.suggestions.views.settings import blueprint as matching
from jobfair.suggestions.views.understanding import blueprint as understanding
from jobfair.vault import Vault
from jobfair.web import access, addresses, choices, compression, edge, headers, i18n, pages, styles, switching
from jobfair.web.access import Audience, Person

PAGE_BYTES = 256 * 1024
UPLOAD_BYTES = 30 * 1024 * 1024


class Directory:
    """Who people are and where they take part, told from the rooms' queries."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def person(self, session: Session, token: str) -> Person | None:
        """Who holds this session token."""
        row = account_queries.sign_in_by_token(session, token, self._clock())
        return Person(row.subject_kind, row.subject_id, token) if row else None

    def roles_at(self, session: Session, person: Person, fair_id: int) -> frozenset[Audience]:
        """In which roles a person takes part in a fair; an organizer may do all that a helper may."""
        if person.kind == "seeker":
            return frozenset({Audience.SEEKER} if fair_queries.attends(session, fair_id, person.id) else ())
        roles = set()
        team_role = fair_queries.team_role(session, fair_id, person.id)
        if team_role:
            roles.add(Audience.HELPER)
        if team_role == "organizer":
            roles.add(Audience.ORGANIZER)
        if fair_queries.represented_employer_ids(session, fair_id, person.id):
            roles.add(Audience.EMPLOYER)
        return frozenset(roles)

    def name(self, session: Session, person: Person) -> str:
        """What a person is called in the header: a user's name or address, a seeker's code."""
        if person.kind == "seeker":
            seeker = session.get(Seeker, person.id)
            return seeker.code if seeker else ""
        user = session.get(User, person.id)
        return (user.name or user.email) if user else ""

    def may_create_fairs(self, session: Session, person: Person) -> bool:
        """Whether a person may start a fair of their own."""
        user = session.get(User, person.id) if person.kind == "user" else None
        return user is not None and user.may_create_fairs


def open_database(settings: Settings) -> Database:
    """The database of an installation, with the vault, the doorbell and the folder that belong to it."""
    ring = doorbell.install(settings).ring
    return Database(settings.database_url, Vault(settings.data_key), ring, settings.instance_path)


def create_app(
    settings: Settings, *, clock: Callable[[], datetime] = edge.system_clock, database: Database | None = None
) -> Flask:
    """Build the web application.

    Parameters
    ----------
    settings : Settings
        Secrets and addresses.
    clock : callable
        Gives the present moment in UTC; tests give their own.
    database : Database or None
        An open database; by default one is opened from the settings.
    """
    app = Flask("jobfair", instance_path=str(settings.instance_path))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        BASE_URL=settings.base_url,
        SITE_NAME=settings.site_name,
        CARRIERS=settings.carriers,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SIGN_IN_LASTS,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
        MAX_CONTENT_LENGTH=PAGE_BYTES,
        MAX_FORM_MEMORY_SIZE=PAGE_BYTES,
        KIOSK_QUIET_SECONDS=120,
        KIOSK_WARNING_SECONDS=40,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the cookie: who comes back late is led to the door, not lost
    )
    addresses.init_app(app)
    compression.init_app(app)
    styles.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    CSRFProtect(app)
    edge.init_app(app, database or open_database(settings), clock)
    i18n.init_app(app)
    switching.init_app(app)
    headers.init_app(app)
    pages.init_app(app)
    _register_rooms(app)
    access.init_app(app, Directory(clock))
    app.jinja_env.globals.update(
        current_app=current_app,
        site_name=settings.site_name,
        sign_out_form=SignOutForm,
        may_create_fairs=access.may_create_fairs,
        my_name=access.my_name,
        roles=access.roles,
        choices=choices,
    )
    return app


def _register_rooms(app: Flask) -> None:
    for blueprint in (
        home,
        fairs,
        slots,
        booths,
        team,
        accounts,
        suggestions,
        matching,
        about,
        schedules,
        my_schedule,
        free_times,
        desks,
        impressions,
        messages,
        fair_employers,
        openings,
        employers_list,
        people,
        registration,
        own_words,
        understanding,
        seekers,
        imports,
        kiosk,
        exports,
        law,
        answering,
    ):
        app.register_blueprint(blueprint)
