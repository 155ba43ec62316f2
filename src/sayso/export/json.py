"""The JSON contract: one object for a whole case (docs/data-model.md).

Keys stand in a fixed order, claims in the order of their words; other lists are sorted by the stages that made them:
the same pages give the same bytes.
"""

from __future__ import annotations

from typing import Any

import msgspec

from sayso import __version__
from sayso.model import Actor, Block, Claim, Failure, Interval, Link, Origin, Page, Reading, Relation, Snapshot, Span


def to_json(snapshot: Snapshot) -> bytes:
    """The case as UTF-8 JSON, indented by one space, ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(_case(snapshot)), indent=1) + b"\n"


def _case(snapshot: Snapshot) -> dict[str, Any]:
    found = snapshot.comparison
    return {
        "sayso": __version__,
        "pages": [_page(page, reading) for page, reading in zip(snapshot.pages, snapshot.readings, strict=True)],
        "actors": [_actor(actor) for actor in found.actors],
        "claims": [claim_object(claim) for claim in _as_met(snapshot)],
        "links": [_link(link) for link in found.links],
        "origins": [_origin(origin) for origin in found.origins],
        "disputes": [msgspec.to_builtins(dispute) for dispute in found.disputes],
        "failed": [failure_object(failure) for failure in snapshot.failed],
    }


def _as_met(snapshot: Snapshot) -> list[Claim]:
    """Claims page by page as a reader meets their words; of the same words last whose they are, told nearest to them,
    after who passes them on or denies them elsewhere."""
    pages = {page.id: number for number, page in enumerate(snapshot.pages)}

    def place(claim: Claim) -> tuple[int, int, int, int, str]:
        first, last = claim.content[0].start, claim.content[-1].end
        told = [max(s.start - last, first - s.end, 0) for s in (*claim.cue, *claim.source)]
        return pages[claim.page], first, last, -min(told, default=0), claim.id

    return sorted(snapshot.comparison.claims, key=place)


def _page(page: Page, reading: Reading) -> dict[str, Any]:
    return {
        "id": page.id,
        "location": page.location,
        "title": reading.title or page.title,
        "outlet": reading.outlet or page.outlet,
        "author": reading.author,
        "url": page.url,
        "published": _interval(reading.published),
        "languages": list(reading.languages),
        "text": page.text,
        "blocks": [_block(block) for block in reading.blocks],
        "marks": msgspec.to_builtins(reading.marks),
        "expressions": msgspec.to_builtins(reading.expressions),
        "notes": list(reading.notes),
    }


def _block(block: Block) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "start": block.start, "end": block.end, "kind": block.kind, "language": block.language or None
    }  # fmt: skip
    return plain | ({"sub": block.sub} if block.sub else {})


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "role": actor.role or None,
        "speaks_for": actor.speaks_for,
        "mentions": [{"page": m.page, "start": m.start, "end": m.end, "how": m.how} for m in actor.mentions],
        "why": list(actor.why),
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    """One claim as the contract has it; `cue` and `source` are one span, a list where they are in pieces, or null."""
    speaker = claim.speaker
    place = {"start": speaker.start, "end": speaker.end} if speaker.start is not None else {}
    return {
        "id": claim.id,
        "page": claim.page,
        "manner": claim.manner,
        "force": claim.force,
        "content": [_span(span) for span in claim.content],
        "text": claim.text,
        "cue": _pieces(claim.cue),
        "source": _pieces(claim.source),
        "speaker": {"actor": speaker.actor, "name": speaker.name, "kind": speaker.kind, "role": speaker.role or None}
        | place
        | ({"why": speaker.why} if speaker.why else {}),
        "via": [msgspec.to_builtins(relay) for relay in claim.via],
        "said": _interval(claim.said),
        "about": _interval(claim.about),
        "relations": [_relation(relation) for relation in claim.relations],
        "quantities": msgspec.to_builtins(claim.quantities),
        "inside": claim.inside,
        "referents": msgspec.to_builtins(claim.referents),
        "why": claim.why or None,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return msgspec.to_builtins(relation) | {"when": _interval(relation.when)}  # type: ignore[no-any-return]


def _link(link: Link) -> dict[str, Any]:
    plain = {"a": link.a, "b": link.b, "kind": link.kind, "score": round(link.score, 4), "why": link.why}
    return plain | ({"spans": [_span(span) for span in link.spans]} if link.spans else {})


def _origin(origin: Origin) -> dict[str, Any]:
    return {"id": origin.id, "claims": list(origin.claims), "pages": list(origin.pages), "why": origin.why}


def failure_object(failure: Failure) -> dict[str, str]:
    """A failure; a file name that is not valid Unicode is shown with its odd bytes escaped."""
    return {"location": failure.location.encode("utf-8", "backslashreplace").decode(), "why": failure.why}


def _interval(interval: Interval | None) -> dict[str, str | None] | None:
    if interval is None:
        return None
    return {"from": interval.earliest, "to": interval.latest, "basis": interval.basis}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _pieces(spans: tuple[Span, ...]) -> dict[str, int] | list[dict[str, int]] | None:
    if not spans:
        return None
    return _span(spans[0]) if len(spans) == 1 else [_span(span) for span in spans]
