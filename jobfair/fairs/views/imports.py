"""Pages of imports: upload, look, confirm, undo, and our own templates."""

from datetime import time

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from jobfair.employers.checks import POLICY_TEXTS
from jobfair.errors import N_, JobFairError, NotFound
from jobfair.fairs.forms.imports import ConfirmForm, PeopleAgreedForm, UploadForm
from jobfair.fairs.importing import actions, queries
from jobfair.fairs.importing.columns import KINDS
from jobfair.fairs.importing.records import Record
from jobfair.fairs.importing.writing import LANGUAGES, csv_bytes, template_tables, xlsx_bytes
from jobfair.fairs.queries import fair_by_id
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt
from jobfair.web.i18n import clock_time, language, said, wage
from jobfair.web.pages import page_number, page_of

blueprint = Blueprint("imports", __name__, url_prefix="/fairs/<int:fair_id>/imports")

UPLOAD_BYTES = 30 * 1024 * 1024
#: rows shown of each kind, and findings shown at all, before the page gets too long
FIRST_ROWS = 5
MOST_FINDINGS = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.url_value_preprocessor
def _allow_files(endpoint: str | None, _values: object) -> None:
    """Spreadsheets are larger than other pages' forms; has to be said before anything reads the form."""
    if endpoint == "imports.index" and request.method == "POST":
        request.max_content_length = UPLOAD_BYTES


@blueprint.route("/", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
@edge.reads_first
def index(fair_id: int) -> ResponseReturnValue:
    """Earlier imports, and a form to upload files."""
    session = edge.session()
    fair = fair_by_id(session, fair_id)
    form = UploadForm()
    if form.validate_on_submit():
        files = form.chosen()
        with attempt(form) as tried:
            reading = actions.read_files(session, fair_id, files)
        if tried.ok:
            import_ = actions.store_preview(
                edge.writing_session(), fair_id, files, reading, now=edge.now(), actor=access.actor()
            )
            return redirect(url_for("imports.preview", fair_id=fair_id, import_id=import_.id))
    page = page_of(session, queries.imports_of(fair_id), page_number())
    return render_template(
        "fairs/imports.html", fair=fair, form=form, page=page, languages=LANGUAGES, kinds=KINDS
    )


@blueprint.get("/<int:import_id>")
@audience(Audience.ORGANIZER)
def preview(fair_id: int, import_id: int) -> ResponseReturnValue:
    """What is in the files: counts, columns, first rows, warnings, and every row that cannot be taken."""
    session = edge.session()
    import_ = queries.import_by_id(session, fair_id, import_id)
    return render_template(
        "fairs/imports_preview.html",
        fair=fair_by_id(session, fair_id),
        import_=import_,
        report=import_.report,
        first_rows=_first_rows(import_.id, fair_id) if import_.state == "previewed" else {},
        most_findings=MOST_FINDINGS,
        named=_named,
        understood=_understood,
        sentence=said,
        form=PeopleAgreedForm(),
    )


@blueprint.post("/<int:import_id>/confirm")
@audience(Audience.ORGANIZER)
def confirm(fair_id: int, import_id: int) -> ResponseReturnValue:
    """Write what was previewed."""
    session = edge.session()
    import_ = queries.import_by_id(session, fair_id, import_id)
    agreed = bool(PeopleAgreedForm().people_agreed.data)
    actions.confirm(session, import_, people_agreed=agreed, now=edge.now(), actor=access.actor())
    total = sum(import_.report["new"].values())
    flash(ngettext("One row was imported.", "%(num)s rows were imported.", total))
    return redirect(url_for("imports.preview", fair_id=fair_id, import_id=import_id))


@blueprint.post("/<int:import_id>/discard")
@audience(Audience.ORGANIZER)
def discard(fair_id: int, import_id: int) -> ResponseReturnValue:
    """Drop a preview."""
    session = edge.session()
    actions.discard(
        session, queries.import_by_id(session, fair_id, import_id), now=edge.now(), actor=access.actor()
    )
    flash(gettext("The files are dropped. Nothing was imported."))
    return redirect(url_for("imports.index", fair_id=fair_id))


@blueprint.route("/<int:import_id>/undo", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def undo(fair_id: int, import_id: int) -> ResponseReturnValue:
    """Name what undoing would remove, then do it."""
    session = edge.session()
    import_ = queries.import_by_id(session, fair_id, import_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        with attempt(form) as tried:
            removed = actions.undo(session, import_, now=edge.now(), actor=access.actor())
        if tried.ok:
            flash(ngettext("One row was removed.", "%(num)s rows were removed.", removed.total))
            return redirect(url_for("imports.index", fair_id=fair_id))
    return render_template(
        "fairs/imports_undo.html",
        fair=fair_by_id(session, fair_id),
        import_=import_,
        preview=queries.undo_preview(session, import_),
        form=form,
    )


@blueprint.get("/templates/<name>")
@audience(Audience.ORGANIZER)
def template(fair_id: int, name: str) -> ResponseReturnValue:
    """One of our empty spreadsheets: fair-en.xlsx, fair-es.xlsx, seekers-en.csv, …"""
    fair_by_id(edge.session(), fair_id)
    for code in LANGUAGES:
        tables = template_tables(code)
        if name == f"fair-{code}.xlsx":
            return _download(xlsx_bytes(tables), XLSX, name)
        for kind, table in zip(("seekers", "employers", "openings", "booths"), tables, strict=True):
            if name == f"{kind}-{code}.csv":
                return _download(csv_bytes(table), "text/csv", name)
    raise NotFound(N_("There is no such page."))


def _first_rows(import_id: int, fair_id: int) -> dict[str, list[Record]]:
    session = edge.session()
    try:
        reading = queries.reading_of(session, queries.import_by_id(session, fair_id, import_id))
    except JobFairError:
        return {}
    return {kind: reading.new(kind)[:FIRST_ROWS] for kind in KINDS if reading.new(kind)}


def _named(record: Record) -> str:
    field = {"seekers": "called_name", "employers": "name", "openings": "title", "booths": "label"}[
        record.kind
    ]
    return str(record.values[field])


def _understood(record: Record) -> list[tuple[str, str]]:
    """Our headings and the values under them, without names, contacts and notes."""
    left_out = {"called_name", "name", "title", "label", "contact", "notes", *POLICY_TEXTS}
    values = {**record.values, **record.extra}
    told = [
        (
            column.spanish if language() == "es" else column.english,
            _shown(column.field, values.get(column.field)),
        )
        for column in KINDS[record.kind].columns
        if column.field not in left_out
    ]
    return [(heading, text) for heading, text in told if text]


def _shown(field: str, value: object) -> str:
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(value, time):
        return clock_time(value)
    if isinstance(value, int) and field == "wage_cents_per_hour":
        return wage(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _download(data: bytes, kind: str, name: str) -> Response:
    answer = Response(data, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
