"""The schedule to print: one HTML file that needs nothing else, with a sheet per booth and a slip per person.

A sheet names the people booked there, as employers see them: name and code once the schedule is published,
the code alone before; nothing else about anybody. Every word on it is neutral, because it lies around.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from jobfair.fairs.models import Fair
from jobfair.interviews.models import Interview, Schedule
from jobfair.reports.times import spoken_clock

TEMPLATE = "reports/schedule_to_print.html"

_environment = Environment(
    loader=PackageLoader("jobfair", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def printable_schedule(fair: Fair, schedule: Schedule | None, interviews: Iterable[Interview]) -> str:
    """The HTML of a fair's schedule; says so where nothing was planned yet."""
    published = schedule is not None and schedule.state == "published"
    rows = [_row(one, fair.time_zone, published=published) for one in interviews]
    return _environment.get_template(TEMPLATE).render(
        fair=fair,
        date=f"{fair.date:%A, %B} {fair.date.day}, {fair.date.year}",
        published=published,
        sheets=_grouped(rows, "booth", "employer"),
        slips=_grouped(rows, "name", "code"),
    )


def _row(one: Interview, time_zone: str, *, published: bool) -> dict[str, Any]:
    return {
        "at": one.slot.starts_at,
        "starts": spoken_clock(one.slot.starts_at, time_zone),
        "ends": spoken_clock(one.ends_at, time_zone),
        "booth": one.booth.label,
        "employer": one.employer.name,
        "position": one.opening.title,
        "seat": one.seat + 1,
        "code": one.seeker.code,
        "name": one.seeker.called_name if published else one.seeker.code,
    }


def _grouped(rows: list[dict[str, Any]], *keys: str) -> list[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """Rows by these keys, each group by time."""

    def key(row: dict[str, Any]) -> tuple[str, ...]:
        return tuple(row[name] for name in keys)

    ordered = sorted(rows, key=lambda row: (key(row), row["at"], row["seat"]))
    return [(group, list(found)) for group, found in groupby(ordered, key)]
