"""Through whom words came: the relays between page and speaker, outermost first.

Looks at the frame of an attribution: its sentence without its content. The ways in which pages name relays stand in
`data/relays.tsv`. Where the source is itself an outlet that cites another, the one cited is the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.outlets import like_outlet, platform_in, relay_at, relay_name
from sayso.attribution.phrases import phrase_from, subject_span
from sayso.attribution.quotes import sentence_end
from sayso.attribution.view import View
from sayso.model import Relay, Span

_ORDER = {"dateline": 0, "carrier": 1, "cites": 2, "spoke": 3, "posted": 4}
_DATELINE = re.compile(r"[A-Z][^()\n.]{0,60}\(([^()\n]{2,30})\)\s*[—–-]+\s*|\(([A-Z][^()\n]{1,30})\)\s*[—–-]+\s*")


class Found(NamedTuple):
    """A relay and how it was said to be one."""

    kind: str
    relay: Relay


def dateline(view: View) -> tuple[Relay, int] | None:
    """The agency of a dateline ("LISBON (AP) —") of the first body paragraph, and where the text begins after it."""
    for paragraph in [p for p in view.paragraphs[:8] if p.kind == "body"][:2]:  # the first may repeat the headline
        match = _DATELINE.match(view.text, paragraph.start, paragraph.end)
        if not match:
            continue
        name = match[1] or match[2]
        at = match.start(1) if match[1] else match.start(2)
        if like_outlet(name):
            return Relay(relay_name(name), at, at + len(name)), match.end()
        return None
    return None


def credited(text: str, bylines: Sequence[tuple[int, int]]) -> tuple[Relay, int] | None:
    """The agency that a byline names as the one whose piece the page is ("PTI, Delhi", "By Reuters Staff"), and where
    that line ends. `bylines`: code points of the blocks that are bylines."""
    for start, end in bylines:
        if match := _credit().search(text, start, end):
            return Relay(relay_name(match[1]), *match.span(1)), end
    return None


@cache
def _credit() -> re.Pattern[str]:
    names = sorted((n for line in lexicon.lines("agencies.txt") for n in line.split("|")), key=len, reverse=True)
    either = "|".join(map(re.escape, names))
    return re.compile(
        rf"^[ \t]*(?:(?:[Ss]ource|SOURCE|[Ff]rom)\s?:?\s+|[Bb][Yy]\s+|[^\n]{{0,60}}?(?:, | [|/–—•·] ?| - ))?({either})"
        rf"(?=[ \t]*(?:$|[,|/–—•·-]|\d|(?:[Ss]taff|[Ww]riters?|[Rr]eporters?|[Uu]pdated|[Pp]ublished)"
        rf"|[A-Z][a-z]{{2,8}}\.? \d))",
        re.MULTILINE,
    )


def add_relays(view: View, draft: Draft) -> None:
    """Fill `via` of a draft; where its source is an outlet that cites someone, put the one cited in its place."""
    _uncite(view, draft)
    _untell(view, draft)
    start, end = _region(view, draft)
    rest = _without(view.text, start, end, draft.content)
    found: list[Found] = _quoting(view, draft)
    for kind, pattern in _patterns():
        for match in pattern.finditer(rest):
            _take(view, draft, kind, start + match.end(), end, found)
    ordered = sorted(found, key=lambda f: (_ORDER[f.kind], f.relay.start))
    draft.via = distinct([f.relay for f in ordered])


def _uncite(view: View, draft: Draft) -> None:
    """A content that opens with "citing an audit, that …" gives these words back to the frame."""
    first = draft.content[0]
    opening = _CITING.match(view.text, first.start, first.end)
    if opening is None and _CUT.search(view.text, max(0, first.start - 30), first.start):
        opening = re.compile(r"\s*").match(view.text, first.start)
    if opening is not None and (named := phrase_from(view, opening.end(), first.end)) is not None:
        if named.end >= first.end - 1 and len(draft.content) > 1:
            draft.content = draft.content[1:]
            return
        rest = re.compile(r"[,\s]+").match(view.text, named.end)
        if rest is not None and rest.end() < first.end:
            draft.content = _from(draft.content, rest.end())


def _untell(view: View, draft: Draft) -> None:
    """ "Told | Deutschlandfunk radio the euro was safe": the one told is no part of what was told."""
    first = draft.content[0]
    if not _TOLD.search(view.text, max(0, first.start - 20), first.start):
        return
    relay = relay_at(view, first.start, first.end)
    if relay is not None and relay.start - first.start < 5 and relay.end < first.end:
        draft.content = _from(draft.content, relay.end)


_TOLD = re.compile(r"\b(?:told|tells|telling)\s+\Z")
_CUT = re.compile(r"\b(?:which (?:cited|quoted|cites|quotes)|citing|quoting)[,\s]*\Z")
_CITING = re.compile(r"[\s,]*(?:citing|quoting|referring to|with reference to)\s+", re.IGNORECASE)


def _quoting(view: View, draft: Draft) -> list[Found]:
    """ "Belta cited the president as saying": the one quoted speaks, the one quoting passes it on."""
    verb = next((t for s in draft.cue for t in view.tokens(s.start, s.end) if t.lemma_ in {"quote", "cite"}), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if verb is None or subject is None or verb.tag_ == "VBG":
        return []
    outer, after = subject_span(view, subject), view.place(verb).end
    if draft.source and overlap((outer,), draft.source):
        outer = draft.source[0]
    saying = _AS_SAYING.search(view.text, after, after + 200)
    named = phrase_from(view, after, saying.start() if saying else after)
    words = view.text[outer.start : outer.end]
    if saying is None or named is None or not (like_outlet(words) or _plain_name(view, outer)):
        return []
    if not draft.source or overlap((outer,), draft.source):
        _put_source(draft, named)
    draft.content = _from(draft.content, saying.end())
    return [Found("carrier", Relay(relay_name(words), outer.start, outer.end))]


_AS_SAYING = re.compile(r"\bas (?:saying|telling|having said|claiming|stating)\b[ ,]*")


def _from(content: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """The content without what stands before `start`, unless nothing would be left."""
    kept = tuple(Span(max(s.start, start), s.end) for s in content if s.end > start)
    return kept or content


def _plain_name(view: View, span: Span) -> bool:
    tokens = view.tokens(span.start, span.end)
    named = all(t.pos_ in {"PROPN", "DET", "NUM"} and t.ent_type_ != "PERSON" for t in tokens)
    return named and any(t.pos_ == "PROPN" for t in tokens)


def _take(view: View, draft: Draft, kind: str, at: int, end: int, found: list[Found]) -> None:
    """What a matched pattern names: a relay, or for an outlet that cites the true source."""
    limit = min([end, *(s.start for s in (*draft.content, *draft.cue) if s.start >= at)])
    if kind != "cites":
        relay = relay_at(view, at, limit, kind.endswith("!"))
        if kind == "posted" and relay and not platform_in(relay.name):
            return
        if relay and not _is_source(draft, relay):
            found.append(Found(kind.rstrip("!"), relay))
        return
    named = phrase_from(view, at, limit)
    if named is None or any(f.relay.start == named.start for f in found):
        return
    outer = outlet_source(view, draft) or reporter(view, draft)
    if outer is not None:
        found.append(Found("carrier", outer))
        _put_source(draft, named)
    elif any(f.kind == "carrier" and f.relay.start < named.start for f in found):
        if draft.source and not _same_place(draft.source, found):
            relay = relay_at(view, at, limit)
            found += [Found("cites", relay)] if relay else []
        else:
            _put_source(draft, named)


def _put_source(draft: Draft, named: Span) -> None:
    draft.notes.append("the one cited is the source, the one citing passes it on")
    draft.source = (named,)
    draft.speaker = None


def _same_place(source: tuple[Span, ...], found: Sequence[Found]) -> bool:
    return any(s.start <= f.relay.start < s.end for s in source for f in found)


def _is_source(draft: Draft, relay: Relay) -> bool:
    return any(s.start <= relay.start <= s.start + 4 for s in draft.source)


def outlet_source(view: View, draft: Draft) -> Relay | None:
    if not draft.source:
        return None
    first = draft.source[0]
    words = _ASIDE.sub("", view.text[first.start : first.end]).strip(" ,")
    return Relay(relay_name(words), first.start, first.start + len(words)) if like_outlet(words) else None


def reporter(view: View, draft: Draft) -> Relay | None:
    """ "Sahra One, citing two bankers, reported": a name that reports what others say carries news, known or not."""
    verbs = {t.lemma_ for s in draft.cue for t in view.tokens(s.start, s.end)}
    if not draft.source or not verbs & {"report", "write", "relay", "broadcast"}:
        return None
    first = draft.source[0]
    words = _ASIDE.sub("", view.text[first.start : first.end]).rstrip(" ,")
    span = Span(first.start, first.start + len(words))
    return Relay(relay_name(words), span.start, span.end) if words and _plain_name(view, span) else None


_ASIDE = re.compile(r",? (?:which|who|that|citing|quoting|referring|obtained|seen)\b.*", re.DOTALL)


def _region(view: View, draft: Draft) -> tuple[int, int]:
    """The sentence or sentences of source and cue, to the end of what is said about the attribution."""
    anchors = [*draft.cue, *draft.source] or [*draft.content]
    first, last = min(s.start for s in anchors), max(s.end for s in anchors)
    paragraph = view.paragraph_at(first)
    if paragraph is None:
        return first, last
    start, stop = paragraph.start, sentence_end(view.text, paragraph.start, paragraph.end)
    while stop <= first:
        start, stop = stop, sentence_end(view.text, stop, paragraph.end)
        if start == stop:
            break
    return start, max(sentence_end(view.text, last, paragraph.end), min(stop, paragraph.end)) if stop > last else (
        sentence_end(view.text, last, paragraph.end)
    )


def _without(text: str, start: int, end: int, content: tuple[Span, ...]) -> str:
    """A stretch of text with the content blanked."""
    letters = list(text[start:end])
    for span in content:
        for at in range(max(span.start, start), min(span.end, end)):
            letters[at - start] = "\x00"
    return "".join(letters)


def distinct(relays: Sequence[Relay]) -> tuple[Relay, ...]:
    kept: list[Relay] = []
    for relay in relays:
        if not any(relay.start == k.start or relay.name == k.name for k in kept):
            kept.append(relay)
    return tuple(kept)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = (line.split("\t") for line in lexicon.lines("relays.tsv"))
    return tuple((kind, re.compile(rf"\b(?:{pattern})\s+", re.IGNORECASE)) for kind, pattern in rows)
