"""The private check of rules that may close work, and the rules themselves for organizers.

The check renders its result in the answer to the form and keeps nothing: no row, no cookie, no address, no
line of a log, no entry of the audit, not even that somebody looked.
"""

from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jobfair.fairs.models import Fair
from jobfair.fairs.queries import fair_by_id
from jobfair.law import actions, queries
from jobfair.law.findings import Finding, findings
from jobfair.law.forms import CATEGORIES, CheckForm, NewRuleForm, RuleForm
from jobfair.law.rules import Rule
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.edge import reads_first
from jobfair.web.forms import attempt
from jobfair.web.i18n import HABITS, language

blueprint = Blueprint("law", __name__, url_prefix="/fairs/<int:fair_id>/law")


@blueprint.app_template_global("plain_date")
def plain_date(value: date) -> str:
    """A date without its weekday, such as "June 6, 2026"."""
    return str(format_date(value, "long", locale=HABITS[language()]))


@blueprint.route("/check", methods=["GET", "POST"])
@audience(Audience.SEEKER, Audience.HELPER)
@reads_first
def check(fair_id: int) -> ResponseReturnValue:
    """Which openings some laws may close, for answers that are forgotten as soon as the page is sent."""
    session, form = edge.session(), CheckForm()
    fair = fair_by_id(session, fair_id)
    rules, found = queries.rules_of_fair(session, fair_id), None
    if form.validate_on_submit():
        works = queries.works_of_fair(session, fair_id)
        found = findings(form.answers(), rules, works, _today(fair))
    page = render_template(
        "law/check.html",
        fair=fair,
        form=form,
        found=found,
        parts=_parts(found or ()),
        asking=[rule for rule in rules if rule.kind == "asking" and rule.is_in_force(_today(fair))],
        desks=queries.legal_desks(session, fair_id),
        is_team=Audience.HELPER in access.roles(),
    )
    return _forgotten(make_response(page))


@blueprint.get("/rules")
@audience(Audience.ORGANIZER)
def index(fair_id: int) -> ResponseReturnValue:
    """All rules with their source and the day they were checked."""
    session = edge.session()
    fair = fair_by_id(session, fair_id)
    rules = queries.rules_of_fair(session, fair_id)
    return render_template(
        "law/index.html",
        fair=fair,
        holding=[rule for rule in rules if rule.is_in_force(_today(fair))],
        others=[rule for rule in rules if not rule.is_in_force(_today(fair))],
        changed={row.key: row.changed_at for row in queries.changes_of_fair(session, fair_id)},
    )


@blueprint.route("/rules/new", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def new(fair_id: int) -> ResponseReturnValue:
    """Add a rule of this fair's own."""
    session, form = edge.session(), NewRuleForm.of(None)
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.add_rule(session, fair_id, form.rule(), now=edge.now(), actor=access.actor())
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(url_for(".index", fair_id=fair_id))
    return render_template(
        "law/edit.html", fair=fair_by_id(session, fair_id), form=form, rule=None, changes=[]
    )


@blueprint.route("/rules/<rule_key>", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def edit(fair_id: int, rule_key: str) -> ResponseReturnValue:
    """Change a rule; what it said before stays on record."""
    session = edge.session()
    rule = queries.rule_at_fair(session, fair_id, rule_key)
    form = RuleForm.of(rule)
    if form.validate_on_submit():
        with attempt(form) as tried:
            actions.change_rule(session, fair_id, rule_key, form.rule(), now=edge.now(), actor=access.actor())
        if tried.ok:
            flash(gettext("Saved."))
            return redirect(url_for(".index", fair_id=fair_id))
    return render_template(
        "law/edit.html",
        fair=fair_by_id(session, fair_id),
        form=form,
        rule=rule,
        changes=queries.changes_of_fair(session, fair_id, rule_key),
    )


@blueprint.route("/rules/<rule_key>/retire", methods=["GET", "POST"])
@audience(Audience.ORGANIZER)
def retire(fair_id: int, rule_key: str) -> ResponseReturnValue:
    """Say what ends; once it is confirmed, let the rule end."""
    session = edge.session()
    rule = queries.rule_at_fair(session, fair_id, rule_key)
    if request.method == "POST":
        actions.retire_rule(session, fair_id, rule_key, now=edge.now(), actor=access.actor())
        flash(gettext("The rule is no longer used."))
        return redirect(url_for(".index", fair_id=fair_id))
    return render_template("law/retire.html", fair=fair_by_id(session, fair_id), rule=rule)


@blueprint.app_template_global("case_names")
def case_names(rule: Rule) -> list[str]:
    """The cases a rule looks at, in words."""
    return [str(CATEGORIES[key]) for key in CATEGORIES if key in rule.categories]


def _parts(found: tuple[Finding, ...]) -> list[tuple[str, list[Finding]]]:
    """Findings about openings here first, then those about other work, then times that are over."""
    live = [one for one in found if one.state != "over"]
    return [
        ("here", [one for one in live if one.works or one.elsewhere]),
        ("other", [one for one in live if not (one.works or one.elsewhere)]),
        ("over", [one for one in found if one.state == "over"]),
    ]


def _forgotten(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _today(fair: Fair) -> date:
    return edge.now().astimezone(ZoneInfo(fair.time_zone)).date()
