"""Denials that point at what stands on the same page: "denied that any such order had been given"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.compare.remark import place
from sayso.compare.units import Unit
from sayso.compare.views import content

POINTING = frozenset(["such", "this", "these", "those"])
FAR = 4000  # characters of a page between a denial and what it answers


def answers(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit, str, tuple[int, int], tuple[int, int]]]:
    """(denial, what it denies, the thing, its place in either view): earlier claims of the page that tell of the thing.

    The denial's words point ("any such order"); the earlier claim asserts, by another voice, something of that name.
    """
    pages: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        pages[unit.claim.page].append(unit)
    for page in sorted(pages):
        told = sorted(pages[page], key=lambda u: (u.claim.content[0].start, u.claim.id, u.start))
        for at, denial in enumerate(told):
            if denial.claim.force != "deny":
                continue
            for noun in pointed(denial):
                for earlier in told[:at]:
                    hit = mention(earlier, denial.view.keys[noun.i])
                    if hit is not None and near(denial, earlier):
                        yield denial, earlier, noun.lower_, place(noun), place(hit)


def pointed(unit: Unit) -> list[Token]:
    """Nouns that a pointing word stands before."""
    return [t for t in unit.view.doc if t.pos_ == "NOUN" and content(t)
            and any(c.lower_ in POINTING and c.dep_ in ("det", "amod", "predet") for c in t.children)]  # fmt: skip


def mention(unit: Unit, key: str) -> Token | None:
    """The word of a unit that tells of the thing, where the unit asserts it."""
    if unit.claim.force not in ("assert", "accuse", "confirm"):
        return None
    return next((t for t, k in zip(unit.view.doc, unit.view.keys, strict=True) if k == key and content(t)), None)


def near(denial: Unit, earlier: Unit) -> bool:
    gap = denial.claim.content[0].start - earlier.claim.content[0].start
    return 0 < gap <= FAR
