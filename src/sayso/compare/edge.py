"""A link between two claims, with what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sayso.compare.units import Unit
from sayso.model import Claim, Link, LinkKind, Page, Span

Issue = tuple[str, ...]


class Edge(NamedTuple):
    """A link with what it is about, and the units it was found in."""

    link: Link
    issue: Issue
    a: Unit
    b: Unit


def link(a: Claim, b: Claim, kind: LinkKind, score: float, why: str, spans: tuple[Span, ...]) -> Link:
    if a.id <= b.id:
        return Link(a.id, b.id, kind, round(score, 4), why, spans)
    return Link(b.id, a.id, kind, round(score, 4), why, spans[::-1])


def ordered(a: Unit, b: Unit) -> tuple[Unit, Unit]:
    return (a, b) if a.claim.id <= b.claim.id else (b, a)


def decided_by(pages: Mapping[str, Page], edge: Edge) -> tuple[str, str]:
    """The words of either claim that decide; "" where none are known."""
    if len(edge.link.spans) != 2:
        return "", ""
    found = [
        pages[unit.claim.page].text[span.start : span.end] if unit.claim.page in pages else ""
        for unit, span in zip((edge.a, edge.b), edge.link.spans, strict=True)
    ]
    return found[0], found[1]
