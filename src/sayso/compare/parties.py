"""Whether two words that decide a contradiction tell of one act: the same doer and the same thing it is done to."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare import negation
from sayso.compare.views import View, content

DOERS = ("nsubj", "agent", "csubj", "expl")
DONE = ("dobj", "nsubjpass", "obj", "attr", "acomp", "oprd", "dative")
ALL = frozenset(
    ["nobody", "none", "anyone", "anybody", "everyone", "everybody", "no_one", "all", "nothing", "anything"]
)
REST = frozenset(["else", "other", "others", "another"])
Span = tuple[int, int]


class Parties(NamedTuple):
    """Keys of who does an act and of whom or what it is done to; `rest`: it speaks of all but some."""

    doers: frozenset[str]
    done: frozenset[str]
    rest: bool


def one_act(a: View, b: View, here: Span, there: Span) -> bool:
    """Whether the acts that two deciding words tell of share their parties, as far as both name them.

    Something must be shared: two sentences that only use the same verb tell of two things.
    """
    x, y = parties(a, here), parties(b, there)
    if x is None or y is None or x.rest != y.rest:
        return False
    pairs = ((x.doers, y.doers), (x.done, y.done))
    told = [(some, others) for some, others in pairs if some and others]
    if any(not some & others and not (some | others) & ALL for some, others in told):
        return False
    crossed = (x.doers & y.done) | (x.done & y.doers)
    return any(some & others for some, others in told) or (not told and bool(crossed))


def parties(view: View, where: Span) -> Parties | None:
    """The parties of the act that the word at an offset names or belongs to."""
    span = view.doc.char_span(*where, alignment_mode="expand")
    if span is None:
        return None
    word = span.root
    act = predicate(word)
    doers, done = named(view, act, DOERS), named(view, act, DONE)
    if word.i != act.i and word.dep_ not in ("aux", "auxpass", "neg"):
        done |= {view.keys[word.i]}
    if not doers and act.dep_ in ("xcomp", "conj", "ccomp") and act.head.pos_ in ("VERB", "AUX"):
        doers = named(view, act.head, (*DOERS, "nsubjpass"))
    near = {t.lower_ for t in act.subtree if abs(t.i - act.i) < 6}
    return Parties(frozenset(doers), frozenset(done), bool(near & REST))


def predicate(word: Token) -> Token:
    """The verb that a word is or hangs on; the word itself where there is none."""
    for up in (word, *word.ancestors):
        if up.pos_ in ("VERB", "AUX"):
            return up
    return word


def named(view: View, act: Token, roles: tuple[str, ...]) -> set[str]:
    """Keys of the words that name those who stand to an act in such a role."""
    found: set[str] = set()
    for child in act.children:
        if child.dep_ in roles:
            whole = [
                t for t in child.subtree if t.i == child.i or t.dep_ in ("compound", "poss", "pobj", "conj", "nmod")
            ]
            found |= {view.keys[t.i] for t in whole if content(t) or t.lower_ in ALL}
            found |= {"no_one"} if child.lower_ == "one" and any(c.lower_ == "no" for c in child.children) else set()
    return found


def left_open(view: View, where: Span) -> bool:
    """Whether the act that a word belongs to is told as possible, planned or wanted."""
    span = view.doc.char_span(*where, alignment_mode="expand")
    return span is not None and negation.left_open(predicate(span.root))
