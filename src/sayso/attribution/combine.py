"""Quotations, indirect speech, headlines and own voice put together into the claims of a page."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.attribution.after import after_drafts
from sayso.attribution.chains import add_relays, dateline, nest
from sayso.attribution.coreference import Resolver
from sayso.attribution.denials import negated, no_source
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.force import force
from sayso.attribution.headlines import body_speaker, covers, headline_drafts
from sayso.attribution.indirect import triples
from sayso.attribution.ownvoice import own
from sayso.attribution.quotes import Quotation, quotations
from sayso.attribution.tags import tag_of
from sayso.attribution.view import View
from sayso.ids import identifier
from sayso.model import Claim, Cleaned, Page, Passage, Relay, Span, Speaker


class Attributor:
    """Reads the claims of pages. Loads what it needs once."""

    def claims(self, pages: Sequence[tuple[Page, Cleaned, Sequence[Passage]]]) -> list[tuple[Claim, ...]]:
        """For each page its claims, in page order: attributed ones and those of its own voice."""
        return [_claims(page, cleaned, passages) for page, cleaned, passages in pages]


def _claims(page: Page, cleaned: Cleaned, passages: Sequence[Passage]) -> tuple[Claim, ...]:
    view = View(page.text, passages)
    drafts = _attributed(view)
    stamp = dateline(view)
    for draft in drafts:
        add_relays(view, draft)
    drafts = nest(view, drafts)
    Resolver(view, drafts).resolve()
    _name_headlines(view, drafts)
    if stamp:
        _stamp(drafts, *stamp)
    drafts += own(view, drafts, _author(page, cleaned, stamp))
    return _finished(page, view, drafts)


def _attributed(view: View) -> list[Draft]:
    """Every attribution of a page, before anyone asks whose or through whom."""
    quoted = quotations(view)
    drafts = headline_drafts(view)
    headlines = tuple(drafts)
    drafts += [d for d in _quoted(view, quoted) if not covers(d, headlines)]
    for triple in triples(view):
        draft = Draft(triple.source, triple.cue, triple.content)
        if (
            any(overlap(triple.cue, d.content) for d in drafts if d.manner == "direct")
            or _within(triple.cue, quoted)
            or any(overlap(triple.cue, d.cue) for d in drafts)
            or covers(draft, headlines)
        ):
            continue
        if not negated(view, draft) and not no_source(view, draft):
            drafts.append(draft)
    return drafts + after_drafts(view, drafts)


def _author(page: Page, cleaned: Cleaned, stamp: tuple[Relay, int] | None) -> Speaker:
    if stamp:
        return Speaker(stamp[0].name, "outlet", None, "", "the agency of the dateline", stamp[0].start, stamp[0].end)
    outlet = cleaned.outlet or page.outlet
    return Speaker(outlet, "outlet") if outlet else Speaker("", "author")


def _stamp(drafts: Sequence[Draft], relay: Relay, begins: int) -> None:
    """The agency of a dateline passes on all that is said below it; the dateline itself is nobody's content."""
    for draft in drafts:
        if draft.start >= relay.start - 80 and draft.manner != "headline":
            if not any(relay.name == via.name for via in draft.via) and (
                draft.speaker is None or draft.speaker.name != relay.name
            ):
                draft.via = (relay, *draft.via)
            kept = [Span(max(s.start, begins) if s.start <= relay.start else s.start, s.end) for s in draft.content]
            draft.content = tuple(s for s in kept if s.start < s.end) or draft.content


def _name_headlines(view: View, drafts: Sequence[Draft]) -> None:
    """A headline's "expert" is the man in the body who says it."""
    for draft in drafts:
        if draft.manner == "headline" and draft.speaker is not None and draft.speaker.kind == "unnamed":
            told = body_speaker(view, draft, drafts)
            if told is not None and told.speaker is not None:
                why = f"{told.speaker.name} says it in the body"
                draft.speaker = msgspec.structs.replace(draft.speaker, name=told.speaker.name, kind="person", why=why)


def _quoted(view: View, quoted: Sequence[Quotation]) -> list[Draft]:
    """Quotations that someone is named for, those that go on from one, and those that lead up to one."""
    found: list[Draft] = []
    last: Draft | None = None
    waiting: list[tuple[Quotation, Span]] = []
    for number, quotation in enumerate(quoted):
        piece = view.trimmed(quotation.start, quotation.end)
        if piece is None or not _is_speech(view, piece):
            continue
        paragraph = view.paragraph_at(quotation.outer_start)
        start = paragraph.start if paragraph else quotation.outer_start
        before = quoted[number - 1] if number else None
        tag = tag_of(
            view, quotation, *_reach(quoted, number, start, paragraph.end if paragraph else quotation.outer_end)
        )
        if tag:
            led = [p for q, p in waiting if q.goes_on or q.outer_start >= start]
            last = Draft(*tag, (*led, piece), "direct", "quotation marks")
            found.append(last)
            waiting = []
        elif last is not None and before is not None and _continues(view, before, quotation, start):
            last.content = (*last.content, piece)
        else:
            last = None
            waiting = [w for w in waiting if w[0].goes_on or w[0].outer_start >= start] + [(quotation, piece)]
    return found


def _reach(quoted: Sequence[Quotation], number: int, start: int, end: int) -> tuple[int, int]:
    """How far back and ahead the words may stand that say whose a quotation is: not into the next quotation."""
    floor = max(start, quoted[number - 1].outer_end if number else 0)
    limit = min(end, quoted[number + 1].outer_start if number + 1 < len(quoted) else end)
    return min(floor, quoted[number].outer_start), max(limit, quoted[number].outer_end)


def _is_speech(view: View, piece: Span) -> bool:
    """A clause, not a title or a word held with tongs."""
    tokens = view.tokens(piece.start, piece.end)
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} for t in tokens) and len(tokens) > 2


def _continues(view: View, before: Quotation, quotation: Quotation, paragraph: int) -> bool:
    """The same speaker goes on: in one paragraph, or in one that begins with the quotation."""
    if quotation.outer_start == paragraph or before.goes_on:
        return True
    return before.outer_end > paragraph and quotation.end - quotation.start > 20


def _within(spans: tuple[Span, ...], quoted: Sequence[Quotation]) -> bool:
    return any(q.start <= s.start and s.end <= q.end and q.end - q.start > 40 for s in spans for q in quoted)


def _finished(page: Page, view: View, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
    ordered = sorted(drafts, key=lambda d: (d.content[0].start, d.content[-1].end, d.start))
    ids = {id(draft): _id(page, draft) for draft in ordered}
    claims: dict[str, Claim] = {}
    for draft in ordered:
        claims.setdefault(ids[id(draft)], _claim(page, view, draft, ids))
    return tuple(claims.values())


def _id(page: Page, draft: Draft) -> str:
    name = draft.speaker.name if draft.speaker else ""
    return identifier("c", page.id, [*draft.content], [*draft.cue], name, draft.manner)


def _claim(page: Page, view: View, draft: Draft, ids: dict[int, str]) -> Claim:
    speaker = draft.speaker or Speaker("", "unnamed", why="no source is named")
    return Claim(
        id=ids[id(draft)],
        page=page.id,
        manner=draft.manner,
        force=force(view, draft),
        content=draft.content,
        text=" … ".join(page.text[s.start : s.end] for s in draft.content),
        speaker=speaker,
        cue=draft.cue,
        source=draft.source,
        via=draft.via,
        inside=ids.get(id(draft.inside)) if draft.inside else None,
        why="; ".join([draft.how, *draft.notes] if draft.how else draft.notes),
    )
