"""Counts and measures of two statements against each other: is it the same thing counted, can both numbers hold?"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations

from sayso.compare.counted import Count, counts
from sayso.compare.remark import Remark, quote
from sayso.compare.views import View, meeting
from sayso.model import Quantity

FIRM = re.compile(  # words that hold a number against another
    r"\b(?:only|just|mere(?:ly)?|barely|no more than|fewer than|less than|in all|altogether|not one more|a single|"
    r"in fact|came to|was more like|nearer|closer to|at most|nowhere near)\b",
    re.IGNORECASE,
)
ROUNDED = 0.015  # two measures in one unit that differ by less are one, rounded
CONVERTED = 0.07  # … in two units, converted and rounded
EXACT = ("magnitude", "year old")  # units in which no rounding is expected


def likeness(x: Count, y: Count) -> float:
    """From 0 (certainly other things) to 1: how surely two counts are of the same thing."""
    q, r = x.quantity, y.quantity
    if q.unit != r.unit:
        return 0.0
    alike = same(x, y)
    if q.unit in EXACT:
        pass  # an age or a magnitude is told of somebody or something, whatever happened
    elif x.event and y.event:
        alike += 0.3 if x.event == y.event else -0.4
    elif x.event or y.event:
        alike -= 0.1
    if x.dimension and y.dimension and q.unit == "metre":
        alike += 0.2 if x.dimension == y.dimension else -0.4
    return max(0.0, min(1.0, alike - apart(x, y) + 0.35 * meeting(x.around, y.around)))


def same(x: Count, y: Count) -> float:
    """How surely two nouns counted, or two measures, are of one kind."""
    unit = x.quantity.unit
    if unit == "magnitude":
        return 0.6
    alike = 0.45 if unit == "day" else 0.35 if unit else 0.0
    if x.head and x.head == y.head:
        return 0.55
    if x.families & y.families - {"people"}:
        return 0.55
    if x.families & y.families:
        return max(alike, 0.4)
    if x.nouns & y.nouns:
        return 0.4
    return max(alike, 0.3) if not x.head or not y.head else alike


def apart(x: Count, y: Count) -> float:
    """What speaks for two things counted: other days, other names, "another", part of a whole, what was only meant."""
    off = 0.0
    if x.times and y.times and not x.times & y.times:
        off += 0.65
    if x.names and y.names and not x.names & y.names:
        off += 0.25
    if x.ordinals != y.ordinals:
        off += 0.25
    if x.part != y.part:
        off += 0.3
    if x.meant != y.meant:
        off += 0.3
    return off


def compatible(x: Count, y: Count) -> str:
    """One of "equal", "near", "bounds" (one lies in the other's open bounds), or "" where both cannot hold."""
    q, r = x.quantity, y.quantity
    scale = max(abs(q.value), abs(r.value), 1e-9)
    off = abs(q.value - r.value) / scale
    tolerance = 0.0 if q.unit in EXACT or not q.unit else ROUNDED if x.unit == y.unit else CONVERTED
    if off <= tolerance or q.value == r.value:
        return "equal" if off == 0 else "near"
    low, high = bounds(q)
    least, most = bounds(r)
    return "bounds" if low <= most and least <= high else ""


def bounds(q: Quantity) -> tuple[float, float]:
    return (
        q.lowest if q.lowest is not None else float("-inf"),
        q.highest if q.highest is not None else float("inf"),
    )


def remarks(a: View, b: View) -> list[Remark]:
    """What the numbers say, each number of one with the likest of the other."""
    some, others = counts(a), counts(b)
    if not some or not others:
        return []
    pairs = [(likeness(x, y), x, y) for x in some for y in others]
    found = [told(a, b, x, y, alike) for alike, x, y in pairs if alike >= 0.25]
    whole = [*summed(a, b, some, others), *(turned(r) for r in summed(b, a, others, some))]
    left = settled([*found, *whole])
    return left if left else other(a, b, pairs)


def other(a: View, b: View, pairs: Sequence[tuple[float, Count, Count]]) -> list[Remark]:
    """Numbers of which none is of a thing that the other statement counts."""
    alike, x, y = max(pairs, key=lambda p: (p[0], -p[1].quantity.start - p[2].quantity.start))
    here, there = (x.quantity.start, x.quantity.end), (y.quantity.start, y.quantity.end)
    words = f"{quote(a, here)} and {quote(b, there)} count different things"
    return [Remark("number", 0, 1.0 - alike, words, here, there)]


def told(a: View, b: View, x: Count, y: Count, alike: float) -> Remark:
    q, r = x.quantity, y.quantity
    here, there = (q.start, q.end), (r.start, r.end)
    fit = compatible(x, y)
    of = q.of or r.of or ("the same measure" if q.unit else "the same count")
    words = f"{quote(a, here)} against {quote(b, there)}: "
    if fit in ("equal", "near"):
        return Remark("number", 1, alike, words + f"the same number, {of}", here, there)
    if fit == "bounds":
        return Remark("number", 1, alike * 0.6, words + f"both can hold, {of}", here, there)
    exact = q.lowest == q.highest and r.lowest == r.highest
    young = q.unit == "year old" and abs(q.value - r.value) <= 1  # a birthday between
    far = 0.12 * max(0.0, min(3.0, abs(math.log(max(q.value, 0.01) / max(r.value, 0.01)))) - 0.5)
    firm = any(v.kept("firm", lambda v: bool(FIRM.search(v.text))) for v in (a, b))
    weight = min(1.0, alike * (1.0 if exact else 0.8) * (0.5 if young else 1.0) + 0.2 * firm - far)
    return Remark("number", -1, max(0.0, weight), words + f"the same thing counted, {of}", here, there,
                  x.event or y.event or x.head or y.head or q.unit)  # fmt: skip


def summed(a: View, b: View, some: Sequence[Count], others: Sequence[Count]) -> list[Remark]:
    """Two or three counts of one text that add up to one of the other: "two women and one man", "three people"."""
    found = []
    for y in others:
        for size in (2, 3):
            for parts in combinations([x for x in some if not x.quantity.unit and x.quantity.value > 0], size):
                if sum(x.quantity.value for x in parts) == y.quantity.value and likely(parts, y):
                    there = (y.quantity.start, y.quantity.end)
                    for x in parts:
                        here = (x.quantity.start, x.quantity.end)
                        words = f"{quote(a, here)} is part of {quote(b, there)}"
                        found.append(Remark("number", 1, 0.6, words, here, there))
                    return found
    return found


def likely(parts: Sequence[Count], whole: Count) -> bool:
    """Whether counts can be parts of a whole: near each other, of like things."""
    places = [x.quantity.start for x in parts]
    if whole.event and any(x.event and x.event != whole.event for x in parts):
        return False
    return max(places) - min(places) < 60 and (
        all(people(x) for x in (*parts, whole)) or any(x.nouns & whole.nouns for x in parts)
    )


def people(x: Count) -> bool:
    return not x.head or "people" in x.families


def turned(r: Remark) -> Remark:
    return r._replace(a=r.b, b=r.a)


def settled(found: list[Remark]) -> list[Remark]:
    """A number that agrees with its counterpart is not also held against the others; of the rest the likest counts."""
    agreed = [f for f in found if f.sign > 0 and f.weight >= 0.25]
    here, there = {f.a for f in agreed}, {f.b for f in agreed}
    return [f for f in found if f.sign > 0 or (f.a not in here and f.b not in there)]
