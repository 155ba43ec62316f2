"""Finds the headlines above an article, and the headline again in another language beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.clean.likeness import words
from sayso.clean.wording import is_byline, is_caption

HEADLINE_WORDS = range(3, 32)
SHORTEST = 12  # code points of a headline
ABOVE = 15  # lines above the article that are looked at
LONG = 6  # words; from here on two words that the article says too are enough
TOPIC = 0.3  # share of a shorter headline's longer words that the article says too
HALF = 0.5  # of the best candidate's share, for another line to be a headline beside it
LIKE = (0.4, 2.5)  # how long a translation is beside its headline
LONGER = re.compile(r"\w{4,}")


def headlines(above: Sequence[str], article: str, foreign: Sequence[bool]) -> dict[int, str]:
    """Which of the lines above an article are its headlines: index to '' or 'translation'.

    `above`: those lines, '' for known chrome; `article`: the running text in lower case; `foreign`: whether each line
    is in another language than the article. A headline says what the article says; its translation stands beside it.
    """
    shares: dict[int, float] = {}
    start = max(0, len(above) - ABOVE)
    for i in range(start, len(above)):
        if not foreign[i] and _possible(above[i], article):
            share = _topical(above[i], article)
            if share or (i == 0 and len(above) <= 4):
                shares[i] = share
    if not article and above and _possible(above[0], article):
        return {0: ""}
    best = max(shares.values(), default=0.0)
    found = {i: "" for i, share in shares.items() if share >= HALF * best and not _site_name(i, above, shares)}
    for i in range(start, len(above)):
        if (
            foreign[i]
            and _possible(above[i], article)
            and any(_translates(above, i, j) for j in (i - 1, i + 1) if j in found)
        ):
            found[i] = "translation"
    return found


def _possible(text: str, article: str) -> bool:
    """Whether a line has the shape of a headline."""
    if words(text) not in HEADLINE_WORDS or len(text) < SHORTEST:
        return False
    return not is_byline(text) and not is_caption(text, article)


def _topical(text: str, article: str) -> float:
    """The share of a line's longer words that the article says too, 0 where that is not enough for a headline."""
    longer = LONGER.findall(text[:400].lower())
    shared = sum(word[:7] in article for word in longer)
    enough = shared >= 2 if words(text) >= LONG else shared >= TOPIC * len(longer)
    return shared / len(longer) if longer and enough else 0.0


def share(text: str, article: str) -> float:
    """The share of a line's longer words that the article (in lower case) says too."""
    longer = LONGER.findall(text[:400].lower())
    return sum(word[:7] in article for word in longer) / len(longer) if longer else 0.0


def _site_name(i: int, above: Sequence[str], shares: dict[int, float]) -> bool:
    """Whether a candidate is the short first line of a page that has a longer candidate below."""
    return i == 0 and words(above[0]) < LONG and any(words(above[j]) >= LONG and shares[j] for j in shares if j)


def _translates(above: Sequence[str], i: int, j: int) -> bool:
    """Whether a line is about as long as the headline beside it."""
    return LIKE[0] * len(above[j]) <= len(above[i]) <= LIKE[1] * len(above[j])
