"""Who says it behind the verb, or cut in two: "The dam, says Ada Lund, an engineer at the works, will burst"."""

from __future__ import annotations

from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE, stripped
from sayso.attribution.phrases import phrase_from
from sayso.attribution.view import View
from sayso.model import Span

_FAR = 90  # code points from the name to the end of what its bearer is


def inverted(view: View, draft: Draft) -> None:
    """Give the source what belongs to it, in sentences whose parts stand in another order."""
    _before_role(view, draft)
    _left_over(view, draft)
    _cut_in_two(view, draft)


def _before_role(view: View, draft: Draft) -> None:
    """ "…, says [Ada Lund], an engineer at the works, …": the name right behind the verb, not the last of its role."""
    if len(draft.cue) != 1 or not draft.source or draft.manner == "headline":
        return
    cue, source = draft.cue[0], draft.source[0]
    verb = view.tokens(cue.start, cue.end)[-1:]
    if not verb or verb[0].tag_ not in FINITE or not view.text[: cue.start].rstrip().endswith((",", "”", '"')):
        return
    named = phrase_from(view, cue.end, source.end)
    if named is None or named.start > cue.end + 1 or not named.end < source.start <= named.end + _FAR:
        return
    between = view.text[named.end : source.start]
    name = view.tokens(named.start, named.end)[-1]
    role = between.startswith((", a ", ", an ", ", the ", ", its ", ", who "))
    if name.pos_ == "PROPN" and role and not any(t.text == "," for t in view.tokens(named.end + 1, source.start)):
        draft.source = (Span(named.start, source.end),)
        kept = (Span(max(s.start, source.end), s.end) if s.start < source.end < s.end else s for s in draft.content)
        draft.content = tuple(s for s in kept if not cue.end <= s.start < source.end) or draft.content


def _left_over(view: View, draft: Draft) -> None:
    """ "[The mill was never for sale], insists | [its owner]": the last piece of what is said is who says it."""
    if draft.source or len(draft.content) < 2 or len(draft.cue) != 1:
        return
    cue, last = draft.cue[0], draft.content[-1]
    tokens = view.tokens(last.start, last.end)
    sentence = view.sentence_at(cue.start)
    ends = sentence is not None and sentence.end - last.end <= 2
    if not ends or not 0 <= last.start - cue.end <= 2 or draft.content[-2].end > cue.start:
        return
    if (
        tokens
        and tokens[0].pos_ in {"DET", "PROPN", "PRON", "NOUN", "ADJ"}
        and not any(t.tag_ in FINITE for t in tokens)
    ):
        draft.source, draft.content = (last,), draft.content[:-1]


def _cut_in_two(view: View, draft: Draft) -> None:
    """ "Two officials with | [knowledge of the matter] told the Courier": what follows a preposition belongs to it."""
    if not draft.source or not draft.cue or len(draft.content) < 2:
        return
    source = draft.source[-1]
    last = view.tokens(source.start, source.end)[-1:]
    rest = next((s for s in draft.content if 0 < s.start - source.end <= 1 and s.end <= draft.cue[0].start), None)
    if last and last[0].pos_ == "ADP" and rest is not None and (whole := stripped(view, Span(source.start, rest.end))):
        draft.source = (*draft.source[:-1], whole)
        draft.content = tuple(s for s in draft.content if s != rest)
