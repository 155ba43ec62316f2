"""Events that verbs name, alone or with their object ("lifted sanctions on X")."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.events.arguments import Places, behind, is_passive
from sayso.events.clauses import Event, deeper, doers, fitting, lemma, measured, named, patient, shared
from sayso.events.lexicon import Frame, lexicon

AGAINST = frozenset({"against", "on", "with", "to", "at", "toward", "towards"})


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
    if len(agents) > 1 and any(reciprocal(t) for t in (*patient(verb), *behind(verb, known.preps | AGAINST))):
        return shared(verb, known.type, agents, [], True, None)
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


def reciprocal(token: Token) -> bool:
    """ "Each other", "one another"."""
    pair = {"other": "each", "another": "one"}.get(token.lower_)
    return pair is not None and token.i > 0 and token.doc[token.i - 1].lower_ == pair


def unknown(verb: Token, places: Places) -> Event:
    """A verb that the lexicon does not know, between a subject and an object or what it is against, on, with, to."""
    agents = named(places, doers(verb))
    recipients = named(places, patient(verb)) or named(places, behind(verb, AGAINST))
    return shared(verb, None, agents, recipients, False, None)


def steered(verb: Token, root: str) -> list[Token]:
    """Who is to do something: "urged X to leave", "let X dock"; with a request or an accusation also "that X …"."""
    return [
        g
        for c in verb.children
        if c.dep_ in ("ccomp", "xcomp") and (c.tag_ == "VB" or root in ("REQUEST", "ACCUSE"))
        for g in c.children
        if g.dep_ in ("nsubj", "nsubjpass") and g.lower_ not in ("it", "there")
    ]
