"""Lines to numbers: what the line model looks at. Nothing here depends on a language but the chrome wording.

`page_features` gives a row for each line: the line itself, where it stands, and its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.clean.likeness import ends_sentence, words

Floats = NDArray[np.float32]

BUCKETS = 2**17  # places for hashed words
WORDS_LOOKED_AT = 40  # at either end of a line
SUBS = ("cross-link", "source-link", "share", "widget", "notice", "comment", "legal", "navigation")
LONG = 20  # words; a line that long which ends a sentence is an anchor: surely running text
OFFSETS = (-3, -2, -1, 1, 2, 3)
RADII = (2, 5, 12)
TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
LETTERS = re.compile(r"[^\W\d_]{4,}")
MARKS = (
    re.compile(r"^[-–—•*·›»>|►▶+#~]"),
    re.compile(r"^\d"),
    re.compile(r"^[“„«‘\"'‟「『]"),
    re.compile(r"[|»›→•·►]"),
    re.compile(r"https?:|www\.|\.(?:com|org|net|fr|de|se|fi|es|ru)\b"),
    re.compile(r"@|#\w"),
    re.compile(r"©|\([cC]\)|®|™"),
    re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b|\d{1,2}月\d{1,2}日"),
    re.compile(r"\b\d{1,2}[:.]\d{2}\b"),
    re.compile(r"[“”„«»\"]"),
    re.compile(r"\([^)]*\d[^)]*\)$|\(\d+\)"),
    re.compile(r"\[[^\]]*\]"),
    re.compile(r"[€$£¥]|\b(?:EUR|USD|SEK|kr)\b"),
    re.compile(r":\s|：", re.ASCII),
    re.compile(r"^\W*$"),
)
ENDS = ((":", "："), ("?", "？"), ("!", "！"), ("…", "..."), (",", ";", "، ", "，"), (")", "]"))
FIRST_MARK = 22  # column of a line's features at which those of MARKS begin
FIRST_SUB = FIRST_MARK + len(MARKS) + len(ENDS)  # and those of SUBS


@lru_cache(maxsize=4096)
def line_features(text: str, said: str) -> tuple[float, ...]:
    """What one line shows by itself; `said` is the chrome wording in it ('' for none)."""
    sample = text[:1000]
    size, letters = len(sample), sum(map(str.isalpha, sample))
    tokens = sample.split()
    upper = sum(map(str.isupper, sample))
    count = words(text)
    return (
        np.log1p(len(text)),
        np.log1p(count),
        size / max(1, len(tokens)),
        ends_sentence(text),
        text[:1].isupper(),
        text[:1].islower(),
        letters / size,
        sum(map(str.isdigit, sample)) / size,
        upper / max(1, letters),
        sum(token[:1].isupper() for token in tokens) / max(1, len(tokens)),
        sum(len(token) <= 3 for token in tokens) / max(1, len(tokens)),
        sum(token[:1].islower() for token in tokens) / max(1, len(tokens)),
        max(map(len, tokens), default=0),
        100 * (sample.count(",") + sample.count("，") + sample.count("،")) / size,
        np.log1p(sum(sample.count(end) for end in (". ", "! ", "? ", "。", "।"))),
        sample.count("  ") + sample.count("\t"),
        bool(said),
        tokens[0].istitle() if tokens else False,
        tokens[-1].istitle() if tokens else False,
        tokens[-1].islower() if tokens else False,
        len(set(tokens)) / max(1, len(tokens)),
        sum(not c.isalnum() and not c.isspace() for c in sample) / size,
        *(bool(pattern.search(sample[:400])) for pattern in MARKS),
        *(text.endswith(ends) for ends in ENDS),
        *(said == sub for sub in SUBS),
    )


def hashed(text: str) -> list[int]:
    """The buckets of a line's words and pairs of words, from both its ends; digits are alike."""
    tokens = ["0" if token.isdigit() else token for token in TOKEN.findall(text[:400].lower())]
    if len(text) > 400:
        tokens = tokens[:WORDS_LOOKED_AT] + TOKEN.findall(text[-200:].lower())
    tokens = ["^", *tokens[: 2 * WORDS_LOOKED_AT], "$"]
    found = {*tokens, *(f"{a} {b}" for a, b in pairwise(tokens))}
    found |= {f"<{token[:5]}" for token in tokens if len(token) > 5}
    return sorted({crc32(word.encode("utf-8", "replace")) % BUCKETS for word in found})


def place_features(base: Floats, texts: Sequence[str], foreign: Sequence[bool]) -> Floats:
    """Where each line stands: in the page, among the anchors, and how much of it the page says elsewhere."""
    n = len(texts)
    sizes = np.array([len(text) for text in texts], dtype=np.float64)
    anchor = (base[:, 1] >= np.log1p(LONG)) & (base[:, 3] > 0) & (base[:, 16] == 0)
    index = np.arange(n)
    before = _since(anchor)
    after = _since(anchor[::-1])[::-1]
    prose = np.cumsum(np.where(anchor, sizes, 0.0))
    total = max(1.0, float(prose[-1]))
    copies = Counter(text.lower() for text in texts)
    heard = Counter(word for text, a in zip(texts, anchor, strict=True) if a for word in set(_topic(text)))
    columns = [
        index / max(1, n - 1),
        np.minimum(index, 20),
        np.minimum(n - 1 - index, 20),
        np.full(n, np.log1p(n)),
        np.full(n, anchor.mean()),
        np.full(n, np.log1p(total)),
        np.full(n, base[:, 0].mean()),
        np.log1p(before),
        np.log1p(after),
        prose / total,
        (np.cumsum(sizes) - sizes / 2) / max(1.0, sizes.sum()),
        np.array([np.log(copies[text.lower()]) for text in texts]),
        np.array([_share(text, heard) for text in texts]),
        np.array(foreign, dtype=np.float64),
        np.full(n, base[:, FIRST_MARK].mean()),
        np.full(n, base[:, FIRST_MARK + 3].mean()),
        *(np.log1p(_since(base[:, sub] > 0)) for sub in range(FIRST_SUB, FIRST_SUB + len(SUBS))),
        *(np.log1p(_since(base[::-1, sub] > 0)[::-1]) for sub in range(FIRST_SUB, FIRST_SUB + len(SUBS))),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def around(columns: Floats) -> Floats:
    """Each column at the neighbours of each line, and its mean over windows of several widths."""
    n, width = columns.shape
    reach = max(OFFSETS)
    padded = np.full((n + 2 * reach, width), -1.0, dtype=np.float32)
    padded[reach : reach + n] = columns
    shifted = [padded[reach + offset : reach + offset + n] for offset in OFFSETS]
    sums = np.vstack([np.zeros((1, width), dtype=np.float64), np.cumsum(columns, axis=0, dtype=np.float64)])
    index = np.arange(n)
    means = []
    for radius in RADII:
        low, high = np.maximum(index - radius, 0), np.minimum(index + radius + 1, n)
        means.append(((sums[high] - sums[low]) / (high - low)[:, None]).astype(np.float32))
    return np.hstack([*shifted, *means])


NEIGHBOURLY = (0, 3, 5, 7, 9, 16, 22, 29)  # columns of a line that its neighbours look at


def page_features(texts: Sequence[str], said: Sequence[str], foreign: Sequence[bool], lexical: Floats) -> Floats:
    """A row for each line of a page: itself, its place, its neighbours.

    `lexical`: how its words alone speak for article (log odds). `foreign`: whether it is in another language than most.
    """
    base = np.array([line_features(text, word) for text, word in zip(texts, said, strict=True)], dtype=np.float32)
    own = np.hstack([base, lexical.reshape(-1, 1), place_features(base, texts, foreign)])
    looked_at = np.hstack([base[:, NEIGHBOURLY], lexical.reshape(-1, 1)])
    return np.hstack([own, around(looked_at)])


def _since(anchor: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How many lines ago the last anchor was (0 at an anchor, 200 where there was none)."""
    index = np.arange(len(anchor))
    last = np.maximum.accumulate(np.where(anchor, index, -1000))
    return np.minimum(index - last, 200).astype(np.float64)


def _topic(text: str) -> list[str]:
    return [word[:7] for word in LETTERS.findall(text[:1000].lower())]


def _share(text: str, heard: Counter[str]) -> float:
    """The share of a line's longer words that running text elsewhere in the page says too."""
    longer = _topic(text)
    alone = 1 if len(text) > 120 else 0
    return sum(heard[word] > alone for word in longer) / len(longer) if longer else -1.0
