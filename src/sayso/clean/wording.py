"""Knows bylines and captions by their words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from sayso.clean.likeness import ends_sentence, words

DATELIKE = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d\b|\d{1,2}月\d{1,2}日"
    r"|\b\d{1,2} (?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?) ago\b"
)
AT_EITHER_END = 80  # code points of a line in which a credit stands
BYLINE_WORDS, DATELINE_WORDS, CAPTION_WORDS, NAME_WORDS = 16, 10, 60, 8


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads((files(__package__) / "wording.toml").read_text("utf8"))
    return table


@cache
def agencies() -> frozenset[str]:
    """Who supplies pictures and wire copy to others, in lower case, with and without "the"."""
    names = {*_table()["agency"], *_table()["wire"]}
    return frozenset(names | {f"the {name}" for name in names})


@cache
def papers() -> frozenset[str]:
    """Words that names of outlets are made with, in lower case."""
    return frozenset(_table()["paper"])


@cache
def listed(name: str) -> frozenset[str]:
    """A word list, in lower case."""
    return frozenset(_table()[name])


@cache
def once() -> frozenset[str]:
    """Words that are said twice in a row by mistake alone, in lower case; labels ("Photo", "By") with a capital."""
    labels = {word.capitalize() for name in ("byline", "dated", "picture") for word in _table()[name]}
    return frozenset(labels.union(_table()["once"]))


def any_of(name: str) -> str:
    """A word list as an alternation, longest first."""
    return _lists()[name]


@cache
def _lists() -> dict[str, str]:
    """The word lists as alternations, longest first."""
    by_length = {name: sorted(listed, key=lambda word: (-len(word), word)) for name, listed in _table().items()}
    return {name: "|".join(map(re.escape, listed)) for name, listed in by_length.items()}


@cache
def _byline() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(rf"(?i:{lists['byline']})[:：\s]\s*[^\W\da-z]")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(rf"(?i:{_lists()['dated']})\b.{{0,20}}\d")


@cache
def _credit_first() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(
        rf"\W{{0,3}}(?i:{lists['picture']})(?:\s*[:：|/©(–—-]|\s+(?i:by|courtesy|via|credit)\b)"
        r"|(?i:file (?:photo|image|picture)|screen(?:shot|grab)) (?i:of|from|shows)\b"
    )


@cache
def _credit_last() -> re.Pattern[str]:
    lists = _lists()
    return re.compile(
        rf"[(\[]\s*(?i:{lists['picture']}|via|source)\b[^()\[\]]{{0,60}}[)\]]\W*$"
        rf"|(?:[/©]|(?i:\bvia|\bcourtesy|\bcredit:?))\s?(?i:{lists['agency']})\b[\w\s./)\]]{{0,40}}$"
        rf"|(?i:getty images|shutterstock|ap photo)[\w\s./)\]]{{0,40}}$"
        rf"|(?<![.!?”\"’])\s\((?i:{lists['agency']}|file|file photo|pictured)\)$|^\((?i:{lists['agency']})\)$"
        rf"|\b(?i:file photo|file picture|pictured)\b\W*$|[.!?]\s(?i:{lists['picture']})\s?[:：/]\s?[^.]{{2,50}}$"
    )


def is_byline(text: str) -> bool:
    """Whether a short line names who wrote the page or when it came out."""
    count = words(text)
    if count > BYLINE_WORDS or ends_sentence(text):
        return False
    if _dated().match(text):
        return True
    if _byline().match(text):
        return sum(not word[0].islower() for word in text.split()) * 2 >= len(text.split())
    return count <= DATELINE_WORDS and bool(DATELIKE.search(text))


def is_caption(text: str, article: str) -> bool:
    """Whether a line describes or credits a picture: it has a credit, or is a bare full name.

    `article`: the running text of the page in lower case; a bare name counts where the article says it too.
    """
    if words(text) <= CAPTION_WORDS and (
        _credit_first().match(text[:AT_EITHER_END]) or _credit_last().search(text[-AT_EITHER_END:])
    ):
        return True
    tokens = text.split()
    if not 2 <= len(tokens) <= NAME_WORDS or ends_sentence(text) or not all(token[:1].isupper() for token in tokens):
        return False
    return tokens[-1].isalpha() and tokens[-2].isalpha() and " ".join(tokens[-2:]).lower() in article
