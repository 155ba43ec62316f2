"""Kinds of lines to blocks that cover the page without gap or overlap."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.clean.kinds import Seen, Told
from sayso.model import Block

LONGEST = 12_000  # code points; a block of chrome ends here


def cover(text: str, seen: Sequence[Seen], kinds: Sequence[Told]) -> tuple[Block, ...]:
    """Blocks over the whole text; a block runs to where the next begins, the first from the start of the text."""
    groups = _groups(seen, kinds)
    if not groups:
        return (Block(0, len(text), "chrome", sub="blank"),) if text else ()
    starts = [0, *(seen[group[0]].line.start for group in groups[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(
        Block(start, end, kinds[group[0]].kind, seen[group[0]].language, kinds[group[0]].sub)
        for group, start, end in zip(groups, starts, ends, strict=True)
    )


def _groups(seen: Sequence[Seen], kinds: Sequence[Told]) -> list[list[int]]:
    """Indexes of the lines that make one block: a paragraph, or neighbouring chrome of one sort and language."""
    groups: list[list[int]] = []
    for i in range(len(seen)):
        if groups and _together(seen[groups[-1][0]], seen[i - 1], seen[i], kinds[i - 1], kinds[i]):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _together(first: Seen, before: Seen, here: Seen, told_before: Told, told: Told) -> bool:
    """Whether a line belongs to the same block as the line before it."""
    if told != told_before or here.line.end - first.line.start > LONGEST:
        return False
    return told.kind == "chrome" and here.language == before.language
