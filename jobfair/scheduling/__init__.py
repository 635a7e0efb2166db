"""Interview schedules for a fair: fair to the last person, with a proof; pure, NumPy and SciPy alone."""

from jobfair.scheduling.booths import (
    Booth,
    BoothError,
    BoothPlan,
    Spot,
    Turn,
    UnplacedBooth,
    assign_booths,
    improve_in_turns,
    walks_of,
)
from jobfair.scheduling.changes import apply_change
from jobfair.scheduling.check import Violation, check, explain_violations
from jobfair.scheduling.day import Day, DayError
from jobfair.scheduling.events import (
    EmployerGone,
    Event,
    InterpreterGone,
    Late,
    LeavesEarly,
    NoShow,
    RunsOver,
    WalkIn,
)
from jobfair.scheduling.fairness import EmployerShare, FairnessReport, Spread, report
from jobfair.scheduling.instance import read_instance, read_schedule, summary, write_schedule
from jobfair.scheduling.locks import possible_locks
from jobfair.scheduling.missed import explain_missed
from jobfair.scheduling.plan import Certificate, Change, Limits, Plan, Progress, Step, Unplaced
from jobfair.scheduling.problem import Employer, Pair, Problem, ProblemError, Resource, Seeker
from jobfair.scheduling.proposals import Proposal, propose, propose_on, seats_for
from jobfair.scheduling.refill import Refill, refill, repair
from jobfair.scheduling.solve import solve
from jobfair.scheduling.unplaced import explain_unplaced

__all__ = [
    "Booth",
    "BoothError",
    "BoothPlan",
    "Certificate",
    "Change",
    "Day",
    "DayError",
    "Employer",
    "EmployerGone",
    "EmployerShare",
    "Event",
    "FairnessReport",
    "InterpreterGone",
    "Late",
    "LeavesEarly",
    "Limits",
    "NoShow",
    "Pair",
    "Plan",
    "Problem",
    "ProblemError",
    "Progress",
    "Proposal",
    "Refill",
    "Resource",
    "RunsOver",
    "Seeker",
    "Spot",
    "Spread",
    "Step",
    "Turn",
    "Unplaced",
    "UnplacedBooth",
    "Violation",
    "WalkIn",
    "apply_change",
    "assign_booths",
    "check",
    "explain_missed",
    "explain_unplaced",
    "explain_violations",
    "improve_in_turns",
    "possible_locks",
    "propose",
    "propose_on",
    "read_instance",
    "read_schedule",
    "refill",
    "repair",
    "report",
    "seats_for",
    "solve",
    "summary",
    "walks_of",
    "write_schedule",
]
