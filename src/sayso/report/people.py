"""Actors as the report shows them: by which names and where, what they say, what is said of them, who did what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Actor
from sayso.report.cards import Card, Cards
from sayso.report.index import Index, Sheet
from sayso.report.safe import anchor, one_line
from sayso.report.wording import event_class, plural

SIZE = 14  # actors in the matrix: more does not fit a screen; the pairs beyond stand in a list
LINES = 12  # claims listed with an actor before the list points to the filter


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as read, and the places in the pages where it first stands."""

    name: str
    places: tuple[tuple[Sheet, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor with its names and claims. `says`, `of`: the first LINES; the counts are of all."""

    id: str
    actor: Actor
    speaks_for: str
    aliases: tuple[Alias, ...]
    standing: str
    says: tuple[Card, ...]
    says_count: int
    of: tuple[Card, ...]
    of_count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told that one actor did to another, in origins. `tone`: class of the colour."""

    id: str
    actor: str
    recipient: str
    cooperation: int
    conflict: int
    other: int
    negated: int
    tone: str
    cards: tuple[Card, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who is told to have done what to whom: rows act, columns are acted on."""

    names: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell | None, ...]], ...]
    cells: tuple[Cell, ...]
    beyond: tuple[Cell, ...]


def speakers(index: Index) -> set[str]:
    """Everyone whose word is told, pages' own voices aside."""
    return {
        claim.speaker.actor or one_line(claim.speaker.name).casefold()
        for claim in index.claims.values()
        if claim.speaker.kind != "author" and claim.manner != "own voice"
    }


def actors(index: Index, cards: Cards) -> tuple[list[ActorView], list[Actor]]:
    """Those who say something or are spoken of in a claim, the most first; and those that are only named."""
    says, of = _claims_by_actor(index)
    shown, named = [], []
    for actor in index.actors.values():
        if says[actor.id] or of[actor.id]:
            shown.append(_actor(index, cards, actor, says[actor.id], of[actor.id]))
        else:
            named.append(actor)
    return sorted(shown, key=lambda view: (-view.says_count - view.of_count, view.actor.name, view.id)), named


def mention_places(views: Sequence[ActorView]) -> dict[str, set[str]]:
    """Which anchors the pages must carry for the aliases: page id -> anchors."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for view in views:
        for alias in view.aliases:
            for sheet, name in alias.places:
                places[sheet.page.id].add(name)
    return places


def matrix(index: Index, cards: Cards) -> Matrix:
    """The actors with the most relations against each other; every further pair in `beyond`."""
    pairs: defaultdict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in index.claims.values():
        for relation in claim.relations:
            sign = "negated" if relation.negated else event_class(relation.type)
            pairs[relation.actor, relation.recipient][sign].append(claim.id)
    weight: defaultdict[str, int] = defaultdict(int)
    for (actor, recipient), signs in pairs.items():
        for claims in signs.values():
            weight[actor] += index.count(claims)
            weight[recipient] += index.count(claims)
    order = sorted(weight, key=lambda actor: (-weight[actor], index.name(actor), actor))
    inside = set(order[:SIZE])
    cells = {pair: _cell(index, cards, pair, pairs[pair]) for pair in pairs}
    acting = [a for a in order[:SIZE] if any(pair[0] == a and pair[1] in inside for pair in cells)]
    acted = [a for a in order[:SIZE] if any(pair[1] == a and pair[0] in inside for pair in cells)]
    rows = [(index.name(a), _href(index, a), tuple(cells.get((a, b)) for b in acted)) for a in acting]
    ranked = sorted(cells.items(), key=lambda item: (-item[1].count, item[1].actor, item[1].recipient, item[0]))
    return Matrix(
        tuple((index.name(b), _href(index, b)) for b in acted),
        tuple(rows),
        tuple(cell for pair, cell in ranked if set(pair) <= inside),
        tuple(cell for pair, cell in ranked if not set(pair) <= inside),
    )


def _href(index: Index, actor: str) -> str:
    """Where an actor's entry is; '' for one that the case does not know."""
    return anchor("#a-", actor) if actor in index.actors else ""


def _claims_by_actor(index: Index) -> tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]]:
    """Claims of each actor, and claims that speak of it but are not its own."""
    says: defaultdict[str, list[str]] = defaultdict(list)
    of: defaultdict[str, list[str]] = defaultdict(list)
    for claim in index.claims.values():
        if claim.speaker.actor:
            says[claim.speaker.actor].append(claim.id)
        for actor in index.concerned[claim.id]:
            of[actor].append(claim.id)
    return says, of


def _actor(index: Index, cards: Cards, actor: Actor, says: list[str], of: list[str]) -> ActorView:
    pages = len({m.page for m in actor.mentions} | {index.claims[c].page for c in says})
    return ActorView(
        anchor("a-", actor.id),
        actor,
        index.actors[actor.speaks_for].name if actor.speaks_for in index.actors else "",
        tuple(_aliases(index, actor)),
        f"says {len(says):,}, spoken of in {len(of):,}, met on {plural(pages, 'page')}",
        tuple(cards.cards(says[:LINES])),
        len(says),
        tuple(cards.cards(of[:LINES])),
        len(of),
    )


def _aliases(index: Index, actor: Actor) -> list[Alias]:
    """Names as they stand in the pages, each with its first place in up to six pages."""
    places: dict[str, dict[str, int]] = {}
    for mention in actor.mentions:
        sheet = index.sheets.get(mention.page)
        if sheet is None or mention.how in ("pronoun", "description"):
            continue
        name = one_line(mention.text or sheet.page.text[mention.start : mention.end])
        first = places.setdefault(name, {})
        first[mention.page] = min(first.get(mention.page, mention.start), mention.start)
    return [
        Alias(
            name,
            tuple(
                (index.sheets[page], f"m-{index.sheets[page].number}-{start}")
                for page, start in sorted(where.items(), key=lambda item: index.sheets[item[0]].number)[:6]
            ),
            max(len(where) - 6, 0),
        )
        for name, where in sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))[:24]
    ]


def _cell(index: Index, cards: Cards, pair: tuple[str, str], signs: dict[str, list[str]]) -> Cell:
    counts = {sign: index.count(claims) for sign, claims in signs.items()}
    coop, conflict = counts.get("cooperation", 0), counts.get("conflict", 0)
    claims = list(dict.fromkeys(claim for found in signs.values() for claim in found))
    return Cell(
        f"{anchor('r-', pair[0])}--{anchor('', pair[1])}",
        index.name(pair[0]),
        index.name(pair[1]),
        coop,
        conflict,
        counts.get("other", 0),
        counts.get("negated", 0),
        _tone(coop, conflict, counts.get("negated", 0)),
        tuple(cards.cards(claims[:LINES])),
        len(claims),
    )


def _tone(cooperation: int, conflict: int, negated: int) -> str:
    """Colour of a cell: which way it leans and how strongly (1–3), or `mixed` where it is told both ways."""
    if sum(map(bool, (cooperation, conflict, negated))) > 1:
        return "mixed"
    count = cooperation or conflict
    if not count:
        return "none"
    return f"{'coop' if cooperation else 'conf'}{1 if count == 1 else 2 if count < 4 else 3}"
