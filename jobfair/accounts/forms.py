"""Forms of accounts."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SubmitField
from wtforms.validators import Length

from jobfair.web.forms import Form, Said, TrimmedField


class SignInForm(Form):
    """E-mail and password."""

    email = TrimmedField(
        _l("E-mail"), [Said(), Length(max=254)], render_kw={"type": "email", "autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"), [Said(), Length(max=256)], render_kw={"autocomplete": "current-password"}
    )
    submit = SubmitField(_l("Sign in"))


class ForgotForm(Form):
    """The address to send a link to."""

    email = TrimmedField(
        _l("E-mail"), [Said(), Length(max=254)], render_kw={"type": "email", "autocomplete": "username"}
    )
    submit = SubmitField(_l("Send me a link"))


class PasswordForm(Form):
    """A new password, once: it can be shown while typing by the browser, and there is a link to try again."""

    password = PasswordField(
        _l("New password"),
        [Said(), Length(max=256)],
        description=_l("At least 15 characters. Four random words are fine."),
        render_kw={"autocomplete": "new-password"},
    )
    submit = SubmitField(_l("Save password"))


class SignOutForm(Form):
    """Only the button, and the token against forgery."""
