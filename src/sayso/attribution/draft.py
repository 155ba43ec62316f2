"""What the parts of attribution hand each other: a claim in the making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.model import Manner, Referent, Relay, Span, Speaker


@dataclass(eq=False)
class Draft:
    """An attribution on its way to a claim. `how` names the rule that found it, in words for `why`."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner = "indirect"
    how: str = ""
    speaker: Speaker | None = None
    via: tuple[Relay, ...] = ()
    inside: Draft | None = None
    referents: tuple[Referent, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        return min(span.start for span in (*self.content, *self.cue, *self.source))

    @property
    def frame(self) -> tuple[int, int]:
        """From the first to the last word of source, cue and content."""
        spans = (*self.content, *self.cue, *self.source)
        return min(span.start for span in spans), max(span.end for span in spans)


def overlap(a: tuple[Span, ...], b: tuple[Span, ...]) -> int:
    """Code points that two sets of pieces share."""
    shared = 0
    for x in a:
        for y in b:
            if x.start < y.end and y.start < x.end:
                shared += min(x.end, y.end) - max(x.start, y.start)
    return shared


def holds(spans: tuple[Span, ...], position: int) -> bool:
    """Whether a place lies in one of some spans."""
    return any(span.start <= position < span.end for span in spans)


def length(spans: tuple[Span, ...]) -> int:
    """Code points of all pieces."""
    return sum(span.end - span.start for span in spans)


def joined(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """Pieces in order, those that touch (or stand at most `gap` apart) made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
