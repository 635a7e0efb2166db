"""Times of day at the fair, as they stand in files."""

from datetime import datetime
from zoneinfo import ZoneInfo


def local_clock(moment: datetime, time_zone: str) -> str:
    """A moment as the fair's local time of day, such as "09:20"."""
    return f"{moment.astimezone(ZoneInfo(time_zone)):%H:%M}"


def spoken_clock(moment: datetime, time_zone: str) -> str:
    """A moment as people at the fair say it, such as "9:20 AM"."""
    return f"{moment.astimezone(ZoneInfo(time_zone)):%I:%M %p}".lstrip("0")
