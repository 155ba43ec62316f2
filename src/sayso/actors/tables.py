"""The tables of names that everybody knows: countries, organisations, outlets; and how to find them in a text.

A table is a CSV file beside this module (`countries.csv`, `names.csv`, `leaders.csv`); users bring their own
(`namefiles.py`). Matching is by spelling, longest form first; what a form *means* in a sentence is decided elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from sayso.model import ActorKind, KnownName, NameTable

Use = Literal["name", "weak", "adjective", "people", "capital"]

_DOTTED = (2, 5)  # letters of acronyms that some write with full stops
WORD = re.compile(r"\w+")
_THE = re.compile(r"(?i)^the (?=\S)")
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\n": " ", "\t": " "}
)


@dataclass(frozen=True)
class Entry:
    """One thing of a table. `country` is the ISO code of a country itself (kind government) or of whose body it is.

    `table`: the file that has it.
    """

    name: str
    kind: ActorKind
    country: str = ""
    regions: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True)
class Hit:
    """A form of the table found in a text; offsets into that text, end exclusive."""

    start: int
    end: int
    entry: Entry
    use: Use


@dataclass
class Forms:
    """Forms by spelling, and by their first word how long they are, longest first: as quick with millions of them."""

    known: dict[str, tuple[Entry, Use]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)

    def add(self, first: str, form: str, meant: tuple[Entry, Use]) -> None:
        """One entry for a form; a name goes before its other uses, a later row before an earlier one."""
        order: tuple[Use, ...] = get_args(Use)
        before = self.known.get(form)
        if before is None or order.index(meant[1]) <= order.index(before[1]):
            self.known[form] = meant
        lengths = self.lengths.setdefault(first, [])
        if len(form) not in lengths:
            lengths.append(len(form))
            lengths.sort(reverse=True)


@dataclass
class Names:
    """An index of forms: as written, and with several words or six letters also in another capitalisation."""

    exact: Forms = field(default_factory=Forms)
    folded: Forms = field(default_factory=Forms)
    countries: dict[str, Entry] = field(default_factory=dict)
    by_name: dict[str, Entry] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)

    def add(self, form: str, entry: Entry, use: Use) -> None:
        """Index one form. Later rows win over earlier ones with the same form and use."""
        form = level(form).strip()
        first = WORD.search(form)
        if not form or first is None or first.start():
            return
        self.exact.add(first[0], form, (entry, use))
        if form.isalpha() and form.isupper() and _DOTTED[0] <= len(form) <= _DOTTED[1]:
            dotted = ".".join(form)
            for written in (f"{dotted}.", dotted):
                self.exact.add(form[0], written, (entry, use))
        if " " in form or len(form) >= 6:
            self.folded.add(first[0].casefold(), form.casefold(), (entry, use))

    def entry(self, text: str) -> tuple[Entry, Use] | None:
        """What a whole string names, if a table has it: "the Taliban", "U.S.", "Moscow"."""
        return self.exact.known.get(_THE.sub("", level(text).strip()))

    def find(self, text: str) -> Iterator[Hit]:
        """Forms in a text, left to right, longest first, without overlap."""
        plain = level(text)
        done = 0
        for word in WORD.finditer(plain):
            at = word.start()
            if at < done or (at and plain[at - 1] in "@#/_"):
                continue
            found = self._longest(plain, at, word[0])
            if found is not None:
                yield found
                done = found.end

    def _longest(self, plain: str, at: int, first: str) -> Hit | None:
        for length in self.exact.lengths.get(first, ()):
            end = min(at + length, len(plain))
            found = self.exact.known.get(plain[at:end])
            if found is not None and bounded(plain, end):
                return Hit(at, end, *found)
        if not first[0].isupper():
            return None
        for length in self.folded.lengths.get(first.casefold(), ()):
            end = min(at + length, len(plain))
            read = plain[at:end]
            found = self.folded.known.get(read.casefold())
            alike = found is not None and bounded(plain, end) and found[0].kind != "outlet"
            if found is not None and alike and loosely(read, plain[max(0, at - 3) : at]):
                return Hit(at, end, *found)
        return None


def level(text: str) -> str:
    """The text with apostrophes, hyphens and white space in one spelling; same length."""
    return text.translate(_SAME)


def bounded(text: str, end: int) -> bool:
    """Whether a word can end here (a form that ends in a full stop may be followed by anything)."""
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def loosely(read: str, before: str) -> bool:
    """Whether another capitalisation than the table's is safe: all capitals, or several words not after "a"/"an"."""
    if read.isupper():
        return len(read) >= 6
    return " " in read and before.split(" ")[-2:-1] not in (["a"], ["an"], ["An"], ["A"])


def rows(text: str) -> Iterator[dict[str, str]]:
    """The rows of a table; lines that begin with # are remarks."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    for row in csv.DictReader(lines):
        yield {key.strip(): (value or "").strip() for key, value in row.items() if key}


def parts(cell: str) -> list[str]:
    """The alternatives of a cell."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def add_names(names: Names, table: NameTable) -> None:
    """Index the rows of a table of names; a name that stands under `weak` too is weak."""
    for row in table.rows:
        entry = Entry(row.name, row.kind, row.country, table=table.file)
        names.by_name[entry.name] = entry
        for form in (entry.name, *row.aliases):
            if form not in row.weak:
                names.add(form.removeprefix("the "), entry, "name")
        for form in row.weak:
            names.add(form.removeprefix("the "), entry, "weak")


def known_names(text: str) -> Iterator[KnownName]:
    """The rows of `names.csv`: name, kind, aliases, weak, country."""
    for row in rows(text):
        kind = cast(ActorKind, row["kind"])
        yield KnownName(row["name"], kind, tuple(parts(row["aliases"])), tuple(parts(row["weak"])), row["country"])


def add_countries(names: Names, text: str) -> None:
    """Index the rows of `countries.csv`."""
    for row in rows(text):
        entry = Entry(row["name"], "government", row["code"], tuple(parts(row["region"])), "countries.csv")
        names.countries[entry.country] = entry
        names.by_name[entry.name] = entry
        uses: tuple[tuple[str, Use], ...] = (("adjectives", "adjective"), ("people", "people"), ("capital", "capital"))
        for column, use in uses:
            for form in parts(row[column]):
                names.add(form, entry, use)
        for form in parts(row["weak"]):
            names.add(form.removeprefix("the "), entry, "weak")
        for form in [entry.name, *parts(row["names"])]:
            names.add(form.removeprefix("the "), entry, "name")


def data(name: str) -> str:
    """The text of a table of this folder."""
    return files("sayso.actors").joinpath(name).read_text("utf-8")


def fresh() -> Names:
    """The tables that come with sayso, as an index of one's own to add to."""
    names = Names()
    add_countries(names, data("countries.csv"))
    add_names(names, NameTable("names.csv", tuple(known_names(data("names.csv")))))
    names.leaders = {row["surname"]: row["country"] for row in rows(data("leaders.csv"))}
    return names


@cache
def lexicon(kind: str) -> frozenset[str]:
    """The words of `words.csv` of one class, lower case."""
    return frozenset(word for row in rows(data("words.csv")) if row["class"] == kind for word in parts(row["words"]))


@cache
def builtin() -> Names:
    """The tables that come with sayso, loaded once."""
    return fresh()
