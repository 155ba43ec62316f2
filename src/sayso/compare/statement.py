"""What is compared, and what comes out of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model import Quantity, Relation

VerdictKind = Literal["same", "supports", "contradicts", "reverses", "neither", "unclear"]
Ground = Literal[
    "words",
    "denial",
    "polarity",
    "number",
    "relation",
    "agent",
    "ability",
    "time",
    "place",
    "cause",
    "outcome",
    "identity",
    "reading",
    "",
]


class Statement(msgspec.Struct, frozen=True):
    """Something said: its words, and what is known of who said it and when (`date`: ISO).

    The other fields are what a reading of its page adds: relations and quantities whose offsets count from the start
    of `text`, the claim's force, `names`: (start, end, key) for words of the text that stand for a known actor, and
    `alone`: the text with what it points to put in, where it points outside itself.
    """

    text: str
    speaker: str | None = None
    date: str | None = None
    force: str = "assert"
    manner: str = ""
    relations: tuple[Relation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    names: tuple[tuple[int, int, str], ...] = ()
    alone: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What holds between two statements, how sure that is (0 to 1), and in words why.

    `kind_of` is the ground a contradiction or agreement stands on; `spans` are the deciding words, (start, end) in
    the one text and in the other, where there are such. `topic` is what the
    ground is about (a thing counted, say), to tell disputes apart; `weight` is
    how much the ground itself carries (0 to 1). `against` and `agreeing` are the chances that the network gives which
    read both texts.
    """

    kind: VerdictKind
    score: float
    why: str
    kind_of: Ground = ""
    spans: tuple[tuple[int, int], tuple[int, int]] | None = None
    topic: str = ""
    weight: float = 0.0
    against: float = 0.0
    agreeing: float = 0.0
