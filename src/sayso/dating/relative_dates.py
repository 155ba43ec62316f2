"""Operations of the upper levels of the grammar: relative times, parts of days, durations, sets, and words around them.

In:  what a pattern captured.
Out: a `Meaning`, or None where the words are no time after all.
"""

from __future__ import annotations

import msgspec

from sayso.dating.meaning import Captured, Meaning, length, operation

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
