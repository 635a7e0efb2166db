"""Which function does which kind of background work."""

from jobfair.interviews.actions import work_on_plan
from jobfair.interviews.queries.schedules import PLAN
from jobfair.tasks import Handlers


def handlers() -> Handlers:
    """Work by kind, as the worker knows it."""
    return {PLAN: work_on_plan}
