"""Bytes to text: what encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 60_000  # bytes that are looked at to tell an encoding that is not UTF-8
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image, sound or film",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "compressed",
    b"BZh": "compressed",
    b"\xfd7zXZ": "compressed",
    b"\x28\xb5\x2f\xfd": "compressed",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"OggS": "sound or film",
    b"ID3": "sound",
}


class NotText(ValueError):
    """The bytes are no text; the message says what they are."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes, every character kept, newlines and byte order mark included.

    `declared`: an encoding the container names, believed where it fits. Raises NotText.
    """
    what = next((name for magic, name in MAGIC.items() if data.startswith(magic)), None)
    if what:
        raise NotText(f"not text: {what}")
    for mark, name in MARKS:
        if data.startswith(mark):
            return _checked(data.decode(name, errors="replace"))
    for encoding in ("utf-8", declared):
        text = _try(data, encoding)
        if text is not None:
            return _checked(text)
    return _checked(_guessed(data))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page says it is in."""
    found = DECLARED.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (LookupError, ValueError):
        return None


def _guessed(data: bytes) -> str:
    """Text in an old encoding, or UTF-8 with a few broken bytes."""
    loose = data.decode("utf-8", errors="replace")
    multibyte = sum(character > "\x7f" for character in loose[:SAMPLE])
    if multibyte > 8 * loose[:SAMPLE].count("\ufffd"):
        return loose
    if b"\0" in data[:SAMPLE]:
        raise NotText("not text: binary data")
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise NotText("not text: no encoding fits it")
    return data.decode(best.encoding, errors="replace")


def _checked(text: str) -> str:
    """The text, unless it is mostly control characters. Raises NotText."""
    sample = text[:SAMPLE]
    control = sum(
        (character < " " and character not in "\t\n\r\f\v\x1b") or character == "\ufffd" for character in sample
    )
    if control * 20 > len(sample):
        raise NotText("not text: binary data")
    return text
