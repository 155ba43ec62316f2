"""Where a source or a content may end, for the repairs of both."""

from __future__ import annotations

from sayso.attribution.view import View
from sayso.model import Span

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
LEAST = 24  # code points that a content keeps, whatever is cut from it
_LOOSE = " \t\r\n\xa0,;:–—-"


def stripped(view: View, span: Span) -> Span | None:
    """A span without loose punctuation at its ends; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and view.text[start] in _LOOSE:
        start += 1
    while end > start and view.text[end - 1] in _LOOSE:
        end -= 1
    return Span(start, end) if start < end else None
