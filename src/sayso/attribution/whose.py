"""Who says it, where that was read as what is said, or the other way round."""

from __future__ import annotations

import re

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE, LEAST, stripped
from sayso.attribution.names import head_word
from sayso.attribution.phrases import phrase_length, subject_span
from sayso.attribution.view import View
from sayso.model import Span

_RELATIVE = re.compile(r"(?:who|which)\s")
_OWN_ROLE = re.compile(r", (?:the|its|their|his|her|a|an) ")
_ACCORDING = re.compile(
    r"[Aa]ccording to ((?:the|an?|this|that) (?:[a-z-]+ ){0,2}[a-z-]+) ?, "
    r"(?:published|released|conducted|issued|printed) (?:[a-z]+ ){0,2}(?:[A-Z]\w* )*"
)
_THROUGH = re.compile(
    r",? (?:\w+day,? )?through ((?:its|his|her|their|an?) [a-z][a-z -]+(?:,? [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})?)"
    r"(?:, | on \w+day,? )?(?=,? ?that\b)"
)
_DASH = re.compile(r"\s?[—–]|\s-\s")
_DASHED = re.compile(r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3})(?:\s?[—–]\s?|\s-\s)[^—–]*\Z")
_FEW = 9  # tokens of a role between commas
_ACTS = {"VERB", "AUX"}


def whose(view: View, draft: Draft) -> None:
    """Give the source what was read as content, and the other way round."""
    if not draft.source:
        _inner_source(view, draft)
        _inverted_source(view, draft)
    elif _RELATIVE.match(view.text, draft.source[0].start) or _clause_of(view, draft.source[0]):
        _antecedent(view, draft)
    _between_dashes(view, draft)
    _role_between(view, draft)
    _published(view, draft)
    _own_subject(view, draft)
    _turned(view, draft)
    _speaks_through(view, draft)


def _speaks_through(view: View, draft: Draft) -> None:
    """ "Norvia said through [its energy minister, Eskil Rom], that …": who lends it the voice."""
    end = draft.cue[-1].end if draft.cue and draft.source else 0
    through = _THROUGH.match(view.text, end) if end and draft.source[-1].end <= draft.cue[0].start + 2 else None
    if through is not None and through.end() <= draft.content[0].start + 2:
        draft.source = (Span(*through.span(1)),)


def _between_dashes(view: View, draft: Draft) -> None:
    """ "Peng Rao — [head of the store] — responded": the name before the dashes."""
    if not draft.source or not _DASH.match(view.text, draft.source[-1].end):
        return
    sentence = view.sentence_at(draft.source[0].start)
    start = sentence.start if sentence is not None else draft.source[0].start
    if named := _DASHED.search(view.text, start, draft.source[0].start):
        draft.source = (Span(*named.span(1)),)


def _published(view: View, draft: Draft) -> None:
    """ "According to the survey, [published in a journal], …": what was published is the source."""
    at = draft.source[0].start if draft.source else 0
    told = _ACCORDING.search(view.text, max(0, at - 60), draft.source[-1].end) if draft.source else None
    if told is not None and told.end(1) < at <= told.end():
        draft.source = (Span(*told.span(1)),)
        return
    first = next(iter(view.tokens(draft.source[0].start, draft.source[0].end)), None) if draft.source else None
    if first is None or first.tag_ != "VBN" or first.dep_ != "acl" or first.head.pos_ not in {"NOUN", "PROPN"}:
        return
    place = view.place(first.head)
    if place.start < draft.source[0].start and first.head.head.lower_ == "to":
        source = subject_span(view, first.head)
        draft.source = (source,)
        kept = (s for s in draft.content if not (s.start < source.end and source.start < s.end))
        draft.content = tuple(kept) or draft.content


def _own_subject(view: View, draft: Draft) -> None:
    """ "[A rover the agency] plans to fly": the noun before is what the clause is of, its subject speaks."""
    verb = view.tokens(draft.cue[0].start, draft.cue[0].end)[-1:] if draft.cue and draft.source else []
    if not verb or verb[0].dep_ != "relcl":
        return
    subject = next((c for c in verb[0].children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    source = draft.source[0]
    if (
        subject is None
        or verb[0].head.i >= subject.i
        or not source.start <= view.place(verb[0].head).start < source.end
    ):
        return
    own = subject_span(view, subject)
    if source.start < own.start < source.end:
        draft.source = (own, *draft.source[1:])


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
    if source.start - last.start >= LEAST and "," in view.text[source.start - 2 : source.start]:
        draft.content = (*draft.content[:-1], Span(last.start, source.start))
        draft.content = tuple(s for s in (stripped(view, span) for span in draft.content) if s)
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


def quoted_by(view: View, draft: Draft) -> None:
    """ "An official quoted by the agency said [the pump was broken]": the official says it, the agency passes it on."""
    spoken = [t for s in (*draft.source, *draft.cue) for t in view.tokens(s.start, s.end)]
    quoted = next((t for t in spoken if t.lemma_ in {"quote", "cite"} and t.tag_ == "VBN" and t.dep_ == "acl"), None)
    if quoted is None:
        near = [t.head.head for t in spoken[:1] if t.head.lower_ == "by"]
        near += [t.head.head.head for t in spoken[:1] if t.dep_ == "compound" and t.head.head.lower_ == "by"]
        quoted = next((a for a in near if a.lemma_ in {"quote", "cite"} and a.dep_ == "acl"), None)
    who = quoted.head if quoted is not None else None
    verb = who.head if who is not None and who.dep_ == "nsubj" else None
    if quoted is None or who is None or verb is None or verb.tag_ not in FINITE:
        return
    if verb.lemma_.lower() not in lexicon.verbs():
        return
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is not None:
        told = view.trimmed(view.place(clause.left_edge).start, view.place(clause.right_edge).end)
        by = Span(view.place(quoted).start, view.place(quoted.right_edge).end)
        draft.source, draft.cue = (subject_span(view, who),), (by, view.place(verb))
        draft.content = (told,) if told is not None else draft.content


def _role_between(view: View, draft: Draft) -> None:
    """ "…, said [its duty seismologist], Ana Belm": a role between the verb and the name was read as what is said."""
    if not draft.source or not draft.cue or len(draft.content) < 2:
        return
    low, high = draft.cue[-1].end, draft.source[0].start
    between = [s for s in draft.content if low <= s.start and s.end <= high]
    kept = tuple(s for s in draft.content if s not in between)
    tokens = [t for s in between for t in view.tokens(s.start, s.end)]
    told = not tokens or high - between[-1].end > 2 or any(t.tag_ in FINITE for t in tokens)
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
    if not any(t.tag_ in FINITE for t in view.tokens(told.start, told.end)):
        return
    if heard and inside:
        draft.content = (told,)
    elif not heard and not inside and head_word(view.text[after.start : after.end]) and sentence.end - after.end <= 2:
        draft.content, draft.source = (told,), (after,)
    draft.content = tuple(s for s in (stripped(view, span) for span in draft.content) if s)


def _clause_of(view: View, source: Span) -> bool:
    """ "The mission, which [keeps 900 soldiers there], said": a source that begins with a relative clause's verb."""
    first = next(iter(view.tokens(source.start, source.end)), None)
    return first is not None and first.dep_ == "relcl" and first.tag_ in FINITE


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


def apposition(view: View, draft: Draft) -> None:
    """ "… — the former envoy | , Ana Ruiz, said": what stands between dash and name belongs to the name."""
    if not draft.source:
        return
    last, source = draft.content[-1], draft.source[0]
    if not 0 <= source.start - last.end <= 3 or "," not in view.text[last.end : source.start]:
        return
    dash = max(view.text.rfind(mark, last.start, last.end) for mark in (" — ", " – ", " - "))
    comma = view.text.rfind(", ", last.start, last.end)
    if len(draft.content) > 1 and dash < 0 and _is_role(view, last) and last.start - draft.content[-2].end <= 2:
        draft.content, draft.source = draft.content[:-1], (Span(last.start, source.end), *draft.source[1:])
        return
    start, size = (dash, 3) if dash >= 0 else (comma, 2)
    if start - last.start < LEAST or head_word(view.text[start : last.end]) is None:
        return
    tokens = view.tokens(start, last.end)
    if dash < 0 and not (
        len(tokens) < _FEW and _OWN_ROLE.match(view.text, start) and _clause_in(view, last.start, start)
    ):
        return
    draft.content = (*draft.content[:-1], Span(last.start, start))
    draft.source = (Span(start + size, source.end), *draft.source[1:])


def _is_role(view: View, span: Span) -> bool:
    tokens = view.tokens(span.start, span.end)
    led = 0 < len(tokens) < _FEW and tokens[0].pos_ == "DET"
    return led and head_word(view.text[span.start : span.end]) is not None


def _clause_in(view: View, start: int, end: int) -> bool:
    return any(t.tag_ in FINITE for t in view.tokens(start, end))
