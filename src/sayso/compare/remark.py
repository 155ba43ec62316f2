"""What a typed comparison remarks on two statements."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span, Token

from sayso.compare.statement import Ground
from sayso.compare.views import View


class Remark(NamedTuple):
    """`sign`: -1 speaks for a contradiction, 1 for agreement, 0 against both (another thing, another time, doubt).

    `weight` from 0 to 1; `words` say it to a reader; `a` and `b` are the deciding words, offsets into the views' texts;
    `topic` tells what is disputed, so that two disputes of the same claims stay apart.
    """

    ground: Ground
    sign: int
    weight: float
    words: str
    a: tuple[int, int] | None = None
    b: tuple[int, int] | None = None
    topic: str = ""


def place(part: Token | Span) -> tuple[int, int]:
    """Offsets of a token or span."""
    if isinstance(part, Token):
        return part.idx, part.idx + len(part)
    return part.start_char, part.end_char


def quote(view: View, where: tuple[int, int]) -> str:
    """The words at an offset, in quotation marks."""
    return f"‘{view.text[where[0] : where[1]]}’"
