"""Forms of a fair's team."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SubmitField
from wtforms.validators import Length

from jobfair.accounts.actions import USER_NAME_LENGTH
from jobfair.web.forms import Form, Said, TrimmedField

ROLE_CHOICES = [
    SelectChoice("helper", _l("Helper: signs people up and looks things up")),
    SelectChoice("organizer", _l("Organizer: plans the fair and may change everything")),
]


class InviteForm(Form):
    """Somebody for the team."""

    email = TrimmedField(_l("E-mail"), [Said(), Length(max=254)], render_kw={"type": "email"})
    name = TrimmedField(_l("Name"), [Said(), Length(max=USER_NAME_LENGTH)])
    role = RadioField(_l("What will they do?"), choices=ROLE_CHOICES, default="helper")
    submit = SubmitField(_l("Invite"))
