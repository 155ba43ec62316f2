"""Events that verbs name, alone or with their object ("lifted sanctions on X")."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.events.arguments import Places, behind, is_passive
from sayso.events.clauses import Event, deeper, doers, fitting, lemma, measured, named, patient, shared
from sayso.events.lexicon import Frame, lexicon
from sayso.events.nouns import acts

AGAINST = frozenset({"against", "on", "with", "to", "at", "toward", "towards"})


def verbal(verb: Token, places: Places) -> Event | None:
    """The event of a verb, alone or with its object ("lifted sanctions on X")."""
    words = lexicon()
    name = lemma(verb)
    objects = patient(verb)
    for noun, key in [(t, name) for o in objects for t in measured(o)] + carried(verb) + found_guilty(verb):
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
    return None if frames else jointly(verb, places) or unknown(verb, places)


def jointly(verb: Token, places: Places) -> Event | None:
    """Whatever joined subjects do together is cooperation: "X and Y will build a plant together"."""
    agents = named(places, doers(verb))
    if len(agents) < 2 or not any(c.lower_ in lexicon().words["joint"] for c in verb.children):
        return None
    return shared(verb, "COOPERATE", agents, [], True, None)


def found_guilty(verb: Token) -> list[tuple[Token, str]]:
    """Adjectives that a verb finds true of somebody: "found the company *guilty*", with the verb's lemma."""
    kinds = lexicon().words["verdict"]
    return [(c, verb.lemma_.lower()) for c in verb.children if c.pos_ == "ADJ" and c.lower_ in kinds]


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
    if noun.pos_ == "ADJ":
        told = [*noun.children, *verb.children]
        given += [c for c in told if c.dep_ in ("nsubj", "dobj", "nsubjpass") and c.i > verb.i - is_passive(verb) * 99]
    recipients = named(places, [*given, *behind(noun, known.preps), *behind(verb, known.preps)])
    if not recipients and "by" in known.preps:  # "a plan put forward by X"
        recipients = named(places, [t for c in noun.children if c.dep_ == "acl" for t in behind(c, frozenset({"by"}))])
    if not recipients:  # "imposed by X on Y": hung on X
        recipients = named(places, [t for n in (*deeper(verb), *deeper(noun)) for t in behind(n, known.preps)])
    recipients = recipients or named(places, [c for c in noun.children if c.dep_ in ("poss", "compound", "amod")])
    if not recipients and known.object and "dative" not in known.preps:  # "received the envoy"
        recipients = named(places, [noun])
    return shared(verb, known.type, agents, recipients, known.mutual, noun)


def plain(verb: Token, known: Frame, places: Places) -> Event:
    """A verb that names the event itself."""
    agents = named(places, doers(verb))
    if len(agents) > 1 and any(reciprocal(t) for t in (*patient(verb), *behind(verb, known.preps | AGAINST))):
        return shared(verb, known.type, agents, [], True, None)
    recipients = named(places, patient(verb) or steered(verb, known.type)) if known.object else []
    if known.object and not recipients:
        recipients = named(places, [c for c in verb.children if c.dep_ == "dative"])
        things = [t for t in patient(verb) if t.dep_ == "dobj"]
        if recipients and things:  # "offered X a place": what is given is told with it
            return shared(verb, known.type, agents, recipients, known.mutual, things[0])
    preps = known.preps | {"with", "between"} if known.mutual else known.preps
    if known.mutual or not recipients:
        recipients += named(places, behind(verb, preps))
    if not recipients:
        inside = [t for noun in patient(verb) for t in behind(noun, preps | AGAINST)]
        recipients = named(places, inside)
    if not recipients and known.type == "ASSAULT" and known.object:  # "hit a depot in X"
        things = [noun for noun in patient(verb) if not acts(noun)]
        recipients = named(places, behind(verb, frozenset({"in", "near"}))) if things else []
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
        if c.dep_ in ("ccomp", "xcomp")
        and (c.tag_ == "VB" or c.pos_ in ("ADV", "ADP") or root in ("REQUEST", "ACCUSE"))
        for g in c.children
        if g.dep_ in ("nsubj", "nsubjpass") and g.lower_ not in ("it", "there")
    ]
