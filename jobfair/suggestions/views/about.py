"""The page about this site: what it is, and whose words it uses."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from jobfair.db import instance_of
from jobfair.suggestions.vocabularies import stored_vocabularies
from jobfair.web import edge
from jobfair.web.access import Audience, audience

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
@audience(Audience.EVERYONE)
def show() -> ResponseReturnValue:
    """What this site is, and the sources of its words."""
    return render_template(
        "suggestions/about.html", vocabularies=stored_vocabularies(instance_of(edge.session()))
    )
