"""What the value of an expression depends on: the day of writing, the register, and the dates mentioned before.

The rule of registers: in news a date without a year is reckoned from the day of writing; in a narrative, which carries
its own years, from the date mentioned last (Mazur and Dale 2010; Strötgen and Gertz 2013).
"""

from __future__ import annotations

from datetime import date


class Point:
    """A calendar date as far as known: `day` needs `month`, `month` needs `year` (negative: before Christ)."""

    __slots__ = ("day", "month", "part", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None, part: str = "") -> None:
        self.year, self.month, self.day, self.part = year, month, day, part

    def exact(self) -> date | None:
        """The day, where it is known and after Christ."""
        return date(self.year, self.month, self.day) if self.month and self.day and self.year > 0 else None


class Context:
    """What a value depends on. `reference`: the day of writing, if known. `lean`: 1 where the sentence looks ahead.

    `opens`: the expression stands in a heading or opens a sentence, so that a year there begins a stretch of the story.
    """

    def __init__(self, reference: date | None, narrative: bool) -> None:
        self.reference, self.narrative = reference, narrative
        self._last: Point | None = None
        self.fine: Point | None = None
        self.lean = 0
        self.opens = False
        self.told: int | None = None  # the year that the sentence says before

    @property
    def last(self) -> Point | None:
        """The date mentioned last; `fine` is the last of them that says a month."""
        return self._last

    @last.setter
    def last(self, point: Point | None) -> None:
        self._last = point
        if point and point.month:
            self.fine = point

    def point(self, anchor: str) -> Point | None:
        """The date that a relative expression hangs on."""
        now = Point(self.reference.year, self.reference.month, self.reference.day) if self.reference else None
        if self.narrative:
            return self.last or now
        return now if anchor == "now" else self.last or now


def written(point: Point, tail: str = "") -> str:
    """A point as TIMEX3."""
    year = f"{point.year:04}" if point.year > 0 else f"BC{-point.year:04}"
    if tail:
        return f"{year}-{tail}"
    return year + (f"-{point.month:02}" if point.month else "") + (f"-{point.day:02}" if point.day else "")
