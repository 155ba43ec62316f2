"""Two attributions of one sentence, and what belongs to which: "X said …, saying he …", "…, a claim Y denied"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, holds, overlap
from sayso.attribution.edges import FINITE, LEAST, stripped
from sayso.attribution.phrases import subject_span
from sayso.attribution.view import View
from sayso.model import Span

_HELD = {
    "accusation", "account", "allegation", "assertion", "assessment", "charge", "claim", "contention", "estimate",
    "finding", "interpretation", "notion", "prospect", "suggestion", "theory", "version",
}  # fmt: skip
_POINTING = _HELD | {
    "characterisation", "characterization", "conclusion", "decision", "figure", "idea", "move", "narrative", "plan",
    "position", "reading", "stance", "story", "view",
}  # fmt: skip
_BOTH = re.compile(r"both\s+", re.IGNORECASE)
_MOST = 3  # names joined to another
_COMMA = re.compile(r",\s*\Z")


def set_apart(view: View, drafts: Sequence[Draft]) -> None:
    """Give each of the attributions of a sentence what is its own."""
    for draft in drafts:
        if len(draft.cue) == 1 and draft.manner != "headline":
            _saying(view, draft, drafts)
            _pointing(view, draft, drafts)


def _saying(view: View, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Pohl said that the city had found it sound, [saying he trusted it]": Pohl says both, and the second is no part
    of the first."""
    verb = _verb(view, draft)
    if verb is None or verb.tag_ != "VBG" or verb.dep_ != "advcl" or not _after_comma(view, verb):
        return
    inner = verb.head
    outer = inner.head if inner.dep_ == "ccomp" and inner.head.lemma_.lower() in lexicon.verbs() else None
    subject = next((c for c in outer.children if c.dep_ == "nsubj"), None) if outer is not None else None
    own = next((c for c in inner.children if c.dep_ == "nsubj"), None)
    if subject is not None and (not draft.source or (own and holds(draft.source, view.place(own).start))):
        draft.source = (subject_span(view, subject),)
    comma = view.text.rfind(",", 0, view.place(verb).start)
    for other in drafts:
        if other is not draft and other.cue and other.cue[0].end <= comma and _verb(view, other) in (outer, inner):
            kept = tuple(Span(s.start, min(s.end, comma)) for s in other.content if s.start < comma - LEAST)
            if kept and other.content[0].start > other.cue[0].end:
                other.content = kept


def _pointing(view: View, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "He will leave for a new role, a decision he disclosed in May": what the noun points back to is what is said."""
    verb = _verb(view, draft)
    noun = verb.head if verb is not None and verb.dep_ == "relcl" else None
    if noun is None or noun.lemma_.lower() not in _POINTING or noun.dep_ not in {"appos", "dobj", "npadvmod", "attr"}:
        return
    first = noun.left_edge
    place = view.place(first).start
    if not holds(draft.content, place):
        return
    sentence = view.sentence_at(place)
    if sentence is None or not _after_comma(view, first) or first.lower_ not in {"a", "an", "the"}:
        return
    before = view.trimmed(sentence.start, place)
    if before is None or not any(t.tag_ in FINITE for t in view.tokens(before.start, before.end)):
        return
    told = [
        d for d in drafts if d is not draft and d.content[-1].end >= before.end - 2 and overlap((before,), d.content)
    ]
    if told:
        for other in told:
            kept = tuple(Span(s.start, min(s.end, before.end)) for s in other.content if s.start < before.end)
            other.content = tuple(s for s in (stripped(view, span) for span in kept) if s) or other.content
        draft.content = min(told, key=lambda d: d.content[0].end - d.content[0].start).content
        draft.content = tuple(Span(s.start, min(s.end, before.end)) for s in draft.content if s.start < before.end)
    elif noun.lemma_.lower() not in _HELD:
        draft.content = (before,)


def each(view: View, draft: Draft) -> list[Draft]:
    """ "Both Anna Volk and Peter Maas said": two claims of one wording; "Marks and Spencer" is one."""
    tokens = [t for span in draft.source for t in view.tokens(span.start, span.end)]
    first = next((t for t in tokens if t.head not in tokens or t.head == t), None)
    names = [first, *_joined(first)] if first is not None else []
    if len({t.lower_ for t in names}) < 2 or len(draft.source) > 1 or any(t.pos_ != "PROPN" for t in names):
        return [draft]
    one = any({*names} <= {*entity} for entity in names[0].doc.ents)
    if one or not {*names} <= {*tokens} or any(c.lower_ == "or" for t in names for c in t.children):
        return [draft]
    if all(t.left_edge == t or t.left_edge.lower_ in {"both", "and"} for t in names) and not _apart(view, draft, names):
        return [draft]
    starts = [tokens[0], *(t.left_edge for t in names[1:])]
    ends = [_last_of(name, following) for name, following in zip(names, [*starts[1:], None], strict=True)]
    parts = [
        _without_both(view, Span(view.place(a).start, view.place(b).end)) for a, b in zip(starts, ends, strict=True)
    ]
    return [replace(draft, source=(part,)) for part in parts]


def _apart(view: View, draft: Draft, names: Sequence[Token]) -> bool:
    """Whether two single words are two names: "both" says so, or each stands elsewhere too ("Marks and Spencer")."""
    source = draft.source[0]
    if _BOTH.match(view.text, source.start):
        return True
    rest = view.text[: source.start] + view.text[source.end :]
    return all(re.search(rf"\b{re.escape(t.text)}\b", rest) for t in names)


def _joined(name: Token) -> list[Token]:
    """Names joined to one by "and" or a comma, in order."""
    found: list[Token] = []
    following = next((c for c in name.children if c.dep_ == "conj"), None)
    while following is not None and len(found) < _MOST:
        found.append(following)
        following = next((c for c in following.children if c.dep_ == "conj"), None)
    return found


def _last_of(name: Token, following: Token | None) -> Token:
    """The last token of what belongs to a name, before the one that is joined to it."""
    stop = following.i if following is not None else name.right_edge.i + 1
    last = name.doc[stop - 1]
    while last.i > name.i and (last.is_punct or last.dep_ in {"cc", "preconj"}):
        last = last.nbor(-1)
    return last


def _without_both(view: View, span: Span) -> Span:
    both = _BOTH.match(view.text, span.start, span.end)
    return Span(both.end(), span.end) if both else span


def _verb(view: View, draft: Draft) -> Token | None:
    tokens = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    return next((t for t in reversed(tokens) if t.pos_ == "VERB"), None)


def _after_comma(view: View, token: Token) -> bool:
    place = view.place(token).start
    return _COMMA.search(view.text, max(0, place - 4), place) is not None
