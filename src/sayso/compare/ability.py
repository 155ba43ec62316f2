"""Able against unable: who can do a thing, and who cannot."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare.lexicon import lexicon
from sayso.compare.negation import negated
from sayso.compare.parties import parties
from sayso.compare.remark import Remark, place, quote
from sayso.compare.views import View, content

ABLE = frozenset(["able", "capable", "ability", "capability", "capacity", "manage", "power"])
UNABLE = frozenset(["unable", "incapable", "inability", "powerless", "impossible", "struggle", "fail", "failure"])
MASTER = frozenset(  # acts on an adversary or a problem that come to the same where it is asked who can
    ["control", "deal", "handle", "contain", "manage", "defeat", "fight", "stop", "curb", "tackle", "cope", "confront",
     "suppress", "beat", "eliminate", "counter", "win"]
)  # fmt: skip
EMPTY = frozenset(["be", "have", "do", "get", "go", "become"])
BOTH = 2  # things that an act is about in both statements, where its doer is named in one of them at most


class Power(NamedTuple):
    """A word that says that one can or cannot, the act, and keys of what the act is about."""

    word: Token
    can: bool
    act: str
    about: frozenset[str]


def powers(view: View) -> list[Power]:
    """Every "able to", "unable to", "can", "cannot" of a statement with the act it speaks of."""
    found = []
    for t in view.doc:
        lemma = t.lemma_.lower()
        if t.tag_ == "MD" and t.lower_ in ("can", "ca", "could"):
            act, can = t.head, not any(c.dep_ == "neg" for c in t.head.children)
        elif lemma in ABLE or lemma in UNABLE:
            acts = [c for c in t.subtree if c.i > t.i and c.pos_ == "VERB"]
            if not acts:
                continue
            act, can = acts[0], (lemma in ABLE) != negated(t)
        else:
            continue
        about = frozenset(view.keys[c.i] for c in act.subtree if c.i > act.i and content(c))
        name = "master" if act.lemma_.lower() in MASTER else view.keys[act.i]
        found.append(Power(t, can, name, about))
    return found


def of_one(a: View, x: Power, b: View, y: Power) -> bool:
    """Whether the same can and cannot: one doer in both, or, where one is not named, more than one thing in common.

    Who can master an adversary is asked of different doers too; who can be, have or do a thing is no question.
    """
    if x.act in lexicon().empty or x.act in EMPTY:
        return False
    some, others = (parties(view, place(power.word)) for view, power in ((a, x), (b, y)))
    if some and others and some.doers and others.doers:
        return bool(some.doers & others.doers)
    return len(x.about & y.about) >= BOTH


def remarks(a: View, b: View) -> list[Remark]:
    """The same act on the same thing, possible in one and not in the other."""
    found = []
    for x in a.kept("powers", powers):
        for y in b.kept("powers", powers):
            if x.act == y.act and x.can != y.can and x.about & y.about and (x.act == "master" or of_one(a, x, b, y)):
                here, there = place(x.word), place(y.word)
                thing = sorted(x.about & y.about)[0]
                asked = f"who can deal with ‘{thing}’" if x.act == "master" else f"who can {x.act} ‘{thing}’"
                words = f"{quote(a, here)} against {quote(b, there)}: {asked}"
                found.append(Remark("ability", -1, 0.9, words, here, there, thing))
    return found
