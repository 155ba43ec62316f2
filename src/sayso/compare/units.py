"""Claims cut into what can be compared: one unit a sentence, parsed, with the actors it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.compare.gathered import Gathered
from sayso.compare.memory import Floats, Memory, Sentence
from sayso.compare.statement import Statement
from sayso.compare.views import View
from sayso.model import Claim, Span

SPEAKING = frozenset(["we", "us", "our", "ours", "i", "me", "my", "mine"])
BETWEEN = " … "  # of the pieces of a claim's text
LEAST = 1  # content words or numbers a unit must have


class Unit(NamedTuple):
    """A sentence of a claim: where it begins in the claim's text, parsed, its meaning and its matter, its actors."""

    claim: Claim
    start: int
    view: View
    vector: Floats
    matter: Floats
    actors: frozenset[str]


def units(case: Gathered, memory: Memory) -> list[Unit]:
    """Units of all claims, in the order of the claims' ids."""
    read = memory.sentences([c.text for c in case.claims])
    return [u for claim, sentences in zip(case.claims, read, strict=True) for u in cut(case, claim, sentences)]


def cut(case: Gathered, claim: Claim, sentences: Sequence[Sentence]) -> list[Unit]:
    spoken = actors(case, claim)
    speaker = claim.speaker.name or None
    made = [
        Statement(s.doc.text, speaker, None, claim.force, claim.manner, alone=alone(claim, s.start, s.doc.text))
        for s in sentences
    ]
    found = [
        Unit(claim, s.start, View(m, s.doc), s.vectors[0], s.vectors[1], spoken)
        for m, s in zip(made, sentences, strict=True)
    ]
    return [unit for unit in found if len(unit.view.bag) >= LEAST]


def alone(claim: Claim, start: int, text: str) -> str:
    """A sentence of a claim with what its words point to put in; "" where they point to nothing outside."""
    whole, end = claim.text.replace("\n", " "), start + len(text)
    if whole[start:end] != text:
        return ""
    made, at = "", start
    for place, stop, words in pointing(claim):
        if at <= place and stop <= end:
            made += whole[at:place] + words
            at = stop
    return made + whole[at:end] if made else ""


def pointing(claim: Claim) -> list[tuple[int, int, str]]:
    """(start, end, words) for words of a claim's text that stand for something else."""
    found, base = [], 0
    for piece in claim.content:
        for r in claim.referents:
            if piece.start <= r.start and r.end <= piece.end:
                found.append((base + r.start - piece.start, base + r.end - piece.start, r.words))
        base += piece.end - piece.start + len(BETWEEN)
    return sorted(found)


def actors(case: Gathered, claim: Claim) -> frozenset[str]:
    """Actors that a claim's content speaks of; its speaker where he says "we"."""
    named = case.named.get(claim.page, [])
    found = {a for s, e, a in named for piece in claim.content if s < piece.end and piece.start < e}
    words = {w.strip(".,;:!?\"'“”‘’").lower() for w in claim.text.split()}
    if claim.speaker.actor and words & SPEAKING:
        known = case.actor.get(claim.speaker.actor)
        found.add(claim.speaker.actor)
        if known and known.speaks_for:
            found.add(known.speaks_for)
    return frozenset(found)


def on_page(case: Gathered, unit: Unit, where: tuple[int, int]) -> Span:
    """Words of a unit's view as a span of the page; the claim's content where they cannot be found there."""
    claim, page = unit.claim, case.pages.get(unit.claim.page)
    words = unit.view.text[where[0] : where[1]]
    whole = Span(claim.content[0].start, claim.content[-1].end) if claim.content else Span(0, 0)
    if page is None or not words:
        return whole
    offset = unit.start + where[0]
    for piece in claim.content:
        direct = piece.start + offset
        if page.text[direct : direct + len(words)] == words and direct + len(words) <= piece.end:
            return Span(direct, direct + len(words))
        at = page.text.find(words, piece.start, piece.end)
        if at >= 0:
            return Span(at, at + len(words))
        offset -= piece.end - piece.start + 1
    return whole
