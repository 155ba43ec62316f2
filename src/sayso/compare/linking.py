"""From candidates to links: what relations, force and words of two claims say, and which of it may be shown.

A contradiction that is reported must be right nearly always: it needs two voices (or a page that contradicts itself),
claims that may speak of one time, assertions rather than questions, demands or forecasts, and a shared subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.compare.gathered import Gathered, apart
from sayso.compare.judge import verdicts
from sayso.compare.stances import Finding, findings
from sayso.compare.statement import Verdict
from sayso.compare.units import Unit, on_page
from sayso.model import Claim, Link, LinkKind, Relation, Span

Issue = tuple[str, ...]
RELATED = 0.5  # score from which what two relations say becomes a link
ALIKE = 0.50  # cosine under which words alone are not trusted
TOPIC = 0.40  # cosine under which relations are not either, unless the claims share a third actor
DENIED = 0.55  # chance of agreement from which a denial denies the other claim
SURE = 0.62  # chance of agreement from which claims agree
OPEN = ("ask", "demand", "doubt")


class Edge(NamedTuple):
    """A link with what it is about, and the units it was found in."""

    link: Link
    issue: Issue
    a: Unit
    b: Unit


def edges(case: Gathered, units: Sequence[Unit], pairs: Sequence[tuple[int, int, float]]) -> list[Edge]:
    """The surest link of every two claims, sorted by their ids."""
    said = verdicts([(units[i].view, units[j].view, cosine) for i, j, cosine in pairs])
    best: dict[tuple[str, str], Edge] = {}
    for (i, j, cosine), verdict in zip(pairs, said, strict=True):
        a, b = units[i], units[j]
        for edge in (related(case, a, b, cosine), worded(case, a, b, cosine, verdict)):
            if edge is None:
                continue
            pair = edge.link.a, edge.link.b
            if pair not in best or rank(edge) > rank(best[pair]):
                best[pair] = edge
    return [best[pair] for pair in sorted(best)]


def rank(edge: Edge) -> tuple[bool, float, str]:
    """Contradictions found by relations before agreement in words; then by score."""
    return edge.issue[0] != "said" and edge.link.kind == "contradicts", edge.link.score, edge.link.why


def related(case: Gathered, a: Unit, b: Unit, cosine: float) -> Edge | None:
    """What the structured relations say."""
    for f in findings(a.claim, b.claim):
        if f.score >= RELATED and (f.sign > 0 or opposable(case, a.claim, b.claim)) and one_topic(a, b, cosine, f):
            if apart(f.a.when or a.claim.about, f.b.when or b.claim.about):
                continue
            kind: LinkKind = "contradicts" if f.sign < 0 else "supports"
            why = f"{quoted(case, a.claim, f.a)} against {quoted(case, b.claim, f.b)}: {f.tells}"
            spans = (Span(f.a.start, f.a.end), Span(f.b.start, f.b.end))
            return Edge(link(a.claim, b.claim, kind, f.score, why, spans), f.issue, *ordered(a, b))
    return None


def one_topic(a: Unit, b: Unit, cosine: float, f: Finding) -> bool:
    """Whether both speak of the matter, and not only of the same two actors."""
    pair = {f.a.actor, f.a.recipient}
    return cosine >= TOPIC or bool((a.actors - pair) & (b.actors - pair))


def worded(case: Gathered, a: Unit, b: Unit, cosine: float, verdict: Verdict) -> Edge | None:
    """What the words say; a denial turns it."""
    if cosine < ALIKE and not (a.actors & b.actors and verdict.kind_of in ("ability", "number", "denial")):
        return None
    kind, score, why = verdict.kind, verdict.score, verdict.why
    if (a.claim.force == "deny") != (b.claim.force == "deny") and kind != "contradicts":
        if kind not in ("same", "supports") or score < DENIED:
            return None
        denier = a if a.claim.force == "deny" else b
        kind, why = "contradicts", f"{denier.claim.speaker.name or 'one'} denies what the other tells; {why}"
    if kind == "contradicts" and opposable(case, a.claim, b.claim):
        issue = ("said", verdict.kind_of, verdict.topic)
        made = link(a.claim, b.claim, "contradicts", score, why, shown(case, a, b, verdict))
        return Edge(made, issue, *ordered(a, b))
    if kind in ("same", "supports") and score >= SURE and a.claim.force not in OPEN and b.claim.force not in OPEN:
        agreed = link(a.claim, b.claim, kind, score, why, shown(case, a, b, verdict))  # type: ignore[arg-type]
        return Edge(agreed, ("said",), *ordered(a, b))
    return None


def opposable(case: Gathered, a: Claim, b: Claim) -> bool:
    """Whether these two could contradict each other at all."""
    if a.force in OPEN or b.force in OPEN or ("predict" in (a.force, b.force) and a.force != b.force):
        return False
    if a.inside == b.id or b.inside == a.id or apart(a.about, b.about):
        return False
    return case.voice(a) != case.voice(b)


def link(a: Claim, b: Claim, kind: LinkKind, score: float, why: str, spans: tuple[Span, ...]) -> Link:
    if a.id <= b.id:
        return Link(a.id, b.id, kind, round(score, 4), why, spans)
    return Link(b.id, a.id, kind, round(score, 4), why, spans[::-1])


def ordered(a: Unit, b: Unit) -> tuple[Unit, Unit]:
    return (a, b) if a.claim.id <= b.claim.id else (b, a)


def shown(case: Gathered, a: Unit, b: Unit, verdict: Verdict) -> tuple[Span, ...]:
    """The deciding words as spans of the two pages."""
    if verdict.spans is None:
        return ()
    return on_page(case, a, verdict.spans[0]), on_page(case, b, verdict.spans[1])


def quoted(case: Gathered, claim: Claim, relation: Relation) -> str:
    page = case.pages.get(claim.page)
    words = page.text[relation.start : relation.end] if page else relation.type.lower()
    return f"“{' '.join(words.split())}”{' (denied)' if relation.negated else ''}"
