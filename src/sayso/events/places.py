"""Where an event is told to have happened: "in Panjshir", "at Kabul airport", as the text says it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

WHERE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "off", "along", "throughout", "over"})
KINDS = frozenset({"GPE", "LOC", "FAC"})


def where(event: Token, noun: Token | None) -> str | None:
    """The place behind a preposition of the event's verb or noun, None where none is said."""
    return next((words for token in hanging(event, noun) if (words := name(token))), None)


def hanging(event: Token, noun: Token | None) -> Iterator[Token]:
    """What stands behind the prepositions of place of an event: of its word, its object, the object's own."""
    near = [event, *([noun] if noun is not None else []), *(c for c in event.children if c.dep_ in ("dobj", "prep"))]
    if event.pos_ in ("NOUN", "PROPN") and event.head.pos_ in ("VERB", "AUX"):
        near.append(event.head)
    for token in near:
        for child in (token, *token.children):
            if child.dep_ == "prep" and child.lower_ in WHERE:
                yield from (g for g in child.children if g.dep_ == "pobj")


def name(token: Token) -> str | None:
    """The name of a place with what stands before it, without article."""
    if token.ent_type_ not in KINDS:
        return None
    left = token.i
    while left > token.sent.start and token.doc[left - 1].ent_type_ in KINDS and token.doc[left - 1].pos_ == "PROPN":
        left -= 1
    return token.doc[left : token.i + 1].text
