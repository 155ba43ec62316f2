"""Small repairs of where source and content begin and end."""

from __future__ import annotations

import re

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.names import head_word
from sayso.attribution.phrases import subject_span
from sayso.attribution.view import View
from sayso.model import Span

_LOOSE = " \t\r\n\xa0,;:–—-"
_GLOSS = re.compile(r",\s+(?:which|who|whose|where)\s[^,;]*\Z")
_YARDSTICK = re.compile(r"(?:that,?\s+)?according to (?:the |its |their |an? )?([\w-]+)[^,]{0,40},\s+", re.IGNORECASE)
_LEAST = 24  # code points that a content keeps, whatever is cut from it


def tidy(view: View, draft: Draft) -> None:
    """Strip loose punctuation; give an apposition back to its name; leave the page's own gloss out of others' words."""
    draft.source = tuple(s for s in (_stripped(view, span) for span in draft.source) if s) or draft.source
    draft.content = tuple(s for s in (_stripped(view, span) for span in draft.content) if s) or draft.content
    if len(draft.content) > 1:
        longer = tuple(s for s in draft.content if s.end - s.start > 4)
        draft.content = longer or draft.content
    if not draft.source:
        _inner_source(view, draft)
    _whole_date(view, draft)
    if draft.manner != "direct":
        _apposition(view, draft)
        _gloss(view, draft)


def _inner_source(view: View, draft: Draft) -> None:
    """ "[Thirty are still missing, volunteer diver Kip Marlowe] reckons": who says it was read as what is said."""
    last = draft.content[-1]
    if not draft.cue or not 0 <= draft.cue[0].start - last.end <= 4:
        return
    comma = view.text.rfind(",", last.start, last.end)
    verb = view.tokens(draft.cue[0].start, draft.cue[0].end)[-1:]
    subject = next((c for t in verb for c in t.children if c.dep_ == "nsubj" and view.place(c).start < last.end), None)
    if subject is None or comma < 0:
        return
    source = subject_span(view, subject)
    if source.start - last.start >= _LEAST and "," in view.text[source.start - 2 : source.start]:
        draft.content = (*draft.content[:-1], Span(last.start, source.start))
        draft.content = tuple(s for s in (_stripped(view, span) for span in draft.content) if s)
        draft.source = (source,)


def _whole_date(view: View, draft: Draft) -> None:
    """ "a report by" Friday: a content that ends before the day it names takes the day too."""
    last = draft.content[-1]
    tokens = view.tokens(last.start, last.end)
    if not tokens or tokens[-1].pos_ != "ADP":
        return
    day = []
    for token in view.tokens(last.end, last.end + 40):
        if token.ent_type_ not in {"DATE", "TIME"} or token.sent != tokens[-1].sent:
            break
        day.append(token)
    if day and not overlap((Span(last.end, view.place(day[-1]).end),), (*draft.source, *draft.cue)):
        draft.content = (*draft.content[:-1], Span(last.start, view.place(day[-1]).end))


def _stripped(view: View, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and view.text[start] in _LOOSE:
        start += 1
    while end > start and view.text[end - 1] in _LOOSE:
        end -= 1
    return Span(start, end) if start < end else None


def _apposition(view: View, draft: Draft) -> None:
    """ "… — the former envoy | , Ana Ruiz, said": what stands between dash and name belongs to the name."""
    if not draft.source:
        return
    last, source = draft.content[-1], draft.source[0]
    if not 0 <= source.start - last.end <= 3 or "," not in view.text[last.end : source.start]:
        return
    dash = max(view.text.rfind(mark, last.start, last.end) for mark in (" — ", " – ", " - "))
    if dash - last.start < _LEAST or head_word(view.text[dash : last.end]) is None:
        return
    draft.content = (*draft.content[:-1], Span(last.start, dash))
    draft.source = (Span(dash + 3, source.end), *draft.source[1:])


def _gloss(view: View, draft: Draft) -> None:
    """A closing "…, which has become common" in the present, after words put into the past, is the page's own."""
    last, first = draft.content[-1], draft.content[0]
    gloss = _GLOSS.search(view.text, last.start, last.end)
    if gloss is not None and gloss.start() - last.start >= _LEAST and _tense_returns(view, last.start, gloss):
        draft.content = (*draft.content[:-1], Span(last.start, gloss.start()))
    aside = _YARDSTICK.match(view.text, first.start, first.end)
    if (
        aside is not None
        and aside[1].lower() in lexicon.words("notsources")
        and draft.content[0].end - aside.end() >= _LEAST
    ):
        draft.content = (Span(aside.end(), draft.content[0].end), *draft.content[1:])


def _tense_returns(view: View, start: int, gloss: re.Match[str]) -> bool:
    told = next((t.tag_ for t in view.tokens(start, gloss.start()) if t.tag_ in _FINITE), "")
    added = next((t.tag_ for t in view.tokens(gloss.start(), gloss.end()) if t.tag_ in _FINITE), "")
    return told == "VBD" and added in {"VBZ", "VBP"}


_FINITE = {"VBD", "VBZ", "VBP", "MD"}
