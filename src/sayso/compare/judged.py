"""What the judge and the network find of the candidates of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sayso.compare.gathered import Gathered
from sayso.compare.grounds import stands
from sayso.compare.judge import remembered
from sayso.compare.memory import Memory
from sayso.compare.turns import Turn
from sayso.compare.units import Unit
from sayso.compare.weighing import Found, Place
from sayso.compare.worth import comparable, nearest, paired
from sayso.model import Interval

QUOTED = ("direct", "mixed")


def judged(
    case: Gathered,
    units: Sequence[Unit],
    pairs: Sequence[tuple[int, int, float]],
    memory: Memory,
    turned: Mapping[frozenset[str], Turn],
) -> dict[Place, Found]:
    """What is found of the candidates whose words are worth a judge. The network reads those nearest in matter, those
    that answer each other, and those of which the judge alone says a contradiction that could be shown."""
    turn = [turned.get(frozenset((units[i].claim.id, units[j].claim.id))) for i, j, _ in pairs]
    worth = [(i, j, cosine, t) for (i, j, cosine), t in zip(pairs, turn, strict=True)
             if (t and t.against) or comparable(units[i], units[j], cosine)]  # fmt: skip
    asked = [paired(units[i], units[j], cosine) for i, j, cosine, _ in worth]
    read = nearest(asked) | {at for at, (*_, t) in enumerate(worth) if t and t.against}
    said = remembered(asked, memory, read)
    more = [at for at, (pair, verdict) in enumerate(zip(asked, said, strict=True))
            if at not in read and stands(pair, verdict)]  # fmt: skip
    for at, verdict in zip(more, remembered([asked[at] for at in more], memory, range(len(more))), strict=True):
        said[at] = verdict
    made = {}
    for (i, j, _, t), pair, verdict in zip(worth, asked, said, strict=True):
        a, b = units[i].claim, units[j].claim
        quoted = sum(claim.manner in QUOTED for claim in (a, b))
        made[i, j] = Found(pair, verdict, (a.page, b.page), (case.voice(a), case.voice(b)), (a.id, b.id), quoted, t,
                           days(case.when(a), case.when(b)))  # fmt: skip
    return made


def days(some: Interval | None, others: Interval | None) -> float:
    """How many days lie between two stretches of time; 0 where they touch, or where either is not known."""
    if some is None or others is None:
        return 0.0
    early, late = sorted(((i.earliest, i.latest) for i in (some, others)), key=lambda p: (p[0] or "", p[1] or ""))
    if early[1] is None or late[0] is None:
        return 0.0
    return float(max(0, (date.fromisoformat(late[0]) - date.fromisoformat(early[1])).days))
