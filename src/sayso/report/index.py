"""A snapshot with its cross-references looked up once: numbers, labels, names, origins."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from sayso.model import Actor, Claim, Interval, Origin, Page, Reading, Snapshot
from sayso.report.safe import one_line, shortened
from sayso.report.wording import day

PLACED = 31  # days that a date may leave open and still be put in order with others


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the report numbers and names it. `label`: its outlet, or its file where no outlet is known."""

    number: int
    page: Page
    reading: Reading
    label: str
    title: str


class Index:
    """Look-ups over one snapshot. Every list is in the order of the snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        found = snapshot.comparison
        both = zip(snapshot.pages, snapshot.readings, strict=True)
        self.snapshot = snapshot
        self.sheets: dict[str, Sheet] = {
            page.id: _sheet(number, page, reading) for number, (page, reading) in enumerate(both, 1)
        }
        self.actors: dict[str, Actor] = {actor.id: actor for actor in found.actors}
        self.by_page = _grouped(claim for claim in found.claims if claim.page in self.sheets)
        self.claims = {claim.id: claim for page in self.sheets for claim in self.by_page.get(page, ())}
        self.number = {claim.id: n for claims in self.by_page.values() for n, claim in enumerate(claims, 1)}
        self.origins: dict[str, Origin] = {}
        for origin in found.origins:
            for claim in origin.claims:
                self.origins.setdefault(claim, origin)
        mentions = _mentions(found.actors)
        self.concerned = {claim.id: _concerned(claim, mentions.get(claim.page, [])) for claim in self.claims.values()}

    def origin(self, claim: str) -> str:
        """What the claim is counted by: its origin's id, or its own where it stands alone."""
        origin = self.origins.get(claim)
        return origin.id if origin else claim

    def count(self, claims: Iterable[str]) -> int:
        """How many origins these claims go back to."""
        return len({self.origin(claim) for claim in claims})

    def pages(self, claims: Iterable[str]) -> int:
        """In how many pages these claims stand."""
        return len({self.claims[claim].page for claim in claims if claim in self.claims})

    def name(self, actor: str) -> str:
        """The name of an actor; the id itself where the case does not know it."""
        known = self.actors.get(actor)
        return known.name if known else actor

    def when(self, claim: Claim) -> tuple[Interval | None, bool]:
        """When a claim was said, and whether that is read of the claim (True) or is its page's date (False)."""
        if claim.said:
            return claim.said, True
        return self.sheets[claim.page].reading.published, False

    def words(self, claim: Claim, most: int = 2000) -> str:
        """The exact words of a claim, up to `most` characters; its pieces are joined by an ellipsis."""
        text = self.sheets[claim.page].page.text
        pieces = (text[span.start : min(span.end, span.start + most)] for span in claim.content)
        return (" … ".join(pieces) or claim.text)[:most]


def in_time(interval: Interval | None) -> tuple[str, str]:
    """Sorts by the first day, then by the last. What no one month holds comes after, what has no date comes last."""
    if interval is None or not (interval.earliest or interval.latest):
        return "9999", "9999"
    first, last = day(interval.earliest), day(interval.latest)
    if first is None or last is None or (last - first).days > PLACED:
        return "9998", interval.earliest or interval.latest or ""
    return str(first), str(last)


def _sheet(number: int, page: Page, reading: Reading) -> Sheet:
    outlet, title = reading.outlet or page.outlet, reading.title or page.title
    name = PurePosixPath(page.location.replace("\\", "/")).name or page.location
    first = next((page.text[b.start : b.end] for b in reading.blocks if b.kind in ("headline", "body")), "")
    return Sheet(
        number, page, reading, shortened(outlet or name, 48), one_line(title or "") or shortened(first, 90) or name
    )


def _grouped(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by page, in the order they stand in the text."""
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.page].append(claim)
    for page in grouped.values():
        page.sort(key=_place)
    return dict(grouped)


def _place(claim: Claim) -> tuple[int, int, str]:
    """Where the claim begins; the outer before the inner."""
    if not claim.content:
        return 0, 0, claim.id
    return claim.content[0].start, -claim.content[-1].end, claim.id


def _mentions(actors: Iterable[Actor]) -> dict[str, list[tuple[int, str]]]:
    """(start, actor) of every mention, by page, in order."""
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for actor in actors:
        for mention in actor.mentions:
            places[mention.page].append((mention.start, actor.id))
    return {page: sorted(found) for page, found in places.items()}


def _concerned(claim: Claim, mentions: list[tuple[int, str]]) -> tuple[str, ...]:
    """The actors a claim speaks of, by its relations or by name, other than its speaker."""
    told = dict.fromkeys(actor for r in claim.relations for actor in (r.actor, r.recipient))
    for span in claim.content:
        inside = mentions[bisect_left(mentions, (span.start, "")) : bisect_left(mentions, (span.end, ""))]
        told |= dict.fromkeys(actor for _, actor in inside)
    told.pop(claim.speaker.actor or "", None)
    return tuple(told)
