"""Operations of the lower levels of the grammar: numbers, and dates and times as the calendar gives them.

In:  what a pattern captured.
Out: a number or a `Meaning`, or None where the words are no date after all.
"""

from __future__ import annotations

import re
from typing import Any

from sayso.dating.meaning import Captured, Meaning, operation, possible

# ── level 1: numbers (plain values, no Meaning) ─────────────────────────────────────────────────────────────────────


@operation
def total(c: Captured) -> Any:
    """twenty-five, twenty-first: the sum."""
    return sum(v for values in c.values.values() for v in values)


@operation
def hundreds(c: Captured) -> Any:
    """two hundred and five."""
    head = c.values["DIGIT"][0] if "DIGIT" in c.values and not c.words.startswith("a ") else 1
    units = sum(v for values in c.values.values() for v in values)
    return head * 100 + units - (head if "DIGIT" in c.values and not c.words.startswith("a ") else 0)


@operation
def half(c: Captured) -> Any:
    """two and a half."""
    return c.one("DIGIT", "TEEN", "INT") + 0.5


@operation
def number(c: Captured, value: str = "X") -> Any:
    """A number word with a fixed value, X where vague."""
    return "X" if value == "X" else float(value)


# ── level 2: dates and times as the calendar gives them ─────────────────────────────────────────────────────────────


def _year(c: Captured) -> int | None:
    year = c.one("YEAR", "NUMYEAR")
    return -year if year and c.one("ERA") == "BC" else int(year) if year else None


@operation
def date_(c: Captured, last: str = "", first: str = "") -> Meaning | None:
    """Any of day, month, year as captured. `last`: of two days the second; `first`: of two dates the first."""
    del first  # the first of each class is taken anyway
    year, month = _year(c), c.one("MONTH")
    day = c.values["DAY"][-1] if last else c.one("DAY", "DAYORD", "ORD")
    if month and day and not possible(year, month, day):
        return None
    return Meaning("point", year=year, month=month, day=day)


@operation
def bc_year(c: Captured) -> Meaning:
    """A bare number of two or three digits: a year only where the text speaks of years before Christ."""
    return Meaning("point", year=-c.one("NUMYEAR"), bc_only=True)


@operation
def short_year(c: Captured) -> Meaning:
    """'96, or the second of 1996–97: the century of the year before it, else of the year mentioned last."""
    full = c.one("YEAR")
    if full:
        year = full - full % 100 + c.one("YY")
        return Meaning("point", year=year if year >= full else None, literal="" if year >= full else "no")
    return Meaning("point", literal=f"'{c.one('YY'):02}")


@operation
def decade(c: Captured) -> Meaning:
    """the 1870s, the sixties, '60s."""
    if "YYS" not in c.values and "TENSDECADE" not in c.values:
        value = f"{c.one('DECADE', 'BCDECADE'):03}"
        return Meaning("point", literal=f"BC{value}" if c.one("ERA") == "BC" else value)
    tens = c.one("TENSDECADE") if "TENSDECADE" in c.values else c.one("YYS") // 10
    return Meaning("point", literal=f"'{tens}")


@operation
def century(c: Captured) -> Meaning:
    """the nineteenth century: 18; the 4th century BC: BC03."""
    value = f"{c.one('ORD') - 1:02}"
    return Meaning("point", literal=f"BC{value}" if c.one("ERA") == "BC" else value)


@operation
def season(c: Captured, first: str = "") -> Meaning:
    """(the) summer (of 1914)."""
    del first
    return Meaning("point", year=_year(c), tail=c.one("SEASON"), amount=1)


@operation
def quarter(c: Captured) -> Meaning | None:
    """the third quarter of 2021."""
    n = c.one("ORD", "QUARTER")
    return Meaning("point", year=c.one("YEAR"), tail=f"Q{n}", amount=1) if 1 <= n <= 4 else None


@operation
def half_year(c: Captured) -> Meaning | None:
    """the second half of 2008."""
    n = 2 if c.says("latter") else c.one("ORD")
    return Meaning("point", year=c.one("YEAR"), tail=f"H{n}") if n in (1, 2) else None


@operation
def weekday(c: Captured) -> Meaning:
    """Friday."""
    return Meaning("point", weekday=c.one("WEEKDAY"))


@operation
def slashed(c: Captured) -> Meaning | None:
    """Tuesday (20/7): day first unless the second number is no month."""
    first, second = (int(x) for x in c.one("DAYMONTH").split("/"))
    day, month = (first, second) if second <= 12 else (second, first)
    return Meaning("point", month=month, day=day, weekday=c.one("WEEKDAY")) if possible(None, month, day) else None


@operation
def numeric(c: Captured) -> Meaning | None:
    """07.11.2021, 11/13/21: day first unless the second number is no month."""
    first, second, year = (int(x) for x in re.split("[./]", c.one("NUMDATE")))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    day, month = (first, second) if second <= 12 else (second, first)
    return Meaning("point", year=year, month=month, day=day) if possible(year, month, day) else None


@operation
def iso(c: Captured) -> Meaning | None:
    """2021-11-07."""
    year, month, day = (int(x) for x in c.one("ISODATE").split("-"))
    return Meaning("point", year=year, month=month, day=day) if year and possible(year, month, day) else None


@operation
def deixis(c: Captured, days: str = "") -> Meaning:
    """today, yesterday, the day before yesterday."""
    return Meaning("shift", unit="D", amount=int(days) if days else c.one("DEIXIS"), anchor="now", literal="deixis")


@operation
def holiday(c: Captured, days: str = "0") -> Meaning:
    """Christmas (1963), Christmas Eve."""
    month, day = (int(x) for x in c.one("HOLIDAY").split("-"))
    return Meaning("point", year=c.one("YEAR"), month=month, day=day + int(days))


@operation
def fixed(c: Captured, month: str, day: str) -> Meaning:
    """A holiday on a fixed day."""
    return Meaning("point", year=c.one("YEAR"), month=int(month), day=int(day))


@operation
def clock(c: Captured, hour: str = "") -> Meaning | None:
    """10:57, 5 pm, noon."""
    if hour:
        return Meaning("point", clock=(int(hour), 0))
    given = c.one("CLOCK", "MERIDIEMHOUR")
    h, minute = given if given else (c.one("HOUR", "NUM"), 0)
    meridiem = c.one("MERIDIEM")
    if not isinstance(h, int) or h > 24 or (meridiem is not None and not 1 <= h <= 12):
        return None
    return Meaning("point", clock=(h if meridiem is None else h % 12 + meridiem, minute))
