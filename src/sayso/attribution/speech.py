"""Quotations and what the tagger read, made one: each attribution once, whole, with the better words for each role.

The tagger says who and by which words; the marks say where a quotation begins and ends, and over which paragraphs it
goes on. Where the tagger saw nothing, the words beside the marks are read by rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.attribution.draft import Draft, length, overlap
from sayso.attribution.near import Nearby
from sayso.attribution.quotes import Quotation, is_pulled
from sayso.attribution.tags import Tag, tag_of
from sayso.attribution.view import Paragraph, View
from sayso.model import Manner, Span

BREAK = 4  # code points between two paragraphs that follow each other
FEW = 40  # code points of words held with tongs
TAG = 90  # code points in which a paragraph tells whose its quotation is
SPEECH = 2  # words at least, one of them a verb; less is a title or a word held with tongs


def attributed(view: View, tagged: Sequence[Draft], quoted: Sequence[Quotation]) -> list[Draft]:
    """Drafts of the tagger and of quotations, in page order; `manner` is set from the marks inside the content."""
    marked = Nearby((q, (Span(q.outer_start, q.outer_end),)) for q in quoted)
    drafts = [draft for draft in tagged if not _deep_inside(draft, marked.near(draft.content))]
    _Speech(view, drafts, quoted, marked).add()
    set_manner(drafts, quoted)
    return sorted(drafts, key=lambda d: d.start)


def set_manner(drafts: Sequence[Draft], quoted: Sequence[Quotation]) -> None:
    """Direct, mixed or indirect, by the marks inside the content of each."""
    marked = Nearby((q, (Span(q.outer_start, q.outer_end),)) for q in quoted)
    for draft in drafts:
        draft.manner = _manner(draft, marked.near(draft.content))


_LABEL = re.compile(r"[A-Z][A-Z. ’'-]+: ")  # "SMITH: …" in a transcript: someone else speaks


class _Speech:
    """Goes through the quotations of a page and adds each to the attribution it belongs to."""

    def __init__(self, view: View, drafts: list[Draft], quoted: Sequence[Quotation], marked: Nearby[Quotation]) -> None:
        self._view = view
        self._drafts = drafts
        self._quoted = quoted
        self._marked = marked
        self._told = Nearby((d, d.content) for d in drafts)
        self._cued = Nearby((d, d.cue) for d in drafts)
        self._last: Draft | None = None
        self._waiting: list[Span] = []  # paragraphs of a quotation whose speaker comes at its end

    def add(self) -> None:
        for number, quotation in enumerate(self._quoted):
            piece = self._view.trimmed(quotation.start, quotation.end)
            paragraph = self._view.paragraph_at(quotation.outer_start)
            if piece is None or paragraph is None or is_pulled(self._view, quotation, paragraph):
                continue
            if not (_is_speech(self._view, piece) or (number and self._quoted[number - 1].goes_on)):
                continue
            self._place(number, piece, paragraph)

    def _place(self, number: int, piece: Span, paragraph: Paragraph) -> None:
        quotation = self._quoted[number]
        before = self._quoted[number - 1] if number else None
        runs_on = before is not None and before.goes_on and before.outer_end <= paragraph.start
        runs_on = runs_on and not _LABEL.match(self._view.text, piece.start)
        owner = self._claimed(piece, tag_of(self._view, quotation, *self._reach(number, paragraph)))
        if owner is not None:
            _complete(self._view, owner, piece, paragraph)
            owner.content = (*self._waiting, *owner.content) if runs_on else owner.content
            self._told.add(owner, owner.content)
            self._last, self._waiting = owner, []
        elif self._last is not None and (runs_on or self._alone(quotation, before, paragraph)):
            self._last.content = (*self._last.content, piece)
            self._told.add(self._last, (piece,))
        elif not runs_on and (teller := self._told_before(quotation, paragraph)) is not None:
            self._last = Draft(teller.source, teller.cue, (piece,), how="a quotation right after who speaks")
            self._drafts.append(self._last)
            self._told.add(self._last, (piece,))
        else:
            self._waiting = [*(self._waiting if runs_on else ()), piece] if quotation.goes_on else []
            self._last = None

    def _claimed(self, piece: Span, tag: Tag | None) -> Draft | None:
        """The attribution a quotation belongs to: by the words beside it, else by the tagger."""
        owner = self._owner(piece)
        if owner is not None and tag is not None and overlap(owner.cue, tag[1]) and self._elsewhere(owner):
            owner.source = tag[0]  # the tagger took a name from another sentence
        if tag is None or (owner is not None and owner.source and (_near(owner, piece, tag) or self._more(owner))):
            return owner
        if owner is not None and not owner.source:
            owner.source, owner.cue = tag
            self._cued.add(owner, owner.cue)
            return owner
        beside = next((d for d in self._cued.near(tag[1]) if overlap(d.cue, tag[1])), None)
        if beside is None:
            beside = Draft(*tag, (piece,), how="the words beside the marks")
            self._drafts.append(beside)
            self._cued.add(beside, beside.cue)
        if owner is not None and owner is not beside:
            owner.content = tuple(s for s in owner.content if not overlap((s,), (piece,))) or owner.content
            if overlap(owner.content, (piece,)):
                self._drafts.remove(owner)
                self._told.drop(owner)
                self._cued.drop(owner)
        beside.content = _with(beside, piece)
        return beside

    def _elsewhere(self, owner: Draft) -> bool:
        cue = self._view.sentence_at(owner.cue[0].start)
        return bool(owner.source) and cue is not None and owner.source[-1].end <= cue.start

    def _more(self, owner: Draft) -> bool:
        """The content takes words from outside the marks too."""
        marks = tuple(Span(q.outer_start, q.outer_end) for q in self._marked.near(owner.content))
        return length(owner.content) - overlap(owner.content, marks) > 10

    def _owner(self, piece: Span) -> Draft | None:
        """The attribution that the tagger gave the quotation to: the one with most of it."""
        best = max(self._told.near((piece,)), key=lambda d: overlap((piece,), d.content), default=None)
        if best is None or overlap((piece,), best.content) < 0.3 * min(piece.end - piece.start, length(best.content)):
            return None
        return best

    def _alone(self, quotation: Quotation, before: Quotation | None, paragraph: Paragraph) -> bool:
        """A paragraph that is one quotation, right after a paragraph that ends in one, or that is one but for the words
        that tell whose it is: the same speaker goes on."""
        if _LABEL.match(self._view.text, quotation.start):
            return False
        if before is None or quotation.outer_start != paragraph.start or quotation.outer_end < paragraph.end - 1:
            return False
        between = self._view.text[before.outer_end : quotation.outer_start].strip(" \n\r\t\xa0.,")
        return not between or self._just_told(before, quotation)

    def _just_told(self, before: Quotation, quotation: Quotation) -> bool:
        """ "“…,” they said in a statement on Friday." ends the paragraph before."""
        last = self._view.paragraph_at(before.outer_start)
        if last is None or quotation.outer_start - last.end > BREAK:
            return False
        tag = Span(before.outer_end, last.end)
        if tag.end - tag.start > TAG or self._last is None or self._view.text[tag.end - 1] == ":":
            return False
        return overlap((tag,), self._last.cue) > 0

    def _told_before(self, quotation: Quotation, paragraph: Paragraph) -> Draft | None:
        """ "In her first post Toll noted that …" before a paragraph that is one quotation: the one attribution of the
        sentence before tells whose it is."""
        if quotation.outer_start != paragraph.start or quotation.outer_end < paragraph.end - 1 or not quotation.opened:
            return None
        sentence = self._view.sentence_at(paragraph.start - 1)
        if sentence is None or sentence.kind != paragraph.kind or paragraph.start - sentence.end > BREAK:
            return None
        whole = (Span(sentence.start, sentence.end),)
        here = (q for q in self._marked.near(whole) if overlap((Span(q.outer_start, q.outer_end),), whole))
        if not all(q.opened and q.closed and q.outer_end - q.outer_start <= FEW for q in here):
            return None
        near = [d for d in self._cued.near(whole) if d.source and overlap(d.cue, whole) == length(d.cue)]
        near = [d for d in near if any(t.pos_ == "VERB" for s in d.cue for t in self._view.tokens(s.start, s.end))]
        sources = {d.source for d in near}
        return near[-1] if len(sources) == 1 and overlap(near[-1].source, whole) else None

    def _reach(self, number: int, paragraph: Paragraph) -> tuple[int, int]:
        """How far back and ahead the words may stand that say whose it is: not into the next quotation."""
        quoted, quotation = self._quoted, self._quoted[number]
        floor = max(paragraph.start, quoted[number - 1].outer_end if number else 0)
        limit = min(paragraph.end, quoted[number + 1].outer_start if number + 1 < len(quoted) else paragraph.end)
        return min(floor, quotation.outer_start), max(limit, quotation.outer_end)


def _near(owner: Draft, piece: Span, tag: Tag) -> bool:
    """The tagger's cue is the one beside the marks, or as near to them."""
    if overlap(owner.cue, tag[1]):
        return True
    distance = min(min(abs(c.end - piece.start), abs(c.start - piece.end)) for c in owner.cue)
    return distance <= min(min(abs(c.end - piece.start), abs(c.start - piece.end)) for c in tag[1])


def _with(draft: Draft, piece: Span) -> tuple[Span, ...]:
    """The content with a piece added, where it is not there yet."""
    return draft.content if overlap((piece,), draft.content) else tuple(sorted((*draft.content, piece)))


def _complete(view: View, draft: Draft, piece: Span, paragraph: Paragraph) -> None:
    """Stretch a content that takes part of a quotation to all of it, within the paragraph and clear of the frame."""
    touching = [s for s in draft.content if s.start < piece.end and piece.start < s.end]
    if not touching:
        return
    start, end = min(piece.start, touching[0].start), max(piece.end, touching[-1].end)
    whole = Span(start, end)
    if overlap((whole,), (*draft.cue, *draft.source)) or start < paragraph.start or end > paragraph.end:
        return
    draft.content = tuple(sorted([*(s for s in draft.content if s not in touching), whole]))


def _is_speech(view: View, piece: Span) -> bool:
    tokens = view.tokens(piece.start, piece.end)
    return len(tokens) >= SPEECH and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} for t in tokens)


def _deep_inside(draft: Draft, quoted: Sequence[Quotation]) -> bool:
    """Source and cue stand within one closed quotation: the quoted speaker's own business."""
    frame = (*draft.source, *draft.cue)
    return any(
        q.opened
        and q.closed
        and overlap(frame, (Span(q.start, q.end),)) == length(frame)
        and overlap(draft.content, (Span(q.start, q.end),)) > 0.9 * length(draft.content)
        for q in quoted
    )


def _manner(draft: Draft, quoted: Sequence[Quotation]) -> Manner:
    """Direct where the content is quoted, mixed where part of it is."""
    marks = tuple(Span(q.outer_start, q.outer_end) for q in quoted)
    share = overlap(draft.content, marks) / max(1, length(draft.content))
    return "direct" if share > 0.9 else "mixed" if share > 0.1 else "indirect"
