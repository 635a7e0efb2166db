"""What an employer sees of a person before an interview: skills and practical limits, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jobfair.seekers.models import Seeker
from jobfair.seekers.places import gives_away


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """The one view of a seeker that employers' pages are made from.

    No name, contact, notes, ZIP, travel, times elsewhere, needs, birthday, language preference or
    record: a page that is only given a card cannot show them.
    """

    code: str
    work: tuple[str, ...]
    skills: tuple[str, ...]
    #: how long they have worked in all
    experience: str | None
    certificates: tuple[str, ...]
    shifts: tuple[str, ...]
    days: tuple[str, ...]
    #: languages spoken at work
    languages: tuple[str, ...]
    has_driving_licence: bool | None
    #: pounds
    max_lift_pounds: int | None
    standing: str | None


def without_telling_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """The lines of a person that tell nothing of where they were."""
    return tuple(text for text in texts if not gives_away(text))


def card_of(
    seeker: Seeker, shown: Callable[[Sequence[str]], tuple[str, ...]] = without_telling_lines
) -> CandidateCard:
    """The card of a seeker.

    Parameters
    ----------
    seeker : Seeker
    shown : callable
        What employers read of the person's own lines; by default those that tell are left out.
    """
    return CandidateCard(
        code=seeker.code,
        work=shown(seeker.work),
        skills=shown(seeker.skills),
        experience=seeker.experience,
        certificates=shown(seeker.certificates),
        shifts=tuple(seeker.shifts),
        days=tuple(seeker.days),
        languages=without_telling_lines(seeker.languages),
        has_driving_licence=seeker.has_driving_licence,
        max_lift_pounds=seeker.max_lift_pounds,
        standing=seeker.standing,
    )
