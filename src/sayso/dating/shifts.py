"""So many units before or after another date: two days later, last week, a decade ago.

In:  a `Meaning` of kind shift, a `Context`.
Out: its TIMEX3 value at the grain of the unit; the context is moved on.
"""

from __future__ import annotations

from datetime import timedelta

from sayso.dating.context import Context, Point, written
from sayso.dating.meaning import Meaning
from sayso.dating.points import pointed

DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def shifted(m: Meaning, context: Context) -> str | None:
    """So many units before or after the anchor, at the grain of the unit."""
    if m.literal == "deixis" and context.narrative and m.amount == 0 and not m.part:
        return "PRESENT_REF"
    base = _base(m, context)
    if m.amount is None:
        return "FUTURE_REF" if (m.direction or 1) > 0 else "PAST_REF"
    if base is None:
        return _unplaced(m)
    if m.unit in ("H", "TM", "TS"):
        return f"{written(base)}TXX" if base.day else None
    if m.unit in MONTHS:
        return _by_months(m, base, context)
    return _by_days(m, base, context)


def _base(m: Meaning, context: Context) -> Point | None:
    if m.base is None:
        return context.point(m.anchor)
    value = shifted(m.base, context) if m.base.kind == "shift" else pointed(m.base, context)
    return context.last if value and value[:1].isdigit() else None


def _unplaced(m: Meaning) -> str | None:
    if m.unit in ("D", "FN"):
        return "XXXX-XX-XX"
    return {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}.get(m.unit)


def _by_days(m: Meaning, base: Point, context: Context) -> str:
    if base.month is None:
        return f"{written(base)}-XX" + ("-XX" if m.unit == "D" else "") if m.unit == "D" else f"{written(base)}-WXX"
    day = base.exact()
    if day is None:
        return f"{written(base)}-XX" if m.unit == "D" and not base.day else written(base)
    try:
        moved = day + timedelta(days=round((m.amount or 0) * DAYS[m.unit]))
        if m.literal == "nearest" and context.lean <= 0 and moved.isoweekday() < 6:
            moved -= timedelta(days=7)  # the weekend just past
    except OverflowError:
        return "XXXX-XX-XX"
    if m.unit == "D":
        context.last = Point(moved.year, moved.month, moved.day)
        return moved.isoformat()
    year, week, _ = moved.isocalendar()
    return f"{year:04}-W{week:02}" + ("-WE" if m.unit == "WE" else "")


def _by_months(m: Meaning, base: Point, context: Context) -> str | None:
    months = round((m.amount or 0) * MONTHS[m.unit])
    if m.unit in ("M", "Q"):
        if base.month is None:
            return f"{written(base)}-XX"
        index = base.year * 12 + base.month - 1 + months
        year, month = divmod(index, 12)
        point = Point(year, month + 1)
        value = written(point) if m.unit == "M" else written(Point(year), f"Q{month // 3 + 1}")
    else:
        year = base.year + months // 12
        point = Point(year)
        value = written(point)
    if not -4000 < point.year < 4000 or point.year == 0:
        return None
    if m.unit in ("DE", "CE"):
        digits = f"{abs(point.year):04}"[: 3 if m.unit == "DE" else 2]
        return f"BC{digits}" if point.year < 0 else digits
    if months or not (context.last and context.last.year == point.year):
        context.last = point
    return value
