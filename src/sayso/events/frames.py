"""Events of a sentence with who did what to whom, read from the parse by the frames of the lexicon."""

from __future__ import annotations

from spacy.tokens import Span

from sayso.events.arguments import Places
from sayso.events.clauses import Event
from sayso.events.lexicon import lexicon
from sayso.events.nominals import bond, nominal
from sayso.events.verbs import verbal


def events(sentence: Span, places: Places) -> list[Event]:
    """All events of a sentence that have an actor on at least one side, in text order.

    A noun that a verb has taken as part of its phrase ("lifted sanctions") is no event of its own.
    """
    words = lexicon()
    verbs = [t for t in sentence if t.pos_ == "VERB" or (t.pos_ == "AUX" and t.dep_ == "ROOT")]
    found = [e for e in (verbal(t, places) for t in verbs) if e is not None]
    taken = {e.object.i for e in found if e.object is not None and (e.mutual or (e.agents and e.recipients))}
    nouns = [t for t in sentence if t.pos_ in ("NOUN", "PROPN") and t.lemma_.lower() in words.nouns]
    free = [t for t in nouns if t.i not in places.cover and t.i not in taken]
    found += [e for e in (nominal(t, places) for t in free) if e is not None]
    found += [e for e in (bond(t, places) for t in sentence if t.lemma_ in words.bonds) if e is not None]
    return sorted(found, key=lambda e: e.token.i)
