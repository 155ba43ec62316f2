"""What a production of the grammar means, before it is known when: `Meaning`, and the operations that build it.

In:  what a pattern captured.
Out: a `Meaning` that `resolving.py` turns into a TIMEX3 value, or None where the words are no date after all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from typing import Any

import msgspec


class Meaning(msgspec.Struct, frozen=True):
    """A time as the words give it. Years before Christ are negative; None: not said.

    kind: point (a calendar date, perhaps without its year), shift (so many units from an anchor), duration, set, ref.
    anchor: 'now' (the day of writing) or 'last' (the date mentioned last). direction: -1 last, 0 this, 1 next.
    literal: the value itself where it needs no reckoning (decade, duration, set, ref). tail: season, quarter, half.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    tail: str = ""
    part: str = ""
    clock: tuple[int, int] | None = None
    literal: str = ""
    unit: str = ""
    amount: float | None = None
    direction: int | None = None
    anchor: str = "last"
    base: Meaning | None = None
    bc_only: bool = False


class Captured:
    """The values that a pattern captured, by class, in order of the text; and the words of the whole match."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.values: dict[str, list[Any]] = {}

    def add(self, name: str, value: Any) -> None:
        """One more value of a class (AMBMONTH counts as MONTH)."""
        self.values.setdefault(name.removeprefix("AMB"), []).append(value)

    def one(self, *names: str) -> Any:
        """The first value of the first class captured, or None."""
        return next((self.values[n][0] for n in names if n in self.values), None)

    def says(self, words: str) -> bool:
        """Whether one of the words (separated by |) is among the words matched."""
        return bool(re.search(rf"(?<!\w)(?:{words})(?!\w)", self.words))

    def direction(self) -> int:
        """-1 for last, previous, past; 1 for next, following, coming; 0 for this, that, same."""
        if self.says("last|previous|preceding|prior|past"):
            return -1
        return 1 if self.says("next|following|coming|upcoming|subsequent|ensuing|succeeding") else 0

    def anchor(self) -> str:
        """'now' for this, last, next, ago; 'last' for that, the same, previous, following, later."""
        return (
            "last" if self.says("that|same|previous|preceding|prior|following|subsequent|ensuing|the next") else "now"
        )


Operation = Callable[..., "Meaning | None"]
OPERATIONS: dict[str, Any] = {}


def operation(function: Operation) -> Operation:
    """Register an operation under its name, for grammar.tsv."""
    OPERATIONS[function.__name__.rstrip("_")] = function
    return function


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


def possible(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day; without a year 29 February passes."""
    leap_or_given = year if year and year > 0 else 2000
    return 1 <= month <= 12 and 1 <= day <= monthrange(leap_or_given, month)[1]


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


# ── level 3: relative times, parts of days, durations, sets ─────────────────────────────────────────────────────────


@operation
def relative_unit(c: Captured, unit: str = "") -> Meaning:
    """last week, this year, the following day, that month; the weekend (with a fixed unit: the nearest)."""
    if unit:
        return Meaning("shift", unit=unit, amount=0, anchor="now", literal="nearest")
    return Meaning("shift", unit=c.one("ONEUNIT"), amount=c.direction(), anchor=c.anchor())


@operation
def part_of_unit(c: Captured) -> Meaning:
    """later that month, the end of the year, early this week."""
    anchor = "last" if c.says("that|same|the|month's|year's") and not c.says("this|last|next") else "now"
    return Meaning("shift", unit=c.one("UNIT"), amount=c.direction(), anchor=anchor)


@operation
def relative_month(c: Captured) -> Meaning:
    """last June."""
    return Meaning("point", month=c.one("MONTH"), direction=c.direction(), anchor=c.anchor())


@operation
def relative_season(c: Captured) -> Meaning:
    """next spring, the summer of that year."""
    return Meaning("point", tail=c.one("SEASON"), direction=c.direction(), anchor=c.anchor(), amount=1)


@operation
def relative_weekday(c: Captured) -> Meaning:
    """last Friday."""
    return Meaning("point", weekday=c.one("WEEKDAY"), direction=c.direction(), anchor=c.anchor())


@operation
def same_year(c: Captured, years: str = "0") -> Meaning | None:
    """November of that year, July 25 of the following year."""
    inner: Meaning = c.one("DATE")
    if inner.kind != "point" or inner.year is not None or inner.literal:
        return None
    return msgspec.structs.replace(inner, direction=int(years), unit="Y", anchor=c.anchor())


@operation
def shift(c: Captured, back: str = "", now: str = "") -> Meaning:
    """two days later, a week ago, months before, the day after."""
    plural = "PLURALUNIT" in c.values and "NUM" not in c.values
    amount = None if plural else _amount(c)
    sign = -1 if back else 1
    return Meaning(
        "shift", unit=c.one("UNIT", "PLURALUNIT"), amount=None if amount is None else sign * amount, direction=sign,
        anchor="now" if now else "last",
    )  # fmt: skip


def _amount(c: Captured) -> float | None:
    """The number captured; 1 for `a`; None where vague."""
    given = c.one("NUM")
    if given == "X":
        return None
    return 1.0 if given is None else float(given)


@operation
def shift_from(c: Captured, back: str = "") -> Meaning:
    """two days after 5 May."""
    amount, sign = _amount(c), -1 if back else 1
    value = None if amount is None else sign * amount
    return Meaning("shift", unit=c.one("UNIT"), amount=value, direction=sign, base=c.one("DATE"))


@operation
def day_of_month(c: Captured) -> Meaning:
    """the 20th: of the month mentioned last."""
    return Meaning("point", day=c.one("DAYORD"))


@operation
def relative_part(c: Captured) -> Meaning:
    """last night, that morning, the following evening."""
    return Meaning("shift", unit="D", amount=c.direction(), anchor=c.anchor(), part=c.one("PART"))


@operation
def this_part(c: Captured, part: str) -> Meaning:
    """tonight."""
    return Meaning("shift", unit="D", amount=0, anchor="now", part=part)


@operation
def part_(c: Captured) -> Meaning | None:
    """Friday night, the morning of 19 April."""
    inner: Meaning = c.one("DATE")
    return msgspec.structs.replace(inner, part=c.one("PART")) if inner.kind in ("point", "shift") else None


@operation
def bare_part(c: Captured) -> Meaning:
    """at night, the afternoon."""
    return Meaning("point", part=c.one("BAREPART"))


def length(amount: float | None, unit: str) -> str:
    """An ISO 8601 duration: P3D, PT40H, PXW; a fortnight is two weeks."""
    if unit == "FN":
        amount, unit = None if amount is None else amount * 2, "W"
    written = "X" if amount is None else f"{amount:g}"
    return f"PT{written}{unit[-1]}" if unit in ("H", "TM", "TS") else f"P{written}{unit}"


@operation
def duration(c: Captured, plus: str = "") -> Meaning | None:
    """three days, a week, the past 40 hours, 15-year-old; three quarters is no time."""
    amount = _amount(c)
    unit = c.one("UNIT", "ONEUNIT")
    if unit == "Q" and _reach(c) is None and not c.says("consecutive|straight"):
        return None
    if amount is not None and (plus or c.says("and a half|and - a - half")):
        amount += 0.5 if "NUM" not in c.values or float(c.one("NUM")).is_integer() else 0
    return Meaning("duration", literal=length(amount, unit), unit=unit, amount=amount, direction=_reach(c))


def _reach(c: Captured) -> int | None:
    """Whether a duration ends (-1) or begins (1) at the time of speaking; None: no telling."""
    return -1 if c.says("past|last") else 1 if c.says("next|coming") else None


@operation
def first_unit(c: Captured) -> Meaning | None:
    """the last week of August: a week."""
    words = {"week": "W", "month": "M", "hour": "H", "year": "Y", "decade": "DE"}
    unit = next((u for w, u in words.items() if c.says(w)), "")
    return Meaning("duration", literal=length(1, unit), unit=unit) if unit else None


@operation
def vague_duration(c: Captured) -> Meaning:
    """days, the coming years."""
    return Meaning("duration", literal=length(None, c.one("PLURALUNIT")), unit=c.one("PLURALUNIT"), direction=_reach(c))


@operation
def ref(c: Captured, value: str = "") -> Meaning:
    """now, recently, the future."""
    return Meaning("ref", literal=value or c.one("NOW", "PRESENTADJ", "RECENT", "FUTURE", "FORMER"))


OFTEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}  # daily, weekly, monthly, annually


@operation
def every(c: Captured) -> Meaning:
    """every day, weekly, each Friday."""
    day = c.one("WEEKDAY")
    tail = c.one("PART", "SEASON", "MONTH")
    literal = (
        f"XXXX-WXX-{day}"
        if day
        else f"T{tail}"
        if "PART" in c.values
        else f"XXXX-{tail:02}"
        if "MONTH" in c.values
        else ""
    )
    literal = literal or (f"XXXX-{tail}" if tail else "") or OFTEN.get(c.one("SETWORD"), "")
    return Meaning("set", literal=literal, unit=c.one("UNIT", "SETWORD") or "", amount=_amount(c))


@operation
def per(c: Captured) -> Meaning:
    """per week."""
    return Meaning("set", literal=length(1, c.one("UNIT")))


# ── level 4: dates and durations with words around them ─────────────────────────────────────────────────────────────


@operation
def edge(c: Captured) -> Meaning:
    """early October, the end of 1914, late Friday night: the value stays."""
    inner: Meaning = c.one("DATE", "TIME")
    return msgspec.structs.replace(inner, amount=1) if inner.tail else inner


@operation
def same(c: Captured) -> Meaning:
    """more than twenty years: the value stays."""
    inner: Meaning = c.one("DURATION")
    return inner


@operation
def week_of(c: Captured) -> Meaning | None:
    """the week of 3 May."""
    inner: Meaning = c.one("DATE")
    return Meaning("shift", unit="WE" if c.says("weekend") else "W", amount=0, base=inner) if inner.day else None


@operation
def clock_on(c: Captured) -> Meaning | None:
    """10 pm last night, Friday at noon: the clock of one, the day of the other."""
    parts: list[Meaning] = c.values.get("DATE", []) + c.values.get("TIME", [])
    times = [p for p in parts if p.clock]
    days = [p for p in parts if not p.clock]
    if len(times) != 1 or len(days) != 1 or days[0].kind not in ("point", "shift"):
        return None
    hour, minute = times[0].clock or (0, 0)
    return msgspec.structs.replace(days[0], part="", clock=(hour, minute))
