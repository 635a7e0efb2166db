"""How did it go? One question a page and one tap each, by the person or by the team for them; and the counts.

Only the team reads what is said here: no page, file or message of an employer comes from this table.
"""

from functools import partial

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from jobfair.errors import Conflict
from jobfair.fairs.queries import fair_by_id
from jobfair.interviews.actions.impressions import NOTHING_TO_TELL, RATHER_NOT, tell
from jobfair.interviews.queries.impressions import (
    ANSWERS,
    impressions_of,
    may_be_told,
    next_to_tell,
    said_to,
    told_by_employer,
)
from jobfair.interviews.queries.schedules import interview_of_seeker
from jobfair.interviews.views import whose
from jobfair.interviews.views.whose import Whose
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience

blueprint = Blueprint("impressions", __name__, url_prefix="/fairs/<int:fair_id>")

MINE = "/my-schedule/<int:interview_id>/how-it-went"
OF_PERSON = "/people/<int:seeker_id>/schedule/<int:interview_id>/how-it-went"
#: the questions by their word in the address; the first needs none
QUESTIONS = {name.replace("_", "-"): name for name in ANSWERS}
FIRST, *LATER = QUESTIONS
DONE = "done"
LATER_QUESTION = f"/<any({', '.join(map(repr, LATER))}):question>"


@blueprint.route(MINE, methods=["GET", "POST"])
@blueprint.route(MINE + LATER_QUESTION, methods=["GET", "POST"])
@audience(Audience.SEEKER)
def ask(fair_id: int, interview_id: int, question: str = FIRST) -> ResponseReturnValue:
    """One question about one's own interview."""
    return _ask(whose.mine(fair_id), interview_id, question)


@blueprint.route(OF_PERSON, methods=["GET", "POST"])
@blueprint.route(OF_PERSON + LATER_QUESTION, methods=["GET", "POST"])
@audience(Audience.HELPER, Audience.ORGANIZER)
def ask_for(fair_id: int, seeker_id: int, interview_id: int, question: str = FIRST) -> ResponseReturnValue:
    """The same for somebody at the desk."""
    return _ask(whose.of_person(fair_id, seeker_id), interview_id, question)


@blueprint.get(f"{MINE}/{DONE}")
@audience(Audience.SEEKER)
def done(fair_id: int, interview_id: int) -> ResponseReturnValue:
    """Thanks, what was said, and the next interview to tell of."""
    return _done(whose.mine(fair_id), interview_id)


@blueprint.get(f"{OF_PERSON}/{DONE}")
@audience(Audience.HELPER, Audience.ORGANIZER)
def done_for(fair_id: int, seeker_id: int, interview_id: int) -> ResponseReturnValue:
    """The same for somebody at the desk."""
    return _done(whose.of_person(fair_id, seeker_id), interview_id)


@blueprint.get("/schedules/how-it-went")
@audience(Audience.HELPER, Audience.ORGANIZER)
def counts(fair_id: int) -> ResponseReturnValue:
    """What people say of interviews, by employer."""
    session = edge.session()
    return render_template(
        "interviews/impression_counts.html",
        fair=fair_by_id(session, fair_id),
        employers=told_by_employer(session, fair_id, edge.now()),
        questions=ANSWERS,
    )


def _address(who: Whose, interview_id: int, word: str = FIRST) -> str:
    """Where a question about an interview stands, below the schedule, or the thanks for it."""
    start = f"{who.schedule}/{interview_id}/how-it-went"
    return start if word == FIRST else f"{start}/{word}"


def _ask(who: Whose, interview_id: int, word: str) -> ResponseReturnValue:
    session, now = edge.session(), edge.now()
    interview = interview_of_seeker(session, who.fair_id, who.seeker_id, interview_id)
    question, number = QUESTIONS[word], list(QUESTIONS).index(word)
    if request.method == "POST":
        said = request.form.get("said", "")
        told = tell(session, interview, question, said, now=now, actor=access.actor())
        after = DONE if told.took_place is False else [*LATER, DONE][number]
        return redirect(_address(who, interview_id, after))
    if not may_be_told(interview, now):
        raise Conflict(NOTHING_TO_TELL)
    return render_template(
        "interviews/how_it_went.html",
        fair=fair_by_id(session, who.fair_id),
        one=interview,
        question=question,
        number=number + 1,
        answers=ANSWERS,
        rather_not=RATHER_NOT,
        said=said_to(question, impressions_of(session, [interview]).get(interview_id)),
        back=_address(who, interview_id, list(QUESTIONS)[number - 1]) if number else who.schedule,
    )


def _done(who: Whose, interview_id: int) -> ResponseReturnValue:
    session = edge.session()
    interview = interview_of_seeker(session, who.fair_id, who.seeker_id, interview_id)
    told = impressions_of(session, [interview]).get(interview_id)
    if told is None:
        return redirect(_address(who, interview_id))
    following = next_to_tell(session, who.fair_id, who.seeker_id, edge.now())
    return render_template(
        "interviews/how_it_went_done.html",
        one=interview,
        told=told,
        following=following,
        address=partial(_address, who),
        schedule=who.schedule,
    )
