"""Plain text to a page: verbatim."""

from __future__ import annotations

from sayso.ids import identifier
from sayso.ingest.decode import decode
from sayso.model import Failure, Page


def read(data: bytes, location: str) -> Page | Failure:
    """The page that a text file is; the text is as given, so offsets count into the file's own characters."""
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        return Failure(location, "empty")
    return Page(id=identifier("p", location, text), location=location, text=text)
