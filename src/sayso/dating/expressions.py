"""Temporal expressions of an English text as TIMEX3 values.

In:  a text, and the ISO date it was written (or None).
Out: `TimeExpression`s in order, offsets in code points. One pass, linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec

from sayso.dating.bounds import bounds
from sayso.dating.context import Context
from sayso.dating.grammar import parse
from sayso.dating.meaning import Meaning
from sayso.dating.resolving import resolve
from sayso.dating.tokens import BREAK, Token, tokens
from sayso.model import TimeExpression

CLASSES = ("DATE", "TIME", "DURATION", "SET", "REF", "OLDREF")
SENTENCE_ENDS = {BREAK, ".", "!", "?"}
HEADING = 14  # tokens at most in a heading
REACH = 8  # tokens in which a verb of the same sentence tells whether a date lies ahead


def expressions(text: str, reference: str | None) -> list[TimeExpression]:
    """Every temporal expression of the text. `reference`: ISO date of writing; a malformed one counts as None."""
    day = _day(reference)
    reduced = _reduced(text)
    context = Context(day, is_narrative(reduced, day))
    found: list[TimeExpression] = []
    for i, token in enumerate(reduced):
        if token.word in SENTENCE_ENDS:
            context.told = None
        if token.word == BREAK and day is None and not context.narrative:
            context.last = context.fine = None  # without a day of writing a year reaches no further than its paragraph
        kind = next((c for c in CLASSES if c in token.classes), None)
        if kind is None or (kind == "OLDREF" and not context.narrative):
            continue
        meaning: Meaning = token.classes[kind]
        context.lean = 0 if context.narrative else _lean(reduced, i)
        context.opens = context.narrative and _opens(reduced, i)
        value = resolve(meaning, context)
        if value is not None:
            reach = meaning.direction if meaning.kind == "duration" and not context.narrative else None
            earliest, latest = bounds(value, None if context.narrative else day, reach)
            found.append(TimeExpression(token.start, token.end, value, _kind(value, kind), earliest, latest))
    return found


@lru_cache(maxsize=1)
def _reduced(text: str) -> tuple[Token, ...]:
    """The tokens after the grammar; kept, since a page is asked for its bounds and for its expressions."""
    return tuple(parse(tokens(text)))


class Told(msgspec.Struct, frozen=True):
    """A date as a text tells it. `lean`: -1 as past, 1 as to come; `lead`: the word before; `own_year`: it says one."""

    start: int
    end: int
    value: str
    lean: int
    lead: str
    own_year: bool


def told(text: str) -> list[Told]:
    """The dates of a text with the side of time on which it tells them."""
    reduced = _reduced(text)
    context = Context(None, False)
    found = []
    for i, token in enumerate(reduced):
        meaning = token.classes.get("DATE") or token.classes.get("TIME")
        if not isinstance(meaning, Meaning) or meaning.kind != "point" or not (meaning.year or meaning.month):
            continue
        value = resolve(meaning, context)
        if value and not value.startswith("BC"):
            lead = reduced[i - 1].word if i else ""
            found.append(Told(token.start, token.end, value, _lean(reduced, i), lead, meaning.year is not None))
    return found


def _day(reference: str | None) -> date | None:
    try:
        return date.fromisoformat(reference[:10]) if reference else None
    except ValueError:
        return None


def _kind(value: str, made: str) -> str:
    """DATE, TIME, DURATION or SET."""
    if made == "SET":
        return "SET"
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"


def is_narrative(reduced: Sequence[Token], reference: date | None) -> bool:
    """Whether a text carries its own years, as histories do, rather than counting from the day of writing.

    It does where at least five dates name a year before that of writing (any year, where the day of writing is not
    known) and they are more than six times as many as the words that count from it (Friday, yesterday, last week).
    Where it does not and the day of writing is not known, such words stay open: `XXXX-WXX-5`.
    """
    own = deictic = 0
    for token in reduced:
        meaning = token.classes.get("DATE") or token.classes.get("TIME")
        if not isinstance(meaning, Meaning):
            continue
        if meaning.year is not None:
            own += reference is None or meaning.year < reference.year
        elif meaning.weekday is not None or (meaning.kind == "shift" and meaning.anchor == "now"):
            deictic += 1
    return own >= 5 and own > 6 * deictic


def _opens(reduced: Sequence[Token], at: int) -> bool:
    """Whether an expression stands in a heading (a short paragraph without a full stop) or begins a sentence."""
    before = reduced[at - 1].word if at else BREAK
    if before in ("in", "by", "during", "throughout") and (at < 2 or reduced[at - 2].word in (BREAK, ".", "!", "?")):
        return True
    low = next((i for i in range(at - 1, at - HEADING, -1) if i < 0 or reduced[i].word == BREAK), None)
    if low is None:
        return False
    end = next((i for i in range(at + 1, low + HEADING) if i >= len(reduced) or reduced[i].word in (BREAK, ".")), None)
    return (
        end is not None
        and (end >= len(reduced) or reduced[end].word == BREAK)
        and not any(t.classes.get("DATE") for t in reduced[low + 1 : at])
    )


def _lean(reduced: Sequence[Token], at: int) -> int:
    """1 where the verb nearest to an expression looks ahead, -1 where it looks back, 0 without one."""
    if at and "AHEADPREP" in reduced[at - 1].classes and not (at + 1 < len(reduced) and reduced[at + 1].word == "'"):
        return 1  # for Wednesday, by the end of May
    best, lean = 99.0, 0
    for step, cost in ((-1, 1.0), (1, 1.6)):
        for distance in range(1, REACH + 1):
            i = at + step * distance
            if not 0 <= i < len(reduced) or reduced[i].word in (BREAK, ".", "!", "?", ";"):
                break
            tense = 0 if i and reduced[i - 1].word == "be" else _tense(reduced[i])
            if tense and distance * cost < best:
                best, lean = distance * cost, tense
    return lean


def _tense(token: Token) -> int:
    """1 for a word that looks ahead, -1 for one that looks back."""
    if "AHEAD" in token.classes:
        return 1
    return -1 if "BEHIND" in token.classes or (token.word.endswith("ed") and len(token.word) > 4) else 0
