"""What a page adds at the end of somebody's words, in the same sentence: its own gloss, what went on meanwhile, a
"but" of its own."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE, LEAST, stripped
from sayso.attribution.view import View
from sayso.model import Span

_GLOSS = re.compile(r",\s+(?:which|who|whose|where)\s[^,;]*\Z")
_SUM = re.compile(r",\s+which (?:makes|gives|brings|totals|adds up)\b[^,;]*\d")
_YARDSTICK = re.compile(r"(?:that,?\s+)?according to (?:the |its |their |an? )?([\w-]+)[^,]{0,40},\s+", re.IGNORECASE)
_MEANWHILE = re.compile(r", (?:as|while|after|hours after|days after) (?!if |though )| (?:as|while) (?!if |though )")
_MOVES = re.compile(r"(?:climbs|rises|mounts|grows|falls|drops|soars|jumps|slumps|nears|looms|spreads|rages)")
_JOINT = re.compile(r",?\s+(?:and|but|or|that|which|who)\Z")
_WHILE = re.compile(r",\s*(?:as|while)\s+")
_SHORT = 9  # code points of a sentence of its own


def dangling(view: View, draft: Draft) -> None:
    """ "[that it was safe, and] demanded": a joint at the end joins nothing."""
    last = draft.content[-1]
    joint = _JOINT.search(view.text, last.start, last.end)
    if joint is not None and joint.start() - last.start >= 2:
        draft.content = (*draft.content[:-1], Span(last.start, joint.start()))


def meanwhile(view: View, draft: Draft) -> None:
    """ "X accused Y of [ramming the ferry], as the toll rose to seven": what went on meanwhile is not said."""
    if draft.manner == "direct" or not draft.cue or draft.cue[-1].end > draft.content[0].start:
        return
    _cut_off(view, draft)
    last = draft.content[-1]
    paragraph = view.paragraph_at(last.start)
    headline = paragraph is not None and paragraph.kind == "headline"
    for match in _MEANWHILE.finditer(view.text, last.start, last.end):
        before, after = view.tokens(draft.content[0].start, match.start()), view.tokens(match.end(), last.end)
        if any(t.tag_ in FINITE for t in before):
            continue
        moves = headline and any(_MOVES.fullmatch(t.lower_) for t in after[1:])
        if not moves and not any(t.tag_ in FINITE for t in after):
            continue
        comma = view.text[match.start()] == ","
        if (comma or headline) and match.start() - draft.content[0].start >= _SHORT:
            draft.content = (*draft.content[:-1], Span(last.start, match.start()))
            return


def _cut_off(view: View, draft: Draft) -> None:
    """The same in a piece of its own: "[to use live rounds], as [the protests grew]"."""
    if len(draft.content) < 2:
        return
    before, last = draft.content[-2:]
    between, after = view.text[before.end : last.start], view.tokens(last.start, last.end)
    told = any(t.tag_ in FINITE for t in view.tokens(draft.content[0].start, before.end))
    if _WHILE.fullmatch(between) and not told and any(t.tag_ in FINITE for t in after):
        draft.content = draft.content[:-1]


def but(view: View, draft: Draft) -> None:
    """ "He hopes to save a million, but that may be hard": a clause beside the verb of saying is the page's own."""
    if draft.manner == "direct" or not draft.cue or draft.cue[-1].end > draft.content[0].start:
        return
    verbs = [t for s in draft.cue for t in view.tokens(s.start, s.end) if t.pos_ == "VERB"]
    clause = next((c for v in verbs for c in v.children if c.dep_ == "conj" and _but_that(c)), None)
    if clause is None:
        return
    start = view.place(next(c for c in clause.children if c.dep_ == "nsubj").left_edge).start
    kept = [Span(s.start, min(s.end, start)) for s in draft.content if s.start < start]
    cut = [stripped(view, Span(s.start, s.end)) for s in kept]
    draft.content = tuple(s for s in cut if s) or draft.content
    dangling(view, draft)


def _but_that(verb: Token) -> bool:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in {"that", "this"} or verb.left_edge.i == 0:
        return False
    return any(
        t.lower_ in {"but", "though", "although", "yet"} for t in verb.doc[max(0, verb.left_edge.i - 2) : verb.i]
    )


def gloss(view: View, draft: Draft) -> None:
    """A closing "…, which has become common" in the present, after words put into the past, is the page's own.

    A sum that is drawn from what was told is not.
    """
    last, first = draft.content[-1], draft.content[0]
    match = _GLOSS.search(view.text, last.start, last.end)
    if (
        match is not None
        and not _SUM.match(match[0])
        and not (draft.cue and draft.cue[0].start >= last.end)
        and match.start() - last.start >= LEAST
        and _tense_returns(view, last.start, match)
    ):
        draft.content = (*draft.content[:-1], Span(last.start, match.start()))
    aside = _YARDSTICK.match(view.text, first.start, first.end)
    if (
        aside is not None
        and aside[1].lower() in lexicon.words("notsources")
        and draft.content[0].end - aside.end() >= LEAST
    ):
        draft.content = (Span(aside.end(), draft.content[0].end), *draft.content[1:])


def _tense_returns(view: View, start: int, match: re.Match[str]) -> bool:
    told = next((t.tag_ for t in view.tokens(start, match.start()) if t.tag_ in FINITE), "")
    added = next((t.tag_ for t in view.tokens(match.start(), match.end()) if t.tag_ in FINITE), "")
    return told == "VBD" and added in {"VBZ", "VBP"}
