"""What a production of the grammar means, before it is known when: `Meaning`, and what operations are made of.

In:  what a pattern captured (`Captured`).
Out: a `Meaning` that `resolving.py` turns into a TIMEX3 value, or None where the words are no date after all. The
operations themselves, by name in grammar.tsv, stand in calendar_dates.py and relative_dates.py.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from typing import Any

import msgspec


class Meaning(msgspec.Struct, frozen=True):
    """A time as the words give it. Years before Christ are negative; None: not said.

    kind: point (a calendar date, perhaps without its year), shift (so many units from an anchor), duration, set, ref.
    anchor: 'now' (the day of writing) or 'last' (the date mentioned last). direction: -1 last, 0 this, 1 next.
    literal: the value itself where it needs no reckoning (decade, duration, set, ref). tail: season, quarter, half.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    tail: str = ""
    part: str = ""
    clock: tuple[int, int] | None = None
    literal: str = ""
    unit: str = ""
    amount: float | None = None
    direction: int | None = None
    anchor: str = "last"
    base: Meaning | None = None
    bc_only: bool = False


class Captured:
    """The values that a pattern captured, by class, in order of the text; and the words of the whole match."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.values: dict[str, list[Any]] = {}

    def add(self, name: str, value: Any) -> None:
        """One more value of a class (AMBMONTH counts as MONTH)."""
        self.values.setdefault(name.removeprefix("AMB"), []).append(value)

    def one(self, *names: str) -> Any:
        """The first value of the first class captured, or None."""
        return next((self.values[n][0] for n in names if n in self.values), None)

    def says(self, words: str) -> bool:
        """Whether one of the words (separated by |) is among the words matched."""
        return bool(re.search(rf"(?<!\w)(?:{words})(?!\w)", self.words))

    def direction(self) -> int:
        """-1 for last, previous, past; 1 for next, following, coming; 0 for this, that, same."""
        if self.says("last|previous|preceding|prior|past"):
            return -1
        return 1 if self.says("next|following|coming|upcoming|subsequent|ensuing|succeeding") else 0

    def anchor(self) -> str:
        """'now' for this, last, next, ago; 'last' for that, the same, previous, following, later."""
        return (
            "last" if self.says("that|same|previous|preceding|prior|following|subsequent|ensuing|the next") else "now"
        )


Operation = Callable[..., "Meaning | None"]
OPERATIONS: dict[str, Any] = {}


def operation(function: Operation) -> Operation:
    """Register an operation under its name, for grammar.tsv."""
    OPERATIONS[function.__name__.rstrip("_")] = function
    return function


def possible(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day; without a year 29 February passes."""
    leap_or_given = year if year and year > 0 else 2000
    return 1 <= month <= 12 and 1 <= day <= monthrange(leap_or_given, month)[1]


def length(amount: float | None, unit: str) -> str:
    """An ISO 8601 duration: P3D, PT40H, PXW; a fortnight is two weeks."""
    if unit == "FN":
        amount, unit = None if amount is None else amount * 2, "W"
    written = "X" if amount is None else f"{amount:g}"
    return f"PT{written}{unit[-1]}" if unit in ("H", "TM", "TS") else f"P{written}{unit}"
