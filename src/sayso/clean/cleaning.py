"""The way from a page to its blocks and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.clean import blocks, hinted, languages
from sayso.clean.below import below
from sayso.clean.byline import byline, credited
from sayso.clean.kinds import Seen, tell
from sayso.clean.likeness import readable
from sayso.clean.linemodel import probabilities
from sayso.clean.lines import Line, split
from sayso.clean.marks import noise
from sayso.clean.outlet import outlet
from sayso.clean.phrases import chrome_kind
from sayso.clean.title import tail_of_headline, title
from sayso.model import Block, Cleaned, Mark, Page

READ = frozenset({"headline", "heading", "byline", "body", "caption"})


def clean(page: Page) -> Cleaned:
    """A page's blocks (every character in exactly one), the noise inside, its languages, title, outlet, author."""
    lines = split(page.text)
    if page.hints:
        seen, kinds = hinted.tell(page.hints, lines)
    else:
        seen = _seen(lines)
        kinds = tell(seen)
    covered = blocks.cover(page.text, seen, kinds)
    name = page.title or title(page.text, covered)
    signed = byline(lines, covered, name)
    source = outlet(page, lines, name, signed.behind)
    return Cleaned(
        blocks=covered,
        marks=_marks(page.text, covered),
        languages=_languages(covered),
        title=name,
        outlet=source,
        author=credited(page.author, signed, source),
    )


def _seen(lines: Sequence[Line]) -> list[Seen]:
    """What is known of the lines of a plain text: how like an article, which chrome wording, which language."""
    texts = [line.text for line in lines]
    codes = languages.of_lines(texts)
    wording = [chrome_kind(text) for text in texts]
    under = below(texts, wording)
    odds = [0.0 if sub else p for p, sub in zip(probabilities(texts, wording, codes), under, strict=True)]
    wording = [
        said or sub or ("" if readable(text) else "signs")
        for text, said, sub in zip(texts, wording, under, strict=True)
    ]
    return [Seen(*known) for known in zip(lines, odds, wording, codes, strict=True)]


def masked(text: str, cleaned: Cleaned) -> str:
    """The text with its marks blanked by spaces: same length, so that every offset stays."""
    parts: list[str] = []
    at = 0
    for mark in cleaned.marks:
        parts += [text[at : mark.start], " " * (mark.end - mark.start)]
        at = mark.end
    return "".join([*parts, text[at:]])


def _marks(text: str, covered: Sequence[Block]) -> tuple[Mark, ...]:
    """Noise in the article's blocks, and what is tacked on to its headline."""
    article = [(block.start, block.end) for block in covered if block.kind in READ]
    found = noise(text, article)
    tails = [tail for block in covered if block.kind == "headline" and (tail := tail_of_headline(text, block))]
    kept = [m for m in found if not any(t.start < m.end and m.start < t.end for t in tails)]
    return tuple(sorted([*kept, *tails], key=lambda mark: mark.start))


def _languages(covered: Sequence[Block]) -> tuple[str, ...]:
    """The page's languages: that of the article first, by how much is written in each."""
    weight: Counter[str] = Counter()
    for block in covered:
        if block.language:
            weight[block.language] += (block.end - block.start) * (10 if block.kind in READ else 1)
    return tuple(sorted(weight, key=lambda code: (-weight[code], code)))
