"""When a claim was said, and about when: expressions beside the cue, and expressions inside the content.

In:  a page with its blocks, its claims, its date.
Out: the claims with `said` and `about` filled where the text gives them; all expressions of the page, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from sayso.dating.expressions import expressions
from sayso.model import Claim, Cleaned, Interval, Page, Span, TimeExpression

READ = ("headline", "heading", "body")
STOP = re.compile(r"[.!?][”’\"')]*\s+(?=[“\"‘(]?[A-Z0-9])|\n\s*\n")
REACH = 400  # characters on either side of the cue in which its sentence is looked for


def dated(
    page: Page, cleaned: Cleaned, claims: Sequence[Claim], when: Interval | None
) -> tuple[tuple[Claim, ...], tuple[TimeExpression, ...]]:
    """Claims with `said` and `about`; every temporal expression of headlines, headings and body."""
    found = page_expressions(page, cleaned, claims, when)
    starts = [e.start for e in found]
    contents = sorted(s for c in claims for s in c.content if c.manner != "own voice")
    out = []
    for claim in claims:
        said = (
            _said(page, claim, _between(found, starts, *_sentence(page.text, claim)), contents) if claim.cue else None
        )
        about = _about(page, claim, [e for s in claim.content for e in _between(found, starts, s.start, s.end)])
        out.append(msgspec.structs.replace(claim, said=said or claim.said, about=about or claim.about))
    return tuple(out), tuple(found)


def page_expressions(
    page: Page, cleaned: Cleaned, claims: Sequence[Claim], when: Interval | None
) -> list[TimeExpression]:
    """The expressions of a page's own blocks, in one pass; a page dated to a day is the reference."""
    reference = when.earliest if when and when.earliest == when.latest else None
    readable = [" "] * len(page.text)
    del claims
    for block in cleaned.blocks:
        if block.kind in READ:
            readable[block.start : block.end] = page.text[block.start : block.end]
            for at in range(block.end, min(block.end + 2, len(readable))):
                readable[at] = "\n"
    for mark in cleaned.marks:
        readable[mark.start : mark.end] = " " * (mark.end - mark.start)
    return expressions("".join(readable), reference)


def _between(found: Sequence[TimeExpression], starts: Sequence[int], start: int, end: int) -> list[TimeExpression]:
    return [e for e in found[bisect_left(starts, start) : bisect_left(starts, end)] if e.end <= end]


def _sentence(text: str, claim: Claim) -> tuple[int, int]:
    """The sentence in which the cue stands."""
    start, end = claim.cue[0].start, claim.cue[-1].end
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    before = [m.end() for m in STOP.finditer(text, low, start)]
    after = STOP.search(text, end, high)
    return (before[-1] if before else low), (after.start() + 1 if after else high)


def _said(page: Page, claim: Claim, near: Iterable[TimeExpression], contents: Sequence[Span]) -> Interval | None:
    """The date that hangs on the cue: in its sentence, outside any content, nearest to the cue."""
    cue = claim.cue[0]
    usable = [
        e for e in near
        if e.earliest and e.kind in ("DATE", "TIME") and "REF" not in e.value
        and not any(s.start <= e.start < s.end for s in contents)
    ]  # fmt: skip
    if not usable:
        return None
    best = min(usable, key=lambda e: (max(e.start - claim.cue[-1].end, cue.start - e.end), e.start))
    words = page.text[best.start : best.end]
    return Interval(best.earliest, best.latest, f"'{words}' beside the words of saying")


def _about(page: Page, claim: Claim, inside: Sequence[TimeExpression]) -> Interval | None:
    """From the first to the last day that the content names."""
    placed = [e for e in inside if e.earliest and e.latest and "REF" not in e.value]
    if not placed:
        return None
    words = ", ".join(f"'{page.text[e.start : e.end]}'" for e in placed)
    earliest, latest = min(e.earliest or "" for e in placed), max(e.latest or "" for e in placed)
    return Interval(earliest, latest, f"the words say {words}")
