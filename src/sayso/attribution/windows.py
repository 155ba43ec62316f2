"""Cut pages into the windows of text that the tagger reads: a paragraph, or a piece of a long one.

A window holds whole sentences wherever it can. In PolNeAR a source, its cue and its content stand in one paragraph in
99 % of attributions, so a paragraph is all the context that is needed, and next to nothing is read twice. A paragraph
that ends in a colon takes the next one with it ("She continued:" and then the quotation). All offsets are code points
into the page's text, end exclusive.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST = 160  # tokens of a window, the two at its ends not counted; 0.5 % of PolNeAR's paragraphs are longer
CONTEXT = 60  # tokens of a sentence that may be read again as context of the next piece of a long paragraph
CLS, SEP = 101, 102  # of BERT's uncased vocabulary

_OPEN_END = re.compile(r":[\s\"'“”‘’«»]*\Z")

Ints = NDArray[np.int32]


class Window(NamedTuple):
    """Tokens of a run of sentences, with BERT's two end tokens (whose offsets are empty)."""

    ids: Ints
    shapes: Ints  # 0 no capital, 1 Capital, 2 CAPITALS: the encoder's own vocabulary is lower-case
    heads: NDArray[np.bool_]  # whether a token begins a word (word pieces after the first do not)
    starts: Ints
    ends: Ints
    own: int  # the first token whose cues belong to this window; before it stands context

    def __len__(self) -> int:
        return len(self.ids)


class _Tokens(NamedTuple):
    ids: list[int]
    starts: list[int]
    ends: list[int]


def windows(tokenizer: Tokenizer, text: str, sentences: Sequence[tuple[int, int]]) -> list[Window]:
    """The windows of one page, in order; every token of every sentence is `own` in exactly one of them."""
    out: list[Window] = []
    for first, last in _paragraphs(text, sentences):
        pieces = [p for start, end in sentences[first:last] for p in _pieces(_tokens(tokenizer, text, start, end))]
        out.extend(_window(text, pieces[a:b], context) for a, b, context in _groups([len(p.ids) for p in pieces]))
    return out


def _tokens(tokenizer: Tokenizer, text: str, start: int, end: int) -> _Tokens:
    read = tokenizer.encode(text[start:end], add_special_tokens=False)
    return _Tokens(read.ids, [start + a for a, _ in read.offsets], [start + b for _, b in read.offsets])


def _pieces(tokens: _Tokens) -> list[_Tokens]:
    """A sentence as one piece, or cut hard where it is longer than a window (a page without a full stop)."""
    cuts = range(0, len(tokens.ids), LONGEST)
    return [_Tokens(*(part[i : i + LONGEST] for part in tokens)) for i in cuts]


def _paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of sentence indices to read together: a paragraph, and the next one after a colon."""
    first, joined = 0, False
    for i in range(1, len(sentences) + 1):
        if i < len(sentences):
            end = sentences[i - 1][1]
            if "\n" not in text[end - 1 : sentences[i][0]]:
                continue
            if not joined and _OPEN_END.search(text[max(end - 8, 0) : end]):
                joined = True
                continue
        yield first, i
        first, joined = i, False


def _groups(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(first piece, end, pieces of context at the front) so that no window is longer than LONGEST."""
    start = 0
    while start < len(lengths):
        context = int(start > 0 and lengths[start - 1] <= CONTEXT and lengths[start - 1] + lengths[start] <= LONGEST)
        end, total = start, sum(lengths[start - context : start])
        while end < len(lengths) and total + lengths[end] <= LONGEST:
            total += lengths[end]
            end += 1
        yield start - context, end, context
        start = end


def _window(text: str, pieces: Sequence[_Tokens], context: int) -> Window:
    ids = [i for p in pieces for i in p.ids]
    starts = [i for p in pieces for i in p.starts]
    ends = [i for p in pieces for i in p.ends]
    first, last = (starts[0], ends[-1]) if ids else (0, 0)
    heads = [False, *(_begins_word(text, a, b) for a, b in zip(starts, [-1, *ends], strict=False)), False]
    shapes = [0, *(_shape(text[a:b]) for a, b in zip(starts, ends, strict=True)), 0]
    own = 1 + sum(len(p.ids) for p in pieces[:context])
    return Window(
        np.array([CLS, *ids, SEP], np.int32),
        np.array(shapes, np.int32),
        np.array(heads, np.bool_),
        np.array([first, *starts, last], np.int32),
        np.array([first, *ends, last], np.int32),
        own if context else 0,
    )


def _begins_word(text: str, start: int, before: int) -> bool:
    return start != before or not (text[start - 1].isalnum() and text[start].isalnum())


def _shape(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
