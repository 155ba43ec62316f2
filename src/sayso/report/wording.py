"""What the report calls things: forces, manners, event types, dates. The words stand in `wording.toml`."""

from __future__ import annotations

import re
import tomllib
from calendar import month_name, monthrange
from datetime import date
from importlib.resources import files

from sayso.model import Interval, Relation

WORDS: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))
COOPERATION, CONFLICT = (frozenset(WORDS["class"][name]) for name in ("cooperation", "conflict"))
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def plural(count: int, one: str, many: str = "") -> str:
    """`3 pages`, `1 page`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def event_class(kind: str) -> str:
    """cooperation, conflict or other."""
    return "cooperation" if kind in COOPERATION else "conflict" if kind in CONFLICT else "other"


def event_words(relation: Relation) -> str:
    """`works with`, `not: works with (possible)`."""
    words = WORDS["event"].get(relation.type, relation.type.lower().replace("_", " "))
    modality = "" if relation.modality in ("", "past", "ongoing") else f" ({relation.modality})"
    return f"{'not: ' if relation.negated else ''}{words}{modality}"


def day(text: str | None) -> date | None:
    """The day an ISO date or date-time names; None where it names none."""
    found = _DAY.match(text or "")
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def in_words(interval: Interval) -> str:
    """`20 July 2021`, `July 2021`, `2021`, `20–27 July 2021`, `20 July 2021 or later`."""
    first, last = day(interval.earliest), day(interval.latest)
    if first and last:
        return _stretch(first, last)
    if first:
        return f"{_long(first)} or later"
    if last:
        return f"{_long(last)} or earlier"
    return interval.earliest or interval.latest or "at some time"


def _stretch(first: date, last: date) -> str:
    if first == last:
        return _long(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{month_name[first.month]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_long(last)}"
    if first.year == last.year:
        return f"{first.day} {month_name[first.month]} – {_long(last)}"
    return f"{_long(first)} – {_long(last)}"


def _long(value: date) -> str:
    return f"{value.day} {month_name[value.month]} {value.year}"
