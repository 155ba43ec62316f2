"""What holds between two statements: the kind, how sure, and why in words."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import msgspec

from sayso.compare.crossencoder import UNREAD, Read, read
from sayso.compare.decide import Chances, beside, chances, floors
from sayso.compare.encoder import embedded
from sayso.compare.features import Measured, Pair, measured
from sayso.compare.memory import Memory, digest
from sayso.compare.noticing import EXCLUDE, noticed, spoken
from sayso.compare.remark import Remark
from sayso.compare.statement import Statement, Verdict
from sayso.compare.views import View, views

SAME = 0.45  # part of all words shared, from which agreeing statements are the same
MEANT = 0.82  # cosine from which they are
FIRM = {  # weight from which a remark of a ground is firm enough to call a contradiction on a middling chance
    "number": 0.7, "polarity": 0.65, "denial": 0.7, "outcome": 0.8, "identity": 0.6, "ability": 0.9,
}  # fmt: skip
GROWING = ("killed", "injured", "missing", "arrested")  # counts that grow: they need one day
CHUNK = 2000
TRACE = 1e-4  # chance of the network that stands for none
LEAST = 0.2  # chance of the network from which a pair is remembered though the judge says "neither"
NOTHING = Verdict("neither", 0.0, "they speak of different things, or both can be so")
Said = Statement | str


def judge(pairs: Sequence[tuple[Said, Said]]) -> list[Verdict]:
    """A verdict for every pair, in order. Exchanging the two statements of a pair changes nothing but the wording.

    Days are looked at where both statements have one: the same speaker on another day "reverses", and a toll that is
    higher on a later day has grown.
    """
    mine = views([stated(a) for a, _ in pairs])
    theirs = views([stated(b) for _, b in pairs])
    found = verdicts(paired(mine, theirs), weighed=True)
    return [dated(a.statement, b.statement, v) for a, b, v in zip(mine, theirs, found, strict=True)]


def paired(some: Sequence[View], others: Sequence[View]) -> list[Pair]:
    """Views held against each other, each with the one at its place."""
    near = (embedded([v.text for v in some]) * embedded([v.text for v in others])).sum(2).tolist()
    return [Pair(a, b, cosine, matter) for a, b, (cosine, matter) in zip(some, others, near, strict=True)]


def dated(a: Statement, b: Statement, verdict: Verdict) -> Verdict:
    """The verdict in the light of two different days."""
    if verdict.kind not in ("contradicts", "unclear") or not (a.date and b.date) or a.date == b.date:
        return verdict
    if verdict.kind_of == "number" and verdict.topic in GROWING:
        return msgspec.structs.replace(verdict, kind="neither", why=f"{verdict.why}; told on {a.date} and on {b.date}")
    if verdict.kind == "contradicts" and a.speaker and a.speaker == b.speaker:
        return msgspec.structs.replace(verdict, kind="reverses", why=f"{verdict.why}; {a.date} and {b.date}")
    return verdict


def stated(said: Said) -> Statement:
    return Statement(said) if isinstance(said, str) else said


def verdicts(pairs: Sequence[Pair], weighed: bool = False) -> list[Verdict]:
    """A verdict for every pair; `weighed`: by the judge and the network together, as fits pairs that somebody put
    against each other."""
    found: list[Verdict] = []
    for start in range(0, len(pairs), CHUNK):  # features are large, verdicts small
        found += some(pairs[start : start + CHUNK], weighed=weighed)
    return found


def remembered(pairs: Sequence[Pair], memory: Memory, read_too: Container[int]) -> list[Verdict]:
    """The same, what the memory knows taken from there, and the network asked of those pairs alone whose place in the
    list is in `read_too`. Of what tells nothing only that is kept."""
    keys = [key(pair, i in read_too) for i, pair in enumerate(pairs)]
    known = [memory.verdict(key) for key in keys]
    new = [i for i, (there, _) in enumerate(known) if not there]
    for start in range(0, len(new), CHUNK):
        part = new[start : start + CHUNK]
        found = some([pairs[i] for i in part], [i in read_too for i in part])
        for i, verdict in zip(part, found, strict=True):
            known[i] = True, verdict if telling(verdict) else None
    memory.learn({keys[i]: known[i][1] for i in new})
    return [verdict or NOTHING for _, verdict in known]


def key(pair: Pair, read_too: bool) -> bytes:
    """What a verdict is remembered by."""
    said = [
        words for v in pair[:2] for words in (v.text, v.statement.alone, v.statement.speaker or "", v.statement.force)
    ]
    return digest(*said, "read" if read_too else "")


def telling(verdict: Verdict) -> bool:
    """Whether something may come of a verdict."""
    return verdict.kind != "neither" or max(verdict.against, verdict.agreeing) >= LEAST


def some(pairs: Sequence[Pair], read_too: Sequence[bool] | None = None, weighed: bool = False) -> list[Verdict]:
    found = [measured(pair) for pair in pairs]
    asked = [True] * len(pairs) if read_too is None else read_too
    told = iter(read([(spoken(p.a), spoken(p.b)) for p, ask in zip(pairs, asked, strict=True) if ask]))
    reads = [next(told) if ask else UNREAD for ask in asked]
    judged = chances([m.values for m in found])
    said = zip(pairs, found, beside(judged, reads) if weighed else judged, reads, strict=True)
    made = [(pair, read_out(verdict(m, c, floors(weighed)), r)) for pair, m, c, r in said]
    return [v if weighed else seen(pair, v) for pair, v in made]


def read_out(verdict: Verdict, r: Read) -> Verdict:
    """The verdict with what the network says; nought only where it was not asked."""
    if r is UNREAD:
        return verdict
    return msgspec.structs.replace(
        verdict, against=round(max(r.against, TRACE), 4), agreeing=round(max(r.agreeing, TRACE), 4)
    )


def seen(pair: Pair, found: Verdict) -> Verdict:
    """The verdict in the light of what the network says, where that is clear."""
    if found.kind == "contradicts" or not noticed(pair, found):
        return found
    return msgspec.structs.replace(
        found, kind="contradicts", score=found.against, why=EXCLUDE, kind_of="reading", spans=None, topic="", weight=0.0
    )


def verdict(m: Measured, c: Chances, least: Mapping[str, float]) -> Verdict:
    """The decision, with the remark that carries it."""
    able = next((r for r in m.remarks if r.ground == "ability"), None)
    if able and c.contradict + c.neither >= c.agree / 2:
        return made("contradicts" if c.contradict >= least["likely"] else "unclear", max(c.contradict, 0.5), able)
    firm = next((r for r in m.remarks if r.sign < 0 and r.weight >= FIRM.get(r.ground, 2.0)), None)
    if firm and c.contradict >= least["firm"]:
        return made("contradicts", c.contradict, firm)
    if c.contradict >= least["contradicts"]:
        return made("contradicts", c.contradict, strongest(m, -1))
    if c.agree >= least["agree"] and c.agree > c.contradict:
        near = m.values["cosine"]
        alike = near >= MEANT or (m.values["words_alike"] >= SAME and near >= MEANT - 0.12)
        return made("same" if alike else "supports", c.agree, strongest(m, 1))
    if c.contradict >= least["likely"]:
        return made("unclear", c.contradict, strongest(m, -1))
    if c.neither >= max(c.agree, c.contradict):
        return made("neither", c.neither, strongest(m, 0))
    return made("unclear", max(c.agree, c.neither), strongest(m, 0))


def strongest(m: Measured, sign: int) -> Remark | None:
    """The remark that weighs most for this side; of equals the first."""
    return max((r for r in m.remarks if r.sign == sign), key=lambda r: r.weight, default=None)


TELLS = {
    "contradicts": "both cannot be so",
    "same": "the same is told",
    "supports": "one fits the other",
    "neither": "they speak of different things, or both can be so",
    "unclear": "not sure enough to say",
}


def made(kind: str, score: float, r: Remark | None) -> Verdict:
    why = f"{r.words}" if r else TELLS[kind]
    spans = (r.a, r.b) if r and r.a and r.b else None
    ground = r.ground if r else ("words" if kind in ("same", "supports") else "")
    return Verdict(kind, round(score, 4), why, ground, spans, r.topic if r else "", r.weight if r else 0.0)  # type: ignore[arg-type]
