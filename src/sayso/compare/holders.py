"""Whether two numbers that differ can be of one thing: the same holder, the same stretch of time, no part of a whole.

"VanDyke had 13 points" and "Moll scored 11" count points, and nothing contradicts the other; nor do "ten in the first
half" and "24 in all", "57 percent of the farmers" and "44 percent of the town", "three people" and "two women".
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.compare.counted import CLAUSES, Count, carrier, counts
from sayso.compare.lexicon import Phrase, lexicon
from sayso.compare.views import View

STRETCHES = frozenset(
    ["half", "halftime", "quarter", "period", "inning", "round", "set", "leg", "lap", "overtime", "minute", "season",
     "semester", "term", "shift"]
)  # fmt: skip
WITHIN = ("pobj", "npadvmod")  # how such a stretch hangs on what happened in it: "in the second half", "this season"
SORTS = frozenset(  # of people: a count of these is a part of a count of people
    ["woman", "women", "man", "men", "child", "children", "boy", "boys", "girl", "girls", "teenager", "teenagers",
     "baby", "babies", "minor", "minors"]
)  # fmt: skip
SHARE = "%"  # the unit of shares, whatever they are of
NEAR = 6  # tokens from the head of a subject to a name in it
SUBJECTS = ("nsubj", "nsubjpass")


def one_count(a: View, b: View, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """Whether the numbers at two places may be of one thing. Where a place holds no number nothing speaks against."""
    x, y = at(a, here), at(b, there)
    if x is None or y is None:
        return True
    mine, theirs = holder(a, x), holder(b, y)
    if mine and theirs and not mine & theirs:
        return False
    if stretches(a, x) != stretches(b, y):
        return False
    if x.quantity.unit == SHARE and (mine != theirs or verb(a, x) != verb(b, y)):
        return False
    if any(way.row == back.row and way.side != back.side for way in ways(x) for back in ways(y)):
        return False  # a tax cut and a tax increase
    less, more = sorted((x, y), key=lambda c: c.quantity.value)
    return sort(less) in ("", sort(more))


def ways(count: Count) -> list[Phrase]:
    """The nouns of a count that have an opposite."""
    found = [p for noun in count.nouns for p in lexicon().opposite.get(noun, ()) if len(p.words) == 1]
    return [p for p in found if p.part in ("", "n")]


def sort(count: Count) -> str:
    """Which sort of people is counted: "women"; "" where no sort is."""
    last = (count.quantity.of.lower().split() or [""])[-1]
    return last if last in SORTS else ""


def at(view: View, place: tuple[int, int]) -> Count | None:
    """The count that stands at a place."""
    return next((c for c in counts(view) if (c.quantity.start, c.quantity.end) == place), None)


def token(view: View, count: Count) -> Token:
    """The token that a count hangs on."""
    span = view.doc.char_span(count.quantity.start, count.quantity.end, alignment_mode="expand")
    return view.doc[0] if span is None else span.root


def verb(view: View, count: Count) -> str:
    """The key of the verb a count stands under, "" where there is none."""
    found = carrier(token(view, count))
    return "" if found is None else view.keys[found.i]


def holder(view: View, count: Count) -> frozenset[str]:
    """Names in the subject of the verb a count stands under; those of the noun where the subject is a "who"."""
    act = carrier(token(view, count))
    for _ in range(4):
        if act is None:
            return frozenset()
        subject = next((c for c in act.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            named = act.head if subject.tag_ in ("WP", "WDT") and act.dep_ == "relcl" else subject
            whole = list(named.subtree)
            if token(view, count) in whole:
                return frozenset()  # the thing counted is the subject itself
            return frozenset(t.lower_ for t in whole if t.lower_ in view.proper and abs(t.i - named.i) < NEAR)
        act = act.head if act.dep_ in ("conj", "xcomp", "advcl") and act.head.i != act.i else None
    return frozenset()


def stretches(view: View, count: Count) -> frozenset[str]:
    """The stretches of time that the clause of a count speaks of: "second half", "season"."""
    here = token(view, count)
    open_, found = [t for t in (carrier(here), here) if t is not None], set()
    seen: set[int] = set()
    while open_:
        t = open_.pop()
        if t.i in seen:
            continue
        seen.add(t.i)
        if t.lemma_.lower() in STRETCHES and t.dep_ in WITHIN and t.i != here.i and here.head.i != t.i:
            found.add(" ".join([*(c.lower_ for c in t.children if c.dep_ == "amod"), t.lemma_.lower()]))
        open_ += [c for c in t.children if c.dep_ not in CLAUSES]
    return frozenset(found)
