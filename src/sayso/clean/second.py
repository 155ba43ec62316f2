"""A second look at the lines of a page: what the first look made of the lines around each, of the stretch it stands in,
and of lines made like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.clean.features import Floats
from sayso.clean.likeness import ends_sentence

REACH = 4  # lines on either side whose first likeness is looked at one by one
WIDTHS = (1, 2, 4, 8, 16)  # lines on either side whose likeness is averaged
LIKELY, UNLIKELY = 0.8, 0.2
FAR = 200  # lines; nothing is farther away
LEANS = (-0.7, 0.0, 0.7, 1.5)  # log odds added to each line before the best stretch is looked for
DECAY = 0.7  # of what a line says of the next one
SHAPE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


def second_look(odds: NDArray[np.float64], texts: Sequence[str]) -> Floats:
    """A row for each line of a page. `odds`: the log odds for article that the first look gave each line."""
    odds = np.clip(odds, -6, 6)
    n = len(odds)
    likely = 1 / (1 + np.exp(-odds))
    sizes = np.array([len(text) for text in texts], dtype=np.float64)
    padded = np.concatenate([np.full(REACH, -6.0), odds, np.full(REACH, -6.0)])
    shifts = [padded[REACH + by : REACH + by + n] for by in range(-REACH, REACH + 1)]
    sure, unsure = likely >= LIKELY, likely <= UNLIKELY
    article = sizes * (likely >= 0.5)
    before = (np.cumsum(article) - article) / max(1.0, article.sum())
    stretch, weight = _stretches(likely >= 0.5, sizes)
    columns = [
        *shifts,
        *(_mean(likely, width) for width in WIDTHS),
        *(_mean(likely * sizes, width) / np.maximum(_mean(sizes, width), 1) for width in WIDTHS[1:]),
        _faded(likely),
        _faded(likely[::-1])[::-1],
        *(np.log1p(_since(near)) for near in (sure, unsure)),
        *(np.log1p(_since(near[::-1])[::-1]) for near in (sure, unsure)),
        np.full(n, likely.mean()),
        np.full(n, (likely * sizes).sum() / max(1.0, sizes.sum())),
        np.full(n, np.log1p(article.sum())),
        before,
        np.log1p(stretch),
        weight,
        *_alike(texts, likely),
        *_articles(np.clip(odds, -3, 3), np.log1p(sizes) / 4),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean over a window of lines around each."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low, high = np.maximum(index - width, 0), np.minimum(index + width + 1, len(values))
    means: NDArray[np.float64] = (sums[high] - sums[low]) / (high - low)
    return means


def _faded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the lines before each say, the nearer the more."""
    told, out = 0.0, np.empty(len(values))
    for i, value in enumerate(values):
        out[i] = told
        told = DECAY * told + (1 - DECAY) * value
    return out


def _since(near: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How many lines ago the last one was, FAR where there was none."""
    index = np.arange(len(near))
    last = np.maximum.accumulate(np.where(near, index, -FAR * 10))
    return np.minimum(index - last, FAR).astype(np.float64)


def _stretches(article: NDArray[np.bool_], sizes: NDArray[np.float64]) -> tuple[Floats, Floats]:
    """(code points of the stretch of lines of one sort that each stands in, with a sign; its size beside the largest
    stretch of article)."""
    edges = np.flatnonzero(np.diff(article.astype(np.int8))) + 1
    starts = np.concatenate([[0], edges])
    lengths = np.add.reduceat(sizes, starts)
    number = np.searchsorted(edges, np.arange(len(sizes)), side="right")
    largest = max(float((lengths * article[starts]).max()), 1.0)
    return lengths[number].astype(np.float32), np.minimum(lengths[number] / largest, 2.0).astype(np.float32)


def _articles(odds: NDArray[np.float64], weight: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Where each line stands to the stretch of lines with the greatest sum of odds, by lines and by their weight, for
    several leanings towards article: inside, how far behind its start, how far before its end."""
    n = len(odds)
    index = np.arange(n, dtype=np.float64)
    columns: list[NDArray[np.float64]] = []
    for lean in LEANS:
        for each in (odds + lean, (odds + lean) * weight):
            first, last = _greatest(each)
            inside = (index >= first) & (index <= last)
            columns += [inside.astype(np.float64), np.clip(index - first, -30, 30), np.clip(last - index, -30, 30)]
            if lean == 0:
                columns += [np.full(n, (last - first + 1) / n), np.full(n, each[first : last + 1].mean())]
    return columns


def _greatest(values: NDArray[np.float64]) -> tuple[int, int]:
    """First and last place of the stretch with the greatest sum (Kadane's algorithm)."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    last = int(np.argmax(sums[1:] - np.minimum.accumulate(sums[:-1])))
    return int(np.argmin(sums[: last + 1])), last


def _alike(texts: Sequence[str], likely: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """How many lines of the page are made like each, and how likely the others of them are article (-1: none)."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        members[_shape(text)].append(i)
    count, mean = np.zeros(len(texts)), np.full(len(texts), -1.0)
    for alike in members.values():
        count[alike] = np.log(len(alike))
        if len(alike) > 1:
            mean[alike] = (likely[alike].sum() - likely[alike]) / (len(alike) - 1)
    return [count, mean]


def _shape(text: str) -> str:
    """How a line is made: its first signs, about how long it is, how it ends."""
    start = "".join(map(_sort, SHAPE.findall(text[:30])))
    end = "" if text[-1:].isalnum() else text[-1:]
    return f"{start[:3]} {min(len(text), 300).bit_length()} {ends_sentence(text)}{end}"


def _sort(piece: str) -> str:
    """Of which sort a piece of a line is: a number, a word with or without a capital, a sign."""
    return "0" if piece[0].isdigit() else "A" if piece[0].isupper() else "a" if piece[0].isalpha() else piece
