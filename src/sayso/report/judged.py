"""What people decided, kept visibly apart from what sayso concludes."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.compare.judgements import anchored_actor, anchored_claim
from sayso.model import Judgement, Snapshot
from sayso.report.index import Index
from sayso.report.safe import anchor, shortened


@dataclass(frozen=True, slots=True)
class Place:
    """Words that a judgement is about and where they stand: a place of the report, or '' where it has none."""

    words: str
    page: str
    href: str


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement with its places."""

    judgement: Judgement
    places: tuple[Place, ...]


def judgements(index: Index) -> list[JudgementView]:
    """All of them, in the order of the case."""
    views = []
    for judgement in index.snapshot.judgements:
        places = []
        for about in judgement.about:
            claim = anchored_claim(index.by_page.get(about.page, ()), about)
            sheet = index.sheets.get(about.page)
            href = anchor("t-", claim.id) if claim else anchor("p-", about.page) if sheet else ""
            places.append(Place(shortened(about.text, 120), f"p. {sheet.number}" if sheet else "page not here", href))
        views.append(JudgementView(judgement, tuple(places)))
    return views


def grades(snapshot: Snapshot) -> tuple[dict[str, Judgement], dict[str, Judgement]]:
    """The last grade that people gave to each actor as a source, and to each claim as an item."""
    sources: dict[str, Judgement] = {}
    items: dict[str, Judgement] = {}
    for judgement in sorted(snapshot.judgements, key=lambda one: (one.at, one.id)):
        if judgement.kind == "source":
            actor = anchored_actor(snapshot.comparison.actors, judgement.about[0])
            sources |= {actor.id: judgement} if actor else {}
        elif judgement.kind == "item":
            claim = anchored_claim(snapshot.comparison.claims, judgement.about[0])
            items |= {claim.id: judgement} if claim else {}
    return sources, items
