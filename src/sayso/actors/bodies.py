"""Which names of one page are one body's: acronyms, short forms, adjectives of places no table has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sayso.actors.cluster import Cluster
from sayso.actors.find import Find
from sayso.actors.naming import (
    core,
    fold,
    initials,
)

_ACRONYM = re.compile(r"[A-Z]{3,6}")
_ADJECTIVE = ("n", "an", "ian", "ese", "ish", "i", "ans", "ians", "ns")
_STEM = 4  # letters a place name must have for its adjective to be guessed


def merge_adjectives(made: list[Cluster]) -> list[Cluster]:
    """Join the adjective of a place that no table has with the place ("Kestrian", "Kestria")."""
    places = [c for c in made if c.kind in ("place", "government") and c.entry is None and " " not in c.best_name()]
    by_adjective = {form: place for place in places for form in adjectives(fold(place.best_name()))}
    gone: set[int] = set()
    for cluster in made:
        place = by_adjective.get(fold(cluster.best_name())) if cluster.entry is None else None
        if place is not None and place is not cluster and id(place) not in gone:
            why = f"{cluster.best_name()!r} is made from {place.best_name()!r}"
            cluster.finds = [replace(find, how="demonym") for find in cluster.finds]
            cluster.names.clear()
            place.absorb(cluster, why)
            gone.add(id(cluster))
    return [c for c in made if id(c) not in gone]


def adjectives(name: str) -> set[str]:
    """How English may form the adjective of a folded place name."""
    stem = name[:-1] if name[-1:] in "aeiouy" else name
    if len(stem) < _STEM:
        return set()
    return {form for base in (name, stem) for ending in _ADJECTIVE if (form := base + ending) != name}


def merge_initials(made: list[Cluster]) -> list[Cluster]:
    """Join an acronym with the one name of the page whose initials it is, though nothing stands in brackets."""
    by_initials: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in made:
        if cluster.kind in ("organisation", "outlet", "place") and " " in cluster.best_name():
            for letters in {letters for name in cluster.names for letters in initials(name)}:
                by_initials[letters].append(cluster)
    gone: set[int] = set()
    for cluster in made:
        name = cluster.best_name()
        if cluster.entry is None and _ACRONYM.fullmatch(name) and len(by_initials[name]) == 1:
            owner = by_initials[name][0]
            if owner is not cluster:
                owner.absorb(cluster, f"{name!r} is the initials of {owner.best_name()!r} alone in this page")
                gone.add(id(cluster))
    return [c for c in made if id(c) not in gone]


def merge_parts(made: list[Cluster]) -> list[Cluster]:
    """Join an organisation's short form with the one longer name it ends or begins ("Goldman", "Goldman Sachs")."""
    organisations = [c for c in made if c.kind in ("organisation", "outlet") and c.entry is None]
    by_edge: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in organisations:
        words = core(cluster.best_name()).split()
        if len(words) > 1:
            by_edge[words[0]].append(cluster)
        by_edge[re.split(r" (?:for|of|on) ", " ".join(words))[0]].append(cluster)
        for n in range(1, len(words) - 1):
            by_edge[" ".join(words[n:])].append(cluster)
    elsewhere = (c for c in made if c.kind in ("person", "place", "government"))
    others = {fold(word) for c in elsewhere for name in c.names for word in name.split()}
    gone: set[int] = set()
    for cluster in organisations:
        name = core(cluster.best_name())
        owners = [owner for owner in by_edge.get(name, ()) if owner is not cluster and id(owner) not in gone]
        if len(owners) == 1 and len(name) > 3 and name not in others:
            owner = owners[0]
            owner.absorb(cluster, f"{cluster.best_name()!r} is short for {owner.best_name()!r} in this page")
            gone.add(id(cluster))
    return [c for c in made if id(c) not in gone]


def merge_told(made: list[Cluster], told: Iterable[tuple[Find, Find]]) -> list[Cluster]:
    """Join what the page says are two names of one thing ("X, better known as Y")."""
    for one, other in told:
        owner = {(find.start, find.end): cluster for cluster in made for find in cluster.finds}
        keep, gone = owner.get((one.start, one.end)), owner.get((other.start, other.end))
        if keep is None or gone is None or keep is gone or (keep.entry and gone.entry):
            continue
        if gone.entry:
            keep, gone = gone, keep
        keep.name = keep.name or keep.best_name()
        keep.absorb(gone, f"the page says that {one.text!r} is also called {other.text!r}")
        made = [cluster for cluster in made if cluster is not gone]
    return made


def merge_acronyms(made: list[Cluster], read: Iterable[tuple[str, str]]) -> list[Cluster]:
    """Join clusters of an acronym and of the expansion that the page gives in brackets beside it."""
    for acronym, expansion in read:
        short = next((c for c in made if fold(acronym) in map(fold, c.names)), None)
        long = next((c for c in made if fold(expansion) in map(fold, c.names)), None)
        if short is None or long is None or short is long or (short.entry and long.entry):
            continue
        keep, gone = (short, long) if short.entry else (long, short)
        keep.absorb(gone, f"the page writes {expansion!r} ({acronym})")
        made = [c for c in made if c is not gone]
    return made
