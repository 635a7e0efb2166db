"""Telling how an interview went: one answer at a time, and the last word counts."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import lock_row
from jobfair.errors import N_, Conflict, Invalid
from jobfair.interviews.models import Interview, InterviewImpression
from jobfair.interviews.queries.impressions import ANSWERS, impressions_of, may_be_told

#: the answer that leaves a question without one
RATHER_NOT = "rather_not"
NOTHING_TO_TELL = N_("There is nothing to tell yet: this interview has not begun, or it is off.")


def tell(
    session: Session, interview: Interview, question: str, said: str, *, now: datetime, actor: Actor
) -> InterviewImpression:
    """Note what a person says to one question about an interview, in place of what they said to it before.

    Parameters
    ----------
    question, said : str
        One of `ANSWERS` and one of its answers, or `RATHER_NOT`.

    Raises
    ------
    Conflict
        The interview has not begun, or was given up.
    Invalid
        This is no answer to the question.
    """
    if said not in (*ANSWERS[question], RATHER_NOT):
        raise Invalid(N_("Please choose one."))
    lock_row(session, interview.schedule)  # so a button that is pressed twice stores one row
    session.refresh(interview)
    if not may_be_told(interview, now):
        raise Conflict(NOTHING_TO_TELL)
    told = impressions_of(session, [interview]).get(interview.id) or InterviewImpression(interview=interview)
    _answer(told, question, None if said == RATHER_NOT else said)
    told.said_at = now
    session.add(told)
    session.flush()
    audit.record(
        session,
        "interview.tell",
        now=now,
        actor=actor,
        on=("interview", interview.id),
        fair_id=interview.schedule.fair_id,
    )
    return told


def carry_impressions(session: Session, before: Iterable[Interview], after: Iterable[Interview]) -> None:
    """Let what was said of interviews stay with them where they stand in a new version of the schedule."""
    instead = {_same_interview(row): row for row in after}
    for told in impressions_of(session, before).values():
        told.interview = instead.get(_same_interview(told.interview), told.interview)
    session.flush()


def _answer(told: InterviewImpression, question: str, said: str | None) -> None:
    """Answer one question, and keep the others in line: only what took place can go well."""
    if question == "took_place":
        told.took_place = None if said is None else said == "yes"
        if said == "no":
            told.went = told.next_step = None
        return
    setattr(told, question, said)
    if said is not None and told.took_place is False:
        told.took_place = True


def _same_interview(interview: Interview) -> tuple[int, int, int]:
    return interview.seeker_id, interview.employer_id, interview.slot_id
