"""Small words that turn a content round and were left outside of it: "No | one was hurt", "decided not | to go"."""

from __future__ import annotations

from sayso.attribution.draft import Draft, overlap
from sayso.attribution.edges import stripped
from sayso.attribution.view import View
from sayso.model import Span

_TURNING = {
    "no",
    "not",
    "never",
    "none",
    "neither",
    "nor",
    "without",
    "only",
    "n't",
    "n’t",
    "hardly",
    "barely",
    "against",
}
_MORE = 160  # code points that a content was cut short by, at most
_DENYING = {"deny", "reject", "dispute", "admit", "acknowledge", "regret", "avoid", "consider", "recall", "remember"}


def keep_whole(view: View, draft: Draft) -> None:
    """Take back into the content what belongs to it."""
    if not draft.content:
        return
    _cut_short(view, draft)
    first = draft.content[0]
    before = view.tokens(max(0, first.start - 12), first.start)[-1:]
    if not before or before[0].is_sent_end or before[0].doc is not _doc(view, first):
        return
    token, place = before[0], view.place(before[0])
    against = token.lower_ == "against" and any(t.tag_ == "VBG" for t in view.tokens(first.start, first.end)[:1])
    if (token.lower_ in _TURNING and (against or _belongs(view, draft, first))) or (
        token.tag_ == "VBG" and token.head.lemma_.lower() in _DENYING and token.dep_ in {"xcomp", "dobj"}
    ):
        _take(view, draft, place)


def _cut_short(view: View, draft: Draft) -> None:
    """ "Condemned [the move announced] on Monday by the minister", "opened [the company]’s gates": the rest of it."""
    last = draft.content[-1]
    token = next(iter(view.tokens(last.start, last.end)[-1:]), None)
    if token is None or draft.manner == "direct":
        return
    owned = view.text.startswith(("'s ", "’s "), last.end) and token.dep_ == "poss"
    acted = token.tag_ == "VBN" and token.dep_ == "acl" and token.right_edge.i > token.i
    if not owned and not acted:
        return
    end = view.place((token.head if owned else token).right_edge).end
    more = (Span(last.end, end),)
    if last.end < end <= last.end + _MORE and not overlap(more, (*draft.cue, *draft.source)):
        draft.content = (*draft.content[:-1], Span(last.start, end))


def _belongs(view: View, draft: Draft, first: Span) -> bool:
    """Whether a small word right before the content turns the content and not the verb of saying."""
    following = next(iter(view.tokens(first.start, first.end)), None)
    if following is None:
        return False
    told = any(span.start >= first.start for span in draft.cue)  # "No [one was hurt], he said"
    return told or following.lower_ == "to" or following.nbor(-1).lower_ in {"no", "none", "neither"}


def _take(view: View, draft: Draft, place: Span) -> None:
    """Put a word at the beginning of the content, and take it out of source and cue."""
    draft.content = (Span(place.start, draft.content[0].end), *draft.content[1:])
    draft.cue = _without(view, draft.cue, place)
    draft.source = _without(view, draft.source, place)


def _without(view: View, spans: tuple[Span, ...], place: Span) -> tuple[Span, ...]:
    """Spans without a word at the end of one of them; a span that is nothing else is kept."""
    kept = (Span(s.start, place.start) if s.start < place.start < s.end else s for s in spans)
    return tuple(stripped(view, s) or s for s in kept)


def _doc(view: View, span: Span) -> object:
    return next((t.doc for t in view.tokens(span.start, span.end)), None)
