"""Relations of two claims against each other: what one holds of two actors, and what the other holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Claim, Relation

TOGETHER = frozenset({"COOPERATE", "AID", "SUPPORT", "AGREE"})
AGAINST = frozenset({"ASSAULT"})
FOES = frozenset(["enemy", "enemies", "foe", "foes", "adversary", "adversaries", "rival", "rivals", "arch-enemy"])
OPEN = frozenset({"demanded", "wanted", "threatened", "conditional"})  # nothing is said to be so
WEAK = frozenset({"possible", "planned"})
DENIALS = ("deny", "denied", "denies", "denying", "reject", "rejected", "rejects", "rejecting")


class Stance(NamedTuple):
    """One relation as its claim holds it, polarity settled."""

    relation: Relation
    holds: bool

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.relation.actor, self.relation.recipient))


class Finding(NamedTuple):
    """What two relations say of each other: `sign` 1 agree, -1 contradict; `issue` is what both speak of."""

    sign: int
    ground: str
    issue: tuple[str, ...]
    score: float
    a: Relation
    b: Relation
    tells: str


def stances(claim: Claim) -> list[Stance]:
    """The claim's relations. A denying claim whose own cue was not yet counted as the negation turns them."""
    return [Stance(r, holds(claim, r)) for r in claim.relations if r.actor != r.recipient]


def holds(claim: Claim, relation: Relation) -> bool:
    turned = claim.force == "deny" and not any(word in relation.why.lower() for word in DENIALS)
    return relation.negated == turned


def findings(a: Claim, b: Claim) -> list[Finding]:
    """All that the relations of two claims say of each other, the surest first."""
    if "ask" in (a.force, b.force):
        return []
    found = [f for x in stances(a) for y in stances(b) if x.pair == y.pair for f in against(x, y)]
    return sorted(found, key=lambda f: (-f.score, f.sign, f.a.start, f.b.start))


def against(x: Stance, y: Stance) -> Sequence[Finding]:
    """What two stances on the same two actors say of each other."""
    r, s = x.relation, y.relation
    if r.modality in OPEN or s.modality in OPEN:
        return ()
    issue = tuple(sorted(x.pair))
    weak = 0.15 * ((r.modality in WEAK and x.holds) + (s.modality in WEAK and y.holds))
    if r.type in TOGETHER and s.type in TOGETHER:
        near = 0.1 * (r.type != s.type) + 0.1 * ((r.type == "AGREE") != (s.type == "AGREE"))
        if x.holds != y.holds:
            score = 0.85 - near - weak
            return (Finding(-1, "denial", ("together", *issue), score, r, s, "one holds what the other denies"),)
        return (Finding(1, "relation", ("together", *issue), 0.7 - near - weak, r, s, "both tell of it alike"),)
    if r.type in AGAINST and s.type in AGAINST:
        return fought(x, y, issue)
    if {r.type, s.type} & TOGETHER and x.holds and y.holds:
        foe, friend = (s, r) if r.type in TOGETHER else (r, s)
        lasting = foe.type in AGAINST and foe.modality == "ongoing"
        if (lasting or named_foes(foe)) and friend.type in ("COOPERATE", "SUPPORT", "AID"):
            tells = "work together against fight each other"
            return (Finding(-1, "relation", ("friend", *issue), 0.75 - weak, r, s, tells),)
    return ()


def named_foes(relation: Relation) -> bool:
    """Whether the words for a relation name the two as enemies, which they are not for one day."""
    return not FOES.isdisjoint(relation.why.split("”")[0].lstrip("“").lower().split())


def fought(x: Stance, y: Stance, issue: tuple[str, ...]) -> Sequence[Finding]:
    """Two tellings of a fight between the same two."""
    r, s = x.relation, y.relation
    directed = (r.actor, r.recipient) == (s.actor, s.recipient)
    if x.holds != y.holds and directed:
        return (Finding(-1, "denial", ("attack", *issue), 0.85, r, s, "one holds what the other denies"),)
    if x.holds and y.holds and directed:
        return (Finding(1, "relation", ("attack", *issue), 0.6, r, s, "both name the same attacker"),)
    if x.holds and y.holds and "ongoing" not in (r.modality, s.modality):
        return (Finding(-1, "agent", ("attack", *issue), 0.55, r, s, "each names the other as the attacker"),)
    return ()
