"""Whose pages these are: one's own, or the same opened by the team for somebody at the desk."""

from dataclasses import dataclass

from flask import url_for

from jobfair.web import access


@dataclass(frozen=True)
class Whose:
    """One person's pages at a fair."""

    fair_id: int
    seeker_id: int
    is_own: bool

    @property
    def by_whom(self) -> str:
        """Who changes something here, as changes of interviews name it."""
        return "seeker" if self.is_own else "helper"

    @property
    def schedule(self) -> str:
        """Address of the schedule that all these pages lead back to."""
        return self.address("my_schedule.show", "schedules.of_person")

    def address(self, own: str, of_person: str) -> str:
        """Address of a page by its endpoint for oneself, or by the one for the team."""
        if self.is_own:
            return url_for(own, fair_id=self.fair_id)
        return url_for(of_person, fair_id=self.fair_id, seeker_id=self.seeker_id)


def mine(fair_id: int) -> Whose:
    """The pages of the person who is signed in."""
    return Whose(fair_id, access.me().id, is_own=True)


def of_person(fair_id: int, seeker_id: int) -> Whose:
    """Somebody's pages, as the team opens them."""
    return Whose(fair_id, seeker_id, is_own=False)
