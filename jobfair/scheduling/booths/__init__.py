"""Booths: who stands where in the hall."""

from jobfair.scheduling.booths.assign import assign_booths
from jobfair.scheduling.booths.costs import walks_of
from jobfair.scheduling.booths.records import Booth, BoothError, BoothPlan, Need, Spot, UnplacedBooth
from jobfair.scheduling.booths.turns import Turn, improve_in_turns

__all__ = [
    "Booth",
    "BoothError",
    "BoothPlan",
    "Need",
    "Spot",
    "Turn",
    "UnplacedBooth",
    "assign_booths",
    "improve_in_turns",
    "walks_of",
]
