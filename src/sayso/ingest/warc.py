"""Web archives (WARC, WET) to pages: the HTML and text responses in them, one page each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.ingest import html, text
from sayso.ingest.decode import NotText
from sayso.model import Failure, Page

LARGEST = 64 * 2**20  # bytes of one record
KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
MARKUP = ("text/html", "application/xhtml+xml")
WHOLE = (200, 203)  # status codes of answers that carry what was asked for
SHOWN = 120  # characters of an address in a message


def read(stream: IO[bytes], location: str) -> Iterator[Page | Failure]:
    """The pages of an archive, each at its address. Pictures and scripts are no pages and are passed over; a record
    that should be a page and cannot be read is a Failure at its address; redirects and error responses are counted in
    one Failure at the archive's own location, each sort with the first address it came from."""
    found = False
    refused: Counter[str] = Counter()
    first: dict[str, str] = {}
    try:
        for record in ArchiveIterator(stream, record_types=KINDS, quirks_mode=True, auto_decode="all"):
            why = _refusal(record)
            made = _page(record) if not why else None
            if why:
                refused[why] += 1
                first.setdefault(why, _address(record))
            elif made is not None:
                found = True
                yield made
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield Failure(location, f"a broken web archive: {error}"[:200])
        return
    if refused:
        yield Failure(location, _passed_over(refused, first))
    elif not found:
        yield Failure(location, "no page in this web archive")


def _refusal(record: WarcRecord) -> str:
    """The sort of answer a response is where it carries no page ("error response 404"), '' where it may."""
    status = record.http_headers.status_code if record.is_http and record.http_headers else None
    if status is None or status in WHOLE:
        return ""
    sort = "redirect" if 300 <= status < 400 else "error response" if status >= 400 else "response"
    return f"{sort} {status}"


def _passed_over(refused: Mapping[str, int], first: Mapping[str, str]) -> str:
    """What was passed over: how many of each sort, and where the first of each was."""
    sorts = (f"{sort} ({count}, first {first[sort][:SHOWN]})" for sort, count in sorted(refused.items()))
    return f"no pages, passed over: {'; '.join(sorts)}"


def _page(record: WarcRecord) -> Page | Failure | None:
    """The page that a record is, None where it is none."""
    kind = _content_type(record)
    if not kind:
        return None
    where = _address(record)
    body = record.reader.read(LARGEST + 1)
    if len(body) > LARGEST:
        return Failure(where, f"larger than {LARGEST // 2**20} MB")
    try:
        if kind == "html":
            return html.read(body, where, record.http_charset if record.is_http else None)
        return text.read(body, where)
    except NotText as error:
        return Failure(where, str(error))


def _address(record: WarcRecord) -> str:
    """Where a record was collected."""
    return str(record.headers.get("WARC-Target-URI") or record.record_id)


def _content_type(record: WarcRecord) -> str:
    """'html', 'text', or '' for what is no page."""
    if record.record_type == WarcRecordType.conversion:
        return "text"
    name = (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
    name = name.split(";")[0].strip().lower()
    return "html" if name in MARKUP else "text" if name == "text/plain" else ""
