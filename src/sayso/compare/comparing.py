"""Looks across the claims of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.compare.candidates import candidates
from sayso.compare.disputes import Edge, disputes
from sayso.compare.gathered import Gathered, apart
from sayso.compare.judgements import judged_links
from sayso.compare.origins import bag, origins, overlap
from sayso.compare.stances import Finding, findings
from sayso.model import Claim, Comparison, Judgement, Link, Page, Reading, Relation, Span

ENOUGH = 0.5  # score from which a finding becomes a link


def compare(readings: Sequence[Reading], pages: Mapping[str, Page], judgements: Sequence[Judgement] = ()) -> Comparison:
    """Everything that looking across the pages of a case finds; the order of the readings makes no difference.

    What analysts judged takes the place of what is found.
    """
    case = Gathered(readings, pages, judgements)
    pairs = candidates(case)
    near = {p: overlap(bag(case.claim[p[0]].text), bag(case.claim[p[1]].text)) for p in pairs}
    edges = [edge for a, b in pairs for edge in judged(case, case.claim[a], case.claim[b])]
    found = origins(case, near)
    unjudged = {(e.link.a, e.link.b): e.link for e in reversed(edges)}
    links = judged_links(tuple(unjudged.values()), case.claims, judgements)
    edges = decided(edges, links)
    return Comparison(case.actors, case.claims, links, found, disputes(case, edges, found))


def decided(edges: Sequence[Edge], links: Sequence[Link]) -> list[Edge]:
    """The edges with the links that were kept or judged in place of those that were found."""
    kept = {(link.a, link.b): link for link in links}
    return [edge._replace(link=kept[pair]) for edge in edges if (pair := (edge.link.a, edge.link.b)) in kept]


def judged(case: Gathered, a: Claim, b: Claim) -> list[Edge]:
    """What holds between two claims, the surest finding first."""
    return [Edge(link(case, a, b, f), f.issue) for f in findings(a, b) if f.score >= ENOUGH and fits(case, a, b, f)][:1]


def fits(case: Gathered, a: Claim, b: Claim, f: Finding) -> bool:
    """A contradiction needs claims that speak of one time, by two voices or one page that contradicts itself."""
    if f.sign > 0:
        return True
    if apart(f.a.when or a.about, f.b.when or b.about):
        return False
    return case.voice(a) != case.voice(b)


def link(case: Gathered, a: Claim, b: Claim, f: Finding) -> Link:
    kind = "contradicts" if f.sign < 0 else "supports"
    why = f"{quoted(case, a, f.a)} against {quoted(case, b, f.b)}: {f.tells}"
    return Link(a.id, b.id, kind, round(f.score, 4), why, (Span(f.a.start, f.a.end), Span(f.b.start, f.b.end)))  # type: ignore[arg-type]


def quoted(case: Gathered, claim: Claim, relation: Relation) -> str:
    page = case.pages.get(claim.page)
    words = page.text[relation.start : relation.end] if page else relation.type.lower()
    return f"“{' '.join(words.split())}”{' (denied)' if relation.negated else ''}"
