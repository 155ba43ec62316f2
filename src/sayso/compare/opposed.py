"""Who may stand against whom, and in what force: what must hold of two claims before their words are looked at."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name

from sayso.compare.gathered import Gathered, apart, of_page
from sayso.compare.units import Unit
from sayso.model import Claim

OPEN = frozenset({"ask", "demand", "doubt"})
COMING = frozenset({"promise", "threaten"})
PLACES = ("place", "outlet")
MONTHS = "|".join([*month_name[1:], *(rf"{name}\." for name in (*month_abbr[1:], "Sept"))])
DATED = re.compile(rf"\b(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{1,2}})?(?!\w)|\b(?:1[89]|20)\d\d\b")
THING = 2  # content words that are no names, which a claim without a verb needs to say something
SLACK = 4  # characters by which a claim's text may be longer than its one sentence


def opposable(case: Gathered, a: Claim, b: Claim, at_any_time: bool = False) -> bool:
    """Whether these two could contradict each other at all; `at_any_time`: though they tell of different days ("owned
    it still in June", "sold it three years ago")."""
    if {a.force, b.force} & OPEN or (a.force != b.force and {a.force, b.force} & COMING):
        return False
    if a.inside == b.id or b.inside == a.id or (a.page == b.page and (for_it(case, a, b) or for_it(case, b, a))):
        return False
    if a.page == b.page and (part_of(a, b) or part_of(b, a)):
        return False
    if (apart(a.about, b.about) and not at_any_time) or editions(a, b) or one_text(case, a, b):
        return False
    return case.voice(a) != case.voice(b) or (a.page != b.page and apart(case.when(a), case.when(b)))


def one_text(case: Gathered, a: Claim, b: Claim) -> bool:
    """Whether two pages tell this in their own voice, and what the one tells stands in the other too: a copy, which
    contradicts nothing that its original does not."""
    if a.page == b.page or not (of_page(a) and of_page(b)):
        return False
    return any(" ".join(c.text.split()) in case.told[other.page] for c, other in ((a, b), (b, a)))


def editions(a: Claim, b: Claim) -> bool:
    """Whether two speakers are of different days ("the March 5 bulletin", "the 2016 survey"): editions of one thing."""
    if "person" in (a.speaker.kind, b.speaker.kind):
        return False
    some, others = set(DATED.findall(a.speaker.name)), set(DATED.findall(b.speaker.name))
    return bool(some and others) and not some & others


def part_of(a: Claim, b: Claim) -> bool:
    """Whether the words of one claim are some of the words of another: what a page tells of a claim holds the claim."""
    inside = all(any(q.start <= p.start and p.end <= q.end for q in b.content) for p in a.content)
    return inside and a.content != b.content


def for_it(case: Gathered, a: Claim, b: Claim) -> bool:
    """Whether one speaks for the body that speaks in the other: a company and its spokeswoman."""
    speaks = case.actor.get(a.speaker.actor or "")
    body = case.actor.get((speaks.speaks_for if speaks else None) or "")
    return body is not None and body.kind not in PLACES and body.id == b.speaker.actor


def of_others(a: Claim, b: Claim) -> bool:
    """Whether both tell what actors do to each other, and of no two actors alike."""
    some, others = ({frozenset((r.actor, r.recipient)) for r in c.relations} for c in (a, b))
    return bool(some and others) and not some & others


def asked(a: Claim, b: Claim) -> bool:
    """Whether one of two claims asks, demands or doubts what the other does not."""
    return a.force != b.force and bool({a.force, b.force} & OPEN)


def slight(case: Gathered, a: Unit, b: Unit) -> bool:
    """Whether one of two claims is but a name or a noun ("Ruiz", "the bill"), its verb left outside: of such only those
    of one voice agree, in one force."""
    return (noun(a) or noun(b)) and (case.voice(a.claim) != case.voice(b.claim) or a.claim.force != b.claim.force)


def idle(unit: Unit) -> bool:
    """Whether a claim is but a name or a noun that nobody denies: it says too little to be contradicted."""
    return unit.claim.force != "deny" and noun(unit)


def noun(unit: Unit) -> bool:
    """Whether a claim is but a name or a noun."""
    return len(unit.view.bag - unit.view.proper) < THING and unit.start == 0 and not more(unit)


def more(unit: Unit) -> bool:
    """Whether a unit is but a part of its claim, or tells what happens."""
    verb = any(t.pos_ in ("VERB", "AUX") or t.like_num for t in unit.view.doc)
    return verb or len(unit.claim.text) > len(unit.view.text) + SLACK


def one_day(case: Gathered, a: Claim, b: Claim) -> bool:
    """Whether both were told on the same known day, or on one page."""
    some, others = case.when(a), case.when(b)
    known = some is not None and others is not None and some.earliest is not None
    return a.page == b.page or (known and (some.earliest, some.latest) == (others.earliest, others.latest))  # type: ignore[union-attr]


def one_camp(case: Gathered, a: Claim, b: Claim) -> bool:
    """Whether one page lets one party speak in both: the same speaker, his spokesman, or through the same relay."""
    return a.page == b.page and bool(camp(case, a) & camp(case, b))


def camp(case: Gathered, claim: Claim) -> set[str]:
    known = case.actor.get(claim.speaker.actor or "")
    found = {claim.speaker.actor, known.speaks_for if known else None, *(r.actor for r in claim.via)}
    return {x for x in found if x}
