"""What a plan's report says in keys and numbers, said in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobfair.interviews.sentences import CHANGE, CHANGES, DETAILS, FREE_SEAT, PROOF, UNPLACED

#: The smallest gap that is shown as a number.
LEAST_GAP = 0.0001


@dataclass(frozen=True, slots=True)
class Speaker:
    """How to say things to whoever reads.

    Parameters
    ----------
    translate
        Takes an English sentence.
    seeker, employer
        Take an id.
    starts, ends
        Take a slot's number and give the time.
    percent
        Takes a fraction.
    """

    translate: Callable[[str], str]
    seeker: Callable[[int], str]
    employer: Callable[[int], str]
    starts: Callable[[int], str]
    ends: Callable[[int], str]
    percent: Callable[[float], str]

    def proof(self, told: list[dict[str, Any]]) -> str:
        """Say what is proven about a plan, as one paragraph."""
        return " ".join(self._proven(one["key"], one["numbers"]) for one in told)

    def _proven(self, key: str, numbers: dict[str, float]) -> str:
        percent = self.percent(max(numbers.get("gap", 0.0), LEAST_GAP))
        return self.translate(PROOF[key]) % {**numbers, "percent": percent}

    def reason(self, one: dict[str, Any]) -> str:
        """Say why somebody has no interview, with the numbers behind it."""
        numbers = one["numbers"]
        told = [self.translate(UNPLACED[one["reason"]])]
        if "first_free_slot" in numbers:
            first, last = numbers["first_free_slot"], numbers["last_free_slot"]
            is_one = last - first + 1 == numbers["free_slots"]
            hours = {"start": self.starts(first), "end": self.ends(last), "count": numbers["free_slots"]}
            told.append(self.translate(DETAILS["one_stretch" if is_one else "several_stretches"]) % hours)
        if numbers.get("fitting_employers"):
            told.append(self._detail("fitting_employers", numbers))
        if one["reason"] == "full_in_several_ways":
            ways = ("booths_full", "employers_full", "resource_full")
            told += [self._detail(way, numbers) for way in ways if numbers[way]]
        return " ".join(told)

    def _detail(self, key: str, numbers: dict[str, int]) -> str:
        return self.translate(DETAILS[key]) % {"count": numbers[key]}

    def change(self, change: dict[str, Any] | None) -> str:
        """Say the smallest change that would give somebody an interview; nothing where there is none."""
        if change is None:
            return ""
        places = {"employer": self.employer(change["employer"]), "time": self.starts(change["slot"])}
        if not change["steps"]:
            return self.translate(FREE_SEAT) % places
        steps = ", ".join(self._step(step) for step in change["steps"])
        return self.translate(CHANGE) % {**places, "steps": steps}

    def _step(self, step: dict[str, Any]) -> str:
        places = {}
        if "seeker" in step:
            places = {
                "seeker": self.seeker(step["seeker"]),
                "with": self.employer(step["employer"]),
                "time": self.starts(step["slot"]),
                "new_time": self.starts(step.get("new_slot", step["slot"])),
            }
        if "first_slot" in step:
            places = {"start": self.starts(step["first_slot"]), "end": self.ends(step["last_slot"])}
        return self.translate(CHANGES[step["kind"]]) % places
