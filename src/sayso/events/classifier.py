"""The PLOVER type of what a source does to a recipient in a sentence: a linear model over `features`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

import msgspec
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from sayso.events.features import Pair, features
from sayso.events.lexicon import CLASS_OF, ROOTS
from sayso.language import load_english


class EventType(msgspec.Struct, frozen=True):
    """A root type, one of ROOTS, with the probability of each, its class (`group`) and the probability of each class.

    `group` is one of verbal cooperation, material cooperation, verbal conflict, material conflict.
    """

    type: str
    probabilities: dict[str, float]
    group: str
    groups: dict[str, float]


class Classifier:
    """Weights of the linear model: one row a feature, one column a root type in the order of ROOTS."""

    def __init__(self) -> None:
        with as_file(files("sayso").joinpath("weights", "events", "classifier.npz")) as path, np.load(path) as kept:
            names = kept["names"].tobytes().decode("utf-8").split("\n")
            self.rows = {name: i for i, name in enumerate(names)}
            self.idf = kept["idf"].astype(np.float32)
            self.weights = kept["weights"].astype(np.float32)
            self.bias = kept["bias"].astype(np.float32)

    def judge(self, doc: Doc, pair: Pair) -> EventType:
        """The event type of one pair of spans (characters of `doc`; an empty span stands for an actor not named)."""
        return event_type(self.odds(features(doc, pair)))

    def odds(self, seen: Iterable[str]) -> np.ndarray:
        """Probabilities in the order of ROOTS, from the names of features."""
        rows = np.array([self.rows[f] for f in seen if f in self.rows], dtype=np.int64)
        values = self.idf[rows]
        length = float(np.linalg.norm(values)) or 1.0
        scores = self.bias + (values / length) @ self.weights[rows]
        odds = np.exp(scores - scores.max())
        probabilities: np.ndarray = odds / odds.sum()
        return probabilities


def event_type(probabilities: np.ndarray) -> EventType:
    """An EventType from the probabilities in the order of ROOTS. The type is the best of all types."""
    kept = {root: round(float(p), 4) for root, p in zip(ROOTS, probabilities, strict=True)}
    groups: dict[str, float] = dict.fromkeys(dict.fromkeys(CLASS_OF.values()), 0.0)
    for root, p in zip(ROOTS, probabilities, strict=True):
        groups[CLASS_OF[root]] += float(p)
    best = ROOTS[int(np.argmax(probabilities))]
    return EventType(best, kept, max(groups, key=lambda g: groups[g]), {g: round(p, 4) for g, p in groups.items()})


@cache
def classifier() -> Classifier:
    """The classifier, loaded once."""
    return Classifier()


@cache
def english() -> Language:
    """The parser for sentences that come without a parse."""
    return load_english()


def classify(
    sentence: str, source: tuple[int, int] | None = None, recipient: tuple[int, int] | None = None
) -> EventType:
    """What `source` does to `recipient` in `sentence`: spans in code points, end exclusive; None where not named.

    Raises ValueError for a span that lies outside the sentence.
    """
    pair = (source or (0, 0), recipient or (0, 0))
    for start, end in pair:
        if not 0 <= start <= end <= len(sentence):
            raise ValueError(f"span {start}–{end} is outside the sentence of {len(sentence)} characters")
    return classifier().judge(english()(sentence), pair)
