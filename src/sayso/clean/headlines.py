"""Finds the headline above an article, and the headline again in another language beside it.

A logistic regression over what is known of each line that may be one (`training/headlines.py`, weights and figures in
`weights/lines`): does it say what the article says, how far above it does it stand, does a byline follow, is it the
document's title, which crawlers leave as a page's first line, or that title again?
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp, log1p
from typing import NamedTuple

from sayso.clean.likeness import ends_sentence, words
from sayso.clean.wording import is_byline, is_caption

HEADLINE_WORDS = range(3, 32)
SHORT_TOO = range(2, 32)  # words of a line that is looked at
SHORTEST = 8  # code points of a headline
LEAST = 0.04  # chance under which a page has no headline
NEARLY = 0.65  # of the headline's chance, from which the line above or below it is a part of it
AGAIN = 60  # lines below the start of the article in which the document's title may stand again
PREFIX = 0.35  # of the document's title, for a line to be its beginning
LIKE = (0.4, 2.5)  # how long a translation is beside its headline
LONGER = re.compile(r"[^\W\d_]{5,}")
LONG_WORD = re.compile(r"\w{4,}")
BAR = re.compile(r"\s+(?:\|{1,2}|»|«|::|•|·|—|–|-|›|>)\s+|\s\|\s?")
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“”\"„«‘']")


class Above(NamedTuple):
    """The lines of a page as headlines are looked for in them: all texts, which of them are chrome by their wording,
    which are in another language than the article, how like an article each is, where the article starts, and what it
    says in lower case."""

    texts: Sequence[str]
    said: Sequence[str]
    foreign: Sequence[bool]
    likeness: Sequence[float]
    start: int
    article: str


def headlines(page: Above) -> dict[int, str]:
    """Which lines above an article are its headlines: index to '' or 'translation'. The likeliest, the line above or
    below it where that is nearly as likely (headlines of two lines), and its translation beside it."""
    if not page.article:
        first = page.texts[:1] and not page.said[0] and possible(page.texts[0], "")
        return {0: ""} if first and page.start else {}
    lines = candidates(page)
    told = dict(zip(lines, chances(features(page, lines)), strict=True))
    best = max(lines, key=lambda i: (told[i], -i), default=-1)
    if best < 0 or told[best] < LEAST:
        return {}
    if best == 0:
        best = next((i for i in lines if again(page.texts[0], page.texts[i]) and i), best)
    beside = [i for i in (best - 1, best + 1) if told.get(i, 0.0) >= NEARLY * told[best]]
    found = dict.fromkeys([best, *(i for i in beside if i > best or share(page.texts[i], page.article, LONGER))], "")
    for i in range(page.start):
        told_again = any(_translates(page.texts, i, j) for j in (i - 1, i + 1) if j in found)
        if told_again and page.foreign[i] and not page.said[i] and possible(page.texts[i], page.article):
            found[i] = "translation"
    return found


def candidates(page: Above) -> list[int]:
    """Lines above the article that have the shape of a headline, in its language."""
    return [i for i in range(page.start)
            if not page.said[i] and not page.foreign[i] and possible(page.texts[i], page.article)]  # fmt: skip


def possible(text: str, article: str) -> bool:
    """Whether a line has the shape of a headline."""
    if words(text) not in SHORT_TOO or len(text) < SHORTEST:
        return False
    return not is_byline(text) and not is_caption(text, article)


def features(page: Above, lines: Sequence[int]) -> list[list[float]]:
    """A row for every candidate, in the order of `training/headlines.py`'s names."""
    texts, title = page.texts, page.texts[0] if page.texts else ""
    repeated = any(again(title, text) for text in texts[1 : page.start + AGAIN])
    beside = max((overlap(title, texts[i]) for i in lines if i), default=0.0)
    return [row(page, lines, at, repeated, beside) for at in range(len(lines))]


def row(page: Above, lines: Sequence[int], at: int, repeated: bool, beside: float) -> list[float]:
    i, texts = lines[at], page.texts
    text, first = texts[i], float(i == 0)
    topic, count, tokens = share(text, page.article, LONGER), words(text), text.split()
    shared = topic * len(LONGER.findall(text[:400].lower()))
    small = sum(t[0].islower() for t in tokens) / max(1, len(tokens))
    bar = float(bool(BAR.search(text)))
    return [
        topic,
        topic * min(shared, 5) / 5,
        min(count, 12) / 12,
        float(count < 4),
        first,
        first * min(log1p(page.start), 5.0),
        log1p(len(lines) - 1 - at),
        log1p(page.start - i),
        float(ends_sentence(text)),
        float(any(is_byline(below) for below in texts[i + 1 : min(i + 4, page.start + 1)])),
        float(":" in text or "?" in text),
        (1 - first) * overlap(texts[0], text),
        first * beside,
        (1 - first) * again(texts[0], text),
        first * repeated,
        float(texts.count(text) > 1),
        bar,
        first * bar,
        page.likeness[i],
        float(bool(QUOTED.search(text))),
        float(text.isupper()),
        first * float(count >= 6),
        small,
        first * small,
    ]


def chances(rows: Sequence[Sequence[float]]) -> list[float]:
    """How likely each line is a headline."""
    weights, bias = _model()
    return [1 / (1 + exp(-bias - sum(w * x for w, x in zip(weights, row, strict=True)))) for row in rows]


@cache
def _model() -> tuple[tuple[float, ...], float]:
    kept = json.loads(files("sayso.weights").joinpath("lines/headline.json").read_text("utf8"))
    return tuple(kept["weights"].values()), kept["bias"]


def again(title: str, text: str) -> bool:
    """Whether a line is the document's title again, or the beginning of it without what sites tack on."""
    whole, part = (" ".join(WORD.findall(t[:400].lower())) for t in (title, text))
    if len(part) < SHORTEST or " " not in part:
        return False
    return whole == part or (whole.startswith(f"{part} ") and len(part) >= PREFIX * len(whole))


def overlap(some: str, others: str) -> float:
    """The share of the longer words of the shorter of two lines that both have."""
    x, y = ({w[:6] for w in LONGER.findall(t[:400].lower())} for t in (some, others))
    return len(x & y) / min(len(x), len(y)) if min(len(x), len(y)) > 1 else 0.0


def share(text: str, article: str, longer: re.Pattern[str] = LONG_WORD) -> float:
    """The share of a line's longer words that the article (in lower case) says too."""
    found = longer.findall(text[:400].lower())
    return sum(word[:7] in article for word in found) / len(found) if found else 0.0


def _translates(texts: Sequence[str], i: int, j: int) -> bool:
    """Whether a line is about as long as the headline beside it."""
    return LIKE[0] * len(texts[j]) <= len(texts[i]) <= LIKE[1] * len(texts[j])
