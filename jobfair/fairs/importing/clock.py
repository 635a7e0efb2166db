"""Times of day as people write them: "9", "9:30am", "1 pm", "noon - appointment 12:30", "13h15"."""

import re
from dataclasses import dataclass
from datetime import time

from jobfair.fairs.importing.cell_text import fold

#: words for a time; English and Spanish
NAMED = {
    "noon": time(12),
    "midday": time(12),
    "mediodia": time(12),
    "midnight": time(0),
    "medianoche": time(0),
}
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:\s?[:h]\s?(?P<minute>\d{2})(?::\d{2})?|\.(?P<dotted>\d{2}))?\s*"
    r"(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?|[ap]\b|(?:de|por) la (?:manana|tarde|noche))?(?![\d])"
)
FRACTION = re.compile(r"0?\.\d+")
#: words around a time that tell nothing more
FILLERS = re.compile(
    r"at|by|from|to|until|till|after|before|about|around|and|or|the|a|las?|desde|hasta|o|y|de|hrs?|h|hours?|horas?|"
    r"o'?clock|sharp"
)


class NotATime(ValueError):
    """No time of day was found, or one that no day has; `shown` is the part that looks like one."""

    def __init__(self, shown: str) -> None:
        super().__init__(shown)
        self.shown = shown


@dataclass(frozen=True, slots=True)
class Times:
    """The times of day a cell names, in the order given, and whether it says anything besides."""

    times: tuple[time, ...]
    has_words: bool


def read_times(text: str, *, afternoon_below: int = 0) -> Times:
    """Find the times of day in a cell.

    Parameters
    ----------
    afternoon_below : int
        Hours below this one, without a leading zero and without "am" or "pm", are in the afternoon: at a
        fair nobody comes at "1" in the night.

    Raises
    ------
    NotATime
        There is no time in it, or an impossible one such as "25:99".

    Examples
    --------
    >>> read_times("noon - dentist 12:30").times, read_times("1", afternoon_below=7).times
    ((datetime.time(12, 0), datetime.time(12, 30)), (datetime.time(13, 0),))
    """
    plain = fold(text)
    if FRACTION.fullmatch(plain):
        minutes = round(float(plain) * 24 * 60)
        return Times((time(minutes // 60 % 24, minutes % 60),), has_words=False)
    found: list[tuple[int, time]] = [
        (match.start(), NAMED[match.group()])
        for match in re.finditer("|".join(rf"\b{word}\b" for word in NAMED), plain)
    ]
    rest = re.sub("|".join(rf"\b{word}\b" for word in NAMED), " ", plain)
    for match in CLOCK.finditer(plain):
        found.append((match.start(), _clock(match, afternoon_below)))
    rest = CLOCK.sub(" ", rest)
    if not found:
        raise NotATime("")
    words = [word for word in re.findall(r"[^\W\d_]+(?:'\w+)?|\d+", rest) if not FILLERS.fullmatch(word)]
    return Times(tuple(value for _, value in sorted(found)), has_words=bool(words))


def _clock(match: re.Match[str], afternoon_below: int) -> time:
    hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"] or 0)
    half = (match["half"] or "").replace(".", "").replace(" ", "")
    late = (half.startswith("p") and "manana" not in half) or half.endswith(("tarde", "noche"))
    early = half.startswith("a") or half.endswith("manana")
    if (late or early) and not 1 <= hour <= 12:
        late = early = False
        if half.startswith("a") or hour == 0:
            raise NotATime(match.group().strip())
    if late or early:
        hour = hour % 12 + (12 if late else 0)
    elif hour < afternoon_below and hour and not match["hour"].startswith("0"):
        hour += 12
    if hour > 23 or minute > 59:
        raise NotATime(match.group().strip())
    return time(hour, minute)
