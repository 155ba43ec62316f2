"""How contested pages are, and how far that bears on a pair of their claims.

The weighing was fitted on stories in which voices stand against each other. Where pages mostly say the same, a pair
that looks like a contradiction mostly is none: two quakes, two games, two details that fit. How often that is so is
seen in the pages themselves, by what reads as a contradiction on them for what reads as agreement. The chances are
moved by it as by another prior (Saerens, Latinne and Decaestecker, 2002, "Adjusting the outputs of a classifier to new
a priori probabilities"), but only down, and not by all of it: the measure is rough.

Of stories of our own the measure is .9 to 1.6, of groups of pages of politics .26 to 1.1, of real events that many
outlets tell of .04 to .4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log

EVEN = 1.0  # contradictions for each agreement from which nothing is taken off
BEARS = 0.7  # how much of the logarithm of the measure bears on a pair
AROUND = 30  # pairs of the whole case that count with those of the two pages
UNKNOWN = 4.0  # chances of either kind that count with them, so that little is taken off on few pairs
LEAST = 1e-4  # of a chance, before its logarithm

Pages = tuple[str, str]


def contested(pages: Sequence[Pages], against: Sequence[float], agreeing: Sequence[float]) -> list[float]:
    """For each pair contradictions by agreements, of the pairs that touch a page of its two and of the case.

    All three in the order of the pairs: their pages, their chances of a contradiction, of agreement.
    """
    if not pages:
        return []
    sums: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for both, some, others in zip(pages, against, agreeing, strict=True):
        for where in {(both[0],), (both[1],), tuple(sorted(both))}:
            for at, value in enumerate((some, others)):
                sums[where][at] += value
    means = sum(against) / len(pages), sum(agreeing) / len(pages)
    known = min(AROUND, len(pages))
    found = []
    for a, b in pages:
        some, others = (UNKNOWN + mean * known + round(touching(sums, a, b, at), 6) for at, mean in enumerate(means))
        found.append(some / others)
    return found


def touching(sums: Mapping[tuple[str, ...], Sequence[float]], a: str, b: str, at: int) -> float:
    """The sum over the pairs that touch one of two pages."""
    if a == b:
        return sums[a,][at]
    some, others = sorted((a, b))
    return sums[some,][at] + sums[others,][at] - (sums[some, others][at] if (some, others) in sums else 0.0)


def moved(against: Sequence[float], measures: Sequence[float]) -> list[float]:
    """Chances of a contradiction, lower where pages are little contested."""
    return [round(shifted(chance, BEARS * min(0.0, log(max(m, LEAST) / EVEN))), 4)
            for chance, m in zip(against, measures, strict=True)]  # fmt: skip


def shifted(chance: float, by: float) -> float:
    """A chance with its log-odds moved."""
    kept = min(max(chance, LEAST), 1 - LEAST)
    return 1 / (1 + exp(-(log(kept / (1 - kept)) + by))) if by else chance
