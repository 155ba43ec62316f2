"""The trained line model: how likely each line of a plain-text page is of its article.

Three parts, all in weights/lines/model.npz (see the card beside it), read in numpy alone: hashed words to log odds;
trees over the features of features.py; trees over these and over what the first ones made of the lines around
(second.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.clean.features import Floats, hashed, page_features
from sayso.clean.likeness import by_form
from sayso.clean.second import second_look

WINDOW = 3_000  # lines that are looked at together; a longer page is read in such windows
LOOKS = ("first_", "second_")  # prefixes of the trees' arrays
MOST = 6_000  # lines; what comes after them on a page is no article but a dump, and is judged by its form alone


class Trees(NamedTuple):
    """Boosted trees, nodes of all trees in a row. A leaf points at itself."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    depth: int
    baseline: float


class LineModel(NamedTuple):
    """Weights of hashed words (int8 times `scale`), their intercept, the trees of the first look and of the second."""

    words: NDArray[np.int8]
    scale: float
    intercept: float
    trees: Trees
    again: Trees


@cache
def load() -> LineModel:
    """The model that ships."""
    with (files("sayso") / "weights" / "lines" / "model.npz").open("rb") as stream, np.load(stream) as saved:
        looks = [
            Trees._make([*(saved[look + name] for name in Trees._fields[:-2]), int(saved[look + "depth"]),
                         float(saved[look + "baseline"])])
            for look in LOOKS
        ]  # fmt: skip
        return LineModel(saved["words"], float(saved["scale"]), float(saved["intercept"]), *looks)


def probabilities(texts: Sequence[str], said: Sequence[str], codes: Sequence[str]) -> list[float]:
    """For each line of a page: 0 (chrome) … 1 (article). `said`: its chrome wording; `codes`: its language."""
    found: list[float] = []
    for at in range(0, min(MOST, len(texts)), WINDOW):
        window = slice(at, at + WINDOW)
        found += _window(load(), texts[window], said[window], foreign(texts[window], codes[window]))
    return found + [by_form(text, word) for text, word in zip(texts[MOST:], said[MOST:], strict=True)]


def foreign(texts: Sequence[str], codes: Sequence[str]) -> list[bool]:
    """Whether each line is in another language than most of the page."""
    weight: Counter[str] = Counter()
    for text, code in zip(texts, codes, strict=True):
        if code:
            weight[code] += len(text)
    main = max(sorted(weight), key=lambda code: weight[code], default="")
    return [bool(code) and code != main for code in codes]


def lexical(model: LineModel, texts: Sequence[str]) -> Floats:
    """Log odds for article by a line's words alone."""
    odds = np.empty(len(texts), dtype=np.float32)
    for i, text in enumerate(texts):
        buckets = hashed(text)
        odds[i] = model.words[buckets].sum(dtype=np.float64) * model.scale / np.sqrt(len(buckets)) + model.intercept
    return odds


def _window(model: LineModel, texts: Sequence[str], said: Sequence[str], elsewhere: Sequence[bool]) -> list[float]:
    rows = page_features(texts, said, elsewhere, lexical(model, texts))
    odds = score(model.again, np.hstack([rows, second_look(score(model.trees, rows), texts)]))
    return [float(p) for p in np.round(1 / (1 + np.exp(-odds)), 4)]


def score(trees: Trees, rows: Floats) -> NDArray[np.float64]:
    """Log odds of each row: the sum over all trees of the leaf it falls into."""
    nodes = np.repeat(trees.roots[None, :], len(rows), axis=0)
    line = np.arange(len(rows))[:, None]
    for _ in range(trees.depth):
        below = rows[line, trees.feature[nodes]] <= trees.threshold[nodes]
        nodes = np.where(below, trees.left[nodes], trees.right[nodes])
    total: NDArray[np.float64] = trees.value[nodes].sum(axis=1, dtype=np.float64) + trees.baseline
    return total
