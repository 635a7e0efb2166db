"""From a problem to a plan with its proof: flow, slots, sweeps.

The steps are those of `docs/algorithms/scheduling.md`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from jobfair.scheduling.board import Board
from jobfair.scheduling.bounds import bound_counts
from jobfair.scheduling.exact import Exact, solve_exactly
from jobfair.scheduling.grid import make_grid
from jobfair.scheduling.musts import place_musts
from jobfair.scheduling.pairs import best_pairs, bound_fit_for
from jobfair.scheduling.plan import Certificate, Limits, Plan, Progress, Relaxation, Status
from jobfair.scheduling.prices import Prices, bound_fit
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import BoolArray
from jobfair.scheduling.start import place_chosen
from jobfair.scheduling.sweeps import Stopper, cool, gap_of, improve, settle
from jobfair.scheduling.unplaced import explain_unplaced
from jobfair.scheduling.visits import place_visits, within_reach

DEFAULT_LIMITS = Limits()
#: A gap this small is called optimal.
PROVEN_GAP = 1e-6
#: Seconds for the bound on the fit where the limits are used up or the solve was cancelled.
LAST_SECONDS = 1.0


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """Plan a fair: most people with an interview, then with two, …, then the best total fit.

    Parameters
    ----------
    problem
        The fair.
    seed
        Two runs with the same seed and limits, none of them on time, give the same plan.
    limits
        How much work to do.
    progress
        Called after each step.
    cancelled
        Asked between moves; True stops the solve, which returns its best plan so far.

    Returns
    -------
    Plan
        Also where must pairs cannot all meet or promises cannot all be kept; see `Plan.status`.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Seeker
    >>> problem = Problem.build(
    ...     slot_count=2,
    ...     seekers=[Seeker(1, frozenset({0, 1}), 2), Seeker(2, frozenset({0}), 2)],
    ...     employers=[Employer(9, 1, frozenset({0, 1}), 2)],
    ...     pairs=[(1, 9, 0.9), (2, 9, 0.4)],
    ... )
    >>> plan = solve(problem)
    >>> plan.interviews, plan.status, plan.counts
    (((1, 9, 1), (2, 9, 0)), 'optimal', (2,))
    """
    report = progress or _no_report
    stopper = Stopper(limits, cancelled)
    random = np.random.default_rng(seed)
    grid = make_grid(problem)
    board = Board(grid)
    report(Progress("pairs", 0.0, board.counts()))
    if grid.any_desk:
        place_visits(board)
    reached = within_reach(board) if grid.any_desk else grid
    flow = best_pairs(reached, stopper.stops)
    bound = bound_counts(grid)
    goal = (bound, bound_fit(grid, flow.prices, bound))
    report(Progress("slots", 0.2, board.counts()))
    _start(board, flow.chosen, random, stopper)
    report(Progress("sweeps", 0.3, board.counts(), gap_of(board.fit(), goal[1])))
    exact = None
    if not improve(board, flow.chosen, goal, random, stopper) and not stopper.stops():
        seconds = stopper.seconds_left()
        exact = stopper.wait_for(lambda: solve_exactly(grid, bound, seconds))
        if exact is None:
            cool(board, goal, limits, random, stopper, report)
        else:
            board.restore(exact.employer_at)
    patience = LAST_SECONDS if stopper.stops() else None
    certificate = _certify(board, bound, flow.prices, exact, patience)
    report(Progress("done", 1.0, board.counts(), certificate.gap))
    return _make_plan(problem, board, certificate, stopper.was_cancelled)


def _start(board: Board, chosen: BoolArray, random: np.random.Generator, stopper: Stopper) -> None:
    """Make a first plan from the flow's pairs."""
    place_chosen(board, chosen)
    if board.missed_musts().any():
        board.take(*board.loose())
        place_musts(board)
        place_chosen(board, chosen)
    settle(board, chosen, random, stopper)


def _no_report(_: Progress) -> None:
    """Take a report and do nothing with it."""


def _certify(
    board: Board, bound: tuple[int, ...], prices: Prices, exact: Exact | None, patience: float | None
) -> Certificate:
    counts = board.counts()
    relaxation: Relaxation = "flow"
    if exact is not None:
        bound, relaxation, fit = exact.counts, "exact", exact.fit_bound
    elif counts == bound:
        fit = bound_fit(board.grid, prices, counts)
    else:
        fit = bound_fit_for(board.grid, counts, board.met, patience)
    fit = max(fit, board.fit())
    return Certificate(
        counts=bound,
        fit=fit,
        gap=1 - board.fit() / fit if fit else 0.0,
        counts_reached=counts == bound,
        relaxation=relaxation,
    )


def _make_plan(problem: Problem, board: Board, certificate: Certificate, was_cancelled: bool) -> Plan:
    seekers = [seeker.id for seeker in problem.seekers]
    employers = [employer.id for employer in problem.employers]
    missed = np.argwhere(board.missed_musts()).tolist()
    promises = np.flatnonzero(board.promised_left()).tolist()
    visits = np.argwhere(board.grid.needs & ~board.met).tolist()
    status: Status = "feasible"
    if was_cancelled:
        status = "cancelled"
    elif missed or promises or visits:
        status = "infeasible"
    elif certificate.counts_reached and certificate.gap <= PROVEN_GAP:
        status = "optimal"
    interviews = tuple(
        sorted((seekers[person], employers[booth], slot) for person, booth, slot in board.interviews())
    )
    return Plan(
        interviews=interviews,
        status=status,
        counts=board.counts(),
        fit=board.fit(),
        certificate=certificate,
        unplaced=explain_unplaced(problem, interviews),
        missed_musts=tuple(sorted((seekers[person], employers[booth]) for person, booth in missed)),
        missed_promises=tuple(sorted(employers[booth] for booth in promises)),
        missed_visits=tuple(sorted((seekers[person], employers[desk]) for person, desk in visits)),
    )
