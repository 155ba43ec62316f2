"""The word lists of comparison, read once from `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}


class Phrase(NamedTuple):
    """Words on one side of a row of opposites; `part`: "v", "n" or "a" where a single word is bound to it."""

    words: tuple[str, ...]
    part: str
    row: int
    side: int
    strength: float
    needed: frozenset[str]


class Lexicon(NamedTuple):
    """`synonym`: word → name of its set; `bound`: the same by part of speech, for words that mean more than one thing.

    `opposite`: first word → phrases that begin with it. `exclusive`: word → (set, member). `empty`: words that carry no
    meaning of their own. `cue`: kind of cue → phrases as tuples of words.
    """

    synonym: dict[str, str]
    bound: dict[str, dict[str, str]]
    opposite: dict[str, tuple[Phrase, ...]]
    exclusive: dict[str, tuple[str, str]]
    cue: dict[str, tuple[tuple[str, ...], ...]]
    empty: frozenset[str]


def rows(name: str) -> Iterator[list[str]]:
    """Columns of a table, header and comments left out."""
    for line in files("sayso.compare").joinpath("data").joinpath(name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@cache
def lexicon() -> Lexicon:
    """All lists."""
    synonym: dict[str, str] = {}
    bound: dict[str, dict[str, str]] = {}
    for name, words in rows("synonyms.tsv"):
        for entry in words.split():
            word, _, part = entry.partition("/")
            synonym.setdefault(word, name)
            if part:
                bound.setdefault(word, {})[part] = name
    opposite: dict[str, list[Phrase]] = {}
    for row, (left, right, *strength) in enumerate(rows("opposites.tsv")):
        for side, entries in enumerate((left, right)):
            for entry in entries.split():
                name, _, part = entry.partition("/")
                spoken = tuple(name.split("_"))
                phrase = Phrase(spoken, part, row, side, float(strength[0]) if strength else 1.0,
                                frozenset(spoken))  # fmt: skip
                opposite.setdefault(spoken[0], []).append(phrase)
    exclusive = {
        word: (name, member.split()[0]) for name, *members in rows("exclusive.tsv") for member in members
        for word in member.split()
    }  # fmt: skip
    cue: dict[str, list[tuple[str, ...]]] = {}
    for kind, phrases in rows("cues.tsv"):
        cue.setdefault(kind, []).extend(tuple(p.split()) for p in phrases.split("; "))
    return Lexicon(
        synonym,
        bound,
        {word: tuple(phrases) for word, phrases in opposite.items()},
        exclusive,
        {kind: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for kind, phrases in cue.items()},
        frozenset(word for row in rows("empty.tsv") for word in row[0].split()),
    )
