"""Disputes, origins and agreements as the report shows them: sides next to each other, counted in origins."""

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


@dataclass(frozen=True, slots=True)
class Shared:
    """An origin told more than once."""

    id: str
    why: str
    standing: str
    told: Told
    pages: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims of several origins that say the same or support each other."""

    standing: str
    cards: tuple[Card, ...]
    reasons: tuple[Reason, ...]


def disputes(index: Index, cards: Cards) -> list[DisputeView]:
    """In the order of the case: the weightiest first."""
    between = defaultdict(list)
    for link in index.snapshot.comparison.links:
        if link.kind == "contradicts":
            between[link.a].append(link)
    return [_dispute(index, cards, dispute, between) for dispute in index.snapshot.comparison.disputes]


def reversals(index: Index, cards: Cards) -> list[Reason]:
    """Speakers who said one thing and later another."""
    return _reasons(cards, [link for link in index.snapshot.comparison.links if link.kind == "reverses"])


def shared_origins(index: Index, cards: Cards) -> list[Shared]:
    """Origins with more than one claim, those in the most pages first."""
    result = []
    for origin in index.snapshot.comparison.origins:
        claims = [claim for claim in origin.claims if claim in index.claims]
        if len(claims) > 1:
            pages = index.pages(claims)
            standing = f"{plural(len(claims), 'claim')} on {plural(pages, 'page')}"
            told = _told(index, cards, claims)
            shared = Shared(anchor("o-", origin.id), origin.why, standing, told, pages)
            result.append((-pages, -len(claims), origin.id, shared))
    return [shared for *_, shared in sorted(result, key=lambda item: item[:3])]


def agreements(index: Index, cards: Cards) -> list[Agreement]:
    """Groups of claims tied by same or supports that go back to more than one origin, the most origins first."""
    links = [k for k in index.snapshot.comparison.links if k.kind in ("same", "supports") and _both(index, k)]
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    root = _components(links)
    for link in links:
        if index.origin(link.a) != index.origin(link.b):
            groups[root[link.a]].append(link)
    result = []
    for ties in groups.values():
        claims = sorted(
            {c for k in ties for c in (k.a, k.b)}, key=lambda c: (in_time(index.when(index.claims[c])[0]), c)
        )
        shown = Agreement(
            _standing(index, claims, index.count(claims)), tuple(cards.cards(claims)), tuple(_reasons(cards, ties))
        )
        result.append((-index.count(claims), claims[0], shown))
    return [shown for *_, shown in sorted(result, key=lambda item: item[:2])]


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
    standing = _standing(index, everything, sum(side.origins for side in dispute.sides))
    return DisputeView(
        anchor("d-", dispute.id),
        dispute,
        f"{plural(len(sides), 'side')}, {standing}",
        tuple(
            SideView(
                _letter(number),
                _standing(index, side, dispute.sides[number].origins),
                tuple(_side(index, [shown[claim] for claim in side])),
            )
            for number, side in enumerate(sides)
        ),
        tuple(Reason(shown[k.a], shown[k.b], WORDS["link"][k.kind], k.score, k.why) for k in _ranked(links)),
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
        group.sort(key=lambda claim: (claim not in opposed, _rank(index, claim)))
    order = sorted(groups.values(), key=lambda g: (g[0] not in opposed, min(_day(index, c) for c in g)))
    return [claim for group in order for claim in group]


def _rank(index: Index, name: str) -> tuple[int, int, tuple[str, str], str]:
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
    return [_as_told(index, group) for group in groups.values()]


def _told(index: Index, cards: Cards, claims: Sequence[str]) -> Told:
    return _as_told(index, cards.cards(sorted(claims, key=lambda claim: _rank(index, claim))))


def _as_told(index: Index, group: Sequence[Card]) -> Told:
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


def _standing(index: Index, claims: Iterable[str], origins: int) -> str:
    return f"{plural(origins, 'origin')} in {plural(index.pages(claims), 'page')}"


def _both(index: Index, link: Link) -> bool:
    return link.a in index.claims and link.b in index.claims


def _reasons(cards: Cards, links: Sequence[Link]) -> list[Reason]:
    return [
        Reason(cards.card(k.a), cards.card(k.b), WORDS["link"].get(k.kind, k.kind), k.score, k.why)
        for k in _ranked(links)
        if _both(cards.index, k)
    ]


def _ranked(links: Sequence[Link]) -> list[Link]:
    return sorted(links, key=lambda k: (-k.score, k.a, k.b))


def _components(links: Sequence[Link]) -> dict[str, str]:
    """The smallest claim id of the group each linked claim belongs to."""
    parent: dict[str, str] = {}

    def find(claim: str) -> str:
        parent.setdefault(claim, claim)
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    for link in links:
        a, b = sorted((find(link.a), find(link.b)))
        parent[b] = a
    return {claim: find(claim) for claim in list(parent)}
