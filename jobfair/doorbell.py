"""The doorbell of the background worker: Huey's queue carries a job's id, nothing else.

The truth about a job is its row (see `jobfair.tasks`). Losing a ring is harmless: the worker sweeps
the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huey import SqliteHuey

from jobfair.config import Settings

QUEUE_FILE = "queue.sqlite3"


def _nobody_home(_job_id: int) -> None:
    """The answer of a process that only rings."""


@dataclass(frozen=True, slots=True)
class Doorbell:
    """One end of the queue: `ring(job_id)` sends, and `queue` is what a worker's consumer listens to."""

    queue: Any
    ring: Callable[[int], Any]

    def is_quiet(self) -> bool:
        """Whether no ring waits to be answered."""
        return int(self.queue.pending_count()) == 0


def install(settings: Settings, answer: Callable[[int], object] = _nobody_home) -> Doorbell:
    """Open the queue beside the embedded database.

    Parameters
    ----------
    answer : callable
        What the worker does when the bell rings for a job id; processes that only ring leave it out.
    """
    queue = SqliteHuey("jobfair", filename=str(settings.instance_path / QUEUE_FILE), results=False)

    # one function in one module, because Huey knows a task by both names
    def answer_ring(job_id: int) -> None:
        answer(job_id)

    return Doorbell(queue, queue.task(name="ring")(answer_ring))
