"""The date of a page: what its container states, else the best of the dates written in it, else bounds.

In:  a page and its blocks.
Out: an `Interval` with its basis in words, or None. Never the file's time, never today's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime

import msgspec

from sayso.dating.candidates import Candidate, candidates, in_url, real
from sayso.dating.evidence import bounded
from sayso.dating.features import features
from sayso.dating.order import ordered
from sayso.dating.ranker import probabilities
from sayso.model import Cleaned, Interval, Page, StatedDate

SURE = 0.25  # from here on a single day is named; the model card in weights/dates tells how often it is right
MOST = 200  # dates looked at; of a page with more the first three quarters and the last quarter
SAYS, MAY_SAY = (0,), (1,)  # weights of stated dates: those that come before what is written, those that come after
HEAD = 20_000  # characters in which the date of a page is looked for; what follows is comments and archives
_ISO = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)")


def published(page: Page, cleaned: Cleaned) -> Interval | None:
    """When a page was published: a single day where it is sure, else an interval, else None."""
    return (
        _stated(page, SAYS)
        or _written(page, cleaned)
        or _stated(page, MAY_SAY)
        or _linked(page)
        or _bounded(page, cleaned)
    )


def _linked(page: Page) -> Interval | None:
    """The month in the page's address."""
    linked = in_url(page.url) if page.url else None
    if not linked or linked.day:
        return None
    last = monthrange(linked.year, linked.month)[1]
    return Interval(f"{linked.iso}-01", f"{linked.iso}-{last:02}", f"the address of the page says {linked.iso}")


def _stated(page: Page, weights: tuple[int, ...]) -> Interval | None:
    """The date that the markup, the feed or the record of the page gives, where it weighs as asked."""
    for source in sorted(page.stated, key=_weight):
        when = _value(source.value, page) if _weight(source) in weights else None
        if when:
            basis = f"stated: {source.basis} '{source.value.strip()}'"
            if when[0] != when[1]:
                basis += "; day and month may be exchanged"
            return Interval(*when, basis)
    return None


def _weight(source: StatedDate) -> int:
    """0: says when the page was published; 1: a time tag, of what is open; 2: when the page was changed or fetched."""
    basis = source.basis.lower()
    if any(word in basis for word in ("modif", "updat", "revis", "crawl", "fetch", "retriev", "last")):
        return 2
    return 1 if basis == "time tag" else 0


def _value(value: str, page: Page) -> tuple[str, str] | None:
    """A stated date as (earliest, latest) day: ISO, seconds or milliseconds since 1970, or any written form."""
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) in (10, 13):
        day = datetime.fromtimestamp(int(value[:10]), UTC).date().isoformat()
        return day, day
    m = _ISO.match(value)
    if m and real(int(m[1]), int(m[2]), int(m[3])):
        return f"{m[1]}-{m[2]}-{m[3]}", f"{m[1]}-{m[2]}-{m[3]}"
    found, _ = ordered(candidates(value[:200]), (page.language,) if page.language else (), page.url, None)
    c = next((c for c in found if c.year and c.day), None)
    if c is None:
        return None
    days = sorted({c.iso, f"{c.year:04}-{c.swapped[0]:02}-{c.swapped[1]:02}"} if c.swapped else {c.iso})
    return days[0], days[-1]


def _bounded(page: Page, cleaned: Cleaned) -> Interval | None:
    """Bounds by weaker evidence; a day of change bounds from above."""
    found = bounded(page, cleaned)
    changed = next((d for s in page.stated if _weight(s) == 2 and (d := _value(s.value, page))), None)
    if changed is None:
        return found
    basis = f"not after {changed[1]}, when it was changed or fetched"
    if found and found.earliest and found.earliest <= changed[1]:
        latest = min(changed[1], found.latest or changed[1])
        return Interval(found.earliest, latest, f"{found.basis}; {basis}")
    return Interval(None, changed[1], f"not stated; {basis}")


def full_candidates(
    text: str, url: str | None, languages: tuple[str, ...]
) -> tuple[list[Candidate], Candidate | None, str]:
    """Candidates with a full date, the one in the URL, and why numeric dates are read in the order taken.

    A day and month without a year take the year of the URL where that gives one (and agrees on the month).
    """
    linked = in_url(url) if url else None
    found, why = ordered(candidates(text[:HEAD], languages), languages, url, linked)
    if linked:
        found = [
            msgspec.structs.replace(c, year=linked.year, form="filled") if not c.year and c.month == linked.month else c
            for c in found
        ]
    full = [c for c in found if c.year and c.day]
    if linked and linked.day and not any(c.iso == linked.iso for c in full):
        full = [msgspec.structs.replace(linked, start=0, end=0), *full]
    return full if len(full) <= MOST else [*full[: MOST * 3 // 4], *full[-(MOST // 4) :]], linked, why


def _written(page: Page, cleaned: Cleaned) -> Interval | None:
    languages = tuple(dict.fromkeys([*([page.language] if page.language else []), *cleaned.languages]))
    found, linked, why = full_candidates(page.text, page.url, languages)
    if not found:
        return None
    chances = probabilities(features(page.text[:HEAD], found, linked))
    best = max(range(len(found)), key=lambda i: (chances[i], -i))
    if chances[best] < SURE:
        return None
    return _interval(page, found[best], why)


def _interval(page: Page, c: Candidate, why: str) -> Interval:
    words = page.text[c.start : c.end].strip()
    basis = f"stated: '{words}'" if c.form != "url" else f"the address of the page says {c.iso}"
    if c.form == "filled":
        basis += ", the year from the address of the page"
    if c.swapped:
        readings = sorted((c.iso, f"{c.year:04}-{c.swapped[0]:02}-{c.swapped[1]:02}"))
        return Interval(readings[0], readings[1], f"{basis}: {why}")
    if c.form == "numeric" and why and c.day <= 12:
        basis += f" ({why})"
    return Interval(c.iso, c.iso, basis)
