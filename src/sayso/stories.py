"""Which pages of a case tell of one story, so that claims of a quake here are not held against those of a quake there.

Two pages are of one story where they share words that few texts share: cosine of their words, each weighed by how rare
it is (Spärck Jones 1972, "A statistical interpretation of term specificity"). How rare a word is was counted in other
texts (`training/compare_spread.py`), not in the case, so two pages are as near to each other in any case that holds
them. The word lists of a page are held against each other by the pages of each word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[^\W_]+", re.UNICODE)
NEAR = 0.10  # cosine from which two pages may be of one story
KNOWN = 20  # different words without which nothing is known of a page
COMMON = 1.5  # weight under which a word tells nothing of a story
SPECIFIC = 5.0  # … from which it is a name, or as good as one

Flags = NDArray[np.bool_]


class Stories:
    """Pages by their ids, and which of them may be of one story: `near` is (pages, pages), `place` its rows by id."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.place = {page: at for at, page in enumerate(texts)}
        self.near = near(list(texts.values()))

    def one(self, page: str, other: str) -> bool:
        """Whether two pages may be of one story."""
        return bool(self.near[self.place[page], self.place[other]])


def plain(word: str) -> str:
    """A word as it is counted: small letters, most plurals as their singulars."""
    small = word.casefold()
    if len(small) > 4 and small.endswith("ies"):
        return f"{small[:-3]}y"
    return small[:-1] if len(small) > 3 and small.endswith("s") and not small.endswith("ss") else small


def words(text: str) -> Counter[str]:
    """The words of a text and how often each stands in it; numbers of one or two digits are left out."""
    return Counter(plain(w) for w in WORD.findall(text) if len(w) > 2 or not w.isdigit())


@cache
def spread() -> tuple[int, Mapping[str, int]]:
    """How many texts were counted, and in how many of them each word stands; rarer words are left out."""
    rows = files("sayso.weights").joinpath("compare").joinpath("spread.tsv").read_text("utf-8").splitlines()
    texts = {word: int(count) for word, count in (row.split("\t") for row in rows)}
    return texts.pop(""), texts


def rarity(word: str) -> float:
    """How much a word tells of a story: the logarithm of the share of texts that hold it, with the sign turned."""
    total, texts = spread()
    return log((total + 1) / (texts.get(word, 1) + 1))


def weights(text: str) -> dict[str, float]:
    """The words of a page that tell of its story, as a vector of length 1; empty where it has too few."""
    counted = {word: (1 + log(n)) * rarity(word) for word, n in words(text).items() if rarity(word) >= COMMON}
    if len(counted) < KNOWN:
        return {}
    length = sum(x * x for x in counted.values()) ** 0.5
    return {word: x / length for word, x in counted.items()}


def near(texts: Sequence[str]) -> Flags:
    """Which of some texts may be of one story, (texts, texts); a text of which too little is known is near to all."""
    told = [weights(text) for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, words_of in enumerate(told):
        for word in words_of:
            holders[word].append(i)
    where = {word: np.array(pages, dtype=np.int64) for word, pages in holders.items()}
    share = {word: np.array([told[i][word] for i in pages]) for word, pages in holders.items()}
    flags = np.zeros((len(texts), len(texts)), dtype=np.bool_)
    for i, words_of in enumerate(told):
        if not words_of:
            flags[i] = flags[:, i] = True
            continue
        pages = np.concatenate([where[w] for w in words_of])
        shares = np.concatenate([share[w] * x for w, x in words_of.items()])
        flags[i] |= np.bincount(pages, shares, len(texts)) >= NEAR
    np.fill_diagonal(flags, True)
    return flags
