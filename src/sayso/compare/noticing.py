"""What the network that reads both texts sees so clearly that it counts without a typed comparison."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.compare.exclusions import elsewhere
from sayso.compare.features import Pair, negations
from sayso.compare.polarity import cues, uncertain
from sayso.compare.statement import Verdict
from sayso.compare.units import SPEAKING
from sayso.compare.views import View
from sayso.events.numbers import numbers

AGAINST = ((0.90, 0.0), (0.75, 0.65), (0.65, 0.75))  # chance of a contradiction, nearness in matter: any is enough
APART = 0.25  # cosine in meaning under which it is not believed
SHARED = 0.3  # part of their other words that two claims of different names share where they tell of others
FEW = 5  # tokens of a claim under which the network has too little to read
ORDINAL = ("th", "first", "second", "third")
WISHES = frozenset(
    ["request", "demand", "call", "plea", "appeal", "bid", "proposal", "offer", "motion", "petition", "overture",
     "invitation", "advance"]
)  # fmt: skip
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
EXCLUDE = "read side by side, both cannot be so"
TELLS = "read side by side, the one tells what the other tells"


def spoken(view: View) -> str:
    """What the network reads: the words; before them whose they are where he speaks of himself, and that he denies
    them where he does."""
    speaker = view.statement.speaker
    if denied(view):
        return f"{speaker or 'The other side'} denies {told(view)}"
    own = any(t.lower_ in SPEAKING for t in view.doc)
    return f"{speaker}: {told(view)}" if own and speaker else told(view)


def told(view: View) -> str:
    """The words, with what they point to put in where that is known."""
    return view.statement.alone or view.text


def denied(view: View) -> bool:
    """Whether a text is what its claim denies (and not the denial in its own words)."""
    return view.statement.force == "deny" and not negations(view) and "deny" not in cues(view)


def noticed(pair: Pair, verdict: Verdict) -> bool:
    """Whether the network that read both sees a contradiction that counts without a typed comparison.

    What numbers say against each other is left to the comparison of numbers: it knows of bounds and of tolls that grow.
    """
    a, b = pair.a, pair.b
    if verdict.kind == "same" or pair.cosine < APART or denied(a) or denied(b):
        return False
    if not any(verdict.against >= sure and pair.matter >= near for sure, near in AGAINST):
        return False
    if verdict.kind_of == "number" or (numbered(a) and numbered(b)):
        return False
    if min(len(a.doc), len(b.doc)) < FEW or bare(a) or bare(b):
        return False
    return not (uncertain(a) or uncertain(b) or elsewhere(a, b) or others_told(a, b))


def turned_down(view: View) -> bool:
    """Whether what a claim denies is somebody's wish ("a request to reopen the bridge"), so that no fact is denied,
    or whether it does not tell which ("what the mayor said of the bridge")."""
    root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
    if view.statement.force != "deny" or root is None:
        return False
    untold = view.keys[root.i] == "say" and any(c.tag_ == "WP" and c.i < root.i for c in root.children)
    return untold or root.lemma_.lower() in WISHES


def numbered(view: View) -> bool:
    """Whether a claim holds a number; "first" is none."""
    return bool(figures(view))


def figures(view: View) -> frozenset[str]:
    """Numbers of a claim as they are written, and what they come to: "forty-six" is 46 too."""
    return view.kept("figures", read_figures)


def read_figures(view: View) -> frozenset[str]:
    written = frozenset(t.lower_ for t in view.doc if figure(t))
    return written | {f"{n.value:g}" for n in numbers(view.text)} if written else written


def figure(token: Token) -> bool:
    return (token.like_num and not token.lower_.endswith(ORDINAL)) or any(map(str.isdigit, token.text))


def others_told(a: View, b: View) -> bool:
    """Whether two claims tell of others with the same words: no name in common, and much of the rest."""
    if not a.proper or not b.proper or a.proper & b.proper:
        return False
    some, others = a.bag - a.proper, b.bag - b.proper
    return len(some & others) >= SHARED * min(len(some), len(others))


def bare(view: View) -> bool:
    """Whether a claim is a verb that nobody does ("answer the questions")."""
    root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
    return root is not None and root.pos_ == "VERB" and not any(t.dep_ in SUBJECTS for t in view.doc)
