"""Given names: what makes two capitalised words a person's name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

OPEN = "e"  # what stands before names that say nothing of their bearer, or that women and men bear


@cache
def _kinds() -> dict[str, str]:
    """Given name -> "f", "m" or "e"."""
    lines = (files(__package__) / "givennames.tsv").read_text("utf8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {word: kind for kind, words in rows for word in words.split()}


@cache
def given() -> dict[str, str]:
    """Given name -> "f" or "m", where it leaves no doubt."""
    return {word: kind for word, kind in _kinds().items() if kind != OPEN}


def is_given(name: str) -> bool:
    """Whether a word, or the first part of a double one ("Jean-Luc"), is a given name; in capitals, without accents."""
    first = name.split("-")[0]
    spelled = {first, first.capitalize()} if first.isupper() else {first}
    bare = {"".join(c for c in normalize("NFD", word) if not combining(c)) for word in spelled}
    return not _kinds().keys().isdisjoint(spelled | bare)
