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
    _begun_late(view, draft)
    _of_relative(view, draft)
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
    open_end = token.pos_ in {"DET", "ADP"} and token.dep_ in {"det", "prep", "agent", "dative"}
    if not owned and not acted and not open_end:
        return
    whole = token.head if owned or token.pos_ == "DET" else token
    end = view.place(whole.right_edge).end
    more = (Span(last.end, end),)
    if last.end < end <= last.end + _MORE and not overlap(more, (*draft.cue, *draft.source)):
        draft.content = (*draft.content[:-1], stripped(view, Span(last.start, end)) or last)


def _begun_late(view: View, draft: Draft) -> None:
    """ "Said in the release this case | [shows that …]": the clause that the verb governs, from its beginning."""
    first = draft.content[0]
    if draft.manner == "direct" or not draft.cue or draft.cue[-1].end > first.start:
        return
    verbs = (t for s in draft.cue for t in view.tokens(s.start, s.end) if t.pos_ == "VERB")
    for clause in (c for verb in verbs for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i):
        subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < clause.i), None)
        begins = view.place(subject.left_edge).start if subject is not None else first.start
        lost = Span(begins, first.start)
        if draft.cue[-1].end < begins < first.start <= view.place(clause).start:
            if not overlap((lost,), (*draft.cue, *draft.source)) and first.start - begins <= _MORE:
                draft.content = (Span(begins, first.end), *draft.content[1:])
            return


def _of_relative(view: View, draft: Draft) -> None:
    """ "A flood of wagons that analysts say | [will help]": of what the clause is told."""
    first = draft.content[0]
    verb = next((t for s in draft.cue for t in view.tokens(s.start, s.end) if t.dep_ == "relcl"), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None) if verb is not None else None
    subject = (
        next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if clause is not None else None
    )
    if verb is None or subject is None or subject.lower_ not in {"that", "which", "who"} or subject.i >= verb.i:
        return
    of = stripped(view, Span(view.place(verb.head.left_edge).start, view.place(subject).start))
    if of is not None and of.end < first.start and view.place(verb).end <= first.start:
        draft.content = (of, *draft.content)
        draft.source = tuple(
            Span(view.place(subject).end + 1, s.end) if s.start == view.place(subject).start else s
            for s in draft.source
        )


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
