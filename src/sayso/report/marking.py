"""A page's text cut into pieces at every place where a claim, a cue, a source or noise begins or ends.

Claims nest, overlap and come in parts, which elements of HTML cannot, so a page is shown as a flat run of pieces and
each piece names the claims it belongs to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Block, Claim, Reading

CONTENT, CUE, SOURCE, NOISE, PLACE = "content", "cue", "source", "noise", ""
DEEPEST = 12  # claims a piece names; no sentence nests deeper, a file of quote marks may seem to
_Layer = tuple[int, int, str, int]  # start, end, role, number of the claim (0: none)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks.

    `claims`: numbers of the claims whose content it is, outermost first; `of`: numbers of those whose cue or source
    it is; `opens`: numbers of the claims that first show here; `role`: content, cue, source, noise or ''.
    """

    start: int
    end: int
    claims: tuple[int, ...]
    of: tuple[int, ...]
    opens: tuple[int, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Run:
    """A block with its pieces."""

    block: Block
    pieces: tuple[Piece, ...]


def runs(reading: Reading, claims: Sequence[Claim], length: int, places: Sequence[int] = ()) -> list[Run]:
    """The blocks of a page in pieces. Claims are numbered from 1 in the order given; `length` is that of the text.

    `places`: offsets at which a piece must begin.
    """
    blocks = reading.blocks or (Block(0, length, "body"),)
    starts = [block.start for block in blocks]
    inside: list[list[_Layer]] = [[] for _ in blocks]
    for layer in sorted([*_layers(reading, claims), *((at, at + 1, PLACE, 0) for at in places)]):
        for which in range(max(bisect_right(starts, layer[0]) - 1, 0), len(blocks)):
            if blocks[which].start >= layer[1]:
                break
            if blocks[which].end > layer[0]:
                inside[which].append(layer)
    opened: set[int] = set()
    return [Run(block, tuple(_pieces(block, found, opened))) for block, found in zip(blocks, inside, strict=True)]


def _layers(reading: Reading, claims: Sequence[Claim]) -> Iterator[_Layer]:
    """Everything marked."""
    for number, claim in enumerate(claims, 1):
        for role, spans in ((CONTENT, claim.content), (CUE, claim.cue), (SOURCE, claim.source)):
            for span in spans:
                if span.end > span.start:
                    yield span.start, span.end, role, number
    for mark in reading.marks:
        yield mark.start, mark.end, NOISE, 0


def _pieces(block: Block, layers: Sequence[_Layer], opened: set[int]) -> Iterator[Piece]:
    cuts = {block.start, block.end}
    for start, end, role, _ in layers:
        cuts.update((max(start, block.start),) if role == PLACE else (max(start, block.start), min(end, block.end)))
    places = sorted(cuts)
    begin: dict[int, list[int]] = {}
    for which, (start, *_) in enumerate(layers):
        begin.setdefault(max(start, block.start), []).append(which)
    active: list[int] = []
    for start, end in pairwise(places):
        active = [which for which in active if layers[which][1] > start] + begin.get(start, [])
        yield _piece(start, end, [layers[which] for which in active], opened)


def _piece(start: int, end: int, active: Sequence[_Layer], opened: set[int]) -> Piece:
    claims = _numbers(sorted((s, -e, n) for s, e, role, n in active if role == CONTENT))
    of = _numbers((s, -e, n) for s, e, role, n in active if role in (CUE, SOURCE))
    roles = {layer[2] for layer in active}
    role = next((name for name in (NOISE, CUE, SOURCE, CONTENT) if name in roles), "")
    opens = tuple(number for number in claims if number not in opened)
    opened.update(opens)
    return Piece(start, end, claims[-DEEPEST:], of[:DEEPEST], opens, role)


def _numbers(layers: Iterable[tuple[int, int, int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for _, _, number in layers))
