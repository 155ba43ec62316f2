"""Small repairs of where source and content begin and end."""

from __future__ import annotations

import re

from sayso.attribution import lexicon
from sayso.attribution.according import give_back_subject
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.edges import FINITE, LEAST, stripped
from sayso.attribution.inverted import inverted
from sayso.attribution.losses import keep_whole
from sayso.attribution.trailing import but, dangling, gloss, meanwhile
from sayso.attribution.view import View
from sayso.attribution.whose import apposition, quoted_by, whose
from sayso.model import Span

_HEARER = re.compile(r"(?:me|us|him|her|them|you) (?:that )?(?=\w)")
_MARKS = '“”"‘«»„'
_ASKING = {"ask", "question", "grill", "press", "quiz"}
_TOPICS = {"about", "whether", "if", "why", "how", "what", "when", "where", "who"}
_SAYING = {"saying", "stating", "claiming", "alleging", "warning", "arguing", "insisting", "declaring", "announcing"}
_VIA = re.compile(r",\s+(?:via|per)\s")
_FRAME = 60  # code points of who says it and the verb
_SHORT = 9  # … of a sentence of its own


def tidy(view: View, draft: Draft) -> None:
    """Strip loose punctuation; give an apposition back to its name; leave the page's own gloss out of others' words."""
    draft.source = tuple(s for s in (stripped(view, span) for span in draft.source) if s) or draft.source
    draft.content = tuple(s for s in (stripped(view, span) for span in draft.content) if s) or draft.content
    give_back_subject(view, draft)
    _through(view, draft)
    _impersonal(view, draft)
    _hearer(view, draft)
    dangling(view, draft)
    _day_of_telling(view, draft)
    if len(draft.content) > 1:
        longer = tuple(s for s in draft.content if s.end - s.start > 4)
        draft.content = longer or draft.content
    whose(view, draft)
    inverted(view, draft)
    _after_colon(view, draft)
    _whole_date(view, draft)
    _before_frame(view, draft)
    _one_sentence(view, draft)
    meanwhile(view, draft)
    but(view, draft)
    quoted_by(view, draft)
    keep_whole(view, draft)
    if draft.manner != "direct":
        apposition(view, draft)
        gloss(view, draft)


def _through(view: View, draft: Draft) -> None:
    """ "[Ruiz, via the Courier], said": through whom it came is no part of who says it."""
    last = draft.source[-1] if draft.source else None
    through = _VIA.search(view.text, last.start, last.end) if last is not None else None
    if last is not None and through is not None:
        draft.source = (*draft.source[:-1], Span(last.start, through.start()))


def _impersonal(view: View, draft: Draft) -> None:
    """ "[It] was reported that the pumps had stopped": nobody's word."""
    said = view.tokens(draft.source[0].start, draft.source[0].end) if draft.source else []
    if len(said) == 1 and said[0].lower_ == "it" and said[0].dep_ == "nsubjpass":
        verb = said[0].head
        if verb.lemma_.lower() in lexicon.verbs() and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
            draft.source = ()


def _hearer(view: View, draft: Draft) -> None:
    """ "He told [me the lamps went red]": whom it was told is no part of what is said."""
    first = draft.content[0]
    told = draft.cue and view.text[draft.cue[0].start : draft.cue[0].end].lower() in lexicon.words("told")
    match = _HEARER.match(view.text, first.start, first.end) if told else None
    if match is not None and first.end - match.end() >= LEAST:
        draft.content = (Span(match.end(), first.end), *draft.content[1:])
    elif told and (clause := _after_hearer(view, draft)) is not None:
        draft.content = (Span(clause, first.end), *draft.content[1:])

    _asked(view, draft)
    _as_cue(view, draft)


def _as_cue(view: View, draft: Draft) -> None:
    """ "Sent a letter | [stating that the mill was unsafe]": the word that tells is none of those told."""
    first = draft.content[0]
    tokens = view.tokens(first.start, first.end)[:2]
    if not draft.cue or len(tokens) < 2 or tokens[0].lower_ not in _SAYING or draft.cue[-1].end > first.start:
        return
    if tokens[1].lower_ in {"that", ":", "how"} or tokens[1].text in _MARKS:
        draft.cue = (*draft.cue, view.place(tokens[0]))
        draft.content = (Span(view.place(tokens[1]).start, first.end), *draft.content[1:])


def _asked(view: View, draft: Draft) -> None:
    """ "Asked [Morris about the loan]": nor is he who was asked."""
    first = draft.content[0]
    verb = next((t for s in draft.cue for t in view.tokens(s.start, s.end) if t.lemma_ in _ASKING), None)
    heard = next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i > verb.i), None) if verb else None
    if heard is None or heard.pos_ not in {"PROPN", "PRON"} or not _within(view.place(heard).start, first):
        return
    topic = next((t for t in view.tokens(view.place(heard).end, first.end)[:8] if t.lower_ in _TOPICS), None)
    if topic is not None and view.place(heard.left_edge).start <= first.start + 1:
        draft.content = (Span(view.place(topic).start, first.end), *draft.content[1:])


def _within(position: int, span: Span) -> bool:
    return span.start <= position < span.end


def _day_of_telling(view: View, draft: Draft) -> None:
    """ "Reported [its third case on Sunday]": the day belongs to the verb, not to the thing."""
    last = draft.content[-1]
    tokens = view.tokens(last.start, last.end)
    cues = {t.i for s in draft.cue for t in view.tokens(s.start, s.end) if t.tag_ == "VBD"}
    if draft.manner == "direct" or any(t.tag_ in FINITE or t.tag_ == "VB" for t in tokens):
        return
    for token in tokens[1:]:
        told = token.dep_ == "prep" and token.lower_ in {"on", "in"} and any(c.dep_ == "pobj" for c in token.children)
        day = next((c for c in token.children if c.dep_ == "pobj"), token) if told else token
        time = day.ent_type_ == "DATE" and (told or token.dep_ == "npadvmod") and token.head.i in cues
        if time and view.place(token.right_edge).end >= last.end and token.left_edge.i > tokens[0].i:
            kept = stripped(view, Span(last.start, view.place(token.left_edge).start))
            draft.content = (*draft.content[:-1], kept) if kept is not None else draft.content
            return


def _after_hearer(view: View, draft: Draft) -> int | None:
    """ "Told [the directors he wants more]": where the clause begins after whom it was told."""
    first = draft.content[0]
    verb = next((t for s in draft.cue for t in view.tokens(s.start, s.end) if t.pos_ == "VERB"), None)
    heard = next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i > verb.i), None) if verb else None
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None) if verb else None
    if heard is None or clause is None or not heard.i < clause.left_edge.i or clause.tag_ not in FINITE:
        return None
    start = view.place(clause.left_edge).start
    return start if view.place(heard.left_edge).start <= first.start + 1 and first.end - start >= LEAST else None


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
    verbs = [t.head if t.dep_ in {"aux", "auxpass"} else t for t in tokens if t.tag_ in FINITE]
    told = any(t.lemma_.lower() in lexicon.verbs() for t in verbs)  # "She said …, and when pressed, “…”"
    main = clause and not told and any(t.dep_ in {"ROOT", "ccomp", "parataxis"} for t in verbs)
    if before is not None and main and view.text[draft.content[0].start] in _MARKS:
        draft.content = (before, *draft.content)
        draft.manner = "mixed" if draft.manner == "direct" else draft.manner


def _one_sentence(view: View, draft: Draft) -> None:
    """ "Thorsby would not be drawn. [Who gave the order is for the inquiry], she said", "According to her office, [nine
    died]. On Monday it was four": a sentence before or after that is not quoted is the page's own."""
    if draft.manner != "indirect" or not draft.cue:
        return
    first, last = draft.content[0], draft.content[-1]
    if any(mark in view.text[first.start : last.end] for mark in _MARKS):
        return
    sentence = view.sentence_at(draft.cue[0].start)
    if draft.cue[0].start >= last.end:
        if sentence is not None and first.start < sentence.start < last.end - _SHORT:
            kept = (Span(max(s.start, sentence.start), s.end) for s in draft.content if s.end > sentence.start)
            draft.content = tuple(kept)
    elif sentence is not None and first.end <= sentence.end < last.start and len(draft.content) > 1:
        draft.content = tuple(s for s in draft.content if s.end <= sentence.end)


def _after_colon(view: View, draft: Draft) -> None:
    """ "Harbour master Ada Belm agreed: [the Anna had been at berth 4], she said": what leads to it is not said."""
    first = draft.content[0]
    pronoun = draft.source and view.text[draft.source[0].start : draft.source[0].end].lower() in {"he", "she"}
    if not pronoun or draft.manner != "indirect" or draft.source[0].start < draft.content[-1].end:
        return
    sentence = view.sentence_at(draft.source[0].start)
    colon = view.text.find(": ", first.start, draft.content[-1].end)
    if sentence is None or colon < 0 or first.start < sentence.start - 2 or draft.content[-1].end - colon < LEAST:
        return
    led, people = view.tokens(sentence.start, colon), lexicon.words("roles") | lexicon.words("people")
    if any(t.tag_ in FINITE for t in led) and any(t.pos_ == "PROPN" or t.lemma_.lower() in people for t in led):
        draft.content = tuple(Span(max(s.start, colon + 2), s.end) for s in draft.content if s.end > colon + 2)


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
