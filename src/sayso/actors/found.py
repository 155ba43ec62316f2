"""Every mention of a page: what the blocks show one by one, then what only the whole page shows."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.actors.descriptions import administrations, countries
from sayso.actors.find import Find, finds, moved, pieces, title_case
from sayso.actors.tables import Entry, Names
from sayso.model import Passage

_PROPER = ("person", "organisation", "outlet")
_SHORTEST = 3  # letters of a name looked for again


def found_in(passages: Sequence[Passage], names: Names) -> list[Find]:
    """The believed finds of a page, in order, without overlap."""
    loud = {number for number, p in enumerate(passages) if title_case(p.doc)}
    quiet = (passage for number, passage in enumerate(passages) if number not in loud)
    trusted = frozenset(p.doc.text[piece.start : piece.end] for p in quiet for piece in pieces(p.doc))
    read = [f for n, passage in enumerate(passages) for f in finds(passage, names, trusted if n in loud else None)]
    read = believed(sorted(read, key=lambda f: f.start))
    told = [moved(f, p.start) for p in passages for f in administrations(p.doc.text, names)]
    for passage in passages:
        local = [moved(find, -passage.start) for find in read]
        told += [moved(f, passage.start) for f in countries(passage.doc.text, local)]
    found = told + without_overlap(read, told)
    return sorted(found + recurring(passages, found), key=lambda f: (f.start, f.end))


def believed(found: Sequence[Find]) -> list[Find]:
    """Finds without the weak forms of things that the page never names otherwise."""
    firm = {find.entry.name for find in found if find.entry is not None and not find.weak}
    return [find for find in found if not find.weak or (find.entry is not None and find.entry.name in firm)]


def without_overlap(found: Iterable[Find], taken: Iterable[Find]) -> list[Find]:
    """Those of `found` that share no character with one of `taken` (which do not overlap among themselves)."""
    spans = sorted((find.start, find.end) for find in taken)
    ends = [end for _, end in spans]
    free: list[Find] = []
    for find in found:
        place = bisect_left(ends, find.start + 1)
        if place == len(spans) or spans[place][0] >= find.end:
            free.append(find)
    return free


def recurring(passages: Sequence[Passage], found: Sequence[Find]) -> list[Find]:
    """Names of people and organisations seen once by the recogniser and overlooked elsewhere: whole, and surnames."""
    forms: dict[str, Find] = {}
    for find in found:
        if find.entry is None and find.how == "name" and find.kind in _PROPER:
            forms.setdefault(find.text, find)
            last = find.text.split()[-1]
            if find.kind == "person" and len(last) > _SHORTEST and last != find.text:
                forms.setdefault(last, find)
    own = Names()
    for form, find in forms.items():
        if form[0].isupper() and len(form) >= _SHORTEST:
            own.add(form, Entry(form, find.kind), "name")
    again: list[Find] = []
    for passage in passages:
        text = passage.doc.text
        for hit in own.find(text):
            if text[hit.start : hit.end].isupper() == hit.entry.name.isupper():
                start, end = passage.start + hit.start, passage.start + hit.end
                again.append(Find(start, end, text[hit.start : hit.end], hit.entry.kind, "name"))
    return without_overlap(again, found)


def by_passage(passages: Sequence[Passage], found: Sequence[Find]) -> dict[int, list[Find]]:
    """Finds of each passage, by the passage's number."""
    starts = [passage.start for passage in passages]
    order = sorted(range(len(passages)), key=lambda i: starts[i])
    placed: dict[int, list[Find]] = defaultdict(list)
    at = 0
    for find in found:
        while at + 1 < len(order) and starts[order[at + 1]] <= find.start:
            at += 1
        if order:
            placed[order[at]].append(find)
    return placed
