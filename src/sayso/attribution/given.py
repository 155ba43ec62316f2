"""Given names, and of which gender they are."""

from __future__ import annotations

from sayso.attribution import lexicon
from sayso.clean.given import given

__all__ = ["given", "is_given", "rows"]


def is_given(name: str) -> bool:
    """Whether a word is a given name that leaves no doubt."""
    return name in given()


def rows(name: str) -> list[tuple[str, str]]:
    """(first column, second) of a table of two."""
    split = (line.split("\t") for line in lexicon.lines(name))
    return [(kind, words) for kind, words in split]
