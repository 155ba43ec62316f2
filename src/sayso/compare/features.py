"""A pair of statements as numbers for the small model that decides, with the remarks they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.compare import ability, agents, clocks, corrections, counts, exclusions, polarity
from sayso.compare.counted import counts as counted
from sayso.compare.remark import Remark
from sayso.compare.views import View

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NO = frozenset(["no", "never", "none", "nobody", "nothing"])
GROUNDS = ("number", "polarity", "outcome", "denial", "identity", "time", "place", "cause", "agent", "ability")
CUES = ("deny", "doubt", "hedge", "future", "demand", "earlier", "other", "only", "rumour")


class Pair(NamedTuple):
    """Two views, the cosine of their meanings, and that of the matters they speak to."""

    a: View
    b: View
    cosine: float
    matter: float = 0.0


class Measured(NamedTuple):
    """Features by name, and what was remarked."""

    values: Mapping[str, float]
    remarks: tuple[Remark, ...]


def remarked(a: View, b: View) -> tuple[Remark, ...]:
    """All that the typed comparisons remark."""
    return (
        *counts.remarks(a, b),
        *polarity.remarks(a, b),
        *polarity.stances(a, b),
        *exclusions.remarks(a, b),
        *clocks.remarks(a, b),
        *corrections.remarks(a, b),
        *agents.remarks(a, b),
        *ability.remarks(a, b),
    )


def measured(pair: Pair) -> Measured:
    """Every feature is symmetric: exchanging the statements changes nothing."""
    found = remarked(pair.a, pair.b)
    values = {
        "cosine": pair.cosine,
        **worded(pair.a, pair.b),
        **typed(found),
        **hinted(pair.a, pair.b),
        **numbered(pair),
    }
    return Measured(values, found)


def worded(a: View, b: View) -> dict[str, float]:
    """What the words share."""
    both, least = len(a.bag & b.bag), max(1, min(len(a.bag), len(b.bag)))
    names, fewest = len(a.names & b.names), min(len(a.names), len(b.names))
    long, short = max(len(a.doc), len(b.doc)), min(len(a.doc), len(b.doc))
    return {
        "words_shared": both / least,
        "words_alike": both / max(1, len(a.bag | b.bag)),
        "names_shared": names / fewest if fewest else 0.0,
        "names_none": float(fewest > 0 and names == 0),
        "names_missing": float(fewest == 0),
        "elsewhere": float(exclusions.elsewhere(a, b)),
        "same_speaker": float(bool(a.statement.speaker) and a.statement.speaker == b.statement.speaker),
        "length_ratio": short / max(1, long),
        "length_short": min(short, 40) / 40,
        "length_long": min(long, 60) / 60,
    }


def typed(found: Sequence[Remark]) -> dict[str, float]:
    """The strongest remark of each ground and sign."""
    values = {f"{g}_{s}": 0.0 for g in GROUNDS for s in ("against", "for")}
    for r in found:
        name = f"{r.ground}_{'against' if r.sign < 0 else 'for'}"
        if r.sign and name in values:
            values[name] = max(values[name], r.weight)
    against = [v for k, v in values.items() if k.endswith("_against") and not k.startswith(("agent", "place"))]
    values["against_any"] = max(against)
    values["against_many"] = sum(v > 0.5 for v in against) / 3
    return values


def hinted(a: View, b: View) -> dict[str, float]:
    """Cues: 1 where one statement has it, 0.5 where both."""
    mine, theirs = polarity.cues(a), polarity.cues(b)
    return {f"cue_{k}": float(k in mine) / 2 + float(k in theirs) / 2 for k in CUES} | {
        f"cue_{k}_one": float((k in mine) != (k in theirs)) for k in ("deny", "doubt", "future", "hedge", "rumour")
    }


def numbered(pair: Pair) -> dict[str, float]:
    """How many numbers there are, and whether any found a counterpart."""
    some, others = len(counted(pair.a)), len(counted(pair.b))
    mine, theirs = pair.a.kept("years", years), pair.b.kept("years", years)
    return {
        "years_apart": float(bool(mine) != bool(theirs) or (bool(mine) and not mine & theirs)),
        "negations": (negations(pair.a) - negations(pair.b)) ** 2,
        "numbers_both": float(some > 0 and others > 0),
        "numbers_many": min(6, some + others) / 6,
    }


def years(view: View) -> frozenset[str]:
    return frozenset(YEAR.findall(view.text))


def negations(view: View) -> float:
    """Whether a statement holds a plain negation."""
    return view.kept("negations", negating)


def negating(view: View) -> float:
    return float(any(t.dep_ == "neg" or t.lower_ in NO for t in view.doc))
