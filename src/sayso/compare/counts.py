"""Counts and measures of two statements against each other: is it the same thing counted, can both numbers hold?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from sayso.compare.lexicon import lexicon
from sayso.compare.remark import Remark, quote
from sayso.compare.views import View, clause, meeting
from sayso.events.quantities import quantities
from sayso.model import Quantity

STATES = ("killed", "injured", "arrested", "missing")
DIMENSIONS = {
    **dict.fromkeys(("wide", "width", "across", "diameter", "broad"), "width"), "radius": "radius",
    **dict.fromkeys(("deep", "depth"), "depth"), **dict.fromkeys(("tall", "high", "height"), "height"),
    **dict.fromkeys(("away", "distance", "from", "off", "offshore"), "distance"), "long": "length", "length": "length",
    **dict.fromkeys(("fall", "fell", "fallen", "falling", "plunge", "plunged"), "fall"),
}  # fmt: skip
EVENTS = ("killed", "injured", "arrested", "missing", "steal", "rescue", "release", "shoot", "vote", "quake")
GROUPS = frozenset(
    ["person", "child", "soldier", "police", "protester", "passenger", "victim", "employee", "member", "migrant"]
)
ROUNDED = 0.015  # two measures in one unit that differ by less are one, rounded
CONVERTED = 0.07  # … in two units, converted and rounded
EXACT = ("magnitude", "year old")  # units in which no rounding is expected


class Count(NamedTuple):
    """A quantity with what is known of the thing counted.

    `head` and `nouns`: keys of its noun phrase; `event`: what happened to those counted, "" where it is not told;
    `around`: keys of its clause; `part`: some of a whole ("two of them"); `unit`: the unit as written; `dimension`:
    what a length measures.
    """

    quantity: Quantity
    head: str
    nouns: frozenset[str]
    event: str
    around: frozenset[str]
    part: bool
    unit: str
    dimension: str


def counts(view: View) -> list[Count]:
    """Quantities of a statement, ages and shares too."""
    return view.kept("counts", lambda v: [count(v, q) for q in quantities(v.doc)])


def count(view: View, q: Quantity) -> Count:
    synonym = lexicon().synonym
    span = view.doc.char_span(q.start, q.end, alignment_mode="expand") or view.doc[0:1]
    lemmas = {t.lower_: view.keys[t.i] for t in span.sent}
    words = [lemmas.get(w, synonym.get(w, w)) for w in q.of.lower().split()]
    verb = synonym.get(q.event, q.event)
    event = verb if verb in EVENTS else nearest(view, span.start, span.end)
    if words and words[-1] in STATES:
        event, words = words[-1], []
    if "magnitude" in words:
        q = replace(q, unit="magnitude")
    behind = view.text[q.end : q.end + 9].lower()
    part = behind.startswith((" of them", " of the", " of tho", " of who")) and not q.unit
    unit = "".join(c for c in span.text.lower() if c.isalpha())
    head, around = words[-1] if words else "", clause(span.root, view)
    return Count(q, head, frozenset(words), event, around, part, unit, dimension(view, span.start, span.end))


def dimension(view: View, start: int, end: int) -> str:
    """What a length measures: width, depth, height, distance … as a word near it says."""
    near = [*view.doc[end : end + 4], *reversed(view.doc[max(0, start - 5) : start])]
    return next((DIMENSIONS[t.lower_] for t in near if t.lower_ in DIMENSIONS), "")


def nearest(view: View, start: int, end: int) -> str:
    """The event word nearest to a number, within six words and the same sentence half."""
    found = []
    for i in range(max(0, start - 6), min(len(view.doc), end + 6)):
        if view.keys[i] in EVENTS:
            gap = start - i if i < start else i - end + 1
            cut = any(view.doc[k].text in (",", ";", "and", "or") for k in range(min(i, end), max(i, start)))
            found.append((gap + 3 * cut, i))
    return view.keys[min(found)[1]] if found else ""


def likeness(x: Count, y: Count) -> float:
    """From 0 (certainly other things) to 1: how surely two counts are of the same thing."""
    q, r = x.quantity, y.quantity
    if q.unit != r.unit:
        return 0.0
    alike = 0.3 if q.unit else 0.0
    if x.head and x.head == y.head:
        alike = 0.6
    elif x.head in GROUPS and y.head in GROUPS:
        alike = 0.4
    elif x.nouns & y.nouns:
        alike = 0.45
    elif not x.head or not y.head:
        alike = 0.3
    if x.event and y.event:
        alike += 0.3 if x.event == y.event else -0.4
    elif x.event or y.event:
        alike -= 0.1
    if q.event and q.event == r.event and q.event not in ("be", "have", "say"):
        alike += 0.1
    if x.dimension and y.dimension and q.unit == "metre":
        alike += 0.2 if x.dimension == y.dimension else -0.4
    if x.part != y.part:
        alike -= 0.3
    return max(0.0, min(1.0, alike + 0.4 * meeting(x.around, y.around) - 0.1))


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
    pairs = [(likeness(x, y), x, y) for x in some for y in others]
    found = [told(a, b, x, y, alike) for alike, x, y in pairs if alike >= 0.25]
    whole = [*summed(a, b, some, others), *(turned(r) for r in summed(b, a, others, some))]
    return settled([*found, *whole])


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
    weight = alike * (1.0 if exact else 0.8) * (0.5 if young else 1.0)
    return Remark("number", -1, weight, words + f"the same thing counted, {of}", here, there,
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
    heads = {x.head for x in parts} | {whole.head}
    if whole.event and any(x.event and x.event != whole.event for x in parts):
        return False
    return max(places) - min(places) < 60 and (heads <= GROUPS | {""} or any(x.nouns & whole.nouns for x in parts))


def turned(r: Remark) -> Remark:
    return r._replace(a=r.b, b=r.a)


def settled(found: list[Remark]) -> list[Remark]:
    """A number that agrees with its counterpart is not also held against the others; of the rest the likest counts."""
    agreed = [f for f in found if f.sign > 0 and f.weight >= 0.25]
    here, there = {f.a for f in agreed}, {f.b for f in agreed}
    return [f for f in found if f.sign > 0 or (f.a not in here and f.b not in there)]
