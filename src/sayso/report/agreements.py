"""Origins told several times, and agreements between origins, as the report shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Link
from sayso.report.cards import Card, Cards
from sayso.report.disputes import Reason, Told, as_told, rank, ranked, standing
from sayso.report.index import Index, in_time
from sayso.report.safe import anchor
from sayso.report.wording import WORDS, plural


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
            standing(index, claims, index.count(claims)), tuple(cards.cards(claims)), tuple(_reasons(cards, ties))
        )
        result.append((-index.count(claims), claims[0], shown))
    return [shown for *_, shown in sorted(result, key=lambda item: item[:2])]


def _told(index: Index, cards: Cards, claims: Sequence[str]) -> Told:
    return as_told(index, cards.cards(sorted(claims, key=lambda claim: rank(index, claim))))


def _both(index: Index, link: Link) -> bool:
    return link.a in index.claims and link.b in index.claims


def _reasons(cards: Cards, links: Sequence[Link]) -> list[Reason]:
    return [
        Reason(cards.card(k.a), cards.card(k.b), WORDS["link"].get(k.kind, k.kind), k.score, k.why)
        for k in ranked(links)
        if _both(cards.index, k)
    ]


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
