"""Which of several things of one name a page means, by the other words of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import cast

from sayso.actors.tables import Entry, Hit, data, parts, rows
from sayso.model import ActorKind


@dataclass(frozen=True)
class Sense:
    """One bearer of a name: the words that speak for it, and whether it is meant where none is found."""

    entry: Entry
    clues: re.Pattern[str]
    default: bool


@cache
def homonyms() -> dict[str, tuple[Sense, ...]]:
    """Forms to what bears them, from `homonyms.csv`."""
    found: dict[str, list[Sense]] = defaultdict(list)
    for row in rows(data("homonyms.csv")):
        clues = "|".join(re.escape(clue) for clue in parts(row["clues"]))
        entry = Entry(row["name"], cast(ActorKind, row["kind"]), row["country"], table="homonyms.csv")
        found[row["form"]].append(Sense(entry, re.compile(rf"(?<!\w)(?:{clues})(?!\w)"), row["default"] == "yes"))
    return {form: tuple(senses) for form, senses in found.items()}


class Meant:
    """The senses of one page; each form is weighed once, when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, Entry | None] = {}

    def hit(self, hit: Hit, read: str) -> Hit | None:
        """A hit as meant in this page; None where the page means nothing of the tables."""
        senses = homonyms().get(read)
        if senses is None or hit.use not in ("name", "weak"):
            return hit
        if read not in self._known:
            self._known[read] = self._weigh(senses)
        entry = self._known[read]
        if entry is None:
            return hit if hit.use == "weak" else None
        if entry.name == hit.entry.name:
            return hit
        return Hit(hit.start, hit.end, entry, "name")

    def _weigh(self, senses: tuple[Sense, ...]) -> Entry | None:
        counts = [sum(1 for _ in sense.clues.finditer(self._text)) for sense in senses]
        best = max(range(len(senses)), key=lambda i: (counts[i], -i))
        if counts[best]:
            return senses[best].entry
        return next((sense.entry for sense in senses if sense.default), None)
