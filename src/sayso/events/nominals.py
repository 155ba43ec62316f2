"""Events that nouns name: "the Taliban's attack on X", "a deal between X and Y", "X is an enemy of Y"."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.events.arguments import Places, behind, is_passive, subjects
from sayso.events.clauses import Event, deeper, doers, fitting, lemma, named, shared
from sayso.events.lexicon import Frame, lexicon


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


def bond(noun: Token, places: Places) -> Event | None:
    """What one is to the other: "X is an enemy of Y", "X is a tool of Y" (Y stands behind X), "X and Y are allies"."""
    if noun.dep_ == "attr":
        first = named(places, subjects(noun.head))
    elif noun.dep_ == "appos":  # "X, an ally of Y", and headlines that leave the verb out
        first = places.at(noun.head)
    elif noun.dep_ in ("ROOT", "nsubj", "dobj", "ccomp"):
        first = within(places, noun, [c for c in noun.children if c.i < noun.i])
    else:
        return None
    for known in fitting(noun, lexicon().bonds[noun.lemma_]):
        other = [a for a in named(places, behind(noun, known.preps | known.sources)) if a not in first]
        if first and other and known.sources:
            return shared(noun, known.type, other, first, False, None)
        if first and (other or (known.mutual and len(first) > 1)):
            return shared(noun, known.type, first, other, known.mutual, None)
    return None


def carrier(noun: Token) -> Token | None:
    """The verb whose subject does what the noun names: "launched an attack", "is at war", "denied any cooperation"."""
    words = lexicon()
    head = noun.head
    if head.lower_ == "in" and head.head.pos_ == "VERB" and noun.lemma_.lower() in words.words["in_answer"]:
        return head.head  # "walked out in protest at X"
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
