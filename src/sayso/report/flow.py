"""Who cites whom: pages' outlets, the relays they name, the speakers at the end, as a drawing and as a list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Claim
from sayso.report.index import Index
from sayso.report.safe import one_line, shortened

MOST = 14  # names in a column of the drawing
WIDTH, COLUMN, GAP, UNIT = 960, 12, 18, 16  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Edge:
    """One cites another: in how many claims, going back to how many origins."""

    citing: str
    cited: str
    claims: int
    origins: int
    pages: int


@dataclass(frozen=True, slots=True)
class Node:
    """A name in the drawing."""

    name: str
    x: float
    y: float
    height: float
    column: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and ribbons (path, width, column it starts in, what it says)."""

    nodes: tuple[Node, ...]
    ribbons: tuple[tuple[str, float, int, str], ...]
    width: int
    height: float


_Step = tuple[int, str]  # column, name


def citations(index: Index) -> tuple[list[Edge], Drawing | None]:
    """Every citation, the most frequent first, and a drawing of the most frequent names; None where nobody cites."""
    found: defaultdict[tuple[_Step, _Step], list[str]] = defaultdict(list)
    for claim in index.claims.values():
        steps = _steps(index, claim)
        for pair in pairwise(steps):
            found[pair].append(claim.id)
    edges = sorted(
        (Edge(a[1], b[1], len(c), index.count(c), index.pages(c)) for (a, b), c in found.items()),
        key=lambda edge: (-edge.claims, edge.citing, edge.cited),
    )
    return edges, _draw(index, found) if found else None


def _steps(index: Index, claim: Claim) -> list[_Step]:
    """Outlet (column 0), relays (1), speaker (2); nothing for what a page says itself."""
    if claim.manner == "own voice" or claim.speaker.kind == "author":
        return []
    relays = [_name(index, relay.actor, relay.name) for relay in claim.via]
    speaker = _name(index, claim.speaker.actor, claim.speaker.name or "not named")
    return [(0, index.sheets[claim.page].label), *((1, name) for name in relays), (2, speaker)]


def _name(index: Index, actor: str | None, name: str) -> str:
    return shortened(index.name(actor) if actor in index.actors else one_line(name), 40)


def _draw(index: Index, found: dict[tuple[_Step, _Step], list[str]]) -> Drawing:
    """Three columns of names with ribbons as thick as there are claims; the rarer names are left to the list."""
    into: defaultdict[_Step, int] = defaultdict(int)
    out: defaultdict[_Step, int] = defaultdict(int)
    for (a, b), claims in found.items():
        out[a] += len(claims)
        into[b] += len(claims)
    size = {step: max(into[step], out[step]) for step in sorted({*into, *out})}
    cited_by: defaultdict[_Step, set[_Step]] = defaultdict(set)
    for a, b in found:
        cited_by[b].add(a)
    columns = [_column(size, cited_by, number) for number in range(3)]
    unit = max(min(UNIT, 420 / max(sum(size[step] for step in column) for column in columns)), 0.5)
    tall = [sum(max(unit * size[step], 3) + GAP for step in column) for column in columns]
    places: dict[_Step, Node] = {}
    for number, column in enumerate(columns):
        y = (max(tall) - tall[number]) / 2 + GAP
        for step in _near(column, found, places):
            height = max(unit * size[step], 3)
            places[step] = Node(step[1], (WIDTH - COLUMN) * number / 2, round(y, 1), round(height, 1), number)
            y += height + GAP
    return Drawing(tuple(places.values()), tuple(_ribbons(found, places, unit)), WIDTH, round(max(tall) + 2 * GAP, 1))


def _column(size: dict[_Step, int], cited_by: dict[_Step, set[_Step]], number: int) -> list[_Step]:
    """The names of a column that most others cite, above all through relays, and of those the most frequent."""
    weight = {step: sum(3 if citing[0] == 1 else 1 for citing in cited_by.get(step, ())) for step in size}
    return sorted((s for s in size if s[0] == number), key=lambda step: (-weight[step], -size[step], step))[:MOST]


def _near(column: list[_Step], found: dict[tuple[_Step, _Step], list[str]], places: dict[_Step, Node]) -> list[_Step]:
    """The column in the order of the middle of what leads to each name, so that few ribbons cross."""

    def middle(step: _Step) -> float:
        known = [(places[a].y, len(claims)) for (a, b), claims in found.items() if b == step and a in places]
        return sum(y * n for y, n in known) / sum(n for _, n in known) if known else 0.0

    return sorted(column, key=lambda step: (middle(step), column.index(step)))


def _ribbons(
    found: dict[tuple[_Step, _Step], list[str]], places: dict[_Step, Node], unit: float
) -> list[tuple[str, float, int, str]]:
    taken: defaultdict[tuple[_Step, str], float] = defaultdict(float)
    ribbons = []
    shown = [(a, b) for a, b in found if a in places and b in places and a[0] != b[0]]
    for a, b in sorted(shown, key=lambda pair: (places[pair[0]].y, places[pair[1]].y)):
        width = max(unit * len(found[a, b]), 1.0)
        x1, y1 = places[a].x + COLUMN, places[a].y + taken[a, "out"] + width / 2
        x2, y2 = places[b].x, places[b].y + taken[b, "in"] + width / 2
        taken[a, "out"] += width
        taken[b, "in"] += width
        middle = (x1 + x2) / 2
        path = f"M{x1:g} {y1:.1f}C{middle:g} {y1:.1f} {middle:g} {y2:.1f} {x2:g} {y2:.1f}"
        count = len(found[a, b])
        ribbons.append((path, round(width, 1), a[0], f"{a[1]} cites {b[1]}: {count} claim{'s' if count > 1 else ''}"))
    return ribbons
