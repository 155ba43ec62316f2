"""Contradictions gathered into questions with sides.

Contradicting pairs on one issue that hang together make a dispute. Its claims are put on two sides, from the surest
pair outwards (greedy signed clustering): a contradiction puts two claims on opposite sides, agreement on the same.
Claims that only agree with one side join it. A pair that would put a claim on both sides is left out: few and right
beats many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sayso.compare.counted import families
from sayso.compare.edge import Edge, Issue
from sayso.compare.figures import disputed
from sayso.compare.gathered import Gathered
from sayso.compare.grouping import Groups
from sayso.compare.noticing import TELLS
from sayso.compare.questions import question
from sayso.compare.territory import LAND
from sayso.compare.units import Unit
from sayso.ids import identifier
from sayso.model import Dispute, Origin, Side

TERMS = ("together", "friend")  # whether two work together, and whether they are enemies, is one matter
WORDS: Issue = ("said", "words")  # where words stand against each other and nothing is counted
ONE_MATTER, LIKELY = 0.6, 0.2  # cosine in matter and chance of agreement from which two claims tell of one thing
AGREE = ("same", "supports")
FRIENDLY = 0.6  # chance of agreement from which two contradictions may be on one question
JOINS = 0.8  # score of agreement from which a claim joins a side
TOLD = 0.9  # … of agreement that the network alone sees


class Split(NamedTuple):
    """An issue with the claims of its two sides and the edges that made it."""

    issue: Issue
    sides: dict[str, int]
    edges: tuple[Edge, ...]


def disputes(
    case: Gathered, edges: Sequence[Edge], origins: Sequence[Origin], alike: Mapping[frozenset[str], float]
) -> tuple[Dispute, ...]:
    """Disputes, the weightiest first; at most one for a question. `alike`: how likely two claims agree, by both ids."""
    origin_of = {c: o.id for o in origins for c in o.claims}
    agreeing = [e for e in edges if joins(e)]
    splits = [joined(split, agreeing) for split in split_by_issue(edges, Near(edges, alike))]
    best: dict[str, Dispute] = {}
    made = [(dispute(case, split, origin_of), split) for split in merged(splits)]
    made = [(first, split) for first, split in made if first.question]
    for first, split in sorted(made, key=lambda m: weight(m[0])):
        asked = first if first.question not in best else dispute(case, split, origin_of, best)
        if asked.question:
            best.setdefault(asked.question, asked)
    return tuple(sorted(best.values(), key=weight))


def joins(edge: Edge) -> bool:
    """Whether a claim that agrees so stands on the side of the other."""
    kind, told = edge.link.kind, edge.link.why == TELLS
    return (kind == "same" and edge.link.score >= JOINS) or (kind == "supports" and told and edge.link.score >= TOLD)


def weight(d: Dispute) -> tuple[int, int, int, str]:
    """Sorting key: how much stands on the weaker side, then how much in all."""
    counts = [s.origins for s in d.sides]
    return -min(counts), -sum(counts), -sum(len(s.claims) for s in d.sides), d.id


class Near:
    """What holds between claims beside contradictions: which agree, and how likely those do that are not linked."""

    def __init__(self, edges: Sequence[Edge], alike: Mapping[frozenset[str], float]) -> None:
        self.friends: dict[str, set[str]] = defaultdict(set)
        whole = [e for e in edges if e.issue[:2] != LAND]  # where a thing was is a part of what is told of it
        self.linked = {frozenset((e.link.a, e.link.b)): e.link.kind for e in whole}
        self.alike = alike
        for edge in whole:
            sure = edge.link.why != TELLS or edge.link.score >= FRIENDLY
            if edge.link.kind in AGREE and sure:
                self.friends[edge.link.a].add(edge.link.b)
                self.friends[edge.link.b].add(edge.link.a)

    def one_thing(self, a: Unit, b: Unit) -> bool:
        """Whether two units are the same, agree, or are near in matter and likely agree.

        Of other ends of two contradictions that share a claim 130 of 159 that are linked as agreeing
        stand on one side of one dispute, and 83 of 174 that are not linked.
        """
        both = frozenset((a.claim.id, b.claim.id))
        if len(both) == 1:
            return a.start == b.start
        if both in self.linked:
            return self.linked[both] in AGREE
        return self.alike.get(both, 0.0) >= LIKELY and float(np.dot(a.matter, b.matter)) >= ONE_MATTER


def split_by_issue(edges: Sequence[Edge], near: Near) -> list[Split]:
    """Contradictions on one issue that hang together, with what agrees on that very issue."""
    by_issue: dict[Issue, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.link.kind != "reverses":  # a man who changes his mind disputes with nobody
            by_issue[matter(edge)].append(edge)
    parts = [
        (issue, part) for issue in sorted(by_issue) if issue != ("said",)
        for part in (hung(by_issue[issue], near) if issue == WORDS else connected(by_issue[issue]))
    ]  # fmt: skip
    return [split for issue, part in parts for split in sided(issue, part, near)]


def sided(issue: Issue, part: Sequence[Edge], near: Near) -> Iterator[Split]:
    """The part with its claims on sides; what hangs on none of them by a claim, or by one that agrees, is a question by
    itself."""
    rest = list(part)
    while any(e.link.kind == "contradicts" for e in rest):
        sides = placed(rest, near)
        inside = tuple(e for e in rest if e.link.a in sides and e.link.b in sides)
        yield Split(asked(issue, inside), sides, inside)
        rest = [e for e in rest if e.link.a not in sides and e.link.b not in sides]


def asked(issue: Issue, part: Sequence[Edge]) -> Issue:
    """The issue that a question is built from: of how two stand to each other what most contradictions are about."""
    if issue[0] != "terms":
        return issue
    counted = Counter(e.issue for e in part if e.link.kind == "contradicts")
    return min(counted, key=lambda i: (-counted[i], i))


def matter(edge: Edge) -> Issue:
    """What an edge is about: counts by what they count, other words all alike; of two actors how they stand."""
    issue = edge.issue
    if issue[0] in TERMS:
        return ("terms", *issue[1:])
    if issue[:2] == ("said", "number") and "people" in families().get(issue[2], ()):
        return ("said", "number", "person")
    if issue[0] == "said" and len(issue) > 1:
        return issue if issue[1] in ("number", "ability", LAND[1]) else WORDS
    return issue


def connected(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that hang together over shared claims."""
    groups = Groups(c for e in edges for c in (e.link.a, e.link.b))
    for e in edges:
        groups.join(e.link.a, e.link.b)
    parts: dict[str, list[Edge]] = defaultdict(list)
    for e in edges:
        parts[groups.of(e.link.a)].append(e)
    return [parts[key] for key in sorted(parts)]


def hung(edges: Sequence[Edge], near: Near) -> list[list[Edge]]:
    """Contradictions in words that are on one question: at either end the same, or what says the same or is near.

    A long claim can contradict one page about the hour and another about the culprit.
    """
    at: dict[str, list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        at[edge.link.a].append(number)
        at[edge.link.b].append(number)
    groups = Groups(range(len(edges)))
    for claim in sorted(at):
        for here in at[claim]:
            for other in sorted({claim, *near.friends.get(claim, ())}):
                for there in at.get(other, ()):
                    if here < there and one_question(edges[here], edges[there], claim, other, near):
                        groups.join(here, there)
    parts: dict[int, list[Edge]] = defaultdict(list)
    for number, edge in enumerate(edges):
        parts[groups.of(number)].append(edge)
    return [parts[key] for key in sorted(parts)]


def one_question(some: Edge, others: Edge, claim: str, other: str, near: Near) -> bool:
    """Whether two contradictions that meet in two claims (the same one, or two that agree) are on one question."""
    x, y = (some.a, some.b) if some.a.claim.id == claim else (some.b, some.a)
    u, v = (others.a, others.b) if others.a.claim.id == other else (others.b, others.a)
    return near.one_thing(x, u) and near.one_thing(y, v)


def placed(edges: Sequence[Edge], near: Near) -> dict[str, int]:
    """Claim → side. Starts from the surest contradiction; each next pair that touches a placed claim is tried, then one
    that touches what agrees with placed claims of one side."""
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
        if not moved and (bridge := bridged(waiting, sides, near)) is not None:
            sides.update((bridge,))
            moved = True
    return sides


def bridged(waiting: Sequence[Edge], sides: Mapping[str, int], near: Near) -> tuple[str, int] | None:
    """The first claim that waits and agrees with claims of one side, and that side."""
    for e in waiting:
        for claim in (e.link.a, e.link.b):
            of = {sides[c] for c in near.friends.get(claim, ()) if c in sides}
            if len(of) == 1:
                return claim, of.pop()
    return None


def joined(split: Split, agreeing: Sequence[Edge]) -> Split:
    """The split with the claims that agree with one side of it and not with the other."""
    pulls: dict[str, dict[int, float]] = defaultdict(dict)
    for e in agreeing:
        for inside, outside in ((e.link.a, e.link.b), (e.link.b, e.link.a)):
            if inside in split.sides and outside not in split.sides:
                side = split.sides[inside]
                pulls[outside][side] = max(e.link.score, pulls[outside].get(side, 0.0))
    more = {c: next(iter(pull)) for c, pull in pulls.items() if len(pull) == 1}
    return split._replace(sides={**split.sides, **more})


def merged(splits: Sequence[Split]) -> list[Split]:
    """Splits of which one holds another's claims on both sides are one dispute, under the better founded issue."""
    kept: list[Split] = []
    for split in sorted(splits, key=lambda s: (s.issue[0] == "said", -len(s.sides), s.issue, sorted(s.sides))):
        at = next((k for k, other in enumerate(kept) if agree(split.sides, other.sides) is not None), None)
        if at is None:
            kept.append(split)
            continue
        turn = agree(split.sides, kept[at].sides) or 0
        more = {c: s ^ turn for c, s in split.sides.items() if c not in kept[at].sides}
        kept[at] = kept[at]._replace(sides={**kept[at].sides, **more})
    return kept


def agree(some: Mapping[str, int], others: Mapping[str, int]) -> int | None:
    """Whether two splits share claims of both sides and place them alike (0) or exchanged (1); None where not."""
    turns = {s ^ others[c] for c, s in some.items() if c in others}
    both = len({s for c, s in some.items() if c in others}) == 2
    return turns.pop() if both and len(turns) == 1 else None


def by_number(case: Gathered, split: Split) -> dict[str, int]:
    """Sides of a disputed count: one for each number, claims that give none of them with those they agree with."""
    said: dict[str, Counter[float]] = defaultdict(Counter)
    for e in split.edges:
        if e.link.kind == "contradicts":
            for unit, figure in zip((e.a, e.b), disputed(case, e), strict=True):
                said[unit.claim.id][figure.value] += 1
    value = {c: min(counted.items(), key=lambda x: (-x[1], x[0]))[0] for c, counted in said.items()}
    number = {v: k for k, v in enumerate(sorted(set(value.values())))}
    return {c: number[v] for c, v in value.items()}


def dispute(case: Gathered, split: Split, origin_of: Mapping[str, str], taken: Collection[str] = ()) -> Dispute:
    """A split as a dispute; its question in other words than those that are taken, where it has any."""
    if split.issue[:2] == ("said", "number"):
        split = split._replace(sides=by_number(case, split))
    places = sorted(set(split.sides.values()))
    members = [tuple(sorted(c for c, s in split.sides.items() if s == side)) for side in places]
    sides = sorted((Side(claims, len({origin_of[c] for c in claims})) for claims in members),
                   key=lambda s: (-s.origins, -len(s.claims), s.claims))  # fmt: skip
    surest = max((e for e in split.edges if e.link.kind == "contradicts"), key=lambda e: (e.link.score, e.link.a))
    claims = [c for side in sides for c in side.claims]
    by_score = sorted(split.edges, key=lambda e: (-e.link.score, e.link.a, e.link.b))
    asked = question(case, split.issue, claims, [surest, *by_score], taken)
    return Dispute(identifier("d", *sorted(claims), *split.issue), asked, tuple(sides), surest.link.why)
