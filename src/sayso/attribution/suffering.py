"""Those whom a saying is done to are not who says it: the accused, the hearers, who comes under criticism."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.attribution.draft import Draft, holds, overlap
from sayso.attribution.edges import stripped
from sayso.attribution.phrases import subject_span
from sayso.attribution.view import View
from sayso.model import Span

_ACCUSING = {"accuse", "charge", "blame", "suspect", "criticise", "criticize", "condemn", "denounce", "sue"}
_HEARING = {
    "tell", "inform", "notify", "advise", "assure", "remind", "warn", "brief", "ask", "order", "instruct", "urge",
}  # fmt: skip
_LISTENING = {"court", "jury", "inquest", "inquiry", "tribunal", "hearing", "committee", "panel"}
NAMING = {"call", "know", "dub", "name", "term", "nickname", "title", "label"}
_MEETING = {"face", "come", "draw", "attract", "receive", "suffer", "endure", "meet", "earn", "provoke", "get", "take"}
_CENSURE = {
    "criticism", "fire", "condemnation", "backlash", "scrutiny", "rebuke", "flak", "accusation", "attack", "outcry",
}  # fmt: skip
_BY = 4  # code points of "by "


def suffering(view: View, draft: Draft) -> None:
    """ "He was charged with theft", "staff were told that", "the court heard": whom a passive is done to, and who
    listens, does not say it. Who does is the one after "by"; else it stays unnamed."""
    if not draft.source and draft.cue:
        _by_whom(view, draft)
    if not draft.source or not draft.cue:
        return
    for verb in (t for span in draft.cue for t in view.tokens(span.start, span.end)):
        if _called_by(view, draft, verb):
            return
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if verb.lemma_ == "hear" and subject is not None and subject.lemma_.lower() in _LISTENING:
            draft.source = ()
            return
        if _censured(view, draft, verb):
            draft.source = ()
            return
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in _ACCUSING | _HEARING:
            continue
        patient = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        relative = patient is not None and patient.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl"
        whom = verb.head if relative else patient
        if whom is not None and holds(draft.source, view.place(whom).start):
            draft.source = _agent(view, verb, draft)


def _by_whom(view: View, draft: Draft) -> None:
    """ "Was accused [by critics of waste]": who stands behind the "by" was read as what is said."""
    for verb in (t for span in draft.cue for t in view.tokens(span.start, span.end)):
        if verb.tag_ == "VBN" and verb.lemma_.lower() in _ACCUSING | _HEARING:
            by = next((c for c in verb.children if c.dep_ == "agent"), None)
            who = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
            of = next((c for c in who.children if c.dep_ == "prep"), None) if who is not None else None
            first = draft.content[0]
            if by is None or who is None or not first.start <= view.place(by).start <= first.start + 1:
                continue
            end = view.place(of).start if of is not None and of.i > who.i else view.place(who.right_edge).end
            source, rest = (
                stripped(view, Span(view.place(who.left_edge).start, end)),
                stripped(view, Span(end, first.end)),
            )
            if source is not None and rest is not None and rest.end - rest.start > _BY:
                draft.source, draft.content = (source,), (rest, *draft.content[1:])
            return


def _called_by(view: View, draft: Draft, verb: Token) -> bool:
    """ "The prison, dubbed the Grand Hotel by soldiers": the soldiers call it so."""
    reduced = verb.dep_ in {"acl", "advcl"} and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)
    if verb.tag_ not in {"VBN", "VBD"} or not reduced or verb.lemma_.lower() not in NAMING:
        return False
    by = next((c for c in verb.subtree if c.lower_ == "by" and c.i > verb.i), None)
    who = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if by is None or who is None:
        return False
    place = view.place(by).start
    kept = tuple(Span(s.start, min(s.end, place)) for s in draft.content if s.start < place)
    draft.source, draft.content = (subject_span(view, who),), kept or draft.content
    return True


def _agent(view: View, verb: Token, draft: Draft) -> tuple[Span, ...]:
    """Who stands after the "by" of a passive, outside of what is said."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    who = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    span = subject_span(view, who) if who is not None else None
    first = draft.content[0]
    if span is not None and first.start <= span.start <= first.start + _BY and span.end < first.end:
        rest = stripped(view, Span(span.end + 1, first.end))
        draft.content = (*([rest] if rest else []), *draft.content[1:]) or draft.content
    return (span,) if span is not None and not overlap((span,), draft.content) else ()


def _censured(view: View, draft: Draft, word: Token) -> bool:
    """ "The council came under fire for …", "she has faced criticism for …": who criticises is not told."""
    verb = next((t for t in (word, *word.ancestors) if t.lemma_.lower() in _MEETING and t.pos_ == "VERB"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if verb is None or subject is None or not holds(draft.source, view.place(subject).start):
        return False
    return any(t.lemma_.lower() in _CENSURE and view.place(t).start <= draft.content[0].start for t in verb.subtree)
