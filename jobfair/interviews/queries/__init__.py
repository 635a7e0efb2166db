"""Reading interviews: what there is to plan, versions, boards, differences, and each person's own."""

from jobfair.interviews.queries.board import Board, board_of
from jobfair.interviews.queries.differences import Differences, differences
from jobfair.interviews.queries.hall import Hall, gaps, hall_of
from jobfair.interviews.queries.keeping import Kept, keep_published
from jobfair.interviews.queries.problem import (
    LeftOut,
    Places,
    broken_but_promises,
    broken_interviews,
    build_problem,
)
from jobfair.interviews.queries.schedules import (
    interviews_of,
    interviews_of_employer,
    interviews_of_seeker,
    plan_job,
    published_schedule,
    schedule_by_version,
    schedules_of,
    seekers_by_id,
    unfinished_plan,
)

__all__ = [
    "Board",
    "Differences",
    "Hall",
    "Kept",
    "LeftOut",
    "Places",
    "board_of",
    "broken_but_promises",
    "broken_interviews",
    "build_problem",
    "differences",
    "gaps",
    "hall_of",
    "interviews_of",
    "interviews_of_employer",
    "interviews_of_seeker",
    "keep_published",
    "plan_job",
    "published_schedule",
    "schedule_by_version",
    "schedules_of",
    "seekers_by_id",
    "unfinished_plan",
]
