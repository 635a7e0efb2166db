"""Writing suggestions: what people answer, and how a fair is matched."""

from jobfair.suggestions.actions.answers import answer
from jobfair.suggestions.actions.settings import change_settings, change_words

__all__ = ["answer", "change_settings", "change_words"]
