"""Relations of claims: who did what to whom, in the words of each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.actors.places import place_of
from sayso.events.arguments import Places
from sayso.events.circumstances import Circumstances, circumstances
from sayso.events.classifier import classifier
from sayso.events.clauses import Event
from sayso.events.factuality import factuality
from sayso.events.features import features_of
from sayso.events.frames import events
from sayso.events.lexicon import ROOTS, SYMMETRIC, lexicon
from sayso.events.parties import parties
from sayso.events.places import where
from sayso.events.quantities import quantities
from sayso.events.times import Times
from sayso.events.voices import voices
from sayso.model import Actor, Claim, Page, Passage, Quantity, Relation, Span, TimeExpression

Told = tuple[Event, Circumstances]


class Relator:
    """Fills `relations` and `quantities` of claims. Loads its tables once; holds no page."""

    def read(
        self,
        page: Page,
        passages: Sequence[Passage],
        claims: Sequence[Claim],
        actors: Sequence[Actor],
        expressions: Sequence[TimeExpression] = (),
    ) -> tuple[tuple[Claim, ...], tuple[Actor, ...]]:
        """As `annotate`, with actors added for who is only described ("gunmen") and takes part in an event.

        Out: the claims, and `actors` followed by those that were added.
        """
        known = {actor.id for actor in actors}
        present = parties(page, passages, actors)
        told = self.annotate(page, passages, claims, present, expressions)
        used = {i for claim in told for r in claim.relations for i in (r.actor, r.recipient)}
        return told, tuple(a for a in present if a.id in known or a.id in used)

    def annotate(
        self,
        page: Page,
        passages: Sequence[Passage],
        claims: Sequence[Claim],
        actors: Sequence[Actor],
        expressions: Sequence[TimeExpression] = (),
    ) -> tuple[Claim, ...]:
        """The same claims in the same order with relations and quantities.

        `expressions`: when, as the page says it (sorted); they date the events that they stand beside. A relation or
        quantity belongs to the innermost claim whose content holds its words.
        """
        found: dict[str, list[Relation]] = {claim.id: [] for claim in claims}
        counted: dict[str, list[Quantity]] = {claim.id: [] for claim in claims}
        mentions = sorted((m.start, m.end, a.id) for a in actors for m in a.mentions if m.page == page.id)
        by_id = {a.id: a for a in actors}
        for passage in passages:
            inside = [c for c in claims if any(s.start < passage.end and s.end > passage.start for s in c.content)]
            if not inside:
                continue
            here = [
                (s - passage.start, e - passage.start, a)
                for s, e, a in mentions
                if s >= passage.start and e <= passage.end
            ]
            owner = owners(passage, inside)
            places = Places(passage.doc, here, voices(passage, owner, here, by_id))
            for quantity in quantities(passage.doc, passage.start):
                claim = holder(passage, owner, quantity)
                if claim is not None:
                    counted[claim.id].append(quantity)
            times = Times(passage.doc, passage.start, expressions)
            for sentence in passage.doc.sents:
                read = relevant(sentence, places)
                for event, around in deepest(read):
                    claim = owner.get(event.token.i)
                    if claim is not None:
                        made = told(event, around, passage.start, times)
                        found[claim.id] += scored(made, event, sentence, here, read)
        return tuple(
            msgspec.structs.replace(c, relations=tuple(unique(found[c.id])), quantities=tuple(counted[c.id]))
            for c in claims
        )


def holder(passage: Passage, owner: Mapping[int, Claim], quantity: Quantity) -> Claim | None:
    """The claim that holds the last word of a quantity."""
    place = quantity.end - passage.start
    span = passage.doc.char_span(place - 1, place, alignment_mode="expand")
    return owner.get(span[-1].i) if span is not None and len(span) else None


def owners(passage: Passage, claims: Sequence[Claim]) -> dict[int, Claim]:
    """Innermost claim of each token of a passage: of those whose content holds it, the one with the shortest piece.

    A token of a cue that stands in no content belongs to the claim of the cue: to accuse or to reject is itself
    something that one does to another.
    """
    owner: dict[int, tuple[int, Claim]] = {}
    for pieces in ("content", "cue"):
        held = frozenset(owner) if pieces == "cue" else frozenset()
        for claim in claims:
            for piece in getattr(claim, pieces):
                width = piece.end - piece.start
                for i in tokens_of(passage, piece):
                    if i not in held and (i not in owner or width < owner[i][0]):
                        owner[i] = (width, claim)
    return {i: claim for i, (_, claim) in owner.items()}


def tokens_of(passage: Passage, piece: Span) -> range:
    """Places of the tokens of a passage that a span of the page touches."""
    if piece.start >= passage.end or piece.end <= passage.start:
        return range(0)
    start, end = max(piece.start, passage.start) - passage.start, min(piece.end, passage.end) - passage.start
    inside = passage.doc.char_span(start, end, alignment_mode="expand")
    return range(inside.start, inside.end) if inside is not None else range(0)


def relevant(sentence: Sentence, places: Places) -> list[Told]:
    """Events of a sentence with their circumstances, where one of them joins two actors."""
    known = {places.cover.get(t.i) or places.speaker.get(t.i) for t in sentence} - {None}
    if len(known) < 2:
        return []
    found = [e for e in events(sentence, places) if e.type]
    if not any(e.mutual or (e.agents and e.recipients) for e in found):
        return []
    return [(e, circumstances(e.token, e.object is not None)) for e in found]


def deepest(read: list[Told]) -> list[Told]:
    """Events that join two actors, without those that only say how another event of the same actors is told.

    "rejected any cooperation with X" is cooperation, negated, and not a rejection of X besides.
    """
    told_as = [(e, around) for e, around in read if e.mutual or (e.agents and e.recipients)]
    over = {(i, frozenset(e.agents), frozenset(e.recipients)) for e, around in told_as for i in around.above}
    return [
        (e, around) for e, around in told_as if (e.token.i, frozenset(e.agents), frozenset(e.recipients)) not in over
    ]


def scored(
    made: list[Relation], event: Event, sentence: Sentence, here: Sequence[tuple[int, int, str]], read: list[Told]
) -> list[Relation]:
    """The relations of an event with the probability that the classifier of sentences gives their type.

    `here`: start, end, actor of each mention in the passage. Of several in the sentence the nearest to the event is
    marked; an actor who is only meant there ("we") is not.
    """

    def mark(actor: str) -> tuple[int, int]:
        spans = [(s, e) for s, e, a in here if a == actor and sentence.start_char <= s and e <= sentence.end_char]
        return min(spans, key=lambda span: abs(span[0] - event.token.idx), default=(0, 0))

    rated = []
    for relation in made:
        sides = relation.actor, relation.recipient
        odds = classifier().odds(features_of(sentence, (mark(sides[0]), mark(sides[1])), read, sides))
        rated.append(msgspec.structs.replace(relation, score=round(float(odds[ROOTS.index(relation.type)]), 3)))
    return rated


def told(event: Event, around: Circumstances, offset: int, times: Times) -> list[Relation]:
    """The relations of one event: every actor of one side with every actor of the other."""
    first, last = bounds(event)
    start, end = offset + first.idx, offset + last.idx + len(last)
    joint = companions(event)
    if event.mutual:
        pairs = [(a, b) for i, a in enumerate(event.agents) for b in event.agents[i + 1 :]]
    else:
        pairs = [(a, b) for a in event.agents for b in event.recipients]
    word = event.token.doc[first.i : last.i + 1].text
    said = ", ".join(f"“{w}”" for w in around.why)
    why = f"“{word}” names {event.type}" + (f"; told with {said}" if said else "")

    place, sure = where(event.token, event.object), factuality(event.token, around)
    country, province = (place_of(place) if place else None) or (None, None)
    when = times.of(event.token, event.object)

    def relation(a: str, root: str, b: str, reason: str) -> Relation:
        bare = Relation(a, root, b, start, end, around.negated, around.modality, sure, place=place, when=when)
        return msgspec.structs.replace(bare, country=country, province=province, why=reason)

    made = [relation(a, event.type or "", b, why) for a, b in pairs]
    if joint and not event.mutual and event.type not in SYMMETRIC:
        together = [(a, b) for i, a in enumerate(event.agents) for b in event.agents[i + 1 :]]
        made += [relation(a, "COOPERATE", b, f"“{joint.text}”: they do it together; {why}") for a, b in together]
    return made


def bounds(event: Event) -> tuple[Token, Token]:
    """First and last token of the words that tell the event: verb, particle, object noun."""
    tokens = [event.token, *(c for c in event.token.children if c.dep_ in ("prt", "neg"))]
    if event.object is not None:
        tokens.append(event.object)
    return min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)


def companions(event: Event) -> Token | None:
    """The word that says that joined actors act together ("jointly", "together"), if any."""
    if len(event.agents) < 2:
        return None
    return next((c for c in event.token.subtree if c.lower_ in lexicon().words["joint"]), None)


def unique(relations: list[Relation]) -> list[Relation]:
    """Each relation once, in text order."""
    seen: dict[tuple[str, str, str, int], Relation] = {}
    for r in sorted(relations, key=lambda r: (r.start, r.end, r.actor, r.type, r.recipient)):
        seen.setdefault((r.actor, r.type, r.recipient, r.start), r)
    return list(seen.values())
