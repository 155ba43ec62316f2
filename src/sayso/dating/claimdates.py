"""When a claim was said, and about when: expressions beside the cue, and expressions inside the content.

In:  a page with its blocks, its claims, its date.
Out: the claims with `said` and `about` filled where the text gives them; all expressions of the page, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from sayso.dating.evidence import fixed_days, own_text
from sayso.dating.expressions import expressions
from sayso.model import Claim, Cleaned, Interval, Page, Span, TimeExpression

STOP = re.compile(r"[.!?][”’\"')]*\s+(?=[“\"‘(]?[A-Z0-9])|\n\s*\n")
SHORT = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|St|No|[A-Z])"
    r"\.\Z"
)
GOES_ON = re.compile(
    r"\b(?:also|added?|adding|adds|continued?|continuing|went on|further|concluded|noted|stressed)\b", re.I
)
LONGEST = 500_000  # characters of a page that are searched for expressions: longer ones are no pages of news
CLAUSE = re.compile(r"\b(?:who|which|where|when|after|before|since|that|because|while|as|whose)\b|[;:]")
LEAD = re.compile(r"\b(since|after|until|till|by|before)\s+$", re.I)
FAR = 160  # characters at most between the words of saying and their date
REACH = 400  # characters on either side of the cue in which its sentence is looked for
SPOKEN = {"today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "yesterday": -1, "tomorrow": 1}
NAMES_DAY = re.compile(r"\d, an? \Z")
AFTER = re.compile(r"\b(?:after|following)\Z")
APART = re.compile(r",? an? ")  # "18 December, a Wednesday"
NAMED = re.compile(  # "the 2016 election": the year is part of a name
    r" (?:(?:general|presidential|midterm|federal|national|parliamentary|local|summer|winter|nuclear|peace) )?"
    r"(?:elections?|vote|race|campaigns?|primary|primaries|referendum|olympics?|games|world cup|budget|census|"
    r"constitution|agreement|accords?|treaty|deal|act|law)\b", re.I,
)  # fmt: skip
NEXT = 1500  # characters within which "also said" goes on with what the same speaker said before


def dated(
    page: Page, cleaned: Cleaned, claims: Sequence[Claim], when: Interval | None
) -> tuple[tuple[Claim, ...], tuple[TimeExpression, ...]]:
    """Claims with `said` and `about`; every temporal expression of the page's own blocks."""
    found = page_expressions(page, cleaned, when)
    starts = [e.start for e in found]
    contents = sorted(s for c in claims for s in c.content if c.cue)
    out = []
    for claim in claims:
        said = None
        if claim.cue:
            near = _between(found, starts, *_sentence(page.text, claim))
            said = _said(page, claim, [e for e in near if not _inside(e, contents)])
        told = [e for s in claim.content for e in _between(found, starts, s.start, s.end)]
        about = _about(page, _as_said(page, claim, said, told))
        out.append(msgspec.structs.replace(claim, said=said or claim.said, about=about or claim.about))
    return tuple(_carried_on(page, out)), tuple(found)


def page_expressions(page: Page, cleaned: Cleaned, when: Interval | None) -> list[TimeExpression]:
    """The expressions of a page's own blocks, in one pass; a page dated to a single day is reckoned from that day.

    On a page that is not, a weekday with day and month is placed where one year alone fits.
    """
    text = own_text(page, cleaned)[:LONGEST]
    if when and when.earliest and when.earliest == when.latest:
        return expressions(text, when.earliest)
    found = expressions(text, None)
    for pair in fixed_days(text, cleaned.languages)[0]:
        if len(pair.days) == 1:
            day = pair.days[0].isoformat()
            found = [
                msgspec.structs.replace(e, value=day, earliest=day, latest=day)
                if e.start < pair.end and e.end > pair.start
                else e
                for e in found
            ]
    return found


def _between(found: Sequence[TimeExpression], starts: Sequence[int], start: int, end: int) -> list[TimeExpression]:
    return [e for e in found[bisect_left(starts, start) : bisect_left(starts, end)] if e.end <= end]


def _inside(e: TimeExpression, contents: Sequence[Span]) -> bool:
    """Whether an expression stands in the content of any claim that has a cue."""
    at = bisect_left(contents, Span(e.start, 1 << 60))
    return any(s.start <= e.start < s.end for s in contents[max(0, at - 4) : at])


def _sentence(text: str, claim: Claim) -> tuple[int, int]:
    """The sentence in which the cue stands; a quotation that ends with its own mark does not end it."""
    start, end = claim.cue[0].start, claim.cue[-1].end
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    before = [m.end() for m in STOP.finditer(text, low, start) if not SHORT.search(text, low, m.start() + 1)]
    after = next((m for m in STOP.finditer(text, end, high) if not SHORT.search(text, low, m.start() + 1)), None)
    return (before[-1] if before else low), (after.start() + 1 if after else high)


def _said(page: Page, claim: Claim, near: Sequence[TimeExpression]) -> Interval | None:
    """The date that hangs on the cue: in its sentence, outside the content, nearest to the cue."""
    usable = [e for e in near if e.earliest and e.kind in ("DATE", "TIME") and "REF" not in e.value]
    usable = [e for e in usable if not _of_event(page.text, e)]
    if not usable:
        return None
    start, end = claim.cue[0].start, claim.cue[-1].end
    usable = [
        e
        for e in usable
        if _hangs(page.text, e, start, end) and not NAMES_DAY.search(page.text, max(0, e.start - 8), e.start)
    ]
    if not usable:
        return None
    best = min(usable, key=lambda e: (max(e.start - end, start - e.end), e.start))
    return Interval(best.earliest, best.latest, f"'{page.text[best.start : best.end]}' beside the words of saying")


def _of_event(text: str, e: TimeExpression) -> bool:
    """ "18 years after they had come", "the week after it took a stake": counted from what the page tells."""
    return AFTER.search(text, e.start, e.end) is not None and re.compile(r"\s\w").match(text, e.end) is not None


def _hangs(text: str, e: TimeExpression, start: int, end: int) -> bool:
    """Whether nothing between an expression and the cue opens another clause ("where he arrived on Sunday")."""
    between = text[end : e.start] if e.start >= end else text[e.end : start]
    return len(between) <= FAR and "\n" not in between and not CLAUSE.search(between)


def _as_said(page: Page, claim: Claim, said: Interval | None, told: list[TimeExpression]) -> list[TimeExpression]:
    """ "Today" in a quotation of which the page tells the day: that day, not the page's."""
    if claim.manner != "direct" or said is None or said.earliest is None or said.earliest != said.latest:
        return told
    day, moved = date.fromisoformat(said.earliest), []
    for e in told:
        days = SPOKEN.get(page.text[e.start : e.end].lower())
        if days is not None:
            there = (day + timedelta(days=days)).isoformat()
            e = msgspec.structs.replace(e, value=there, earliest=there, latest=there)
        moved.append(e)
    return moved


def _about(page: Page, inside: Sequence[TimeExpression]) -> Interval | None:
    """From the first to the last day that the content names; "since" leaves the end open, "until" the beginning."""
    placed = [e for e in inside if e.earliest and e.latest and "REF" not in e.value and not _of_event(page.text, e)]
    placed = [e for at, e in enumerate(placed) if not (NAMED.match(page.text, e.end) and e.value.isdigit())
              and not (at and APART.fullmatch(page.text, placed[at - 1].end, e.start))]  # fmt: skip
    if not placed:
        return None
    leads = [LEAD.search(page.text, max(0, e.start - 12), e.start) for e in placed]
    lead = [(m[1].lower() if m else "") for m in leads]
    open_end = any(w in ("since", "after") for w in lead)
    open_start = any(w in ("until", "till", "by", "before") for w in lead)
    earliest, latest = min(e.earliest or "" for e in placed), max(e.latest or "" for e in placed)
    said = [f"'{w} {page.text[e.start : e.end]}'".replace("' ", "'") for w, e in zip(lead, placed, strict=True)]
    why = f"the words say {', '.join(said)}"
    if (open_end and open_start) or not (open_end or open_start):
        return Interval(earliest, latest, why)
    return Interval(earliest, None, why) if open_end else Interval(None, latest, why)


def _carried_on(page: Page, claims: Sequence[Claim]) -> list[Claim]:
    """ "also said", "he continued": the day on which the same speaker spoke shortly before, and the basis says so."""
    out: list[Claim] = []
    last: dict[str, Claim] = {}
    for claim in claims:
        who = claim.speaker.actor or claim.speaker.name
        if claim.cue and claim.said is None and (before := last.get(who)) and before.said:
            gap = claim.cue[0].start - before.cue[-1].end
            low, high = _sentence(page.text, claim)
            if 0 <= gap < NEXT and GOES_ON.search(page.text, low, high):
                words = f"inferred: the same speaker goes on after {before.said.basis}"
                basis = before.said.basis if before.said.basis.startswith("inferred") else words
                claim = msgspec.structs.replace(claim, said=msgspec.structs.replace(before.said, basis=basis))
        if claim.cue and claim.said:
            last[who] = claim
        out.append(claim)
    return out
