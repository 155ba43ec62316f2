"""Hours and dates of two statements against each other: the same thing at half past ten and in the evening."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.compare.exclusions import happened
from sayso.compare.remark import Remark, quote
from sayso.compare.views import View, clause, meeting

CLOCK = re.compile(
    r"(?<![\d.,$€£])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.? ?m\b\.?"
    r"|(?<![\d.,$€£])(?P<hour24>(?:[01]\d|2[0-3])(?=[:.]?[0-5]\d)|\d(?=[:.]))[:.]?(?P<minute24>[0-5]\d)"
    r" ?(?:GMT|UTC|hours|hrs|BST|CET|EST|EDT)\b"
    r"|(?<![\d.,$€£:])(?P<plain>[01]?\d|2[0-3]):(?P<past>[0-5]\d)(?![\d:]|,\d| ?[ap]\.? ?m\b)"
    r"|\b(?:at|around|about|by) (?P<four>[01]\d|2[0-3])(?P<digits>[0-5]\d)(?= (?:local time|local|\())"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
WORLD = re.compile(r" ?\(?(?:GMT|UTC)\b", re.IGNORECASE)
SPOKEN = re.compile(
    r"\b(?:(?P<part>half|quarter|ten|twenty|five|twenty[- ]five) (?P<way>past|to|after) )?"
    r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) ?(?:o['’ ]?clock\b ?)?"
    r"(?:(?:in|on) the )?(?P<when>morning|afternoon|evening|at night|night)?\b",
    re.IGNORECASE,
)
HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
PART = r"(?:quarter|ten|twenty|five|twenty[- ]five|\d{1,2})(?: minutes?)?"
TOLD = re.compile(  # "at ten to three", "quarter past two": an hour, though not whether of the morning
    rf"\b(?:half|{PART}) past {HOUR}\b|\bquarter after {HOUR}\b|(?<=\bat |\bby )(?:a )?{PART} (?:to|before) {HOUR}\b"
    rf"|\bquarter to {HOUR}\b",
    re.IGNORECASE,
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
PAST = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5, "twenty-five": 25, "twenty five": 25}
PARTS = {  # part of the day → minutes since midnight it lies between
    "dawn": (240, 450), "daybreak": (240, 450), "sunrise": (240, 480), "breakfast": (360, 600), "morning": (0, 720),
    "lunchtime": (690, 870), "lunch": (690, 900), "noon": (690, 750), "midday": (690, 780), "afternoon": (720, 1110),
    "sunset": (990, 1290), "dusk": (990, 1320), "nightfall": (1020, 1320), "evening": (1020, 1440),
    "dinner": (1050, 1380),
    "midnight": (1410, 1470), "overnight": (1260, 1860), "tonight": (1080, 1500), "daylight": (330, 1260),
}  # fmt: skip
MONTHS = {name[:n]: i for i, name in enumerate(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"), 1) for n in (3, 4, len(name))}  # fmt: skip
NAME = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = re.compile(
    r"\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? "
    + NAME.format("first")
    + r"\b|"
    + NAME.format("second")
    + r" (?:the )?(?P<late>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:,]\d)\b"
    r"|(?P<third>early|late|mid|end of|start of|beginning of|first (?:week|days|half) (?:of|in)|middle of)[ -]"
    + NAME.format("month")
    + r"\b|(?:in|since|of|until|before|last|by|from) "
    + NAME.format("whole")
    + r"(?! \d)\b"
    r"|(?P<feast>Christmas Eve|Christmas Day|Boxing Day|New Year['’]s (?:Eve|Day)|Halloween|Valentine['’]s Day))"
)
FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
          "new year's day": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14)}  # fmt: skip
THIRDS = {  # days of a month that lie in its part
    "early": (1, 12), "start": (1, 10), "beginning": (1, 10), "first": (1, 15), "mid": (10, 21), "middle": (10, 21),
    "late": (18, 31), "end": (20, 31),
}  # fmt: skip
WORDS = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
DAY = 24 * 60
MEANT = 40  # minutes two tellings of one hour may differ by
LOOSE = 75  # … where one of them says "around", "shortly before"
VAGUE = frozenset(["around", "about", "before", "after", "shortly", "nearly", "almost", "past", "by", "until", "till"])


class Hour(NamedTuple):
    """An hour told: where, minutes since midnight, whether only roughly, and whether in universal time."""

    start: int
    end: int
    minutes: int
    rough: bool
    world: bool = False


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
            minutes = int(m["hour24"] or m["plain"] or m["four"]) * 60 + int(m["minute24"] or m["past"] or m["digits"])
        before = view.text[max(0, m.start() - 24) : m.start()].lower().split()
        world = bool(WORLD.match(view.text, m.end()) or WORLD.search(m.group()))
        found.append(Hour(m.start(), m.end(), minutes, bool(VAGUE & set(before[-3:])), world))
    return found


def clocked(view: View) -> list[tuple[int, int]]:
    """Where hours are told in words."""
    return [m.span() for m in TOLD.finditer(view.text)]


class Stretch(NamedTuple):
    """A stretch of the day (minutes since midnight) or of the year (days), where it is told, whether in universal
    time."""

    start: int
    end: int
    low: int
    high: int
    world: bool = False


def dayparts(view: View) -> list[Stretch]:
    """Hours and parts of the day of a statement as stretches of minutes."""
    found = []
    for h in hours(view):
        wide = LOOSE - MEANT // 2 if h.rough else MEANT // 2  # half of what two tellings may differ by
        found.append(Stretch(h.start, h.end, h.minutes - wide, h.minutes + wide, h.world))
    for m in SPOKEN.finditer(view.text):
        said = m["hour"].lower()
        hour, when = NUMBERS.get(said) or int(said), (m["when"] or "").lower()
        if not when or hour > 12 or bool(m["part"]) != bool(m["way"]):
            continue
        minutes = hour % 12 * 60 + PAST.get((m["part"] or "").lower(), 0) * (-1 if m["way"] == "to" else 1)
        late = when in ("afternoon", "evening") or (when.endswith("night") and hour >= 6)
        minutes += 720 if late else 0
        found.append(Stretch(m.start(), m.end(), minutes - MEANT // 2, minutes + MEANT // 2))
    inside = [(s.start, s.end) for s in found]
    for t in view.doc:
        if t.lower_ in PARTS and not any(start <= t.idx < end for start, end in inside):
            found.append(Stretch(t.idx, t.idx + len(t), *PARTS[t.lower_]))
    return found


def dates(view: View) -> list[Stretch]:
    """Dates of a statement as stretches of days of a year of months of 31 days."""
    found = []
    for m in DATE.finditer(view.text):
        if m["feast"]:
            month, day = FEASTS[m["feast"].lower().replace("’", "'")]
            low = high = month * 31 + day
        else:
            name = m["first"] or m["second"] or m["month"] or m["whole"]
            month = MONTHS[name.lower().rstrip(".")[:3]]
            day = int(m["day"] or m["late"] or 0)
            part = (m["third"] or "").split(" ")[0]
            first, last = (day, day) if day else THIRDS.get(part, (1, 31))
            low, high = month * 31 + first, month * 31 + last
        found.append(Stretch(m.start(), m.end(), low, high))
    return found


def remarks(a: View, b: View) -> list[Remark]:
    """Hours, parts of the day and dates; none where either tells several and one is common."""
    parts = against(a, b, a.kept("dayparts", dayparts), b.kept("dayparts", dayparts), DAY)
    return [*parts, *against(a, b, a.kept("dates", dates), b.kept("dates", dates), 12 * 31)]


def against(a: View, b: View, some: list[Stretch], others: list[Stretch], round_: int) -> list[Remark]:
    """The nearest two stretches of two statements, where each tells one; hours of one clock only."""
    one_clock = [(between(x, y, round_), x, y) for x in some for y in others if x.world == y.world]
    if not one_clock:
        return []
    gap, x, y = min(one_clock, key=lambda g: (g[0], g[1][0] + g[2][0]))
    here, there = (x.start, x.end), (y.start, y.end)
    span, other = a.doc.char_span(*here, alignment_mode="expand"), b.doc.char_span(*there, alignment_mode="expand")
    alike = meeting(clause(span.root, a), clause(other.root, b)) if span and other else 0.5
    words = f"{quote(a, here)} {'and' if gap <= 0 else 'against'} {quote(b, there)}"
    if gap <= 0:
        exact = x.high - x.low <= MEANT and y.high - y.low <= MEANT
        return [Remark("time", 1, (0.3 if exact else 0.1) + 0.4 * alike, words, here, there)]
    if span and other and happened(span.root) != happened(other.root):
        return [Remark("time", 0, 1.0, f"told of other times: {quote(a, here)}, {quote(b, there)}", here, there)]
    few = 1.0 if len(some) == 1 == len(others) else 0.5
    return [Remark("time", -1, few * (0.5 + 0.4 * alike), words, here, there)]


def between(x: Stretch, y: Stretch, round_: int) -> int:
    """How far two stretches lie apart on the round of a day or a year; not above 0 where they meet."""
    gaps = [max(x.low, y.low + turn) - min(x.high, y.high + turn) for turn in (-round_, 0, round_)]
    return min(gaps)
