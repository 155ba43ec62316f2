"""The actors of a case: those of its pages joined where names, tables and roles say that they are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from sayso.actors.company import Company, OneStory
from sayso.actors.naming import core, fold
from sayso.actors.people import join_people
from sayso.actors.speakers import UNNAMED
from sayso.actors.tables import builtin, lexicon
from sayso.actors.union import Union
from sayso.ids import identifier
from sayso.model import Actor, ActorKind, Reading
from sayso.stories import rarity

COMMON_WORD = 4.5  # how rare a word must be that alone is the name of one thing
MOSTLY = 0.5  # share of the pages of a name that another page must be of one story with

_ALIKE: dict[str, str] = {"outlet": "organisation", "government": "place"}  # a country no table has may be read as both


def across(
    readings: Sequence[Reading], one_story: OneStory = lambda page, other: True
) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """The actors of a case, sorted by name, and the case actor of each page actor (id to id).

    `one_story` says of two pages whether they may tell of one story: "the ministry" of two stories is two, and so is a
    surname that stands alone. The order of the readings changes nothing. Only actors of an equal key are compared, so
    it grows as n log n.
    """
    actors = sorted((a for reading in readings for a in reading.actors), key=lambda a: (a.name, a.kind, a.id))
    union = Union(len(actors))
    company = Company(readings, one_story)
    join_equal(actors, union, company)
    join_people(actors, company, union)
    groups: dict[int, list[Actor]] = defaultdict(list)
    reasons: dict[int, tuple[str, ...]] = {}
    for number, actor in enumerate(actors):
        root = union.root(number)
        groups[root].append(actor)
        reasons[root] = tuple(union.reasons(root))
    called = {root: (best_name(members), best_kind(members)) for root, members in groups.items()}
    ids = named(groups, called)
    by_page_actor = {actor.id: ids[root] for root, members in groups.items() for actor in members}
    cases = [merged(members, ids[root], called[root], reasons[root], by_page_actor) for root, members in groups.items()]
    return tuple(sorted(cases, key=lambda a: (a.name, a.kind, a.id))), by_page_actor


def join_equal(actors: Sequence[Actor], union: Union, company: Company) -> None:
    """Join what is no person and bears an equal name: tables have already given one name to one thing. What many things
    are called ("the ministry", "the Front") is joined within a story."""
    names = {actor.id: actor.name for actor in actors}
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, actor in enumerate(actors):
        if actor.kind == "person" or unnamed(actor) or actor.kind == "document":
            continue
        kind = _ALIKE.get(actor.kind, actor.kind)
        name = core(actor.name) or actor.name
        owner = names.get(actor.speaks_for or "", "") if set(name.split()) <= lexicon("institution") else ""
        blocks[kind, name, owner].append(number)
    for members in blocks.values():
        for first, other in pairs(actors, members, company):
            union.join(first, other, f"{actors[other].name!r}: the same name on several pages")


def pairs(actors: Sequence[Actor], members: Sequence[int], company: Company) -> Iterator[tuple[int, int]]:
    """Of actors of one name those that are one, each with an earlier one."""
    if not usual(actors[members[0]]):
        yield from ((members[0], other) for other in members[1:])
        return
    groups: list[list[int]] = []
    for number in members:
        shares = [sum(company.one_story(actors[number], actors[m]) for m in g) / len(g) for g in groups]
        best = max(range(len(groups)), key=lambda g: (shares[g], -g), default=None)
        if best is None or shares[best] < MOSTLY:
            groups.append([number])
        else:
            yield groups[best][0], number
            groups[best].append(number)


def usual(actor: Actor) -> bool:
    """Whether a name is one that many things bear: words of offices alone, or a word that any text may hold."""
    words = [w for w in fold(core(actor.name) or actor.name).split() if w != "the"]
    if actor.kind in ("government", "place") or builtin().entry(actor.name) is not None:
        return False
    return set(words) <= lexicon("institution") or (len(words) == 1 and rarity(words[0]) < COMMON_WORD)


def unnamed(actor: Actor) -> bool:
    """Whether an actor is only described; such stay on their page."""
    if UNNAMED in actor.why or not any(c.isupper() for c in re.sub(r"(?i)^(the|a|an) ", "", actor.name)):
        return True
    return actor.kind == "group" and all(m.how != "name" for m in actor.mentions)


def named(groups: dict[int, list[Actor]], called: dict[int, tuple[str, ActorKind]]) -> dict[int, str]:
    """Ids of the joined actors from name and kind; where two share both, from their first page too."""
    shared = Counter(called.values())
    ids: dict[int, str] = {}
    for root, members in groups.items():
        name, kind = called[root]
        alone = shared[name, kind] == 1 and not unnamed(members[0]) and kind != "document"
        ids[root] = identifier("a", name, kind) if alone else identifier("a", name, kind, min(a.id for a in members))
    return ids


def best_name(members: Sequence[Actor]) -> str:
    """The name of most mentions among the fullest ones."""
    weight: Counter[str] = Counter()
    for actor in members:
        weight[actor.name] += len(actor.mentions)
    person = members[0].kind == "person"
    return max(weight, key=lambda name: (min(len(fold(name).split()), 2) if person else 0, weight[name], name))


def best_kind(members: Sequence[Actor]) -> ActorKind:
    """The kind of most mentions."""
    weight: Counter[ActorKind] = Counter()
    for actor in members:
        weight[actor.kind] += max(1, len(actor.mentions))
    if len(weight) > 1 and " " not in best_name(members):
        del weight["person"]  # joined because no person bears the name
    return max(weight, key=lambda kind: (weight[kind], kind))


def merged(
    members: Sequence[Actor], own: str, called: tuple[str, ActorKind], joined: tuple[str, ...], by_page: dict[str, str]
) -> Actor:
    """Page actors as one actor of the case."""
    name, kind = called
    aliases = {alias for actor in members for alias in (actor.name, *actor.aliases)} - {name}
    roles = Counter(actor.role for actor in members if actor.role and kind == "person")
    targets = Counter(by_page[a.speaks_for] for a in members if a.speaks_for and by_page[a.speaks_for] != own)
    why = list(dict.fromkeys([*(reason for actor in members for reason in actor.why), *joined]))
    return msgspec.structs.replace(
        members[0],
        id=own,
        name=name,
        kind=kind,
        aliases=tuple(sorted(aliases)),
        mentions=tuple(sorted({m for a in members for m in a.mentions}, key=lambda m: (m.page, m.start, m.end, m.how))),
        role=max(roles, key=lambda role: (roles[role], len(role), role), default=""),
        speaks_for=max(targets, key=lambda t: (targets[t], t), default=None),
        why=tuple(why),
    )
