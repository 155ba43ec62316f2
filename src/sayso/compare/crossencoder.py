"""A network that reads two texts side by side: do they contradict each other, agree, or neither?

A cross-encoder (Nogueira and Cho, 2019, "Passage re-ranking with BERT") over the word pieces of both texts;
`weights/compare/README.md` says what it learnt from and how well it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.compare.encoder import run, tokenizer

BEGIN, END, UNKNOWN = 0, 2, 3  # pieces of the network's own
SHIFT = 4  # its table begins with four of these; those of the tokenizer follow
NOT_A_WORD = frozenset(["[UNK]", "[CLS]", "[SEP]", "[PAD]"])


class Read(NamedTuple):
    """Chances that two texts contradict each other, that they do neither, and that they agree; they sum to 1."""

    against: float
    neither: float
    agreeing: float


def read(pairs: Sequence[tuple[str, str]]) -> list[Read]:
    """What the network says of every pair. Two texts are read in one fixed order: exchanging them changes nothing."""
    if not pairs:
        return []
    asked = [(a, b) if a <= b else (b, a) for a, b in pairs]
    different = list(dict.fromkeys(asked))
    known = {text: words(text) for text in dict.fromkeys(text for pair in different for text in pair)}
    said = run("read.onnx", [[BEGIN, *known[a], END, END, *known[b], END] for a, b in different])
    chances = np.exp(said - said.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    found = {pair: Read(*map(float, row)) for pair, row in zip(different, chances, strict=True)}
    return [found[pair] for pair in asked]


def words(text: str) -> list[int]:
    """The pieces of a text as rows of the network's table."""
    made = tokenizer().encode(text)
    pieces = zip(made.ids, made.tokens, made.special_tokens_mask, strict=True)
    return [UNKNOWN if token in NOT_A_WORD else piece + SHIFT for piece, token, special in pieces if not special]
