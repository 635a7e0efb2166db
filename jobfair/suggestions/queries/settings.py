"""Reading how a fair is matched: its settings and its own words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.matching import BusHours
from jobfair.suggestions.models import FairWord, MatchingSettings


def matching_settings(session: Session, fair_id: int) -> MatchingSettings:
    """The settings of a fair; where nobody set any, the usual ones, in a row that is not stored."""
    stored = session.get(MatchingSettings, fair_id)
    return stored or MatchingSettings(fair_id=fair_id, crowding_percent=0)


def bus_hours(settings: MatchingSettings) -> BusHours:
    """The first and last bus as matching knows them."""
    return BusHours(settings.first_bus, settings.last_bus)


def words_of_fair(session: Session, fair_id: int) -> tuple[tuple[str, str], ...]:
    """A fair's own words, each with its meaning, in the order they were given."""
    found = select(FairWord.label, FairWord.meaning).where(FairWord.fair_id == fair_id).order_by(FairWord.id)
    return tuple((row.label, row.meaning) for row in session.execute(found))
