"""Small repairs of where source and content begin and end."""

from __future__ import annotations

import re

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.names import head_word
from sayso.attribution.phrases import phrase_length, subject_span
from sayso.attribution.view import View
from sayso.model import Span

_LOOSE = " \t\r\n\xa0,;:–—-"
_GLOSS = re.compile(r",\s+(?:which|who|whose|where)\s[^,;]*\Z")
_YARDSTICK = re.compile(r"(?:that,?\s+)?according to (?:the |its |their |an? )?([\w-]+)[^,]{0,40},\s+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which)\s")
_HEARER = re.compile(r"(?:me|us|him|her|them|you) (?:that )?(?=\w)")
_MARKS = '“”"‘«»„'
_FRAME = 60  # code points of who says it and the verb
_LEAST = 24  # code points that a content keeps, whatever is cut from it


def tidy(view: View, draft: Draft) -> None:
    """Strip loose punctuation; give an apposition back to its name; leave the page's own gloss out of others' words."""
    draft.source = tuple(s for s in (_stripped(view, span) for span in draft.source) if s) or draft.source
    draft.content = tuple(s for s in (_stripped(view, span) for span in draft.content) if s) or draft.content
    _hearer(view, draft)
    if len(draft.content) > 1:
        longer = tuple(s for s in draft.content if s.end - s.start > 4)
        draft.content = longer or draft.content
    if not draft.source:
        _inner_source(view, draft)
        _inverted_source(view, draft)
    elif _RELATIVE.match(view.text, draft.source[0].start) or _clause_of(view, draft.source[0]):
        _antecedent(view, draft)
    _role_between(view, draft)
    _turned(view, draft)
    _after_colon(view, draft)
    _whole_date(view, draft)
    _before_frame(view, draft)
    _one_sentence(view, draft)
    if draft.manner != "direct":
        _apposition(view, draft)
        _gloss(view, draft)


def _hearer(view: View, draft: Draft) -> None:
    """ "He told [me the lamps went red]": whom it was told is no part of what is said."""
    first = draft.content[0]
    told = draft.cue and view.text[draft.cue[0].start : draft.cue[0].end].lower() in lexicon.words("told")
    match = _HEARER.match(view.text, first.start, first.end) if told else None
    if match is not None and first.end - match.end() >= _LEAST:
        draft.content = (Span(match.end(), first.end), *draft.content[1:])


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


def _inverted_source(view: View, draft: Draft) -> None:
    """ "In his first speech, confirmed [the sheikh Omar Tafla], the elder of the tribe, that …": who stands behind the
    verb says it."""
    if draft.source or not draft.cue or draft.cue[-1].end >= draft.content[0].start:
        return
    between = view.tokens(draft.cue[-1].end, draft.content[0].start)
    size = phrase_length(between)
    named = any(t.pos_ == "PROPN" or t.lemma_.lower() in lexicon.words("roles") for t in between[:size])
    verb = view.tokens(draft.cue[-1].start, draft.cue[-1].end)[-1:]
    if size and named and verb and not any(c.dep_ == "nsubj" and c.i < verb[0].i for c in verb[0].children):
        draft.source = (Span(view.place(between[0]).start, view.place(between[size - 1]).end),)


def _before_frame(view: View, draft: Draft) -> None:
    """ "[Norvalen had paid nobody], she added, “and never will”": what stands before the frame is said too."""
    if not draft.source or not draft.cue or len(draft.cue) > 1:
        return
    start = min(draft.source[0].start, draft.cue[0].start)
    end = max(draft.source[-1].end, draft.cue[-1].end)
    sentence = view.sentence_at(start)
    if sentence is None or not end <= draft.content[0].start <= end + 3 or end - start > _FRAME:
        return
    before = view.trimmed(sentence.start, start)
    tokens = view.tokens(before.start, before.end) if before is not None else []
    comma = view.text[before.end : start].strip() == "," if before is not None else False
    tokens = [t for t in tokens if not t.is_punct]
    clause = comma and len(tokens) >= 4 and tokens[0].pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
    verbs = [t.head if t.dep_ in {"aux", "auxpass"} else t for t in tokens if t.tag_ in _FINITE]
    told = any(t.lemma_.lower() in lexicon.verbs() for t in verbs)  # "She said …, and when pressed, “…”"
    main = clause and not told and any(t.dep_ in {"ROOT", "ccomp", "parataxis"} for t in verbs)
    if before is not None and main and view.text[draft.content[0].start] in _MARKS:
        draft.content = (before, *draft.content)
        draft.manner = "mixed" if draft.manner == "direct" else draft.manner


def _one_sentence(view: View, draft: Draft) -> None:
    """ "Thorsby would not be drawn. [Who gave the order is for the inquiry], she said": a sentence before that is not
    quoted is the page's own."""
    last = draft.content[-1]
    if draft.manner != "indirect" or not draft.cue or draft.cue[0].start < last.end:
        return
    sentence = view.sentence_at(draft.cue[0].start)
    if sentence is None or not draft.content[0].start < sentence.start < last.end - _LEAST:
        return
    if not any(mark in view.text[draft.content[0].start : last.end] for mark in _MARKS):
        draft.content = tuple(
            Span(max(s.start, sentence.start), s.end) for s in draft.content if s.end > sentence.start
        )


def _role_between(view: View, draft: Draft) -> None:
    """ "…, said [its duty seismologist], Ana Belm": a role between the verb and the name was read as what is said."""
    if not draft.source or not draft.cue or len(draft.content) < 2:
        return
    low, high = draft.cue[-1].end, draft.source[0].start
    between = [s for s in draft.content if low <= s.start and s.end <= high]
    kept = tuple(s for s in draft.content if s not in between)
    tokens = [t for s in between for t in view.tokens(s.start, s.end)]
    told = not tokens or high - between[-1].end > 2 or any(t.tag_ in _FINITE for t in tokens)
    if kept and not told and head_word(view.text[between[0].start : between[-1].end]) is not None:
        draft.content = kept


def _turned(view: View, draft: Draft) -> None:
    """ "[The station had recorded two blasts], said its seismologist, Ana Belm", "[Two men live on the ship], she told
    to the Courier": who says it, or to whom, was read as what is said."""
    if draft.manner != "indirect" or len(draft.content) != 1 or not draft.cue or not draft.source:
        return
    after, sentence = draft.content[0], view.sentence_at(draft.cue[0].start)
    tokens = view.tokens(after.start, after.end)
    beside = 0 <= after.start - draft.cue[-1].end <= 2
    if sentence is None or not tokens or not beside or any(t.pos_ in _ACTS for t in tokens):
        return
    heard = tokens[0].lower_ == "to"
    inside = draft.source[0].end > draft.cue[0].start - 3
    told = view.trimmed(sentence.start, draft.source[0].start if heard and inside else draft.cue[0].start)
    if told is None or (view.text[told.end :].lstrip()[:1] != "," and view.text[told.end - 1] != ","):
        return
    if not any(t.tag_ in _FINITE for t in view.tokens(told.start, told.end)):
        return
    if heard and inside:
        draft.content = (told,)
    elif not heard and not inside and head_word(view.text[after.start : after.end]) and sentence.end - after.end <= 2:
        draft.content, draft.source = (told,), (after,)
    draft.content = tuple(s for s in (_stripped(view, span) for span in draft.content) if s)


def _after_colon(view: View, draft: Draft) -> None:
    """ "Harbour master Ada Belm agreed: [the Anna had been at berth 4], she said": what leads to it is not said."""
    first = draft.content[0]
    pronoun = draft.source and view.text[draft.source[0].start : draft.source[0].end].lower() in {"he", "she"}
    if not pronoun or draft.manner != "indirect" or draft.source[0].start < draft.content[-1].end:
        return
    sentence = view.sentence_at(draft.source[0].start)
    colon = view.text.find(": ", first.start, first.end)
    if sentence is None or colon < 0 or first.start > sentence.start + 2 or first.end - colon < _LEAST:
        return
    led = view.tokens(first.start, colon)
    if any(t.tag_ in _FINITE for t in led) and any(t.ent_type_ == "PERSON" for t in led):
        draft.content = (Span(colon + 2, first.end), *draft.content[1:])


def _clause_of(view: View, source: Span) -> bool:
    """ "The mission, which [keeps 900 soldiers there], said": a source that begins with a relative clause's verb."""
    first = next(iter(view.tokens(source.start, source.end)), None)
    return first is not None and first.dep_ == "relcl" and first.tag_ in _FINITE


def _antecedent(view: View, draft: Draft) -> None:
    """ "Tomas Rell, [who speaks for them], also said": the subject of the verb, else what the clause is of."""
    source = draft.source[0]
    verb = view.tokens(draft.cue[0].start, draft.cue[0].end)[-1:] if draft.cue else []
    subject = next((c for t in verb for c in t.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    if subject is None:
        tokens = view.tokens(source.start, source.end)
        clause = next((t for t in tokens if t.dep_ == "relcl" and t.head.i < tokens[0].i), None)
        subject = clause.head if clause is not None and clause.head.pos_ in {"NOUN", "PROPN"} else None
    if subject is not None and len(view.text[source.start : source.end].split()) > 1:
        draft.source = (subject_span(view, subject), *draft.source[1:])


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


_FINITE, _ACTS = {"VBD", "VBZ", "VBP", "MD"}, {"VERB", "AUX"}
