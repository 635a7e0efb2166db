"""Pages of accounts: sign in, sign out, set a password, use a sign-in link."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from flask_login import login_user, logout_user

from jobfair.accounts import actions, queries
from jobfair.accounts.forms import ForgotForm, PasswordForm, SignInForm
from jobfair.accounts.throttling import Client
from jobfair.errors import JobFairError
from jobfair.web import access, clients, edge
from jobfair.web.access import Audience, Person, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import say, use_language

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Sign in with e-mail and password."""
    form = SignInForm()
    if form.validate_on_submit():
        account = queries.sign_in_account(form.email.data)
        try:
            token = actions.sign_in_user(
                edge.session(), form.email.data, form.password.data, edge.now(), client(account)
            )
        except JobFairError as error:
            form.attach(error)
        else:
            if token:
                user = queries.user_by_email(edge.session(), form.email.data)
                assert user is not None  # noqa: S101 - a token is only given to a user
                use_language(user.locale)
                clients.remember_device(account)
                login_user(Person("user", user.id, token))
                return redirect(safe_next() or url_for("home.index"))
            form.form_errors.append(gettext("E-mail and password do not fit together."))
    return render_template("accounts/sign_in.html", form=form)


@blueprint.post("/sign-out")
@audience(Audience.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """End this sign-in on the server, then forget the cookie."""
    actions.sign_out(edge.session(), access.me().token)
    logout_user()
    return redirect(url_for("home.index"))


@blueprint.route("/password/forgot", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def forgot() -> ResponseReturnValue:
    """Ask for a link to set a password; the answer is the same whether the address is known or not."""
    form = ForgotForm()
    if form.validate_on_submit():
        user = queries.user_by_email(edge.session(), form.email.data)
        with force_locale(user.locale if user else "en"):
            letter = tuple(gettext(part) for part in actions.PASSWORD_LETTER)
        with attempt(form) as tried:
            actions.ask_for_password_link(
                edge.session(),
                form.email.data,
                link_to=lambda token: site_address(url_for("accounts.set_password", token=token)),
                letter=(letter[0], letter[1]),
                now=edge.now(),
                network=clients.network(),
            )
        if tried.ok:
            flash(
                gettext(
                    "If there is an account for this address, a link is on its way. It works for one hour."
                )
            )
            return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/forgot.html", form=form)


@blueprint.route("/password/<token>", methods=["GET", "POST"])
@audience(Audience.EVERYONE)
def set_password(token: str) -> ResponseReturnValue:
    """Set a password through a single-use link."""
    form = PasswordForm()
    if queries.usable_link(edge.session(), token, "password", edge.now()) is None:
        return render_template("accounts/link_over.html"), 404
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.set_password(edge.session(), token, form.password.data, edge.now())
        if tried.ok:
            flash(gettext("Your new password is saved. Sign in with it."))
            return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/password.html", form=form)


@blueprint.get("/link/<token>")
@audience(Audience.EVERYONE)
def use_link(token: str) -> ResponseReturnValue:
    """Sign in with a single-use link. A look ahead by a browser or a chat program does not use it up."""
    if request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        abort(405)
    session = edge.writing_session()
    try:
        sign_in_token = actions.use_sign_in_link(session, token, edge.now())
    except JobFairError as error:
        return render_template("accounts/link_over.html", sentence=say(error)), 404
    row = queries.sign_in_by_token(session, sign_in_token, edge.now())
    assert row is not None  # noqa: S101 - it was stored just now
    login_user(Person(row.subject_kind, row.subject_id, sign_in_token))
    return redirect(url_for("home.index"))


def client(account: str) -> Client:
    """Who tries to sign in to this account."""
    return Client(clients.network(), clients.device_for(account))


def safe_next() -> str | None:
    """The page to go on to after signing in, if it is one of ours."""
    target = request.args.get("next", "")
    parts = urlsplit(target)
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if plain and not parts.netloc and not parts.scheme else None


def site_address(path: str) -> str:
    """The full address of one of our pages, for a message."""
    return str(current_app.config["BASE_URL"]).rstrip("/") + path
