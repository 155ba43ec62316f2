"""Words that a template or a tired hand wrote twice: "By By Mira Holt", "Bridge closed again | Bridge closed again"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.clean.wording import once

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
SPACE = re.compile(r"\s+")
BAR = re.compile(r"\s*(?:[|»•:]|\|\|)\s*")
LONGEST = 20  # words of a run that is looked for twice
LEAST = 3  # words of a run that no sentence says twice over; behind a bar two are enough, and one of ONE letters
ONE = 8


def doubled(run: str) -> Iterator[tuple[int, int]]:
    """(start, end) of what is said again right after it was said, with the gap before it.

    A comma or a dash between the two is emphasis ("very, very"), and so may be a word or two ("had had", "New York, New
    York"); a longer run in the same words, or a word that no sentence doubles ("the the"), is not.
    """
    words = [word.lower() for word in WORD.findall(run)]
    last: dict[str, int] = {}
    spans: list[re.Match[str]] = []
    after = 0  # words up to here belong to a run that was found already
    for i, word in enumerate(words):
        before = last.get(word, -LONGEST)
        last[word] = i
        width = i - before
        if width >= LONGEST or before < after or words[before:i] != words[i : i + width]:
            continue
        spans = spans or list(WORD.finditer(run))
        gap = run[spans[i - 1].end() : spans[i].start()]
        if _needless(gap, [found.group() for found in spans[before:i]]):
            after = i + width
            yield spans[i - 1].end(), spans[i + width - 1].end()


def _needless(gap: str, said: list[str]) -> bool:
    """Whether nothing is meant by saying these words again after that gap."""
    if SPACE.fullmatch(gap):
        return len(said) >= LEAST or (len(said) == 1 and _by_mistake(said[0]))
    return bool(BAR.fullmatch(gap)) and (len(said) >= 2 or len(said[0]) >= ONE or _by_mistake(said[0]))


def _by_mistake(word: str) -> bool:
    """Whether a word is said twice in a row by mistake alone ("The the" as well)."""
    return word in once() or (word.istitle() and word.lower() in once())
