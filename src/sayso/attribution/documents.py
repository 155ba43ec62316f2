"""Whose a text is that speaks: "the statement added", "a letter from X", "in a statement issued before dawn it said".

A text speaks for whoever issued it. The issuer stands in the phrase itself, or where the text was spoken of before as
the object of a verb of issuing or beside a verb of saying. Which words may name one text in turn is told in
`data/documentkin.txt`, the verbs in `data/issuing.txt`.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.outlets import like_outlet
from sayso.attribution.phrases import subject_span
from sayso.attribution.scene import Scene, plural, singular
from sayso.attribution.view import View
from sayso.model import Span

_BY = {"by", "from", "of"}
_MEDIUM = {"in", "on", "via", "through", "with"}
_OWN = {"his", "her", "its", "their"}
_FAR = 500  # code points in which the sentence before ends
_OBTAINING = re.compile(r"\b(?:seen|obtained|reviewed|viewed|received|found|leaked)\b")


def text_noun(view: View, source: Span) -> Token | None:
    """The head of a phrase that names a text: "statement" in "the ministry's statement"."""
    tokens = view.tokens(source.start, source.end)
    inside = set(tokens)
    heads = (t for t in tokens if t.head not in inside or t.head == t)
    head = next((t for t in heads if t.pos_ in {"NOUN", "PROPN"} and len(t) > 1), None)
    return head if head is not None and _is_text(head) else None


def named_beside(view: View, noun: Token) -> Span | None:
    """The issuer that a text is named with: "the ministry's statement", "a letter from Ana Ruiz"."""
    if any(c.dep_ == "conj" for c in noun.children):
        return None  # two texts
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ not in {"DATE", "TIME"}:
            return subject_span(view, child)
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in lexicon.words("issuing"):
            agents = [c for c in child.children if c.dep_ == "agent"]
        else:
            agents = [child] if child.dep_ in {"prep", "agent"} and child.lower_ in _BY | {"in", "on"} else []
        for agent in agents:
            for owner in (c for c in agent.children if c.dep_ == "pobj"):
                span = subject_span(view, owner)
                if _issues(view, owner, span, agent.lower_):
                    return span
    return None


def issuer_before(scene: Scene, noun: Token) -> Span | None:
    """The issuer of a text spoken of before ("The bank published a report … The report says"); None where untold."""
    position = scene.view.place(noun).start
    earlier = [t for lemma in _same_text(singular(noun)) for t in scene.before(lemma, position)]
    for mention in sorted(set(earlier), key=lambda t: -scene.view.place(t).start)[:6]:
        if mention.pos_ != "NOUN" or plural(mention) != plural(noun):
            continue
        if found := named_beside(scene.view, mention) or _governor(scene.view, mention):
            if scene.view.text[found.start : found.end].lower() not in _OWN:
                return found
            return _subject(scene.view, _verb_over(mention))
        if not _definite(mention):
            return None
    return None


def mentioned_before(scene: Scene, noun: Token) -> bool:
    """Whether a text of this kind was spoken of before."""
    position = scene.view.place(noun).start
    return any(next(scene.before(lemma, position), None) is not None for lemma in _same_text(singular(noun)))


def message_before(scene: Scene, source: Span) -> Span | None:
    """ "The statement was put out by the bank. “…,” it says": whose the one message of the sentence before is."""
    near = [s for s in scene.view.sentences_in(max(0, source.start - _FAR), source.start) if s.end <= source.start]
    bare = [s for s in near if not scene.told_at((s.start + s.end) // 2)]
    texts = [t for t in bare[-1].parsed if _is_text(t) and is_message(t) and not plural(t)] if bare else []
    if len(texts) != 1 or texts[0].dep_ not in {"nsubjpass", "nsubj", "dobj"}:
        return None
    return named_beside(scene.view, texts[0]) or _governor(scene.view, texts[0])


def is_message(noun: Token) -> bool:
    """A text that is given out as one's word: a statement, a letter, a post; no report, no study."""
    return singular(noun) in _same_text("statement") | _same_text("letter") | _same_text("post")


def text_in_frame(view: View, cue: Span) -> Span | None:
    """ "In the statement" of "In the statement it was stated that …": the phrase, where it begins its sentence."""
    sentence = view.sentence_at(cue.start)
    if sentence is None:
        return None
    tokens = view.tokens(sentence.start, cue.start)
    if len(tokens) > 14 or not tokens or tokens[0].lower_ not in _MEDIUM | {"at"}:
        return None
    noun = next((c for c in tokens[0].children if c.dep_ == "pobj" and _is_text(c)), None)
    return subject_span(view, noun) if noun is not None else None


def _is_text(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in _texts()


def _definite(token: Token) -> bool:
    return any(c.lower_ in {"the", "this", "that"} for c in token.children)


def _issues(view: View, owner: Token, span: Span, link: str) -> bool:
    """Whether who stands after "by", "of", "in" can be the author: after "of" only a name or a body."""
    named = owner.ent_type_ in {"ORG", "PERSON", "NORP", "GPE"}
    if link in {"in", "on"}:
        return like_outlet(view.text[span.start : span.end])
    body = owner.lemma_.lower() in lexicon.words("organisations") | lexicon.words("outletwords")
    role = owner.lemma_.lower() in lexicon.words("roles")
    return named or body or (role and (link != "of" or not plural(owner))) or (link == "by" and owner.pos_ != "NUM")


def _governor(view: View, mention: Token) -> Span | None:
    """The subject of the verb that gives out the text, or that says something in it."""
    verb = _verb_over(mention)
    if verb is None:
        return None
    if mention.dep_ == "nsubjpass":
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        return subject_span(view, by) if by is not None and verb.lemma_.lower() in lexicon.words("issuing") else None
    if mention.dep_ == "dobj" and verb.lemma_.lower() not in lexicon.words("issuing"):
        return None
    if _OBTAINING.fullmatch(verb.lower_):
        return None
    return _subject(view, verb)


def _verb_over(mention: Token) -> Token | None:
    """The verb whose object a text is, or beside which it stands with "in" or "on"."""
    head = mention.head
    if mention.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
        return head
    if mention.dep_ == "pobj" and head.lower_ in _MEDIUM:
        return head.head if head.head.pos_ in {"VERB", "AUX"} else None
    return None


def _subject(view: View, verb: Token | None) -> Span | None:
    """The active subject of a verb, or of the verb it is joined to."""
    for _ in range(3):
        if verb is None:
            return None
        found = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if found is not None:
            return subject_span(view, found) if found.pos_ in {"NOUN", "PROPN", "PRON"} else None
        verb = verb.head if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head != verb else None
    return None


@cache
def _texts() -> frozenset[str]:
    return frozenset(word for line in lexicon.lines("documentkin.txt") for word in line.split("|"))


@cache
def _same_text(lemma: str) -> frozenset[str]:
    """Words that may name the same text."""
    rows = [frozenset(line.split("|")) for line in lexicon.lines("documentkin.txt")]
    return frozenset({lemma}).union(*(row for row in rows if lemma in row))
