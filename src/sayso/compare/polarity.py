"""Negation, denial, doubt and forecast: whether what one statement asserts, the other denies or leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare import opposites
from sayso.compare.exclusions import UNTIL
from sayso.compare.lexicon import lexicon
from sayso.compare.negation import absent, left_open, negated
from sayso.compare.remark import Remark, place, quote
from sayso.compare.views import View, clause, content, meeting

TELLING = frozenset({"say", "think", "believe", "know", "claim", "ask", "appear", "seem", "want", "go", "come", "get"})
ANAPHORS = frozenset(
    ["this", "that", "it", "these", "those", "claim", "report", "statement", "allegation", "story", "suggestion",
     "assertion", "rumor", "rumour", "accusation", "such", "say", "truth", "false_report", "thing", "number", "news",
     "charge", "idea", "say_no"]
)  # fmt: skip
DENYING = ("den", "disput", "refut", "reject")
UNDENIED = frozenset(["not", "n't", "neither", "nor", "never", "nobody", "cannot"])  # "nobody disputes": no denial
YEAR = re.compile(r"1[89]\d\d|20\d\d")
PARTS = ("compound", "nmod", "poss", "npadvmod")  # words that only name what another word is about


class Told(NamedTuple):
    """A predicate of a statement as it is told: its key, whether negated, whether left open, keys of its clause."""

    word: Token
    key: str
    turned: bool
    open: bool
    around: frozenset[str]


def tellings(view: View) -> list[Told]:
    """The predicates of a statement, read once."""

    def read(v: View) -> list[Told]:
        return [Told(t, v.keys[t.i], denied(t), left_open(t), clause(t, v))
                for t in predicates(v)]  # fmt: skip

    return view.kept("tellings", read)


def denied(word: Token) -> bool:
    """Whether an act, a state or a thing is told as not so."""
    return absent(word) if word.pos_ == "NOUN" else negated(word)


def predicates(view: View) -> Iterator[Token]:
    """Words that say something: verbs, predicative adjectives, nouns; not those that only tell of telling."""
    for t in view.doc:
        if not content(t) or view.keys[t.i] in TELLING or t.dep_ in PARTS or t.ent_type_ in ("PERSON", "ORG", "GPE"):
            continue
        if t.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in t.children):
            continue  # a purpose is not told as a fact
        if t.pos_ == "VERB" or (t.pos_ == "ADJ" and t.dep_ != "amod") or t.pos_ == "NOUN":
            yield t


def uncertain(view: View) -> bool:
    """Whether a statement is told as possible, planned or wanted rather than as so."""
    root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
    return root is not None and left_open(root)


def weight(x: Told, y: Told) -> float:
    """How surely two words speak of one thing: what they are in the sentence, and what stands around them."""
    t, u = x.word, y.word
    strong = 1.0 if "VERB" in (t.pos_, u.pos_) or {t.dep_, u.dep_} & {"ROOT", "attr", "acomp"} else 0.6
    return strong * (0.5 if x.open != y.open else 1.0) * (0.4 + 0.6 * meeting(x.around, y.around))


def remarks(a: View, b: View) -> list[Remark]:
    """Predicates that both share or that exclude each other, with their polarity."""
    return [*shared(a, b), *opposites.remarks(a, b)]


def by_key(view: View) -> dict[str, list[Told]]:
    """Predicates of a statement by key."""
    found: dict[str, list[Told]] = {}
    for told in tellings(view):
        found.setdefault(told.key, []).append(told)
    return found


def shared(a: View, b: View) -> list[Remark]:
    """The same word in both: affirmed in one and negated in the other, or with the same polarity."""
    found = []
    mine, theirs = a.kept("told", by_key), b.kept("told", by_key)
    for key in sorted(mine.keys() & theirs.keys()):
        pairs = [(x, y) for x in mine[key] for y in theirs[key]]
        pairs = [(x, y) for x, y in pairs if x.turned == y.turned] or pairs  # told alike anywhere: no contradiction
        x, y = max(pairs, key=lambda p: weight(*p))
        here, there = place(x.word), place(y.word)
        other = None if x.turned == y.turned else another_time(x.word, y.word)
        if x.turned == y.turned:
            sign, words = 1, f"{quote(a, here)} and {quote(b, there)}: alike"
        elif other is not None:
            words = f"told of other times: {quote(a, other[0])}, {quote(b, other[1])}"
            found.append(Remark("time", 0, 1.0, words, *other))
            continue
        else:
            sign, words = -1, f"{quote(a, here)} is {'negated' if x.turned else 'asserted'} in one, {quote(b, there)} "
            words += "asserted in the other" if x.turned else "negated in the other"
        found.append(Remark("polarity", sign, weight(x, y), words, here, there))
    return found


def another_time(some: Token, others: Token) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the clauses of two words name days, months or years and none in common: the first of either."""
    mine, theirs = times(some), times(others)
    for name in sorted(mine.keys() & theirs.keys()):
        if not mine[name].keys() & theirs[name].keys():
            first, second = (place(min(told[name].values(), key=lambda t: t.i)) for told in (mine, theirs))
            return first, second
    return None


def times(word: Token) -> dict[str, dict[str, Token]]:
    """Days of the week, months and years in the clause of a word: what → which → its word."""
    found: dict[str, dict[str, Token]] = {}
    for t in word.subtree:
        name, member = lexicon().exclusive.get(t.lower_, ("", ""))
        if t.head.lower_ in UNTIL:
            continue  # what did not happen until Monday happened then
        if name in ("weekday", "month") and t.is_title:
            found.setdefault(name, {})[member] = t
        elif YEAR.fullmatch(t.text):
            found.setdefault("year", {})[t.text] = t
    return found


def cues(view: View) -> dict[str, tuple[int, int]]:
    """Kinds of cue in a statement with the place of the first."""
    return view.kept("cues", cued)


@cache
def openings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Cue phrases with their kind, by their first word, the longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for kind, phrases in lexicon().cue.items():
        for phrase in phrases:
            found.setdefault(phrase[0], []).append((kind, phrase))
    return found


def cued(view: View) -> dict[str, tuple[int, int]]:
    words = [t.lower_.replace("’", "'") for t in view.doc]
    found: dict[str, tuple[int, int]] = {}
    for i, word in enumerate(words):
        for kind, phrase in openings().get(word, ()):
            turned = kind == "deny" and word.startswith(DENYING) and UNDENIED & set(words[max(0, i - 3) : i])
            if kind not in found and not turned and words[i : i + len(phrase)] == list(phrase):
                last = view.doc[i + len(phrase) - 1]
                found[kind] = (view.doc[i].idx, last.idx + len(last))
    return found


def stances(a: View, b: View) -> list[Remark]:
    """A denial, a doubt or a forecast in one and not in the other."""
    mine, theirs = cues(a), cues(b)
    found = denials(a, b, mine.get("deny"), theirs.get("deny"))
    for kind, ground, tell in (
        ("doubt", "", "one leaves it open"),
        ("future", "time", "one tells what is to come"),
        ("demand", "", "one asks for it"),
    ):
        if (kind in mine) != (kind in theirs):
            view, where = (a, mine[kind]) if kind in mine else (b, theirs[kind])
            spans = (where, None) if kind in mine else (None, where)
            found.append(Remark(ground, 0, 1.0, f"{tell}: {quote(view, where)}", *spans))  # type: ignore[arg-type]
    return found


def denials(a: View, b: View, mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> list[Remark]:
    """One denies what the other tells, as far as the words denied are the other's; or both deny."""
    if mine and theirs:
        words = f"both deny: {quote(a, mine)}, {quote(b, theirs)}"
        return [Remark("denial", 1, 1.0, words, mine, theirs)]
    if not (mine or theirs):
        return []
    view, other, where = (a, b, mine) if mine else (b, a, theirs)
    assert where is not None
    span = view.doc.char_span(*where, alignment_mode="expand") or view.doc[0:1]
    denied = [t for root in (span.root, span.root.head) for t in root.subtree]
    said = {view.keys[t.i] for t in denied if content(t) or t.pos_ == "PRON"}
    said -= {view.keys[t.i] for t in span}
    telling = frozenset(said & view.bag)
    alike = meeting(telling, other.bag) if telling else 0.3
    if {t.lower_ for t in span.sent} & ANAPHORS or said & ANAPHORS:
        alike = max(alike, 0.6)
    if any(t.dep_ == "neg" or t.lower_ == "no" for t in other.doc):
        alike *= 0.5
    words = f"one denies: {quote(view, where)}"
    return [Remark("denial", -1, alike, words, *((where, None) if mine else (None, where)))]
