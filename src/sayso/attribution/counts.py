"""Figures and whose word they are: "the office put the number at 21", "the log records one take-off at 18:31"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.phrases import subject_span
from sayso.attribution.view import View
from sayso.model import Span

_PAST_OR_PRESENT, _NOUNS = {"VBD", "VBZ", "VBP"}, {"NOUN", "PROPN"}
_LEAVES, _BESIDE = {"page", "copy", "excerpt"}, {"conj", "cc", "punct", "advcl"}
_HOLDS = 4  # words that what a text holds must have
_NEAR = 6  # words in which a figure stands: "at more than 900"


def counted(view: View, verb: Token) -> Iterator[Draft]:
    """ "The port office put [the number of boats at 21]", "The centre spoke of [seven dead]"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ not in {*_PAST_OR_PRESENT, "VBN"}:
        return
    told = _spoken_of(verb) if verb.lemma_ == "speak" else _put_at(verb)
    if told is not None and (content := run(view, *told)):
        yield Draft((subject_span(view, subject),), (view.place(verb),), content)


def _spoken_of(verb: Token) -> tuple[Token, Token] | None:
    of = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > verb.i), None)
    what = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if what is None or any(c.dep_ == "poss" for c in what.children):
        return None
    counted = what.tag_ == "CD" or any(c.tag_ == "CD" and c.dep_ == "nummod" for c in what.children)
    whole = counted and what.tag_ != "NNP" and what.ent_type_ != "DATE"
    return (what.left_edge, what.right_edge) if whole else None


def _put_at(verb: Token) -> tuple[Token, Token] | None:
    later = [c for c in verb.children if c.i > verb.i]
    thing = next((c for c in later if c.dep_ in {"dobj", "nsubj"}), None)
    if thing is None or not (thing.lower_ == "it" or thing.lemma_.lower() in lexicon.words("measures")):
        return None
    at = next((t for t in verb.subtree if t.lower_ == "at" and t.i > thing.i and t.head in (verb, thing)), None)
    return (thing.left_edge, at.right_edge) if at is not None and _figure(at) else None


def _figure(token: Token) -> bool:
    return any(t.tag_ == "CD" and t.ent_type_ != "TIME" for t in (token, *list(token.subtree)[:_NEAR]))


def held(view: View, verb: Token) -> Iterator[Draft]:
    """ "A page from the tower log records the take-off of one jet at 18:31": what such a text holds is its word."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    held = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ in _NOUNS and c.i > verb.i), None)
    if subject is None or held is None or verb.tag_ not in _PAST_OR_PRESENT:
        return
    if verb.lemma_.lower() not in lexicon.words("holding") or not _is_ledger(subject):
        return
    parts = [c for c in verb.children if c.i >= held.i and c.dep_ not in _BESIDE]
    content = run(view, held.left_edge, max((t for c in parts for t in c.subtree), key=lambda t: t.i))
    told = view.tokens(content[0].start, content[0].end) if content else []
    if len(told) >= _HOLDS and any(t.like_num or any(map(str.isdigit, t.text)) for t in told):
        yield Draft((subject_span(view, subject),), (view.place(verb),), content)


def _is_ledger(noun: Token) -> bool:
    """A log, a register, an invoice; a page or a copy only of such."""
    if noun.lemma_.lower() in _LEAVES:
        behind = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "from"}]
        return any(_is_ledger(g) for c in behind for g in c.children)
    return noun.lemma_.lower() in lexicon.words("ledgers")


def run(view: View, first: Token, last: Token) -> tuple[Span, ...]:
    """What stands from one token to another, as the pieces of a content."""
    span = view.trimmed(view.place(first).start, view.place(last).end)
    return (span,) if span else ()
