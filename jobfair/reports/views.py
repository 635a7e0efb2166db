"""Pages of exports."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from jobfair.fairs.queries import fair_by_id
from jobfair.reports.actions import ARCHIVE, FILES, SCHEDULE, WORKBOOK, archive_of, files_of, record_export
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience

blueprint = Blueprint("exports", __name__, url_prefix="/fairs/<int:fair_id>/exports")

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@blueprint.get("/")
@audience(Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """What can be taken home, and what is in it."""
    return render_template(
        "reports/exports.html",
        fair=fair_by_id(edge.session(), fair_id),
        archive=ARCHIVE,
        workbook=WORKBOOK,
        schedule=SCHEDULE,
        tables=[name for name in FILES if name.endswith(".csv")],
    )


@blueprint.post("/<name>")
@audience(Audience.ORGANIZER)
@edge.reads_first
def download(fair_id: int, name: str) -> ResponseReturnValue:
    """One file; a POST, because the audit remembers who took it."""
    files = files_of(edge.session(), fair_id, name)
    data = archive_of(files) if name == ARCHIVE else files[name]
    record_export(edge.writing_session(), fair_id, now=edge.now(), actor=access.actor())
    answer = Response(data, content_type=KINDS[name.rsplit(".", 1)[-1]])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
