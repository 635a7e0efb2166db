"""Addresses of every route, made from a world: own things, others' things and missing ones."""

import re

from flask import Flask
from werkzeug.routing import Rule

from tests.world import MISSING, World

#: parameters that are no ids, with a value that exists
WORDS = {
    "token": "no-such-token",
    "filename": "theme.css",
    "step": "work",
    "name": "fair-en.xlsx",
    "rule_key": "fdic-section-19",
    "question": "next-step",
}
#: parameters that name a thing of one fair
THINGS = {
    "seeker_id", "employer_id", "opening_id", "booth_id", "slot_id", "break_id", "user_id", "import_id",
    "schedule_id", "version", "interview_id", "job_id", "change_id", "message_id",
    "member_id",
}  # fmt: skip
#: a version number is counted within its fair, so the other fair's is no foreign thing
COUNTED_WITHIN_FAIR = {"version"}
#: where a route's parameter means another thing than elsewhere: its name among the world's values
MEANINGS = {
    "imports.undo": {"import_id": "confirmed_import_id"},
    "my_schedule.change": {"interview_id": "published_interview_id"},
    "my_schedule.change_for": {"interview_id": "published_interview_id"},
    "desks.book": {"booth_id": "desk_id"},
    "desks.book_for": {"booth_id": "desk_id"},
    "desks.take_back": {"booth_id": "desk_id"},
    "desks.take_back_for": {"booth_id": "desk_id"},
    "desks.visits": {"booth_id": "desk_id"},
    "impressions.ask": {"interview_id": "begun_interview_id"},
    "impressions.ask_for": {"interview_id": "begun_interview_id"},
    "impressions.done": {"interview_id": "begun_interview_id"},
    "impressions.done_for": {"interview_id": "begun_interview_id"},
    "fair_employers.remove_person": {"user_id": "representative_id"},
}
NOT_WALKED = {"static", "styles", "accounts.sign_out"}
TARGETS = [
    "own",
    "other employer's",
    "thing of the other fair",
    "last thing of the other fair",
    "missing thing",
    "missing fair",
]


def rules_of(app: Flask) -> list[Rule]:
    """Routes worth walking."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in NOT_WALKED]


def values_for(rule: Rule, world: World, target: str) -> dict[str, object] | None:
    """What goes into the address; None when the target makes no sense for it."""
    meant = MEANINGS.get(rule.endpoint, {})
    own, foreign = (
        side.values | {name: side.values[other] for name, other in meant.items()}
        for side in (world.ours, world.others)
    )
    names = rule.arguments
    things = names & THINGS
    values = {name: own.get(name, WORDS.get(name)) for name in names}
    if target == "own":
        return values
    if target == "missing fair":
        return values | {"fair_id": MISSING} if "fair_id" in names else None
    if target == "missing thing":
        return values | dict.fromkeys(things, MISSING) if things else None
    if target == "thing of the other fair":
        strange = things - COUNTED_WITHIN_FAIR
        return values | {name: foreign[name] for name in strange} if strange else None
    if target == "last thing of the other fair":
        last = [name for name in re.findall(r"<(?:[^:>]+:)?(\w+)>", rule.rule) if name in things]
        strange = set(last[-1:]) - COUNTED_WITHIN_FAIR
        return values | {name: foreign[name] for name in strange} if len(last) > 1 and strange else None
    if target == "other employer's":
        changed = names & set(world.ours.other_values)
        return values | {n: world.ours.other_values[n] for n in changed} if changed else None
    raise AssertionError(target)


def address_of(app: Flask, rule: Rule, values: dict[str, object]) -> str:
    """The path of a route with these values."""
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)
