"""Attribution after the fact: "Officials from both sides have given this information" speaks of the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.edges import FINITE
from sayso.attribution.phrases import phrase_from
from sayso.attribution.view import Sentence, View
from sayso.model import Span


def after_drafts(view: View, taken: Sequence[Draft]) -> list[Draft]:
    """An attribution of the sentence before, for every sentence that is nothing but one."""
    found = []
    cues = sorted(c.start for d in taken for c in d.cue)
    for before, sentence in zip(view.sentences, view.sentences[1:], strict=False):
        if sentence.end - sentence.start > 260 or before.kind != sentence.kind or sentence.start - before.end > 3:
            continue
        if bisect_left(cues, sentence.start) < bisect_left(cues, sentence.end):
            continue
        named = _named(view, sentence)
        span = view.trimmed(before.start, before.end)
        if named is None or span is None:
            continue
        source, cue = named
        content = _told_before(view, span, taken)
        found.append(Draft((source,), (cue,), content, "indirect", "said in the sentence after of the one before"))
    return found


def point_back(view: View, drafts: Sequence[Draft]) -> None:
    """ "That's according to a survey": what is said is the sentence before."""
    for draft in drafts:
        first = draft.content[0]
        if not draft.source or not _BARE.fullmatch(view.text, first.start, first.end) or len(draft.content) > 1:
            continue
        at = view.sentence_at(first.start)
        before = [s for s in view.sentences_in(max(0, first.start - _FAR), first.start) if s.end <= first.start]
        span = view.trimmed(before[-1].start, before[-1].end) if before else None
        if span is not None and at is not None and at.start >= first.start - 1 and before[-1].kind == at.kind:
            draft.content, draft.how = (span,), "said in the sentence after of the one before"


_BARE = re.compile(r"(?:That|This|It|All this)(?:['’]s| is| was)?", re.IGNORECASE)
_FAR = 600  # code points in which the sentence before ends


def _told_before(view: View, span: Span, taken: Sequence[Draft]) -> tuple[Span, ...]:
    """The sentence before; where it is someone's word already ("similar claims"), what that one said."""
    for draft in taken:
        told = overlap((span,), draft.content)
        whole = overlap((span,), (*draft.content, *draft.cue, *draft.source)) > _MOST * (span.end - span.start)
        if told > _HALF * (span.end - span.start) or (told and whole):
            return _spelt_out(view, draft, taken)
    return (span,)


def _spelt_out(view: View, draft: Draft, taken: Sequence[Draft]) -> tuple[Span, ...]:
    """Of "Ford said the log was altered. “This was no mistake,” she said" the first, which tells what "this" is."""
    first = draft.content[0]
    opening = next((t for t in view.tokens(first.start, first.end) if not t.is_punct), None)
    if draft.manner != "direct" or opening is None or opening.lower_ not in _POINTING:
        return draft.content
    paragraph = view.paragraph_at(first.start)
    earlier = [
        d
        for d in taken
        if paragraph is not None
        and d.manner == "indirect"
        and paragraph.start <= d.content[0].start
        and d.content[-1].end <= first.start
        and any(t.tag_ in FINITE for s in d.content for t in view.tokens(s.start, s.end))
    ]
    return max(earlier, key=lambda d: d.content[-1].end).content if earlier else draft.content


_HALF, _MOST = 0.4, 0.7  # of a sentence is somebody’s word; the same with who says it
_POINTING = {"this", "that", "these", "those", "it", "they"}


def _named(view: View, sentence: Sentence) -> tuple[Span, Span] | None:
    """Source and cue, where a sentence only says who said what stands before it."""
    text = view.text[sentence.start : sentence.end]
    for pattern in _patterns():
        match = pattern.match(text)
        if not match:
            continue
        cue = Span(sentence.start + match.start("cue"), sentence.start + match.end("cue"))
        if "source" in match.groupdict():
            return Span(sentence.start + match.start("source"), sentence.start + match.end("source")), cue
        source = phrase_from(view, cue.end, sentence.end)
        return (_to_comma(view, source, sentence.end), cue) if source else None
    return None


def _to_comma(view: View, source: Span, end: int) -> Span:
    """ "the head of the investigation, Colonel Arman Bek": the name after the comma belongs to the source."""
    if view.text[source.end : source.end + 2] == ", ":
        added = phrase_from(view, source.end + 1, end)
        if added and view.tokens(added.start, added.end)[-1].pos_ == "PROPN":
            return Span(source.start, added.end)
    return source


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line, re.DOTALL) for line in lexicon.lines("after.txt"))
