"""Which words of two texts make the network that reads them see a contradiction.

By leaving words out (Li, Monroe and Jurafsky, 2016, "Understanding neural networks through representation erasure"):
the phrase of either text without which the chance of a contradiction falls most.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.compare.crossencoder import read
from sayso.compare.views import View

PARTS = ("VERB", "ADJ", "ADV", "NUM")  # words that are left out alone; nouns with what hangs on them
HANGS = ("neg", "prt", "aux", "auxpass")  # what goes with a verb
MOST = 8  # phrases of a text that are tried
Where = tuple[int, int]


def deciding(a: View, b: View) -> tuple[Where, Where] | None:
    """Offsets of the deciding phrase in either text; nothing where a text has no phrase to leave out."""
    some, others = (list(dict.fromkeys(phrases(view)))[:MOST] for view in (a, b))
    if not some or not others:
        return None
    without = [(left_out(a, where), b.text) for where in some] + [(a.text, left_out(b, where)) for where in others]
    chances = [found.against for found in read(without, turned_too=False)]
    here, there = chances[: len(some)], chances[len(some) :]
    return some[here.index(min(here))], others[there.index(min(there))]


def phrases(view: View) -> Iterator[Where]:
    """Noun phrases, then verbs with their negation and helpers, other words and numbers."""
    inside: set[int] = set()
    for chunk in view.doc.noun_chunks:
        if chunk.root.pos_ != "PRON":
            inside.update(range(chunk.start, chunk.end))
            yield chunk.start_char, chunk.end_char
    for token in view.doc:
        if token.pos_ in PARTS and token.i not in inside:
            near = [t for t in (token, *token.children) if t is token or (t.dep_ in HANGS and abs(t.i - token.i) <= 3)]
            yield min(t.idx for t in near), max(t.idx + len(t) for t in near)


def left_out(view: View, where: Where) -> str:
    """The text without a phrase."""
    return f"{view.text[: where[0]].rstrip()} {view.text[where[1] :].lstrip()}".strip()
