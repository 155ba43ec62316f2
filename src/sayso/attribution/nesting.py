"""Attributions that touch each other: one inside the content of another, one that only cites for another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.attribution import lexicon
from sayso.attribution.chains import distinct, outlet_source, reporter
from sayso.attribution.documents import text_noun
from sayso.attribution.draft import Draft, length, overlap
from sayso.attribution.edges import FINITE
from sayso.attribution.interviews import ANSWER
from sayso.attribution.near import Nearby
from sayso.attribution.scene import settled
from sayso.attribution.view import View
from sayso.model import Relay, Span


def without_citations(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Drops what is only the citing part of another attribution of its sentence ("…, Reuters reported, citing X")."""
    citing = [d for d in drafts if any(_CITES.search(view.text, s.start, s.end) for s in d.cue)]
    gone = {id(d) for d in citing if any(_cites_for(d, other) for other in drafts if other is not d)}
    return [d for d in drafts if id(d) not in gone]


_CITES = re.compile(r"\b(?:citing|quoting|cited|quoted|reference|referring)\b", re.IGNORECASE)


def _cites_for(draft: Draft, other: Draft) -> bool:
    named = (*other.source, *(Span(via.start, via.end) for via in other.via))
    if overlap(draft.content, named) > 0.5 * length(draft.content):
        return True
    return overlap(draft.content, other.content) > 0.5 * length(other.content) and draft.cue > other.cue


def retold(view: View, draft: Draft) -> bool:
    """ "“The minister told me that it was cracked,” said Lund": a saying of somebody named, in somebody's words."""
    source = [t for s in draft.source for t in view.tokens(s.start, s.end)]
    verb = next((t for s in draft.cue for t in view.tokens(s.start, s.end) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in lexicon.words("tellings") or verb.tag_ not in FINITE:
        return False
    if length(draft.content) > _LONG or any(mark in view.text[draft.frame[0] : draft.frame[1]] for mark in "“„«"):
        return False  # marks that never close
    told = [t for s in draft.content for t in view.tokens(s.start, s.end)]
    somebody = any(t.pos_ in {"PROPN", "NOUN"} for t in source) and any(t.tag_ in FINITE | {"MD"} for t in told)
    return somebody and not any(t.lower_ in _OWN_WORDS for t in source)


_LONG = 300  # code points of what is retold
_OWN_WORDS = {"i", "we", "you", "who", "which", "that", "nobody", "everybody", "anybody", "people"}


def nest(view: View, drafts: list[Draft]) -> list[Draft]:
    """Attributions inside the content of another: an outlet that tells what another said becomes a relay of it.

    Others are marked `inside`. Returns the drafts that stay.
    """
    ordered = sorted(drafts, key=lambda d: (d.content[0].start, -length(d.content)))
    told = Nearby((d, d.content) for d in ordered)
    gone: set[int] = set()
    for inner in ordered:
        if inner.manner == "direct" and not inner.cue:
            continue
        outer = _holder(told, inner)
        if outer is None:
            continue
        relay, least = outlet_source(view, outer) or reporter(view, outer), _MOSTLY
        if relay is None:
            relay, least = _statement(view, inner, outer), _HALF
        if relay is not None and _fills(view, inner, outer, least):
            inner.via = distinct([*outer.via, relay, *inner.via])
            inner.via = tuple(r for r in inner.via if not _only_describes(r, inner.via))
            gone.add(id(outer))
        else:
            inner.inside = outer
    return [draft for draft in drafts if id(draft) not in gone]


def _statement(view: View, inner: Draft, outer: Draft) -> Relay | None:
    """ "“…,” he told settlers, according to a statement": the text in which somebody's quoted words stand."""
    cue = " ".join(view.text[s.start : s.end] for s in outer.cue).lower()
    if inner.manner != "direct" or not cue.startswith("according") or not outer.source:
        return None
    if text_noun(view, outer.source[0]) is None:
        return None
    name = lexicon.without_article(view.text[outer.source[0].start : outer.source[0].end])
    return Relay(name, outer.source[0].start, outer.source[0].end)


def hand_on(view: View, drafts: Sequence[Draft]) -> None:
    """Somebody who tells what he was told is a relay of it: "Jenny says the minister told them that …", or an answer in
    an interview. Who merely claims that another said so is not: there `inside` is all."""
    for draft in drafts:
        teller = draft.inside
        if teller is None or teller.speaker is None or not teller.source or draft.speaker is None:
            continue
        told, said = teller.speaker.name, draft.speaker.name
        cue = " ".join(view.text[s.start : s.end] for s in draft.cue).lower()
        heard = teller.speaker.kind == "person" and (teller.how == ANSWER or cue in lexicon.words("told") | _ALOUD)
        known = heard and settled(teller.speaker) and settled(draft.speaker)
        if known and told != said and not any(told == relay.name for relay in draft.via):
            relay = Relay(told, teller.source[0].start, teller.source[0].end)
            draft.via = distinct([*teller.via, relay, *draft.via])


_ALOUD = {"shouted", "had shouted", "yelled", "had yelled", "whispered", "had whispered"}  # who tells of it heard it


_MOSTLY, _HALF = 0.75, 0.5  # shares of what is told that an inner attribution takes


def _fills(view: View, inner: Draft, outer: Draft, least: float) -> bool:
    """The inner attribution is all that the outer one tells, and is speech, no intention ("agreed to go")."""
    start, end = inner.frame
    if inner.content and view.text.startswith("to ", inner.content[0].start):
        return False
    filled = overlap((Span(start, end),), outer.content)
    rest = (t for s in outer.content for t in view.tokens(s.start, s.end) if not start <= view.place(t).start < end)
    only_when = inner.manner == "direct" and not any(t.pos_ in {"VERB", "AUX"} for t in rest)
    return filled > (_HALF if only_when else least) * length(outer.content)


def _only_describes(relay: Relay, relays: Sequence[Relay]) -> bool:
    """ "the agency" beside the agency's name is the same relay twice."""
    return relay.name[:1].islower() and any(other is not relay and other.name[:1].isupper() for other in relays)


def _holder(told: Nearby[Draft], inner: Draft) -> Draft | None:
    """The smallest attribution in whose content the cue and source of another stand."""
    frame = (*inner.source, *inner.cue)
    if not frame:
        return None
    size = length(frame)
    near = told.near(frame)
    holders = [d for d in near if d is not inner and overlap(frame, d.content) == size and d.cue != inner.cue]
    return min(holders, key=lambda d: length(d.content), default=None)
