"""Who fills a part: two names in one office, as the doer of one act, or what it is done to."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare.held import LIGHT, SUBJECT
from sayso.compare.remark import Remark, place, quote
from sayso.compare.views import View, clause, content, meeting

KINDS = ("PERSON", "ORG", "GPE", "NORP")
OFFICE = 0.8  # weight of two names that hold one office ("captain Peter Lowe", "John Marsh, the captain")
ACT = 0.15  # … that fill one part of one act
SHARED = 0.4  # … more where what stands around is the same


class Slot(NamedTuple):
    """A name in a part: its token, keys of its words, and those of its clause."""

    word: Token
    name: frozenset[str]
    around: frozenset[str]


def filled(view: View) -> dict[str, Slot]:
    """Part → who fills it; a part that two names fill is left out."""
    found: dict[str, Slot | None] = {}
    for e in view.doc.ents:
        if e.label_ not in KINDS:
            continue
        root = e.root
        name = frozenset(view.keys[t.i] for t in e if t.is_alpha and not t.is_stop and len(t) > 1)
        if not name:
            continue
        for part in parts(root, e.label_, view):
            slot = Slot(root, name, clause(root, view))
            before = found.get(part, slot)
            found[part] = slot if before is not None and before.name & name else None
    return {k: v for k, v in found.items() if v is not None}


def parts(root: Token, kind: str, view: View) -> list[str]:
    """The parts a name fills: "office captain", "subject kill", "object fund"."""
    found = []
    if kind == "PERSON":
        nouns = [c for c in root.children if c.dep_ in ("appos", "compound", "nmod") and c.pos_ == "NOUN"]
        nouns += [c for c in root.head.children if root.dep_ in SUBJECT and c.dep_ == "attr" and c.pos_ == "NOUN"]
        if root.dep_ in ("appos", "attr"):
            nouns += [root.head] if root.dep_ == "appos" else [c for c in root.head.children if c.dep_ in SUBJECT]
        found += [f"office {view.keys[n.i]}" for n in nouns if n.pos_ == "NOUN" and content(n)]
    head, t = root.head, root
    if t.dep_ == "pobj":
        step, head = head, head.head
        if head.pos_ == "VERB" and step.lower_ == "by" and head.lemma_.lower() not in LIGHT:
            found.append(f"subject {view.keys[head.i]}")
    elif head.pos_ == "VERB" and head.lemma_.lower() not in LIGHT:
        if t.dep_ == "nsubj":
            found.append(f"subject {view.keys[head.i]}")
        elif t.dep_ in ("dobj", "nsubjpass"):
            found.append(f"object {view.keys[head.i]}")
    return found


def slots(a: View, b: View) -> list[Remark]:
    """Parts that one name fills in the one statement, and another name in the other."""
    some, others = a.kept("slots", filled), b.kept("slots", filled)
    found = []
    for part in sorted(some.keys() & others.keys()):
        x, y = some[part], others[part]
        if x.name & y.name or x.name & b.proper or y.name & a.proper:
            continue  # who is named in both is no other
        kind, _, of = part.partition(" ")
        near = meeting(x.around, y.around)
        weight = OFFICE * (0.6 + 0.4 * near) if kind == "office" else ACT + SHARED * near
        here, there = place(x.word), place(y.word)
        words = f"{quote(a, here)} against {quote(b, there)}: {kind} of ‘{of}’"
        found.append(Remark("identity", -1, weight, words, here, there, of))
    return found
