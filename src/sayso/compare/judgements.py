"""An analyst's judgements applied to what was concluded, after every re-run.

A judgement names words in pages (anchors), not ids: it finds its actors and claims again when sayso reads better.
One whose words are no longer there does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from msgspec.structs import replace

from sayso.ids import identifier
from sayso.model import Actor, Anchor, Claim, Judgement, Link, LinkKind, Mention, Page, Snapshot

KINDS: Mapping[str, tuple[str, int, str]] = {  # what it is about, how many of them, the values it may have
    "same-actor": ("actor", 2, ""),
    "different-actors": ("mention", 2, ""),
    "same": ("claim", 2, ""),
    "supports": ("claim", 2, ""),
    "contradicts": ("claim", 2, ""),
    "unrelated": ("claim", 2, ""),
    "misread": ("claim", 1, ""),
    "source": ("actor", 1, "ABCDEF"),
    "item": ("claim", 1, "123456"),
}
LINKS: Mapping[str, LinkKind] = {"same": "same", "supports": "supports", "contradicts": "contradicts"}


def anchors_for(snapshot: Snapshot, kind: str, about: Sequence[str], value: str = "") -> tuple[Anchor, ...]:
    """The words that a judgement of this kind about these ids stands on.

    An actor is anchored at its first mention by its name. different-actors takes mentions, written `PAGE:START-END`.
    Raises ValueError: unknown kind, another number of ids than it needs, no such id, no such grade.
    """
    what, count, values = KINDS.get(kind) or _refuse(f"{kind}: not a kind of judgement; {', '.join(KINDS)} are")
    if len(about) != count:
        _refuse(f"{kind} is about {count} {what}{'s' if count > 1 else ''}, not {len(about)}")
    if (value not in values or len(value) != 1) if values else value:
        _refuse(f"{kind} takes {f'a grade from {values[0]} to {values[-1]}' if values else 'no grade'}, not {value!r}")
    find = {"actor": _actor_place, "claim": _claim_place, "mention": _mention_place}[what]
    pages = {page.id: page for page in snapshot.pages}
    places = [(pages[place.page], place.start, place.end) for place in (find(snapshot, pages, one) for one in about)]
    return tuple(Anchor(page.id, start, end, page.text[start:end], page.location) for page, start, end in places)


def at_home(judgements: Iterable[Judgement], pages: Iterable[Page]) -> tuple[Judgement, ...]:
    """The judgements with anchors in pages that have changed moved to the same words of the current version."""
    pages = list(pages)
    current = {page.id for page in pages}
    versions = {page.location: page for page in pages}

    def moved(anchor: Anchor) -> Anchor:
        page = versions.get(anchor.location)
        if anchor.page in current or page is None:
            return anchor
        places = [match.start() for match in re.finditer(re.escape(anchor.text), page.text)]
        if not places:
            return anchor
        start = min(places, key=lambda place: (abs(place - anchor.start), place))
        return replace(anchor, page=page.id, start=start, end=start + len(anchor.text))

    return tuple(replace(one, about=tuple(moved(anchor) for anchor in one.about)) for one in judgements)


def judged_actors(
    actors: Sequence[Actor], ids: Mapping[str, str], parts: Sequence[Actor], judgements: Iterable[Judgement]
) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """Merge and part actors of a case as judged.

    `parts` are the actors of the single pages, `ids` says which actor of the case each part belongs to; both the
    actors and the map come back changed.
    """
    found = {actor.id: actor for actor in actors}
    where = dict(ids)
    for judgement in judgements:
        if judgement.kind == "same-actor":
            _merge(found, where, judgement)
        elif judgement.kind == "different-actors":
            _part(found, where, parts, judgement)
    return tuple(sorted(found.values(), key=lambda actor: actor.id)), where


def judged_claims(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> tuple[Claim, ...]:
    """The claims without those that were judged misread."""
    judgements = [judgement for judgement in judgements if judgement.kind == "misread"]
    gone = {claim.id for judgement in judgements if (claim := anchored_claim(claims, judgement.about[0]))}
    return tuple(claim for claim in claims if claim.id not in gone)


def judged_links(links: Sequence[Link], claims: Sequence[Claim], judgements: Iterable[Judgement]) -> tuple[Link, ...]:
    """The links as concluded, save for the pairs an analyst has judged."""
    kept = {frozenset((link.a, link.b)): link for link in links}
    for judgement in judgements:
        if judgement.kind not in LINKS and judgement.kind != "unrelated":
            continue
        pair = [anchored_claim(claims, anchor) for anchor in judgement.about]
        first, second = sorted(claim.id for claim in pair if claim) if all(pair) else ("", "")
        if first == second:
            continue
        kept.pop(frozenset((first, second)), None)
        if judgement.kind in LINKS:
            kept[frozenset((first, second))] = Link(first, second, LINKS[judgement.kind], 1.0, said(judgement))
    return tuple(sorted(kept.values(), key=lambda link: (link.a, link.b)))


def said(judgement: Judgement) -> str:
    """Who judged, when, and what they noted, for a `why`."""
    return f"judged {judgement.kind} by {judgement.by} on {judgement.at[:10]}" + (
        f": {judgement.note}" if judgement.note else ""
    )


def anchored_claim(claims: Sequence[Claim], anchor: Anchor) -> Claim | None:
    """The claim of that page whose content shares most with the anchor's words, at least half of both."""
    best: tuple[float, str, Claim] | None = None
    for claim in claims:
        if claim.page != anchor.page or not claim.content:
            continue
        start, end = claim.content[0].start, claim.content[-1].end
        shared = min(end, anchor.end) - max(start, anchor.start)
        whole = max(end, anchor.end) - min(start, anchor.start)
        if shared * 2 >= whole and (best is None or (shared / whole, claim.id) > best[:2]):
            best = shared / whole, claim.id, claim
    return best and best[2]


def anchored_actor(actors: Iterable[Actor], anchor: Anchor) -> Actor | None:
    """The actor mentioned at the anchor's words; of several, the one with the mention nearest in length."""
    best: tuple[int, str, Actor] | None = None
    for actor in actors:
        for mention in actor.mentions:
            if mention.page == anchor.page and mention.start < anchor.end and anchor.start < mention.end:
                off = abs(mention.start - anchor.start) + abs(mention.end - anchor.end)
                if best is None or (off, actor.id) < best[:2]:
                    best = off, actor.id, actor
    return best and best[2]


def _merge(found: dict[str, Actor], where: dict[str, str], judgement: Judgement) -> None:
    pair = [anchored_actor(found.values(), anchor) for anchor in judgement.about]
    first, second = pair
    if first is None or second is None or first.id == second.id:
        return
    keep, lose = sorted((first, second), key=lambda actor: (-len(actor.mentions), actor.id))
    names = dict.fromkeys((*keep.aliases, lose.name, *lose.aliases))
    names.pop(keep.name, None)
    found[keep.id] = replace(
        keep,
        aliases=tuple(names),
        mentions=_in_order((*keep.mentions, *lose.mentions)),
        speaks_for=keep.speaks_for or lose.speaks_for,
        why=(*keep.why, *lose.why, said(judgement)),
    )
    del found[lose.id]
    where.update({part: keep.id for part, actor in where.items() if actor == lose.id})
    _point(found, lose.id, keep.id)


def _part(found: dict[str, Actor], where: dict[str, str], parts: Sequence[Actor], judgement: Judgement) -> None:
    """Take the page actors that bear the second anchor's name out of the actor that both anchors are in."""
    stays, goes = (anchored_actor(parts, anchor) for anchor in judgement.about)
    if stays is None or goes is None or where.get(stays.id) != where.get(goes.id) or stays.id == goes.id:
        return
    whole = found[where[stays.id]]
    members = [part for part in parts if where.get(part.id) == whole.id]
    taken = [part for part in members if part.name.casefold() == goes.name.casefold() or part.id == goes.id]
    left = [part for part in members if part not in taken]
    if not left:
        left, taken = [part for part in members if part.id != goes.id], [goes]
    parted = replace(_gathered(taken, goes), id=identifier("a", judgement.id, goes.name), why=(said(judgement),))
    found[parted.id] = parted
    rest = _gathered(left, stays)
    found[whole.id] = replace(
        whole, name=rest.name, aliases=rest.aliases, mentions=rest.mentions, why=(*whole.why, said(judgement))
    )
    where.update({part.id: parted.id for part in taken})


def _gathered(parts: Sequence[Actor], first: Actor) -> Actor:
    names = dict.fromkeys(name for part in parts for name in (part.name, *part.aliases))
    names.pop(first.name, None)
    return replace(first, aliases=tuple(names), mentions=_in_order(m for part in parts for m in part.mentions))


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(mentions), key=lambda m: (m.page, m.start, m.end, m.text)))


def _point(found: dict[str, Actor], old: str, new: str) -> None:
    """Let those who spoke for one speak for the other."""
    for actor in list(found.values()):
        if actor.speaks_for == old:
            found[actor.id] = replace(actor, speaks_for=None if actor.id == new else new)


def _actor_place(snapshot: Snapshot, pages: Mapping[str, Page], one: str) -> Mention:
    actor = next((a for a in snapshot.comparison.actors if a.id == one), None)
    if actor is None or not actor.mentions:
        _refuse(f"{one}: no such actor in this case")
    named = [m for m in actor.mentions if pages[m.page].text[m.start : m.end] == actor.name]
    return min(named or actor.mentions, key=lambda m: (m.page, m.start, m.end))


def _claim_place(snapshot: Snapshot, pages: Mapping[str, Page], one: str) -> Mention:
    claim = next((c for c in snapshot.comparison.claims if c.id == one), None)
    if claim is None:
        _refuse(f"{one}: no such claim in this case")
    return Mention(claim.page, claim.content[0].start, claim.content[-1].end)


def _mention_place(snapshot: Snapshot, pages: Mapping[str, Page], one: str) -> Mention:
    match = re.fullmatch(r"(\w+):(\d+)-(\d+)", one)
    if not match or match[1] not in pages:
        _refuse(f"{one}: not a mention; write it as PAGE:START-END, as `sayso actors --json` shows them")
    place = Mention(match[1], int(match[2]), int(match[3]))
    if not place.start < place.end <= len(pages[place.page].text):
        _refuse(f"{one}: outside the page")
    return place


def _refuse(why: str) -> NoReturn:
    raise ValueError(why)
