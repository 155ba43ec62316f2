"""The finds of one page gathered by name into what will be its actors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.actors.find import Find
from sayso.actors.naming import (
    core,
    fold,
    genders,
    surname,
    titles,
    untitled,
)
from sayso.actors.places import gazetteer, is_province
from sayso.actors.tables import Entry, lexicon
from sayso.model import ActorKind, Mention

_SURE = 3  # votes of a find whose kind the words beside it tell


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
            return untitled(max([best, *longer], key=len))[0]
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
    teams = {key(find) for find in finds if find.sure and find.kind == "organisation" and key(find) in gazetteer()}
    made: dict[tuple[str, str], Cluster] = {}
    for find in finds:
        votes[key(find)].setdefault(find.kind, 1)
        if find.entry is not None:
            cluster = made.setdefault(("entry", find.entry.name), Cluster(find.entry.kind, find.entry))
        else:
            kind = find.kind if key(find) in teams else voted(votes[key(find)], key(find) in surnames)
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
