"""The public page of a fair: which employers come, with openings, pay, shift and hiring policy."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from jobfair.fairs import queries as fair_queries
from jobfair.fairs.queries import employers as queries
from jobfair.web import edge
from jobfair.web.access import Audience, audience
from jobfair.web.pages import page_number, page_of

blueprint = Blueprint("employers_list", __name__)


@blueprint.get("/fairs/<int:fair_id>/employers-at-the-fair")
@audience(Audience.EVERYONE)
def public(fair_id: int) -> ResponseReturnValue:
    """Everybody may read this: names, open openings and the hiring-policy card; no contact."""
    session = edge.session()
    search = request.args.get("q", "").replace("\0", "")
    fair = fair_queries.fair_by_id(session, fair_id)
    page = page_of(session, queries.with_openings(fair_id, search=search), page_number())
    return render_template("employers/public.html", fair=fair, page=page, search_text=search)
