"""Quotations, indirect speech, headlines and own voice put together into the claims of a page."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.attribution.after import after_drafts, point_back
from sayso.attribution.asides import ASIDE
from sayso.attribution.beside import each, set_apart
from sayso.attribution.chains import add_relays, credited, dateline
from sayso.attribution.claimless import claims_nothing, sure_enough
from sayso.attribution.coreference import Resolver
from sayso.attribution.denials import negated, no_source, told_nothing
from sayso.attribution.draft import Draft, length, overlap
from sayso.attribution.force import force
from sayso.attribution.headlines import covers, headline_drafts
from sayso.attribution.indirect import beyond_tagger
from sayso.attribution.interviews import with_answers
from sayso.attribution.itself import between, names
from sayso.attribution.near import Nearby
from sayso.attribution.nesting import hand_on, nest, retold, without_citations
from sayso.attribution.ownvoice import own
from sayso.attribution.quotes import Quotation, quotations
from sayso.attribution.referents import with_referents
from sayso.attribution.speech import attributed, set_manner
from sayso.attribution.suffering import suffering
from sayso.attribution.tagger import Tagger
from sayso.attribution.tidy import tidy
from sayso.attribution.view import View
from sayso.clean.outlet import is_release
from sayso.ids import identifier
from sayso.model import Claim, Cleaned, Page, Passage, Relay, Span, Speaker


class Attributor:
    """Reads the claims of pages. Loads the tagger once."""

    def __init__(self, threads: int = 1) -> None:
        self._tagger = Tagger(threads=threads)

    def claims(self, pages: Sequence[tuple[Page, Cleaned, Sequence[Passage]]]) -> list[tuple[Claim, ...]]:
        """For each page its claims, in page order: attributed ones and those of its own voice."""
        views = [View(page.text, passages) for page, _, passages in pages]
        tagged = self._tagger.tag([(view.text, [(s.start, s.end) for s in view.sentences]) for view in views])
        return [
            _claims(page, cleaned, view, [Draft(t.source, t.cue, t.content) for t in triples if sure_enough(view, t)])
            for (page, cleaned, _), view, triples in zip(pages, views, tagged, strict=True)
        ]


def _claims(page: Page, cleaned: Cleaned, view: View, tagged: Sequence[Draft]) -> tuple[Claim, ...]:
    quoted = quotations(view)
    drafts = _attributed(view, tagged, quoted)
    stamp = dateline(view) or credited(page.text, [(b.start, b.end) for b in cleaned.blocks if b.kind == "byline"])
    for draft in drafts:
        add_relays(view, draft)
    drafts = nest(view, without_citations(view, drafts))
    released = is_release([line for line in page.text.split("\n") if line.strip()])
    resolver = Resolver(view, drafts, cleaned.outlet if released else None)
    drafts = resolver.resolved()
    hand_on(view, drafts)
    itself = names(page, cleaned)
    for draft in drafts:
        draft.via = between(draft.via, page, itself)
    if stamp:
        _stamp(drafts, *stamp)
    author = _author(page, cleaned, stamp)
    _of_the_page(view, drafts, author)
    drafts += own(view, drafts, author, quoted)
    with_referents(resolver.scene, drafts)
    return _finished(page, view, drafts)


def _attributed(view: View, tagged: Sequence[Draft], quoted: Sequence[Quotation]) -> list[Draft]:
    """Every attribution of a page, before anyone asks whose or through whom.

    Headlines and quotations are read by their form, the rest by the tagger; where both saw one, the tagger says who
    and by which words, the marks say what.
    """
    headlines = headline_drafts(view)
    found = attributed(view, [d for d in tagged if not covers(d, headlines)], quoted)
    found = [d for d in found if not (negated(view, d) or no_source(view, d) or told_nothing(view, d))]
    drafts = headlines + found
    new = _without_known(view, beyond_tagger(view), drafts, quoted)
    set_manner(new, quoted)
    for draft in new:
        draft.manner = "indirect" if within(draft, quoted) else draft.manner  # in the words of who retells it
    drafts += [d for d in new if not negated(view, d) and not no_source(view, d)]
    for draft in drafts[len(headlines) :]:
        tidy(view, draft)
        suffering(view, draft)
        paragraph = view.paragraph_at(draft.content[0].start)
        if paragraph is not None and paragraph.kind == "headline":
            draft.manner = "headline"
    set_apart(view, drafts)
    point_back(view, drafts)
    drafts = [one for d in drafts if not claims_nothing(view, d) for one in each(view, d)]
    different = {(d.source, d.content): d for d in reversed(drafts)}
    drafts = with_answers(view, [d for d in drafts if different[d.source, d.content] is d])
    after = after_drafts(view, [d for d in drafts if d.source])
    return [d for d in drafts if d.source or not any(overlap(d.content, a.content) for a in after)] + after


def within(draft: Draft, quoted: Sequence[Quotation]) -> bool:
    """Whether the words of saying stand in a quotation."""
    return any(overlap(draft.cue, (Span(q.start, q.end),)) for q in quoted)


def _without_known(
    view: View, read: Sequence[Draft], drafts: Sequence[Draft], quoted: Sequence[Quotation]
) -> list[Draft]:
    """Those not attributed yet and not said within a quotation; a claim inside a claim must name who speaks."""
    said = Nearby((q, (Span(q.start, q.end),)) for q in quoted)
    cued, told = Nearby((d, d.cue) for d in drafts), Nearby((d, d.content) for d in drafts)

    def new(draft: Draft) -> bool:
        if any(overlap(draft.cue, d.cue) for d in cued.near(draft.cue)):
            return False
        marked = [q for q in said.near(draft.cue) if within(draft, [q])]
        if marked and not (all(q.closed for q in marked) and retold(view, draft)):
            return False
        size = length(draft.content)
        outer = [d for d in told.near(draft.content) if overlap(draft.content, d.content) > 0.5 * size]
        frame = (*draft.source, *draft.cue)
        if draft.how == ASIDE and all(
            overlap((Span(*d.frame),), draft.content) == d.frame[1] - d.frame[0] for d in outer
        ):
            return True  # "He was told that it had burst, a note shows"
        return not outer or (bool(draft.source) and any(overlap(frame, d.content) == length(frame) for d in outer))

    return [draft for draft in read if new(draft)]


def _author(page: Page, cleaned: Cleaned, stamp: tuple[Relay, int] | None) -> Speaker:
    if stamp:
        return Speaker(stamp[0].name, "outlet", None, "", "the agency of the dateline", stamp[0].start, stamp[0].end)
    outlet = cleaned.outlet or page.outlet
    return Speaker(outlet, "outlet") if outlet else Speaker(cleaned.author or page.author or "", "author")


def _of_the_page(view: View, drafts: Sequence[Draft], author: Speaker) -> None:
    """ "We recall that …", "we rate it false", outside of anybody's words: the page speaks of itself."""
    for draft in drafts:
        said = view.text[draft.source[0].start : draft.source[0].end].lower() if draft.source else ""
        if said == "we" and draft.manner == "indirect" and draft.inside is None:
            place = draft.source[0]
            draft.speaker = msgspec.structs.replace(author, why="“we” of the page", start=place.start, end=place.end)
            draft.via = tuple(relay for relay in draft.via if relay.name != author.name)


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


def _finished(page: Page, view: View, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
    ordered = sorted(drafts, key=lambda d: (d.content[0].start, d.content[-1].end, d.start))
    ids = {id(draft): _id(page, draft) for draft in ordered}
    first: dict[tuple[str, tuple[Span, ...]], Draft] = {}
    for draft in ordered:  # "he tells the same tale: …, he said" is told once
        if draft.speaker is not None and draft.speaker.name:
            ids[id(draft)] = ids[id(first.setdefault((draft.speaker.name, draft.content), draft))]
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
        referents=draft.referents,
    )
