"""Where names of people stand: what spaCy's small model calls a person, mended by what stands beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Span as Parsed
from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.outlets import known_in
from sayso.attribution.view import View
from sayso.model import Span


def bearers(view: View) -> Iterable[Span]:
    """Where names of people stand: what the model calls a person, mended, and names beside a role or a title."""
    alone = _alone(view)
    for passage in view.passages:
        for entity in passage.doc.ents:
            if entity.label_ == "PERSON":
                tokens = [
                    t for t in entity if t.lower_ not in lexicon.words("titles") and t.text not in {"’s", "'s", "’"}
                ]
                while tokens and (tokens[0].lower_ in lexicon.words("roles") or not tokens[0].text[:1].isupper()):
                    tokens = tokens[1:]
                if tokens and not known_in(entity.text) and not all(t.text.isupper() for t in tokens):
                    yield Span(passage.start + tokens[0].idx, passage.start + tokens[-1].idx + len(tokens[-1]))
            elif entity.label_ in _MISTAKEN and (
                _beside_role(entity[0], entity[-1]) or _goes_by_surname(entity, alone)
            ):
                yield Span(passage.start + entity.start_char, passage.start + entity.end_char)
        for sentence in passage.doc.sents:
            if (name := _then_he(sentence)) is not None:
                yield Span(passage.start + name[0].idx, passage.start + name[-1].idx + len(name[-1]))
        for match in (*_WHO.finditer(passage.doc.text), *_described().finditer(passage.doc.text)):
            first = passage.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
            if (
                first is not None
                and all(t.ent_type_ != "PERSON" and t.pos_ == "PROPN" for t in first)
                and not known_in(match[1])
            ):
                yield Span(passage.start + match.start(1), passage.start + match.end(1))


_MISTAKEN = {"ORG", "GPE", "FAC", "NORP", "PRODUCT", "WORK_OF_ART"}  # labels that names of people get at times


def _alone(view: View) -> frozenset[str]:
    """Proper nouns that stand by themselves somewhere on the page, and nowhere after "the" as names of bodies do."""
    alone, with_the = set(), set()
    for token in (t for passage in view.passages for t in passage.doc if t.pos_ == "PROPN"):
        before = token.nbor(-1) if token.i else None
        if before is not None and before.lower_ == "the":
            with_the.add(token.text)
        last = token.i + 1 == len(token.doc) or token.nbor(1).pos_ != "PROPN"
        if last and (before is None or before.pos_ != "PROPN"):
            alone.add(token.text)
    return frozenset(alone - with_the)


def _goes_by_surname(entity: Parsed, alone: frozenset[str]) -> bool:
    """Two or three words of which only the last also stands alone: "Sergei Danilov … Danilov"."""
    name = list(entity)
    if not 2 <= len(name) <= 3 or any(t.pos_ != "PROPN" for t in name) or entity.label_ != "ORG":
        return False
    return _plain(name) and name[-1].text in alone and name[0].text not in alone


def _then_he(sentence: Parsed) -> list[Token] | None:
    """A name of two or three words, subject of a sentence after which another begins with "he" or "she"."""
    if sentence.end >= len(sentence.doc) or sentence.doc[sentence.end].lower_ not in {"he", "she"}:
        return None
    for token in sentence:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "PROPN" and token.ent_type_ == "ORG":
            name = [
                t for t in (*token.lefts, token) if t.pos_ == "PROPN" and t.dep_ in {"compound", "nsubj", "nsubjpass"}
            ]
            if 2 <= len(name) <= 3 and _plain(name):
                return name
    return None


def _plain(name: list[Token]) -> bool:
    """Capitalised words side by side, none of which makes it the name of a body or an outlet."""
    bodies = lexicon.words("organisations") | lexicon.words("outletwords")
    spelled = all(t.text[:1].isupper() and t.text[1:].islower() and t.lower_ not in bodies for t in name)
    return spelled and name[-1].i - name[0].i == len(name) - 1


_WHO = re.compile(r"\b([A-Z][\w'’-]+ [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?), (?:who|whose) ")


@cache
def _described() -> re.Pattern[str]:
    """A name and, after a comma, what its bearer is: "Fahim Dashti, spokesman for"."""
    roles = "|".join(sorted(lexicon.words("roles"), key=len, reverse=True))
    name = r"[A-Z][\w'’-]+ (?:(?:al|bin|de|van|von) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
    return re.compile(rf"\b({name}), (?:(?:an?|the|its|their|his|her|one of) )?(?:[\w-]+ ){{0,3}}?(?:{roles})\b")


def _beside_role(first: Token, last: Token) -> bool:
    """ "Union spokesman Ivo Marek": a name right after a role in its own phrase, whatever the model calls it."""
    if not first.text[:1].isupper() or first.i == 0 or last.i - first.i > 3:
        return False
    before = first.nbor(-1)
    if any(t.pos_ != "PROPN" for t in first.doc[first.i : last.i + 1]):
        return False
    return (before.lower_ in lexicon.words("roles") and before.head in (first, last)) or before.lower_ in lexicon.words(
        "titles"
    )
