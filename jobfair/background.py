"""Which function does which kind of background work."""

from functools import partial

from jobfair.carriers import Carriers
from jobfair.interviews.actions import work_on_plan
from jobfair.interviews.actions.telling import REMIND, work_on_reminders
from jobfair.interviews.queries.schedules import PLAN
from jobfair.outbox import SEND
from jobfair.quiet_hours import QuietHours
from jobfair.seekers.queries import address_for
from jobfair.sending import Post, work_on_messages
from jobfair.tasks import Handlers


def handlers(carriers: Carriers = Carriers(), quiet: QuietHours = QuietHours()) -> Handlers:  # noqa: B008 - frozen
    """Work by kind, as the worker knows it."""
    post = Post(carriers, quiet, address_for)
    return {PLAN: work_on_plan, REMIND: work_on_reminders, SEND: partial(work_on_messages, post=post)}
