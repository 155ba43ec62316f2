"""A case in one DuckDB file, or in memory.

Every page is one transaction: DuckDB's write-ahead log makes it whole or absent after a crash at any point.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from sayso.model import Comparison, Failure, Judgement, NameTable, Page, Reading
from sayso.store.base import CaseUnreadable

FORMAT = 1
CURRENT = "SELECT id, location, page FROM pages QUALIFY row_number() OVER (PARTITION BY location ORDER BY put DESC) = 1"


class DuckStore:
    """A `Store` in a DuckDB file; `path` None keeps it in memory; `write=False` opens what is there, for reading."""

    def __init__(self, path: Path | None = None, write: bool = True) -> None:
        """Raises CaseUnreadable: no such file (when only reading), not a case, in use by another process."""
        self._writes = write or path is None
        self._db = _connect(path, self._writes)
        if self._writes:
            _prepare(self._db, path)
        _check(self._db, path)

    def has(self, page: str, reader: str) -> bool:
        rows = self._db.execute(
            f"SELECT 1 FROM ({CURRENT}) JOIN readings ON readings.page = id WHERE id = ? AND reader = ?", [page, reader]
        )
        return rows.fetchone() is not None

    def put(self, page: Page, reading: Reading, reader: str) -> None:
        location = page.location.encode("utf-8", "surrogateescape")
        with _transaction(self._db):
            self._db.execute("DELETE FROM failures WHERE location = ?", [location])
            self._db.execute(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, nextval('puts'), ?)", [page.id, location, _bytes(page)]
            )
            self._db.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", [page.id, reader, _bytes(reading)])

    def fail(self, failure: Failure) -> None:
        row = [failure.location.encode("utf-8", "surrogateescape"), failure.why.encode("utf-8", "replace")]
        with _transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO failures VALUES (?, ?)", row)

    def read(self) -> Iterator[tuple[Page, Reading]]:
        rows = self._db.cursor().execute(
            f"SELECT c.page, r.reading FROM ({CURRENT}) c JOIN readings r ON r.page = c.id ORDER BY c.location, c.id"
        )
        while row := rows.fetchone():
            yield msgspec.json.decode(row[0], type=Page), msgspec.json.decode(row[1], type=Reading)

    def read_otherwise(self, reader: str) -> Iterator[Page]:
        others = self._db.execute(
            f"SELECT c.id FROM ({CURRENT}) c JOIN readings r ON r.page = c.id WHERE r.reader <> ? ORDER BY c.location",
            [reader],
        ).fetchall()
        for other in others:
            row = self._db.execute("SELECT page FROM pages WHERE id = ?", other).fetchone()
            if row:
                yield msgspec.json.decode(row[0], type=Page)

    def versions(self, location: str) -> Sequence[Page]:
        rows = self._db.execute(
            "SELECT page FROM pages WHERE location = ? ORDER BY put", [location.encode("utf-8", "surrogateescape")]
        )
        return [msgspec.json.decode(row[0], type=Page) for row in rows.fetchall()]

    def failures(self) -> Sequence[Failure]:
        rows = self._db.execute("SELECT location, why FROM failures ORDER BY location").fetchall()
        return [Failure(place.decode("utf-8", "surrogateescape"), why.decode()) for place, why in rows]

    def judge(self, judgement: Judgement) -> None:
        with _transaction(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO judgements VALUES (?, nextval('puts'), ?)", [judgement.id, _bytes(judgement)]
            )

    def unjudge(self, judgement: str) -> bool:
        with _transaction(self._db):
            gone = self._db.execute("DELETE FROM judgements WHERE id = ? RETURNING id", [judgement]).fetchall()
        return bool(gone)

    def judgements(self) -> Sequence[Judgement]:
        rows = self._db.execute("SELECT judgement FROM judgements ORDER BY put").fetchall()
        return [msgspec.json.decode(row[0], type=Judgement) for row in rows]

    def key(self) -> str:
        digest = blake2b(digest_size=16)
        for row in self._db.execute(
            f"SELECT id, reader FROM ({CURRENT}) JOIN readings ON readings.page = id ORDER BY id"
        ).fetchall():
            digest.update("\x1f".join(row).encode() + b"\n")
        for (judgement,) in self._db.execute("SELECT id FROM judgements ORDER BY id").fetchall():
            digest.update(judgement.encode() + b"\n")
        return digest.hexdigest()

    def comparison(self, key: str) -> Comparison | None:
        row = self._db.execute("SELECT comparison FROM comparisons WHERE key = ?", [key]).fetchone()
        return msgspec.json.decode(row[0], type=Comparison) if row else None

    def keep_comparison(self, key: str, comparison: Comparison) -> None:
        if not self._writes:
            return  # a case opened for reading is compared in memory
        with _transaction(self._db):
            self._db.execute("DELETE FROM comparisons WHERE key <> ?", [key])
            self._db.execute("INSERT OR REPLACE INTO comparisons VALUES (?, ?)", [key, _bytes(comparison)])

    def names(self) -> Sequence[NameTable]:
        if "names" not in _tables(self._db):
            return []  # an older case, opened for reading
        rows = self._db.execute("SELECT rows FROM names ORDER BY file").fetchall()
        return [msgspec.json.decode(zlib.decompress(row[0]), type=NameTable) for row in rows]

    def names_key(self) -> str:
        if "names" not in _tables(self._db):
            return ""
        rows = self._db.execute("SELECT digest FROM names ORDER BY file").fetchall()
        return "+".join(row[0] for row in rows)

    def keep_names(self, table: NameTable) -> None:
        kept = _bytes(table)
        row = [table.file, blake2b(kept, digest_size=6).hexdigest(), zlib.compress(kept)]
        with _transaction(self._db):
            self._db.execute("DELETE FROM names WHERE file = ?", [table.file])
            if table.rows:
                self._db.execute("INSERT INTO names VALUES (?, ?, ?)", row)

    def recall(self, name: str) -> bytes | None:
        if "memory" not in _tables(self._db):
            return None  # an older case, opened for reading
        row = self._db.execute("SELECT kept FROM memory WHERE name = ?", [name]).fetchone()
        return bytes(row[0]) if row else None

    def remember(self, name: str, kept: bytes) -> None:
        if not self._writes:
            return
        with _transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", [name, kept])

    def close(self) -> None:
        self._db.close()


class _transaction:
    """BEGIN … COMMIT, or ROLLBACK where anything was raised inside (Ctrl-C too)."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN")

    def __exit__(self, kind: object, *rest: object) -> None:
        self.db.execute("COMMIT" if kind is None else "ROLLBACK")


def _connect(path: Path | None, write: bool) -> duckdb.DuckDBPyConnection:
    if path is None:
        return duckdb.connect(":memory:")
    if not write and not path.is_file():
        raise CaseUnreadable(f"{path}: no such case")
    if path.is_dir():
        raise CaseUnreadable(f"{path}: is a folder, not a case file")
    try:
        return duckdb.connect(str(path), read_only=not write)
    except duckdb.Error as error:
        raise CaseUnreadable(f"{path}: {_reason(error)}") from error


def _reason(error: duckdb.Error) -> str:
    """DuckDB's message as one line a person can act on."""
    message = str(error)
    if "lock" in message:
        return "in use by another process; close it first"
    if "not a valid DuckDB" in message:
        return "not a sayso case (not a DuckDB file)"
    if "Permission" in message or "denied" in message:
        return "no right to open it"
    if "No such file" in message or "does not exist" in message:
        return "its folder does not exist"
    return message.splitlines()[0]


def _prepare(db: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    tables = _tables(db)
    if tables and "about" not in tables:
        raise CaseUnreadable(f"{path}: a DuckDB file, but not a sayso case")
    with _transaction(db):
        db.execute(files("sayso.store").joinpath("schema.sql").read_text("utf-8"))
        if not tables:
            db.execute("INSERT INTO about VALUES (?)", [FORMAT])


def _check(db: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    if "about" not in _tables(db):
        raise CaseUnreadable(f"{path}: a DuckDB file, but not a sayso case")
    row = db.execute("SELECT format FROM about").fetchone()
    if row is None or row[0] != FORMAT:
        found = row[0] if row else "none"
        raise CaseUnreadable(f"{path}: made by another version of sayso (format {found}, not {FORMAT})")


def _tables(db: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in db.execute("SELECT table_name FROM information_schema.tables").fetchall()}


def _bytes(value: Any) -> bytes:
    return msgspec.json.encode(value)
