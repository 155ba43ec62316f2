"""Claims turned away in several words: "brushed aside reports that …", "took issue with the finding", "played down".

The ways stand in `data/turning.tsv`. They say nothing of a claim but where the noun of something told follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.counts import run
from sayso.attribution.denials import nots
from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE
from sayso.attribution.phrases import subject_span
from sayso.attribution.they import is_body
from sayso.attribution.view import View
from sayso.model import Force, Span

_TOLD = (
    "account|accusation|allegation|argument|assertion|assumption|charge|claim|complaint|concern|conclusion|contention|"
    "criticism|fear|figure|finding|idea|insinuation|narrative|notion|report|rumor|rumour|speculation|statement|story|"
    "suggestion|talk|theory|version"
)
_BETWEEN = r"(?: (?!(?:of|over|on|in|at|by|with|after|amid|that|and|or|to|from|for|as|about)\b)[\w'’-]+){0,4}?"
_SUBJECT = {"nsubj"}


def turned(view: View, draft: Draft) -> Force | None:
    """How a claim is turned away by the words of its cue, up to the noun of what was told; None where it is not."""
    start = min((s.start for s in draft.cue), default=draft.content[0].start)
    for force, pattern in _patterns():
        found = pattern.search(view.text, start, draft.content[0].end)
        if found is not None and found.start() < max(s.end for s in draft.cue or draft.content[:1]):
            return force
    return None


def turning_drafts(view: View) -> Iterator[Draft]:
    """Source, cue and content of every such way of speaking that has a subject."""
    for _, pattern in _patterns():
        for found in pattern.finditer(view.text):
            tokens = view.tokens(found.start(), found.end())
            if not tokens or tokens[0].tag_ not in FINITE | {"VBG", "VBN"}:
                continue
            subject, noun = _subject(tokens[0]), tokens[-1]
            if subject is None or noun.pos_ != "NOUN":
                continue
            first = next((t for t in tokens if t.i >= noun.left_edge.i), noun)
            content = run(view, first, noun.right_edge)
            cue = Span(found.start(), found.end("way"))
            if content and content[-1].end - content[0].start > found.end() - view.place(first).start:
                yield Draft((subject_span(view, subject),), (cue,), content, how="a claim that is turned away")


def ruled_out(view: View) -> Iterator[Draft]:
    """ "The minister ruled out any withdrawal": whoever can speak, and what is not to be."""
    for verb in (t for s in view.sentences for t in s.parsed if t.lemma_ == "rule" and t.pos_ == "VERB"):
        out = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
        subject = _subject(verb)
        what = next((c for c in verb.children if c.dep_ in {"dobj", "xcomp"} and c.i > out.i), None)
        if out.lower_ != "out" or subject is None or what is None or what.pos_ in {"PRON", "PROPN"}:
            continue
        known = lexicon.words("roles") | lexicon.words("people")
        speaks = subject.pos_ in {"PROPN", "PRON"} or is_body(subject) or subject.lemma_.lower() in known
        if speaks and not nots(verb) and (content := run(view, what.left_edge, what.right_edge)):
            cue = Span(view.place(verb).start, view.place(out).end)
            yield Draft((subject_span(view, subject),), (cue,), content, how="what is ruled out")


def _subject(verb: Token) -> Token | None:
    """Its own subject, or that of the verb it stands beside: "said it was late and brushed aside reports"."""
    for token in (verb, verb.head if verb.dep_ in {"conj", "advcl", "xcomp"} else verb):
        subject = next((c for c in token.children if c.dep_ in _SUBJECT), None)
        if subject is not None:
            return None if subject.lower_ in {"who", "which", "that"} else subject
    return None


@cache
def _patterns() -> tuple[tuple[Force, re.Pattern[str]], ...]:
    rows = (line.split("\t") for line in lexicon.lines("turning.tsv"))
    return tuple(
        (force, re.compile(rf"\b(?P<way>{way})\b{_BETWEEN} (?:{_TOLD})s?\b", re.IGNORECASE))  # type: ignore[misc]
        for force, way in rows
    )
