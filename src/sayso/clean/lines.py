"""A text as lines: where each begins and ends, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?…।。！？]['\"”’»)\]]*\s+|[。！？]")
LONGEST = 12_000  # code points; a line longer than this is cut, so that no later stage meets an endless one
PIECE = 8_000  # code points; where such a line is cut, at the last sentence end before this


WIDTHS = range(45, 111)  # code points of the longest line of a paragraph that was broken to fit a width
NEARLY = 0.7  # how long, beside the longest line, the others of such a paragraph are
MOST_WRAPPED = 120  # lines of such a paragraph


class Line(NamedTuple):
    """A line with something on it. `start`/`end`: code points into the page, without the space around the words."""

    start: int
    end: int
    text: str
    after_blank: bool = False


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order; overlong ones in pieces."""
    found: list[Line] = []
    start, blank = 0, True
    for end, following in _bounds(text):
        said = text[start:end].strip()
        if said:
            first = start + text[start:end].index(said[0])
            whole = Line(first, first + len(said), said, blank)
            found.extend([whole] if len(said) <= LONGEST else _pieces(whole))
        blank = not said
        start = following
    return list(_rewrapped(text, found))


def _rewrapped(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of a paragraph that was broken to fit a width put together."""
    at = 0
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and stop - at < MOST_WRAPPED and not lines[stop].after_blank:
            stop += 1
        group = lines[at:stop]
        if _wrapped(group):
            first, last = group[0], group[-1]
            yield first._replace(end=last.end, text=text[first.start : last.end])
        else:
            yield from group
        at = stop


def _wrapped(group: Sequence[Line]) -> bool:
    """Whether lines without a blank between them are one paragraph: all but the last nearly as long as the longest,
    most of them ending in mid-sentence, and at least one going on in lower case."""
    widths = [len(line.text) for line in group[:-1]]
    if (
        not widths
        or max(widths) not in WIDTHS
        or min(widths) < NEARLY * max(widths)
        or len(group[-1].text) > max(WIDTHS)
    ):
        return False
    open_ended = sum(not SENTENCE_END.search(line.text[-6:] + " ") for line in group[:-1])
    return open_ended * 2 > len(widths) and any(line.text[0].islower() for line in group[1:])


def _bounds(text: str) -> list[tuple[int, int]]:
    """(end of a line, start of the next), the last one closing at the end of the text."""
    bounds = [(found.start(), found.end()) for found in BREAK.finditer(text)]
    return [*bounds, (len(text), len(text))]


def _pieces(line: Line) -> list[Line]:
    """An overlong line cut at sentence ends, else at spaces, else anywhere."""
    pieces: list[Line] = []
    at, text = 0, line.text
    while at < len(text):
        stop = _cut(text, at) if len(text) - at > LONGEST else len(text)
        said = text[at:stop].rstrip()
        lead = len(said) - len(said.lstrip())
        if said.strip():
            begin = line.start + at + lead
            pieces.append(Line(begin, line.start + at + len(said), said.strip(), line.after_blank and not pieces))
        at = stop
    return pieces


def _cut(text: str, at: int) -> int:
    """Where the piece that begins at `at` should end."""
    window = text[at : at + PIECE]
    ends = [found.end() for found in SENTENCE_END.finditer(window, PIECE // 2)]
    if ends:
        return at + ends[-1]
    space = window.rfind(" ", PIECE // 2)
    return at + (space + 1 if space > 0 else PIECE)
