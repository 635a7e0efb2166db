"""A reason why somebody has no interview, as a line; loads no database, so planning a file stays small."""

from typing import Any

from jobfair.interviews.speech import Speaker


def in_words(one: dict[str, Any], speaker: Speaker) -> str:
    """Say why somebody has no interview and, where anything would help, the least that would."""
    change = speaker.change(one.get("change"))
    return f"{speaker.reason(one)} The least that would help: {change}" if change else speaker.reason(one)
