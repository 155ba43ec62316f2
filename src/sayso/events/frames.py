"""Events of a sentence with who did what to whom, read from the parse by the frames of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from sayso.events.arguments import Places, behind, is_passive, subjects
from sayso.events.lexicon import Frame, lexicon

AGAINST = frozenset({"against", "on", "with", "to", "at", "toward", "towards"})


class Event(NamedTuple):
    """A word that joins actors. `type` is None where the lexicon does not know it; `object` is the noun of a phrase."""

    token: Token
    type: str | None
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    object: Token | None = None


def events(sentence: Span, places: Places) -> Iterator[Event]:
    """All events of a sentence that have an actor on at least one side, in text order."""
    words = lexicon()
    for token in sentence:
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ == "ROOT"):
            event = verbal(token, places)
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words.nouns and token.i not in places.cover:
            event = nominal(token, places)
        else:
            continue
        if event is not None:
            yield event


def lemma(verb: Token) -> str:
    """Lemma of a verb with its particle: "carry_out"."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    base = verb.lemma_.lower()
    return f"{base}_{particle}" if particle else base


def patient(verb: Token) -> list[Token]:
    """What a verb is done to: its object, its passive subject, or the noun that it qualifies as a participle."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
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


def verbal(verb: Token, places: Places) -> Event | None:
    """The event of a verb, alone or with its object ("lifted sanctions on X")."""
    words = lexicon()
    name = lemma(verb)
    objects = patient(verb)
    for noun in [t for o in objects for t in measured(o)]:
        known = words.phrases.get((name, noun.lemma_.lower())) or words.phrases.get((verb.lemma_, noun.lemma_.lower()))
        if known is not None:
            return phrase(verb, noun, known, places)
    light = "light" in words.governors.get(name, ())
    if light and any(noun.lemma_.lower() in words.nouns for noun in objects):
        return None
    known = words.verbs.get(name) or words.verbs.get(verb.lemma_.lower())
    if known is None and verb.lemma_ in words.words["empty"]:
        return None
    return plain(verb, known, places)


def phrase(verb: Token, noun: Token, known: Frame, places: Places) -> Event:
    """Verb + object of phrases.tsv; the recipient stands behind a preposition of either, or owns the object."""
    agents = named(places, doers(verb))
    given = [c for c in verb.children if c.dep_ == "dative"] if "dative" in known.preps else []
    given = [t for d in given for t in (list(d.children) if d.pos_ == "ADP" else [d])]
    recipients = named(places, [*given, *behind(noun, known.preps), *behind(verb, known.preps)])
    recipients = recipients or named(places, [c for c in noun.children if c.dep_ in ("poss", "compound", "amod")])
    return shared(verb, known.type, agents, recipients, known.mutual, noun)


def plain(verb: Token, known: Frame | None, places: Places) -> Event:
    """A verb that names the event itself."""
    if known is None:
        agents = named(places, doers(verb))
        recipients = named(places, patient(verb)) or named(places, behind(verb, AGAINST))
        return shared(verb, None, agents, recipients, False, None)
    agents = named(places, doers(verb))
    recipients = named(places, patient(verb)) if known.object else []
    if known.mutual or not recipients:
        recipients += named(places, behind(verb, known.preps | {"with"} if known.mutual else known.preps))
    if not recipients:
        inside = [t for noun in patient(verb) for t in behind(noun, known.preps | AGAINST)]
        recipients = named(places, inside)
    return shared(verb, known.type, agents, recipients, known.mutual, None)


def nominal(noun: Token, places: Places) -> Event | None:
    """The event of a noun: "the Taliban's attack on X", "US–Islamic State cooperation", "a deal between X and Y"."""
    words = lexicon()
    known = words.nouns[noun.lemma_.lower()]
    if noun.dep_ in ("dobj", "nsubjpass") and (lemma(noun.head), noun.lemma_.lower()) in words.phrases:
        return None
    before = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod", "nsubj")]
    agents = named(places, before)
    if known.mutual:
        agents = within(places, noun, before) or agents
        between = named(places, behind(noun, frozenset({"between", "among"})))
        if len(between) > 1:
            return shared(noun, known.type, between, [], True, None)
    agents = agents or named(places, behind(noun, frozenset({"by", "from"})))
    preps = known.preps | {"with"} if known.mutual else known.preps
    recipients = named(places, behind(noun, preps))
    verb = carrier(noun)
    if verb is not None:
        agents = agents or named(places, doers(verb))
        recipients = recipients or named(places, behind(verb, preps - {"of"}))
    if not known.mutual and not recipients and agents and named(places, behind(noun, frozenset({"of"}))):
        recipients = named(places, behind(noun, frozenset({"of"})))
    return shared(noun, known.type, agents, recipients, known.mutual, None)


def carrier(noun: Token) -> Token | None:
    """The verb whose subject does what the noun names: "launched an attack", "is at war", "denied any cooperation"."""
    words = lexicon()
    head = noun.head
    for _ in range(4):
        if head.pos_ in ("VERB", "AUX"):
            effects = words.governors.get(lemma(head)) or words.governors.get(head.lemma_.lower())
            return head if effects and noun.dep_ != "nsubj" else None
        if head.pos_ == "ADP" or head.lemma_.lower() in words.governors:
            if head.pos_ == "ADP" and head.lower_ not in ("in", "at", "of", "on", "for", "to", "into"):
                return None
            head = head.head
            continue
        return None
    return None


def within(places: Places, noun: Token, before: list[Token]) -> list[str]:
    """All actors inside the words before a noun ("US-Islamic State cooperation")."""
    if not before:
        return []
    found: list[str] = []
    for token in noun.doc[min(t.left_edge.i for t in before) : noun.i]:
        actor = places.cover.get(token.i)
        if actor and actor not in found:
            found.append(actor)
    return found


def named(places: Places, tokens: object) -> list[str]:
    """Actors of several tokens, each once, in order."""
    found: list[str] = []
    for token in tokens:  # type: ignore[attr-defined]
        found += [a for a in places.at(token) if a not in found]
    return found


def shared(
    token: Token, root: str | None, agents: list[str], recipients: list[str], mutual: bool, noun: Token | None
) -> Event:
    """An event with its actors; joined actors of a mutual event without another side do it to each other."""
    recipients = [r for r in recipients if r not in agents]
    return Event(token, root, tuple(agents), tuple(recipients), mutual and len(agents) > 1 and not recipients, noun)

