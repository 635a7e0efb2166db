"""Doing things with schedules: plan, publish, delete."""

from jobfair.interviews.actions.planning import (
    Planned,
    cancel_plan,
    plan_now,
    request_plan,
    work_on_plan,
)
from jobfair.interviews.actions.publishing import delete_draft, publish

__all__ = [
    "Planned",
    "cancel_plan",
    "delete_draft",
    "plan_now",
    "publish",
    "request_plan",
    "work_on_plan",
]
