"""Given names, and of which gender they are."""

from __future__ import annotations

from functools import cache

from sayso.attribution import lexicon


@cache
def given() -> dict[str, str]:
    """Given name -> "f" or "m"; names that both bear are left out."""
    return {w: kind for kind, words in rows("givennames.tsv") for w in words.split()}


def is_given(name: str) -> bool:
    """Whether a word is a given name that leaves no doubt."""
    return name in given()


def rows(name: str) -> list[tuple[str, str]]:
    """(first column, second) of a table of two."""
    split = (line.split("\t") for line in lexicon.lines(name))
    return [(kind, words) for kind, words in split]
