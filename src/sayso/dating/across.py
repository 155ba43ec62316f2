"""What the other pages of a case say of a page's date: weak evidence, for pages that their own words leave open.

In:  pages, their readings, and what comparing them found.
Out: the readings; a date that was null or open is bounded where another page helps, and its basis says so. A page's
own evidence is never overwritten, and only own evidence is passed on, so that the order of pages makes no difference.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import NamedTuple

from msgspec.structs import replace

from sayso.model import Claim, Comparison, Interval, Page, Reading

WORD = re.compile(r"[^\W_]+")
LEAST = 8  # words; a wording that long which two pages share is one utterance
MOST = 50  # pages; a wording on more of them is a phrase that everybody uses
COPIED = 3  # wordings that two pages share at least, to be copies of one text
HALF = 0.5  # and the part of the wordings of the one that has fewer
TAKEN_OVER = timedelta(days=7)  # within which the copies of a news text come out
SURE = 0.8  # score of a link from which two claims tell of one event
SHOWN = 60  # characters of a wording in a basis


class Sign(NamedTuple):
    """A first and a last day that another page gives a page, and why; sorts by day."""

    earliest: str
    latest: str
    why: str


def across(pages: Sequence[Page], readings: Sequence[Reading], found: Comparison) -> tuple[Reading, ...]:
    """The readings, with the dates that the case's other pages bound."""
    asked = {r.page for r in readings if _open(r.published)}
    if not asked:
        return tuple(readings)
    where = {page.id: page.location for page in pages}
    days = {r.page: when.earliest for r in readings if (when := r.published) and when.earliest == when.latest}
    shared = _shared(found.claims)
    signs: dict[str, set[Sign]] = defaultdict(set)
    for told in (_utterances(shared, asked, where), _copies(shared, asked, days, where), _events(found, asked, where)):
        for page, sign in told:
            signs[page].add(sign)
    return tuple(replace(r, published=_bounded(r.published, sorted(signs[r.page]))) for r in readings)


def _open(when: Interval | None) -> bool:
    return when is None or when.earliest is None or when.latest is None


def _shared(claims: Sequence[Claim]) -> list[dict[str, Claim]]:
    """For each wording that several pages have, the claim of each page that is worded so."""
    holders: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda c: c.id):
        words = WORD.findall(claim.text.lower())
        if len(words) >= LEAST:
            holders[" ".join(words)].setdefault(claim.page, claim)
    return [by_page for _, by_page in sorted(holders.items())]


def _utterances(
    shared: Sequence[Mapping[str, Claim]], asked: set[str], where: Mapping[str, str]
) -> Iterator[tuple[str, Sign]]:
    """A page that tells what was said on a day is not older than that day."""
    for by_page in shared:
        if not 2 <= len(by_page) <= MOST:
            continue
        for page, other in permutations(by_page, 2):
            said = by_page[other].said
            if page in asked and said and said.earliest and said.latest:
                why = f"{where[other]} tells that {_quoted(by_page[other])} was said on {said.earliest}"
                yield page, Sign(said.earliest, "", why if said.earliest == said.latest else f"{why} or later")


def _copies(
    shared: Sequence[Mapping[str, Claim]], asked: set[str], days: Mapping[str, str | None], where: Mapping[str, str]
) -> Iterator[tuple[str, Sign]]:
    """A page that carries the same text as a dated one came out about when that one did."""
    size = Counter(page for by_page in shared for page in by_page)
    same: Counter[tuple[str, str]] = Counter()
    for by_page in shared:
        if 2 <= len(by_page) <= MOST:
            same.update((a, b) for a, b in permutations(by_page, 2) if a in asked and days.get(b))
    for (page, other), count in same.items():
        day = days[other]
        if day and count >= COPIED and count >= HALF * min(size[page], size[other]):
            around = date.fromisoformat(day)
            why = f"{where[other]}, of {day}, carries the same text, and copies of a text come out within a week"
            yield page, Sign((around - TAKEN_OVER).isoformat(), (around + TAKEN_OVER).isoformat(), why)


def _events(found: Comparison, asked: set[str], where: Mapping[str, str]) -> Iterator[tuple[str, Sign]]:
    """A page that looks back on an event which another page dates is not older than that event."""
    claims = {claim.id: claim for claim in found.claims}
    for link in found.links:
        if link.kind != "same" or link.score < SURE:
            continue
        for one, other in ((claims.get(link.a), claims.get(link.b)), (claims.get(link.b), claims.get(link.a))):
            if one is None or other is None or one.page == other.page or one.page not in asked:
                continue
            about, past = other.about, any(r.modality == "past" and not r.negated for r in one.relations)
            if past and one.about is None and about and about.earliest and about.latest:
                why = f"{where[other.page]} dates what {_quoted(one)} looks back on: {about.earliest}"
                yield one.page, Sign(about.earliest, "", why)


def _quoted(claim: Claim) -> str:
    return f"'{claim.text[:SHOWN].rstrip()}{'…' if len(claim.text) > SHOWN else ''}'"


def _bounded(own: Interval | None, signs: Sequence[Sign]) -> Interval | None:
    """The page's own interval with its open ends bounded by the signs; as it was where they do not fit together."""
    if not signs:
        return own
    first = max(signs, key=lambda s: s.earliest)
    last = min((s for s in signs if s.latest), key=lambda s: s.latest, default=None)
    earliest = max(first.earliest, (own and own.earliest) or "")
    latest = min((day for day in (last and last.latest, own and own.latest) if day), default=None)
    if (latest and latest < earliest) or (own and (own.earliest, own.latest) == (earliest, latest)):
        return own
    used = [s.why for s in dict.fromkeys((first, last)) if s and (s.earliest == earliest or s.latest == latest)]
    basis = own.basis if own else "not stated"
    return Interval(earliest, latest, f"{basis}; weak evidence of other pages: {'; '.join(used)}")
