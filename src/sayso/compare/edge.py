"""A link between two claims, with what it is about."""

from __future__ import annotations

from typing import NamedTuple

from sayso.compare.units import Unit
from sayso.model import Claim, Link, LinkKind, Span

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
