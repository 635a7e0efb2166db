"""What employers read of somebody's own words, for the pages of the person and the team."""

from flask import Blueprint

from jobfair.seekers.card import CandidateCard, card_of
from jobfair.seekers.models import Seeker
from jobfair.suggestions.queries.own_words import KeptBack, kept_back, shown_words

blueprint = Blueprint("own_words", __name__)


@blueprint.app_template_global("card_for_employers")
def card_for_employers(seeker: Seeker) -> CandidateCard:
    """The very card that employers see."""
    return card_of(seeker, shown_words)


@blueprint.app_template_global("kept_from_employers")
def kept_from_employers(texts: list[str]) -> list[KeptBack]:
    """The lines of a person that employers do not read as they were written."""
    return kept_back(texts)
