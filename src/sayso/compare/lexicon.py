"""The word lists of comparison, read once from `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Lexicon(NamedTuple):
    """`synonym`: word → name of its set. `opposite`: word → words that exclude it. `exclusive`: word → (set, member).

    `cue`: kind of cue → phrases as tuples of words. `empty`: words that carry no meaning of their own.
    """

    synonym: dict[str, str]
    opposite: dict[str, frozenset[str]]
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
    synonym = {word: row[0] for row in rows("synonyms.tsv") for word in (*row[1].split(), row[0])}
    opposite: dict[str, set[str]] = {}
    for left, right in rows("opposites.tsv"):
        for some, others in ((left, right), (right, left)):
            for word in some.split():
                opposite.setdefault(word, set()).update(others.split())
    exclusive = {
        word: (name, member.split()[0]) for name, *members in rows("exclusive.tsv") for member in members
        for word in member.split()
    }  # fmt: skip
    cue: dict[str, list[tuple[str, ...]]] = {}
    for kind, phrases in rows("cues.tsv"):
        cue.setdefault(kind, []).extend(tuple(p.split()) for p in phrases.split("; "))
    return Lexicon(
        synonym,
        {word: frozenset(others) for word, others in opposite.items()},
        exclusive,
        {kind: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for kind, phrases in cue.items()},
        frozenset(word for row in rows("empty.tsv") for word in row[0].split()),
    )
