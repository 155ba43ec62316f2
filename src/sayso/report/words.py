"""The exact words of a claim, standing in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Span

Words = tuple[str, str]  # text, and what it is: one of the three below
SAID, KEY, AROUND = "said", "key", "around"  # words of the claim; those that decide a dispute; the sentence around

MARGIN = 110  # characters of the sentence shown before and after
LONG = 600  # characters before the rest is folded
MOST = 6000  # characters of a claim shown at all; what is beyond stands in the page
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s|\n")


def words(
    text: str, content: Sequence[Span], deciding: Sequence[Span] = ()
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """The pieces of the content with their sentence around them, and what is beyond LONG characters apart."""
    if not content:
        return (), ()
    pieces = [(_before(text, content[0].start), AROUND)]
    at = content[0].start
    for span in content:
        pieces.append((_between(text[at : span.start]), AROUND))
        pieces.extend(_cut(text, span, deciding))
        at = span.end
    pieces.append((_after(text, at), AROUND))
    head, rest = _split([piece for piece in pieces if piece[0]])
    return head, _capped(rest)


def _before(text: str, start: int) -> str:
    """From the beginning of the sentence, or the last MARGIN characters of it."""
    first = max(start - MARGIN, 0)
    for found in _SENTENCE_END.finditer(text, first, start):
        first = found.end()
    part = text[first:start]
    if first == start - MARGIN and first > 0:
        return "… " + part.partition(" ")[2]
    return part


def _after(text: str, end: int) -> str:
    """To the end of the sentence, or the next MARGIN characters of it."""
    found = _SENTENCE_END.search(text, max(end - 1, 0), end + MARGIN)
    if found:
        return text[end : found.end()].rstrip()
    part = text[end : end + MARGIN]
    return part if end + MARGIN >= len(text) else part.rpartition(" ")[0] + " …"


def _between(gap: str) -> str:
    """What stands between two pieces; an ellipsis for what is long or runs over paragraphs."""
    return gap if len(gap) <= MARGIN and "\n" not in gap else " … "


def _cut(text: str, span: Span, deciding: Sequence[Span]) -> Iterator[Words]:
    """The span's text, cut where deciding words begin and end."""
    at = span.start
    for start, end in sorted((max(d.start, span.start), min(d.end, span.end)) for d in deciding):
        if end > max(start, at):
            yield text[at : max(start, at)], SAID
            yield text[max(start, at) : end], KEY
            at = end
    yield text[at : span.end], SAID


def _split(pieces: list[Words]) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Pieces up to about LONG characters, cut at a space, and the rest; a short rest is not cut off."""
    if sum(len(text) for text, _ in pieces) <= LONG * 1.25:
        return tuple(pieces), ()
    left = LONG
    for number, (text, role) in enumerate(pieces):
        if len(text) > left:
            cut = max(text.rfind(" ", 0, left), 0) or left
            return (*pieces[:number], (text[:cut], role)), ((text[cut:], role), *pieces[number + 1 :])
        left -= len(text)
    return tuple(pieces), ()


def _capped(pieces: tuple[Words, ...]) -> tuple[Words, ...]:
    """At most MOST characters, and how many more there are: a quotation that is never closed may be a whole page."""
    left, more = MOST, sum(len(text) for text, _ in pieces) - MOST
    if more <= 0:
        return pieces
    kept: list[Words] = []
    for text, role in pieces:
        if left > 0:
            kept.append((text[:left], role))
            left -= len(text)
    return (*kept, (f" … and {more:,} more characters in the text", AROUND))
