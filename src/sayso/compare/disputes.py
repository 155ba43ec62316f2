"""Contradictions gathered into questions with sides.

Contradicting pairs on one issue that hang together make a dispute. Its claims are put on two sides, from the surest
pair outwards (greedy signed clustering): a contradiction puts two claims on opposite sides, agreement on the same.
A pair that would put a claim on both sides is left out: few and right beats many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.compare.gathered import Gathered
from sayso.compare.grouping import Groups
from sayso.compare.questions import question
from sayso.ids import identifier
from sayso.model import Dispute, Link, Origin, Side

Issue = tuple[str, ...]


class Edge(NamedTuple):
    """A link with what it is about."""

    link: Link
    issue: Issue


def disputes(case: Gathered, edges: Sequence[Edge], origins: Sequence[Origin]) -> tuple[Dispute, ...]:
    """Disputes, the weightiest first; at most one for a question."""
    origin_of = {c: o.id for o in origins for c in o.claims}
    by_issue: dict[Issue, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_issue[edge.issue].append(edge)
    found = []
    for issue in sorted(by_issue):
        for part in connected(by_issue[issue]):
            if any(e.link.kind == "contradicts" for e in part):
                found.append(dispute(case, issue, part, origin_of))
    best: dict[str, Dispute] = {}
    for made in sorted(found, key=weight):
        best.setdefault(made.question, made)
    return tuple(sorted(best.values(), key=weight))


def weight(d: Dispute) -> tuple[int, int, str]:
    """Sorting key: how much stands on the weaker side, then how much in all."""
    return -min(s.origins for s in d.sides), -sum(s.origins for s in d.sides), d.id


def connected(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that hang together over shared claims."""
    groups = Groups(c for e in edges for c in (e.link.a, e.link.b))
    for e in edges:
        groups.join(e.link.a, e.link.b)
    parts: dict[str, list[Edge]] = defaultdict(list)
    for e in edges:
        parts[groups.of(e.link.a)].append(e)
    return [parts[key] for key in sorted(parts)]


def dispute(case: Gathered, issue: Issue, edges: Sequence[Edge], origin_of: Mapping[str, str]) -> Dispute:
    sides = placed(edges)
    members = tuple(tuple(sorted(c for c, s in sides.items() if s == side)) for side in (0, 1))
    made = tuple(Side(claims, len({origin_of[c] for c in claims})) for claims in members if claims)
    made = tuple(sorted(made, key=lambda s: (-s.origins, -len(s.claims), s.claims)))
    surest = max((e.link for e in edges if e.link.kind == "contradicts"), key=lambda x: (x.score, x.a, x.b))
    claims = [c for side in made for c in side.claims]
    return Dispute(identifier("d", *sorted(claims), *issue), question(case, issue, claims), made, surest.why)


def placed(edges: Sequence[Edge]) -> dict[str, int]:
    """Claim → side. Starts from the surest contradiction; each next pair that touches a placed claim is tried."""
    waiting = sorted(edges, key=lambda e: (e.link.kind != "contradicts", -e.link.score, e.link.a, e.link.b))
    sides: dict[str, int] = {}
    start = waiting[0].link
    sides[start.a], sides[start.b] = 0, 1
    waiting = sorted(waiting[1:], key=lambda e: (-e.link.score, e.link.a, e.link.b))
    moved = True
    while moved:
        moved, left = False, []
        for e in waiting:
            a, b, turn = e.link.a, e.link.b, int(e.link.kind == "contradicts")
            if a in sides and b not in sides:
                sides[b], moved = sides[a] ^ turn, True
            elif b in sides and a not in sides:
                sides[a], moved = sides[b] ^ turn, True
            elif a not in sides:
                left.append(e)
        waiting = left
    return sides
