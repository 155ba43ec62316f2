"""Bodies and groups named again by less: "the association" for the Velmar Teachers' Association, "it", "they"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.names import role_words
from sayso.attribution.outlets import like_outlet
from sayso.attribution.phrases import subject_span
from sayso.attribution.scene import Scene, plural, singular
from sayso.attribution.view import Sentence, View
from sayso.model import Span, Speaker

MOST_NAMED = 3  # times as often as the next must a body be named that "the company" means
FAR = 700  # code points that a pronoun reaches back at most
_SUBJECTS = {"nsubj", "nsubjpass"}
_NAME = r"[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and|the|for))*"
_AGENCY = re.compile(r"\b(?:Agency|Administration|Service|Authority|Bureau|Office)\b")
_FROM = ("an", "ese", "ish", "ch", "based")  # ends of words for where somebody is from
_LONG_AGO = 8000  # code points that a name given to "the group" reaches
_NOBODY = {"no", "any", "every", "each", "other", "another", "some", "many", "most"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NAMED = {"ORG", "NORP", "GPE"}
_BODIES = {"label", "studio", "club", "party", "bank", "airline", "movement", "front", "militia", "union"}
_GENERIC = {
    "charity",
    "company",
    "firm",
    "group",
    "organisation",
    "organization",
    "operator",
    "maker",
    "manufacturer",
    "carrier",
    "automaker",
    "carmaker",
    "planemaker",
    "drugmaker",
    "chipmaker",
    "shipbuilder",
    "retailer",
    "lender",
    "insurer",
    "brewer",
    "startup",
    "supermarket",
    "brokerage",
    "broker",
    "publisher",
    "developer",
}


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
        span = _phrase(scene.view, token)
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


def spoke_here(scene: Scene, source: Span) -> Speaker | None:
    """ "Though the centre has said …, it has also admitted": the one body that speaks in this sentence before."""
    sentence = scene.view.sentence_at(source.start)
    told = scene.speakers_in(sentence.start, source.start) if sentence is not None else []
    return told[0] if len(told) == 1 and told[0].kind == "organisation" else None


def spoke_before(scene: Scene, source: Span) -> Speaker | None:
    """The body that spoke in the sentence before, where it alone did."""
    sentences = scene.view.sentences_in(max(0, source.start - FAR), source.start)
    sentences = [s for s in sentences if s.end <= source.start]
    if not sentences:
        return None
    told = scene.speakers_in(sentences[-1].start, sentences[-1].end)
    return told[0] if len(told) == 1 and told[0].kind in ("organisation", "outlet") else None


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


def subject_before(scene: Scene, source: Span, word: str, content: tuple[Span, ...] = ()) -> tuple[Span | None, str]:
    """Who "it" or "they" is: the subject of the nearest sentence that has one; with a rival beside it, nobody.

    What is said (`content`) does not count: "A hundred people are sheltering there, they estimate". People that the
    sentence before acts upon count as they, where its subject cannot: "The cuts left the experts bewildered. They".
    Returns the subject and, where it stays open, the reason.
    """
    for sentence in reversed(scene.view.sentences_in(max(0, source.start - FAR), source.start)[-4:]):
        for subject in _main_subjects(sentence):
            place = scene.view.place(subject)
            if place.start >= source.start or place.end > source.start:
                continue
            if any(s.start <= place.start < s.end for s in content):
                continue
            said = scene.said_at(place.start)
            if not (groups(subject, word) or (said is not None and said.kind in ("organisation", "outlet"))):
                continue
            rival = _rival(subject, word)
            if rival is not None:
                return None, f"{subject.text} or {rival.text}"
            span = _phrase(scene.view, subject)
            tokens = scene.view.tokens(span.start, span.end)
            two = word == "it" and any(t.dep_ == "cc" and t.nbor(1).pos_ == "DET" for t in tokens[:-1])
            return (None, "") if two or any(t.tag_ in _FINITE for t in tokens) else (span, "")
        if word == "they" and sentence.end <= source.start:
            acted = _acted_upon(scene, sentence)
            if acted:
                return (_phrase(scene.view, acted[0]), "") if len(acted) == 1 else (None, "")
    return None, ""


def _acted_upon(scene: Scene, sentence: Sentence) -> list[Token]:
    """People in the plural whom the verb of a sentence acts upon, outside of anybody's words."""
    found = []
    for token in sentence.parsed:
        verb = token.head if token.dep_ in {"dobj", "nsubj"} else token.head.head if token.dep_ == "pobj" else None
        if verb is None or not plural(token) or scene.told_at(scene.view.place(token).start):
            continue
        small = token.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.pos_ == "ADJ"  # "left the experts bewildered"
        some = token.dep_ == "pobj" and token.head.lower_ == "of" and verb.dep_ in {"dobj", "nsubj"}  # "some of the …"
        known = token.lemma_.lower() in lexicon.words("people") | lexicon.words("roles")
        if known and (token.dep_ == "dobj" or small or some or verb.dep_ == "ROOT"):
            found.append(token)
    return found


def outlet_before(scene: Scene, source: Span) -> Span | None:
    """The outlet that is the subject of one of the sentences before."""
    for sentence in reversed(scene.view.sentences_in(max(0, source.start - FAR), source.start)[-4:]):
        for subject in _main_subjects(sentence):
            span = subject_span(scene.view, subject)
            if span.end <= source.start and subject.pos_ == "PROPN" and like_outlet(_text(scene.view, span)):
                return span
    return None


def groups(token: Token, word: str) -> bool:
    """Whether a noun can be "they" (people, a body) or "it" (a body)."""
    if word == "they" and plural(token) and token.lemma_.lower() in lexicon.words("people") | lexicon.words("roles"):
        return True
    dateline = token.ent_type_ == "GPE" and token.text.isupper() and len(token) > 4
    named = token.ent_type_ in _NAMED and len(token) > 1 and not dateline
    return named or is_body(token)


def is_body(token: Token) -> bool:
    """Whether a noun, with the one before it where they make one ("coast guard"), is a body of people."""
    bodies = lexicon.words("organisations")
    pair = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
    return token.lemma_.lower() in bodies or pair in bodies


def _main_subjects(sentence: Sentence) -> Iterator[Token]:
    for token in sentence.parsed:
        if token.dep_ in _SUBJECTS and (token.head.dep_ == "ROOT" or token.head.head.dep_ == "ROOT"):
            yield token


def _rival(subject: Token, word: str) -> Token | None:
    """Another body that the same verb acts upon, unless it was only told something."""
    verb = subject.head
    joined = next((c for c in subject.children if c.dep_ == "conj"), None)
    if word == "it" and joined is not None:
        return joined
    if verb.lemma_.lower() in lexicon.words("tellings") - {"accuse"}:
        return None
    if word == "they" and plural(subject) and subject.pos_ == "NOUN":
        return None
    for child in verb.children:
        others = [child] if child.dep_ == "dobj" else [c for c in child.children if child.dep_ == "agent"]
        for other in others:
            mine = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in other.children)
            if (groups(other, word) or other.tag_ == "NNPS") and not mine and other.lower_ not in {"it", "them"}:
                return other
    return None


def _phrase(view: View, token: Token) -> Span:
    """A noun with what belongs to it, up to a joined "and"; a name whole, with its "of …"."""
    span = subject_span(view, token)
    joined = next((c for c in token.children if c.dep_ in {"cc", "appos"} or c.text in {",", "("}), None)
    start, end = span.start, span.end
    if token.pos_ == "PROPN":
        name = (t for t in view.tokens(start, end) if t.text[:1].isupper())
        start = next((view.place(t).start for t in name), start)
    if joined is not None and view.place(joined).start > view.place(token).start:
        end = min(end, view.place(joined).start)
    return Span(start, start + len(view.text[start:end].rstrip()))


def _text(view: View, span: Span) -> str:
    return view.text[span.start : span.end]


def _is_other(name: str) -> bool:
    """A name that says what body it is, and so no company; or one that carries news."""
    kinds = lexicon.words("organisations") - _GENERIC - {"bank", "airline", "club"}
    return like_outlet(name) or any(w.lower() in kinds for w in name.split()) or name.isupper()
