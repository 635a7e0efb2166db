"""Hours in which nobody is woken by a message."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobfair.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `starts` to `ends`, local, past midnight where the end is earlier; none where they are equal."""

    starts: time = time(20)
    ends: time = time(8)

    def until(self, now: datetime, time_zone: str) -> datetime | None:
        """When they are over, in UTC; None while they are not.

        >>> QuietHours().until(datetime(2026, 6, 6, 2, 0, tzinfo=UTC), "America/Chicago").isoformat()
        '2026-06-06T13:00:00+00:00'
        """
        local = now.astimezone(ZoneInfo(time_zone))
        clock = local.time()
        if self.starts <= self.ends:
            is_quiet = self.starts <= clock < self.ends
        else:
            is_quiet = clock >= self.starts or clock < self.ends
        if not is_quiet:
            return None
        day = local.date() + timedelta(days=1 if clock >= self.ends else 0)
        # in an hour that comes twice, at the end of summer time, the end is in the same of both
        return datetime.combine(day, self.ends, local.tzinfo).replace(fold=local.fold).astimezone(UTC)


def read_quiet_hours(text: str) -> QuietHours:
    """Quiet hours such as "20:00-08:00"; nothing between is quiet where the text is empty.

    Raises
    ------
    Invalid
        It cannot be read.
    """
    if not text.strip():
        return QuietHours(time(0), time(0))
    try:
        starts, ends = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise Invalid(N_("Quiet hours look like 20:00-08:00, not “%(value)s”."), value=text) from None
    return QuietHours(starts, ends)
