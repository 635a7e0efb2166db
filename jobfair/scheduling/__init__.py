"""Interview schedules for a fair: fair to the last person, with a proof; pure, NumPy and SciPy alone."""

from jobfair.scheduling.booths import (
    Booth,
    BoothError,
    BoothPlan,
    Spot,
    UnplacedBooth,
    assign_booths,
    walks_of,
)
from jobfair.scheduling.check import Violation, check
from jobfair.scheduling.fairness import EmployerShare, FairnessReport, Spread, report
from jobfair.scheduling.instance import read_instance, read_schedule, summary, write_schedule
from jobfair.scheduling.plan import Certificate, Limits, Plan, Progress, Unplaced
from jobfair.scheduling.problem import Employer, Pair, Problem, ProblemError, Resource, Seeker
from jobfair.scheduling.proposals import Proposal, propose
from jobfair.scheduling.refill import Refill, refill
from jobfair.scheduling.solve import solve

__all__ = [
    "Booth",
    "BoothError",
    "BoothPlan",
    "Certificate",
    "Employer",
    "EmployerShare",
    "FairnessReport",
    "Limits",
    "Pair",
    "Plan",
    "Problem",
    "ProblemError",
    "Progress",
    "Proposal",
    "Refill",
    "Resource",
    "Seeker",
    "Spot",
    "Spread",
    "Unplaced",
    "UnplacedBooth",
    "Violation",
    "assign_booths",
    "check",
    "propose",
    "read_instance",
    "read_schedule",
    "refill",
    "report",
    "solve",
    "summary",
    "walks_of",
    "write_schedule",
]
