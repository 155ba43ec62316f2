"""Numbers that a statement takes back itself: "201 people had been aboard, not 212", "nine rather than seven"."""

from __future__ import annotations

from sayso.compare.counted import Count, counts
from sayso.compare.remark import Remark, quote
from sayso.compare.views import View

BEFORE = (("not",), ("rather", "than"), ("instead", "of"))
WEIGHT = 0.95


def rejected(view: View) -> list[tuple[Count, Count]]:
    """(number given, number taken back) of a statement."""
    return view.kept("rejected", read)


def read(view: View) -> list[tuple[Count, Count]]:
    given: list[Count] = []
    back: list[Count] = []
    for c in counts(view):
        words = view.text[: c.quantity.start].lower().replace(",", " ").split()
        (back if any(words[-len(w) :] == list(w) for w in BEFORE) else given).append(c)
    return [(g, b) for b in back for g in given if g.quantity.unit == b.quantity.unit][:1]


def remarks(a: View, b: View) -> list[Remark]:
    """One takes back the very number that the other gives."""
    mine, theirs = taken(a, b), taken(b, a)
    return [*mine, *(r._replace(a=r.b, b=r.a) for r in theirs)]


def taken(a: View, b: View) -> list[Remark]:
    found = []
    for given, back in rejected(a):
        told = [c for c in counts(b) if c.quantity.unit == back.quantity.unit]
        hit = next((c for c in told if c.quantity.value == back.quantity.value), None)
        if hit is not None and all(c.quantity.value != given.quantity.value for c in told):
            here, there = (given.quantity.start, given.quantity.end), (hit.quantity.start, hit.quantity.end)
            words = f"{quote(a, here)}, and not {quote(b, there)}"
            topic = hit.event or hit.head or hit.quantity.unit
            found.append(Remark("number", -1, WEIGHT, words, here, there, topic))
    return found
