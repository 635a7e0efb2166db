"""Another language while something is typed: the page sends what it holds and shows it again.

Nothing is saved by it. Errors that were on the page are shown again in the new language.
"""

from flask import Flask, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from jobfair.errors import Invalid, JobFairError

#: what the button of a language is called; its value holds the errors on the page, and is empty without any
BUTTON = "switch-language"


def init_app(app: Flask) -> None:
    """Let the layout draw the buttons."""
    app.jinja_env.globals.update(switch_button=BUTTON, sealed_errors=sealed_errors)


def is_switching() -> bool:
    """Whether this was sent to see the page in another language."""
    return request.method == "POST" and BUTTON in request.form


def errors_were_shown() -> bool:
    """Whether the page was full of errors when its language was changed."""
    return bool(request.form.get(BUTTON))


def sealed_errors(errors: list[JobFairError]) -> str:
    """Errors that actions raised, for the way through the browser and back; nobody else can write some."""
    said = [[e.message, e.field, {name: str(value) for name, value in e.values.items()}] for e in errors]
    return str(_sealer().dumps(said))


def opened_errors() -> list[JobFairError]:
    """The errors that actions had raised for the page whose language is changed."""
    try:
        said = _sealer().loads(request.form.get(BUTTON, ""))
    except BadSignature:
        return []
    return [Invalid(message, field=field, **values) for message, field, values in said]


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=BUTTON)
