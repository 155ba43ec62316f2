"""What a name of a table means where it stands: the government, its people, or just the place.

A country's name in a text is its government when it acts or is acted on ("Moscow denied", "US officials",
"sanctions against the Russians"), and a place when something is in it ("in Washington", "Kabul airport").
"""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Token

from sayso.actors.tables import Hit, lexicon
from sayso.actors.view import View, first_conjunct

_DATELINE = re.compile(r"(?:, [\w. ]{2,20})? *(?:\(|—|–|―|--|- |/)")
_DATELINE_TOKENS = 6  # a dateline stands at a passage's start
_BEFORE_NOUN = ("compound", "amod", "nmod", "poss", "nsubj", "dep", "npadvmod", "ROOT")
How = Literal["name", "demonym", "place", "description"]


def sense(view: View, hit: Hit) -> tuple[How, int, int] | None:
    """How a country is meant at a hit, and the span of the mention; None where it is no actor there (plain adjective).

    `place`: the country or its capital as a mere place.
    """
    last = view.token(hit.end - 1)
    root = view.head(hit.start, hit.end)
    if last is None or root is None:
        return None
    noun, spot = modified(view, hit.end, last)
    if hit.use == "people":
        return ("demonym", hit.start, hit.end) if people_act(root) else None
    if hit.use == "adjective":
        return adjective(hit, root, noun)
    if noun is not None and noun.lemma_.lower() in lexicon("body") and hit.use == "name":
        return "demonym", hit.start, noun.idx + len(noun)
    if hit.use == "capital":
        if _DATELINE.match(view.text, hit.end) and last.i < _DATELINE_TOKENS:
            return "place", hit.start, hit.end
        return ("name" if not spot and governs(root, noun) else "place"), hit.start, hit.end
    return ("place" if located(root) else "name"), hit.start, hit.end


def modified(view: View, end: int, last: Token) -> tuple[Token | None, bool]:
    """The noun that a name stands before as a modifier ("US special operations *forces*"), in the same noun phrase.

    And whether a word on the way makes the name a mere place ("the Kabul *airport* attack").
    """
    noun: Token | None = None
    spot = False
    for token in view.doc[last.i + 1 : last.i + 6]:
        if token.text in ("'s", "’s", "’", "'") and token.i == last.i + 1:
            return None, False
        proper = token.pos_ == "PROPN" and token.lower_ not in lexicon("body")
        if proper or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        if token.pos_ != "ADJ":
            noun = token
            spot = spot or token.lemma_.lower() in lexicon("spot")
    return (noun if last.dep_ in _BEFORE_NOUN or last.pos_ == "ADJ" else None), spot


def adjective(hit: Hit, root: Token, noun: Token | None) -> tuple[How, int, int] | None:
    """Whom an adjective means: "Russian troops", "the Russian invasion" Russia; "Russian media" nobody."""
    if noun is not None:
        lemma = noun.lemma_.lower()
        if lemma in lexicon("body"):
            return "demonym", hit.start, noun.idx + len(noun)
        return ("demonym", hit.start, hit.end) if lemma in lexicon("deed") else None
    if root.dep_ in ("nsubj", "pobj", "conj", "dobj") and root.pos_ in ("PROPN", "NOUN", "ADJ") and article(root):
        return ("demonym", hit.start, hit.end) if people_act(root) else None
    return None


def plays(root: Token | None, last: Token | None) -> bool:
    """Whether a city's name means its team: "Madrid beat Turin 2-0", "lost to Turin", "Madrid's striker"."""
    if root is None or last is None:
        return False
    if root.dep_ in ("compound", "nmod") and not root.head.is_alpha:  # "Turin 2-0"
        root = root.head
    first = first_conjunct(root)
    verb = first.head
    if root.dep_ in ("poss", "compound") and root.head.lemma_.lower() in lexicon("teamnoun"):
        return True
    if first.dep_ in ("nsubj", "dobj", "nsubjpass", "npadvmod") and verb.lemma_.lower() in lexicon("contest"):
        return not any(child.dep_ == "prt" for child in verb.children)
    against = first.dep_ == "pobj" and verb.lower_ in ("to", "against", "with")
    return against and verb.head.lemma_.lower() in lexicon("match")


def article(token: Token) -> bool:
    """Whether "the" stands before a noun phrase and nothing else does."""
    left = list(token.lefts)
    return len(left) == 1 and left[0].lower_ == "the"


def people_act(root: Token) -> bool:
    """Whether a people stands for its government: "the Americans announced", "the Taliban and the Americans"."""
    if not article(root):
        return False
    if root.dep_ == "nsubj":
        return root.head.lemma_.lower() not in lexicon("stative")
    return root.dep_ == "conj" and root.head.pos_ == "PROPN"


def located(root: Token) -> bool:
    """Whether something is in, at or near the thing."""
    root = first_conjunct(root)
    return root.dep_ == "pobj" and root.head.lower_ in lexicon("locative")


def governs(root: Token, noun: Token | None) -> bool:
    """Whether a capital stands for its government here."""
    root = first_conjunct(root)
    if noun is not None:
        return noun.lemma_.lower() in lexicon("deed")
    if root.dep_ == "nsubj":
        return root.head.lemma_.lower() not in lexicon("stative")
    if root.dep_ == "nsubjpass":
        return root.head.lemma_.lower() in lexicon("telling")
    if root.dep_ == "poss":
        return root.head.lemma_.lower() not in lexicon("spot") and root.head.pos_ in ("NOUN", "PROPN")
    if root.dep_ in ("dobj", "iobj", "dative"):
        return root.head.lemma_.lower() in lexicon("telling")
    return root.dep_ == "pobj" and dealt_with(root.head)


def dealt_with(preposition: Token) -> bool:
    """Whether words go with a government: "with Moscow", "aid to Kyiv", not "to Kyiv" after a journey."""
    word = preposition.lower_
    if word in ("with", "against", "between", "by", "regarding"):
        return True
    return word in ("to", "for") and preposition.head.lemma_.lower() not in lexicon("motion") and word == "to"
