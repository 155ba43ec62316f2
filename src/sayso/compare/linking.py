"""From candidates to links: what relations, force and words of two claims say, and which of it may be shown.

A contradiction that is reported must be right nearly always: it needs two voices (one voice on two days reverses
itself), claims that may speak of one time, assertions rather than questions or demands, and a shared subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.compare.answers import answers, taken_over
from sayso.compare.deciding import deciding
from sayso.compare.edge import Edge, link, ordered
from sayso.compare.features import Pair
from sayso.compare.gathered import Gathered, apart
from sayso.compare.grounds import grounded, refusing
from sayso.compare.judge import GROWING
from sayso.compare.judged import judged
from sayso.compare.memory import Memory
from sayso.compare.noticing import EXCLUDE, TELLS, denied, turned_down
from sayso.compare.opposed import PLACES, asked, idle, of_others, one_camp, one_day, opposable, slight
from sayso.compare.polarity import uncertain
from sayso.compare.remark import quote
from sayso.compare.stances import Finding, findings
from sayso.compare.statement import Verdict
from sayso.compare.territory import sited
from sayso.compare.turns import answering, turns
from sayso.compare.units import Unit, on_page
from sayso.compare.views import View
from sayso.compare.weighing import (
    BORNE_OUT,
    UNSEEN,
    Found,
    Place,
    Weighed,
    backed,
    bears,
    borne_out,
    clashing,
    refused,
    weigh,
)  # fmt: skip
from sayso.compare.weighing import seen as read
from sayso.compare.worth import TOPIC
from sayso.model import Claim, LinkKind, Relation, Span

RELATED = 0.5  # score from which what two relations say becomes a link
FRIENDS = 0.42  # … where partners or enemies is the question, for which it matters less what of
THIN = 3  # words of a claim ("denied attacking Brolun") that have no meaning to speak of without their cue
COPIED = 0.95  # cosine from which two claims are one wording, whatever force was read in each
AGREED = (  # chance of agreement, cosine, weight of what is shared
    (0.80, 0.55, 0.0), (0.72, 0.60, 0.35), (0.65, 0.75, 0.0), (0.70, 0.50, 0.60),
)  # fmt: skip
ONE_CAMP = (0.52, 0.38)  # chance and cosine that are enough for claims of one camp on one page
HEADED = (0.60, 0.40)  # … for a headline and what its page tells
POINTED = 0.7  # how sure a denial is that points at what it denies

READING = ("said", "reading")  # issue of what the network alone sees


class Linked(NamedTuple):
    """The surest link of every two claims, sorted by their ids; how likely any two agree, by their ids."""

    edges: list[Edge]
    alike: Mapping[frozenset[str], float]


def linked(case: Gathered, units: Sequence[Unit], pairs: Sequence[tuple[int, int, float]], memory: Memory) -> Linked:
    """All links of a case."""
    turned = turns(case)
    pairs = answering(units, pairs, turned)
    found = judged(case, units, pairs, memory, turned)
    best: dict[tuple[str, str], Edge] = {}
    weighed = weigh(found)
    for edge in (*held(case, units, pairs, found, weighed), *pointing(case, units)):
        if edge.link.kind == "contradicts" and case.voice(edge.a.claim) == case.voice(edge.b.claim):
            edge = edge._replace(link=replace(edge.link, kind="reverses"))
        pair = edge.link.a, edge.link.b
        if pair not in best or rank(edge) > rank(best[pair]):
            best[pair] = edge
    alike: dict[frozenset[str], float] = {}
    for place, chances in weighed.items():
        both = frozenset(found[place].claims)
        alike[both] = max(chances.agreeing, alike.get(both, 0.0))
    return Linked([best[pair] for pair in sorted(best)], alike)


def held(
    case: Gathered,
    units: Sequence[Unit],
    pairs: Sequence[tuple[int, int, float]],
    found: Mapping[Place, Found],
    weighed: Mapping[Place, Weighed],
) -> Iterator[Edge]:
    """What relations and words say of every pair of units held against each other."""
    for i, j, cosine in pairs:
        a, b = units[i], units[j]
        one = found.get((i, j))
        told = worded(case, a, b, one, weighed.get((i, j), UNSEEN)) if one else None
        for edge in (related(case, a, b, cosine), told, sited(case, a, b)):
            if edge is not None:
                yield edge


def pointing(case: Gathered, units: Sequence[Unit]) -> Iterator[Edge]:
    """What answers say of the claims before them on their page that they point at."""
    for answer in answers(units, case.pages):
        unit, told = answer.unit, answer.told
        if answer.sign > 0:
            why = f"‘{unit.view.text[slice(*answer.here)]}’ is what was told before on this page"
            spans = (on_page(case, unit, answer.here), on_page(case, told, answer.there))
            made = link(unit.claim, told.claim, "supports", POINTED, why, spans)
            yield Edge(made, answer.topic, *ordered(unit, told))
        elif opposable(case, unit.claim, told.claim):
            why = f"{unit.claim.speaker.name or 'one'} {answer.why}"
            spans = (on_page(case, unit, answer.here), on_page(case, told, answer.there))
            made = link(unit.claim, told.claim, "contradicts", POINTED, why, spans)
            yield Edge(made, ("said", *answer.topic), *ordered(unit, told))


def rank(edge: Edge) -> tuple[bool, bool, float, str]:
    """Contradictions found by relations, then those with a typed ground before agreement in words; then by score."""
    against, said = edge.link.kind == "contradicts", edge.issue[0] == "said"
    return against and not said, against and edge.issue[:2] != READING, edge.link.score, edge.link.why


def related(case: Gathered, a: Unit, b: Unit, cosine: float) -> Edge | None:
    """What the structured relations say."""
    for f in findings(a.claim, b.claim):
        if f.score < RELATED or (f.sign < 0 and not opposable(case, a.claim, b.claim)):
            continue
        if one_topic(case, a, b, cosine, f) and not apart(f.a.when or a.claim.about, f.b.when or b.claim.about):
            kind: LinkKind = "contradicts" if f.sign < 0 else "supports"
            why = f"{quoted(case, a.claim, f.a)} against {quoted(case, b.claim, f.b)}: {f.tells}"
            spans = (Span(f.a.start, f.a.end), Span(f.b.start, f.b.end))
            return Edge(link(a.claim, b.claim, kind, f.score, why, spans), f.issue, *ordered(a, b))
    return None


def one_topic(case: Gathered, a: Unit, b: Unit, cosine: float, f: Finding) -> bool:
    """Whether both speak of the matter, and not only of the same two actors."""
    if f.ground == "agent" and (cosine < TOPIC or act(a.view, f.a) != act(b.view, f.b)):
        return False
    if f.issue[0] == "friend" and cosine >= FRIENDS:
        return True
    if f.ground == "denial" and min(len(a.view.doc), len(b.view.doc)) <= THIN:
        return True
    thirds = [{x for x in u.actors - {f.a.actor, f.a.recipient} if case.actor[x].kind not in PLACES} for u in (a, b)]
    if thirds[0] & thirds[1]:
        return True
    return cosine >= TOPIC and not (thirds[0] and thirds[1])


def act(view: View, relation: Relation) -> str:
    """The key of the words that tell of a relation: its first word's, as far as the reasons show it."""
    words = relation.why.split("”")[0].lstrip("“").lower().split()
    return next((view.keys[t.i] for t in view.doc if words and t.lower_ == words[-1]), "")


def worded(case: Gathered, a: Unit, b: Unit, one: Found, weighed: Weighed) -> Edge | None:
    """What the words say; a denial turns it."""
    pair, verdict = one.pair, one.verdict
    spans, cosine = shown(case, a, b, verdict), pair.cosine
    if taken_over(a.claim, b.claim) and case.voice(a.claim) != case.voice(b.claim):
        return None
    if denied(a.view) != denied(b.view) and cosine < COPIED:
        return refusal(case, a, b, pair, verdict, weighed) or told_alike(case, a, b, pair, weighed)
    if denied(a.view) != denied(b.view) and case.voice(a.claim) != case.voice(b.claim):
        return None  # "Morvane denied it": a copy of the words denied, of which `pointing` tells
    says = not idle(a) and not idle(b)
    if says and carried(case, a, b, cosine, verdict, weighed) and opposable(case, a.claim, b.claim):
        issue = ("said", verdict.kind_of, verdict.topic)
        return Edge(link(a.claim, b.claim, "contradicts", verdict.score, verdict.why, spans), issue, *ordered(a, b))
    if says and clashing(pair, weighed) and opposable(case, a.claim, b.claim, at_any_time=True):
        return told_apart(case, a, b, one, weighed)
    if verdict.kind in ("same", "supports") and agreeing(case, a, b, cosine, verdict) and bears(verdict, weighed):
        kind: LinkKind = "same" if verdict.kind == "same" else "supports"
        return Edge(link(a.claim, b.claim, kind, verdict.score, verdict.why, spans), ("said",), *ordered(a, b))
    return told_alike(case, a, b, pair, weighed)


def told_alike(case: Gathered, a: Unit, b: Unit, pair: Pair, weighed: Weighed) -> Edge | None:
    """An agreement that the network sees."""
    if not backed(pair, weighed) or asked(a.claim, b.claim) or slight(case, a, b):
        return None
    return Edge(link(a.claim, b.claim, "supports", weighed.agreeing, TELLS, ()), ("said",), *ordered(a, b))


def refusal(case: Gathered, a: Unit, b: Unit, pair: Pair, verdict: Verdict, weighed: Weighed) -> Edge | None:
    """A denial of what the other tells."""
    agreed = refusing(pair, verdict) and (not read(verdict) or weighed.against >= BORNE_OUT["denial"])
    seen = refused(pair, weighed)
    denier, other = (a, b) if denied(a.view) else (b, a)
    if not (agreed or seen) or not opposable(case, a.claim, b.claim) or idle(other):
        return None
    if uncertain(other.view) or turned_down(denier.view) or of_others(a.claim, b.claim):
        return None
    tells = verdict.why if agreed else "read side by side"
    why = f"{denier.claim.speaker.name or 'one'} denies what the other tells; {tells}"
    spans = shown(case, a, b, verdict) if agreed else tuple(on_page(case, u, (0, len(u.view.text))) for u in (a, b))
    made = link(a.claim, b.claim, "contradicts", max(verdict.score * agreed, weighed.against * seen), why, spans)
    return Edge(made, ("said", "denial", ""), *ordered(a, b))


def told_apart(case: Gathered, a: Unit, b: Unit, one: Found, weighed: Weighed) -> Edge:
    """A contradiction that the network sees, with the words that make it see it, and those between the two."""
    found = deciding(a.view, b.view)
    spans = () if found is None else (on_page(case, a, found[0]), on_page(case, b, found[1]))
    words = "" if found is None else f"{quote(a.view, found[0])} against {quote(b.view, found[1])}: "
    between = f"; told one after the other, with ‘{one.turn.against}’" if one.turn and one.turn.against else ""
    made = link(a.claim, b.claim, "contradicts", weighed.against, f"{words}{EXCLUDE}{between}", spans)
    return Edge(made, (*READING, ""), *ordered(a, b))


def carried(case: Gathered, a: Unit, b: Unit, cosine: float, verdict: Verdict, weighed: Weighed) -> bool:
    """Whether a contradiction in words may be shown; counts that grow need one day too."""
    growing = verdict.kind_of == "number" and verdict.topic in GROWING
    firm = grounded(a.view, b.view, cosine, verdict) and borne_out(verdict, weighed)
    return firm and (not growing or one_day(case, a.claim, b.claim))


def agreeing(case: Gathered, a: Unit, b: Unit, cosine: float, verdict: Verdict) -> bool:
    """Whether agreement in words may be shown: near in meaning, and sharing what they tell."""
    if (asked(a.claim, b.claim) and cosine < COPIED) or slight(case, a, b):
        return False
    headed = a.claim.page == b.claim.page and "headline" in (a.claim.manner, b.claim.manner)
    if headed and verdict.score >= HEADED[0] and cosine >= HEADED[1]:
        return True
    if one_camp(case, a.claim, b.claim) and verdict.score >= ONE_CAMP[0] and cosine >= ONE_CAMP[1]:
        return True
    return any(verdict.score >= chance and cosine >= near and verdict.weight >= firm for chance, near, firm in AGREED)


def shown(case: Gathered, a: Unit, b: Unit, verdict: Verdict) -> tuple[Span, ...]:
    """The deciding words as spans of the two pages."""
    if verdict.spans is None:
        return ()
    return on_page(case, a, verdict.spans[0]), on_page(case, b, verdict.spans[1])


def quoted(case: Gathered, claim: Claim, relation: Relation) -> str:
    page = case.pages.get(claim.page)
    words = page.text[relation.start : relation.end] if page else relation.type.lower()
    return f"“{' '.join(words.split())}”{' (denied)' if relation.negated else ''}"
