"""Disputed numbers, and the question they make: "How many people were killed: 46 or 80?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.compare.counted import counts
from sayso.compare.counts import compatible, likeness
from sayso.compare.edge import Edge, decided_by
from sayso.compare.gathered import Gathered
from sayso.compare.holders import holder
from sayso.compare.howmany import clause_asked
from sayso.compare.units import Unit

COUNTED = {
    "killed": "How many people were killed",
    "injured": "How many people were injured",
    "arrested": "How many people were arrested",
    "missing": "How many people are missing",
    "rescue": "How many people were rescued",
}
PEOPLE = frozenset(["people", "children", "women", "men", "dead", "wounded", "missing", "injured"])
MEASURED = {
    "magnitude": "Which magnitude", "%": "Which share", "day": "How long", "year old": "How old", "km/h": "How fast",
    "kilogram": "Which weight", "square metre": "Which area", "degree": "Which temperature",
}  # fmt: skip


class Figure(NamedTuple):
    """A disputed number: as written, what it counts, its unit, its value, the names of whose it is in turn."""

    text: str
    of: str
    unit: str
    value: float
    whose: tuple[str, ...] = ()
    clause: str = ""  # "How many boats were seized", where its sentence can be asked so


def numbered(case: Gathered, topic: str, edges: Sequence[Edge]) -> str:
    """ "How many people were killed: 46 or 80?"; "" where only one number can be shown."""
    return asked(topic, [f for e in edges if e.link.kind == "contradicts" for f in disputed(case, e)])


def asked(topic: str, figures: Sequence[Figure]) -> str:
    """The question for some numbers; before it whose they are, where all say so: "Rell: how many points, 7 or 9?"."""
    texts = {f.value: f.text for f in sorted(figures, key=lambda f: (-len(f.text), f.text))}
    words = [" ".join(texts[v].split()).lower() for v in sorted(texts)]
    if len(words) < 2:
        return ""
    said = f"{', '.join(words[:-1])} or {words[-1]}"
    things = sorted({f.of for f in figures if f.of}, key=lambda w: (len(w), w))
    units = {f.unit for f in figures if f.unit}
    if units:
        how = measured(min(units)) if len(units) == 1 else "Which figure"
    elif topic in COUNTED:
        how = COUNTED[topic]
    else:
        if clauses := sorted({f.clause for f in figures if f.clause}, key=lambda c: (len(c), c)):
            return f"{clauses[0]}: {said}?"
        plural = next((thing for thing in things if thing.endswith("s") or thing in PEOPLE), "")
        how = f"How many {plural}" if plural else "Which number"
    names = [w for w in figures[0].whose if all(w in f.whose for f in figures)]
    if names and topic not in COUNTED:
        return f"{' '.join(names)}: {how[:1].lower()}{how[1:]}, {said}?"
    return f"{how}: {said}?"


def measured(unit: str) -> str:
    """How a measure is asked for: "How fast" for km/h."""
    money = len(unit) == 3 and unit.isupper()
    return "How much money" if money else MEASURED.get(unit, "Which figure")


def disputed(case: Gathered, edge: Edge) -> tuple[Figure, Figure]:
    """The two numbers of a contradiction: those that decide it, else those of the likest things counted."""
    here, there = decided_by(case.pages, edge)
    return figure(edge.a, edge.b, here), figure(edge.b, edge.a, there)


def figure(unit: Unit, other: Unit, words: str = "") -> Figure:
    """The number of a unit that another unit disputes, as written where that is known (`words`)."""
    mine, theirs = counts(unit.view), counts(other.view)
    written = [c for c in mine if words and unit.view.text[c.quantity.start : c.quantity.end] == words]
    told = max(
        written or mine, key=lambda x: max((likeness(x, y) for y in theirs if not compatible(x, y)), default=-1.0)
    )
    q = told.quantity
    named = holder(unit.view, told)
    whose = tuple(dict.fromkeys(t.text for t in unit.view.doc if t.lower_ in named))
    clause = clause_asked(unit.view.doc, q.start, q.end)
    return Figure(unit.view.text[q.start : q.end], q.of, q.unit, q.value, whose, clause)
