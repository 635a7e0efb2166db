"""What we understood of a person's words, while they sign up: they see it, and put it right."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from jobfair.db import instance_of
from jobfair.fairs.actions.people import edit_person
from jobfair.fairs.queries.people import attendance_at
from jobfair.fairs.views.registration import question_page, step_after
from jobfair.seekers.models import Seeker
from jobfair.seekers.work_cards import WORK
from jobfair.suggestions.forms import UnderstoodForm
from jobfair.suggestions.queries.settings import words_of_fair
from jobfair.suggestions.queries.understanding import understood_apart
from jobfair.suggestions.speech import spoken_skills
from jobfair.web import access, edge
from jobfair.web.access import Audience, audience
from jobfair.web.forms import attempt

blueprint = Blueprint("understanding", __name__, url_prefix="/fairs/<int:fair_id>/register")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words somebody wrote and what they may mean; no words for the cards that were ticked."""

    said: str
    skills: tuple[str, ...]


blueprint.add_app_template_global(spoken_skills)


@blueprint.route("/understood", methods=["GET", "POST"], endpoint="understood")
@audience(Audience.SEEKER)
def understood_page(fair_id: int) -> ResponseReturnValue:
    """Each of the person's words with what we make of it, to be kept, changed or taken away."""
    session = edge.session()
    seeker = attendance_at(session, fair_id, access.me().id).seeker
    meanings, ticked = _meanings(fair_id, seeker)
    form = UnderstoodForm(data={"skills": ticked})
    meant = [skill for meaning in meanings for skill in meaning.skills]
    # an older window may have ticked what nothing stands for any more: it is asked, not refused
    offered = list(dict.fromkeys([*meant, *(form.skills.data or [])]))
    form.skills.choices = list(zip(offered, spoken_skills(offered), strict=True))
    if form.is_submitted() and form.skip.data:
        return redirect(step_after(fair_id, "understood"))
    if form.validate_on_submit():
        with attempt(form) as tried:
            edit_person(
                session, fair_id, seeker.id, now=edge.now(), actor=access.actor(), skills=form.skills.data
            )
        if tried.ok:
            return redirect(step_after(fair_id, "understood"))
    return question_page(
        "registration/understood.html", fair_id, "understood", form=form, groups=_groups(form, meanings)
    )


def _meanings(fair_id: int, seeker: Seeker) -> tuple[list[Meaning], list[str]]:
    """All words with their meanings, then what was ticked; and what is taken to be meant."""
    session = edge.session()
    said = [text for text in seeker.work if text not in WORK]
    found = understood_apart(instance_of(session), said, words_of_fair(session, fair_id))
    ticked = list(seeker.skills)
    for one in found:
        if one.is_sure and not set(one.kinds) & set(seeker.skills):
            ticked.append(one.kinds[0])
    shown = {kind for one in found for kind in one.kinds}
    cards = tuple(skill for skill in seeker.skills if skill not in shown)
    return [*(Meaning(one.said, one.kinds) for one in found), Meaning("", cards)], ticked


def _groups(form: UnderstoodForm, meanings: list[Meaning]) -> list[tuple[str, list[Any]]]:
    """The boxes below the words they come from, each box once; those that are left below no words."""
    boxes = {option.data: option for option in form.skills}
    groups = [
        (meaning.said, [boxes.pop(skill) for skill in meaning.skills if skill in boxes])
        for meaning in meanings
        if meaning.said
    ]
    return [*groups, ("", list(boxes.values()))] if boxes else groups
