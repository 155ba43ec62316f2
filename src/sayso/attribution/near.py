"""What stands near a stretch of text, found without going through all of a page: pages of thousands of quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from sayso.model import Span

CELL = 256  # code points of a page that share an entry

T = TypeVar("T")


class Nearby(Generic[T]):
    """Things by the cells of text they touch. What is near is at most a cell away: the caller looks closer."""

    def __init__(self, things: Iterable[tuple[T, tuple[Span, ...]]] = ()) -> None:
        self._cells: dict[int, dict[int, T]] = {}
        self._numbers: dict[int, int] = {}
        for thing, spans in things:
            self.add(thing, spans)

    def add(self, thing: T, spans: tuple[Span, ...]) -> None:
        """Put a thing where it stands; one that is known keeps its rank and its former places."""
        number = self._numbers.setdefault(id(thing), len(self._numbers))
        for cell in _cells(spans):
            self._cells.setdefault(cell, {})[number] = thing

    def drop(self, thing: T) -> None:
        """Take a thing out again."""
        for cell in self._cells.values():
            cell.pop(self._numbers[id(thing)], None)

    def near(self, spans: tuple[Span, ...]) -> list[T]:
        """All that may touch one of the spans, in the order in which it was added first."""
        found: dict[int, T] = {}
        for cell in _cells(spans):
            found.update(self._cells.get(cell, {}))
        return [found[number] for number in sorted(found)]


def _cells(spans: tuple[Span, ...]) -> Iterator[int]:
    for span in spans:
        yield from range(span.start // CELL, max(span.end - 1, span.start) // CELL + 1)
