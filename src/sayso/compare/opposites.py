"""Words and phrases of two statements that cannot both hold of one thing: "at large" and "behind bars"."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from sayso.compare.lexicon import PARTS, Phrase, lexicon
from sayso.compare.negation import left_open, negated
from sayso.compare.remark import Remark, place, quote
from sayso.compare.views import View, clause, meeting

ALSO = 0.45  # what two words of one side are worth: a hint that both tell the same
SELF = frozenset(["himself", "herself", "themselves", "itself", "myself", "ourselves", "yourself", "themself"])
PASSED = ("DT", "PRP", "PRP$")  # what may stand inside a phrase: "turned them away", "tore up his contract"
NEGATIVE = frozenset(["no", "not", "never", "without", "nothing", "refuse", "decline", "fail", "stop", "unable"])


class Lean(NamedTuple):
    """A word or phrase of one side of a row of opposites: `side` is what it comes to, negation heeded."""

    words: Span
    root: Token
    side: int
    turned: bool
    open: bool
    strength: float


def spoken(view: View) -> dict[int, list[tuple[Span, Phrase]]]:
    """Rows of opposites that a statement speaks of, with its words on them."""
    found: dict[int, list[tuple[Span, Phrase]]] = {}
    table, past, here = lexicon().opposite, 0, forms(view)
    for t in view.doc:
        if t.i < past:
            continue
        phrases = [*table.get(t.lower_, ())]
        if t.lemma_.lower() != t.lower_:
            phrases += table.get(t.lemma_.lower(), ())
        if not phrases:
            continue
        fit = [(reach(view.doc, t.i, p), p) for p in phrases if p.needed <= here]
        if not fit:
            continue
        far = max(end for end, _ in fit)
        for phrase in dict.fromkeys(p for end, p in fit if end == far > 0):
            found.setdefault(phrase.row, []).append((view.doc[t.i : far], phrase))
        past = far if far > t.i + 1 else past  # the words of a phrase are not read once more by themselves
    return found


def forms(view: View) -> set[str]:
    """Every word and lemma of a statement, and how phrases call its reflexives and possessives."""
    found = {t.lower_ for t in view.doc}
    if found & SELF:
        found.add("oneself")
    if any(t.tag_ == "PRP$" for t in view.doc):
        found.add("one's")
    return found | {t.lemma_.lower() for t in view.doc}


def leanings(view: View, row: int) -> list[Lean]:
    """What a statement says on a row; read only where another speaks of it too."""
    return view.kept(f"opposites {row}", lambda v: [lean(*hit) for hit in v.kept("spoken", spoken)[row]])


def lean(words: Span, phrase: Phrase) -> Lean:
    root = words.root
    if root.pos_ in ("ADP", "ADV", "PART", "SCONJ") and root.head.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
        root = root.head  # "is not in custody"
    turned = phrase.words[0] not in NEGATIVE and negated(root)
    return Lean(words, root, phrase.side ^ turned, turned, left_open(root), phrase.strength)


def reach(doc: Doc, start: int, phrase: Phrase) -> int:
    """Where a phrase that begins at a token ends, 0 where other words stand there."""
    first = doc[start]
    if len(phrase.words) == 1:
        return start + 1 if phrase.part in ("", PARTS.get(first.pos_)) else 0
    k, left = start + 1, 2
    for word in phrase.words[1:]:
        while k < len(doc) and not named(doc[k], word):
            if doc[k].tag_ not in PASSED or not left:
                return start + 1 if parted(first, phrase.words) else 0
            k, left = k + 1, left - 1
        if k == len(doc):
            return 0
        k += 1
    return k


def parted(verb: Token, words: tuple[str, ...]) -> bool:
    """Whether a verb and its particle stand apart: "called the whole search off"."""
    return len(words) == 2 and any(c.dep_ == "prt" and c.lower_ == words[1] for c in verb.children)


def named(token: Token, word: str) -> bool:
    if word == "oneself":
        return token.lower_ in SELF
    if word == "one's":
        return token.tag_ == "PRP$"
    return word in (token.lower_, token.lemma_.lower())


def remarks(a: View, b: View) -> list[Remark]:
    """What the words of opposites come to: they exclude each other, or agree although told the other way round."""
    some, others = a.kept("spoken", spoken), b.kept("spoken", spoken)
    best: dict[tuple[tuple[int, int], tuple[int, int]], Remark] = {}
    for row in sorted(some.keys() & others.keys()):
        mine, theirs = leanings(a, row), leanings(b, row)
        if len({x.side for x in mine}) > 1 or len({y.side for y in theirs}) > 1:
            continue  # a text with both tells of both, and excludes neither
        for x in mine:
            for y in theirs:
                r = told(a, b, x, y)
                if r is not None and r.weight > best.get((r.a, r.b), NONE).weight:  # type: ignore[arg-type]
                    best[r.a, r.b] = r  # type: ignore[index]
    return sorted(best.values(), key=lambda r: (-r.weight, r.words))


NONE = Remark("outcome", 0, 0.0, "")


def told(a: View, b: View, x: Lean, y: Lean) -> Remark | None:
    """One word against another; words that both have are told by `polarity.shared`."""
    one, other = x.words.root, y.words.root
    if (
        a.keys[one.i] == b.keys[other.i]
        and "ADP" not in (one.pos_, other.pos_)
        and x.side ^ x.turned == y.side ^ y.turned
    ):
        return None
    alike = 0.6 + 0.4 * meeting(clause(x.root, a), clause(y.root, b))
    weight = x.strength * alike * (0.5 if x.open != y.open else 1.0)
    here, there = place(x.words), place(y.words)
    both = f"{quote(a, here)} against {quote(b, there)}: "
    if x.side != y.side:
        tell = "one negated, what the other tells" if x.turned != y.turned else "they exclude each other"
        return Remark("outcome", -1, weight, both + tell, here, there)
    if x.turned != y.turned:
        return Remark("outcome", 1, weight, both + "one negated, so they agree", here, there)
    return Remark("outcome", 1, ALSO * weight, f"{quote(a, here)} and {quote(b, there)} come to the same", here, there)
