"""Looking things up in a snapshot: claims by whoever says them, whom they speak of, and when."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model import Claim, Interval, Snapshot


class Moment(msgspec.Struct, frozen=True):
    """A claim on the timeline: when it was said, or else when its page is from; None where neither is known."""

    when: Interval | None
    claim: Claim


def timeline(snapshot: Snapshot) -> tuple[Moment, ...]:
    """Claims in the order they were said (their page's date where that is all there is), undated ones last."""
    dates = {reading.page: reading.published for reading in snapshot.readings}
    moments = [Moment(claim.said or dates.get(claim.page), claim) for claim in snapshot.comparison.claims]
    return tuple(sorted(moments, key=_in_time))


def by_speaker(snapshot: Snapshot, claims: Sequence[Claim], name: str) -> tuple[Claim, ...]:
    """Claims of this speaker: an actor's id, or (part of) any of its names."""
    who = _named(snapshot, name)
    return tuple(c for c in claims if c.speaker.actor in who or _holds(c.speaker.name, name))


def about(snapshot: Snapshot, claims: Sequence[Claim], name: str) -> tuple[Claim, ...]:
    """Claims with a relation of this actor, or a mention of it in their content."""
    who = _named(snapshot, name)
    places: dict[str, list[tuple[int, int]]] = {}
    for actor in snapshot.comparison.actors:
        if actor.id in who:
            for mention in actor.mentions:
                places.setdefault(mention.page, []).append((mention.start, mention.end))
    return tuple(c for c in claims if any({r.actor, r.recipient} & who for r in c.relations) or _touches(c, places))


def since(snapshot: Snapshot, claims: Sequence[Claim], day: str) -> tuple[Claim, ...]:
    """Claims that may be from this ISO day or later; those that cannot be placed in time are left out."""
    dates = {moment.claim.id: moment.when.latest for moment in timeline(snapshot) if moment.when}
    return tuple(c for c in claims if (dates.get(c.id) or "") >= day)


def _named(snapshot: Snapshot, name: str) -> frozenset[str]:
    """Ids of the actors that go by this id or name."""
    actors = snapshot.comparison.actors
    return frozenset(a.id for a in actors if name == a.id or any(_holds(n, name) for n in (a.name, *a.aliases)))


def _holds(name: str, part: str) -> bool:
    """Does the name hold these words, in this order?"""
    return f" {part.casefold()} " in f" {name.casefold()} "


def _touches(claim: Claim, places: dict[str, list[tuple[int, int]]]) -> bool:
    return any(s.start < end and start < s.end for s in claim.content for start, end in places.get(claim.page, ()))


def _in_time(moment: Moment) -> tuple[str, str, str, int, str]:
    when, claim = moment.when, moment.claim
    earliest = (when and (when.earliest or when.latest)) or "9999"
    latest = (when and (when.latest or when.earliest)) or "9999"
    return earliest, latest, claim.page, claim.content[0].start if claim.content else 0, claim.id
