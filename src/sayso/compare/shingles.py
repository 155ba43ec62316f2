"""Texts that are copies of each other: cut, given a new headline, wrapped in other chrome, lightly reworded.

Every text is reduced to a fixed sample of its word shingles (those whose hash falls under a threshold, so that the
samples of two texts can be held against each other: Broder 1997, "On the resemblance and containment of documents").
Containment is the part of the shorter text's shingles that the longer one has too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

WORDS = re.compile(r"[^\W_]+", re.UNICODE)
WIDTH = 4  # words in a shingle
KEPT = 4  # one shingle of so many is kept where a text is long
SHORT = 400  # shingles under which all are kept
COMMON = 64  # a shingle in more texts than this is a phrase everybody uses
COPY = 0.30  # containment from which a text is a copy
LEAST = 12  # shared shingles (of the sample) under which nothing is said

Hashes = NDArray[np.uint64]
_seen: dict[str, int] = {}


def word_hash(word: str) -> int:
    """64 bits of a word, the same on every machine."""
    found = _seen.get(word)
    if found is None:
        if len(_seen) > 500_000:
            _seen.clear()
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = _seen[word] = int.from_bytes(digest, "little")
    return found


def shingles(text: str) -> Hashes:
    """Sorted, distinct hashes of all runs of WIDTH words, case and punctuation aside."""
    words = np.array([word_hash(w.lower()) for w in WORDS.findall(text)], dtype=np.uint64)
    if len(words) < WIDTH:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(len(words) - WIDTH + 1, dtype=np.uint64)
    for step in range(WIDTH):
        part = words[step : step + len(mixed)]
        mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) ^ (part + (mixed >> np.uint64(29)))
    return np.unique(mixed)


def copies(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Pairs of keys (in order) whose texts are copies, with the containment found. Near-linear in the texts."""
    whole = {key: shingles(text) for key, text in sorted(texts.items())}
    holders: dict[int, list[str]] = defaultdict(list)
    for key, hashes in whole.items():
        for h in hashes[hashes % np.uint64(KEPT) == 0].tolist():
            holders[h].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holders.values():
        if 2 <= len(keys) <= COMMON:
            for i, a in enumerate(keys):
                for b in keys[i + 1 :]:
                    shared[a, b] += 1
    found = {}
    for (a, b), count in shared.items():
        if count * KEPT < LEAST:
            continue
        both = len(np.intersect1d(whole[a], whole[b], assume_unique=True))
        part = both / min(len(whole[a]), len(whole[b]))
        if part >= COPY and both >= LEAST:
            found[a, b] = part
    return found
