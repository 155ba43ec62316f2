""" "According to the Courier, Ada Pohl, a doctor, wrote that …": read as if Ada Pohl were the Courier.

A comma after the source of "according to" may begin an apposition ("the minister, Ada Pohl, …") or the sentence. Where
the verb that the phrase hangs on has no subject of its own, it is the sentence, and what was read as an apposition is
its subject.
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE, stripped
from sayso.attribution.view import View
from sayso.model import Span

_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_NAMES = {"PROPN", "NOUN", "PRON"}


def lost_subject(verb: Token) -> Token | None:
    """The subject of a finite verb that was read as an apposition to the source of an "according to"; else None."""
    if verb.tag_ not in FINITE or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    according = next((c for c in verb.children if c.lower_ == "according" and c.i < verb.i), None)
    to = next((c for c in according.children if c.lower_ == "to"), None) if according is not None else None
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if source is None:
        return None
    return next((c for c in source.children if c.dep_ == "appos" and c.pos_ in _NAMES and _behind_comma(c)), None)


def give_back_subject(view: View, draft: Draft) -> None:
    """Cut the source before such a subject and begin the content with it."""
    cue = [t for s in draft.cue for t in view.tokens(s.start, s.end)]
    according = next((t for t in cue if t.lower_ == "according"), None)
    subject = lost_subject(according.head) if according is not None and draft.source else None
    if subject is None:
        return
    begins = view.place(subject.left_edge).start
    source = stripped(view, Span(draft.source[0].start, min(draft.source[0].end, begins)))
    if source is None or source.start >= begins or draft.content[-1].end <= begins:
        return
    draft.source = (source,)
    draft.content = (Span(begins, draft.content[-1].end),)


def _behind_comma(token: Token) -> bool:
    first = token.left_edge
    return first.i > first.sent.start and first.nbor(-1).text == ","
