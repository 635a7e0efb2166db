"""What an employer sees of a person before an interview: skills and practical limits, and nothing else."""

from dataclasses import dataclass

from jobfair.seekers.models import Seeker


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


def card_of(seeker: Seeker) -> CandidateCard:
    """The card of a seeker."""
    return CandidateCard(
        code=seeker.code,
        work=tuple(seeker.work),
        skills=tuple(seeker.skills),
        experience=seeker.experience,
        certificates=tuple(seeker.certificates),
        shifts=tuple(seeker.shifts),
        days=tuple(seeker.days),
        languages=tuple(seeker.languages),
        has_driving_licence=seeker.has_driving_licence,
        max_lift_pounds=seeker.max_lift_pounds,
        standing=seeker.standing,
    )
