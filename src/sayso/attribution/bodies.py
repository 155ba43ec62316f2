"""Bodies and groups named again by less: "the association" for the Velmar Teachers' Association."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.names import role_words
from sayso.attribution.outlets import like_outlet
from sayso.attribution.phrases import whole_name
from sayso.attribution.scene import Scene, plural, singular
from sayso.attribution.view import View
from sayso.model import Span, Speaker

MOST_NAMED = 3  # times as often as the next must a body be named that "the company" means
FAR = 700  # code points that such words reach back at most
_SUBJECTS = {"nsubj", "nsubjpass"}
_NAME = r"[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and|the|for))*"
_AGENCY = re.compile(r"\b(?:Agency|Administration|Service|Authority|Bureau|Office)\b")
_FROM = ("an", "ese", "ish", "ch", "based")  # ends of words for where somebody is from
_LONG_AGO = 8000  # code points that a name given to "the group" reaches
_NOBODY = {"no", "any", "every", "each", "other", "another", "some", "many", "most"}
_BODIES = {"label", "studio", "club", "party", "bank", "airline", "movement", "front", "militia", "union"}
_GENERIC = {
    "charity", "company", "firm", "group", "organisation", "organization", "operator", "maker", "manufacturer",
    "carrier", "automaker", "carmaker", "planemaker", "drugmaker", "chipmaker", "shipbuilder", "retailer", "lender",
    "insurer", "brewer", "startup", "supermarket", "brokerage", "broker", "publisher", "developer",
}  # fmt: skip


def fuller(scene: Scene, source: Span, noun: Token, position: int) -> Span | None:
    """The fuller words, before a position, of whom "the officials", "residents", "the bank" repeats.

    None where there are none, or where two may be meant.
    """
    bare = scene.view.place(noun).start == source.start  # "residents said"
    wanted = role_words(scene.view.text[source.start : source.end])
    found: dict[frozenset[str], Span] = {}
    for token in islice(scene.before(singular(noun), position), 12):
        if token.dep_ == "compound" or (token.pos_ == "NOUN" and plural(token) != plural(noun)):
            continue
        if bare and token.dep_ not in _SUBJECTS:
            continue
        span = whole_name(scene.view, token)
        text = scene.view.text[span.start : span.end]
        words = role_words(text)
        fits = wanted < words and not words & _NOBODY and text.lower().split()[0] not in _NOBODY
        if fits and not any(words <= other for other in found):
            found.setdefault(words, span)
    return next(iter(found.values())) if len(found) == 1 else None


def named_so(scene: Scene, source: Span, noun: Token) -> Span | None:
    """ "The group, Workers for Norwick, was formed in June … the group": the name that such words were given."""
    if not _bare(scene.view.text[source.start : source.end], noun) or not noun.text.isalpha():
        return None
    pattern = re.compile(rf"\b[Tt]he {noun.lower_}, ({_NAME})(?=,)")
    found = list(pattern.finditer(scene.view.text, max(0, source.start - _LONG_AGO), source.start))
    return Span(*found[-1].span(1)) if found else None


def _bare(words: str, noun: Token) -> bool:
    """Whether a description says no more than what kind of body it is, and where from: "the German automaker"."""
    more = [w for w in lexicon.without_article(words).split() if w.lower() != noun.lower_]
    return not more or (len(more) == 1 and more[0][0].isupper() and more[0].endswith(_FROM))


def only_body(scene: Scene, source: Span, noun: Token) -> Span | None:
    """The one body named before that "the company" can mean."""
    kind = noun.lemma_.lower()
    if len(role_words(scene.view.text[source.start : source.end])) > 1:
        return None
    found: dict[str, Span] = {}
    counts: Counter[str] = Counter()
    for passage in scene.view.passages:
        for entity in passage.doc.ents:
            place = passage.start + entity.start_char
            if entity.label_ != "ORG" or place >= source.start or passage.kind != "body":
                continue
            if not (entity[-1].lower_.endswith(kind) or (kind in _GENERIC and not _is_other(entity.text))):
                continue
            if entity.text in scene.placed and kind in _GENERIC:
                continue  # "the clinic at Olvik": a place
            counts[entity[-1].text] += 1
            found.setdefault(entity[-1].text, Span(place, passage.start + entity.end_char))
    if len(found) < 2:
        return next(iter(found.values()), None)
    (first, most), (_, next_most), *_ = counts.most_common(2)
    return found[first] if kind in _GENERIC and most >= MOST_NAMED * next_most else None


def body_just_spoken(scene: Scene, source: Span, noun: Token) -> Speaker | None:
    """The body that spoke last, a few sentences before, that "the company", "the club" can mean: it is not named as
    another kind."""
    sentences = [s for s in scene.view.sentences_in(max(0, source.start - FAR), source.start) if s.end <= source.start]
    told = (scene.speakers_in(s.start, s.end) for s in reversed(sentences[-4:]))
    bodies = ([x for x in some if x.kind in ("organisation", "outlet")] for some in told)
    near = next((some for some in bodies if some), [])
    body = near[0] if len(near) == 1 else None
    if body is None or not _bare(scene.view.text[source.start : source.end], noun):
        return None
    kind = noun.lemma_.lower()
    fits = kind in _GENERIC | _BODIES
    return body if fits and not (_is_other(body.name) and kind not in body.name.lower()) else None


def agency_before(scene: Scene, source: Span) -> Speaker | None:
    """ "The agency" after NASA, after the Space Agency: the body of that name, or of capitals, that spoke last."""
    told = scene.speakers_in(max(0, source.start - FAR), source.start)
    bodies = [s for s in told if s.kind == "organisation" and (s.name.isupper() or _AGENCY.search(s.name))]
    return bodies[-1] if bodies and not any(s.kind == "outlet" for s in told) else None


def gives_out(issuer: str, words: str) -> bool:
    """Whether "the company", "the ministry" can mean the body that gives out a press release."""
    plain = lexicon.without_article(words).lower()
    theirs = issuer.lower().split()
    return plain in theirs or (plain in _GENERIC | {"club"} and not _is_other(issuer))


def _text(view: View, span: Span) -> str:
    return view.text[span.start : span.end]


def _is_other(name: str) -> bool:
    """A name that says what body it is, and so no company; or one that carries news."""
    kinds = lexicon.words("organisations") - _GENERIC - {"bank", "airline", "club"}
    return like_outlet(name) or any(w.lower() in kinds for w in name.split()) or name.isupper()
