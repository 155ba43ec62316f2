"""Finds names in a parsed block: those of the tables, and those that spaCy's entity recogniser sees.

Where both see something the longer wins, and a table name that starts a longer person's name is cut off it
("Frelimo Tomas Macuacua"), since the small model often runs names together in machine-translated text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.actors.naming import trim, untitled
from sayso.actors.recognised import KINDS, Piece, believable, context_kind, name_like, pieces
from sayso.actors.sense import How, plays, sense
from sayso.actors.tables import Entry, Hit, data, lexicon, parts, rows
from sayso.actors.view import View
from sayso.model import ActorKind

_TOWARDS = re.compile(r"(?:[a-z-]+|(?:North|South|East|West|Central)[a-z]*ern|Central|Afghan) $")
_HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Sir|Sen|Gov|Gen)\.?\s$")
_NEXT_WORD = re.compile(r" (\w+)")


@dataclass(frozen=True)
class Find:
    """A mention read off the text: where (page offsets), what words, what kind of thing, and the table's entry if any.

    `title` is what stood before a person's name ("Mr"); `weak`: believed only beside a sibling form. `sure`:
    the kind is told by the words in and beside the name.
    """

    start: int
    end: int
    text: str
    kind: ActorKind
    how: How
    entry: Entry | None = None
    title: str = ""
    weak: bool = False
    sure: bool = False


def finds(view: View, hits: Sequence[Hit], trusted: frozenset[str] | None = None) -> list[Find]:
    """The mentions of one block, in order, without overlap. `hits`: the table's names there, in order.

    `trusted`: in a headline whose words all begin with capitals, only these recognised names count, and short ones of
    people and places: the recogniser takes half of such a headline for one name.
    """
    settled = Settled(view, [hit for hit in hits if plausible(view, hit)])
    taken: list[Find] = []
    for piece in pieces(view):
        if trusted is None or believable(view, piece, trusted):
            kept = settled.piece(piece)
            found = named(view, kept) if kept is not None else None
            taken += [found] if found is not None else []
    taken += [found for hit in settled.hits() if (found := known(view, hit)) is not None]
    taken.sort(key=lambda f: (f.start, -f.end))
    return [moved(find, view.start) for find in apart(taken)]


def apart(finds: Iterable[Find]) -> Iterator[Find]:
    """Sorted finds without those that overlap one before them."""
    end = -1
    for find in finds:
        if find.start >= end:
            yield find
            end = find.end


def moved(find: Find, by: int) -> Find:
    """A find of a block as a find of its page."""
    return replace(find, start=find.start + by, end=find.end + by)


class Settled:
    """Who wins between a recognised name and the table's names that overlap it."""

    def __init__(self, view: View, hits: Sequence[Hit]) -> None:
        self._view = view
        self._hits = list(hits)
        self._ends = [hit.end for hit in hits]
        self._lost: set[int] = set()

    def hits(self) -> list[Hit]:
        """The table's names that no recognised name has beaten."""
        return [hit for number, hit in enumerate(self._hits) if number not in self._lost]

    def piece(self, piece: Piece) -> Piece | None:
        """The recognised name, or what is left of it; None where the table's names win."""
        numbers = self._overlapping(piece)
        if not numbers:
            return piece
        inside = [self._hits[number] for number in numbers]
        text, first = self._view.text, inside[0]
        covers = first.start <= piece.start and first.end >= piece.end
        straddles = any(hit.start < piece.start or hit.end > piece.end for hit in inside)
        rest = text[first.end : piece.end]
        if covers or straddles or (len(inside) > 1 and piece.label != "ORG") or "-" in rest[:2]:
            return None
        if piece.label == "PERSON" and first.start == piece.start and cut_off(first):
            start, end = trim(text, first.end, piece.end)
            return Piece(start, end, "PERSON") if name_like(text[start:end]) else None
        towards = _TOWARDS.match(text[piece.start : first.start])
        if piece.label in ("GPE", "NORP", "LOC") and first.end == piece.end and towards:
            return None
        if first.start == piece.start and only_kind(rest):
            return None
        self._lost.update(numbers)
        return piece

    def _overlapping(self, piece: Piece) -> list[int]:
        numbers = []
        place = bisect_right(self._ends, piece.start)
        while place < len(self._hits) and self._hits[place].start < piece.end:
            if place not in self._lost:
                numbers.append(place)
            place += 1
        return numbers


def cut_off(hit: Hit) -> bool:
    """Whether a table name at the head of a person's name is no part of it: "Russian"; but "Paris Hilton"."""
    return hit.use == "adjective" or (hit.entry.kind == "organisation" and len(hit.entry.name) > 4)


def only_kind(rest: str) -> bool:
    """Whether the words after a table's name only say what it is: "Taliban *movement*"."""
    words = rest.split()
    return bool(words) and all(w.casefold() in lexicon("kind") | lexicon("ofkind") | lexicon("member") for w in words)


def named(view: View, piece: Piece) -> Find | None:
    """A recognised name as a find."""
    text = view.text[piece.start : piece.end]
    state = states().get(text.rstrip("."))
    listed = view.text[max(0, piece.start - 2) : piece.start] in (", ", "R-", "D-")
    if state is not None and (listed or (piece.label == "GPE" and len(text) > 2)):
        return Find(piece.start, piece.end, text, "place", "name", state)
    kind, sure = context_kind(view, piece)
    if kind == "place" and plays(view.head(piece.start, piece.end), view.token(piece.end - 1)):
        kind, sure = "organisation", True
    text = " ".join(text.split())
    if kind != "person":
        return Find(piece.start, piece.end, text, kind, "name", sure=sure)
    text, title = untitled(text)
    if not text or text.islower() or any(c.isdigit() for c in text):
        return None
    start = piece.end - len(text) if title and view.text.endswith(text, 0, piece.end) else piece.start
    return Find(start, piece.end, text, kind, "name", title=title or before(view.text, piece.start), sure=sure)


@cache
def states() -> dict[str, Entry]:
    """Abbreviations of states and provinces, without a last full stop."""
    return {
        short: Entry(row["name"], "place", row["country"])
        for row in rows(data("states.csv"))
        for short in parts(row["short"])
    }


def before(text: str, start: int) -> str:
    """The honorific that stands right before a name ("Mr", "Gen."), else ""."""
    found = _HONORIFIC.search(text[max(0, start - 7) : start])
    return found[1] if found else ""


def plausible(view: View, hit: Hit) -> bool:
    """Whether a table's form is a name here: no ordinary word at a sentence's start, no part of a longer one."""
    token = view.token(hit.start)
    if token is None or view.text[hit.end : hit.end + 1] in ("&", "@"):
        return False
    read = view.text[hit.start : hit.end]
    if " " in read or (read.isupper() and len(read) > 2) or hit.entry.kind == "government":
        return True
    return token.pos_ in ("PROPN", "ADJ") or token.ent_type_ in KINDS or not token.is_sent_start


def known(view: View, hit: Hit) -> Find | None:
    """A table's name as a find; countries by what they mean here."""
    text = view.text
    if hit.entry.kind == "government":
        if hit.use == "capital" and plays(view.head(hit.start, hit.end), view.token(hit.end - 1)):
            return Find(hit.start, hit.end, text[hit.start : hit.end], "organisation", "name", sure=True)
        meant = sense(view, hit)
        if meant is None:
            return None
        how, start, end = meant
        if hit.use == "capital" and how == "place":
            return Find(start, end, text[start:end], "place", "place")
        return Find(start, end, text[start:end], "government", how, hit.entry, weak=hit.use == "weak")
    end = kind_end(text, hit.end)
    return Find(hit.start, end, text[hit.start : end], hit.entry.kind, "name", hit.entry, weak=hit.use == "weak")


def kind_end(text: str, end: int) -> int:
    """Where a name ends with the words that say what it is: "the Taliban *armed group*", "the Taliban *movement*"."""
    at, reached = end, end
    for word in _NEXT_WORD.finditer(text, end, end + 60):
        if word.start() != at or word[1] not in lexicon("kind") | lexicon("ofkind"):
            break
        at = word.end()
        if word[1] in lexicon("kind"):
            reached = at
    return reached
