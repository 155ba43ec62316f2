"""What an attribute is told of: "red" of the van, "Friday" of the arrest, "a dentist" of whom the sentence is about."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare.views import View, clause, meeting

MODIFIES = ("amod", "compound", "nmod", "poss", "nummod", "quantmod", "det")
SUBJECT = ("nsubj", "nsubjpass", "csubj")
BEING = frozenset(["be", "become", "remain", "turn", "prove", "seem", "look"])
LIGHT = frozenset(["say", "tell", "be", "have", "do", "go", "come", "get", "make", "take", "think", "know"])
CLIMBED = 8


class Held(NamedTuple):
    """The noun an attribute modifies ("" where it stands for itself), the verb that carries it with its part there.

    `of`: keys of whom or what it is told of; `verb`: key of the carrying verb, "" where it says little; `part`: what it
    is to that verb; `around`: keys of its clause.
    """

    of: frozenset[str]
    verb: str
    part: str
    around: frozenset[str]


def held(token: Token, view: View) -> Held:
    """What stands above a token."""
    of: set[str] = set()
    part = ""
    t = token
    for _ in range(CLIMBED):
        head = t.head
        if head.i == t.i:
            break
        if t.dep_ in ("attr", "acomp", "oprd") and head.pos_ in ("AUX", "VERB"):
            of |= {view.keys[c.i] for c in head.children if c.dep_ in SUBJECT and c.pos_ != "PRON"}
        elif (t.dep_ in MODIFIES or t.dep_ in ("appos", "relcl", "acl")) and head.pos_ in ("NOUN", "PROPN"):
            of.add(view.keys[head.i])
        part = part or role(t)
        t = head
        if t.pos_ in ("VERB", "AUX") or (t.pos_ == "NOUN" and of):
            break
    lemma = t.lemma_.lower()
    verb = view.keys[t.i] if t.pos_ == "VERB" and lemma not in LIGHT else ""
    return Held(frozenset(of - {view.keys[token.i]}), verb, part, clause(token, view))


def role(t: Token) -> str:
    """The part a word plays, passives turned round; "" for what only modifies."""
    if t.dep_ in ("nsubj", "agent") or (t.dep_ == "pobj" and t.head.dep_ == "agent"):
        return "subject"
    if t.dep_ in ("dobj", "nsubjpass", "obj"):
        return "object"
    if t.dep_ == "pobj":
        return t.head.lower_
    return "" if t.dep_ in MODIFIES or t.dep_ in ("appos", "conj") else t.dep_


def alike(x: Held, y: Held) -> float:
    """From 0 to 1: how surely two attributes are told of one thing."""
    around = meeting(x.around, y.around)
    if x.of and y.of:
        return 0.7 + 0.3 * around if x.of & y.of else 0.2 + 0.3 * around
    if x.verb and x.verb == y.verb:
        return (0.65 if x.part == y.part else 0.5) + 0.35 * around
    return 0.45 + 0.35 * around
