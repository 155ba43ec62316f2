"""What sayso takes from collections of names that others keep: an item of Wikidata, an entity of FollowTheMoney.

Such a collection has millions of names, so fewer of them are believed than of a table somebody wrote for the case:
names in Latin letters (claims are read in English); a name of one word only on a page that also gives another name of
that thing; a name that two things bear stands for neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from sayso.actors.tables import Entry, builtin, data, rows
from sayso.model import ActorKind, KnownName

_LONGEST = 100  # characters of a name; longer ones are descriptions
_BODIES = ("organisation", "outlet")
_FLIPPED = re.compile(r"([^,]+), ([^,]+)")
_NO_NAME = re.compile(r"[^\w .,&'’/()+-]|\d{5}")


class _Text(msgspec.Struct):
    value: str = ""


class _Thing(msgspec.Struct):
    id: str = ""


class _Value(msgspec.Struct):
    value: _Thing = msgspec.field(default_factory=_Thing)


class _Snak(msgspec.Struct):
    datavalue: _Value = msgspec.field(default_factory=_Value)


class _Statement(msgspec.Struct):
    mainsnak: _Snak = msgspec.field(default_factory=_Snak)
    rank: str = ""


class _Claims(msgspec.Struct):
    P31: list[_Statement] = []


class _Item(msgspec.Struct):
    """Of an item its English names and what it is. Where it has none of them Wikidata writes [] for {}."""

    id: str
    type: str
    labels: dict[str, _Text] | list[str] = {}
    aliases: dict[str, list[_Text]] | list[str] = {}
    claims: _Claims | list[str] = msgspec.field(default_factory=_Claims)


class _Properties(msgspec.Struct):
    name: list[str] = []
    alias: list[str] = []
    weak: list[str] = msgspec.field(default_factory=list, name="weakAlias")
    abbreviation: list[str] = []
    country: list[str] = []


class _Entity(msgspec.Struct):
    schema: str
    caption: str = ""
    properties: _Properties = msgspec.field(default_factory=_Properties)


_ITEM, _ENTITY = msgspec.json.Decoder(_Item), msgspec.json.Decoder(_Entity)


@cache
def kinds(collection: str) -> dict[str, ActorKind]:
    """Classes of a collection to sayso's kinds, from `classes.csv`."""
    table = rows(data("classes.csv"))
    return {row["class"]: msgspec.convert(row["kind"], ActorKind) for row in table if row["collection"] == collection}


def from_item(line: str) -> KnownName | None:
    """A line of a Wikidata dump; None where it is nobody who acts. Raises msgspec.DecodeError: no such line."""
    item = _ITEM.decode(line)
    statements = item.claims.P31 if isinstance(item.claims, _Claims) else ()
    classes = [s.mainsnak.datavalue.value.id for s in statements if s.rank != "deprecated"]
    kind = next((kinds("wikidata")[c] for c in classes if c in kinds("wikidata")), None)
    if kind is None or item.type != "item" or not isinstance(item.labels, dict):
        return None
    label = item.labels.get("en") or item.labels.get("mul")
    aliases = item.aliases if isinstance(item.aliases, dict) else {}
    others = [text.value for language in ("en", "mul") for text in aliases.get(language, ())]
    return believed(label.value if label else "", kind, others, "")


def from_entity(line: str) -> KnownName | None:
    """A line of FollowTheMoney; None where it is nobody who acts. Raises msgspec.DecodeError: no such line."""
    entity = _ENTITY.decode(line)
    kind = kinds("ftm").get(entity.schema)
    if kind is None:
        return None
    told = entity.properties
    body = entity.schema == "PublicBody"
    country = next((code.upper() for code in told.country if body and code.upper() in builtin().countries), "")
    names = [name for name in (entity.caption, *told.name) if latin(name)]
    others = [*names[1:], *told.alias, *told.weak, *told.abbreviation]
    return believed(names[0] if names else "", kind, others, country)


def believed(name: str, kind: ActorKind, others: Iterable[str], country: str) -> KnownName | None:
    """A thing with the names that may stand for it; None where it has no second one, or no first."""
    first, *rest = dict.fromkeys(straight(text, kind) for text in (name, *others))
    if not latin(first):
        return None
    forms = [first, *(form for form in rest if latin(form))]
    firm = tuple(form for form in forms if " " in form)
    weak = tuple(form for form in forms if " " not in form)
    return KnownName(first, kind, firm, weak, country) if firm and len(forms) > 1 else None


def straight(name: str, kind: ActorKind) -> str:
    """A name as a page would write it: not "SURNAME, Given", not in capitals throughout where it is a person's."""
    name = " ".join(name.split())
    flipped = _FLIPPED.fullmatch(name)
    if kind != "person":
        return name
    if flipped:
        name = f"{flipped[2]} {flipped[1]}"
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in name.split())


def latin(name: str) -> bool:
    """Whether this is a name in Latin letters that a page can be searched for."""
    if not 1 < len(name) <= _LONGEST or _NO_NAME.search(name) or not name[0].isupper():
        return False
    return name.isascii() or all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def settled(found: Iterable[KnownName]) -> Iterator[KnownName]:
    """The things of a collection without names that two of them bear; under sayso's own name where it has one."""
    things = list(found)
    owner: dict[str, int] = {}
    for number, thing in enumerate(things):
        for form in (*thing.aliases, *thing.weak):
            owner[form] = number if owner.get(form, number) == number else -1
    for number, thing in enumerate(things):
        ours = own(thing)
        firm, weak = (
            tuple(form for form in forms if owner[form] == number and builtin().entry(form) is None)
            for forms in (thing.aliases, thing.weak)
        )
        if ours is not None and (firm or weak):
            yield KnownName(ours.name, ours.kind, firm, weak, ours.country)
        elif ours is None and thing.name in firm + weak and firm and len(firm + weak) > 1:
            yield KnownName(thing.name, thing.kind, firm, weak, thing.country)


def own(thing: KnownName) -> Entry | None:
    """The thing of sayso's own tables that a body of a collection is, by a name of several words or its first."""
    if thing.kind == "person":
        return None
    known = (builtin().entry(form) for form in (thing.name, *thing.aliases))
    return next((entry for entry, use in filter(None, known) if use == "name" and entry.kind in _BODIES), None)
