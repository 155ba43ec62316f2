"""Which names of one page are one person's: full names that agree, surnames, spellings, couples."""

from __future__ import annotations

from collections import Counter

from sayso.actors.cluster import Cluster
from sayso.actors.naming import (
    fold,
    genders,
    given_agree,
    leaders,
    near,
    same_person,
    surname,
    titles,
    untitled,
)

_DOMINANT = 3  # times: how often one bearer of a surname must be named in full against another to own the bare name
_EARLIER = 3  # bare uses before the only full one
_LONG = 7  # letters of a surname that is recognised by spelling alone
_FIRM = 2  # times: how often a spelling must be read more than its rival before the page is taken to prefer it


def merge_people(made: list[Cluster]) -> list[Cluster]:
    """Join full names of one person, then bare surnames and given names with the one full name they can stand for."""
    people = sorted((c for c in made if c.kind == "person"), key=Cluster.first)
    others = [c for c in made if c.kind != "person"]
    full: list[Cluster] = []
    single: list[Cluster] = []
    for person in people:
        name = person.best_name()
        if len(fold(name).split()) < 2:
            single.append(person)
            continue
        twins = (c for c in full if alike(c.best_name(), name) and not (c.entry and person.entry))
        twin = next(twins, None)
        if twin is None:
            full.append(person)
        else:
            twin.absorb(person, f"{name!r} and {twin.best_name()!r}: same surname, given names that agree")
    left = [person for person in single if not join_single(person, full)]
    return [c for c in others if not misread(c, full)] + full + left


def misread(cluster: Cluster, full: list[Cluster]) -> bool:
    """Add to its person a misspelled surname that the recogniser took for something else; whether it was one."""
    word = fold(cluster.best_name())
    rare = cluster.kind in ("organisation", "group") and len(word) >= _LONG and len(cluster.finds) <= _FIRM
    alone = cluster.entry is None and " " not in word and not any(fold(c.best_name()).split()[0] == word for c in full)
    return rare and alone and join_single(cluster, full)


def nearest(person: Cluster, bearers: list[Cluster]) -> list[Cluster]:
    """The bearer of a shared surname whom the bare name means, or all of them where that cannot be told.

    A leader before the family; who is named in full three times as often; who is named last before each use and was
    also the first to be named, or is named in full most often.
    """
    known = leaders().get(fold(person.best_name()), "")
    chosen = [b for b in bearers if known and given_agree(fold(b.best_name()).split()[0], known)]
    if len(chosen) == 1:
        return chosen
    often = sorted(bearers, key=lambda b: -full_mentions(b))
    first, second = full_mentions(often[0]), full_mentions(often[1])
    if first >= _DOMINANT * second:
        return often[:1]
    places = sorted((f.start, n) for n, b in enumerate(bearers) for f in b.finds if " " in f.text)
    before = [max(((at, n) for at, n in places if at < find.start), default=(0, -1))[1] for find in person.finds]
    if len(set(before)) != 1 or before[0] < 0:
        return bearers
    last = bearers[before[0]]
    return [last] if last is bearers[places[0][1]] or (last is often[0] and first > second) else bearers


def full_mentions(cluster: Cluster) -> int:
    """How often a page gives a person's name in full."""
    return sum(times for name, times in cluster.names.items() if " " in name)


def alike(a: str, b: str) -> bool:
    """Whether two full names of a page are one person's; a word too many before one of them is not his ("Crooked")."""
    x, y = sorted((fold(a).split(), fold(b).split()), key=len)
    return same_person(a, b) or (len(x) > 1 and y[-len(x) :] == x)


def join_single(person: Cluster, full: list[Cluster]) -> bool:
    """Add a one-word name to the one person of the page who bears it; False where nobody or more than one does."""
    word = fold(person.best_name())
    bearers = [c for c in full if word in endings(c)] or [c for c in full if fold(c.best_name()).split()[0] == word]
    how = "the only person of that name in this page"
    if not bearers:
        bearers = [c for c in full if near(word, surname(fold(c.best_name()).split())[-1])]
        how = "the spelling differs by a letter, and nobody else in this page bears it"
    bearers = [b for b in bearers if introduced(person, b)]
    if len(gender(person)) == 1:
        bearers = [b for b in bearers if not gender(b) or gender(b) & gender(person)]
    if len(bearers) > 1:
        fits = fitting(person, bearers)
        how = "the title fits nobody else" if len(fits) == 1 else "the bearer of that name whom this page is about"
        bearers = fits if len(fits) == 1 else nearest(person, fits or bearers)
    if len(bearers) != 1:
        return False
    bearer = bearers[0]
    bearer.absorb(person, f"{person.best_name()!r} is {bearer.best_name()!r}: {how}")
    settle_spelling(bearer)
    return True


def introduced(person: Cluster, bearer: Cluster) -> bool:
    """Whether a full name can have introduced the bare one: not when the bare one came first again and again.

    "Obama … Mr. Obama … Michelle Obama": a full name that comes once and late is somebody else's of the family, and a
    leader's surname is the leader's, unless a page gives the other's full name at least as often.
    """
    known = leaders().get(fold(person.best_name()), "")
    leader = not known or given_agree(fold(bearer.best_name()).split()[0], known) or len(gender(person)) == 1
    if not leader and full_mentions(bearer) < len(person.finds):
        return False
    start = min((f.start for f in bearer.finds if " " in f.text), default=0)
    earlier = sum(find.start < start for find in person.finds)
    return full_mentions(bearer) > 1 or earlier < _EARLIER


def endings(cluster: Cluster) -> set[str]:
    """The folded surnames under which a person may be called, with and without particles."""
    found: set[str] = set()
    for name in (*cluster.names, cluster.best_name()):
        words = surname(fold(name).split())
        found |= {" ".join(words[i:]) for i in range(len(words))}
    return found


def fitting(person: Cluster, bearers: list[Cluster]) -> list[Cluster]:
    """Bearers of a shared surname whose title is the one used here ("Mrs Clinton")."""
    mine = gender(person)
    if len(mine) != 1:
        return bearers
    return [b for b in bearers if gender(b) == mine] or [b for b in bearers if not gender(b)]


def gender(person: Cluster) -> set[str]:
    """What titles and given names say of a person: {"m"}, {"f"}, both or nothing."""
    told = {titles().get(title, "h") for title in person.titles} & {"m", "f"}
    return told or {genders()[word] for name in person.names for word in fold(name).split()[:1] if word in genders()}


def settle_spelling(person: Cluster) -> None:
    """Where a surname is spelled in two ways, name the person by the spelling the page uses most."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for name, times in person.names.items():
        word = untitled(name)[0].split()[-1]
        counts[fold(word)] += times
        shown.setdefault(fold(word), word)
    if len(counts) < 2:
        return
    (best, often), (_, rival) = counts.most_common(2)
    full = person.best_name()
    old = full.split()[-1]
    if fold(old) != best and often >= _FIRM * rival and near(fold(old), best):
        person.name = " ".join([*full.split()[:-1], shown[best]])
        person.why.append(f"spelled {shown[best]!r} {often} times and {old!r} {counts[fold(old)]} in this page")
