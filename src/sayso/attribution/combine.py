"""Quotations, indirect speech, headlines and own voice put together into the claims of a page."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.draft import Draft, overlap
from sayso.attribution.force import force
from sayso.attribution.indirect import triples
from sayso.attribution.ownvoice import own
from sayso.attribution.quotes import Quotation, quotations
from sayso.attribution.speakers import resolve
from sayso.attribution.tags import tag_of
from sayso.attribution.view import View
from sayso.ids import identifier
from sayso.model import Claim, Cleaned, Page, Passage, Span, Speaker


class Attributor:
    """Reads the claims of pages. Loads what it needs once."""

    def claims(self, pages: Sequence[tuple[Page, Cleaned, Sequence[Passage]]]) -> list[tuple[Claim, ...]]:
        """For each page its claims, in page order: attributed ones and those of its own voice."""
        return [_claims(page, cleaned, passages) for page, cleaned, passages in pages]


def _claims(page: Page, cleaned: Cleaned, passages: Sequence[Passage]) -> tuple[Claim, ...]:
    view = View(page.text, passages)
    quoted = quotations(view)
    drafts = _quoted(view, quoted)
    drafts += [
        Draft(t.source, t.cue, t.content)
        for t in triples(view)
        if not _within(t.cue, quoted) and not any(overlap(t.cue, d.cue) for d in drafts)
    ]
    resolve(view, drafts)
    outlet = cleaned.outlet or page.outlet
    author = Speaker(outlet, "outlet") if outlet else Speaker("", "author")
    drafts += own(view, drafts, author)
    return _finished(page, view, drafts)


def _quoted(view: View, quoted: Sequence[Quotation]) -> list[Draft]:
    """Quotations that someone is named for, and those that go on from one."""
    found: list[Draft] = []
    last: Draft | None = None
    for number, quotation in enumerate(quoted):
        paragraph = view.paragraph_at(quotation.outer_start)
        if paragraph is None:
            continue
        before = quoted[number - 1] if number else None
        after = quoted[number + 1] if number + 1 < len(quoted) else None
        floor = max(paragraph.start, before.outer_end if before else 0)
        limit = min(paragraph.end, after.outer_start if after else paragraph.end)
        piece = view.trimmed(quotation.start, quotation.end)
        if piece is None or not _is_speech(view, piece):
            continue
        tag = tag_of(view, quotation, floor, max(limit, quotation.outer_end))
        if tag:
            last = Draft(*tag, (piece,), "direct", "quotation marks")
            found.append(last)
        elif last is not None and before is not None and _continues(view, before, quotation, paragraph.start):
            last.content = (*last.content, piece)
        else:
            last = None
    return found


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
    claims: dict[str, Claim] = {}
    ids: dict[int, str] = {}
    for draft in ordered:
        claim = _claim(page, view, draft)
        ids[id(draft)] = claim.id
        claims.setdefault(claim.id, claim)
    return tuple(claims.values())


def _claim(page: Page, view: View, draft: Draft) -> Claim:
    speaker = draft.speaker or Speaker("", "unnamed", why="no source is named")
    name = identifier("c", page.id, [*draft.content], [*draft.cue], speaker.name, draft.manner)
    return Claim(
        id=name,
        page=page.id,
        manner=draft.manner,
        force=force(view, draft),
        content=draft.content,
        text=" … ".join(page.text[s.start : s.end] for s in draft.content),
        speaker=speaker,
        cue=draft.cue,
        source=draft.source,
        via=draft.via,
        why="; ".join([draft.how, *draft.notes] if draft.how else draft.notes),
    )
