"""Claims in the order they were said, in days, months or years, whichever keeps the list short."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sayso.model import Claim, Interval
from sayso.report.cards import Card, Cards
from sayso.report.index import Index, in_time
from sayso.report.wording import day, in_words

ROWS = 70  # rows of the timeline before days become months, and months years


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch of time. `said`: cards dated by their own words; `page`: by their page's date only.

    `said_width`, `page_width`: their bars, in percent of the longest row.
    """

    words: str
    exact: bool
    said: tuple[Card, ...]
    page: tuple[Card, ...]
    said_width: float
    page_width: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows in time, and the claims that no date was found for."""

    rows: tuple[Row, ...]
    undated: tuple[Card, ...]
    unit: str


def timeline(index: Index, cards: Cards) -> Timeline:
    """Every claim once: by the time it was said, else by its page's date, else undated."""
    dated: list[tuple[Interval, bool, Claim]] = []
    undated = []
    for claim in index.claims.values():
        when, said = index.when(claim)
        if when is None or not (when.earliest or when.latest):
            undated.append(claim.id)
        else:
            dated.append((when, said, claim))
    for unit in ("day", "month", "year"):
        rows = _rows(dated, unit)
        if len(rows) <= ROWS:
            break
    longest = max((len(said) + len(page) for said, page in rows.values()), default=1)
    shown = [
        Row(
            words,
            exact,
            tuple(cards.cards(said)),
            tuple(cards.cards(page)),
            *(_width(x, longest) for x in (said, page)),
        )
        for (_, words, exact), (said, page) in sorted(rows.items())
    ]
    return Timeline(tuple(shown), tuple(cards.cards(undated)), unit)


_Key = tuple[tuple[str, str], str, bool]


def _rows(dated: list[tuple[Interval, bool, Claim]], unit: str) -> dict[_Key, tuple[list[str], list[str]]]:
    rows: defaultdict[_Key, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for when, said, claim in dated:
        rows[_key(when, unit)][0 if said else 1].append(claim.id)
    return rows


def _key(when: Interval, unit: str) -> _Key:
    """The unit an interval lies in, or the interval itself where it lies in no one unit."""
    first, last = day(when.earliest), day(when.latest)
    if first and last and _unit(first, unit) == _unit(last, unit):
        name = _unit(first, unit)
        words = in_words(Interval(str(first), str(first), "")) if unit == "day" else _month(first, unit)
        return (name, ""), words, True
    if unit == "day" or not first or not last:
        return in_time(when), in_words(when), False
    return (_unit(first, unit), _unit(last, unit)), f"{_month(first, unit)} – {_month(last, unit)}", False


def _unit(value: date, unit: str) -> str:
    return value.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _month(value: date, unit: str) -> str:
    return value.strftime("%Y") if unit == "year" else in_words(Interval(str(value), str(value), "")).split(" ", 1)[1]


def _width(claims: list[str], longest: int) -> float:
    return round(100 * len(claims) / longest, 1)
