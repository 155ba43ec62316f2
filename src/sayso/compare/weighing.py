"""What the network sees in a pair, weighed with what is known of the pair and with what it sees beside it.

Two claims contradict each other the more surely the more claims that say the same as the one contradict the other too;
a claim that seems to clash with everything is most likely misread. A logistic regression over such features
(`training/compare_case.py`) makes of the network's chances those that a case goes by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log, log1p
from typing import NamedTuple

import numpy as np

from sayso.compare.contested import contested, moved
from sayso.compare.counted import counts
from sayso.compare.counts import remarks
from sayso.compare.decide import model
from sayso.compare.exclusions import elsewhere
from sayso.compare.features import Pair
from sayso.compare.lexicon import rows
from sayso.compare.noticing import FEW, bare, denied, figures, numbered, others_told
from sayso.compare.polarity import uncertain
from sayso.compare.statement import Verdict
from sayso.compare.turns import Turn

LEAST = 0.001  # of a chance, before its logarithm
FRIEND = 0.4  # chance of agreement from which a claim stands beside another
FOE = 0.3  # chance from which a claim counts as one that the network sees a clash with
FEATURES = (
    "against", "agreeing", "matter", "meaning", "judged against", "judged agreeing", "numbers in both", "numbers",
    "one page", "one voice", "denied", "left open", "others told", "elsewhere", "bare", "shorter", "longer", "backing",
    "backing on average", "agreement on average", "friends", "clashes", "clashes of the other", "accord",
    "accord of the other", "place", "place of the other", "feud", "alliance", "other numbers", "pages' own", "quoted",
    "elsewhere against", "elsewhere agreeing", "next voice", "set against", "set beside", "days apart",
    "words in common", "torn", "asks",
)  # fmt: skip
AGAINST, AGAINST_SHORT = 0.58, 0.62  # weighed chance of a contradiction that is shown, and of claims of few words
BORNE_OUT = {  # … that a contradiction of a typed ground needs
    "number": 0.4, "polarity": 0.7, "outcome": 0.6, "agent": 0.6, "denial": 0.45,
}  # fmt: skip
DENIED = 0.5  # … of a denial of what the other tells
BEARS = 0.3  # … of agreement that an agreement in words needs
FEWEST = 4  # words of what somebody denies
SURELY = 0.85  # … that is shown though each names other places or other people
LEAST_WORDS = 3  # of a claim that may contradict another; one more of a claim that may agree with it
AGREEING, AGREEING_SHORT = 0.45, 0.65  # weighed chance of agreement that is shown, and of claims of few words
LONG_AGO = 1000.0  # days
TORN = "…"  # between the parts of a claim that stands in pieces
PAGE = "page "  # … begins the voice of a page itself
Place = tuple[int, int]


class Found(NamedTuple):
    """A pair that was judged, the pages of its claims, who answers for each, their ids, and how many of them are told
    in quotation marks; how the voice of one follows that of the other, where it does; how many days lie between them,
    as far as that is known."""

    pair: Pair
    verdict: Verdict
    pages: tuple[str, str]
    voices: tuple[str, str]
    claims: tuple[str, str]
    quoted: int
    turn: Turn | None = None
    days: float = 0.0


class Weighed(NamedTuple):
    """Chances that two claims contradict each other, and that they agree."""

    against: float
    agreeing: float


UNSEEN = Weighed(0.0, 0.0)  # of a pair that the network has not read


def clashing(pair: Pair, weighed: Weighed) -> bool:
    """Whether the network sees a contradiction that counts without a typed comparison.

    Of counts that grow, what numbers say against each other is left to the comparison of numbers.
    """
    a, b = pair.a, pair.b
    if weighed.against < AGAINST or denied(a) or denied(b) or (counted(pair) and growing(pair)):
        return False
    size = min(len(a.doc), len(b.doc))
    if size < LEAST_WORDS or (size < FEW and weighed.against < AGAINST_SHORT):
        return False
    if bare(a) or bare(b) or uncertain(a) or uncertain(b) or parts_of_a_whole(pair) or fitting(pair):
        return False
    return weighed.against >= SURELY or not (elsewhere(a, b) or others_told(a, b))


def borne_out(verdict: Verdict, weighed: Weighed) -> bool:
    """Whether the weighing bears out what a typed comparison found, where the network has read the pair."""
    return not seen(verdict) or weighed.against >= BORNE_OUT.get(verdict.kind_of, 0.0)


def bears(verdict: Verdict, weighed: Weighed) -> bool:
    """Whether the weighing bears out an agreement in words, where the network has read the pair: of 18 such labelled
    pairs under BEARS one was rightly shown, of 204 above .45 171."""
    return not seen(verdict) or weighed.agreeing >= BEARS


def counted(pair: Pair) -> bool:
    """Whether both claims hold numbers, and none in common."""
    some, others = figures(pair.a), figures(pair.b)
    return bool(some and others and not some & others)


def fitting(pair: Pair) -> bool:
    """Whether numbers written differently fit each other, and none are at odds: "more than 915", "916"."""
    some, others = ({f for f in figures(v) if f[:1].isdigit()} for v in pair[:2])
    if not some or not others or some & others:
        return False
    signs = [remark.sign for remark in remarks(pair.a, pair.b)]
    return 1 in signs and -1 not in signs


def parts_of_a_whole(pair: Pair) -> bool:
    """Whether two numbers of the one claim add up to one of the other: "12 Somalis and 11 Yemenis", "23 pirates"."""
    some, others = ([c.quantity.value for c in counts(v) if not c.quantity.unit] for v in pair[:2])
    return any(
        x + y == whole for parts, wholes in ((some, others), (others, some)) for x, y in combinations(parts, 2)
        for whole in wholes if min(x, y) > 0
    )  # fmt: skip


def growing(pair: Pair) -> bool:
    """Whether both claims may tell how many were hurt, or how many are missed, at two moments."""
    return all(any({t.lemma_.lower(), t.lower_} & tolls() for t in view.doc) for view in pair[:2])


@cache
def tolls() -> frozenset[str]:
    """Words that tell of such counts."""
    return frozenset(word for (words,) in rows("tolls.tsv") for word in words.split())


def refused(pair: Pair, weighed: Weighed) -> bool:
    """Whether the network sees that the one denies what the other tells."""
    some = [v for v in pair[:2] if denied(v)]
    if len(some) != 1 or len(some[0].doc) < FEWEST or others_told(pair.a, pair.b):
        return False
    return weighed.against >= DENIED and not (numbered(pair.a) and numbered(pair.b))


def backed(pair: Pair, weighed: Weighed) -> bool:
    """Whether the network sees that two claims agree."""
    size = min(len(pair.a.doc), len(pair.b.doc))
    return size > LEAST_WORDS and weighed.agreeing >= (AGREEING if size >= FEW else AGREEING_SHORT)


class Around:
    """For every unit those that it was read against."""

    def __init__(self, found: Mapping[Place, Found]) -> None:
        self.seen: dict[int, dict[int, Verdict]] = defaultdict(dict)
        self.place: dict[Place, int] = {}
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (i, j), one in sorted(found.items()):
            self.seen[i][j] = self.seen[j][i] = one.verdict
            near[i].append((-one.pair.matter, j))
            near[j].append((-one.pair.matter, i))
        for unit, others in near.items():
            self.place.update(((unit, other), at) for at, (_, other) in enumerate(sorted(others)))
        self.clash = {u: sum(v.against for v in o.values() if v.against >= FOE) for u, o in self.seen.items()}
        self.accord = {u: sum(v.agreeing for v in o.values() if v.agreeing >= FOE) for u, o in self.seen.items()}
        self.between: dict[tuple[frozenset[str], int | None], np.ndarray] = defaultdict(lambda: np.zeros(2))
        for place, one in sorted(found.items()):
            for whose in (None, *place):  # all together, and what each unit has in it
                self.between[frozenset(one.voices), whose] += told(one.verdict)
        self.parts: dict[frozenset[str], list[tuple[Place, Verdict]]] = defaultdict(list)
        for place, one in sorted(found.items()):
            self.parts[frozenset(one.claims)].append((place, one.verdict))

    def beside(self, i: int, j: int) -> list[tuple[float, float, float]]:
        """Of each that stands beside one of two units: how surely, and what it says against the other and for it."""
        found = []
        for one, other in ((i, j), (j, i)):
            for unit, verdict in self.seen[one].items():
                if unit != other and verdict.agreeing >= FRIEND:
                    there = self.seen[other].get(unit)
                    found.append((verdict.agreeing, there.against if there else 0.0, there.agreeing if there else 0.0))
        return found

    def other_parts(self, place: Place, claims: tuple[str, str]) -> tuple[float, float]:
        """What other parts of the same two claims say against each other and for it, at most."""
        others = [v for where, v in self.parts[frozenset(claims)] if where != place]
        return max((v.against for v in others), default=0.0), max((v.agreeing for v in others), default=0.0)

    def otherwise(self, place: Place, one: Found) -> tuple[float, float]:
        """How surely the two voices of a pair clash in other claims of theirs, and how surely they agree in them."""
        if one.voices[0] == one.voices[1]:
            return 0.0, 0.0
        both = frozenset(one.voices)
        mine = self.between[both, place[0]] + self.between[both, place[1]] - told(one.verdict)
        against, agreeing = np.maximum(self.between[both, None] - mine, 0.0).round(6).tolist()
        return against, agreeing


def told(verdict: Verdict) -> np.ndarray:
    """What a pair says against each other and for it, where it says so at all."""
    clear = max(verdict.against, verdict.agreeing) >= FOE
    return np.array([verdict.against, verdict.agreeing]) if clear else np.zeros(2)


def features(found: Mapping[Place, Found]) -> dict[Place, list[float]]:
    """The features of every pair, in the order of FEATURES; exchanging the two claims of a pair changes nothing."""
    around = Around(found)
    return {place: row(place, one, around) for place, one in found.items()}


def row(place: Place, one: Found, around: Around) -> list[float]:
    pair, verdict = one.pair, one.verdict
    a, b = pair.a, pair.b
    beside = around.beside(*place)
    firm = sum(weight for weight, _, _ in beside)
    lengths = sorted((len(a.doc), len(b.doc)))
    clashes, accords = (sorted((log1p(some[i]) for i in place), reverse=True) for some in (around.clash, around.accord))
    feud, alliance = around.otherwise(place, one)
    page_own = sum(voice.startswith(PAGE) for voice in one.voices)
    places = sorted((log1p(around.place[place]), log1p(around.place[place[::-1]])))
    return [
        logit(verdict.against),
        logit(verdict.agreeing),
        pair.matter,
        pair.cosine,
        verdict.score if verdict.kind == "contradicts" else 0.0,
        verdict.score if verdict.kind in ("same", "supports") else 0.0,
        float(numbered(a) and numbered(b)),
        float(numbered(a) or numbered(b)),
        float(one.pages[0] == one.pages[1]),
        float(one.voices[0] == one.voices[1]),
        float(denied(a) != denied(b)),
        float(bool(uncertain(a)) + bool(uncertain(b))),
        float(others_told(a, b)),
        float(elsewhere(a, b)),
        float(bare(a) or bare(b)),
        log(lengths[0]),
        log(lengths[1]),
        max((weight * against for weight, against, _ in beside), default=0.0),
        sum(weight * against for weight, against, _ in beside) / firm if firm else 0.0,
        sum(weight * agreeing for weight, _, agreeing in beside) / firm if firm else 0.0,
        log1p(firm),
        *clashes,
        *accords,
        *places,
        log1p(feud),
        log1p(alliance),
        float(counted(pair)),
        float(page_own),
        float(one.quoted),
        *around.other_parts(place, one.claims),
        float(one.turn is not None),
        float(bool(one.turn and one.turn.against)),
        float(bool(one.turn and one.turn.along)),
        log1p(min(one.days, LONG_AGO)),
        log1p(len(a.bag & b.bag)),
        float((TORN in a.text) + (TORN in b.text)),
        float("?" in a.text or "?" in b.text),
    ]


def logit(chance: float) -> float:
    kept = min(max(chance, LEAST), 1 - LEAST)
    return log(kept / (1 - kept))


def weigh(found: Mapping[Place, Found]) -> dict[Place, Weighed]:
    """What a case goes by, of every pair that the network has read and was not indifferent to."""
    made = features({place: one for place, one in found.items() if seen(one.verdict)})
    if not made:
        return {}
    x = np.array(list(made.values()))
    against, agreeing = (chances(x, model()["case"][name]) for name in ("against", "agreeing"))
    against = moved(against, contested([found[place].pages for place in made], against, agreeing))
    return {place: Weighed(p, q) for place, p, q in zip(made, against, agreeing, strict=True)}


def seen(verdict: Verdict) -> bool:
    """Whether the network has read the pair, and it was kept."""
    return verdict.against > 0 or verdict.agreeing > 0


def chances(x: np.ndarray, weights: Mapping[str, Sequence[float] | float]) -> list[float]:
    """Of a logistic regression, one for every row."""
    line = x @ np.array(weights["weights"]) + np.array(weights["bias"])
    return [round(float(p), 4) for p in 1 / (1 + np.exp(-line))]
