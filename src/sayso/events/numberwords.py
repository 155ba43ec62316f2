"""The tables of number words, bounds, units and labels."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.events.lexicon import rows

Bound = tuple[list[str], float | None, float | None]


class Words(NamedTuple):
    """The tables of number words; phrases of several words by their first word, bounds by the word at the number."""

    kinds: dict[str, tuple[str, float, float | None, float | None]]
    bounds: dict[str, dict[str, list[Bound]]]
    units: dict[str, tuple[str, float]]
    labels: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[list[str], str]]]


@cache
def tables() -> Words:
    """Number words, bounds, units and labels, read on first use."""
    kinds: dict[str, tuple[str, float, float | None, float | None]] = {}
    for row in rows("numbers.tsv"):
        low, high = [*row[3:5], "=", "="][:2]
        value = float(row[2])
        kinds[row[1]] = (row[0], value, edge(low, value), edge(high, value))
    bounds: dict[str, dict[str, list[Bound]]] = {"before": {}, "after": {}}
    for side, words, low, high in sorted(rows("bounds.tsv"), key=lambda row: -len(row[1].split())):
        parts = words.split()
        nearest = parts[-1] if side == "before" else parts[0]
        bounds[side].setdefault(nearest, []).append((parts, edge(low, 1.0), edge(high, 1.0)))
    units = {n.replace("_", " "): (kept, ratio(f)) for kept, f, names in rows("units.tsv") for n in names.split()}
    labels = {name: frozenset(words.split()) for name, words in rows("labels.tsv")}
    phrases: dict[str, list[tuple[list[str], str]]] = {}
    for word in sorted((w for w in kinds if " " in w or "-" in w), key=lambda w: -len(w.replace("-", " - ").split())):
        parts = word.replace("-", " - ").split()
        phrases.setdefault(parts[0], []).append((parts, word))
    return Words(kinds, bounds, units, labels, phrases)


def ratio(text: str) -> float:
    """A factor of units.tsv: "1000" or "1/24"."""
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


def edge(text: str, value: float) -> float | None:
    """A bound column: "-" open, "=" (or none) the value itself."""
    return None if text == "-" else value if text == "=" else float(text)
