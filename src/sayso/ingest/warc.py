"""Web archives (WARC, WET) to pages: the HTML and text responses in them, one page each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.ingest import html, text
from sayso.ingest.decode import NotText
from sayso.model import Failure, Page

LARGEST = 64 * 2**20  # bytes of one record
KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
MARKUP = ("text/html", "application/xhtml+xml")


def read(stream: IO[bytes], location: str) -> Iterator[Page | Failure]:
    """The pages of an archive, each at its address. Pictures, scripts, redirects and error pages are no pages and are
    passed over; a record that should be one and cannot be read is a Failure at its address."""
    found = False
    try:
        for record in ArchiveIterator(stream, record_types=KINDS, quirks_mode=True, auto_decode="all"):
            made = _page(record)
            if made is not None:
                found = True
                yield made
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield Failure(location, f"a broken web archive: {error}"[:200])
        return
    if not found:
        yield Failure(location, "no page in this web archive")


def _page(record: WarcRecord) -> Page | Failure | None:
    """The page that a record is, None where it is none."""
    kind = _content_type(record)
    if not kind or (record.is_http and record.http_headers.status_code not in (200, 203)):
        return None
    where = str(record.headers.get("WARC-Target-URI") or record.record_id)
    body = record.reader.read(LARGEST + 1)
    if len(body) > LARGEST:
        return Failure(where, f"larger than {LARGEST // 2**20} MB")
    try:
        if kind == "html":
            return html.read(body, where, record.http_charset if record.is_http else None)
        return text.read(body, where)
    except NotText as error:
        return Failure(where, str(error))


def _content_type(record: WarcRecord) -> str:
    """'html', 'text', or '' for what is no page."""
    if record.record_type == WarcRecordType.conversion:
        return "text"
    name = (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
    name = name.split(";")[0].strip().lower()
    return "html" if name in MARKUP else "text" if name == "text/plain" else ""
