"""The finds of one page gathered into what will be its actors, and what merges two of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.actors.find import Find
from sayso.actors.naming import (
    core,
    fold,
    genders,
    given_agree,
    initials,
    leaders,
    near,
    same_person,
    surname,
    titles,
    untitled,
)
from sayso.actors.places import gazetteer, is_province
from sayso.actors.tables import Entry, lexicon
from sayso.model import ActorKind, Mention

_DOMINANT = 3  # times: how often one bearer of a surname must be named in full against another to own the bare name
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_EARLIER = 3  # bare uses before the only full one
_ADJECTIVE = ("n", "an", "ian", "ese", "ish", "i", "ans", "ians", "ns")
_STEM = 4  # letters a place name must have for its adjective to be guessed
_SURE = 3  # votes of a find whose kind the words beside it tell
_LONG = 7  # letters of a surname that is recognised by spelling alone
_FIRM = 2  # times: how often a spelling must be read more than its rival before the page is taken to prefer it


@dataclass
class Cluster:
    """One actor of a page while it is being made. `names` counts its proper forms, `extra` holds other mentions."""

    kind: ActorKind
    entry: Entry | None = None
    names: Counter[str] = field(default_factory=Counter)
    finds: list[Find] = field(default_factory=list)
    extra: list[Mention] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    why: list[str] = field(default_factory=list)
    name: str = ""
    unnamed: bool = False
    speaks_for: Cluster | None = None

    def add(self, find: Find) -> None:
        """Take in one more mention."""
        self.finds.append(find)
        if find.how == "name" or self.entry is None:
            self.names[find.text] += 1
        if find.title:
            self.titles.add(find.title.rstrip(".").casefold())

    def absorb(self, other: Cluster, why: str) -> None:
        """Merge another cluster into this one, saying why."""
        self.finds += other.finds
        self.extra += other.extra
        self.names += other.names
        self.titles |= other.titles
        self.roles += other.roles
        self.why += [reason for reason in [*other.why, why] if reason not in self.why]
        self.entry = self.entry or other.entry
        self.speaks_for = self.speaks_for or other.speaks_for

    def best_name(self) -> str:
        """The name to show: the table's, else the fullest form, the most frequent of those."""
        if self.name or self.entry is not None:
            return self.name or (self.entry.name if self.entry else "")
        if self.kind == "person":
            best = max(self.names, key=lambda n: (min(len(n.split()), 2), self.names[n], len(n), n))
            longer = [n for n in self.names if n.endswith(f" {best}") and fold(best).split()[0] not in genders()]
            return max([best, *longer], key=len)
        return max(self.names, key=lambda n: (" " in n, self.names[n], len(n), n))

    def first(self) -> int:
        """Where the page mentions it first."""
        return min([*(f.start for f in self.finds), *(m.start for m in self.extra)], default=0)


def clusters(finds: Sequence[Find]) -> list[Cluster]:
    """Finds of equal names, each kind by the majority of what the recogniser said of that name."""
    votes: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    surnames: set[str] = set()
    for find in finds:
        if find.entry is None:
            if find.kind == "organisation" and is_province(find.text):
                votes[key(find)]["place"] += 1
            votes[key(find)][find.kind] += _SURE if find.title or find.sure or key(find) != core(find.text) else 1
            if find.kind == "person" and " " in find.text:
                words = fold(find.text).split()
                surnames |= {" ".join(surname(words)), *(w for w in words[:1] if w not in gazetteer())}
    countries = told_otherwise(finds, surnames)
    finds = [borne(find, surnames, countries) for find in finds]
    couples = {word for word, told in spoken_to(finds).items() if told >= {"m", "f"}}
    made: dict[tuple[str, str], Cluster] = {}
    for find in finds:
        votes[key(find)].setdefault(find.kind, 1)
        if find.entry is not None:
            cluster = made.setdefault(("entry", find.entry.name), Cluster(find.entry.kind, find.entry))
        else:
            kind = voted(votes[key(find)], key(find) in surnames)
            which = title_gender(find) or "m" if key(find) in couples else ""
            cluster = made.setdefault((f"{kind} {which}", key(find)), Cluster(kind))
        cluster.add(find)
    return list(made.values())


def spoken_to(finds: Sequence[Find]) -> dict[str, set[str]]:
    """Bare surnames to the genders of the titles before them: with both, they are a couple's."""
    told: dict[str, set[str]] = defaultdict(set)
    for find in finds:
        if find.kind == "person" and " " not in find.text:
            told[key(find)].add(title_gender(find))
    return told


def title_gender(find: Find) -> str:
    """m or f where the title before a name tells, else ""."""
    told = titles().get(find.title.rstrip(".").casefold(), "h")
    return told if told in ("m", "f") else ""


def told_otherwise(finds: Sequence[Find], surnames: set[str]) -> frozenset[str]:
    """Countries that a page names by other words than somebody's surname ("Jordanian troops")."""
    return frozenset(f.entry.name for f in finds if f.entry is not None and fold(f.text) not in surnames)


def borne(find: Find, surnames: set[str], countries: frozenset[str]) -> Find:
    """A country's name that is a surname of this page is that person's, where nothing else tells of the country."""
    country = find.entry is not None and find.kind == "government"
    if not country or fold(find.text) not in surnames or (find.entry and find.entry.name in countries):
        return find
    return replace(find, kind="person", how="name", entry=None)


def key(find: Find) -> str:
    """The folded name under which a find is filed; "Democrats" with "Democrat", "X province" with X."""
    if find.kind == "group":
        return fold(find.text).removesuffix("s")
    if find.kind == "place":
        words = core(find.text).split()
        return " ".join(words[:-1] if len(words) > 1 and words[-1] in lexicon("province") else words)
    return core(find.text) or find.text.casefold()


def voted(votes: Counter[ActorKind], surname_of_another: bool) -> ActorKind:
    """The kind most finds of a name were given; a word that is somebody's surname here is a person."""
    if surname_of_another:
        return "person"
    return max(votes, key=lambda kind: (votes[kind], kind in ("person", "place"), kind))


def merge_people(made: list[Cluster]) -> list[Cluster]:
    """Join full names of one person, then bare surnames and given names with the one full name they can stand for."""
    people = sorted((c for c in made if c.kind == "person" and c.entry is None), key=Cluster.first)
    others = [c for c in made if not (c.kind == "person" and c.entry is None)]
    full: list[Cluster] = []
    single: list[Cluster] = []
    for person in people:
        name = person.best_name()
        if len(fold(name).split()) < 2:
            single.append(person)
            continue
        twin = next((other for other in full if alike(other.best_name(), name)), None)
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
    for name in cluster.names:
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
