"""Actors by other words than their names: "the Biden administration", "the North American country", "X (ABC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.actors.find import Find
from sayso.actors.naming import initials
from sayso.actors.tables import Names, level

_RULE = re.compile(r"\b([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?:'s)? (administration|government|regime|cabinet|junta)\b")
_COMING = re.compile(r"\b(?:[Aa]|future|coming|possible|potential) $")  # "a Trump administration" is none yet
_COUNTRY = re.compile(
    r"\b[Tt]he ((?:[A-Z][\w-]+ )?[A-Z][\w-]+(?: island)?) (country|nation|kingdom|republic|state|giant|power)\b"
)
_BRACKET = re.compile(r"\(([A-Z][A-Za-z&.\-]{1,9})\)")
_WORDS = re.compile(r"[\w'’&./-]+")
_SMALL = frozenset(["of", "the", "and", "for", "on", "in", "to", "de", "la", "du", "des", "und", "für", "al", "a"])


def administrations(text: str, names: Names) -> Iterator[Find]:
    """Finds "the Obama administration" where the surname gives its name to a government."""
    for found in _RULE.finditer(level(text)):
        if _COMING.search(text, max(0, found.start() - 10), found.start()):
            continue
        country = names.leaders.get(found[1]) or names.leaders.get(found[1].split()[-1])
        if country and country in names.countries:
            start, end = found.span()
            yield Find(start, end, text[start:end], "government", "description", names.countries[country])


def countries(text: str, start: int, here: Sequence[Find]) -> Iterator[Find]:
    """Finds "the North American country" where one country of the page is of that region; page offsets.

    `here`: the page's finds of countries, in order; `start`: where the text lies in the page. With two countries of
    the region, the one named last before is meant.
    """
    for found in _COUNTRY.finditer(level(text)):
        fits = [find for find in here if find.entry is not None and found[1] in find.entry.regions]
        before = [find for find in fits if find.start < start + found.start()]
        if fits:
            chosen = before[-1] if before else fits[0]
            first, end = found.start() + 4, found.end()
            yield Find(start + first, start + end, text[first:end], "government", "description", chosen.entry)


def acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Pairs (acronym, expansion) that a text gives: "Islamic State of Iraq and the Levant (ISIL)"."""
    for found in _BRACKET.finditer(text):
        letters = found[1].replace(".", "").replace("-", "").upper()
        words = list(_WORDS.finditer(text, max(0, found.start() - 120), found.start()))
        if not words or text[words[-1].end() : found.start()].strip():
            continue
        for first in range(len(words) - 1, max(-1, len(words) - 2 * len(letters) - 3), -1):
            phrase = text[words[first].start() : words[-1].end()]
            if "\n" in phrase or ". " in phrase:
                break
            if words[first][0][0].isupper() and words[first][0].lower() not in _SMALL and letters in initials(phrase):
                yield found[1], phrase
                break
