"""What the solver takes besides the problem, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jobfair.scheduling.records import Interview

__all__ = [
    "Certificate",
    "Change",
    "Interview",
    "Limits",
    "Plan",
    "Progress",
    "Reason",
    "Relaxation",
    "Status",
    "Step",
    "StepKind",
    "Unplaced",
]

Status = Literal["optimal", "feasible", "infeasible", "cancelled"]
Relaxation = Literal["flow", "exact"]
Reason = Literal[
    "cap_zero",
    "never_free",
    "no_fitting_employer",
    "all_forbidden",
    "never_free_when_open",
    "seat_free",
    "resource_full",
    "booths_full",
    "employers_full",
    "full_in_several_ways",
    "desk_too_late",
]
StepKind = Literal[
    "interview_moves",
    "interview_given_up",
    "employer_gives_more",
    "seeker_stays",
    "seeker_comes",
    "seeker_is_free",
    "employer_opens",
    "interviewer_more",
    "unit_more",
    "seeker_wants_more",
    "no_is_lifted",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work a solve may do.

    Parameters
    ----------
    rounds
        Most improving sweeps, or None for as many as suit the size of the fair; a limit on work gives
        the same plan every time.
    seconds
        Most seconds, or None; a limit on time keeps a screen honest but lets the plan depend on the machine.
    """

    rounds: int | None = None
    seconds: float | None = None


class Progress(NamedTuple):
    """Where a solve stands: step, fraction of the whole from 0 to 1, people with at least 1, 2, …, gap.

    The gap, 0 to 1, is to the bound on plans with the best counts; 1 before there is a bound.
    """

    step: str
    fraction: float
    counts: tuple[int, ...]
    gap: float = 1.0


@dataclass(frozen=True, slots=True)
class Certificate:
    """What no plan whatsoever can exceed.

    Parameters
    ----------
    counts
        Upper bounds on people with at least 1, 2, … interviews, each given that those before it are reached.
    fit
        Upper bound on the total fit of any plan with the counts of this plan.
    gap
        1 - fit / bound, 0 to 1.
    counts_reached
        True where no plan can have better counts.
    relaxation
        What proves it: `flow` leaves out when interviews are, `exact` leaves out nothing.
    """

    counts: tuple[int, ...]
    fit: float
    gap: float
    counts_reached: bool
    relaxation: Relaxation = "flow"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to change, and the ids and slots it is about.

    Parameters
    ----------
    kind
        `interview_moves`: somebody else's interview goes to another slot of the same booth (`seeker`,
        `employer`, `slot`, `new_slot`). `interview_given_up`: somebody who has more than one goes without
        it (`seeker`, `employer`, `slot`). `employer_gives_more`: one interview more in the day (`employer`).
        `seeker_stays`, `seeker_comes`, `seeker_is_free`: the person is free from `first_slot` to
        `last_slot` too, after, before or between the slots they gave. `employer_opens`: a closed slot is
        opened (`employer`, `slot`). `interviewer_more`, `unit_more`: one more in a slot (`employer` or
        `resource`, `slot`). `seeker_wants_more`: one interview more than the person asked for.
        `no_is_lifted`: a forbidden pair is allowed (`employer`).
    ids
        As said for each kind.
    """

    kind: StepKind
    ids: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A seat for somebody who has none, and the steps that make it free; no steps where it is free."""

    employer: int
    slot: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A person without an interview, on this day and before.

    Parameters
    ----------
    seeker
        Id of the person.
    reason
        Key of the true reason.
    numbers
        What the reason's sentence needs: how many employers fit, how many of them are open while the person
        is there, the first and last slot in which the person is free, and so on.
    change
        The smallest change that would place the person; None where nobody fits, or where so many are
        without an interview that a change for each would help nobody.
    """

    seeker: int
    reason: Reason
    numbers: dict[str, int] = field(default_factory=dict)
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule with its proof.

    Parameters
    ----------
    interviews
        Tuples (seeker id, employer id, slot), sorted.
    status
        `optimal` where proven best, `feasible` where every rule is kept, `infeasible` where must pairs,
        promises or visits are left out (they are in `missed_…`), `cancelled` where it was stopped (every rule
        but these is kept).
    counts
        People with at least 1, 2, … interviews, those of earlier days among them.
    fit
        Total fit of the day.
    certificate, unplaced
        What no plan can exceed, and who has no interview.
    missed_musts
        Must pairs (seeker, employer) that this plan leaves out.
    missed_promises
        Employers who have fewer interviews than they were promised.
    missed_visits
        Visits (seeker, desk) that have no place; what has to come after them is left out.
    """

    interviews: tuple[Interview, ...]
    status: Status
    counts: tuple[int, ...]
    fit: float
    certificate: Certificate
    unplaced: tuple[Unplaced, ...]
    missed_musts: tuple[tuple[int, int], ...] = ()
    missed_promises: tuple[int, ...] = ()
    missed_visits: tuple[tuple[int, int], ...] = ()
