"""Tokens for the grammar of time: words and numbers with their classes.

In:  a text.
Out: `Token`s with offsets and, for each class a token belongs to, its value (`lexicon.tsv` and the shapes of numbers).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from sayso.dating.names import rows

TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?!\d))"
    r"|(?P<numdate>\d{1,2}([./])\d{1,2}\3(?:19|20)?\d\d(?!\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}\.\d\d(?=\s?[ap]\.?m\b))"
    r"|(?P<daymonth>\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<quarter>q[1-4](?!\w))"
    r"|(?P<number>\d+(?:[.,]\d+)*)(?P<suffix>(?:st|nd|rd|th|s|['’]s|[ap]m|hrs|h)\b)?"
    r"|(?P<word>(?:o['’]clock|[ap]\.m\.?|b\.c\.?(?:e\.?)?|a\.d\.?|c\.e\.|ca\.)(?![^\W\d_])|[^\W\d_]{1,40})"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
    r"|(?P<junk>[^\w\s.,:;!?/$£€#&()'’‘\-–—−‐‑]+)"  # marks that no pattern names, many as one
    r"|(?P<mark>[^\w\s]|_)",
    re.I,
)
RANKED = re.compile(r"[-‐‑][^\W\d_]")
BREAK = "¶"  # between paragraphs: no pattern reaches across
FIRST_AFTER = BREAK + '.!?"“”:'
MARKS = {"’": "'", "‘": "'", "−": "-", "‐": "-", "‑": "-"}


class Token:
    """A token or, after a level of the grammar, a reduced run of them. `classes`: class -> value.

    `symbol`: its character in the grammar's alphabet, "" until the grammar has looked at it.
    """

    __slots__ = ("classes", "end", "reduced", "start", "symbol", "word")

    def __init__(self, word: str, start: int, end: int, classes: dict[str, Any], reduced: bool = False) -> None:
        self.word, self.start, self.end, self.classes, self.reduced = word, start, end, classes, reduced
        self.symbol = ""


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """word -> class -> value; whole numbers as int."""
    table: dict[str, dict[str, Any]] = {}
    for kind, value, *words in rows("lexicon.tsv"):
        for word in words:
            table.setdefault(word, {})[kind] = int(value) if value.lstrip("-").isdigit() else value
    return table


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in one pass."""
    found: list[Token] = []
    for m in TOKEN.finditer(text):
        kind, piece = m.lastgroup, m[0]
        if kind == "suffix":
            kind = "number"
        if kind == "word":
            first = not found or found[-1].word[-1] in FIRST_AFTER
            classes = word_classes(piece, first)
        elif kind == "gap":
            found.append(Token(BREAK, m.start(), m.end(), {}))
            continue
        elif kind in ("mark", "junk"):
            found.append(Token(MARKS.get(piece, piece), m.start(), m.end(), {}))
            continue
        else:
            classes = number_classes(str(kind), piece, m["suffix"] or "")
            if "DAYORD" in classes and RANKED.match(text, m.end()):
                classes = {}  # "the 14th-ranked player"
        found.append(Token(piece.lower(), m.start(), m.end(), classes))
    return found


@lru_cache(maxsize=20_000)
def word_classes(word: str, first: bool) -> dict[str, Any]:
    """The classes of a word. Short names of weekdays and `May`, `March` count with a capital only.

    `first`: it begins a sentence, where a capital tells nothing.
    """
    lower = word.lower()
    classes = dict(lexicon().get(lower, {}))
    capital = word[0].isupper()
    if not capital:
        for kind in ("AMBMONTH", "AMBWEEKDAY"):
            classes.pop(kind, None)
        if "MONTH" in classes and len(lower) <= 4 and lower not in ("june", "july"):
            del classes["MONTH"]
    elif not first:
        classes.pop("PLURALUNIT", None)  # Mr Weeks, Seven Days
    if not classes and len(lower) > 3 and lower.endswith("s") and not capital:
        classes["PLURAL"] = 1
    return classes


@lru_cache(maxsize=20_000)
def number_classes(kind: str, piece: str, suffix: str) -> dict[str, Any]:
    """The classes of a token with digits: INT, NUM, DAY, YEAR, YY, HOUR, ORD, DECADE, CLOCK, …"""
    if kind == "iso":
        return {"ISODATE": piece}
    if kind == "numdate":
        return {"NUMDATE": piece}
    if kind == "daymonth":
        return {"DAYMONTH": piece}
    if kind == "clock":
        return _clock(piece)
    if kind == "quarter":
        return {"QUARTER": int(piece[1])}
    digits = piece[: len(piece) - len(suffix)]
    plain = digits.replace(",", "")
    if not plain.isascii() or len(plain) > 9 or plain.count(".") > 1:
        return {}
    if "." in plain:
        return {"NUM": float(plain)}
    number, suffix = int(plain), suffix.lower().lstrip("'’")
    if suffix in ("st", "nd", "rd", "th"):
        return {"ORD": number} | ({"DAY": number, "DAYORD": number} if 1 <= number <= 31 else {})
    if suffix == "s" and len(digits) == 4 and number % 10:
        return _whole(digits, number)
    if suffix == "s":
        return (
            {"DECADE": number // 10}
            if len(digits) == 4 and not number % 10
            else {"YYS": number}
            if len(digits) == 2
            else {}
        )
    if suffix in ("am", "pm"):
        return {"MERIDIEMHOUR": (number % 12 + (12 if suffix == "pm" else 0), 0)} if 1 <= number <= 12 else {}
    if suffix in ("h", "hrs"):
        return {}
    return _whole(digits, number)


def _decade(digits: str, number: int) -> dict[str, Any]:
    """1870s, 470s (BC only), 60s."""
    if number % 10 or len(digits) == 1:
        return {}
    return {{4: "DECADE", 3: "BCDECADE"}.get(len(digits), "YYS"): number if len(digits) == 2 else number // 10}


def _whole(digits: str, number: int) -> dict[str, Any]:
    classes: dict[str, Any] = {"NUM": number}
    if "," in digits:
        return classes
    classes["INT"] = number
    if len(digits) == 4 and 1000 <= number <= 2199:
        classes["YEAR"] = number
        if not 1900 < number < 2040 or number == 2000:
            classes["OLDYEAR"] = number  # before a plural rather a number of things
    if len(digits) <= 4 and number:
        classes["NUMYEAR"] = number
    if len(digits) <= 2:
        if 1 <= number <= 31:
            classes["DAY"] = number
        if number <= 24:
            classes["HOUR"] = number
        if len(digits) == 2:
            classes["YY"] = number
    return classes


def _clock(piece: str) -> dict[str, Any]:
    hour, minute = (int(x) for x in re.split("[:.]", piece)[:2])
    return {"CLOCK": (hour, minute)} if hour <= 24 and minute < 60 else {}
