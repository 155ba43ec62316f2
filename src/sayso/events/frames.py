"""Events of a sentence with who did what to whom, read from the parse by the frames of the lexicon."""

from __future__ import annotations

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
    return sorted(found, key=lambda e: e.token.i)


def lemma(verb: Token) -> str:
    """Lemma of a verb with its particle: "carry_out", "work_together"."""
    base = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prt" or (child.dep_ == "advmod" and child.i > verb.i and child.lower_ in ADVERBS):
            return f"{base}_{child.lower_}"
    return base


ADVERBS = ("together", "in", "out", "off", "back", "down", "up")


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
    for noun, key in [(t, name) for o in objects for t in measured(o)] + carried(verb):
        known = words.phrases.get((key, noun.lemma_.lower()))
        if known is None and key == name:
            known = words.phrases.get((verb.lemma_.lower(), noun.lemma_.lower()))
        if known is not None:
            return phrase(verb, noun, known, places)
    light = "light" in words.governors.get(name, ())
    if light and any(noun.lemma_.lower() in words.nouns for noun in objects):
        return None
    frames = words.verbs.get(name) or words.verbs.get(verb.lemma_.lower()) or ()
    if not frames and verb.lemma_ in words.words["empty"]:
        return None
    for known in fitting(verb, frames):
        event = plain(verb, known, places)
        if event.recipients or event.mutual:
            return event
    return None if frames else unknown(verb, places)


def carried(verb: Token) -> list[tuple[Token, str]]:
    """Nouns behind a preposition of a verb, with verb_preposition: "go_on" strike, "put_on" alert."""
    return [
        (g, f"{verb.lemma_.lower()}_{c.lower_}")
        for c in verb.children
        if c.dep_ == "prep"
        for g in c.children
        if g.dep_ == "pobj"
    ]


def fitting(token: Token, frames: tuple[Frame, ...]) -> list[Frame]:
    """Frames of a word, those first that have their preposition here; clause frames only where there is a clause."""
    here = {c.lower_ for c in token.children if c.dep_ in ("prep", "agent", "dative")}
    clause = any(infinitive(c) for c in token.children)
    able = [f for f in frames if clause or not f.clause]
    return sorted(able, key=lambda f: not (f.preps & here))


def phrase(verb: Token, noun: Token, known: Frame, places: Places) -> Event:
    """Verb + object of phrases.tsv; the recipient stands behind a preposition of either, or owns the object."""
    agents = named(places, doers(verb))
    given = [c for c in verb.children if c.dep_ == "dative"] if "dative" in known.preps else []
    given = [t for d in given for t in (list(d.children) if d.pos_ == "ADP" else [d])]
    if "dative" in known.preps and is_passive(verb):
        given += [c for c in verb.children if c.dep_ == "nsubjpass" and c.i != noun.i]
    recipients = named(places, [*given, *behind(noun, known.preps), *behind(verb, known.preps)])
    if not recipients:  # "imposed by X on Y": hung on X
        recipients = named(places, [t for n in (*deeper(verb), *deeper(noun)) for t in behind(n, known.preps)])
    recipients = recipients or named(places, [c for c in noun.children if c.dep_ in ("poss", "compound", "amod")])
    return shared(verb, known.type, agents, recipients, known.mutual, noun)


def plain(verb: Token, known: Frame, places: Places) -> Event:
    """A verb that names the event itself."""
    agents = named(places, doers(verb))
    recipients = named(places, patient(verb) or steered(verb, known.type)) if known.object else []
    if known.object and not recipients:
        recipients = named(places, [c for c in verb.children if c.dep_ == "dative"])
    preps = known.preps | {"with", "between"} if known.mutual else known.preps
    if known.mutual or not recipients:
        recipients += named(places, behind(verb, preps))
    if not recipients:
        inside = [t for noun in patient(verb) for t in behind(noun, preps | AGAINST)]
        recipients = named(places, inside)
    if not recipients and known.mutual:
        further = [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
        recipients = named(places, [t for noun in further for t in behind(noun, frozenset({"with"}))])
    return shared(verb, known.type, agents, recipients, known.mutual, None)


def unknown(verb: Token, places: Places) -> Event:
    """A verb that the lexicon does not know, between a subject and an object or what it is against, on, with, to."""
    agents = named(places, doers(verb))
    recipients = named(places, patient(verb)) or named(places, behind(verb, AGAINST))
    return shared(verb, None, agents, recipients, False, None)


def infinitive(token: Token) -> bool:
    """Whether a token is the verb of a clause with "to" ("to leave")."""
    return token.dep_ in ("xcomp", "ccomp") and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def steered(verb: Token, root: str) -> list[Token]:
    """Who is to do something: "urged X to leave", "let X dock"; with a request or an accusation also "that X …"."""
    return [
        g
        for c in verb.children
        if c.dep_ in ("ccomp", "xcomp") and (c.tag_ == "VB" or root in ("REQUEST", "ACCUSE"))
        for g in c.children
        if g.dep_ in ("nsubj", "nsubjpass") and g.lower_ not in ("it", "there")
    ]


def nominal(noun: Token, places: Places) -> Event | None:
    """The event of a noun: "the Taliban's attack on X", "US–Islamic State cooperation", "a deal between X and Y"."""
    words = lexicon()
    for known in fitting(noun, words.nouns[noun.lemma_.lower()]):
        event = named_by(noun, known, places)
        if event.recipients or event.mutual:
            return event
    return None


def named_by(noun: Token, known: Frame, places: Places) -> Event:
    """The event of a noun by one of its frames."""
    before = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod", "nsubj")]
    agents = named(places, before)
    preps = known.preps
    if known.mutual:
        preps = known.preps | {"with"}
        agents = within(places, noun, before) or agents
        between = named(places, [t for n in deeper(noun) for t in behind(n, frozenset({"between", "among"}))])
        if len(between) > 1:
            return shared(noun, known.type, between, [], True, None)
    agents = agents or named(places, behind(noun, known.sources or frozenset({"by", "from"})))
    recipients = named(places, behind(noun, preps))
    verb = carrier(noun)
    if not agents and noun.dep_ in ("dobj", "pobj") and noun.head.pos_ == "VERB" and not is_passive(noun.head):
        agents = named(places, [t for n in (noun.head, *deeper(noun)) for t in behind(n, frozenset({"by"}))])
    if verb is not None:
        agents = agents or named(places, doers(verb))
        recipients = recipients or named(places, behind(verb, preps - {"of"}))
    if not known.mutual and not recipients and agents:
        recipients = named(places, behind(noun, frozenset({"of"})))
    return shared(noun, known.type, agents, recipients, known.mutual, None)


def deeper(noun: Token) -> list[Token]:
    """A noun and what stands behind its prepositions: "talks", "a customs union" in "talks on a customs union"."""
    return [noun, *(g for c in noun.children if c.dep_ in ("prep", "agent") for g in c.children if g.dep_ == "pobj")]


def carrier(noun: Token) -> Token | None:
    """The verb whose subject does what the noun names: "launched an attack", "is at war", "denied any cooperation"."""
    words = lexicon()
    head = noun.head
    for _ in range(4):
        if head.pos_ in ("VERB", "AUX"):
            effects = words.governors.get(lemma(head)) or words.governors.get(head.lemma_.lower())
            acts = effects and noun.dep_ != "nsubj" and ("light" in effects or "demanded" not in effects)
            return head if acts else None
        if head.pos_ == "ADP" or head.lemma_.lower() in words.governors:
            if head.pos_ == "ADP" and head.lower_ not in ("in", "at", "of", "on", "for", "to", "into", "under"):
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

