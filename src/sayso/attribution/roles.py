"""What the bearer of a role may be called later: the senator "the lawmaker", the chief executive "the CEO"."""

from __future__ import annotations

import re
from functools import cache

from sayso.attribution import lexicon

_AGED = re.compile(r"\b(\d{1,3})-year-old\b")


def also_called(role: str) -> frozenset[str]:
    """Words that may stand for the bearer of a role, besides those of the role itself (`data/rolekin.tsv`)."""
    plain = f" {' '.join(re.findall(r'[a-z.-]+', role.lower()))} "
    return frozenset(w for terms, words in _kin() if any(term in plain for term in terms) for w in words)


def age(description: str) -> str:
    """The age that a description tells: "52" for "the 52-year-old skipper"; empty where none."""
    told = _AGED.search(description)
    return told[1] if told else ""


def without_age(description: str) -> str:
    """A description without the age."""
    return " ".join(_AGED.sub("", description).split())


@cache
def _kin() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = (line.split("\t") for line in lexicon.lines("rolekin.tsv"))
    return tuple(
        (
            frozenset(f" {term} " for term in left.split(", ")),
            frozenset(w for t in right.split(", ") for w in t.split()),
        )
        for left, right in rows
    )
