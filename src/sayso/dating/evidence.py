"""Weaker evidence of a page's date: what its words say it cannot be older than, and weekdays that fix a year.

In:  a page and its blocks.
Out: bounds, each with its reason in words; the day of every weekday with day and month ("Tuesday (20/7)").
The only clock is a constant: no page that this release reads was written after LAST_YEAR, the year of the release.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

import msgspec

from sayso.dating.bounds import bounds
from sayso.dating.candidates import Candidate, candidates, real
from sayso.dating.expressions import Told, told
from sayso.dating.names import rows
from sayso.model import Cleaned, Interval, Page

FIRST_YEAR = 1995  # news on the web
LAST_YEAR = 2026  # of this release
EVIDENCE = 100_000  # characters of a page that are searched for bounds
NOT_PAST = frozenset(("by", "until", "till", "through", "to", "for", "-", "–", "from"))
PAST_LEADS = frozenset(("in", "since", "during", "of", "late", "early", "mid", "after"))
READ = ("headline", "heading", "body", "caption", "byline")
_WORD = re.compile(r"(?<!\w)(?:[A-Za-z]|9/11|7 Oct)")
_NAME = re.compile(r"[^\s,;:.!?()\"”]{1,40}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,20}((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?", re.I)


class Bound(msgspec.Struct, frozen=True):
    """A day that a page cannot be older (or, for an upper bound, younger) than, and why."""

    day: str
    why: str


class Fixed(msgspec.Struct, frozen=True):
    """A weekday with day and month, in the page, and the days that it can be, oldest first.

    `lean`: -1 where it is told as past, 1 as to come. `beside`: the weekday is the date, day and month stand beside it.
    """

    start: int
    end: int
    days: tuple[date, ...]
    lean: int = 0
    beside: bool = False


def own_text(page: Page, cleaned: Cleaned) -> str:
    """The text of the page's own blocks with everything else blanked; offsets stay those of the page."""
    readable = [" "] * len(page.text)
    for block in cleaned.blocks:
        if block.kind in READ:
            readable[block.start : block.end] = page.text[block.start : block.end]
            readable[block.end : block.end + 2] = "\n" * len(readable[block.end : block.end + 2])
    for mark in cleaned.marks:
        readable[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(readable)


def oldest(text: str) -> Bound | None:
    """The day from which on a text can have been written: the latest of what it tells as past and of its names."""
    return _latest(text[:EVIDENCE], told(text[:EVIDENCE]))


def _latest(text: str, dates: Sequence[Told]) -> Bound | None:
    return max([*_named(text), *_past(text, dates)], key=lambda b: b.day, default=None)


def _past(text: str, dates: Sequence[Told]) -> list[Bound]:
    """Dates with a year that the text looks back on; a bare year counts after "in", "since" and the like only."""
    out = []
    for t in dates:
        sure = t.own_year and t.lean < 0 and t.lead not in NOT_PAST and (len(t.value) > 4 or t.lead in PAST_LEADS)
        sure = sure and not text.startswith(("beginning", "Beginning"), t.start)
        earliest = bounds(t.value, None)[0] if sure else None
        if earliest and FIRST_YEAR <= int(earliest[:4]) <= LAST_YEAR:
            out.append(Bound(earliest, f"it looks back on '{text[t.start : t.end]}'"))
    return out


@cache
def _first_seen() -> dict[str, list[tuple[str, str]]]:
    """First word -> [(name, day from which it is used)], longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for day, *names in rows("first_seen.tsv"):
        for name in names:
            table.setdefault(name.split()[0], []).append(
                (name, f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10])
            )
    return {word: sorted(pairs, key=lambda p: -len(p[0])) for word, pairs in table.items()}


def _named(text: str) -> list[Bound]:
    out = []
    table = _first_seen()
    for m in _WORD.finditer(text):
        word = _NAME.match(text, m.start())
        for name, day in table.get(word[0], ()) if word else ():
            end = m.start() + len(name)
            if text.startswith(name, m.start()) and not text[end : end + 1].isalnum():
                out.append(Bound(day, f"it names '{name}', known from {day[:4]} on"))
                break
    return out


def youngest(text: str) -> Bound | None:
    """The last day of the latest copyright year on the page."""
    years = [int(m[2] or m[1]) for m in _COPYRIGHT.finditer(text)]
    if not years or not FIRST_YEAR <= max(years) <= LAST_YEAR:
        return None
    return Bound(f"{max(years)}-12-31", f"its copyright line ends with {max(years)}")


@lru_cache(maxsize=1)
def fixed_days(text: str, languages: tuple[str, ...]) -> tuple[list[Fixed], Bound | None]:
    """Every weekday that stands with a day and a month but no year, the days it can be, and what bounds them below."""
    text = text[:EVIDENCE]
    dates = told(text)
    after = _latest(text, dates)
    if after and int(after.day[:4]) <= FIRST_YEAR:
        after = None
    out = []
    for c in candidates(text, languages):
        if c.weekday and c.day and not c.year:
            fitting = [d for y in range(FIRST_YEAR, LAST_YEAR + 1) if (d := _fits(c, y))]
            days = tuple(d for d in fitting if not after or str(d) >= after.day)
            lean = next((t.lean for t in dates if t.start < c.end and t.end > c.start), 0)
            if days:
                out.append(Fixed(c.start, c.end, days, lean, c.form == "slashed"))
    return out, after


def _fits(c: Candidate, year: int) -> date | None:
    if not real(year, c.month, c.day):
        return None
    day = date(year, c.month, c.day)
    return day if day.isoweekday() == c.weekday else None


def bounded(page: Page, cleaned: Cleaned) -> Interval | None:
    """An interval for a page that no date of its own dates; None where nothing bounds it from below."""
    text = own_text(page, cleaned)
    pairs, after = fixed_days(text, cleaned.languages)
    before = youngest(page.text)
    past = next((pair for pair in pairs if pair.lean <= 0), None)
    if past:
        return _from_weekday(page.text, past, after)
    if not after:
        return None
    if before and before.day < after.day:
        before = None
    why = f"not stated; not before {after.day}: {after.why}"
    return Interval(after.day, before.day if before else None, why + (f"; {before.why}" if before else ""))


def _from_weekday(text: str, pair: Fixed, after: Bound | None) -> Interval:
    """News names a day by its weekday within a week of it, and leaves the year out within half a year."""
    end = pair.end + (text[pair.end : pair.end + 1] == ")")
    words = " ".join(text[max(0, pair.start - 14) : end].split()[-(2 if pair.beside else 3) :])
    near = timedelta(days=7 if pair.beside else 183)
    first = pair.days[0] if pair.lean < 0 or pair.beside else pair.days[0] - near
    years = ", ".join(str(d.year) for d in pair.days)
    why = f"not stated; '{words}' is that weekday in {years} only, of the years {FIRST_YEAR}–{LAST_YEAR}"
    if after:
        why += f" and from {after.day} on ({after.why})"
    habit = "a weekday is named within a week of it" if pair.beside else "a year is left out within half a year"
    return Interval(first.isoformat(), (pair.days[-1] + near).isoformat(), f"{why}; {habit}")
