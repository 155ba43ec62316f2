"""The tables of names that everybody knows: countries, organisations, outlets; and how to find them in a text.

A table is a CSV file beside this module (`countries.csv`, `names.csv`, `leaders.csv`); users add their own rows with
`load_names`. Matching is by spelling, longest form first; what a form *means* in a sentence is decided elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast, get_args

from sayso.model import ActorKind

Use = Literal["name", "weak", "adjective", "people", "capital"]

_DOTTED = (2, 5)  # letters of acronyms that some write with full stops
WORD = re.compile(r"\w+")
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\n": " ", "\t": " "}
)


@dataclass(frozen=True)
class Entry:
    """One thing of a table. `country` is the ISO code of a country itself (kind government) or of whose body it is."""

    name: str
    kind: ActorKind
    country: str = ""
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A form of the table found in a text; offsets into that text, end exclusive."""

    start: int
    end: int
    entry: Entry
    use: Use


@dataclass
class Names:
    """An index of forms: the first word of a form leads to the forms that begin with it, longest first."""

    exact: dict[str, list[tuple[str, Entry, Use]]] = field(default_factory=dict)
    folded: dict[str, list[tuple[str, Entry, Use]]] = field(default_factory=dict)
    countries: dict[str, Entry] = field(default_factory=dict)
    by_name: dict[str, Entry] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)

    def add(self, form: str, entry: Entry, use: Use) -> None:
        """Index one form. Later rows win over earlier ones with the same form and use."""
        form = level(form).strip()
        first = WORD.search(form)
        if not form or first is None or first.start():
            return
        insert(self.exact.setdefault(first[0], []), (form, entry, use))
        if form.isalpha() and form.isupper() and _DOTTED[0] <= len(form) <= _DOTTED[1]:
            dotted = ".".join(form)
            for written in (f"{dotted}.", dotted):
                insert(self.exact.setdefault(form[0], []), (written, entry, use))
        if " " in form or len(form) >= 6:
            insert(self.folded.setdefault(first[0].casefold(), []), (form.casefold(), entry, use))

    def entry(self, text: str) -> tuple[Entry, Use] | None:
        """What a whole string names, if a table has it: "the Taliban", "U.S.", "Moscow"."""
        text = re.sub(r"(?i)^the (?=\S)", "", level(text).strip())
        first = WORD.match(text)
        if first is None:
            return None
        for form, entry, use in self.exact.get(first[0], ()):
            if form == text:
                return entry, use
        return None

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
        for form, entry, use in self.exact.get(first, ()):
            if plain.startswith(form, at) and bounded(plain, at + len(form)):
                return Hit(at, at + len(form), entry, use)
        if not first[0].isupper():
            return None
        for form, entry, use in self.folded.get(first.casefold(), ()):
            end = at + len(form)
            read = plain[at:end]
            alike = read.casefold() == form and bounded(plain, end) and entry.kind != "outlet"
            if alike and loosely(read, plain[max(0, at - 3) : at]):
                return Hit(at, end, entry, use)
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


def insert(forms: list[tuple[str, Entry, Use]], new: tuple[str, Entry, Use]) -> None:
    """Keep the forms longest first, one entry for a form; a name goes before its other uses."""
    order: tuple[Use, ...] = get_args(Use)
    for place, (form, _, use) in enumerate(forms):
        if form == new[0]:
            if order.index(new[2]) <= order.index(use):
                forms[place] = new
            return
    forms.append(new)
    forms.sort(key=lambda f: (-len(f[0]), f[0]))


def rows(text: str) -> Iterator[dict[str, str]]:
    """The rows of a table; lines that begin with # are remarks."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    for row in csv.DictReader(lines):
        yield {key.strip(): (value or "").strip() for key, value in row.items() if key}


def parts(cell: str) -> list[str]:
    """The alternatives of a cell."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def add_names(names: Names, text: str) -> None:
    """Index the rows of a `names.csv`: name, kind, aliases, weak, country."""
    for row in rows(text):
        kind = row.get("kind") or "organisation"
        if kind not in get_args(ActorKind):
            raise ValueError(f"kind of {row['name']!r} is {kind!r}, not one of {', '.join(get_args(ActorKind))}")
        entry = Entry(row["name"], cast(ActorKind, kind), row.get("country", ""))
        names.by_name[entry.name] = entry
        for form in [entry.name, *parts(row.get("aliases", ""))]:
            names.add(form.removeprefix("the "), entry, "name")
        for form in parts(row.get("weak", "")):
            names.add(form.removeprefix("the "), entry, "weak")


def add_countries(names: Names, text: str) -> None:
    """Index the rows of `countries.csv`."""
    for row in rows(text):
        entry = Entry(row["name"], "government", row["code"], tuple(parts(row["region"])))
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


def _builtin() -> Names:
    names = Names()
    add_countries(names, data("countries.csv"))
    add_names(names, data("names.csv"))
    names.leaders = {row["surname"]: row["country"] for row in rows(data("leaders.csv"))}
    return names


@cache
def lexicon(kind: str) -> frozenset[str]:
    """The words of `words.csv` of one class, lower case."""
    return frozenset(word for row in rows(data("words.csv")) if row["class"] == kind for word in parts(row["words"]))


@cache
def builtin() -> Names:
    """The tables that come with sayso, loaded once."""
    return _builtin()


def load_names(path: str | Path) -> Names:
    """The tables of sayso with the rows of a user's CSV added (columns name, kind, aliases, weak, country).

    Only `name` is needed; a user's row wins over ours. Raises OSError where the file cannot be read, ValueError where
    it has no column `name` or an unknown kind.
    """
    text = Path(path).read_text("utf-8-sig")
    header = next(iter(rows(text)), {"name": ""})
    if "name" not in header:
        raise ValueError(f"{path}: no column 'name' (found: {', '.join(header)})")
    names = _builtin()
    add_names(names, text)
    return names
