"""When an event is told to have happened: the temporal expression that stands in its clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sayso.events.clauses import lemma
from sayso.events.lexicon import lexicon
from sayso.model import Interval, TimeExpression

_PLACED = ("DATE", "TIME")  # kinds that can be bounded; durations and sets say how long and how often


class Times:
    """The temporal expressions of a parsed block that have bounds, by the verb or noun they hang on."""

    def __init__(self, doc: Doc, start: int, expressions: Sequence[TimeExpression]) -> None:
        """`start`: where the block lies in its page; `expressions` of that page, in order."""
        self._by_word: dict[int, list[tuple[int, TimeExpression, str]]] = {}
        end = start + (doc[-1].idx + len(doc[-1]) if len(doc) else 0)
        first = bisect_left(expressions, start, key=lambda x: x.start)
        for told in expressions[first:]:
            if told.start >= end:
                break
            if told.kind not in _PLACED or told.earliest is None or told.latest is None:
                continue
            span = doc.char_span(told.start - start, told.end - start, alignment_mode="expand")
            if span is not None and len(span):
                word = held_by(span.root, span.start, span.end)
                if word is not None:
                    self._by_word.setdefault(word.i, []).append((span.root.i, told, span.text))

    def of(self, event: Token, noun: Token | None) -> Interval | None:
        """Bounds of the expression beside an event: at its word, its object, or the verb that carries its noun."""
        for word in carriers(event, noun):
            told = self._by_word.get(word.i)
            if told:
                _, best, said = min(told, key=lambda t: (abs(t[0] - word.i), t[0]))
                return Interval(best.earliest, best.latest, f"“{' '.join(said.split())}” stands beside it")
        return None


def carriers(event: Token, noun: Token | None) -> Iterator[Token]:
    """The words whose time is the event's: not "condemned the attack on Monday", where Monday is of another deed."""
    yield event
    if noun is not None:
        yield noun
    if event.pos_ in ("NOUN", "PROPN") and event.head.pos_ in ("VERB", "AUX"):
        light = "light" in lexicon().governors.get(lemma(event.head), ())
        if event.dep_ in ("nsubj", "nsubjpass") or (event.dep_ == "dobj" and light):
            yield event.head


def held_by(token: Token, start: int, end: int) -> Token | None:
    """The verb or noun outside an expression (tokens `start` to `end`) that the expression says the time of."""
    while start <= token.i < end or token.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
        if token.head.i == token.i:
            return None
        token = token.head
    return token
