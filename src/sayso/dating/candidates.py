"""Dates written in a page, in any usual form and order and many languages: candidates for the page's own date.

In:  a text (or a URL) and its languages.
Out: `Candidate`s in order; an order of day and month that the form leaves open stays open (`swapped`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from sayso.dating.names import month as month_of
from sayso.dating.names import weekday as weekday_of

FIRST_YEAR, LAST_YEAR = 1990, 2035  # the web has no pages before; after it a number is no year of publication

_LETTER = r"[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0981-\u09e3\u0a01-\u0a4d\u0b82-\u0d4d]"
_WORD = rf"(?<![^\W_])((?:{_LETTER}){{2,15}})"
_GAP = r"[\s,./–-]{0,3}"
_OF = r"(?:(?:of|de|del|di|den|da|do|ta’)\s)?"
_YEAR = r"((?:19|20)\d\d|['’]\d\d|\d\d(?=[^\d.:/%€$-]|\.?\s|$))"
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(r"(?<![\d/.-])((?:19|20)\d\d)([-/.] ?)(\d{1,2})\2(\d{1,2})(?!\d)")),
    (
        "numeric",
        re.compile(r"(?<![\d/.,:-])(\d{1,2})( ?[./-] ?|\. )(\d{1,2})(?:\2|[./] ?)((?:19|20)\d\d|\d\d)(?![\d:/%€$])"),
    ),
    ("cjk", re.compile(r"((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")),
    ("vietnamese", re.compile(r"(\d{1,2}) (?:tháng|Tháng) (\d{1,2})(?:,| năm) ((?:19|20)\d\d)")),
    (
        "day month",
        re.compile(
            rf"(?<![\d.,:/-])(\d{{1,2}})(?:st|nd|rd|th|er|\.º|º|°|-го|ης|η)?{_GAP}{_OF}{_WORD}\.?{_GAP}{_OF}(?:{_YEAR}(?!\d|:\d))?"
        ),
    ),
    (
        "month day",
        re.compile(rf"{_WORD}\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,./–-]{{1,3}}{_YEAR}(?!\d|:\d))?(?!\d)"),
    ),
    ("year month day", re.compile(rf"((?:19|20)\d\d)[. ,-]{{1,3}}{_WORD}[. -]{{1,2}}(\d{{1,2}})(?![\d:])")),
    ("slashed", re.compile(r"(?<![\d/.,:-])(\d{1,2})/(\d{1,2})(?![\d/])")),
    ("month year", re.compile(rf"{_WORD}\.?,?\s{_OF}((?:19|20)\d\d)(?!\d)")),
)
URL_FORMS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-](\d{1,2})[/_.-](\d\d(?!\d)|\d(?=/|$))"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})[_.-](\d{1,2})[_.-]((?:19|20)\d\d)(?!\d)"),
)
URL_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?([01]\d)(?!\d)")


class Candidate(msgspec.Struct, frozen=True):
    """A date as written: `month`, `day` 0 where not given, `year` 0 where not given.

    `swapped`: the other reading of a numeric date, day and month exchanged, where both are possible.
    `month_first`: what a numeric date that can be read in one order only says of the page's habit.
    `weekday`: the ISO number of a weekday written right before it, 0 if none.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    form: str
    swapped: tuple[int, int] | None = None
    weekday: int = 0
    separator: str = ""
    month_first: bool | None = None

    @property
    def iso(self) -> str:
        """`2021-11-07`, or `2021-11` without a day."""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def real(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day (year 0: any year, so that 29 February passes)."""
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return not year or FIRST_YEAR <= year <= LAST_YEAR


def candidates(text: str, languages: tuple[str, ...] = ()) -> list[Candidate]:
    """Every date in the text, in order, without overlaps (the longer wins, then the form listed first)."""
    found = [c for form, pattern in FORMS for m in pattern.finditer(text) if (c := _read(form, m, languages))]
    found.sort(key=lambda c: (c.start - c.end, c.start))
    found.sort(key=lambda c: c.start)
    dated = [_with_weekday(text, c, languages) for c in _apart(found)]
    return [c for c in dated if c.weekday or c.form != "slashed"]


def _apart(found: list[Candidate]) -> Iterator[Candidate]:
    kept: Candidate | None = None
    for c in found:
        if kept is None or c.start >= kept.end:
            if kept:
                yield kept
            kept = c
        elif (bool(c.day and c.year), c.end - c.start) > (bool(kept.day and kept.year), kept.end - kept.start):
            kept = c
    if kept:
        yield kept


def _read(form: str, m: re.Match[str], languages: tuple[str, ...]) -> Candidate | None:
    """A match of a form as a candidate, or None where it is no date."""
    g = m.groups()
    separator, swapped, month_first = "", None, None
    if form == "iso":
        year, month, day, separator = int(g[0]), int(g[2]), int(g[3]), g[1].strip()
    elif form == "numeric":
        year, day, month, separator = _full(g[3]), int(g[0]), int(g[2]), g[1].strip()
        month_first = True if month > 12 else False if day > 12 else None
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            swapped = (day, month)
    elif form == "slashed":
        year, day, month = 0, int(g[0]), int(g[1])
        if month > 12:
            day, month = month, day
    elif form == "cjk":
        year, month, day = (int(x) for x in g)
    elif form == "vietnamese":
        day, month, year = (int(x) for x in g)
    else:
        return _named(form, m, languages)
    if not real(year, month, day):
        return None
    return Candidate(m.start(), m.end(), year, month, day, form, swapped, 0, separator, month_first)


def _named(form: str, m: re.Match[str], languages: tuple[str, ...]) -> Candidate | None:
    """The forms that carry the name of a month."""
    order = {"day month": (2, 1, 0), "month day": (2, 0, 1), "year month day": (0, 1, 2), "month year": (1, 0, None)}[
        form
    ]
    year_at, name_at, day_at = order
    number = month_of(m[name_at + 1].lower(), languages)
    if not number:
        return None
    year = _full(m[year_at + 1]) if m[year_at + 1] else 0
    day = int(m[day_at + 1]) if day_at is not None else 0
    if not real(year, number, day) or (day_at is not None and not day):
        return None
    end = m.end() if year else m.end(name_at + 1 if form == "day month" else (day_at or 0) + 1)
    return Candidate(m.start(), end, year, number, day, form)


def _full(year: str) -> int:
    """A year of two or four digits as four."""
    number = int(year.lstrip("'’"))
    return number if number > 99 else number + (2000 if number <= LAST_YEAR - 2000 else 1900)


_BEFORE = re.compile(rf"{_WORD}[.,]?\W{{1,4}}(?:(?:den|the|le|el|il|o|de|dem)\W{{1,2}})?$")


def _with_weekday(text: str, c: Candidate, languages: tuple[str, ...]) -> Candidate:
    before = _BEFORE.search(text[max(0, c.start - 24) : c.start])
    number = weekday_of(before[1].lower(), languages) if before else None
    return msgspec.structs.replace(c, weekday=number) if number else c


def in_url(url: str) -> Candidate | None:
    """The date in a URL: of a day if it gives one, else of a month, else None. Archive prefixes are passed over."""
    path = re.sub(r"^.*?/web/\d+[a-z_]*/", "", url).partition("://")[2].partition("/")[2]
    for i, pattern in enumerate(URL_FORMS):
        for m in pattern.finditer(path):
            a, b, c = (int(x) for x in m.groups())
            year, month, day = (a, b, c) if i < 2 else (c, b, a)
            if month and day and real(year, month, day):
                return Candidate(m.start(), m.end(), year, month, day, "url")
    for m in URL_MONTH.finditer(path):
        year, month = int(m[1]), int(m[2])
        if 1 <= month <= 12 and real(year, month, 0):
            return Candidate(m.start(), m.end(), year, month, 0, "url")
    return None
