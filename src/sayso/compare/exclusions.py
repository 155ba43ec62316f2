"""Attributes that exclude each other of one thing: days, sexes, directions, causes of death, nationalities, places."""

from __future__ import annotations

from spacy.tokens import Span, Token

from sayso.compare.lexicon import lexicon
from sayso.compare.negation import negated
from sayso.compare.remark import Remark, place, quote
from sayso.compare.statement import Ground
from sayso.compare.views import View, clause, meeting

TIMES = ("weekday", "month", "daypart", "relative", "reach")
PLACES = ("compass", "compass2", "room")
CAUSES = ("death", "weapon", "motive", "object")
WEAK = {"rank": 0.7, "size": 0.3, "colour": 0.5, "vehicle": 0.5, "faith": 0.5, "party": 0.4, "crime": 0.4, "reach": 0.8}
WHERE = frozenset(["in", "at", "near", "off", "outside", "inside", "on"])
SITED = WHERE | {"of", "from", "to"}
TIMED = ("DATE", "TIME", "PERSON", "MONEY", "CARDINAL")
UNTIL = frozenset(["until", "till", "before"])
REACHES = frozenset(["week", "month", "year", "weekend"])

Members = dict[str, dict[str, Token]]


def ground(name: str) -> Ground:
    if name in TIMES:
        return "time"
    if name in PLACES:
        return "place"
    return "cause" if name in CAUSES else "identity"


def members(view: View) -> Members:
    """Set → member → its first word."""
    found: Members = {}
    table = lexicon().exclusive
    for t in view.doc:
        if t.lower_ in REACHES and t.i and view.doc[t.i - 1].lower_ in ("last", "past", "next", "this"):
            found.setdefault("reach", {}).setdefault(f"{view.doc[t.i - 1].lower_} {t.lower_}", t)
        for word in (t.lower_, t.lemma_.lower()):
            if word in table:
                name, member = table[word]
                if name not in ("weekday", "month") or t.is_title or t.is_upper:
                    found.setdefault(name, {}).setdefault(member, t)
                break
    return found


def remarks(a: View, b: View) -> list[Remark]:
    """Sets where each names a member and none is common; a common member agrees."""
    mine, theirs = a.kept("members", members), b.kept("members", members)
    found = []
    for name in sorted(mine.keys() & theirs.keys()):
        common = sorted(mine[name].keys() & theirs[name].keys())
        strength = WEAK.get(name, 1.0)
        some, others = mine[name], theirs[name]
        t, u = (some[common[0]], others[common[0]]) if common else (first(some), first(others))
        alike = 0.3 + 0.7 * meeting(clause(t, a), clause(u, b))
        few = 1.0 if len(some) == 1 == len(others) else 0.6
        if common:
            words = f"{quote(a, place(t))} in both"
            found.append(Remark(ground(name), 1, 0.5 * strength * alike, words, place(t), place(u)))
        elif name in TIMES and happened(t) != happened(u):
            words = f"told of other times: {quote(a, place(t))}, {quote(b, place(u))}"
            found.append(Remark(ground(name), 0, 1.0, words, place(t), place(u)))
        else:
            words = f"{quote(a, place(t))} against {quote(b, place(u))}"
            found.append(Remark(ground(name), -1, strength * few * alike, words, place(t), place(u)))
    return [*found, *peoples(a, b), *places(a, b)]


def happened(word: Token) -> bool:
    """Whether what a time is told of is told as so: an act that did not happen on a day may have on another; what did
    not happen until then happened."""
    above = list(word.ancestors)
    at = next((i for i, up in enumerate(above) if up.pos_ in ("VERB", "AUX")), None)
    return at is None or not negated(above[at]) or any(up.lower_ in UNTIL for up in (word, *above[:at]))


def first(some: dict[str, Token]) -> Token:
    return min(some.values(), key=lambda t: t.i)


def peoples(a: View, b: View) -> list[Remark]:
    """Nationalities of the same noun: "Somali pirates", "Yemeni pirates"; "was a Syrian citizen", "an Iraqi"."""
    some, others = a.kept("peopled", peopled), b.kept("peopled", peopled)
    found = []
    for head in sorted(some.keys() & others.keys()):
        (t, mine), (u, theirs) = some[head], others[head]
        sign = 1 if mine == theirs else -1
        words = f"{quote(a, place(t))} {'and' if sign > 0 else 'against'} {quote(b, place(u))}: of ‘{head}’"
        found.append(Remark("identity", sign, 0.9 if sign < 0 else 0.5, words, place(t), place(u)))
    return found


def peopled(view: View) -> dict[str, tuple[Token, frozenset[str]]]:
    """Noun key → its first national word and all of them."""
    found: dict[str, tuple[Token, frozenset[str]]] = {}
    for t in view.doc:
        if t.ent_type_ == "NORP" and t.dep_ in ("amod", "compound", "conj", "nmod"):
            head = t.head.head if t.dep_ == "conj" and t.head.ent_type_ == "NORP" else t.head
            if head.pos_ in ("NOUN", "PROPN"):
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
        and not dated(t)
    )  # fmt: skip


def located(view: View) -> list[Span]:
    """Places behind a preposition of place."""
    return [
        e for e in view.doc.ents
        if e.label_ in ("GPE", "LOC", "FAC") and e.root.head.lower_ in WHERE and not dated(e.root)
    ]  # fmt: skip


def dated(word: Token) -> bool:
    """Whether a name is that of a month or a day ("in May", taken for a place)."""
    return lexicon().exclusive.get(word.lower_, ("", ""))[0] in ("weekday", "month")
