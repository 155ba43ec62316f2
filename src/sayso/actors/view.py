"""A parsed block with its text at hand and a way from characters to tokens (spaCy makes `doc.text` anew each time)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from sayso.model import Passage


class View:
    """One passage. Offsets are of the block; add `start` for the page.

    `page_words`: the words of this block as written; `together` makes them those of the whole page.
    """

    def __init__(self, passage: Passage) -> None:
        self.doc: Doc = passage.doc
        self.start = passage.start
        self.text: str = passage.doc.text
        self.page_words: frozenset[str] = frozenset(token.text for token in passage.doc)
        self._starts = [token.idx for token in passage.doc]

    def token(self, at: int) -> Token | None:
        """The token that covers a character, or the last before it."""
        place = bisect_right(self._starts, at) - 1
        return self.doc[place] if place >= 0 else None

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that a stretch of characters touches."""
        first, last = self.token(start), self.token(end - 1)
        return self.doc[first.i : last.i + 1] if first is not None and last is not None else None

    def head(self, start: int, end: int) -> Token | None:
        """The token of a span whose head lies outside it."""
        span = self.span(start, end)
        if span is None or not len(span):
            return None
        for token in span:
            if not span.start <= token.head.i < span.end or token.head.i == token.i:
                return token
        return span[len(span) - 1]


def together(passages: Sequence[Passage]) -> list[View]:
    """The views of one page, each knowing the words of all."""
    views = [View(passage) for passage in passages]
    words = frozenset().union(*(view.page_words for view in views))
    for view in views:
        view.page_words = words
    return views


def first_conjunct(token: Token) -> Token:
    """The first of "A, B and C", whose place in the sentence the others share."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token
