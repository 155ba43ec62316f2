"""Which candidates are worth the judge, and which of them the network that reads both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.compare.candidates import MATTER
from sayso.compare.features import Pair
from sayso.compare.noticing import others_told
from sayso.compare.units import Unit

ALIKE = 0.35  # cosine under which words alone are not trusted
TOPIC = 0.50  # cosine under which relations are not either, unless the claims share a third actor
READ = 12_000  # pairs of a case that the network reads at most


def one_matter(a: Unit, b: Unit) -> float:
    """How near two units are in the matter they speak to (cosine)."""
    return round(float(np.dot(a.matter, b.matter)), 4)


def paired(a: Unit, b: Unit, cosine: float) -> Pair:
    """Two units as the judge takes them."""
    return Pair(a.view, b.view, cosine, one_matter(a, b))


def nearest(pairs: Sequence[Pair]) -> frozenset[int]:
    """Places of the pairs that the network reads: of those worth it the READ nearest in matter."""
    order = sorted((i for i, pair in enumerate(pairs) if readable(pair)), key=lambda i: (-pairs[i].matter, i))
    return frozenset(order[:READ])


def readable(pair: Pair) -> bool:
    """Whether a pair is worth the network: on one matter, and not told of others."""
    return pair.matter >= MATTER[1] and not others_told(pair.a, pair.b)


def comparable(a: Unit, b: Unit, cosine: float) -> bool:
    """Whether the words of two units are worth a judge: on one matter, or near in meaning and not each about somebody
    else."""
    if a.actors & b.actors or (a.claim.page == b.claim.page and cosine >= TOPIC):
        return True
    if one_matter(a, b) >= MATTER[1] and not others_told(a.view, b.view):
        return True
    return cosine >= ALIKE and (not a.view.proper or not b.view.proper or bool(a.view.proper & b.view.proper))
