"""What a contradiction that is found without the network must stand on."""

from __future__ import annotations

from sayso.compare.exclusions import elsewhere
from sayso.compare.features import Pair
from sayso.compare.holders import one_count
from sayso.compare.noticing import denied
from sayso.compare.parties import left_open, one_act
from sayso.compare.statement import Verdict
from sayso.compare.views import View

CARRIED = {  # what a contradiction in words must stand on: weight of the deciding words, its chance, cosine
    "number": ((0.85, 0.45, 0.50), (0.75, 0.50, 0.55), (0.70, 0.70, 0.60)), "polarity": ((0.65, 0.45, 0.50),),
    "denial": ((0.75, 0.60, 0.55),), "outcome": ((0.80, 0.70, 0.55),), "agent": ((0.90, 0.60, 0.55),),
    "ability": ((0.90, 0.30, 0.0),),
}  # fmt: skip
ACTS = ("polarity", "outcome", "agent")  # grounds that need one doer and one thing done to
DENIED = (0.70, 0.60)  # chance of agreement and cosine from which a denial denies the other claim


def stands(pair: Pair, verdict: Verdict) -> bool:
    """Whether what the judge says of a pair is a contradiction that would be shown, did the network not gainsay it."""
    if denied(pair.a) != denied(pair.b):
        return refusing(pair, verdict)
    return grounded(pair.a, pair.b, pair.cosine, verdict)


def refusing(pair: Pair, verdict: Verdict) -> bool:
    """Whether one of two claims, of which one is a denial, denies what the other tells: their words agree."""
    return verdict.kind in ("same", "supports") and verdict.score >= DENIED[0] and pair.cosine >= DENIED[1]


def grounded(a: View, b: View, cosine: float, verdict: Verdict) -> bool:
    """Whether a contradiction in words stands on something firm, said of one thing."""
    ground, spans = verdict.kind_of, verdict.spans
    if verdict.kind not in ("contradicts", "unclear") or ground not in CARRIED:
        return False
    if ground in ACTS:
        if spans is None or not one_act(a, b, *spans):
            return False
        if any(left_open(view, where) for view, where in zip((a, b), spans, strict=True)):
            return False
    if ground != "ability" and a.proper and b.proper and not a.proper & b.proper:
        return False  # each names others: most likely another company
    if ground != "ability" and elsewhere(a, b):
        return False
    if ground == "number" and spans is not None and not one_count(a, b, *spans):
        return False
    found = verdict.weight, verdict.score, cosine
    return any(all(x >= least for x, least in zip(found, way, strict=True)) for way in CARRIED[ground])
