"""Claims cut into what can be compared: one unit a sentence, parsed, with the actors it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.compare.gathered import Gathered
from sayso.compare.statement import Statement
from sayso.compare.views import LONGEST, View, english
from sayso.model import Claim, Span

NO_TENSOR = np.zeros((0, 0), dtype=np.float32)
SPEAKING = frozenset(["we", "us", "our", "ours", "i", "me", "my", "mine"])
LEAST = 2  # content words a unit must have
MOST = 8  # sentences of a claim that are compared


class Unit(NamedTuple):
    """A sentence of a claim: its claim, where it begins in the claim's text, its view, the actors it speaks of."""

    claim: Claim
    start: int
    view: View
    actors: frozenset[str]


def units(case: Gathered) -> list[Unit]:
    """Units of all claims, in the order of the claims' ids."""
    texts = [c.text[:LONGEST].replace("\n", " ") for c in case.claims]
    return [u for claim, doc in zip(case.claims, english().pipe(texts, batch_size=256), strict=True)
            for u in cut(case, claim, [s for s in doc.sents if s.text.strip()])]  # fmt: skip


def cut(case: Gathered, claim: Claim, sentences: Sequence) -> list[Unit]:  # type: ignore[type-arg]
    found = []
    spoken = actors(case, claim)
    for sentence in sentences[:MOST]:
        made = Statement(sentence.text, claim.speaker.name or None, None, claim.force, claim.manner)
        doc = sentence.as_doc() if len(sentences) > 1 else sentence.doc
        doc.tensor = NO_TENSOR  # the parser is done with it, and it is most of a Doc
        view = View(made, doc)
        if len(view.bag) >= LEAST:
            found.append(Unit(claim, sentence.start_char, view, spoken))
    return found


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
