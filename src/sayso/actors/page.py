"""The actors of one page: finds gathered into clusters, speakers tied to them, and all made plain data."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.actors.bodies import merge_acronyms, merge_adjectives, merge_initials, merge_parts, merge_told
from sayso.actors.cluster import Cluster, clusters
from sayso.actors.descriptions import acronyms, other_names
from sayso.actors.find import Find
from sayso.actors.found import by_view, found_in, without_overlap
from sayso.actors.naming import fold
from sayso.actors.persons import merge_people
from sayso.actors.roles import Role, role_of, spoken_for
from sayso.actors.speakers import Speakers
from sayso.actors.tables import Entry, Names, builtin, lexicon
from sayso.actors.view import View, together
from sayso.ids import identifier
from sayso.model import Actor, Claim, Mention, Page, Passage

_ALIAS = ("name", "description")  # what a mention must be for its words to count as another name


def gather(
    page: Page, passages: Sequence[Passage], claims: Sequence[Claim], names: Names | None = None
) -> tuple[tuple[Actor, ...], tuple[Claim, ...]]:
    """The actors of a page in the order it first mentions them, and its claims with speakers and relays tied to them.

    `names`: tables to use instead of sayso's own (see `load_names`).
    """
    names = names or builtin()
    views = together(passages)
    found = found_in(views, names)
    here = by_view(views, found)
    told = [pair for number, view in enumerate(views) for pair in other_names(view, here.get(number, ()))]
    found = sorted(
        [*found, *without_overlap((find for pair in told for find in pair), found)], key=lambda f: (f.start, f.end)
    )
    made = merge_told(clusters(found), told)
    made = merge_acronyms(made, [pair for view in views for pair in acronyms(view.text)])
    made = merge_people(merge_parts(merge_initials(merge_adjectives(made))))
    tie_roles(views, found, made)
    speakers = Speakers(page, made, names)
    for claim in claims:
        speakers.read(claim)
    kept = sorted(with_owners(speakers.clusters, names), key=lambda c: (c.first(), c.best_name(), c.kind))
    ids = identified(page, kept)
    actors = {ids[id(cluster)]: actor(page, cluster, ids) for cluster in reversed(kept)}
    return tuple(reversed(actors.values())), tuple(speakers.tied(claim, ids) for claim in claims)


def identified(page: Page, kept: Sequence[Cluster]) -> dict[int, str]:
    """An id for each cluster from its name and kind; where two have both, the later ones also from their place."""
    ids: dict[int, str] = {}
    for cluster in kept:
        own = identifier("a", page.id, cluster.best_name(), cluster.kind)
        places = iter(range(cluster.first(), len(page.text) + len(kept) + 1))
        while own in ids.values():
            own = identifier("a", page.id, cluster.best_name(), cluster.kind, next(places))
        ids[id(cluster)] = own
    return ids


def tie_roles(views: Sequence[View], found: Sequence[Find], made: Sequence[Cluster]) -> None:
    """Read the roles beside people's names, and whom they speak for by them."""
    owner = {(find.start, find.end): cluster for cluster in made for find in cluster.finds}
    for number, here in by_view(views, found).items():
        floor = 0
        for find in here:
            person = owner[find.start, find.end]
            after, floor = floor, find.end if person.kind == "person" else floor
            if person.kind != "person" or find.how != "name":
                continue
            role = role_of(views[number], find, after)
            if role is None or any(owner[f.start, f.end].kind == "person" and within(f, role) for f in here):
                continue
            person.roles[role.text] += 1
            body = spoken_for(role, here)
            if body is not None and person.speaks_for is None:
                person.speaks_for = owner[body.start, body.end]


def within(find: Find, role: Role) -> bool:
    """Whether a find lies in the words of a role."""
    return role.start <= find.start and find.end <= role.end


def with_owners(made: Sequence[Cluster], names: Names) -> list[Cluster]:
    """The clusters, each body of a government tied to its country where the page mentions it.

    A body whose name any country could bear is taken to be of the country that the page mentions most."""
    by_entry = {cluster.entry.name: cluster for cluster in made if cluster.entry is not None}
    countries = [c for c in made if c.kind == "government"]
    home = max(countries, key=lambda c: (len(c.finds), -c.first()), default=None)
    for cluster in made:
        entry: Entry | None = cluster.entry
        if entry is None and cluster.kind == "organisation" and institution(cluster.best_name()):
            cluster.speaks_for = cluster.speaks_for or home
        if entry is not None and entry.country and entry.kind != "government":
            country = names.countries.get(entry.country)
            if country is not None and country.name in by_entry:
                cluster.speaks_for = by_entry[country.name]
    return list(made)


def institution(name: str) -> bool:
    """Whether a name says nothing of the country whose body it is ("Foreign Ministry")."""
    return set(fold(name).split()) <= lexicon("institution")


def actor(page: Page, cluster: Cluster, ids: dict[int, str]) -> Actor:
    """A cluster as plain data."""
    name = cluster.best_name()
    mentions = [Mention(page.id, f.start, f.end, page.text[f.start : f.end], f.how) for f in cluster.finds]
    mentions = sorted({*mentions, *cluster.extra}, key=lambda m: (m.start, m.end, m.how))
    forms = [page.text[f.start : f.end] for f in cluster.finds if f.how in _ALIAS]
    forms += [m.text for m in cluster.extra if m.how == "name"]
    aliases = {" ".join(form.split()) for form in forms} - {name}
    target = ids.get(id(cluster.speaks_for)) if cluster.speaks_for is not None else None
    own = ids[id(cluster)]
    return Actor(
        id=own,
        name=name,
        kind=cluster.kind,
        aliases=tuple(sorted(aliases)),
        mentions=tuple(mentions),
        role=best_role(cluster),
        speaks_for=target if target != own else None,
        why=(*table_reason(cluster, aliases), *cluster.why),
    )


def best_role(cluster: Cluster) -> str:
    """The role read most often, the longest of those."""
    return max(cluster.roles, key=lambda role: (cluster.roles[role], len(role), role), default="")


def table_reason(cluster: Cluster, aliases: set[str]) -> list[str]:
    """Why names of a table are one thing, in words."""
    if cluster.entry is None or not aliases:
        return []
    table = f" ({cluster.entry.table})" if cluster.entry.table else ""
    return [f"{', '.join(sorted(aliases))}: names of {cluster.entry.name}{table}"]
