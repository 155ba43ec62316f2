"""Hours of the day of two statements against each other: the same thing at half past ten and at noon."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.compare.remark import Remark, quote
from sayso.compare.views import View, clause, meeting

CLOCK = re.compile(
    r"(?<![\d.,$€£])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.? ?m\b\.?"
    r"|(?<![\d.,$€£])(?P<hour24>[01]?\d|2[0-3])[:.]?(?P<minute24>[0-5]\d) ?(?:GMT|UTC|hours|hrs|BST|CET|EST|EDT)\b"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
WORDS = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
DAY = 24 * 60
MEANT = 40  # minutes two tellings of one hour may differ by
LOOSE = 75  # … where one says "around", "shortly before"
VAGUE = frozenset(["around", "about", "before", "after", "shortly", "nearly", "almost", "past", "by", "until", "till"])


class Hour(NamedTuple):
    """An hour told: where, minutes since midnight, and whether only roughly."""

    start: int
    end: int
    minutes: int
    rough: bool


def hours(view: View) -> list[Hour]:
    """Hours of the day in a statement."""
    return view.kept("hours", read)


def read(view: View) -> list[Hour]:
    found = []
    for m in CLOCK.finditer(view.text):
        if m["word"]:
            minutes = WORDS[m["word"].lower()]
        elif m["half"]:
            minutes = int(m["hour"]) % 12 * 60 + int(m["minute"] or 0) + 12 * 60 * (m["half"].lower() == "p")
        else:
            minutes = int(m["hour24"]) * 60 + int(m["minute24"])
        before = view.text[max(0, m.start() - 24) : m.start()].lower().split()
        found.append(Hour(m.start(), m.end(), minutes, bool(VAGUE & set(before[-3:]))))
    return found


def remarks(a: View, b: View) -> list[Remark]:
    """The hours of both where each tells one; none where either tells several and one is common."""
    some, others = hours(a), hours(b)
    if not some or not others:
        return []
    gaps = [(apart(x, y), x, y) for x in some for y in others]
    gap, x, y = min(gaps, key=lambda g: g[0])
    here, there = (x.start, x.end), (y.start, y.end)
    span, other = a.doc.char_span(*here, alignment_mode="expand"), b.doc.char_span(*there, alignment_mode="expand")
    alike = meeting(clause(span.root, a), clause(other.root, b)) if span and other else 0.5
    words = f"{quote(a, here)} {'and' if gap <= 0 else 'against'} {quote(b, there)}"
    if gap <= 0:
        return [Remark("time", 1, 0.3 + 0.4 * alike, words, here, there)]
    if len(some) > 1 or len(others) > 1:
        return []
    return [Remark("time", -1, 0.3 + 0.7 * alike, words, here, there)]


def apart(x: Hour, y: Hour) -> int:
    """Minutes between two hours beyond what may be meant by one; not above 0: they may be one."""
    gap = abs(x.minutes - y.minutes)
    return min(gap, DAY - gap) - (LOOSE if x.rough or y.rough else MEANT)
