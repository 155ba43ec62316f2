"""The ranker of page dates: gradient-boosted trees in plain JSON, walked here without any library.

In:  rows of `sayso.dating.features`.
Out: per row the probability that this candidate is the date of its page. Weights: `sayso/weights/dates/`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).parents[1] / "weights" / "dates" / "trees.json"


class Trees(msgspec.Struct, frozen=True):
    """`trees`: lists of nodes, each [feature, threshold, left, right] (left where value <= threshold) or [value]."""

    features: tuple[str, ...]
    bias: float
    trees: tuple[tuple[tuple[float, ...], ...], ...]


@cache
def _weights() -> Trees:
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Trees)


def probabilities(rows: Sequence[Sequence[float]]) -> list[float]:
    """The probability of each row; raises FileNotFoundError where the weights are not installed."""
    weights = _weights()
    return [1 / (1 + math.exp(-weights.bias - sum(_walk(tree, row) for tree in weights.trees))) for row in rows]


def _walk(tree: Sequence[Sequence[float]], row: Sequence[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        node = tree[int(node[2] if row[int(node[0])] <= node[1] else node[3])]
    return node[0]
