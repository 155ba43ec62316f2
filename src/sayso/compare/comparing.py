"""Looks across the claims of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.compare.candidates import candidates
from sayso.compare.disputes import disputes
from sayso.compare.edge import Edge
from sayso.compare.gathered import Gathered
from sayso.compare.judgements import judged_links
from sayso.compare.linking import linked
from sayso.compare.memory import Memory, Shelf
from sayso.compare.origins import origins
from sayso.compare.units import units
from sayso.model import Comparison, Judgement, Link, Page, Reading


def compare(
    readings: Sequence[Reading],
    pages: Mapping[str, Page],
    judgements: Sequence[Judgement] = (),
    shelf: Shelf | None = None,
) -> Comparison:
    """Everything that looking across the pages of a case finds; the order of the readings makes no difference.

    What analysts judged takes the place of what is found. With a shelf, what was read and judged there before is not
    done again; the outcome is the same.
    """
    case, memory = Gathered(readings, pages, judgements), Memory(shelf)
    cut = units(case, memory)
    pairs = candidates(cut, case.stories)
    found = linked(case, cut, pairs, memory)
    near: dict[tuple[str, str], float] = {}
    for i, j, cosine in pairs:
        a, b = sorted((cut[i].claim.id, cut[j].claim.id))
        near[a, b] = max(cosine, near.get((a, b), 0.0))
    told = origins(case, near)
    links = judged_links(tuple(e.link for e in found.edges), case.claims, judgements)
    return Comparison(
        case.actors, case.claims, links, told, disputes(case, decided(found.edges, links), told, found.alike)
    )


def decided(found: Sequence[Edge], links: Sequence[Link]) -> list[Edge]:
    """The edges with the links that were kept or judged in place of those that were found."""
    kept = {(link.a, link.b): link for link in links}
    return [edge._replace(link=kept[pair]) for edge in found if (pair := (edge.link.a, edge.link.b)) in kept]
