"""A real background worker with work made for tests: `python -m tests.worker_process`."""

import time

from jobfair import serving
from jobfair.accounts import audit
from jobfair.config import load_settings
from jobfair.errors import N_, Invalid
from jobfair.tasks import Attempt, utc_now

STEPS = 5
STEP_SECONDS = 0.08


def leave_a_mark(attempt: Attempt) -> dict[str, int]:
    """Take a while, then store one entry and the end of the job in one transaction."""
    for step in range(STEPS):
        if not attempt.report(f"step {step}", step / STEPS):
            return {}
        time.sleep(STEP_SECONDS)
    with attempt.database.write() as session:
        audit.record(session, "test.mark", now=utc_now(), on=("job", attempt.job_id))
        return attempt.finish(session, {"marks": 1})


def refuse(_attempt: Attempt) -> dict[str, int]:
    """Fail with a sentence for the person who asked."""
    raise Invalid(N_("There are %(count)s slots."), count=0)


def break_down(_attempt: Attempt) -> dict[str, int]:
    """Fail in a way nobody foresaw."""
    raise ZeroDivisionError


HANDLERS = {"mark": leave_a_mark, "refuse": refuse, "break": break_down}

if __name__ == "__main__":
    serving.work(load_settings(), HANDLERS)
