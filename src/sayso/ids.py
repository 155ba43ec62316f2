"""Identifiers made from content, so that the same pages in any order give the same ids."""

from __future__ import annotations

from hashlib import blake2b


def identifier(prefix: str, *parts: object) -> str:
    """`prefix` + 12 hexadecimal digits of a hash over the parts (their `str`, kept apart by a unit separator)."""
    data = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    return prefix + blake2b(data, digest_size=6).hexdigest()
