"""A page as attribution looks at it: the text with everything but the kept passages blanked, tokens and sentences.

All offsets are code points into the page's untouched text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Parsed

from sayso.model import BlockKind, Passage, Span


class Sentence(NamedTuple):
    """A sentence of a passage; `parsed` is spaCy's, `offset` where its document starts in the page."""

    start: int
    end: int
    kind: BlockKind
    parsed: Parsed
    offset: int


class Paragraph(NamedTuple):
    """A line of a passage, white space at its ends left out."""

    start: int
    end: int
    kind: BlockKind


class View:
    """The kept text of one page. `text` has the page's length; what is not kept is blank, line breaks stay."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.text = _kept(text, passages)
        self.sentences = [s for passage in passages for s in _sentences(passage)]
        self.paragraphs = [p for passage in passages for p in _paragraphs(self.text, passage)]
        self._tokens = [(passage.start + t.idx, t) for passage in passages for t in passage.doc if not t.is_space]
        self._starts = [start for start, _ in self._tokens]
        self._sentence_starts = [s.start for s in self.sentences]
        self._offsets = {id(passage.doc): passage.start for passage in passages}

    @cached_property
    def spelled(self) -> list[str]:
        """The words of every paragraph, in lower case, between single blanks."""
        return [spelled(self.text[p.start : p.end]) for p in self.paragraphs]

    def tokens(self, start: int, end: int) -> list[Token]:
        """Tokens that begin in [start, end)."""
        return [t for _, t in self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]]

    def place(self, token: Token) -> Span:
        """Where a token stands in the page."""
        start = self._offsets[id(token.doc)] + token.idx
        return Span(start, start + len(token))

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence in which a position lies, or the last that begins before it."""
        at = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[at] if at >= 0 else None

    def sentences_in(self, start: int, end: int) -> list[Sentence]:
        """Sentences that overlap [start, end)."""
        at = max(bisect_right(self._sentence_starts, start) - 1, 0)
        found = []
        while at < len(self.sentences) and self.sentences[at].start < end:
            if self.sentences[at].end > start:
                found.append(self.sentences[at])
            at += 1
        return found

    def paragraph_at(self, position: int) -> Paragraph | None:
        """The paragraph in which a position lies."""
        at = bisect_right(self.paragraphs, position, key=lambda p: p.start) - 1
        if at >= 0 and position < self.paragraphs[at].end:
            return self.paragraphs[at]
        return None

    def trimmed(self, start: int, end: int) -> Span | None:
        """The span without white space, and without quote marks, commas and dashes at its ends; None where empty."""
        while start < end and (self.text[start].isspace() or self.text[start] in EDGE):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in EDGE):
            end -= 1
        return Span(start, end) if start < end else None


def spelled(text: str) -> str:
    """Words alone, in lower case, between single blanks."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} "


EDGE = "\"“”„‟«»‘’'`,;:–—-"


def _kept(text: str, passages: Sequence[Passage]) -> str:
    pieces, at = [], 0
    for passage in passages:
        pieces += [re.sub(r"[^\n]", " ", text[at : passage.start]), passage.doc.text]
        at = passage.end
    pieces.append(re.sub(r"[^\n]", " ", text[at:]))
    return "".join(pieces)


_SLOGAN = re.compile(  # “Snow. We love it.” drive
    r"(?:“[^“”\n]{2,50}[.!?]”|‘[^‘’\n]{2,50}[.!?]’|(?<!\w)\"[^\"\n]{2,50}[.!?]\")(?: (?=[a-z])|: ?(?=\w))"
)


def _joined(doc: Doc) -> Iterator[Parsed]:
    """The sentences of a passage, those that a slogan cut made one."""
    within = [(m.start(), m.end()) for m in _SLOGAN.finditer(doc.text)]
    found: list[Parsed] = []
    for parsed in doc.sents:
        if found and any(start < parsed.start_char <= end for start, end in within):
            found[-1] = doc[found[-1].start : parsed.end]
        else:
            found.append(parsed)
    return iter(found)


def _sentences(passage: Passage) -> Iterator[Sentence]:
    """spaCy's sentences, trimmed; one that runs over a line break is kept whole here, and so is one that goes on after
    a quotation of a few words with full stops in it."""
    for parsed in _joined(passage.doc):
        text = parsed.text
        start = passage.start + parsed.start_char + len(text) - len(text.lstrip())
        end = passage.start + parsed.end_char - (len(text) - len(text.rstrip()))
        if start < end:
            yield Sentence(start, end, passage.kind, parsed, passage.start)


def _paragraphs(text: str, passage: Passage) -> Iterator[Paragraph]:
    for line in re.finditer(r"[^\n\r]+", text[passage.start : passage.end]):
        if words := line[0].strip():
            start = passage.start + line.start() + line[0].index(words[0])
            yield Paragraph(start, start + len(words), passage.kind)
