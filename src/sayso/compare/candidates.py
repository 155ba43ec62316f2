"""Pairs of claims worth a comparison, found without looking at all pairs.

Two claims are a candidate where they tell of the same two actors, or share several of the words that are rare in the
case. Lists longer than a cap are cut in the order of ids, so the work grows with the claims and not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sayso.compare.gathered import Gathered
from sayso.compare.origins import bag
from sayso.model import Claim

RARE = 8  # words of a claim that are looked up, the rarest first
LONGEST = 60  # claims that share one word or one pair of actors and are still held against each other
SHARED = 2  # rare words two claims must share


def candidates(case: Gathered) -> list[tuple[str, str]]:
    """Pairs of claim ids, each in order, sorted."""
    claims = [c for c in case.claims if c.text.strip()]
    return sorted(same_actors(claims) | same_words(claims))


def same_actors(claims: Sequence[Claim]) -> set[tuple[str, str]]:
    """Pairs whose relations name the same two actors."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for claim in claims:
        for pair in sorted({tuple(sorted((r.actor, r.recipient))) for r in claim.relations}):
            holders[pair].append(claim.id)
    return set(within(holders.values()))


def same_words(claims: Sequence[Claim]) -> set[tuple[str, str]]:
    """Pairs that share rare words."""
    bags = {c.id: bag(c.text) for c in claims}
    spread = Counter(w for words in bags.values() for w in words)
    holders: dict[str, list[str]] = defaultdict(list)
    for claim, words in bags.items():
        for word in sorted((w for w in words if spread[w] > 1), key=lambda w: (spread[w], w))[:RARE]:
            holders[word].append(claim)
    counted = Counter(within(holders.values()))
    return {pair for pair, count in counted.items() if count >= SHARED}


def within(lists: Iterable[Sequence[str]]) -> Iterable[tuple[str, str]]:
    """All pairs inside each list that is not too long; of a longer one each with those that follow next."""
    for members in lists:
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + LONGEST]:
                yield (a, b) if a < b else (b, a)
