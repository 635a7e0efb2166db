"""Simple ways to plan a fair, to compare with: a spreadsheet, fair rounds, deferred acceptance."""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Callable, Iterator

from jobfair.scheduling import Problem
from jobfair.scheduling.records import Interview

Interviews = tuple[Interview, ...]


class Seating:
    """A plan as a volunteer keeps it: whoever may still be put down somewhere is."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people = {seeker.id: seeker for seeker in problem.seekers}
        self.booths = {employer.id: employer for employer in problem.employers}
        self.days: dict[int, dict[int, int]] = {seeker: {} for seeker in self.people}
        self._units = {resource.id: resource.capacity_by_slot for resource in problem.resources}
        self._taken: Counter[tuple[int, int]] = Counter()
        self._held: Counter[int] = Counter()
        self._used: Counter[tuple[int | None, int]] = Counter()
        for lock in sorted(problem.locked):
            self._put(*lock)

    def _put(self, seeker: int, employer: int, slot: int) -> None:
        self.days[seeker][slot] = employer
        self._taken[employer, slot] += 1
        self._held[employer] += 1
        self._used[self.people[seeker].resource, slot] += 1

    def seat(self, seeker: int, employer: int) -> bool:
        """Put a pair down in the first slot that is free for both, if there is one."""
        person, booth, day = self.people[seeker], self.booths[employer], self.days[seeker]
        if (
            len(day) >= person.max_interviews
            or self._held[employer] >= booth.max_interviews
            or employer in day.values()
        ):
            return False
        for slot in sorted(person.free_slots & booth.open_slots):
            if self._may(seeker, employer, slot):
                self._put(seeker, employer, slot)
                return True
        return False

    def _may(self, seeker: int, employer: int, slot: int) -> bool:
        person, booth, day = self.people[seeker], self.booths[employer], self.days[seeker]
        kind = person.resource
        beside = [day[when] for when in (slot - 1, slot + 1) if when in day]
        return (
            slot not in day
            and self._taken[employer, slot] < booth.interviewers
            and (kind is None or self._used[kind, slot] < self._units[kind][slot])
            and not (person.needs_rest and beside)
            and not any(self.problem.are_far(self.booths[other].zone, booth.zone) for other in beside)
        )

    def interviews(self) -> Interviews:
        """Give everything that was put down."""
        return tuple(
            (seeker, employer, slot) for seeker, day in self.days.items() for slot, employer in day.items()
        )


def wishes_of(problem: Problem) -> dict[int, list[tuple[float, int]]]:
    """Give each person's employers, must pairs first and then the best fit, as (-worth, employer)."""
    wishes: dict[int, list[tuple[float, int]]] = {seeker.id: [] for seeker in problem.seekers}
    for pair in problem.pairs():
        if (pair.seeker, pair.employer) not in problem.forbidden:
            promised = (pair.seeker, pair.employer) in problem.must
            wishes[pair.seeker].append((-pair.fit - promised, pair.employer))
    for wish in wishes.values():
        wish.sort()
    return wishes


def by_score(problem: Problem) -> Interviews:
    """Plan as a spreadsheet sorted by fit does: the best pair first, in its first free slot."""
    seating = Seating(problem)
    pairs = [
        (worth, seeker, employer) for seeker, wish in wishes_of(problem).items() for worth, employer in wish
    ]
    for _, seeker, employer in sorted(pairs):
        seating.seat(seeker, employer)
    return seating.interviews()


def greedy_rounds(problem: Problem) -> Interviews:
    """Give everybody in turn, fewest choices first, the best fit that has a seat left, round by round."""
    seating, wishes = Seating(problem), wishes_of(problem)
    hours = {seeker.id: len(seeker.free_slots) for seeker in problem.seekers}
    order = sorted(wishes, key=lambda seeker: (len(wishes[seeker]) * hours[seeker], seeker))
    left = {seeker: deque(wishes[seeker]) for seeker in order}
    for _ in range(max((seeker.max_interviews for seeker in problem.seekers), default=0)):
        for seeker, wish in left.items():
            while wish:
                # A seat that is not there now will not be there later.
                _, employer = wish.popleft()
                if seating.seat(seeker, employer):
                    break
    return seating.interviews()


def deferred_acceptance(problem: Problem) -> Interviews:
    """Let people propose and employers keep whom they fit best; then find slots, tight days first.

    References
    ----------
    D. Gale and L. S. Shapley, College admissions and the stability of marriage, American Mathematical
    Monthly 69 (1962); here with as many places as people and employers have interviews to give.
    """
    seating = Seating(problem)
    for seeker, employer in _in_order(problem, _accepted(problem)):
        seating.seat(seeker, employer)
    return seating.interviews()


def _accepted(problem: Problem) -> dict[int, set[int]]:
    left = {seeker: deque(wish) for seeker, wish in wishes_of(problem).items()}
    places = {
        one.id: min(one.max_interviews, one.interviewers * len(one.open_slots)) for one in problem.employers
    }
    kept: dict[int, list[tuple[float, int]]] = {one.id: [] for one in problem.employers}
    matched: dict[int, set[int]] = {one.id: set() for one in problem.seekers}
    caps = {one.id: min(one.max_interviews, len(one.free_slots)) for one in problem.seekers}
    waiting = deque(sorted(left))
    while waiting:
        seeker = waiting.popleft()
        while len(matched[seeker]) < caps[seeker] and left[seeker]:
            worth, employer = left[seeker].popleft()
            heapq.heappush(kept[employer], (-worth, seeker))
            matched[seeker].add(employer)
            if len(kept[employer]) > places[employer]:
                _, refused = heapq.heappop(kept[employer])
                matched[refused].remove(employer)
                if refused != seeker:
                    waiting.append(refused)
    return matched


def _in_order(problem: Problem, matched: dict[int, set[int]]) -> Iterator[tuple[int, int]]:
    """Give must pairs first, then the people with the least room in their day."""
    yield from sorted(problem.must)
    room = {one.id: len(one.free_slots) - len(matched[one.id]) for one in problem.seekers}
    for seeker in sorted(matched, key=lambda one: (room[one], one)):
        yield from ((seeker, employer) for employer in sorted(matched[seeker]))


PEERS: dict[str, Callable[[Problem], Interviews]] = {
    "by score": by_score,
    "greedy rounds": greedy_rounds,
    "deferred acceptance": deferred_acceptance,
}
