"""Knows the wording of site chrome: what kind of chrome a line is, by its words alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

LOOKED_AT = 160  # code points of a line that are looked at: the wording of chrome comes first
SHORT = 500  # code points; `has` is asked only of lines up to this length
BETWEEN = re.compile(r"\s*[|·•›»▪]\s*|\s{2,}|\t|\s/\s|\s>\s")
STEP = re.compile(r"\s[>›]\s")  # between the steps of a trail ("News > Europe")
ENTRIES, TRAIL, ENTRY = 3, 2, 28  # entries of a menu, steps of a trail, and code points the longest may have
DIGITS = re.compile(r"\d{2}")
FEW = 7  # words; a line that starts with a single tell-tale word is chrome only up to this length ("Comments (3)")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads((files(__package__) / "phrases.toml").read_text("utf8"))
    return table


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    """(sub-kind, pattern, how many code points of the line to look at), surest first."""
    built: list[tuple[str, re.Pattern[str], int]] = []
    for mode, shape, length in (
        ("whole", r"[\W_]*(?:{})[\s\W\d]*$", LOOKED_AT),
        ("starts", r"(?:[^\w\"“”„«‟]|_)*(?P<phrase>{})(?!\w)", LOOKED_AT),
        ("ends", r".*[^.!?…\s]\s*(?:{})\W*$", SHORT),
        ("has", r".*(?:{})", SHORT),
    ):
        for sub, modes in _table().items():
            if modes.get(mode):
                words = shape.format(_either(modes[mode]))
                built.append((sub, re.compile(words, re.DOTALL), length))
    return tuple(built)


def _either(phrases: Iterable[str]) -> str:
    """An alternation of phrases, longest first, so that the longest one wins."""
    return "|".join(re.escape(normal(phrase)) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))


def normal(text: str) -> str:
    """A line as the table spells it: lower case, straight apostrophes, single spaces."""
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").split())


def chrome_kind(text: str) -> str:
    """The sub-kind of chrome that a line's wording shows, '' where it shows none."""
    return _kind(text[: SHORT + 1])


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    short = normal(text[:SHORT])
    for sub, pattern, length in _patterns():
        if length == SHORT and len(text) > SHORT:
            continue
        found = pattern.match(short[:length])
        if found and not _too_weak(found, short):
            return sub
    return "navigation" if _is_menu(text) else ""


def _is_menu(text: str) -> bool:
    """Whether a line is a row of short entries kept apart by bars, dots or wide gaps."""
    entries = [entry for entry in BETWEEN.split(text) if entry.strip()]
    return len(entries) >= (TRAIL if STEP.search(text) else ENTRIES) and all(map(_entry, entries))


def _entry(entry: str) -> bool:
    """Whether a piece of a line is short, no sentence, and no date or time."""
    return len(entry) <= ENTRY and entry[-1] not in ".!?" and not DIGITS.search(entry)


def _too_weak(found: re.Match[str], line: str) -> bool:
    """Whether a single word at the start of a long line is all there is."""
    phrase: str = found.groupdict().get("phrase") or ""
    return phrase.isalpha() and phrase.isascii() and line.count(" ") >= FEW
