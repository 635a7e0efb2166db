"""Doing things with schedules: plan, publish, delete; and changing one person's interviews."""

from jobfair.interviews.actions.changing import (
    OVER,
    TAKEN,
    change_time,
    give_up,
    mark_seen,
    take_seat,
    undo_change,
)
from jobfair.interviews.actions.planning import (
    Planned,
    cancel_plan,
    plan_now,
    request_plan,
    work_on_plan,
)
from jobfair.interviews.actions.publishing import delete_draft, publish

__all__ = [
    "OVER",
    "TAKEN",
    "Planned",
    "cancel_plan",
    "change_time",
    "delete_draft",
    "give_up",
    "mark_seen",
    "plan_now",
    "publish",
    "request_plan",
    "take_seat",
    "undo_change",
    "work_on_plan",
]
