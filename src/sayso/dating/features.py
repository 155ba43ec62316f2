"""What a ranker may know of a candidate date: its place, its line, the words around it, its fellows on the page.

In:  a text, its candidates with a full date, and the date in the URL (or None).
Out: one row of numbers per candidate, in the order of `NAMES`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sayso.dating.candidates import Candidate
from sayso.dating.names import rows

LONG = 180  # characters of a line that is a paragraph
NEAR = 60  # characters before a date in which a cue word still belongs to it
CUES = ("published", "updated", "byline", "comment", "copyright", "event", "archive")
NAMES = (
    "index", "count", "place", "share", "line", "before", "after", "on line", "sentence", "clock", "weekday",
    *(f"near {cue}" for cue in CUES), *(f"above {cue}" for cue in CUES), "archive seen", "comment seen",
    "same", "newer", "older", "newest", "oldest", "gap before", "gap after", "form", "two digits", "url day",
    "url month", "url year", "from title", "headline", "range", "year lead", "alone", "bracket", "first alike", "run",
    "to paragraph", "from paragraph", "paragraphs before", "in paragraph",
)  # fmt: skip
FORM = {"iso": 0, "numeric": 1, "day month": 2, "month day": 3, "cjk": 4, "year month day": 5, "url": 6, "filled": 8}
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d|\d ?[ap]\.?m\b|\d Uhr", re.I)
_START = re.compile(r"(?<!\w)(?:\w+|©|\(c\))")
_RANGE = re.compile(r"^\W{0,3}(?:bis|to|until|till|au|al|hasta|[-–—])\W{0,3}\d|^\s?[-–—]", re.I)


@cache
def _cues() -> dict[str, list[tuple[str, int]]]:
    """First word -> [(cue, number of its kind)], longest first."""
    table: dict[str, list[tuple[str, int]]] = {}
    for kind, *words in rows("cues.tsv"):
        for word in sorted(set(words)):
            first = _START.match(word)
            if first:
                table.setdefault(first[0], []).append((word, CUES.index(kind)))
    return {first: sorted(pairs, key=lambda p: (-len(p[0]), p)) for first, pairs in table.items()}


class CueIndex:
    """Where the cue words of each kind stand in a lowercase text: found once, asked for every candidate."""

    def __init__(self, lowered: str) -> None:
        self.places: list[list[tuple[int, int]]] = [[] for _ in CUES]
        table = _cues()
        for m in _START.finditer(lowered):
            for word, kind in table.get(m[0], ()):
                end = m.start() + len(word)
                if lowered.startswith(word, m.start()) and not lowered[end : end + 1].isalnum():
                    self.places[kind].append((m.start(), end))

    def between(self, kind: int, start: int, end: int) -> bool:
        """Whether a cue of the kind stands wholly between two places."""
        places = self.places[kind]
        at = bisect_left(places, (start, 0))
        return any(e <= end for _, e in places[at : at + 3])

    def first_line(self, kind: int, lowered: str) -> int:
        """Where the first short line stands that a cue of the kind begins (the heading of comments or of links)."""
        for start, _ in self.places[kind]:
            if start > 200 and not lowered[lowered.rfind("\n", 0, start) + 1 : start].strip():
                line_end = lowered.find("\n", start)
                if (line_end if line_end >= 0 else len(lowered)) - start <= 60:
                    return start
        return len(lowered)


def title_places(text: str) -> list[int]:
    """Where a line repeats the first line of the page (its title), as a headline does; offsets of the line's end."""
    lines = [(m.end(), m[0].strip().casefold()) for m in re.finditer(r"[^\n]{8,400}", text[:30_000])]
    if not lines:
        return []
    title = lines[0][1]
    words = set(re.findall(r"\w{3,}", title))
    return [end for end, line in lines[1:] if 12 <= len(line) < 250 and _repeats(line, title, words)]


def _repeats(line: str, title: str, words: set[str]) -> bool:
    """Whether a line stands in the title, or four in five of its words do."""
    if line[:60] in title:
        return True
    own = re.findall(r"\w{3,}", line)
    return len(own) >= 4 and sum(w in words for w in own) >= 0.8 * len(own)


def long_lines(text: str) -> list[tuple[int, int]]:
    """The lines that are paragraphs of running text (LONG characters at least): start and end."""
    return [(m.start(), m.end()) for m in re.finditer(rf"[^\n]{{{LONG},}}", text)]


def _body(c: Candidate, lines: Sequence[tuple[int, int]], total: int) -> list[float]:
    """How far a candidate stands before the next paragraph and after the last, and the share of them before it."""
    at = bisect_left(lines, (c.start, 0))
    inside = at > 0 and lines[at - 1][1] > c.start
    ahead = lines[at][0] - c.end if at < len(lines) else 9999
    behind = c.start - lines[at - 1][1] if at else 9999
    return [
        0.0 if inside else float(min(ahead, 9999)),
        0.0 if inside else float(min(behind, 9999)),
        at / (total or 1),
        inside,
    ]


def features(text: str, found: Sequence[Candidate], url: Candidate | None) -> list[list[float]]:
    """One row per candidate; `found` in page order."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two letters: offsets must stay
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    cues = CueIndex(lowered)
    headlines = title_places(text)
    paragraphs = long_lines(text)
    seen = [cues.first_line(CUES.index(kind), lowered) for kind in ("archive", "comment")]
    counts = Counter(c.iso for c in found)
    ordered = sorted(counts)
    rank = {iso: i for i, iso in enumerate(ordered)}
    firsts: dict[str, int] = {}
    rows_: list[list[float]] = []
    for i, c in enumerate(found):
        firsts.setdefault(c.iso, i)
        before_gap = _gap(text, found[i - 1].end, c.start) if i else 99.0
        after_gap = _gap(text, c.end, found[i + 1].start) if i + 1 < len(found) else 99.0
        fellows = [
            counts[c.iso], len(ordered) - 1 - rank[c.iso], rank[c.iso], c.iso == ordered[-1], c.iso == ordered[0],
            before_gap, after_gap, FORM.get(c.form, 7), text[c.end - 3 : c.end - 2] in ".'/’-",
        ]  # fmt: skip
        links = [0.0, 0.0, 0.0] if url is None else [
            1.0 if url.iso == c.iso else -1.0 if url.day else 0.0,
            1.0 if (url.year, url.month) == (c.year, c.month) else -1.0,
            1.0 if url.year == c.year else -1.0,
        ]  # fmt: skip
        place = [i, len(found), math.log1p(c.start), c.start / (len(text) + 1)]
        since = [min((c.start - h for h in headlines if h <= c.start), default=5000), bool(headlines)]
        run = sum(1 for o in found[max(0, i - 3) : i + 4] if o.form == c.form)
        rest = _around(text, cues, c, seen)
        rows_.append(
            [
                float(x)
                for x in (
                    *place,
                    *rest,
                    *fellows,
                    *links,
                    *since,
                    *_tail(text, c),
                    firsts[c.iso] == i,
                    run,
                    *_body(c, paragraphs, len(paragraphs)),
                )
            ]
        )
    return rows_


def _gap(text: str, start: int, end: int) -> float:
    return float(min(99, text.count("\n", start, min(end, start + 5000))))


def _line(text: str, c: Candidate) -> tuple[int, int]:
    start = text.rfind("\n", max(0, c.start - 400), c.start) + 1 or max(0, c.start - 400)
    end = text.find("\n", c.end, c.end + 400)
    return start, end if end >= 0 else min(len(text), c.end + 400)


def _around(text: str, cues: CueIndex, c: Candidate, seen: Sequence[int]) -> list[float]:
    """The line of a candidate, the clock and the cue words beside and above it."""
    start, end = _line(text, c)
    above = text.rfind("\n", max(0, start - 160), max(0, start - 2)) + 1 or max(0, start - 160)
    line = text[start:end]
    sentence = line.rstrip().endswith((".", "!", "?")) and len(line) > 60
    clock_before = bool(_CLOCK.search(text[max(start, c.start - 12) : c.start]))
    row = [
        end - start, c.start - start, end - c.end, len(re.findall(r"\d{4}", line)), sentence,
        clock_before or 2 * bool(_CLOCK.search(text[c.end : min(end, c.end + 20)])), bool(c.weekday),
    ]  # fmt: skip
    kinds = range(len(CUES))
    row += [
        2 * cues.between(k, max(start, c.start - NEAR), c.start) + cues.between(k, c.end, min(end, c.end + NEAR))
        for k in kinds
    ]
    row += [cues.between(k, above, start) for k in kinds]
    row += [c.start > s for s in seen]
    return [float(x) for x in row]


def _tail(text: str, c: Candidate) -> list[float]:
    after = text[c.end : c.end + 12]
    return [
        float(bool(_RANGE.search(after))),
        float(c.form in ("iso", "cjk", "year month day")),
        float(text[max(0, c.start - 1) : c.start] in ("\n", "") and after[:1] in ("\n", "")),
        float(text[max(0, c.start - 1) : c.start] in "([|•·"),
    ]
