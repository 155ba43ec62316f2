"""Saved feeds (RSS, Atom) to pages: one entry, one page. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from typing import Any

import feedparser

from sayso.ids import identifier
from sayso.ingest.html import parse
from sayso.ingest.rendition import Written, written
from sayso.model import Block, Failure, Page, StatedDate

DATES = (("published", "published"), ("created", "created"), ("updated", "modified"))
STARTS = (b"<rss", b"<feed", b"<rdf:rdf")


def is_feed(start: bytes) -> bool:
    """Whether the first bytes of a file, in lower case, are those of a feed."""
    return any(tag in start for tag in STARTS)


def read(data: bytes, location: str) -> Iterator[Page | Failure]:
    """The entries of a feed, title and text, each at its address or at `file#number`."""
    try:
        feed = feedparser.parse(BytesIO(data))
    except Exception:  # feedparser promises none, but its loose parser falls over some broken markup
        yield Failure(location, "a broken feed")
        return
    outlet = str(feed.feed.get("title") or "").strip() or None
    if not feed.entries:
        yield Failure(location, "no entry in this feed")
    for number, entry in enumerate(feed.entries, start=1):
        yield _page(entry, str(entry.get("link") or "") or f"{location}#{number}", outlet)


def _page(entry: Mapping[str, Any], where: str, outlet: str | None) -> Page | Failure:
    """The page of one entry: its title as headline, its text below."""
    contents = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
    title = str(entry.get("title") or "")
    root = parse(f"<html><body><h1>{title or escape(where)}</h1><div>{' '.join(contents)}</div></body></html>")
    lines = written(root) if root is not None else []
    text = "\n\n".join(line.text for line in lines)
    if len(lines) < 2:
        return Failure(where, "an entry without text")
    dates = [(str(entry[name]), f"{what}: field {name!r} of the feed") for name, what in DATES if entry.get(name)]
    return Page(
        id=identifier("p", where, text),
        location=where,
        text=text,
        title=lines[0].text if title else None,
        outlet=outlet,
        author=str(entry.get("author") or "") or None,
        url=where if where.startswith("http") else None,
        stated=tuple(StatedDate(*date) for date in dates),
        hints=tuple(_hints(lines)),
    )


def _hints(lines: list[Written]) -> Iterator[Block]:
    """The title is a headline, the rest is article: a feed carries no chrome but what cleaning finds by its wording."""
    start = 0
    for line in lines:
        kind = "headline" if "h1" in line.path else "body"
        yield Block(start, start + len(line.text), kind)  # type: ignore[arg-type]
        start += len(line.text) + 2
