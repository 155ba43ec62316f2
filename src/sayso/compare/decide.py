"""The small model that decides on a pair from its features: a logistic regression and boosted trees, averaged.

Made by `training/compare_judge.py`; `weights/compare/README.md` says on what and how well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.compare.crossencoder import Read

Array = NDArray[np.float64]
LEAST = 1e-3  # of a chance, before its logarithm


class Chances(NamedTuple):
    """Chances that two statements agree, contradict each other, or neither; they sum to 1."""

    agree: float
    contradict: float
    neither: float


@cache
def model() -> dict[str, Any]:
    """The numbers of the model."""
    file = files("sayso.weights").joinpath("compare").joinpath("judge.json")
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def floors(read: bool = False) -> Mapping[str, float]:
    """Chances from which a verdict is given: "contradicts", "firm", "likely", "agree"; others where a pair was read."""
    found: Mapping[str, float] = model()["beside"]["floors"] if read else model()["floors"]
    return found


def chances(rows: Sequence[Mapping[str, float]]) -> list[Chances]:
    """Chances for each pair's features."""
    if not rows:
        return []
    m = model()
    x = np.array([[row[name] for name in m["features"]] for row in rows])
    scaled = (x - np.array(m["mean"])) / np.array(m["scale"])
    line = softmax(scaled @ np.array(m["line"]).T + np.array(m["intercept"]))
    raw = np.tile(np.array(m["prior"]), (len(x), 1))
    for stage in m["trees"]:
        for c, tree in enumerate(stage):
            raw[:, c] += m["rate"] * leaves(tree, x)
    mean = (line + softmax(raw)) / 2
    return [Chances(*(float(v) for v in row)) for row in mean]


def beside(found: Sequence[Chances], reads: Sequence[Read]) -> list[Chances]:
    """The chances weighed with those of the network that read both texts (Wolpert, 1992, "Stacked generalization")."""
    if not found:
        return []
    m = model()["beside"]
    both = np.log(np.clip(np.hstack([np.array(found), np.array(reads)]), LEAST, 1.0))
    weighed = softmax(both @ np.array(m["line"]).T + np.array(m["intercept"]))
    return [Chances(*(float(v) for v in row)) for row in weighed]


def leaves(tree: Mapping[str, Sequence[float]], x: Array) -> Array:
    """The value of the leaf that each row ends in."""
    feature, left, right = (np.array(tree[k], dtype=np.int64) for k in ("feature", "left", "right"))
    threshold, value = np.array(tree["threshold"]), np.array(tree["value"])
    node = np.zeros(len(x), dtype=np.int64)
    rows = np.arange(len(x))
    for _ in range(8):
        inner = left[node] >= 0
        if not inner.any():
            break
        low = x[rows, feature[node]].astype(np.float32) <= threshold[node]
        node = np.where(inner, np.where(low, left[node], right[node]), node)
    found: Array = value[node]
    return found


def softmax(x: Array) -> Array:
    e = np.exp(x - x.max(1, keepdims=True))
    found: Array = e / e.sum(1, keepdims=True)
    return found
