"""Where the next voice on a page answers the one before it, and how the writer sets it there.

What contradicts each other is told side by side, and writers say so between the two: "Hale gave a different picture",
"But the union insisted …". What stands between two claims is no part of either, so no reader of their words sees it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise, product
from typing import NamedTuple

import numpy as np

from sayso.compare.gathered import Gathered
from sayso.compare.lexicon import rows
from sayso.compare.units import Unit
from sayso.model import Claim, Page

UNTOLD = ("headline", "own voice")
FAR = 400  # characters of a page between two voices that follow each other
YET = r"(?<!not )(?<!n't )(?<!n’t )(?<!has )(?<!have )(?<!had )(?<!as )yet(?! to\b)"  # no "not yet", "has yet to"
BACK = 3  # claims of the voice before that the next one may answer


class Turn(NamedTuple):
    """A claim of one voice and the first of the voice that follows it: the words by which the writer sets the second
    against the first, and those by which beside it ("" where there are none)."""

    against: str
    along: str


def turns(case: Gathered) -> dict[frozenset[str], Turn]:
    """Turns by the ids of both claims. Headlines, a page's own words, and claims inside others are in nobody's turn."""
    pages: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        if claim.manner not in UNTOLD and claim.inside is None and claim.content:
            pages[claim.page].append(claim)
    return {
        frozenset((first.id, second.id)): turn
        for page in sorted(pages)
        if (read := case.pages.get(page)) is not None
        for first, second, turn in followed(case, read, sorted(pages[page], key=lambda c: (c.content[0].start, c.id)))
    }


def followed(case: Gathered, page: Page, told: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Turn]]:
    """The last claims of a voice, each with the first of the voice that follows."""
    voices = [list(claims) for _, claims in groupby(told, case.voice)]
    for before, after in pairwise(voices):
        words = between(page, before[-1], after[0])
        if words is not None:
            turn = Turn(*(first_of(kind, words) for kind in Turn._fields))
            yield from ((first, after[0], turn) for first in before[-BACK:])


def between(page: Page, first: Claim, second: Claim) -> str | None:
    """What the writer says between two claims, and how the second is told, in lower case; not how the first is. None
    where they stand far from each other."""
    stop = second.content[0].start
    start = max([first.content[-1].end, *(s.end for s in (*first.cue, *first.source) if s.end <= stop)])
    if not 0 <= stop - start <= FAR:
        return None
    later = [page.text[s.start : s.end] for s in second.cue if s.start >= stop]
    return " ".join(" ".join([page.text[start:stop], *later]).split()).lower()


def answering(
    units: Sequence[Unit], pairs: Sequence[tuple[int, int, float]], turned: Mapping[frozenset[str], Turn]
) -> list[tuple[int, int, float]]:
    """(i, j, cosine) of units worth a comparison, sorted, with those of claims that are set against each other."""
    of: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        of[unit.claim.id].append(at)
    found = {(i, j): cosine for i, j, cosine in pairs}
    for claims, turn in turned.items():
        a, b = sorted(claims)
        for pair in product(of[a], of[b]) if turn.against else ():
            i, j = sorted(pair)
            found.setdefault((i, j), round(float(np.dot(units[i].vector, units[j].vector)), 4))
    return [(i, j, cosine) for (i, j), cosine in sorted(found.items())]


def first_of(kind: str, words: str) -> str:
    """The first of the words of a kind that are said, as they are."""
    found = said()[kind].search(words)
    return found[0] if found else ""


@cache
def said() -> Mapping[str, re.Pattern[str]]:
    """Words that set what follows against what stands before, and beside it."""
    return {
        kind: re.compile(rf"\b(?:{'|'.join(map(shape, words.split('; ')))})\b") for kind, words in rows("turns.tsv")
    }


def shape(phrase: str) -> str:
    """A pattern for a phrase: its words in turn, a few others between them where one has a star, any ending for it."""
    if phrase == "yet":
        return YET
    words = [re.escape(w).replace(r"\*", r"\w*") for w in phrase.split()]
    return r"\s(?:\S+\s){0,4}?".join(words) if "*" in phrase else r"\s".join(words)
