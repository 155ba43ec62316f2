"""Which nouns are people or bodies that can act."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.events.lexicon import lexicon, rows

PLURAL = ("NNS", "NNPS")


def acts(token: Token) -> bool:
    """Whether a noun is for people or a body: listed, or plural with a suffix such as -ers or -ists."""
    kinds = tables()
    lemma = token.lemma_.lower()
    if lemma in kinds["people"] or lemma in kinds["body"]:
        return lemma not in lexicon().nouns
    lower = token.lower_
    looks = token.tag_ in PLURAL and len(lower) > 5 and lower.endswith(tuple(kinds["suffix"]))
    return looks and lower not in kinds["not"]


@cache
def tables() -> dict[str, frozenset[str]]:
    """The lists of people.tsv by name."""
    return {kind: frozenset(words.split()) for kind, words in rows("people.tsv")}
