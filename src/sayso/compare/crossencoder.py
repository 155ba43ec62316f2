"""A network that reads two texts side by side: do they contradict each other, agree, or neither?

A cross-encoder (Nogueira and Cho, 2019, "Passage re-ranking with BERT") over the word pieces of both texts;
`weights/compare/README.md` says what it learnt from and how well it reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sayso.compare.encoder import run, tokenizer

BEGIN, END, UNKNOWN = 0, 2, 3  # pieces of the network's own
SHIFT = 4  # its table begins with four of these; those of the tokenizer follow
AGAIN = (0.3, 0.4)  # chances of a contradiction or of agreement from which the other order is read too
NOT_A_WORD = frozenset(["[UNK]", "[CLS]", "[SEP]", "[PAD]"])


class Read(NamedTuple):
    """Chances that two texts contradict each other, that they do neither, and that they agree; they sum to 1."""

    against: float
    neither: float
    agreeing: float


UNREAD = Read(0.0, 1.0, 0.0)  # of a pair that was not read


def read(pairs: Sequence[tuple[str, str]], turned_too: bool = True) -> list[Read]:
    """What the network says of every pair; exchanging the two texts changes nothing.

    They are read in sorted order, and where something may come of it in the other order too, unless that is not asked
    for: the mean counts.
    """
    asked = [(a, b) if a <= b else (b, a) for a, b in pairs]
    different = list(dict.fromkeys(asked))
    known = {text: words(text) for text in dict.fromkeys(text for pair in different for text in pair)}
    found = in_order(different, known)
    telling = [pair for pair in different if turned_too and may_tell(found[pair])]
    turned = in_order([(b, a) for a, b in telling], known)
    for a, b in telling:
        found[a, b] = Read(*((x + y) / 2 for x, y in zip(found[a, b], turned[b, a], strict=True)))
    return [found[pair] for pair in asked]


def may_tell(found: Read) -> bool:
    """Whether something may come of what the network says."""
    return found.against >= AGAIN[0] or found.agreeing >= AGAIN[1]


def in_order(pairs: Sequence[tuple[str, str]], known: Mapping[str, Sequence[int]]) -> dict[tuple[str, str], Read]:
    """What the network says of pairs read as they stand."""
    if not pairs:
        return {}
    said = run("read.onnx", [[BEGIN, *known[a], END, END, *known[b], END] for a, b in pairs])
    chances = np.exp(said - said.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    return {pair: Read(*map(float, row)) for pair, row in zip(pairs, chances, strict=True)}


def words(text: str) -> list[int]:
    """The pieces of a text as rows of the network's table."""
    made = tokenizer().encode(text)
    pieces = zip(made.ids, made.tokens, made.special_tokens_mask, strict=True)
    return [UNKNOWN if token in NOT_A_WORD else piece + SHIFT for piece, token, special in pieces if not special]
