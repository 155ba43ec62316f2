"""The first and last day of a TIMEX3 value.

In:  a value, the reference date, and for durations whether they end or begin at the time of speaking.
Out: (earliest, latest) as ISO dates, None where open or not to be placed (before Christ, unspecified, bare durations).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Bounds = tuple[str | None, str | None]
NOWHERE: Bounds = (None, None)
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_TAIL = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)(DE|CE|WE|[YMWDHSQ])$")
TAILS = {
    "SP": ("03-01", "05-31"), "SU": ("06-01", "08-31"), "FA": ("09-01", "11-30"), "Q1": ("01-01", "03-31"),
    "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31"), "H1": ("01-01", "06-30"),
    "H2": ("07-01", "12-31"),
}  # fmt: skip
DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "DE": 3652.5, "CE": 36525.0, "Q": 91.3, "WE": 2.0}


def bounds(value: str, reference: date | None, reach: int | None = None) -> Bounds:
    """The days between which a value lies, both included. `reach`: -1 for "the past …", 1 for "the next …"."""
    day = reference.isoformat() if reference else None
    if value == "PRESENT_REF":
        return day, day
    if value == "PAST_REF":
        return None, day
    if value == "FUTURE_REF":
        return day, None
    if value.startswith("P"):
        return _stretch(value, reference, reach)
    return _calendar(value)


def _calendar(value: str) -> Bounds:
    value = value.split("-XX")[0].removesuffix("-WXX")
    if m := _POINT.match(value):
        year, month = int(m[1]), int(m[2] or 0)
        if not year:
            return NOWHERE
        if not month:
            return f"{m[1]}-01-01", f"{m[1]}-12-31"
        if m[3]:
            return value[:10], value[:10]
        return f"{value[:7]}-01", f"{value[:7]}-{monthrange(year, month)[1]:02}"
    if m := _WEEK.match(value):
        monday = date.fromisocalendar(int(m[1]), min(int(m[2]), 52), 1)
        first = monday + timedelta(days=5 if m[3] else 0)
        return first.isoformat(), (monday + timedelta(days=6)).isoformat()
    if m := _TAIL.match(value):
        if m[2] == "WI":  # winter of a year is its beginning or its end
            return f"{int(m[1]) - 1:04}-12-01", f"{int(m[1]) + 1:04}-02-28"
        first_day, last_day = TAILS[m[2]]
        return f"{m[1]}-{first_day}", f"{m[1]}-{last_day}"
    if value.isdigit() and len(value) in (2, 3):
        return f"{value:0<4}-01-01", f"{value:9<4}-12-31"
    return NOWHERE


def _stretch(value: str, reference: date | None, reach: int | None) -> Bounds:
    m = _LENGTH.match(value)
    if not m or reference is None or reach is None:
        return NOWHERE
    days = float(m[2]) / {"H": 24, "M": 1440, "S": 86400}[m[3]] if m[1] else float(m[2]) * DAYS[m[3]]
    try:
        other = reference + timedelta(days=reach * (int(days) + (days % 1 > 0)))
    except (OverflowError, ValueError):
        return NOWHERE
    first, last = sorted((reference, other))
    return first.isoformat(), last.isoformat()
