"""Records in lines of JSON to pages: one record, one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec

from sayso.ids import identifier
from sayso.ingest import html
from sayso.model import Failure, Page, StatedDate

LONGEST = 64 * 2**20  # bytes of one line
TEXT = ("text", "content", "body", "article", "maintext", "main_text", "article_text", "articlebody", "full_text")
HTML = ("html", "raw_html", "content_html", "page_html")
URL = ("url", "link", "canonical_url", "source_url", "uri")
DATE = (
    "date",
    "published",
    "date_publish",
    "publish_date",
    "published_at",
    "date_published",
    "datepublished",
    "pubdate",
    "publication_date",
    "published_date",
    "publishedat",
    "pub_date",
    "created_at",
    "timestamp",
)
TITLE = ("title", "headline")
OUTLET = ("outlet", "sitename", "site_name", "publisher", "source_name", "media_name", "newspaper", "source", "site")
AUTHOR = ("author", "authors", "byline", "creator")
LANGUAGE = ("language", "lang")


def read(stream: IO[bytes], location: str) -> Iterator[Page | Failure]:
    """The pages of a file of JSON lines, one after another; a bad line is a Failure named `file#line`."""
    empty = True
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST + 1), b""), start=1):
        if not line.strip():
            continue
        empty = False
        where = f"{location}#{number}"
        try:
            record = msgspec.json.decode(line.strip().removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield Failure(where, "not JSON")
            continue
        yield page(record, where) if isinstance(record, dict) else Failure(where, "not a JSON object")
    if empty:
        yield Failure(location, "empty")


def page(record: Mapping[str, Any], where: str) -> Page | Failure:
    """A page from one record with fields of the usual names; its location is its URL where it has one."""
    fields = {str(name).lower().replace("-", "_"): value for name, value in record.items()}
    url = _word(fields, URL)
    location = url or where
    text = _first(fields, TEXT)
    markup = _first(fields, HTML)
    if text is None and markup is None:
        return Failure(where, f"no text in this record: none of {', '.join(TEXT[:4])}, html")
    if not (text or markup or "").strip():
        return Failure(where, "empty")
    made = Page(identifier("p", location, text), location, text) if text else html.read(markup or "", location)
    return _described(made, fields, url) if isinstance(made, Page) else made


def _described(made: Page, fields: Mapping[str, Any], url: str | None) -> Page:
    """The page with what the record says about it."""
    dates = tuple(StatedDate(str(fields[n]), f"field {n!r} of the record") for n in DATE if _plain(fields.get(n)))
    return msgspec.structs.replace(
        made,
        title=_word(fields, TITLE) or made.title,
        outlet=_word(fields, OUTLET) or made.outlet,
        author=_word(fields, AUTHOR) or made.author,
        url=url or made.url,
        language=_word(fields, LANGUAGE) or made.language,
        stated=dates + made.stated,
    )


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds a string."""
    return next((fields[name] for name in names if isinstance(fields.get(name), str)), None)


def _word(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """A short value: a string, the strings of a list, or the name of an object."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _plain(value: object) -> bool:
    return (isinstance(value, str) and bool(value.strip())) or (isinstance(value, int) and not isinstance(value, bool))
