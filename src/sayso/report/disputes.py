"""Disputes as the report shows them: sides next to each other, counted in origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from sayso.model import Dispute, Interval, Link, Span
from sayso.report.cards import Card, Cards
from sayso.report.index import Index, in_time
from sayso.report.safe import anchor
from sayso.report.wording import WORDS, in_words, plural

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Told:
    """One origin on a side: the telling shown in full, and the others."""

    first: Card
    others: tuple[Card, ...]
    why: str


@dataclass(frozen=True, slots=True)
class SideView:
    """A side: its letter, `3 origins in 5 pages`, its claims by origin."""

    letter: str
    standing: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """What holds between two claims, and why."""

    a: Card
    b: Card
    kind: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A question, its sides, why they exclude each other, and who said what first."""

    id: str
    dispute: Dispute
    standing: str
    sides: tuple[SideView, ...]
    reasons: tuple[Reason, ...]
    order: tuple[tuple[str, str, tuple[Card, ...]], ...]


def disputes(index: Index, cards: Cards) -> list[DisputeView]:
    """In the order of the case: the weightiest first."""
    between = defaultdict(list)
    for link in index.snapshot.comparison.links:
        if link.kind == "contradicts":
            between[link.a].append(link)
    return [_dispute(index, cards, dispute, between) for dispute in index.snapshot.comparison.disputes]


def _dispute(index: Index, cards: Cards, dispute: Dispute, between: dict[str, list[Link]]) -> DisputeView:
    where = {claim: n for n, side in enumerate(dispute.sides) for claim in side.claims if claim in index.claims}
    links = [k for claim in where for k in between[claim] if k.b in where and where[k.a] != where[k.b]]
    opposed = {claim for link in links for claim in (link.a, link.b)}
    sides = [_by_origin(index, side.claims, opposed) for side in dispute.sides]
    deciding: defaultdict[str, list[Span]] = defaultdict(list)
    for link in links:
        if len(link.spans) == 2:
            deciding[link.a].append(link.spans[0])
            deciding[link.b].append(link.spans[1])
    shown = {
        claim: cards.marked(claim, number, f"{_letter(number)}{place}", anchor("d-", dispute.id), deciding[claim])
        for number, side in enumerate(sides)
        for place, claim in enumerate(side, 1)
    }
    everything = [claim for side in sides for claim in side]
    total = standing(index, everything, sum(side.origins for side in dispute.sides))
    return DisputeView(
        anchor("d-", dispute.id),
        dispute,
        f"{plural(len(sides), 'side')}, {total}",
        tuple(
            SideView(
                _letter(number),
                standing(index, side, dispute.sides[number].origins),
                tuple(_side(index, [shown[claim] for claim in side])),
            )
            for number, side in enumerate(sides)
        ),
        tuple(Reason(shown[k.a], shown[k.b], WORDS["link"][k.kind], k.score, k.why) for k in ranked(links)),
        tuple(_order(index, shown)),
    )


def _letter(number: int) -> str:
    return LETTERS[number % 26] * (number // 26 + 1)


def _by_origin(index: Index, claims: Sequence[str], opposed: Set[str]) -> list[str]:
    """Claims in the case, those of one origin together: first what is itself contradicted, then what came earliest."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim in index.claims:
            groups[index.origin(claim)].append(claim)
    for group in groups.values():
        group.sort(key=lambda claim: (claim not in opposed, rank(index, claim)))
    order = sorted(groups.values(), key=lambda g: (g[0] not in opposed, min(_day(index, c) for c in g)))
    return [claim for group in order for claim in group]


def rank(index: Index, name: str) -> tuple[int, int, tuple[str, str], str]:
    """The telling nearest to the mouth first: quoted before retold, fewer relays, earlier, then by page."""
    claim = index.claims[name]
    nearness = {"direct": 0, "mixed": 1, "indirect": 2, "own voice": 2, "headline": 3}.get(claim.manner, 2)
    return nearness, len(claim.via), in_time(index.when(claim)[0]), f"{index.sheets[claim.page].number:09}{name}"


def _day(index: Index, name: str) -> tuple[tuple[str, str], int, str]:
    claim = index.claims[name]
    return in_time(index.when(claim)[0]), index.sheets[claim.page].number, name


def _side(index: Index, shown: Sequence[Card]) -> list[Told]:
    groups: defaultdict[str, list[Card]] = defaultdict(list)
    for card in shown:
        groups[index.origin(card.claim.id)].append(card)
    return [as_told(index, group) for group in groups.values()]


def as_told(index: Index, group: Sequence[Card]) -> Told:
    """Claims of one origin, the first shown in full."""
    origin = index.origins.get(group[0].claim.id)
    return Told(group[0], tuple(group[1:]), origin.why if origin else "")


def _order(index: Index, shown: dict[str, Card]) -> list[tuple[str, str, tuple[Card, ...]]]:
    """(date, basis of it, cards) in the order of time, for the question who said it first; undated last."""
    by_date: defaultdict[tuple[tuple[str, str], str], list[Card]] = defaultdict(list)
    basis: dict[tuple[tuple[str, str], str], Interval | None] = {}
    for card in shown.values():
        when, _ = index.when(card.claim)
        key = in_time(when), in_words(when) if when else "no date found"
        by_date[key].append(card)
        basis.setdefault(key, when)
    if len(by_date) < 2:
        return []
    found = sorted(by_date.items(), key=lambda item: item[0])
    return [(key[1], when.basis if (when := basis[key]) else "", tuple(group)) for key, group in found]


def standing(index: Index, claims: Iterable[str], origins: int) -> str:
    """`3 origins in 5 pages`."""
    return f"{plural(origins, 'origin')} in {plural(index.pages(claims), 'page')}"


def ranked(links: Sequence[Link]) -> list[Link]:
    """The surest first."""
    return sorted(links, key=lambda k: (-k.score, k.a, k.b))
