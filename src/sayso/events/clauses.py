"""What readers of verbs and of nouns share: the event they make, lemmas with particles, who is done to and who does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from sayso.events.arguments import RELATIVE, Places, behind, is_passive, subjects
from sayso.events.lexicon import Frame

ADVERBS = ("together", "in", "out", "off", "back", "down", "up")


class Event(NamedTuple):
    """A word that joins actors. `type` is None where the lexicon does not know it; `object` is the noun of a phrase."""

    token: Token
    type: str | None
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    object: Token | None = None


def lemma(verb: Token) -> str:
    """Lemma of a verb with its particle: "carry_out", "work_together"."""
    base = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prt" or (child.dep_ == "advmod" and child.i > verb.i and child.lower_ in ADVERBS):
            return f"{base}_{child.lower_}"
    return base


def patient(verb: Token) -> list[Token]:
    """What a verb is done to: its object, its passive subject, or the noun that it qualifies as a participle."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ == "relcl":  # "the complaint that X had lodged"
        found = [verb.head if c.lower_ in RELATIVE else c for c in found]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    if not found and verb.dep_ == "relcl" and not any(c.dep_ == "dobj" for c in verb.children) and is_passive(verb):
        return [verb.head]
    if not found and is_passive(verb):
        return subjects(verb)
    return found


def measured(noun: Token) -> list[Token]:
    """A noun and, where it only measures, what it measures: "$10 billion of aid", "a series of attacks"."""
    inside = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    return [noun, *inside]


def doers(verb: Token) -> list[Token]:
    """Who does what a verb names: subject, or behind "by" in the passive."""
    if is_passive(verb):
        return list(behind(verb, frozenset({"by"})))
    return subjects(verb)


def named(places: Places, tokens: Iterable[Token]) -> list[str]:
    """Actors of several tokens, each once, in order."""
    found: list[str] = []
    for token in tokens:
        found += [a for a in places.at(token) if a not in found]
    return found


def shared(
    token: Token, root: str | None, agents: list[str], recipients: list[str], mutual: bool, noun: Token | None
) -> Event:
    """An event with its actors; joined actors of a mutual event without another side do it to each other."""
    recipients = [r for r in recipients if r not in agents]
    return Event(token, root, tuple(agents), tuple(recipients), mutual and len(agents) > 1 and not recipients, noun)


def deeper(noun: Token) -> list[Token]:
    """A noun and what stands behind its prepositions: "talks", "a customs union" in "talks on a customs union"."""
    return [noun, *(g for c in noun.children if c.dep_ in ("prep", "agent") for g in c.children if g.dep_ == "pobj")]


def fitting(token: Token, frames: tuple[Frame, ...]) -> list[Frame]:
    """Frames of a word, those first that have their preposition here; clause frames only where there is a clause."""
    here = {c.lower_ for c in token.children if c.dep_ in ("prep", "agent", "dative")}
    clause = any(infinitive(c) for c in token.children)
    able = [f for f in frames if clause or not f.clause]
    return sorted(able, key=lambda f: not (f.preps & here))


def infinitive(token: Token) -> bool:
    """Whether a token is the verb of a clause with "to" ("to leave")."""
    return token.dep_ in ("xcomp", "ccomp") and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
