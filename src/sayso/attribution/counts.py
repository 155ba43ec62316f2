"""Figures and whose word they are: "the office put the number at 21", "the log records one take-off at 18:31"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.phrases import subject_span
from sayso.attribution.view import Sentence, View
from sayso.model import Span

_PAST_OR_PRESENT, _NOUNS = {"VBD", "VBZ", "VBP"}, {"NOUN", "PROPN"}
_LEAVES, _BESIDE = {"page", "copy", "excerpt"}, {"conj", "cc", "punct", "advcl"}
_HOLDS = 4  # words that what a text holds must have
_FIRST, _FAR = 12, 160  # tokens in which the log is named; code points to its verb
_SEEN = re.compile(
    r"[^.,]{0,60}, (?:(?:a copy of )?which|seen|obtained|reviewed|kept)[^,]*, "
    r"(records|notes|lists|shows|gives|registers|names|puts|counts) (?!that\b)"
)
_NEAR = 6  # words in which a figure stands: "at more than 900"


def counted(view: View, verb: Token) -> Iterator[Draft]:
    """ "The port office put [the number of boats at 21]", "The centre spoke of [seven dead]"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ not in {*_PAST_OR_PRESENT, "VBN"}:
        return
    told = _WAYS[verb.lemma_.lower()](verb)
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
    teller = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    logged = teller is not None and _is_ledger(teller)
    if thing is None or not (thing.lower_ == "it" or _measured(thing) or logged):
        return None
    at = next((t for t in verb.subtree if t.lower_ == "at" and t.i > thing.i and t.head in (verb, thing)), None)
    if at is None or not (_figure(at) or (logged and any(t.tag_ == "CD" for t in at.subtree))):
        return None
    return (thing.left_edge, at.right_edge)


def _given_as(verb: Token) -> tuple[Token, Token] | None:
    """ "Gave [the number of injured as seven]"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and _measured(c)), None)
    figure = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep" and _figure(c)), None)
    return (thing.left_edge, figure.right_edge) if thing is not None and figure is not None else None


def _counted_up(verb: Token) -> tuple[Token, Token] | None:
    """ "The group counts [a hundred and four people hurt]"."""
    teller = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    thing = next((c for c in verb.children if c.dep_ in {"dobj", "ccomp"} and c.i > verb.i), None)
    if teller is None or thing is None or verb.tag_ not in _PAST_OR_PRESENT or teller.lower_ in {"we", "i", "you"}:
        return None
    noun = thing if thing.dep_ == "dobj" else next((c for c in thing.children if c.dep_ == "nsubj"), thing)
    number = any(c.tag_ == "CD" and c.dep_ == "nummod" for c in noun.children) or noun.tag_ == "CD"
    if not number or verb.i + 1 < thing.left_edge.i:
        return None
    return thing.left_edge, thing.right_edge


def _measured(thing: Token) -> bool:
    """A number, a toll; those hurt or dead."""
    return thing.lemma_.lower() in lexicon.words("measures") or thing.lower_ in _HURT


_HURT = {"injured", "dead", "wounded", "missing", "killed", "arrested"}
_WAYS = {"speak": _spoken_of, "put": _put_at, "give": _given_as, "count": _counted_up}


def logged(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "The log, which the Courier has seen, records gate 3 as open at 1:17": where the parse lost the verb."""
    for noun in sentence.parsed[:_FIRST]:
        if noun.pos_ not in _NOUNS or not _is_ledger(noun):
            continue
        end = view.place(noun).end
        verb = _SEEN.match(view.text, end, min(sentence.end, end + _FAR))
        token = next(iter(view.tokens(verb.start(1), verb.end(1))), None) if verb is not None else None
        content = view.trimmed(verb.end(), sentence.end) if verb is not None else None
        if verb is None or token is None or content is None or token.tag_ in _PAST_OR_PRESENT:
            continue
        if any(map(str.isdigit, view.text[content.start : content.end])):
            yield Draft((Span(view.place(noun.left_edge).start, end),), (Span(*verb.span(1)),), (content,))
        return


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
