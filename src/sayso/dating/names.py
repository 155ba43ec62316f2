"""Names of months and weekdays in many languages: a word to its numbers, told apart by language where they differ."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """The rows of a data file as tab-separated fields; lines that begin with # are comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def _table(kind: str) -> dict[str, dict[str, int]]:
    """form -> language -> number (1 = January; 1 = Monday)."""
    table: dict[str, dict[str, int]] = {}
    for what, number, language, *forms in rows("names.tsv"):
        for form in forms if what == kind else ():
            table.setdefault(form, {})[language] = int(number)
    return table


def month(word: str, languages: tuple[str, ...] = ()) -> int | None:
    """The number of the month that a lowercase word names: in the given languages first, else in most languages."""
    return _number("month", word, languages)


def weekday(word: str, languages: tuple[str, ...] = ()) -> int | None:
    """The ISO number (1 = Monday) of the weekday that a lowercase word names."""
    return _number("weekday", word, languages)


def languages_of(word: str) -> frozenset[str]:
    """The languages in which a lowercase word is the name of a month."""
    return frozenset(_table("month").get(word, ()))


def _number(kind: str, word: str, languages: tuple[str, ...]) -> int | None:
    found = _table(kind).get(word)
    if not found:
        return None
    for language in (*languages, "en"):
        if language in found:
            return found[language]
    if languages and len(word) <= 3:
        return None  # the short forms of eighty languages are words of the others
    return Counter(found.values()).most_common(1)[0][0]
