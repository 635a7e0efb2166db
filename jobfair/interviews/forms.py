"""Forms of interviews."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SubmitField

from jobfair.web.forms import Form


class ConfirmForm(Form):
    """Yes, do it; with the published version that was looked at."""

    instead_of = HiddenField()
    confirm = SubmitField(_l("Yes, do it"))
