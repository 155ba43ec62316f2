"""Paths to pages: finds the files, tells their format, and never falls over one of them."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from sayso.ingest import feed, html, records, text, warc
from sayso.ingest.decode import NotText
from sayso.ingest.files import STDIN, find, location, reason
from sayso.model import Failure, Page

LARGEST = 64 * 2**20  # bytes of one page; more is a dump, not a page
RECORDS = (".jsonl", ".ndjson", ".jsonlines")
ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".warc.zst")
FEEDS = (".rss", ".atom")
HTML = (".html", ".htm", ".xhtml", ".shtml")
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


def collect(paths: Sequence[str]) -> Iterator[Page | Failure]:
    """Every page in files, folders (entered), patterns and standard input (`-`), sorted by location, lazily.

    One Failure for each thing that cannot be read, with the reason; nothing raises.
    """
    for found in find(paths):
        if isinstance(found, Failure):
            yield found
        elif str(found) == STDIN:
            yield from _pages(sys.stdin.buffer, STDIN, "")
        else:
            yield from _file(found)


def _file(path: Path) -> Iterator[Page | Failure]:
    name = location(path)
    try:
        with path.open("rb") as stream:
            yield from _pages(stream, name, path.name.lower())
    except OSError as error:
        yield Failure(name, reason(error))


def _pages(stream: IO[bytes], where: str, name: str) -> Iterator[Page | Failure]:
    """The pages of one file; `name` decides the format, else what stands in it does."""
    try:
        if name.endswith(ARCHIVES):
            yield from warc.read(stream, where)
            return
        if name.endswith(".gz"):
            stream, name = cast("IO[bytes]", gzip.GzipFile(fileobj=stream)), name[:-3]
        if name.endswith(RECORDS):
            yield from records.read(stream, where)
            return
        data = stream.read(LARGEST + 1)
        if name.endswith(FEEDS) or feed.is_feed(data[:1000].lower()):
            yield from feed.read(data, where) if len(data) <= LARGEST else [_page(data, where, name)]
        else:
            yield _page(data, where, name)
    except NotText as error:
        yield Failure(where, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Failure(where, "a broken gzip file")


def _page(data: bytes, where: str, name: str) -> Page | Failure:
    """One page from all bytes of a file."""
    if len(data) > LARGEST:
        return Failure(where, f"larger than {LARGEST // 2**20} MB")
    if not data.strip():
        return Failure(where, "empty")
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if name.endswith(HTML) or (not name.endswith(".txt") and start.startswith(HTML_STARTS)):
        return html.read(data, where)
    return text.read(data, where)
