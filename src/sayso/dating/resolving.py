"""From meanings to TIMEX3 values: what "April", "Friday" or "two days later" is, given what came before.

In:  a `Meaning`, and a `Context`: the reference date, the register, the date mentioned last.
Out: a value as in TIMEX3, or None where the words turn out to be no time; the context is moved on.
The rule of registers: in news a date without a year is reckoned from the day of writing; in a narrative, which carries
its own years, from the date mentioned last (Mazur and Dale 2010; Strötgen and Gertz 2013).
"""

from __future__ import annotations

from datetime import date, timedelta

from sayso.dating.meaning import Meaning, length, possible

DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Point:
    """A calendar date as far as known: `day` needs `month`, `month` needs `year` (negative: before Christ)."""

    __slots__ = ("day", "month", "part", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None, part: str = "") -> None:
        self.year, self.month, self.day, self.part = year, month, day, part

    def exact(self) -> date | None:
        """The day, where it is known and after Christ."""
        return date(self.year, self.month, self.day) if self.month and self.day and self.year > 0 else None


class Context:
    """What a value depends on. `reference`: the day of writing, if known. `lean`: 1 where the sentence looks ahead.

    `opens`: the expression stands in a heading or opens a sentence, so that a year there begins a stretch of the story.
    """

    def __init__(self, reference: date | None, narrative: bool) -> None:
        self.reference, self.narrative = reference, narrative
        self._last: Point | None = None
        self.fine: Point | None = None
        self.lean = 0
        self.opens = False

    @property
    def last(self) -> Point | None:
        """The date mentioned last; `fine` is the last of them that says a month."""
        return self._last

    @last.setter
    def last(self, point: Point | None) -> None:
        self._last = point
        if point and point.month:
            self.fine = point

    def point(self, anchor: str) -> Point | None:
        """The date that a relative expression hangs on."""
        now = Point(self.reference.year, self.reference.month, self.reference.day) if self.reference else None
        if self.narrative:
            return self.last or now
        return now if anchor == "now" else self.last or now


def written(point: Point, tail: str = "") -> str:
    """A point as TIMEX3."""
    year = f"{point.year:04}" if point.year > 0 else f"BC{-point.year:04}"
    if tail:
        return f"{year}-{tail}"
    return year + (f"-{point.month:02}" if point.month else "") + (f"-{point.day:02}" if point.day else "")


def resolve(m: Meaning, context: Context) -> str | None:
    """The value of a meaning in its context."""
    if m.kind == "duration":
        return m.literal
    if m.kind == "ref":
        return m.literal
    if m.kind == "set":
        return _set(m, context)
    value = _shifted(m, context) if m.kind == "shift" else _pointed(m, context)
    return None if value is None else value + _time(m)


def _time(m: Meaning) -> str:
    if m.clock:
        return f"T{m.clock[0]:02}:{m.clock[1]:02}"
    return f"T{m.part}" if m.part else ""


def _set(m: Meaning, context: Context) -> str:
    if m.literal.startswith("T"):
        return "XXXX-XX-XX" + m.literal
    if m.literal:
        return m.literal
    if context.narrative and m.amount == 1:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(m.unit, length(1, m.unit))
    return length(m.amount, m.unit)


# ── points ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pointed(m: Meaning, context: Context) -> str | None:
    if m.literal:
        return _literal(m, context)
    if m.bc_only and not (context.last and context.last.year < 0):
        return None
    if m.weekday is not None and m.month is None:
        return _weekday(m, context)
    if m.tail:
        return _tailed(m, context)
    if m.month is None and m.day is None and m.year is None:
        return _hanging(m, context)
    point = _completed(m, context)
    if point is None:
        return f"XXXX-{m.month:02}" + (f"-{m.day:02}" if m.day else "") if m.month else None
    if point.month and point.day and not possible(point.year, point.month, point.day):
        return None
    bare = m.month is None and m.day is None
    if not (context.narrative and bare and _inside(context, point)):
        context.last = point
        if bare and context.opens:
            context.fine = None
    return written(point)


def _inside(context: Context, point: Point) -> bool:
    """A bare year that the date mentioned last lies in tells nothing new."""
    return bool(context.last and context.last.year == point.year)


def _literal(m: Meaning, context: Context) -> str | None:
    if m.literal == "no":
        return None
    if not m.literal.startswith("'"):
        return m.literal
    near = context.point("now")
    digits = m.literal[1:]
    hundreds = (near.year if near and near.year > 0 else 1950) // 100
    if len(digits) == 2:
        year = hundreds * 100 + int(digits)
        year -= 100 if near and year > near.year + 20 else 0
        context.last = Point(year)
        return f"{year:04}"
    return f"{hundreds if near and int(digits) * 10 <= near.year % 100 else hundreds - 1:02}{digits}"


def _completed(m: Meaning, context: Context) -> Point | None:
    """A point with the year, or year and month, that the words leave out."""
    if m.year is not None:
        return Point(m.year, m.month, m.day)
    near = context.point("last" if m.month is None else m.anchor if m.direction is not None else "now")
    if near is None and m.direction is None and context.fine:
        return Point(_story_year(m.month or 1, context.fine, context.fine), m.month, m.day)
    if near is None:
        return None
    if m.month is None:
        return Point(near.year, near.month, m.day) if near.month else None
    if m.unit == "Y":
        return Point(near.year + (m.direction or 0), m.month, m.day)
    if context.narrative:
        if m.direction is None and context.fine:
            return Point(_story_year(m.month, near, context.fine), m.month, m.day)
        return Point(_narrative_year(m.month, near, m.direction), m.month, m.day)
    return Point(_news_year(m, near, context.lean), m.month, m.day)


BACKWARD, OTHER_YEAR, TURN = 1.5, 2.0, 8.0


def _story_year(month: int, near: Point, fine: Point) -> int:
    """The year that carries a story on: of the year mentioned last, the year of the last month told and the one after.

    A story goes forward by small steps. Going back costs more than going on (BACKWARD times the months), leaving the
    year mentioned last costs OTHER_YEAR months, and passing the turn of the year unsaid costs TURN.
    """

    def cost(year: int) -> float:
        months = (year - fine.year) * 12 + month - (fine.month or 1)
        away = 0.0 if year == near.year else OTHER_YEAR if year == fine.year else TURN
        return away + (months if months >= 0 else -BACKWARD * months)

    return min((near.year, fine.year, fine.year + 1), key=cost)


def _narrative_year(month: int, near: Point, direction: int | None) -> int:
    """The year of the date mentioned last; the one after where the story passed the turn of the year."""
    if direction == -1:
        return near.year if near.month and month < near.month else near.year - 1
    if direction == 1:
        return near.year if near.month and month > near.month else near.year + 1
    return near.year + (1 if near.month and near.month - month >= 9 else 0)


def _news_year(m: Meaning, near: Point, lean: int) -> int:
    """The year in which the date lies nearest, on the side that the words or the tense of the sentence speak for."""
    if m.weekday and m.day:
        fitting = [
            y for y in (near.year, near.year - 1, near.year + 1) if _is_weekday(y, m.month or 1, m.day, m.weekday)
        ]
        if fitting:
            return fitting[0]
    now = (near.month or 1, near.day or 31)
    asked = (m.month or 1, m.day or (now[1] if m.month == near.month else 1))
    side = m.direction or lean
    if m.direction == 0:
        return near.year
    if side > 0:
        return near.year if asked >= now else near.year + 1
    if side < 0:
        return near.year if asked <= now else near.year - 1
    months = asked[0] - now[0]
    return near.year + (-1 if months > 6 else 1 if months < -8 else 0)


def _is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    return year > 0 and possible(year, month, day) and date(year, month, day).isoweekday() == weekday


def _weekday(m: Meaning, context: Context) -> str | None:
    """Friday: the nearest on the side that the words or the tense speak for; the day of writing itself counts."""
    near = context.point("now" if m.direction is None else m.anchor)
    base = near.exact() if near else None
    if base is None:
        return f"XXXX-WXX-{m.weekday}"
    side = m.direction or context.lean or -1
    ahead = ((m.weekday or 0) - base.isoweekday()) % 7
    if m.direction == 0 and m.anchor != "last":
        day = base + timedelta(days=(m.weekday or 0) - base.isoweekday())
    elif side > 0:
        day = base + timedelta(days=ahead or (7 if m.direction else 0))
    else:
        day = base - timedelta(days=(7 - ahead) if ahead or m.direction else 0)
    context.last = Point(day.year, day.month, day.day)
    return day.isoformat()


def _tailed(m: Meaning, context: Context) -> str | None:
    """Seasons, quarters, halves."""
    if m.year is not None:
        context.last = Point(m.year)
        return written(Point(m.year), m.tail)
    near = context.point(m.anchor if m.direction is not None else "now")
    if near is None or (context.narrative and not m.amount):
        return f"XXXX-{m.tail}"
    year = near.year
    if m.tail in SEASON_MONTH:
        year = _season_year(m, near, context)
    elif m.direction:
        year += m.direction
    elif not context.narrative and context.lean <= 0 and int(m.tail[1]) > _part_of_year(near, m.tail[0]):
        year -= 1
    context.last = Point(year) if year != near.year else context.last or Point(year)
    return written(Point(year), m.tail)


def _part_of_year(near: Point, kind: str) -> int:
    """The number of the quarter (Q) or half (H) in which a date lies."""
    return ((near.month or 12) - 1) // (3 if kind == "Q" else 6) + 1


def _season_year(m: Meaning, near: Point, context: Context) -> int:
    start = SEASON_MONTH[m.tail]
    if m.unit == "Y" or m.direction == 0:
        return near.year
    if context.narrative:
        turn = m.tail == "WI" and (near.month or 0) >= 10
        return near.year + (1 if turn else 0) + (m.direction or 0) * (0 if near.month is None else _passed(m, near))
    now = near.month or 12
    side = m.direction or context.lean
    if side > 0:
        return near.year if start > now else near.year + 1
    if side < 0:
        return near.year if start + 2 < now or (start <= now and m.direction is None) else near.year - 1
    return near.year


def _passed(m: Meaning, near: Point) -> int:
    """Whether last or next season falls outside the year of the date mentioned last."""
    start = SEASON_MONTH[m.tail]
    month = near.month or 6
    return int(start <= month) if (m.direction or 0) > 0 else int(start >= month)


def _hanging(m: Meaning, context: Context) -> str | None:
    """A part of a day or a clock without a day: the day mentioned last, else of writing; at night: any night."""
    near = context.point("last")
    if near and near.month and near.day and (m.clock or not context.narrative):
        return written(near)
    return "XXXX-XX-XX"


# ── shifts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _shifted(m: Meaning, context: Context) -> str | None:
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
    value = resolve(m.base, context)
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
