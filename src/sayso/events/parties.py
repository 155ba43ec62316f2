"""Actors that have no name: "gunmen", "the court", "two Eritrean families" – where they take part in an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.actors.tables import builtin
from sayso.events.nouns import acts, tables
from sayso.ids import identifier
from sayso.model import Actor, ActorKind, Mention, Page, Passage

ACTING = ("nsubj", "nsubjpass", "dobj", "dative", "pobj")
PLACES = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative", "poss", "attr", "npadvmod", "ROOT")


def parties(page: Page, passages: Sequence[Passage], actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """`actors` and behind them the groups and persons that a page only describes, in the order of the page.

    The same words ("the rebels", "rebels") are one actor within a page; where one of `actors` goes by them, it gets the
    mentions. Nothing that stands inside a mention of `actors`, or that one of them owns ("Taliban fighters", "Mali's
    army"), is taken.
    """
    taken = sorted((m.start, m.end) for a in actors for m in a.mentions if m.page == page.id)
    found: dict[str, list[Mention]] = {}
    large: dict[str, list[Mention]] = {}
    for passage in passages:
        here = [(s - passage.start, e - passage.start) for s, e in taken if s < passage.end and e > passage.start]
        for start, end, how in seen(passage, here):
            text = page.text[passage.start + start : passage.start + end]
            place = Mention(page.id, passage.start + start, passage.start + end, text, how)
            kept = large if how == "name" else found
            kept.setdefault(" ".join(text.lower().split()), []).append(place)
    known = [joined(actor, found) for actor in actors]
    kinds: tuple[tuple[dict[str, list[Mention]], ActorKind, str], ...] = (
        (found, "group", "described, not named"),
        (large, "organisation", "written as a name; the recogniser of names does not know it"),
    )
    return (
        *nations(page, passages, known),
        *(
            Actor(identifier("a", page.id, key, "party"), places[0].text, kind, mentions=tuple(places), why=(why,))
            for some, kind, why in kinds
            for key, places in some.items()
        ),
    )


def nations(page: Page, passages: Sequence[Passage], actors: Sequence[Actor]) -> list[Actor]:
    """`actors` with the countries that an adjective before a thing names ("an Israeli tanker"), new ones behind."""
    taken = {m.start for a in actors for m in a.mentions}
    found: dict[str, list[Mention]] = {}
    for passage in passages:
        for token in passage.doc:
            place = passage.start + token.idx
            if token.dep_ not in ("amod", "compound") or not token.text[0].isupper() or place in taken:
                continue
            known = builtin().entry(token.text)
            if known is not None and known[1] == "adjective" and token.head.dep_ in PLACES and not acts(token.head):
                mention = Mention(page.id, place, place + len(token), token.text, "demonym")
                found.setdefault(known[0].name, []).append(mention)
    made = []
    for actor in actors:
        more = found.pop(actor.name, []) if actor.kind == "government" else []
        mentions = tuple(sorted((*actor.mentions, *more), key=order))
        made.append(msgspec.structs.replace(actor, mentions=mentions) if more else actor)
    return made + [
        Actor(
            identifier("a", page.id, name, "government"),
            name,
            "government",
            mentions=tuple(places),
            why=(f"“{places[0].text}” stands for {name}",),
        )
        for name, places in found.items()
    ]


def joined(actor: Actor, found: dict[str, list[Mention]]) -> Actor:
    """An actor that goes by a description ("officials") with the mentions of those words, taken out of `found`."""
    names = [n.lower().removeprefix("the ") for n in (actor.name, *actor.aliases) if n[:1].islower() or n[:4] == "The "]
    more = [m for name in dict.fromkeys(names) for m in found.pop(name, [])]
    mentions = tuple(sorted((*actor.mentions, *more), key=order))
    return msgspec.structs.replace(actor, mentions=mentions) if more else actor


def order(mention: Mention) -> tuple[int, int]:
    """Where a mention stands."""
    return mention.start, mention.end


def seen(passage: Passage, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Spans (characters of the doc) of nouns for people and bodies with what stands before them, article left out; and
    of what is written large in an actor's place though it is no mention."""
    spans = (passage.doc.char_span(s, e, alignment_mode="expand") for s, e in taken)
    busy = {token.i for span in spans if span is not None for token in span}
    for token in passage.doc:
        if token.dep_ in PLACES and token.pos_ in ("NOUN", "PROPN") and token.i not in busy and acts(token):
            left = leftmost(token, busy)
            if left is not None:
                yield left.idx, token.idx + len(token), "description"
        elif token.pos_ == "PROPN" and token.dep_ in ACTING and token.i not in busy and overlooked(token, busy):
            first = min([token, *(c for c in token.children if c.dep_ == "compound")], key=lambda t: t.i)
            yield first.idx, token.idx + len(token), "name"


def overlooked(token: Token, busy: set[int]) -> bool:
    """Whether a word may be the head of a name that the recogniser passed over: no date, amount, work or product."""
    whole = [token, *(c for c in token.children if c.dep_ == "compound")]
    capital = token.text[0].isupper() and len(token.text) > 2 and token.text.isalpha()
    return capital and not any(t.ent_type_ or t.i in busy or not t.text[0].isupper() for t in whole)


def leftmost(noun: Token, busy: set[int]) -> Token | None:
    """First token of the description, or None where an actor owns the noun or stands in it ("their forces")."""
    if any(c.i in busy for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod")):
        return None
    if noun.lemma_.lower() in tables()["owned"] and any(c.tag_ == "PRP$" for c in noun.children):
        return None
    owned = (g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for g in c.children)
    if any(g.i in busy for g in owned) or any(c.dep_ == "appos" and c.i in busy for c in noun.children):
        return None
    left = noun
    for token in reversed(list(noun.lefts)):
        if token.dep_ not in ("amod", "compound", "nmod") or token.i != left.i - 1:
            break
        if token.lower_ in tables()["quantifier"] or any(c.dep_ in ("npadvmod", "nummod") for c in token.children):
            break
        left = token.left_edge if token.left_edge.dep_ in ("amod", "compound", "nmod") else token
    return left
