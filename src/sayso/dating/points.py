"""Calendar dates that leave something out: which April, which Friday, which summer.

In:  a `Meaning` of kind point, a `Context`.
Out: its TIMEX3 value; the context is moved on.
"""

from __future__ import annotations

from datetime import date, timedelta

from sayso.dating.context import Context, Point, written
from sayso.dating.meaning import Meaning, possible

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def pointed(m: Meaning, context: Context) -> str | None:
    """The value of a point, without its clock; None where the words turn out to be no date."""
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
    same = near is None or int(digits) * 10 <= near.year % 100
    return f"{hundreds if same else hundreds - 1:02}{digits}"


def _completed(m: Meaning, context: Context) -> Point | None:
    """A point with the year, or year and month, that the words leave out."""
    if m.year is not None:
        context.told = m.year
        return Point(m.year, m.month, m.day)
    if m.month is not None and m.direction is None and context.told is not None and not context.narrative:
        return Point(context.told, m.month, m.day)
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
    if m.direction and m.day is None:  # "last November", written in November
        return near.year + ((asked[0] <= now[0]) if m.direction > 0 else -(asked[0] >= now[0]))
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
