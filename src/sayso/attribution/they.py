"""Whom "it" and "they" mean: the subject of a sentence before, or the body that spoke last."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.outlets import like_outlet
from sayso.attribution.phrases import subject_span, whole_name
from sayso.attribution.scene import Scene, plural
from sayso.attribution.view import Sentence
from sayso.model import Span, Speaker

FAR = 700  # code points that a pronoun reaches back at most
SUBJECTS = {"nsubj", "nsubjpass"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NAMED = {"ORG", "NORP", "GPE"}


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


def housed(scene: Scene, source: Span) -> Span | None:
    """ "In the ministry they said": the body in which they speak, at the head of their sentence."""
    sentence = scene.view.sentence_at(source.start)
    tokens = scene.view.tokens(sentence.start, source.start) if sentence is not None else []
    if len(tokens) < 2 or tokens[0].lower_ not in {"in", "at", "inside"}:
        return None
    noun = next((c for c in tokens[0].children if c.dep_ == "pobj"), None)
    named = noun is not None and (is_body(noun) or noun.ent_type_ == "ORG")
    return whole_name(scene.view, noun) if noun is not None and named and noun.right_edge.i <= tokens[-1].i else None


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
            if word == "it" and subject.pos_ == "NOUN" and plural(subject) and subject.lower_ != "police":
                continue
            rival = _rival(subject, word)
            if rival is not None:
                return None, f"{subject.text} or {rival.text}"
            span = whole_name(scene.view, subject)
            tokens = scene.view.tokens(span.start, span.end)
            two = word == "it" and any(t.dep_ == "cc" and t.nbor(1).pos_ == "DET" for t in tokens[:-1])
            return (None, "") if two or any(t.tag_ in _FINITE for t in tokens) else (span, "")
        if word == "they" and sentence.end <= source.start:
            if (pair := _two_people(scene, sentence)) is not None:
                return None, pair
            acted = _acted_upon(scene, sentence)
            if acted:
                return (whole_name(scene.view, acted[0]), "") if len(acted) == 1 else (None, "")
    return None, ""


def _two_people(scene: Scene, sentence: Sentence) -> str | None:
    """ "It belied what Ana Ruiz and Paul Lowe had said. They": both, not who spoke further back."""
    for token in sentence.parsed:
        other = next((c for c in token.children if c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN"}), None)
        if other is None or token.dep_ not in SUBJECTS | {"appos"}:
            continue
        places = [scene.view.place(t) for t in (token.left_edge, token.right_edge)]
        if len(scene.people.named(min(p.start for p in places), max(p.end for p in places))) > 1:
            return f"{token.text} and {other.text}"
    return None


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
            if (
                span.end <= source.start
                and subject.pos_ == "PROPN"
                and like_outlet(scene.view.text[span.start : span.end])
            ):
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
        if token.dep_ in SUBJECTS and (token.head.dep_ == "ROOT" or token.head.head.dep_ == "ROOT"):
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
