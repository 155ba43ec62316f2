"""How much a line looks like the running text of an article, by its form alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.clean.lines import Line

SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u1000-\u109f\u1780-\u17ff]")
TERMINAL = re.compile(r"[.!?…。！？।॥؟۔։][\s\"'”’»›)\]（）〉」』]*$")
LETTERS_PER_WORD = 2.0  # where words are not kept apart by spaces
LOOKED_AT = 2_000  # code points


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
    """Whether a line is mostly letters, as language is and rows of signs or numbers are not."""
    sample = text[:LOOKED_AT]
    return sum(character.isalpha() or character.isspace() for character in sample) * 2 > len(sample)


def likenesses(lines: Sequence[Line], said: Sequence[str], languages: Sequence[str]) -> list[float]:
    """For each line of a page, 0 (chrome) … 1 (article)."""
    return [likeness(line, word) for line, word in zip(lines, said, strict=True)]


def likeness(line: Line, said: str) -> float:
    """0 (chrome) … 1 (article), given the chrome wording found in the line (`said`, '' for none)."""
    if said or not readable(line.text):
        return 0.05
    count = words(line.text)
    if count >= 20:
        return 0.95
    if ends_sentence(line.text):
        return 0.9 if count >= 8 else 0.7 if count >= 5 else 0.4
    return 0.6 if count >= 14 else 0.3 if count >= 3 else 0.1
