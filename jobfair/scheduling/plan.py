"""What the solver takes besides the problem, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Interview = tuple[int, int, int]
Status = Literal["optimal", "feasible", "infeasible", "cancelled"]
Relaxation = Literal["flow", "exact"]
Reason = Literal[
    "cap_zero",
    "never_free",
    "no_fitting_employer",
    "never_free_when_open",
    "resource_full",
    "booths_full",
    "employers_full",
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
    """Where a solve stands: step, fraction of the whole from 0 to 1, people with at least 1, 2, …."""

    step: str
    fraction: float
    counts: tuple[int, ...]


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

    @property
    def message(self) -> str:
        """Key of the paragraph that puts the certificate in plain words."""
        if self.counts_reached:
            return "counts_proven_fit_proven" if self.gap < 1e-4 else "counts_proven_fit_bounded"
        return "counts_bounded"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A person without an interview: the reason's key and the numbers its sentence needs."""

    seeker: int
    reason: Reason
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule with its proof.

    Parameters
    ----------
    interviews
        Tuples (seeker id, employer id, slot), sorted.
    status
        `optimal` where proven best, `feasible` where every rule is kept, `infeasible` where must pairs
        cannot all
        meet (they are in `missed_musts`), `cancelled` where it was stopped (every rule but must pairs is
        kept).
    counts
        People with at least 1, 2, … interviews.
    fit
        Total fit.
    certificate, unplaced
        What no plan can exceed, and who has no interview.
    missed_musts
        Must pairs (seeker, employer) that this plan leaves out.
    """

    interviews: tuple[Interview, ...]
    status: Status
    counts: tuple[int, ...]
    fit: float
    certificate: Certificate
    unplaced: tuple[Unplaced, ...]
    missed_musts: tuple[tuple[int, int], ...] = ()
