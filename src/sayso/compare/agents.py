"""Who did it to whom: the same act with its parts exchanged, or with another doer."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare.negation import negated
from sayso.compare.remark import Remark, place, quote
from sayso.compare.views import View

MOST = 24  # acts of a sentence that are held against those of another; no sentence of prose has more


class Act(NamedTuple):
    """A verb with the keys of who does it and whom it is done to."""

    verb: Token
    doer: frozenset[str]
    done: frozenset[str]
    negated: bool


def acts(view: View) -> list[Act]:
    """Every verb with its subject and object, passives turned round."""
    found: list[Act] = []
    for t in view.doc:
        if t.pos_ != "VERB":
            continue
        doer: set[str] = set()
        done: set[str] = set()
        for c in t.children:
            keys = {view.keys[x.i] for x in c.subtree if x.is_alpha and not x.is_stop}
            if c.dep_ == "nsubj":
                doer |= keys
            elif c.dep_ in ("dobj", "nsubjpass", "obj"):
                done |= keys
            elif c.dep_ == "agent":
                doer |= keys
        if (doer or done) and len(found) < MOST:
            found.append(Act(t, frozenset(doer), frozenset(done), negated(t)))
    return found


def remarks(a: View, b: View) -> list[Remark]:
    """Acts told in both: parts exchanged, another doer, or alike."""
    found = []
    theirs: dict[str, list[Act]] = {}
    for act in b.kept("acts", acts):
        theirs.setdefault(b.keys[act.verb.i], []).append(act)
    for x in a.kept("acts", acts):
        for y in theirs.get(a.keys[x.verb.i], ()):
            if x.negated != y.negated:
                continue
            here, there = place(x.verb), place(y.verb)
            words = f"{quote(a, here)} and {quote(b, there)}: "
            if x.doer & y.done and x.done & y.doer and not x.doer & y.doer:
                found.append(Remark("agent", -1, 1.0, words + "doer and done-to exchanged", here, there))
            elif x.doer and y.doer and not x.doer & y.doer and x.done & y.done:
                found.append(Remark("agent", -1, 0.6, words + "the same act, another doer", here, there))
            elif x.doer & y.doer and x.done & y.done:
                found.append(Remark("agent", 1, 0.8, words + "the same act of the same doer", here, there))
    return found
