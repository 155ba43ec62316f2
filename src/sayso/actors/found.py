"""Every mention of a page: what the blocks show one by one, then what only the whole page shows."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.actors.descriptions import administrations, countries
from sayso.actors.find import Find, finds, moved
from sayso.actors.homonyms import Meant
from sayso.actors.recognised import pieces, title_case
from sayso.actors.tables import Entry, Names
from sayso.actors.view import View

_PROPER = ("person", "organisation", "outlet")
_SHORTEST = 3  # letters of a name looked for again


def found_in(views: Sequence[View], names: Names) -> list[Find]:
    """The believed finds of a page, in order, without overlap."""
    loud = {number for number, view in enumerate(views) if title_case(view)}
    quiet = (view for number, view in enumerate(views) if number not in loud)
    trusted = frozenset(view.text[p.start : p.end] for view in quiet for p in pieces(view)) if loud else None
    meant = Meant("\n".join(view.text for view in views))
    read: list[Find] = []
    for number, view in enumerate(views):
        kept = [m for hit in names.find(view.text) if (m := meant.hit(hit, view.text[hit.start : hit.end])) is not None]
        read += finds(view, kept, trusted if number in loud else None)
    read = believed(sorted(read, key=lambda f: f.start))
    told = [moved(f, view.start) for view in views for f in administrations(view.text, names)]
    here = [find for find in read if find.entry is not None and find.entry.regions]
    told += [find for view in views for find in countries(view.text, view.start, here)]
    found = told + without_overlap(read, sorted(told, key=lambda f: f.start))
    return sorted(found + recurring(views, found), key=lambda f: (f.start, f.end))


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


def recurring(views: Sequence[View], found: Sequence[Find]) -> list[Find]:
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
    for view in views:
        for hit in own.find(view.text):
            read = view.text[hit.start : hit.end]
            if read.isupper() == hit.entry.name.isupper():
                again.append(Find(view.start + hit.start, view.start + hit.end, read, hit.entry.kind, "name"))
    return without_overlap(again, found)


def by_view(views: Sequence[View], found: Sequence[Find]) -> dict[int, list[Find]]:
    """Finds of each passage, by the passage's number."""
    order = sorted(range(len(views)), key=lambda i: views[i].start)
    placed: dict[int, list[Find]] = defaultdict(list)
    at = 0
    for find in found:
        while at + 1 < len(order) and views[order[at + 1]].start <= find.start:
            at += 1
        if order:
            placed[order[at]].append(find)
    return placed
