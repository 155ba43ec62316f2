"""Numbers in running text: digits and words, with unit, scale and bounds; what only looks like a count is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.events.numberwords import ratio, tables

PIECE = re.compile(
    r"[1-9]/[2-9]\b|(?<![\d.])\.\d+|\d+(?:[.,]\d+)*"  # 1/2, .357, 1,000.5
    r"|\b(?:US|CA?|AU?|NZ|HK|R)\$|[^\W\d_]+(?:['’][a-z]+)?|[^\w\s]"
)
NOT_COUNTS = re.compile(
    r"\b\d{1,2} ?: ?\d{2}(?: ?: ?\d{2})?(?:\s?[ap]\. ?m\b\.?|\s?[ap]m\b)?"  # 16:30, 4:30 pm
    r"|\b\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b\.?"  # 10 pm, 4.30pm
    r"|\b\d{3,4}\s?(?:GMT|UTC|hrs|local time|CET|EST|EDT|PST|ET)\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\(\d{1,2}/\d{1,2}\)"
    r"|\b(?:19|20)\d{2}[-–/]\d{2,4}\b"  # 2021-22
    r"|\b\d{1,4}(?:st|nd|rd|th)\b|\b\d{2,4}['’]?s\b"  # 3rd, 1990s
    r"|(?<![\w.,])\+?\(?\d{2,4}\)?[\s.-]\d{2,4}[\s.-]\d{2,4}(?:[\s.-]\d{2,4})*(?![\w,])"  # phone numbers
    r"|(?<![\w.,])\+\d{7,15}\b|(?<![\w.,])0\d{2,4}[\s-]\d{5,8}\b"
    r"|\b\d+/\d+/\d+\b|\b9/11\b"
    r"|\b[^\W\d_]+[-–]?\d+[^\W\d_]*(?:[-–]\d+)?\b(?<![kmbt]n)",  # G7, COVID-19, F-16, MH17
    re.UNICODE,
)
DOUBTFUL = ("won", "rand", "real", "lira")  # also plain words; as money they come in hundreds
SPACED = re.compile(r"(?<![\d.,])(?!0)\d{1,3}(?:[   ]\d{3})+(?!\d)")


class Number(NamedTuple):
    """A number as read: offsets of digits/words with scale and unit; `wide` is the start of the words that bound it."""

    start: int
    end: int
    wide: int
    value: float
    lowest: float | None
    highest: float | None
    unit: str
    bare: bool


class Piece(NamedTuple):
    """A word, a run of digits or a sign of the text."""

    text: str
    start: int
    end: int


Core = tuple[float, float | None, float | None, int, bool]  # value, lowest, highest, next piece, whether a share


def numbers(text: str) -> list[Number]:
    """Numbers of a text in order that may count something (times, dates, ordinals, phone numbers, names left out)."""
    flat = SPACED.sub(lambda m: re.sub(r"\s", ",", m.group()), text)
    hidden = NOT_COUNTS.sub(lambda m: m.group() if shortened(m.group()) else " " * len(m.group()), flat)
    pieces = [Piece(m.group().lower(), m.start(), m.end()) for m in PIECE.finditer(hidden)]
    found: list[Number] = []
    i = 0
    while i < len(pieces):
        read = number(pieces, i)
        if read is None:
            i += 1
            continue
        made, i = read
        if made is not None:
            found.append(made)
    return found


def shortened(text: str) -> bool:
    """Whether what looks like a name is an amount with its unit ("Rs500", "US40", "EUR20")."""
    match = re.fullmatch(r"([^\W\d_]+)\d+(?:[kmb]n?)?", text)
    return bool(match and match.group(1).lower() in tables().units and match.group(1).lower() not in ("m", "g"))


def number(pieces: Sequence[Piece], i: int) -> tuple[Number | None, int] | None:
    """The number that begins at piece `i` and the piece after it; None where none begins."""
    prefix = tables().units.get(pieces[i].text)
    money = prefix is not None and prefix[0].isupper() and prefixes(pieces[i].text)
    at = i + 1 if money else i
    core = amount(pieces, at, bool(money))
    if core is None:
        return None
    value, low, high, after, share = in_ten(pieces, core) or core
    unit, factor = (prefix[0], 1.0) if money and prefix else ("", 1.0)
    if share:
        unit = "%"
    first, second = i, ranged(pieces, after, value)
    if second is not None:
        first = i - 1 if i and pieces[i - 1].text == "between" else i
        low, high, after = value, second[0], second[1]
        if value < 1000 <= high and high / value > 1000:
            low = value * scale_of(high)
        value = (low + high) / 2
    if not unit:
        unit, factor, after = unit_at(pieces, after)
        if pieces[after - 1].text in DOUBTFUL and value < 100:
            unit, factor, after = "", 1.0, after - 1
    elif unit_at(pieces, after)[0] == unit:
        after = unit_at(pieces, after)[2]
    start, end = pieces[i].start, pieces[after - 1].end
    wide, bounds = bound(pieces, first, after)
    lasting = unit or (pieces[after].text if after < len(pieces) else "")
    if bounds is not None and lasting in tables().labels["stretches"] and during(pieces, first):
        wide, bounds = start, None
    if bounds is not None:
        low, high = (value * b if b is not None else None for b in bounds[:2])
        end = pieces[bounds[2] - 1].end
        after = bounds[2]
    scaled = [x * factor if x is not None else None for x in (value, low, high)]
    bare = after - at == 1 and pieces[at].text.isdigit()
    return Number(start, end, wide, scaled[0] or 0.0, scaled[1], scaled[2], unit, bare), after


def prefixes(name: str) -> bool:
    """Whether a name of money can stand before the number: a sign or a code, not a word such as "won"."""
    return not name.isalpha() or (len(name) <= 3 and name not in DOUBTFUL and name not in ("yen", "pc", "pct"))


def scale_of(value: float) -> float:
    """Largest scale word in a value: 5 in "5 to 10 million" means millions."""
    return next((s for s in (1e12, 1e9, 1e6, 1e3) if value >= s), 1.0)


def amount(pieces: Sequence[Piece], i: int, money: bool) -> Core | None:
    """Value, bounds, next piece and whether it is a share, of the digits or number words at piece `i`."""
    words = tables()
    for parts, name in words.phrases.get(pieces[i].text, ()) if i < len(pieces) else ():
        if [p.text for p in pieces[i : i + len(parts)]] == parts:
            kind, value, low, high = words.kinds[name]
            if kind == "part" and not share_follows(pieces, i + len(parts) - 1):
                continue
            return value, low, high, i + len(parts), kind == "part"
    if i >= len(pieces):
        return None
    text = pieces[i].text
    if text[0].isdigit() or (text[0] == "." and len(text) > 1):
        value = ratio(text) if "/" in text else digits(text)
        return scaled(pieces, i + 1, value, money)
    if text in ("a", "an") and i + 1 < len(pieces) and words.kinds.get(pieces[i + 1].text, ("",))[0] == "scale":
        return scaled(pieces, i + 1, 1.0, money)
    kind, value, low, high = words.kinds.get(text, ("", 0.0, None, None))
    if kind == "vague":
        return value, low, high, i + 1, False
    if kind == "part":
        return (value, value, value, i + 1, True) if share_follows(pieces, i) else None
    return spelled(pieces, i, money) if kind == "unit" else None


def in_ten(pieces: Sequence[Piece], core: Core) -> Core | None:
    """ "One in five children" as a share of a hundred; None where the number is not so told."""
    value, after = core[0], core[3]
    if after + 2 >= len(pieces) or pieces[after].text != "in" or value != int(value):
        return None
    below = amount(pieces, after + 1, False)
    if below is None or not value < below[0] <= 10 or below[3] >= len(pieces) or not pieces[below[3]].text.isalpha():
        return None
    if pieces[below[3]].text in tables().units:
        return None
    share = round(100 * value / below[0], 2)
    return share, share, share, below[3], True


def share_follows(pieces: Sequence[Piece], i: int) -> bool:
    """Whether "half" is a share of something ("half of", "half the", "by half"), not half-time or half an hour."""
    if [p.text for p in pieces[max(0, i - 2) : i]][-2:] == ["by", "a"] or (i and pieces[i - 1].text == "by"):
        return True
    if i + 1 >= len(pieces) or pieces[i + 1].text not in ("of", "the", "its", "their", "all"):
        return False
    labels = tables().labels
    of_time = any(
        re.fullmatch(r"(?:1[5-9]|20)\d\d", p.text) or p.text in labels["month"] for p in pieces[i + 2 : i + 3]
    )
    return not of_time and not (i and pieces[i - 1].text in labels["period"])


def digits(text: str) -> float:
    """Value of a run of digits: commas (or several points) part thousands, one point the decimals."""
    if text.count(".") > 1 or re.fullmatch(r"\d{1,3}(,\d{2,3})+(\.\d+)?", text):
        return float(text.replace(",", "") if text.count(".") <= 1 else re.sub(r"[.,]", "", text))
    return float(text.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", text) else text.replace(",", ""))


def scaled(pieces: Sequence[Piece], i: int, value: float, money: bool) -> Core:
    """A value with the scale words behind it: "10 billion", "3.5m" with money or joined to the digits."""
    kinds = tables().kinds
    while i < len(pieces):
        kind, scale, _, _ = kinds.get(pieces[i].text, ("", 1.0, None, None))
        joined = pieces[i].start == pieces[i - 1].end
        hyphen = pieces[i].text == "-" and i + 1 < len(pieces) and kinds.get(pieces[i + 1].text, ("",))[0] == "scale"
        if hyphen:
            i += 1
        elif kind == "scale" or (kind == "short" and (money or (joined and pieces[i].text != "m"))):
            value, i = value * scale, i + 1
        else:
            break
    return value, value, value, i, False


def spelled(pieces: Sequence[Piece], i: int, money: bool) -> Core:
    """A number in words: "three hundred and five", "twenty-five thousand"."""
    kinds = tables().kinds
    total = current = 0.0
    last = i
    while i < len(pieces):
        text = pieces[i].text
        kind, value, _, _ = kinds.get(text, ("", 0.0, None, None))
        if kind == "unit" and fits(current, value):
            current += value
        elif kind == "scale" and last:
            current = max(current, 1.0) * value
            if value >= 1000:
                total, current = total + current, 0.0
        elif text in ("and", "-") and i + 1 < len(pieces) and joins(pieces, i, current):
            i += 1
            continue
        else:
            break
        i += 1
        last = i
    value = total + current
    return value, value, value, last, False


def fits(current: float, value: float) -> bool:
    """Whether a number word goes on from what is read: five after twenty, forty after three hundred."""
    tens = current % 10 == 0 and current % 100 >= 20 and value < 10
    return current % 100 == 0 or tens


def joins(pieces: Sequence[Piece], i: int, current: float) -> bool:
    """Whether "and" or a hyphen goes on inside a number: "hundred and five", "twenty-five", "two-hundred"."""
    kind, value, _, _ = tables().kinds.get(pieces[i + 1].text, ("", 0.0, None, None))
    if pieces[i].text == "and":
        return kind == "unit" and current >= 100
    return (kind == "unit" and value < 10 and current % 10 == 0 and current >= 20) or kind == "scale"


def ranged(pieces: Sequence[Piece], i: int, first: float) -> tuple[float, int] | None:
    """The upper end of a range ("20 to 30", "20–30", "between 20 and 30") and the piece after it."""
    if i + 1 >= len(pieces) or pieces[i].text not in ("to", "-", "–", "—", "and", "or"):
        return None
    sign = pieces[i].text
    before = [p.text for p in pieces[max(0, i - 6) : i]]
    if sign == "to" and "from" in before[-3:]:  # a change, not a range
        return None
    begin = i + 1
    if pieces[begin].text in tables().units and begin + 1 < len(pieces):
        begin += 1
    second = amount(pieces, begin, False)
    if second is None or second[0] <= first or second[4]:
        return None
    if sign in ("and", "or") and "between" not in before and not (sign == "or" and second[0] - first <= first):
        return None
    if sign in ("-", "–", "—") and second[0] / max(first, 1) > 100:
        return None
    return second[0], second[3]


def during(pieces: Sequence[Piece], i: int) -> bool:
    """Whether "over" before a stretch of time means during it ("over six weeks"), not more ("for over six weeks")."""
    before = pieces[i - 2].text if i > 1 else ""
    return pieces[i - 1].text == "over" and before not in tables().labels["lasting"]


def unit_at(pieces: Sequence[Piece], i: int) -> tuple[str, float, int]:
    """Unit, factor to what it is kept as, and the piece after it; ("", 1, i) where there is none."""
    units = tables().units
    if i < len(pieces) and pieces[i].text == "-" and i + 1 < len(pieces) and pieces[i + 1].text in units:
        i += 1
    for width in (2, 1):
        if i + width > len(pieces):
            continue
        name = " ".join(p.text for p in pieces[i : i + width])
        if name in units:
            kept, factor = units[name]
            hourly = [p.text for p in pieces[i + width : i + width + 2]] in (["per", "hour"], ["an", "hour"])
            if kept == "metre" and hourly:
                return "km/h", factor / 1000, i + width + 2
            return kept, factor, i + width
    return "", 1.0, i


def bound(pieces: Sequence[Piece], i: int, after: int) -> tuple[int, tuple[float | None, float | None, int] | None]:
    """Where the words that bound the number at pieces `i`…`after` begin, and the bounds as factors."""
    table = tables().bounds
    for words, low, high in table["before"].get(pieces[i - 1].text, ()) if i else ():
        if i >= len(words) and [p.text for p in pieces[i - len(words) : i]] == words:
            return pieces[i - len(words)].start, (low, high, after)
    for words, low, high in table["after"].get(pieces[after].text, ()) if after < len(pieces) else ():
        if [p.text for p in pieces[after : after + len(words)]] == words:
            return pieces[i].start, (low, high, after + len(words))
    return pieces[i].start, None
