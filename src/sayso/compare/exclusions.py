"""Attributes of which a thing has only one: days, sexes, trades, directions, causes, nationalities, places, names."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from spacy.tokens import Span, Token

from sayso.compare.counted import counts
from sayso.compare.held import Held, alike, held
from sayso.compare.lexicon import rows
from sayso.compare.remark import Remark, place, quote
from sayso.compare.slots import slots
from sayso.compare.statement import Ground
from sayso.compare.views import View, clause, meeting

WHERE = frozenset(["in", "at", "near", "off", "outside", "inside", "on"])
SITED = WHERE | {"of", "from", "to"}
TIMED = ("DATE", "TIME", "PERSON", "MONEY", "CARDINAL")
LARGE = ("weekday",)  # sets whose members are written large
COMMON = 0.5  # what a member in both weighs against one that differs
MANY = 0.6  # … where a statement names several members of a set
EVERYWHERE = frozenset(  # what every country has one of
    ["president", "government", "police", "army", "officer", "official", "minister", "ministry", "navy", "force",
     "troop",
     "ambassador", "embassy", "parliament", "court", "authority", "media", "agency", "people", "citizen", "team",
     "leader", "side", "border", "soldier", "diplomat", "prime", "foreign", "company", "market", "economy"]
)  # fmt: skip
ANOTHER = 0.5  # … where another day comes with other numbers


class Set(NamedTuple):
    """A set of members that exclude each other."""

    ground: Ground
    weight: float


class Named(NamedTuple):
    """A member named in a statement, and what it is told of."""

    first: Token
    last: Token
    held: Held


Members = dict[str, dict[str, Named]]
Listed = tuple[tuple[str, str], ...]


@cache
def sets() -> dict[str, Set]:
    """The sets of `exclusive.tsv`."""
    return {name: Set(cast(Ground, ground), float(weight)) for name, ground, weight, *_ in rows("exclusive.tsv")}


@cache
def listed() -> tuple[dict[str, Listed], dict[str, tuple[tuple[tuple[str, ...], Listed], ...]]]:
    """Word → (set, member) of each set that has it; first word → phrases with the same, the longest first."""
    found: dict[str, dict[str, set[str]]] = {}
    for name, _, _, *members in rows("exclusive.tsv"):
        for member in members:
            for word in member.split():
                found.setdefault(word, {}).setdefault(name, set()).add(member.split()[0])
    single: dict[str, Listed] = {}
    several: dict[str, list[tuple[tuple[str, ...], Listed]]] = {}
    for word, of in found.items():
        one = tuple((name, min(members)) for name, members in of.items() if len(members) == 1)
        if "_" in word:
            parts = tuple(word.split("_"))
            several.setdefault(parts[0], []).append((parts, one))
        else:
            single[word] = one
    return single, {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in several.items()}


def members(view: View) -> Members:
    """Set → member → its first words."""
    found: Members = {}
    single, several = listed()
    words = [t.lower_ for t in view.doc]
    for i, t in enumerate(view.doc):
        for parts, of in several.get(words[i], ()):
            if tuple(words[i : i + len(parts)]) == parts:
                last = view.doc[i + len(parts) - 1]
                add(found, of, t, last, view)
                break
        else:
            add(found, single.get(words[i]) or single.get(t.lemma_.lower(), ()), t, t, view)
    return found


def add(found: Members, of: Listed, t: Token, last: Token, view: View) -> None:
    if of and narrates(t, view):
        return
    for name, member in of:
        if name in LARGE and not (t.is_title or t.is_upper):
            continue
        if member not in found.setdefault(name, {}):
            found[name][member] = Named(t, last, held(last if t.i != last.i else t, view))


def narrates(t: Token, view: View) -> bool:
    """Whether a word only says who tells: "a soldier said", "according to a nurse"."""
    if t.dep_ == "nsubj":
        return view.keys[t.head.i] == "say"
    return t.dep_ == "pobj" and t.head.lower_ == "to" and t.head.head.lower_ == "according"


def remarks(a: View, b: View) -> list[Remark]:
    """Sets where each names a member and none is common; a common member agrees."""
    mine, theirs = a.kept("members", members), b.kept("members", members)
    found = []
    for name in sorted(mine.keys() & theirs.keys()):
        ground, strength = sets()[name]
        some, others = mine[name], theirs[name]
        common = some.keys() & others.keys()
        pairs = [(some[m], others[m]) for m in common] or [(x, y) for x in some.values() for y in others.values()]
        near, x, y = max(((alike(x.held, y.held), x, y) for x, y in pairs), key=rated)
        here, there = between(x), between(y)
        if common:
            words = f"{quote(a, here)} in both"
            found.append(Remark(ground, 1, COMMON * strength * near, words, here, there))
        else:
            few = 1.0 if len(some) == 1 == len(others) else MANY
            few *= ANOTHER if (ground == "time" or name == "rank") and recounted(a, b) else 1.0
            words = f"{quote(a, here)} against {quote(b, there)}"
            found.append(Remark(ground, -1, strength * few * near, words, here, there, name))
    return [*found, *peoples(a, b), *places(a, b), *slots(a, b)]


def recounted(a: View, b: View) -> bool:
    """Whether both count, and nothing the same: another day with other numbers is another event."""
    some, others = {x.quantity.value for x in counts(a)}, {y.quantity.value for y in counts(b)}
    return bool(some and others) and not some & others


def rated(pair: tuple[float, Named, Named]) -> tuple[float, int, int]:
    """The likest, of equals the first; the same whichever statement comes first."""
    near, x, y = pair
    return near, -x.first.i - y.first.i, -abs(x.first.i - y.first.i)


def between(x: Named) -> tuple[int, int]:
    return x.first.idx, x.last.idx + len(x.last)


def peoples(a: View, b: View) -> list[Remark]:
    """Nationalities of the same noun: "Somali pirates", "Yemeni pirates"; "was a Syrian citizen", "an Iraqi"."""
    some, others = a.kept("peopled", peopled), b.kept("peopled", peopled)
    found = []
    for head in sorted(some.keys() & others.keys()):
        (t, mine), (u, theirs) = some[head], others[head]
        sign = 1 if mine == theirs else -1
        words = f"{quote(a, place(t))} {'and' if sign > 0 else 'against'} {quote(b, place(u))}: of ‘{head}’"
        found.append(
            Remark("identity", sign, 0.4 + 0.4 * meeting(clause(t, a), clause(u, b)), words, place(t), place(u))
        )
    return found


def peopled(view: View) -> dict[str, tuple[Token, frozenset[str]]]:
    """Noun key → its first national word and all of them."""
    found: dict[str, tuple[Token, frozenset[str]]] = {}
    for t in view.doc:
        if t.ent_type_ == "NORP" and t.dep_ in ("amod", "compound", "conj", "nmod"):
            head = t.head.head if t.dep_ == "conj" and t.head.ent_type_ == "NORP" else t.head
            if head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() not in EVERYWHERE:
                name = view.keys[head.i]
                kept = found.get(name, (t, frozenset()))
                found[name] = (kept[0], kept[1] | {view.keys[t.i]})
    return found


def places(a: View, b: View) -> list[Remark]:
    """Where the same thing happened: places that hang on clauses that speak of the same."""
    some, others = a.kept("located", located), b.kept("located", located)
    if not some or not others:
        return []
    both = a.label("GPE", "LOC", "FAC") & b.label("GPE", "LOC", "FAC")
    pairs = [(meeting(clause(x.root, a), clause(y.root, b)), x, y) for x in some for y in others]
    alike, x, y = max(pairs, key=lambda p: (p[0], -p[1].start, -p[2].start))
    words = f"{quote(a, place(x))} {'and' if both else 'against'} {quote(b, place(y))}"
    return [Remark("place", 1 if both else -1, 0.2 + 0.6 * alike, words, place(x), place(y))]


def elsewhere(a: View, b: View) -> bool:
    """Whether each names a place, and none the other's."""
    some, others = a.kept("placed", placed), b.kept("placed", placed)
    return bool(some and others) and not some & b.proper and not others & a.proper


def placed(view: View) -> frozenset[str]:
    """Keys of names behind a preposition of place."""
    return frozenset(
        view.keys[t.i] for t in view.doc
        if t.dep_ == "pobj" and t.head.lower_ in SITED and view.keys[t.i] in view.proper and t.ent_type_ not in TIMED
    )  # fmt: skip


def located(view: View) -> list[Span]:
    """Places behind a preposition of place."""
    return [e for e in view.doc.ents if e.label_ in ("GPE", "LOC", "FAC") and e.root.head.lower_ in WHERE]
