"""The word lists of this folder's `data/`, loaded once.

Lists are one entry a line, tables are tab-separated; a line that starts with `#` tells what the file is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from sayso.model import Force

DATA = Path(__file__).parent / "data"


class Verb(NamedTuple):
    """How a verb attributes; the letters of `frames` are told in `data/verbs.tsv`."""

    force: Force
    frames: str


def lines(name: str) -> list[str]:
    """The entries of a data file, in order, without comments and empty lines."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """A word list, lower-case."""
    return frozenset(line.lower() for line in lines(f"{name}.txt"))


@cache
def verbs() -> dict[str, Verb]:
    """Lemma -> how it attributes; where a lemma stands twice, the frames add up and the first force stays."""
    table: dict[str, Verb] = {}
    for line in lines("verbs.tsv"):
        lemma, force, frames, *_ = line.split("\t")
        old = table.get(lemma)
        table[lemma] = Verb(old.force, old.frames + frames) if old else Verb(cast(Force, force), frames)
    return table


@cache
def verb_forms() -> dict[str, str]:
    """Finite forms and participles of the verbs that stand beside a quotation, lower-case -> lemma."""
    table: dict[str, str] = {}
    for line in lines("verbs.tsv"):
        lemma, _, frames, *rest = line.split("\t")
        if "q" in frames:
            for form in (*_regular(lemma), *(rest[0].split() if rest else ())):
                table.setdefault(form, lemma)
    return table


def _regular(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma[-1] == "y" and lemma[-2] not in "aeou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    end = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return lemma, lemma + end, lemma + "ed", lemma + "ing"


@cache
def nouns() -> dict[str, Force]:
    """Lemma of a noun of saying ("claim", "denial") -> the force it gives."""
    return {lemma: cast(Force, force) for lemma, force in (line.split("\t") for line in lines("nouns.tsv"))}


@cache
def outlets() -> dict[str, str]:
    """Name of an outlet, lower-case and without a leading "the" -> the name it goes by."""
    table = {}
    for line in lines("outlets.txt"):
        names = line.split("|")
        for name in names:
            table[without_article(name).lower()] = names[0]
    return table


@cache
def anonymity() -> re.Pattern[str]:
    """Matches where a text says that its source asked not to be named."""
    return re.compile(r"\b(?:" + "|".join(lines("anonymity.txt")) + r")\b", re.IGNORECASE)


_ARTICLE = re.compile(
    r"^(?:the|a|an|its|their|his|her|our|this|that|these|"
    r"those(?! (?:in|of|on|at|from|with|who|to|for|\w+ed|\w+ing)\b))\s+",
    re.IGNORECASE,
)


def without_article(name: str) -> str:
    """`name` without a leading article or possessive."""
    return _ARTICLE.sub("", name, count=1)
