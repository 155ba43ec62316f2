"""The finds of one page gathered into what will be its actors, and what merges two of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.actors.find import Find
from sayso.actors.naming import core, fold, near, same_person, surname, titles, untitled
from sayso.actors.tables import Entry
from sayso.model import ActorKind, Mention

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
            return max(self.names, key=lambda n: (min(len(n.split()), 3), self.names[n], n))
        return max(self.names, key=lambda n: (self.names[n], len(n), n))

    def first(self) -> int:
        """Where the page mentions it first."""
        return min([*(f.start for f in self.finds), *(m.start for m in self.extra)], default=0)


def clusters(finds: Sequence[Find]) -> list[Cluster]:
    """Finds of equal names, each kind by the majority of what the recogniser said of that name."""
    votes: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    surnames: set[str] = set()
    for find in finds:
        if find.entry is None:
            votes[key(find)][find.kind] += 3 if find.title else 1
            if find.kind == "person" and " " in find.text:
                surnames.add(" ".join(surname(fold(find.text).split())))
    made: dict[tuple[str, str], Cluster] = {}
    for find in finds:
        if find.entry is not None:
            cluster = made.setdefault(("entry", find.entry.name), Cluster(find.entry.kind, find.entry))
        else:
            kind = voted(votes[key(find)], key(find) in surnames)
            cluster = made.setdefault((kind, key(find)), Cluster(kind))
        cluster.add(find)
    return list(made.values())


def key(find: Find) -> str:
    """The folded name under which a find is filed."""
    return core(find.text) or find.text.casefold()


def voted(votes: Counter[ActorKind], surname_of_another: bool) -> ActorKind:
    """The kind most finds of a name were given; a word that is somebody's surname here is a person."""
    if surname_of_another:
        return "person"
    return max(votes, key=lambda kind: (votes[kind], kind == "person", kind))


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
        twin = next((other for other in full if same_person(other.best_name(), name)), None)
        if twin is None:
            full.append(person)
        else:
            twin.absorb(person, f"{name!r} and {twin.best_name()!r}: same surname, given names that agree")
    left = [person for person in single if not join_single(person, full)]
    return others + full + join_spellings(left)


def join_single(person: Cluster, full: list[Cluster]) -> bool:
    """Add a one-word name to the one person of the page who bears it; False where nobody or more than one does."""
    word = fold(person.best_name())
    bearers = [c for c in full if word in endings(c)] or [c for c in full if fold(c.best_name()).split()[0] == word]
    how = "the only person of that name in this page"
    if not bearers:
        bearers = [c for c in full if near(word, surname(fold(c.best_name()).split())[-1])]
        how = "the spelling differs by a letter, and nobody else in this page bears it"
    if len(bearers) > 1:
        bearers = fitting(person, bearers)
        how = "the title fits nobody else"
    if len(bearers) != 1:
        return False
    bearer = bearers[0]
    bearer.absorb(person, f"{person.best_name()!r} is {bearer.best_name()!r}: {how}")
    settle_spelling(bearer)
    return True


def endings(cluster: Cluster) -> set[str]:
    """The folded surnames under which a person may be called, with and without particles."""
    found: set[str] = set()
    for name in cluster.names:
        words = surname(fold(name).split())
        found |= {" ".join(words[i:]) for i in range(len(words))}
    return found


def fitting(person: Cluster, bearers: list[Cluster]) -> list[Cluster]:
    """Bearers of a shared surname whose title is the one used here ("Mrs Clinton")."""
    genders = {titles().get(title, "h") for title in person.titles} & {"m", "f"}
    if len(genders) != 1:
        return bearers
    return [b for b in bearers if {titles().get(title, "h") for title in b.titles} & genders]


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
    full = max(person.names, key=lambda n: (min(len(n.split()), 3), person.names[n], n))
    old = full.split()[-1]
    if fold(old) != best and often >= _FIRM * rival and near(fold(old), best):
        person.name = " ".join([*full.split()[:-1], shown[best]])
        person.why.append(f"spelled {shown[best]!r} {often} times and {old!r} {counts[fold(old)]} in this page")


def join_spellings(singles: list[Cluster]) -> list[Cluster]:
    """Surnames that stand alone and differ by a letter are left apart; equal folds are already one."""
    return singles


def merge_parts(made: list[Cluster]) -> list[Cluster]:
    """Join an organisation's short form with the one longer name it ends or begins ("Goldman", "Goldman Sachs")."""
    organisations = [c for c in made if c.kind in ("organisation", "outlet") and c.entry is None]
    by_edge: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in organisations:
        words = core(cluster.best_name()).split()
        for n in range(1, len(words)):
            by_edge[" ".join(words[:n])].append(cluster)
            if len(words) - n > 1:
                by_edge[" ".join(words[n:])].append(cluster)
    gone: set[int] = set()
    for cluster in organisations:
        name = core(cluster.best_name())
        owners = [owner for owner in by_edge.get(name, ()) if owner is not cluster and id(owner) not in gone]
        if len(owners) == 1 and len(name) > 3:
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
