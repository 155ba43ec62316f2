"""Pairs of units worth a comparison, found without looking at all pairs.

Two units are a candidate where they may speak of one story and their meanings are near, they seem to speak to one
question, they share several of the words that are rare in the case, or their claims tell of the same two actors. Lists
longer than a cap are cut in the order of ids, so the work grows with the claims and not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.compare.ability import powers
from sayso.compare.nearest import Floats, neighbours
from sayso.compare.units import Unit
from sayso.compare.views import View
from sayso.stories import COMMON, SPECIFIC, Stories, plain, rarity, words

NEAR = 8  # neighbours in meaning of a unit
LEAST = 0.30  # cosine under which nothing is compared for its meaning
MATTER = (8, 0.50)  # neighbours in matter, and the cosine under which two speak of other things
CLOSELY, FEW = 12, 2000  # … in a case of so few units, of which the network can read more
RARE = 6  # words of a unit that are looked up, the rarest first
LONGEST = 25  # units that share one word or one pair of actors and are still held against each other
SHARED = 3  # rare words two units must share
ALIKE, NAMED = 6, 3  # words that two claims share, or so many and a name: of one story wherever they stand
PER_UNIT = 12  # candidates of one unit


def candidates(units: Sequence[Unit], stories: Stories) -> list[tuple[int, int, float]]:
    """(i, j, cosine) of units of different claims that may speak of one story, i < j, sorted."""
    if not units:
        return []
    vectors, places = np.stack([u.vector for u in units]), stand(units, stories)
    found = {(i, j): c for i, j, c in neighbours(vectors, NEAR, LEAST, places, stories.near)}
    most = CLOSELY if len(units) <= FEW else MATTER[0]
    near = {(i, j) for i, j, _ in neighbours(matter(units), most, MATTER[1], places, stories.near)}
    structured = same_actors(units) | same_powers(units)
    for i, j in sorted((structured | same_words(units, stories) | near) - found.keys()):
        if (i, j) in near or together(units[i], units[j], stories):
            found[i, j] = round(float(np.dot(vectors[i], vectors[j])), 4)
    claims = [u.claim.id for u in units]
    return best([(i, j, c) for (i, j), c in sorted(found.items()) if claims[i] != claims[j]], structured | near)


def stand(units: Sequence[Unit], stories: Stories) -> NDArray[np.int64]:
    """The place of each unit's page in `stories.near`."""
    return np.array([stories.place[u.claim.page] for u in units], dtype=np.int64)


def paged(a: Unit, b: Unit, stories: Stories) -> bool:
    """Whether the pages of two units may be of one story."""
    return stories.one(a.claim.page, b.claim.page)


def together(a: Unit, b: Unit, stories: Stories) -> bool:
    """Whether two units may speak of one story: their pages do, or they share a name or many words themselves."""
    if paged(a, b, stories):
        return True
    shared = telling(a.view) & telling(b.view)
    named = any(rarity(plain(name)) >= SPECIFIC for name in a.view.proper & b.view.proper)
    return len(shared) >= (NAMED if named else ALIKE)


def telling(view: View) -> frozenset[str]:
    """Words of a statement that tell of its story."""
    return view.kept("telling", lambda view: frozenset(w for w in words(view.text) if rarity(w) >= COMMON))


def matter(units: Sequence[Unit]) -> Floats:
    """Their vectors of matter, one row a unit."""
    return np.stack([u.matter for u in units])


def best(pairs: Sequence[tuple[int, int, float]], kept_all: set[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """At most PER_UNIT pairs for either unit, the nearest first; those that are to be kept besides."""
    taken: Counter[int] = Counter()
    kept = []
    for i, j, cosine in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])):
        if (i, j) in kept_all:
            kept.append((i, j, cosine))
        elif taken[i] < PER_UNIT or taken[j] < PER_UNIT:
            taken[i] += 1
            taken[j] += 1
            kept.append((i, j, cosine))
    return sorted(kept)


def same_actors(units: Sequence[Unit]) -> set[tuple[int, int]]:
    """Pairs whose claims have relations between the same two actors."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for pair in sorted({tuple(sorted((r.actor, r.recipient))) for r in unit.claim.relations}):
            holders[pair].append(i)
    return set(within(holders.values(), LONGEST * 2))


def same_powers(units: Sequence[Unit]) -> set[tuple[int, int]]:
    """Pairs that tell of the same act on the same thing, that one can or cannot do it."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for power in sorted({(p.act, thing) for p in unit.view.kept("powers", powers) for thing in p.about}):
            holders[power].append(i)
    return set(within(holders.values(), LONGEST))


def same_words(units: Sequence[Unit], stories: Stories) -> set[tuple[int, int]]:
    """Pairs that share rare words; one less will do where their pages are of two stories: nothing else joins these."""
    spread = Counter(w for u in units for w in u.view.bag)
    holders: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for word in sorted((w for w in unit.view.bag if spread[w] > 1), key=lambda w: (spread[w], w))[:RARE]:
            holders[word].append(i)
    counted = Counter(within(holders.values(), LONGEST))
    return {
        (i, j) for (i, j), count in counted.items()
        if count >= SHARED or (count == SHARED - 1 and not paged(units[i], units[j], stories))
    }  # fmt: skip


def within(lists: Iterable[Sequence[int]], longest: int) -> Iterable[tuple[int, int]]:
    """All pairs inside each list; of a long one each with those that follow next."""
    for members in lists:
        for k, a in enumerate(members):
            for b in members[k + 1 : k + 1 + longest]:
                yield a, b
