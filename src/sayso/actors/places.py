"""Where: the country and province of a place's name, from `places.csv` and `countries.csv`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from sayso.actors.naming import fold
from sayso.actors.tables import builtin, data, lexicon, rows

_TOWARDS = re.compile(r"(?:(?:north|south|east|west|central|upper|lower|greater|downtown|rural)[a-z]*[ -])+")


class Place(NamedTuple):
    """A row: country (ISO 3166-1), province (None: the country itself), and weight (people in thousands)."""

    country: str
    admin1: str | None
    weight: int


@cache
def gazetteer() -> dict[str, tuple[Place, ...]]:
    """Folded names of provinces and cities to what bears them; a province weighs what its cities do together."""
    table = list(rows(data("places.csv")))
    people: dict[tuple[str, str], int] = defaultdict(int)
    for row in table:
        people[row["country"], row["admin1"]] += int(row["population"] or 0)
    found: dict[str, set[Place]] = defaultdict(set)
    for row in table:
        weight = int(row["population"]) if row["population"] else people[row["country"], row["admin1"]]
        found[fold(row["name"])].add(Place(row["country"], row["admin1"] or None, weight))
    for code, entry in builtin().countries.items():
        found[fold(entry.name)].add(Place(code, None, 10**6))
    return {name: tuple(sorted(ones, key=lambda p: (-p.weight, p.country))) for name, ones in found.items()}


def place_of(text: str) -> tuple[str, str | None] | None:
    """The country (ISO 3166-1 code) and province of a place's name, or None where the tables do not have it.

    The province is None for a country as a whole. What stands after a comma bounds what stands before ("Paris, Texas"
    is Texas where the Paris there is not known). Of several places of a name the first of: a country, a capital, the
    most populous.
    """
    answer: Place | None = None
    within: tuple[Place, ...] = ()
    for part in reversed([part.strip() for part in text.split(",") if part.strip()][-3:]):
        found = tuple(p for p in candidates(part) if not within or any(inside(p, outer) for outer in within))
        if not found:
            continue
        answer, within = found[0], found
    return (answer.country, answer.admin1) if answer is not None else None


def inside(inner: Place, outer: Place) -> bool:
    """Whether a place can lie in another."""
    return inner.country == outer.country and outer.admin1 in (None, inner.admin1)


def candidates(text: str) -> tuple[Place, ...]:
    """All that a place's name can mean, likeliest first."""
    for form in forms(fold(text)):
        known = builtin().entry(text) if form == fold(text) else builtin().entry(form.title())
        places = gazetteer().get(form, ())
        if known is None or known[0].kind != "government" or known[1] not in ("name", "capital"):
            if places:
                return places
            continue
        code = known[0].country
        if known[1] == "name":
            return Place(code, None, 0), *(p for p in places if p.admin1 is not None)
        return Place(code, seat([p for p in places if p.country == code], form), 0), *places
    return ()


def seat(cities: list[Place], name: str) -> str | None:
    """The province of a capital; "Washington" is the district, not the state."""
    other = [p for p in cities if p.admin1 and fold(p.admin1) != name]
    best = other or cities
    return best[0].admin1 if best else None


def forms(name: str) -> list[str]:
    """A folded name as it is, without "province" and the like, and without "eastern"."""
    made = [name]
    words = [word for word in name.split() if word not in lexicon("division") and word != "of"]
    if words:
        made.append(" ".join(words))
    made.append(_TOWARDS.sub("", made[-1], count=1))
    return list(dict.fromkeys(form for form in made if form))


def is_province(text: str) -> bool:
    """Whether a name is a province's, whole and by itself."""
    name = fold(text)
    return any(place.admin1 is not None and fold(place.admin1) == name for place in gazetteer().get(name, ()))
