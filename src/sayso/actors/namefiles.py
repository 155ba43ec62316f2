"""Files of names that users bring: sayso's own CSV, a Wikidata dump, OpenSanctions or other FollowTheMoney entities.

What a file is, is told by its content, whatever it is called; gzip is seen by its first bytes. Read as a stream: of a
dump only what has a second name is kept, and of that the names alone.

Wikidata: JSON dumps, an item a line (https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON).
FollowTheMoney: an entity a line, `entities.ftm.json` (https://followthemoney.tech).
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast, get_args

import msgspec

from sayso.actors.dumps import from_entity, from_item, settled
from sayso.actors.tables import Names, add_names, builtin, fresh, parts
from sayso.model import ActorKind, KnownName, NameTable

COLUMNS = ("name", "kind", "aliases", "weak", "country")
_GZIP = b"\x1f\x8b"


class NamesUnreadable(ValueError):
    """A file of names that cannot be used; the message names the file, the line and the reason."""


def load_names(*files: str | Path | NameTable) -> Names:
    """The tables of sayso with those of users added; where two say different things, the later file wins.

    Raises OSError where a file cannot be read, NamesUnreadable where it is no file of names.
    """
    names = fresh()
    for file in files:
        add_names(names, file if isinstance(file, NameTable) else read_names(file))
    return names


def read_names(path: str | Path) -> NameTable:
    """The rows of a file of names. Raises OSError, NamesUnreadable."""
    path = Path(path)
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        lines = Lines(path, cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw)
        try:
            dump = lines.first.startswith(("{", "["))
            rows = tuple(settled(_objects(lines)) if dump else _table(lines))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise lines.wrong(f"broken gzip: {error}") from error
        except UnicodeDecodeError as error:
            raise lines.wrong("not text in UTF-8") from error
    if dump and not rows:
        raise lines.wrong("nobody in it who acts and has a second name")
    return NameTable(path.name, rows)


class Lines:
    """The lines of a file with their numbers; `first` is the first that says something, without spaces around it."""

    def __init__(self, path: Path, raw: IO[bytes]) -> None:
        self._path, self._raw, self.number = path, raw, 0
        self._kept: list[str] = []
        self.first = ""
        try:
            while not self.first.strip() or self.first.startswith("#"):
                self.first = self._read()
                self._kept.append(self.first)
                if not self.first:
                    break
        except (UnicodeDecodeError, OSError, EOFError, zlib.error) as error:
            raise self.wrong("not text in UTF-8" if isinstance(error, UnicodeError) else str(error)) from error
        self.first, self.number = self.first.strip(), 0

    def _read(self) -> str:
        line = self._raw.readline()
        self.number += bool(line)
        return line.decode("utf-8-sig" if self.number == 1 else "utf-8")

    def __iter__(self) -> Iterator[str]:
        for line in self._kept:
            self.number += 1
            yield line
        while line := self._read():
            yield line

    def wrong(self, reason: str) -> NamesUnreadable:
        """The error to raise: file, line, reason."""
        return NamesUnreadable(f"{self._path}:{max(1, self.number)}: {reason}")


def _table(lines: Lines) -> Iterator[KnownName]:
    """The rows of a CSV with the columns of sayso's own table, of which only `name` is needed; there may be none."""
    read = csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))
    try:
        header = [column.strip() for column in read.fieldnames or ()]
        if "name" not in header:
            raise lines.wrong(f"no column 'name' (found: {', '.join(map(repr, header)) or 'nothing'})")
        odd = [column for column in header if column not in COLUMNS]
        if odd:
            raise lines.wrong(f"unknown column {odd[0]!r}; known are {', '.join(COLUMNS)}")
        read.fieldnames = header
        for row in read:
            yield _row(row, lines)
    except csv.Error as error:
        raise lines.wrong(f"not a CSV: {error}") from error


def _row(row: dict[str | Any, str | Any], lines: Lines) -> KnownName:
    """One row, or the reason why it cannot be one."""
    if None in row:
        raise lines.wrong("more cells than columns: put quotes around a cell with a comma in it")
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    kind = cells["kind"] or "organisation"
    if not cells["name"]:
        raise lines.wrong("no name")
    if kind not in get_args(ActorKind):
        raise lines.wrong(f"kind {kind!r} is not one of {', '.join(get_args(ActorKind))}")
    country = cells["country"].upper()
    if country and country not in builtin().countries:
        raise lines.wrong(f"country {cells['country']!r} is no ISO 3166-1 code of two letters")
    aliases, weak = tuple(parts(cells["aliases"])), tuple(parts(cells["weak"]))
    return KnownName(cells["name"], cast(ActorKind, kind), aliases, weak, country)


def _objects(lines: Lines) -> Iterator[KnownName]:
    """The things of a dump, one JSON object a line; brackets around all and commas between are Wikidata's way."""
    for line in lines:
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            found = from_entity(text) if '"schema"' in text and '"properties"' in text else from_item(text)
        except msgspec.DecodeError as error:
            raise lines.wrong(f"neither an item of Wikidata nor an entity of FollowTheMoney: {error}") from error
        if found is not None:
            yield found
