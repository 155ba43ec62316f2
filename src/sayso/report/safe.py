"""Text from pages made fit to show: nothing in it can act on the report, a terminal, or the order of letters."""

from __future__ import annotations

import re

# C0 and C1 controls (but tab and newline), bidirectional embeddings, overrides and isolates, lone surrogates, and the
# byte order mark. The marks LRM, RLM and the joiners stay: Persian, Hindi and Hebrew are misspelled without them.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """The text with every character that is not meant to be seen replaced by a sign for it (␀, ⟦U+202E⟧).

    A carriage return before a newline goes; alone it becomes a newline.
    """
    if text.isprintable():  # nearly always, and ten times faster to find out
        return text
    return _UNSAFE.sub(_sign, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The same on one line, white space folded."""
    return " ".join(shown(text).split())


def shortened(text: str, length: int) -> str:
    """At most about `length` characters of the text on one line, cut at a word; an ellipsis says that it was cut."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line.rfind(" ", length // 2, length)
    return line[: cut if cut > 0 else length].rstrip(" ,;:.–—-") + " …"


def anchor(prefix: str, name: str) -> str:
    """An id for an element of the report, made of the id of a thing: letters, digits, '.', '_' and '-' stay."""
    return prefix + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", name)


def _sign(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    return "␡" if point == 0x7F else f"⟦U+{point:04X}⟧"
