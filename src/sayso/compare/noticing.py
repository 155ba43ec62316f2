"""What the network that reads both texts sees so clearly that it counts without a typed comparison."""

from __future__ import annotations

from sayso.compare.exclusions import elsewhere
from sayso.compare.polarity import uncertain
from sayso.compare.statement import Verdict
from sayso.compare.views import View

AGAINST = 0.65  # chance that the network gives a contradiction from which it counts alone
AGREEING = (0.90, 0.40)  # chance that it gives agreement, and cosine, from which that does
FEW = 5  # tokens of a claim under which the network has too little to read
ORDINAL = ("th", "first", "second", "third")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
EXCLUDE = "read side by side, both cannot be so"
TELLS = "read side by side, the one tells what the other tells"


def noticed(a: View, b: View, verdict: Verdict) -> bool:
    """Whether the network that read both sees a contradiction that counts without a typed comparison.

    What numbers say against each other is left to the comparison of numbers: it knows of bounds and of tolls that grow.
    """
    if verdict.against < AGAINST or verdict.kind == "same":
        return False
    if verdict.kind_of == "number" or (numbered(a) and numbered(b)):
        return False
    if min(len(a.doc), len(b.doc)) < FEW or bare(a) or bare(b):
        return False
    if a.proper and b.proper and not a.proper & b.proper:
        return False  # each names others: most likely another matter
    return not (uncertain(a) or uncertain(b) or elsewhere(a, b))


def backed(a: View, b: View, cosine: float, verdict: Verdict) -> bool:
    """Whether the network sees that two claims agree."""
    return verdict.agreeing >= AGREEING[0] and cosine >= AGREEING[1] and min(len(a.doc), len(b.doc)) >= FEW


def numbered(view: View) -> bool:
    """Whether a claim holds a number; "first" is none."""
    return any((t.like_num and not t.lower_.endswith(ORDINAL)) or any(map(str.isdigit, t.text)) for t in view.doc)


def bare(view: View) -> bool:
    """Whether a claim is a verb that nobody does ("answer the questions")."""
    root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
    return root is not None and root.pos_ == "VERB" and not any(t.dep_ in SUBJECTS for t in view.doc)
