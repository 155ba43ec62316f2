"""The form of a line: how many words, whether it ends a sentence, whether it is language at all."""

from __future__ import annotations

import re
from functools import lru_cache

SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u1000-\u109f\u1780-\u17ff]")
TERMINAL = re.compile(r"[.!?…。！？।॥؟۔։][\s\"'”’»›)\]（）〉」』]*$")
LETTERS_PER_WORD = 2.0  # where words are not kept apart by spaces
LOOKED_AT = 2_000  # code points
SHORT = 200  # code points of a line that is readable as soon as it has a letter


def words(text: str) -> int:
    """About how many words a line has, in any script."""
    sample = text[:LOOKED_AT]
    spaceless = len(SPACELESS.findall(sample))
    counted = len(sample.split()) if spaceless * 3 < len(sample) else spaceless / LETTERS_PER_WORD
    return int(counted * len(text) / max(1, len(sample)))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(TERMINAL.search(text[-12:]))


def readable(text: str) -> bool:
    """Whether a line has letters, and a long one is mostly letters, as language is and rows of signs are not."""
    sample = text[:LOOKED_AT]
    letters = sum(map(str.isalpha, sample)) + sample.count(" ")
    return letters * 2 > len(sample) if len(sample) > SHORT else any(map(str.isalpha, sample))


@lru_cache(maxsize=4096)
def by_form(text: str, said: str) -> float:
    """How like an article a line is by its form alone, 0 … 1: long sentences are, chrome wording is not."""
    if said or not readable(text):
        return 0.05
    count = words(text)
    if ends_sentence(text):
        return 0.9 if count >= 8 else 0.4
    return 0.9 if count >= 20 else 0.1
