"""A statement parsed for comparison: its words, names, predicates, and the traces of a tokeniser read past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.compare.lexicon import lexicon
from sayso.compare.statement import Statement
from sayso.language import load_english

LONGEST = 1200  # characters of a statement that are compared; what a claim says, it says before that
CONTENT = ("NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV")
NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
TIDIED = (  # what tokenisers and converters leave: (pattern, kept group or replacement)
    (re.compile(r"(?<=\d), (?=\d{3}\b)"), ","),  # 120, 000
    (re.compile(r"(?<=[\w.]) - (?=[\w])"), "-"),  # 36 - year - old
    (re.compile(r"(?<=[$€£]) (?=\d)"), ""),  # $ 108 million
    (re.compile(r"(?<=\d) : (?=\d\d\b)"), ":"),  # 1 : 53
    (re.compile(r"(?<=\b[ap])\. (?=m\.)"), "."),  # p. m.
    (re.compile(r"(?<=\w) ['’] (?=(?:s|t|re|m|ve|ll|d)\b)"), "'"),  # I ’ m
    (re.compile(r"(?<=\w) (?=n't\b)"), ""),  # did n't
    (re.compile(r"(?<=\d) (?=%)"), ""),
    (re.compile(r"(?<![\w.]) ?\. (?=\d\d\d? ?-?caliber)"), " ."),
    (re.compile(r"\b[ep](?=\d[\d.]* ?(?:million|billion|m\b|bn\b))"), "€"),  # e85 million
    (re.compile(r"\s+"), " "),
)


def tidied(text: str) -> str:
    """The text as it was before a tokeniser took it apart."""
    text = text[:LONGEST].replace("``", '"').replace("''", '"')
    for pattern, better in TIDIED:
        text = pattern.sub(better, text)
    return text.strip()


class View:
    """One statement, parsed. Cheap properties are made at once, the rest when asked for."""

    __slots__ = ("bag", "doc", "keys", "names", "statement", "text")

    def __init__(self, statement: Statement, doc: Doc) -> None:
        self.statement, self.doc, self.text = statement, doc, doc.text
        self.keys = [key(t) for t in doc]
        self.bag = frozenset(k for k, t in zip(self.keys, doc, strict=True) if content(t))
        self.names = frozenset(k for e in doc.ents if e.label_ in NAMED for k in names(e))

    def label(self, *kinds: str) -> frozenset[str]:
        """Keys of the entities of these kinds."""
        return frozenset(k for e in self.doc.ents if e.label_ in kinds for k in names(e))


def content(token: Token) -> bool:
    """Whether a token carries meaning of its own."""
    return token.pos_ in CONTENT and not token.is_stop and token.is_alpha and len(token) > 1


def key(token: Token) -> str:
    """What stands for a token in comparisons: its lemma, or the name of its set of synonyms."""
    lemma = token.lemma_.lower()
    return lexicon().synonym.get(lemma, lemma)


def names(entity: Sequence[Token]) -> Iterator[str]:
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
