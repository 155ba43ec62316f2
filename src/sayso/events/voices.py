"""Whom pronouns stand for, where that can be told: "we" in quoted words, "it" in reported ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from sayso.events.lexicon import lexicon
from sayso.model import Actor, Claim, Passage

QUOTED = ("direct", "mixed", "headline")
REPORTED = ("indirect", "mixed", "headline")
FITS = {
    "he": ("person", "group"),
    "she": ("person", "group"),
    "it": ("organisation", "government", "outlet", "group"),
    "they": ("organisation", "government", "group"),
}
FORMS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
Known = tuple[Mapping[int, str], Mapping[str, Actor], int]  # actors by head token, by id; where the doc begins
Spans = Sequence[tuple[int, int, str]]


def voices(passage: Passage, owner: Mapping[int, Claim], spans: Spans, actors: Mapping[str, Actor]) -> dict[int, str]:
    """Place of a pronoun among the tokens -> id of the actor it stands for. Pronouns that stay open are left out.

    First person inside quoted words: the speaker; "we" whom he speaks for. Third person inside reported words: the
    speaker, where nobody it fits is named before it in the sentence. Else the one that fits: the subject before it in
    its sentence or the sentence before, or who alone is named before it.
    """
    named: dict[int, str] = {}
    covered: set[int] = set()
    for start, end, actor in spans:
        span = passage.doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            named.setdefault(span.root.i, actor)
            covered.update(t.i for t in span)
    found: dict[int, str] = {}
    for token in passage.doc:
        if token.tag_ not in ("PRP", "PRP$") or token.i in covered:
            continue
        claim = owner.get(token.i)
        who = first_person(token, claim, actors) or third_person(token, claim, (named, actors, passage.start))
        if who is not None:
            found[token.i] = who
    return found


def first_person(token: Token, claim: Claim | None, actors: Mapping[str, Actor]) -> str | None:
    """The speaker of quoted words, or for "we" whom he speaks for."""
    ours = token.lower_ in lexicon().words["speakers"] and token.text != "US"
    if claim is None or claim.manner not in QUOTED or not ours:
        return None
    speaker = actors.get(claim.speaker.actor or "")
    if speaker is None:
        return None
    return body(speaker) if token.lower_[0] in "wou" else speaker.id


def body(speaker: Actor) -> str:
    """Whom a speaker speaks for, himself where that is not known."""
    return speaker.speaks_for or speaker.id


def third_person(token: Token, claim: Claim | None, known: Known) -> str | None:
    """Whom he, she, it or they stands for."""
    named, actors, offset = known
    form = FORMS.get(token.lower_)
    if form is None or dummy(token):
        return None
    start = token.sent.start
    here = [(i, a) for i, a in named.items() if start <= i < token.i and fits(form, actors[a], token.doc[i])]
    here = [(i, a) for i, a in here if not beside(token, token.doc[i])]
    reported = claim is not None and claim.manner in REPORTED
    if reported and claim is not None:
        inside = [(i, a) for i, a in here if within(token.doc[i], claim, offset)]
        speaker = spoken(form, claim, actors)
        if not inside and speaker is not None:
            return speaker
    return chosen(here, token) or (chosen(before(token, named, form, actors), token) if not here else None)


def dummy(token: Token) -> bool:
    """ "It" that stands for nothing: "it is likely that"."""
    subject = token.dep_ in ("nsubj", "nsubjpass")
    return token.lower_ == "it" and subject and token.head.lemma_ in ("be", "seem", "appear")


def fits(form: str, actor: Actor, head: Token) -> bool:
    """Whether an actor may be meant by a pronoun; plural words only by "they", single persons never by "it"."""
    if actor.kind not in FITS[form]:
        return False
    plural = head.tag_ in ("NNS", "NNPS")
    return form == "they" or not (actor.kind == "group" and plural)


def beside(pronoun: Token, other: Token) -> bool:
    """Whether two stand at the same verb, so that the one cannot be the other ("X attacked them")."""
    return (
        pronoun.dep_ in ("dobj", "pobj", "dative")
        and other.dep_ in ("nsubj", "nsubjpass")
        and (pronoun.head.i == other.head.i or pronoun.head.head.i == other.head.i)
    )


def spoken(form: str, claim: Claim, actors: Mapping[str, Actor]) -> str | None:
    """The speaker of reported words as a pronoun in them may mean him, or the body that he speaks for."""
    speaker = actors.get(claim.speaker.actor or "")
    if speaker is None:
        return None
    if form in ("it", "they") and speaker.kind == "person":
        return speaker.speaks_for
    return speaker.id if speaker.kind in FITS[form] else None


def within(token: Token, claim: Claim, offset: int) -> bool:
    """Whether a token stands in the content of a claim; `offset` is where the doc begins in the page."""
    return any(piece.start <= offset + token.idx < piece.end for piece in claim.content)


def before(token: Token, named: Mapping[int, str], form: str, actors: Mapping[str, Actor]) -> list[tuple[int, str]]:
    """Actors of the sentence before that fit."""
    start = token.sent.start
    if start == 0:
        return []
    previous = token.doc[start - 1].sent
    return [(i, a) for i, a in named.items() if previous.start <= i < start and fits(form, actors[a], token.doc[i])]


def chosen(candidates: list[tuple[int, str]], token: Token) -> str | None:
    """The nearest subject among the candidates, or the only actor there is."""
    subjects = [a for i, a in sorted(candidates, reverse=True) if token.doc[i].dep_ in ("nsubj", "nsubjpass")]
    if subjects:
        return subjects[0]
    only = {a for _, a in candidates}
    return next(iter(only)) if len(only) == 1 else None
