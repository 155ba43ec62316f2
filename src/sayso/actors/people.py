"""Which persons of several pages are one: equal or agreeing full names; bare surnames only with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.actors.company import Company
from sayso.actors.naming import fold, near, same_person, surname
from sayso.actors.tables import builtin
from sayso.actors.union import Union
from sayso.model import Actor

_BLOCK = 60  # names of one surname and initial compared with each other; beyond, only equal names join


def join_people(actors: Sequence[Actor], company: Company, union: Union) -> None:
    """Join persons: equal full names first, then agreeing ones, then surnames that stand alone on their page."""
    full: dict[str, list[int]] = defaultdict(list)
    single: list[int] = []
    for number, actor in enumerate(actors):
        words = fold(actor.name).split()
        if actor.kind == "person" and len(words) > 1:
            full[" ".join(words)].append(number)
        elif len(words) == 1 and (actor.kind == "person" or misread(actor)):
            single.append(number)
    for members in full.values():
        for other in members[1:]:
            union.join(members[0], other, f"{actors[other].name!r}: the same full name on several pages")
    join_agreeing(actors, full, company, union)
    join_surnames(actors, full, single, company, union)


def misread(actor: Actor) -> bool:
    """Whether an organisation or group of one word may be a person's surname that the recogniser mistook."""
    proper = actor.kind in ("organisation", "group") and actor.name[:1].isupper() and not actor.name.isupper()
    return proper and builtin().entry(actor.name) is None and any(m.how == "name" for m in actor.mentions)


def join_agreeing(actors: Sequence[Actor], full: dict[str, list[int]], company: Company, union: Union) -> None:
    """Join full names that agree: a middle name more, an initial, a letter's difference with a shared role."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(full):
        words = name.split()
        blocks[words[0][0], words[-1][0]].append(name)
    for names in blocks.values():
        by_last: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_last[name.split()[-1]].append(name)
        for group in by_last.values():
            join_group(actors, full, group[:_BLOCK], company, union)
        for a, b in neighbours(sorted(by_last)):
            for x in by_last[a][:5]:
                for y in by_last[b][:5]:
                    if same_person(x, y) and company.support(actors, full[x], full[y]):
                        one, two = full[x][0], full[y][0]
                        both = f"{actors[one].name!r} and {actors[two].name!r}"
                        union.join(one, two, f"{both}: a letter apart, same given name, and evidence they share")


def neighbours(lasts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of surnames a letter apart, among those equal when one letter is left out."""
    by_rest: dict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for last in lasts:
        for rest in {last, *(last[:i] + last[i + 1 :] for i in range(1, len(last)))}:
            by_rest[rest].append(last)
    for near_ones in by_rest.values():
        for i, a in enumerate(near_ones[:_BLOCK]):
            for b in near_ones[i + 1 : _BLOCK]:
                if (a, b) not in seen and a != b and near(a, b):
                    seen.add((a, b))
                    yield a, b


def join_group(
    actors: Sequence[Actor], full: dict[str, list[int]], group: Sequence[str], company: Company, union: Union
) -> None:
    """Join the full names of one surname that agree, each with the one fuller name that it can stand for; an initial
    stands for a name within its story."""

    def may(short: str, name: str) -> bool:
        initial = any(len(n.split()[0].rstrip(".")) == 1 for n in (short, name))
        return same_person(short, name) and (not initial or company.met(actors, full[short], full[name]))

    for short in group:
        fits = [name for name in group if name != short and may(short, name)]
        roots = {union.root(full[name][0]) for name in fits}
        if fits and (len(roots) == 1 or all(same_person(a, b) for a in fits for b in fits)):
            a, b = full[short][0], full[fits[0]][0]
            union.join(a, b, f"{actors[a].name!r} and {actors[b].name!r}: same surname, given names that agree")


def join_surnames(
    actors: Sequence[Actor], full: dict[str, list[int]], single: Sequence[int], company: Company, union: Union
) -> None:
    """Join a surname that stands alone on its page with the one person of the case who bears it, given evidence."""
    bearers: dict[str, dict[int, int]] = defaultdict(dict)
    for name, members in full.items():
        words = surname(name.split())
        for i in range(len(words)):
            bearers[" ".join(words[i:])].setdefault(union.root(members[0]), members[0])
    lone: dict[str, list[int]] = defaultdict(list)
    members_of: dict[int, list[int]] = defaultdict(list)
    for members in full.values():
        for number in members:
            members_of[union.root(number)].append(number)
    for number in single:
        word = fold(actors[number].name)
        owners = bearers.get(word, {})
        if len(owners) == 1:
            root = next(iter(owners))
            if company.support(actors, [number], members_of[root]):
                both = f"{actors[number].name!r} is {actors[owners[root]].name!r}"
                union.join(owners[root], number, f"{both}: nobody else in the case bears the name, {company.SHARED}")
        elif not owners and actors[number].kind == "person":
            lone[word].append(number)
    things: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(actors):
        if actor.kind in ("place", "government", "organisation") and fold(actor.name) in lone:
            things[fold(actor.name)].append(number)
    for word, members in lone.items():
        for number in members:
            if things[word] and company.support(actors, [number], things[word]):
                why = f"{actors[number].name!r}: on other pages that share actors no person bears this name"
                union.join(things[word][0], number, why)
    for members in lone.values():
        for other in members[1:]:
            if company.support(actors, [members[0]], [other]):
                union.join(members[0], other, f"{actors[other].name!r}: the same name, {company.SHARED}")
