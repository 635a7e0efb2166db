"""A shared device at the fair: big keys, short sign-ins, a warning, then everything wiped.

An organizer turns a device into a kiosk, which signs the organizer out there. The device keeps a signed
cookie that gives no rights: it only makes every sign-in there end soon after the last key was pressed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from flask_login import current_user, logout_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from jobfair.accounts import actions as account_actions
from jobfair.accounts import audit
from jobfair.accounts.views import client, safe_next
from jobfair.errors import N_, JobFairError, NotFound
from jobfair.fairs.actions.people import check_in_by_code
from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.fairs.queries import attends, fair_by_id, today_at
from jobfair.fairs.queries.standing import has_published_schedule
from jobfair.seekers import actions, queries
from jobfair.seekers.views import keep_signed_in
from jobfair.web import access, clients, edge
from jobfair.web.access import Audience, audience
from jobfair.web.i18n import LANGUAGES, language, long_date, say, use_language
from jobfair.web.switching import is_switching

blueprint = Blueprint("kiosk", __name__, url_prefix="/fairs/<int:fair_id>/kiosk")

COOKIE = "kiosk"
#: a kiosk ends by itself after the day
LASTS = timedelta(hours=18)
#: beyond the warning, so that a press in its last second still counts
GRACE = timedelta(seconds=5)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "1234567890"
LONGEST_TYPED = 40
BACK_KEY = "back"


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The kiosk that a page is shown on."""

    fair_id: int
    #: seconds without a press before the warning
    quiet: int
    #: seconds the warning stays
    warning: int
    #: whether this page waits for somebody: the first screen and the warning do not
    watches: bool

    @property
    def warning_address(self) -> str:
        """The page that asks whether somebody is still there, and leads back here."""
        return url_for("kiosk.still_there", fair_id=self.fair_id, next=_here())

    @property
    def stay_address(self) -> str:
        """Where to say that one is still there."""
        return url_for("kiosk.stay", fair_id=self.fair_id, next=_here())


class Invitation(NamedTuple):
    """What the first screen says in one language."""

    language: str
    welcome: str
    has_code: str
    is_new: str
    check_in: str
    #: on an earlier day
    later: str
    #: on a later day
    over: str


@blueprint.app_template_global("kiosk")
def this_kiosk() -> Kiosk | None:
    """The kiosk this request comes from; None on every other device."""
    try:
        fair_id = int(_signer().loads(request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds())))
    except BadSignature:
        return None
    config = current_app.config
    watches = request.endpoint not in {"kiosk.attract", "kiosk.still_there"}
    return Kiosk(fair_id, config["KIOSK_QUIET_SECONDS"], config["KIOSK_WARNING_SECONDS"], watches)


@blueprint.before_app_request
def _to_the_first_screen() -> ResponseReturnValue | None:
    """On a kiosk nobody is asked for an e-mail: a page that needs a sign-in leads to the first screen."""
    kiosk = this_kiosk()
    if kiosk is None or request.endpoint is None or current_user.is_authenticated:
        return None
    if Audience.EVERYONE in access.audience_of(current_app, request.endpoint):
        return None
    return redirect(url_for("kiosk.attract", fair_id=kiosk.fair_id))


@blueprint.after_app_request
def _leave_nothing(response: Response) -> Response:
    """Keep nothing in the browser, hand out no files, and let the sign-in end soon."""
    kiosk = this_kiosk()
    if kiosk is None or request.endpoint in access.OPEN_ENDPOINTS:
        return response
    if "attachment" in response.headers.get("Content-Disposition", ""):
        sentence = gettext(
            "Files cannot be saved on a shared screen. Use your own phone, or ask the help desk."
        )
        response = make_response(render_template("errors/error.html", status=403, sentence=sentence), 403)
    response.headers["Cache-Control"] = "no-store"
    response.delete_cookie(clients.COOKIE)
    if kiosk.watches and current_user.is_authenticated:
        _end_soon(kiosk)
    return response


@blueprint.route("/start", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def start(fair_id: int) -> ResponseReturnValue:
    """Turn this device into a kiosk of the fair; the organizer is signed out on it."""
    session, fair = edge.session(), fair_by_id(edge.session(), fair_id)
    if request.method == "GET":
        return render_template("kiosk/start.html", fair=fair)
    audit.record(session, "kiosk.start", now=edge.now(), actor=access.actor(), fair_id=fair_id)
    account_actions.sign_out(session, access.me().token)
    _forget_everybody()
    answer = make_response(redirect(url_for("kiosk.attract", fair_id=fair_id)))
    answer.set_cookie(
        COOKIE,
        _signer().dumps(fair_id),
        max_age=LASTS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer


@blueprint.post("/stop")
@audience(Audience.ORGANIZER)
def stop(fair_id: int) -> ResponseReturnValue:
    """Make this device an ordinary one again."""
    audit.record(edge.session(), "kiosk.stop", now=edge.now(), actor=access.actor(), fair_id=fair_id)
    answer = make_response(redirect(url_for("fairs.show", fair_id=fair_id)))
    answer.delete_cookie(COOKIE)
    return answer


@blueprint.get("")
@audience(Audience.EVERYONE)
def attract(fair_id: int) -> ResponseReturnValue:
    """The first screen, in two languages; whoever comes here leaves nothing of the one before.

    Writes nothing: a sign-in that was not ended by its own button is over by itself.
    """
    fair = _fair_of_kiosk(fair_id)
    _forget_everybody()
    invitations = [_invitation(code, fair) for code in LANGUAGES]
    today = today_at(fair, edge.now())
    page = render_template("kiosk/attract.html", fair=fair, invitations=invitations, today=today)
    answer = make_response(page)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.route("/code", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def code(fair_id: int) -> ResponseReturnValue:
    """Come back with big keys: first the code, then the PIN or birthday. Every key works without scripts."""
    fair, sentence = _fair_of_kiosk(fair_id), ""
    typed, secret = request.form.get("code", "")[:LONGEST_TYPED], request.form.get("secret")
    key = request.form.get("key")
    if request.method == "POST" and key is None and not is_switching():
        if secret:
            answer, sentence = _open(fair_id, typed, secret)
            if answer is not None:
                return answer
            secret = None
        elif typed.strip():
            secret = ""
        else:
            sentence = gettext("Type your code.")
    elif key is not None and secret is None:
        typed = _pressed(typed, key, LETTERS + DIGITS)
    elif key is not None:
        secret = _pressed(secret or "", key, DIGITS)
    return _keys_page(fair, typed, sentence, secret)


@blueprint.route("/check-in", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def check_in(fair_id: int) -> ResponseReturnValue:
    """Say that one is here: the code alone, with the same keys. Opens nothing and tells no name."""
    fair, sentence, now = _fair_of_kiosk(fair_id), "", edge.now()
    if fair.date != today_at(fair, now):
        return redirect(url_for("kiosk.attract", fair_id=fair_id))
    typed, key = request.form.get("code", "")[:LONGEST_TYPED], request.form.get("key")
    if key is not None:
        typed = _pressed(typed, key, LETTERS + DIGITS)
    elif request.method == "POST" and not is_switching():
        here, sentence = (
            _checked_in(fair_id, typed, now) if typed.strip() else (None, gettext("Type your code."))
        )
        if here is not None:
            return render_template("kiosk/checked_in.html", fair=fair, here=here, now=now)
    return _keys_page(fair, typed, sentence, checks_in=True)


@blueprint.post("/finish")
@audience(Audience.EVERYONE)
def finish(fair_id: int) -> ResponseReturnValue:
    """End the sign-in on the server, and show the first screen."""
    _fair_of_kiosk(fair_id)
    if current_user.is_authenticated:
        account_actions.sign_out(edge.session(), access.me().token)
    _forget_everybody()
    return redirect(url_for("kiosk.attract", fair_id=fair_id))


@blueprint.get("/still-there")
@audience(Audience.EVERYONE)
def still_there(fair_id: int) -> ResponseReturnValue:
    """Ask whether somebody is still there; without an answer the first screen follows."""
    return render_template("kiosk/still_there.html", fair=_fair_of_kiosk(fair_id), next=safe_next())


@blueprint.post("/stay")
@audience(Audience.EVERYONE)
def stay(fair_id: int) -> ResponseReturnValue:
    """More time, as often as it is asked for: back to the page one was on."""
    _fair_of_kiosk(fair_id)
    return redirect(safe_next() or url_for("kiosk.attract", fair_id=fair_id))


def _open(fair_id: int, typed: str, secret: str) -> tuple[ResponseReturnValue | None, str]:
    """The person's own page; or None and a sentence that never says which part was wrong."""
    session = edge.session()
    seeker = queries.seeker_of_code_typed(session, typed)
    kind = (seeker.second_factor_kind if seeker else None) or "pin"
    try:
        who = client(queries.sign_in_account(typed))
        token = actions.sign_in_seeker(session, typed, kind, secret, edge.now(), who)
    except JobFairError as error:
        return None, say(error)
    if not token or seeker is None:
        return None, _did_not_work()
    chosen = language()
    keep_signed_in(seeker, token)
    use_language(chosen)  # the door that was just pressed, not what was said when signing up
    planned = attends(session, fair_id, seeker.id) and has_published_schedule(session, fair_id)
    page = url_for("my_schedule.show", fair_id=fair_id) if planned else url_for("seekers.home")
    return redirect(page), ""


def _checked_in(fair_id: int, typed: str, now: datetime) -> tuple[SeekerAttendance | None, str]:
    """Who is here now; or None and a sentence that tells nothing of the code."""
    who = client(queries.sign_in_account(typed))
    try:
        here = check_in_by_code(edge.session(), fair_id, typed, now=now, client=who)
    except JobFairError as error:
        return None, say(error)
    return here, "" if here else _did_not_work()


def _did_not_work() -> str:
    return str(gettext("This did not work. Look at your code again, or ask the help desk."))


def _keys_page(
    fair: Fair, typed: str, sentence: str, secret: str | None = None, *, checks_in: bool = False
) -> str:
    """The big keys: for a code, or for the secret when there is one; its form comes back to this address."""
    rows = [DIGITS] if secret is not None else [DIGITS, LETTERS[:9], LETTERS[9:18], LETTERS[18:]]
    return str(
        render_template(
            "kiosk/code.html",
            fair=fair,
            typed=typed,
            secret=secret,
            rows=rows,
            sentence=sentence,
            checks_in=checks_in,
        )
    )


def _pressed(typed: str, key: str, known: str) -> str:
    """What is typed after one more key; a key that is not there changes nothing."""
    if key == BACK_KEY:
        return typed[:-1]
    return (typed + key)[:LONGEST_TYPED] if len(key) == 1 and key in known else typed


def _end_soon(kiosk: Kiosk) -> None:
    """Let the sign-in end after the warning, from now on; all that looking at a page writes."""
    ends = edge.now() + timedelta(seconds=kiosk.quiet + kiosk.warning) + GRACE
    if request.method in edge.SAFE_METHODS:
        with edge.database().write() as session:
            account_actions.end_sign_in_at(session, access.me().token, ends)
    else:
        account_actions.end_sign_in_at(edge.session(), access.me().token, ends)


def _fair_of_kiosk(fair_id: int) -> Fair:
    """The fair, if this device is a kiosk of it; elsewhere these pages are not there."""
    kiosk = this_kiosk()
    if kiosk is None or kiosk.fair_id != fair_id:
        raise NotFound(N_("There is no such page."))
    return fair_by_id(edge.session(), fair_id)


def _forget_everybody() -> None:
    """Leave nothing of anybody in this browser's cookie."""
    logout_user()
    cookie.clear()


def _invitation(code: str, fair: Fair) -> Invitation:
    with force_locale(code):
        return Invitation(
            language=code,
            welcome=gettext("Welcome to %(fair)s", fair=fair.name),
            has_code=gettext("I have a code"),
            is_new=gettext("I am new here"),
            check_in=gettext("I am here: check in"),
            later=gettext(
                "On the day of the fair you can check in here: %(date)s.", date=long_date(fair.date)
            ),
            over=gettext("This fair is over."),
        )


def _here() -> str:
    return request.full_path.rstrip("?")


def _signer() -> URLSafeTimedSerializer:
    secret: Any = current_app.config["SECRET_KEY"]
    return URLSafeTimedSerializer(secret, salt="kiosk")
