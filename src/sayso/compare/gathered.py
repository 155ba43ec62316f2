"""The claims of a case side by side, with what is known of their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

from sayso.actors import across
from sayso.compare.judgements import judged_actors, judged_claims
from sayso.model import Actor, Claim, Interval, Judgement, Page, Reading
from sayso.stories import Stories

WRITERS = ("i", "me", "my", "we", "us", "our")  # names of speakers who are whoever wrote the page
READ = ("headline", "heading", "body")  # blocks that a page tells in


class Gathered:
    """Claims with the actors of the case, sorted by id; readings by page. Holds no order that the pages came in."""

    def __init__(
        self, readings: Sequence[Reading], pages: Mapping[str, Page], judgements: Sequence[Judgement] = ()
    ) -> None:
        self.readings = {r.page: r for r in sorted(readings, key=lambda r: r.page)}
        self.pages = pages
        self.stories = Stories({page: self.article(page) for page in self.readings})
        actors, renamed = across(list(self.readings.values()), self.stories.one)
        parts = [a for r in self.readings.values() for a in r.actors]
        self.actors, renamed = judged_actors(actors, renamed, parts, judgements)
        claims = [renamed_claim(c, renamed) for r in self.readings.values() for c in r.claims]
        self.claims = judged_claims(sorted(claims, key=lambda c: c.id), judgements)

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """Actors of the case by id."""
        return {a.id: a for a in self.actors}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {c.id: c for c in self.claims}

    @cached_property
    def named(self) -> dict[str, list[tuple[int, int, str]]]:
        """(start, end, actor id) of every mention, by page, in page order."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for actor in self.actors:
            for m in actor.mentions:
                found.setdefault(m.page, []).append((m.start, m.end, actor.id))
        return {page: sorted(places) for page, places in found.items()}

    @cached_property
    def told(self) -> dict[str, str]:
        """What each page tells, its white space made even."""
        return {page: " ".join(self.article(page).split()) for page in self.readings}

    def article(self, page: str) -> str:
        """What a page tells, without its chrome; "" where the page is not at hand."""
        if page not in self.pages:
            return ""
        text = self.pages[page].text
        return "\n".join(text[b.start : b.end] for b in self.readings[page].blocks if b.kind in READ)

    def when(self, claim: Claim) -> Interval | None:
        """When a claim was said: as read, or else when its page is from."""
        return claim.said or self.readings[claim.page].published

    def voice(self, claim: Claim) -> str:
        """Who answers for a claim: its speaker's actor or name; for a page's own voice, and for who says "I" outside of
        quotations, the page."""
        if of_page(claim):
            return f"page {claim.page}"
        return claim.speaker.actor or claim.speaker.name.casefold()


def of_page(claim: Claim) -> bool:
    """Whether who wrote the page answers for a claim."""
    writer = claim.speaker.actor is None and claim.speaker.name.casefold() in WRITERS
    return writer or claim.speaker.kind == "author" or claim.manner == "own voice"


def renamed_claim(claim: Claim, ids: Mapping[str, str]) -> Claim:
    """The claim with the ids of its page's actors replaced by those of the case."""

    def case(actor: str | None) -> str | None:
        return None if actor is None else ids.get(actor, actor)

    speaker = msgspec.structs.replace(claim.speaker, actor=case(claim.speaker.actor))
    via = tuple(msgspec.structs.replace(r, actor=case(r.actor)) for r in claim.via)
    relations = tuple(
        msgspec.structs.replace(r, actor=ids.get(r.actor, r.actor), recipient=ids.get(r.recipient, r.recipient))
        for r in claim.relations
    )
    return msgspec.structs.replace(claim, speaker=speaker, via=via, relations=relations)


def apart(x: Interval | None, y: Interval | None) -> bool:
    """Whether two stretches of time certainly do not meet."""
    if x is None or y is None:
        return False
    return any(p.latest and q.earliest and p.latest < q.earliest for p, q in ((x, y), (y, x)))
