"""What the resolving of speakers looks at: a page, its people, its attributions in order, where its nouns stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.symbols import NOUN, PROPN
from spacy.tokens import Token

from sayso.attribution.draft import Draft
from sayso.attribution.names import People
from sayso.attribution.near import Nearby
from sayso.attribution.view import View
from sayso.model import Span, Speaker

OPEN = "stays open"
_PLACED = re.compile(r"\b(?:in|at|near|outside|from) ([A-Z][\w-]+)(?=[ ,.;])(?! [A-Z])")
_NOMINAL = {NOUN, PROPN}


class Scene:
    """One page while its speakers are resolved; `drafts` in page order, those before the one at hand have speakers."""

    def __init__(self, view: View, drafts: Sequence[Draft]) -> None:
        self.view = view
        self.people = People(view)
        self.drafts = sorted(drafts, key=lambda d: d.start)
        sources = [(d.source[0].start, number) for number, d in enumerate(self.drafts) if d.source]
        self._sources = sorted(sources)
        self._nouns: dict[str, list[Token]] | None = None
        self._told: Nearby[Draft] | None = None

    @cached_property
    def placed(self) -> frozenset[str]:
        """Names that somewhere stand as a place does: "at Olvik"."""
        return frozenset(match[1] for match in _PLACED.finditer(self.view.text))

    def paragraph(self, position: int) -> int:
        """The number of the paragraph in which a position lies."""
        return bisect_right(self.view.paragraphs, position, key=lambda p: p.start)

    def nouns(self, lemma: str) -> list[Token]:
        """Nouns and parts of names with this lemma, in page order."""
        if self._nouns is None:
            self._nouns = defaultdict(list)
            for token in (t for passage in self.view.passages for t in passage.doc):
                if token.pos in _NOMINAL:
                    self._nouns[singular(token)].append(token)
        return self._nouns.get(lemma, [])

    def before(self, lemma: str, position: int) -> Iterator[Token]:
        """Nouns with this lemma that stand before a position, the nearest first."""
        return (t for t in reversed(self.nouns(lemma)) if self.view.place(t).start < position)

    def said_at(self, position: int) -> Speaker | None:
        """The speaker of the attribution in whose source a position stands."""
        at = bisect_right(self._sources, (position, len(self.drafts))) - 1
        for _, number in reversed(self._sources[max(0, at - 2) : at + 1]):
            draft = self.drafts[number]
            if any(span.start <= position < span.end for span in draft.source) and settled(draft.speaker):
                return draft.speaker
        return None

    def speakers_in(self, start: int, end: int) -> list[Speaker]:
        """The different known speakers of the attributions that begin in [start, end)."""
        first, last = bisect_left(self._sources, (start, -1)), bisect_left(self._sources, (end, -1))
        near = (self.drafts[number].speaker for _, number in self._sources[first:last])
        return list({s.name: s for s in near if s is not None and settled(s)}.values())

    def told_at(self, position: int) -> bool:
        """Whether a position lies in words that somebody is quoted with, or that follow his "that"."""
        if self._told is None:
            told = (d for d in self.drafts if d.source and d.manner != "headline")
            self._told = Nearby((d, d.content) for d in told)
        here = (Span(position, position + 1),)
        return any(s.start <= position < s.end for d in self._told.near(here) for s in d.content)

    def last_speaker(self, number: int, source: Span, kinds: tuple[str, ...]) -> Speaker | None:
        """Who spoke last in this paragraph or the two before, where the kind fits and it is known who."""
        here = self.paragraph(source.start)
        for earlier in reversed(self.drafts[:number]):
            if earlier.manner == "headline" or not earlier.source:
                continue
            if here - self.paragraph(earlier.start) > 2:
                return None
            if earlier.speaker is not None and earlier.speaker.kind in kinds and settled(earlier.speaker):
                return earlier.speaker
        return None


def settled(speaker: Speaker | None) -> bool:
    """A speaker is known, and is not left open."""
    return speaker is not None and OPEN not in speaker.why and bool(speaker.name)


def left_open(words: str, source: Span, reason: str = "") -> Speaker:
    """A speaker that nobody can be sure of."""
    why = f"“{words}” {OPEN}" + (f": {reason}" if reason else "")
    return Speaker(words[:1].upper() + words[1:], "unnamed", why=why, start=source.start, end=source.end)


def referred(speaker: Speaker, source: Span, why: str) -> Speaker:
    """The same speaker, named again by the words at `source`."""
    return Speaker(speaker.name, speaker.kind, None, speaker.role, why, source.start, source.end)


def singular(token: Token) -> str:
    """The lemma of a noun, that of a name's part included ("Rangers" -> "ranger"), lower-case."""
    lemma = token.lemma_.lower()
    plural = token.pos_ == "PROPN" and len(lemma) > 4 and lemma.endswith("s") and not lemma.endswith("ss")
    return lemma[:-1] if plural else lemma


def plural(token: Token) -> bool:
    """Whether a noun speaks of more than one."""
    return token.tag_ in {"NNS", "NNPS"}
