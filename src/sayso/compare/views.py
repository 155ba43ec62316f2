"""A statement parsed for comparison: its words, names, predicates, and the traces of a tokeniser read past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.compare.lexicon import PARTS, lexicon
from sayso.compare.statement import Statement
from sayso.language import load_english

T = TypeVar("T")
LONGEST = 1200  # characters of a statement that are compared; what a claim says, it says before that
CONTENT = ("NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV")
NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
TIDIED = (  # what tokenisers and converters leave: (pattern, kept group or replacement)
    (re.compile(r"(?<=\d), (?=\d{3}(?!\d))"), ","),  # 120, 000
    (re.compile(r"(?<=[\w.]) - (?=[\w])"), "-"),  # 36 - year - old
    (re.compile(r"(?<=[$€£]) (?=\d)"), ""),  # $ 108 million
    (re.compile(r"(?<=\d) : (?=\d\d\b)"), ":"),  # 1 : 53
    (re.compile(r"(?<=\b[ap])\. (?=m\.)"), "."),  # p. m.
    (re.compile(r"(?<=\w) ['’] (?=(?:s|t|re|m|ve|ll|d)\b)"), "'"),  # I ’ m
    (re.compile(r"(?<=\w) (?=n't\b)"), ""),  # did n't
    (re.compile(r"(?<=\d) (?=%)"), ""),
    (re.compile(r"(?<![\w.]) ?\. (?=\d\d\d? ?-?caliber)"), " ."),
    (re.compile(r"\be(?=\d[\d.]* ?(?:million|billion|m\b|bn\b))"), "€"),  # e85 million
    (re.compile(r"\bp(?=\d[\d.]* ?(?:million|billion|m\b|bn\b))"), "£"),  # p74million
    (re.compile(r"(?i)\b(magnitude)-(?=\d)"), r"\1 "),  # magnitude-5.2
    (re.compile(r"\s+"), " "),
)


def tidied(text: str) -> str:
    """The text as it was before a tokeniser took it apart."""
    text = text[:LONGEST].replace("``", '"').replace("''", '"')
    for pattern, better in TIDIED:
        text = pattern.sub(better, text)
    return text.strip()


class View:
    """One statement, parsed.

    `keys` run along the tokens; `bag`: keys of the content words; `names`: keys of the names; `proper`: words of names.
    What the typed comparisons read in it is kept in `memo`, because a statement is held against many.
    """

    __slots__ = ("bag", "clauses", "doc", "keys", "memo", "names", "proper", "statement", "text")

    def __init__(self, statement: Statement, doc: Doc) -> None:
        self.statement, self.doc, self.text = statement, doc, doc.text
        self.keys = [key(t) for t in doc]
        self.bag = frozenset(k for k, t in zip(self.keys, doc, strict=True) if content(t))
        self.names = frozenset(k for e in doc.ents if e.label_ in NAMED for k in names(e))

        self.proper = frozenset(k for k, t in zip(self.keys, doc, strict=True) if proper(t))
        self.memo: dict[str, Any] = {}
        self.clauses: dict[int, frozenset[str]] = {}

    def kept(self, name: str, make: Callable[[View], T]) -> T:
        """What `make` reads in this statement, read once."""
        if name not in self.memo:
            self.memo[name] = make(self)
        found: T = self.memo[name]
        return found

    def label(self, *kinds: str) -> frozenset[str]:
        """Keys of the entities of these kinds."""
        return frozenset(k for e in self.doc.ents if e.label_ in kinds for k in names(e))


def clause(token: Token, view: View) -> frozenset[str]:
    """Keys of the content words of the clause a token stands in: its verb and what hangs on that verb directly."""
    found = view.clauses.get(token.i)
    if found is None:
        found = view.clauses[token.i] = about(token, view.keys)
    return found


def about(token: Token, keys: Sequence[str]) -> frozenset[str]:
    head = token
    for _ in range(6):
        if head.pos_ in ("VERB", "AUX") or head.head.i == head.i:
            break
        head = head.head
    inside = [head, *head.children, *(g for c in head.children if c.dep_ in ("prep", "agent") for g in c.children)]
    named = [x for c in inside if c.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") for x in c.children]
    return frozenset(keys[t.i] for t in (*inside, *named) if content(t) and t.i != token.i)


def meeting(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set that is in both; one half where there is nothing to compare."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.5


def proper(token: Token) -> bool:
    """Whether a token is (part of) a name: written large, and not only for beginning a sentence."""
    large = token.text[:1].isupper() and len(token) > 1 and not token.is_stop
    return large and (token.pos_ == "PROPN" or not token.is_sent_start)


def content(token: Token) -> bool:
    """Whether a token carries meaning of its own."""
    return token.pos_ in CONTENT and not token.is_stop and token.is_alpha and len(token) > 1


def key(token: Token) -> str:
    """What stands for a token in comparisons: its lemma, or the name of its set of synonyms."""
    synonym, lemma = lexicon().synonym, token.lemma_.lower()
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.pos_ == "VERB" and after is not None and after.dep_ in ("prt", "advmod", "acomp", "ccomp"):
        phrase = f"{lemma}_{after.lower_}"
        if phrase in synonym:
            return synonym[phrase]
    parts = lexicon().bound.get(lemma)
    if parts is not None:
        return parts.get(PARTS.get(token.pos_, ""), lemma)
    return synonym.get(lemma, lemma)


def names(entity: Iterable[Token]) -> Iterator[str]:
    """Keys of a name: its words, without articles and titles, a country for its people."""
    for token in entity:
        word = token.lower_.replace(".", "").removesuffix("'s").removesuffix("’s")
        if len(word) > 1 and not token.is_stop and any(c.isalnum() for c in word):
            yield lexicon().synonym.get(word, word)


@cache
def english() -> Language:
    """The pipeline, loaded once a process."""
    return load_english()


def views(statements: Sequence[Statement]) -> list[View]:
    """Statements parsed, in order; equal texts are parsed once."""
    texts = {s.text: tidied(s.text) for s in statements}
    docs = dict(zip(texts, english().pipe(texts.values(), batch_size=128), strict=True))
    return [View(s, docs[s.text]) for s in statements]
