"""Names of people told by what stands around them, where the language model sees none.

"Dr Ines Vardal", "Beata Kolm, 41,", "the minister of interior Nadia Kesten", "Sadi Orlun declared … Orlun said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.given import is_given
from sayso.attribution.outlets import known_in
from sayso.attribution.view import View
from sayso.model import Span

_CAPITAL = r"[A-Z][\w'’-]*[a-z]"
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame)\b\.? ({_CAPITAL}(?: {_CAPITAL}){{0,2}})")
_AGED = re.compile(rf"\b({_CAPITAL} {_CAPITAL}(?: {_CAPITAL})?), (?:aged )?\d{{2}}(?=[,.;])")
_OF_BODY = re.compile(rf"\b({_CAPITAL} {_CAPITAL}) of (?:the|a) (?:[\w'’-]+ ){{0,3}}?([a-z-]+)(?=[ ,.])")
_HELD = re.compile(
    rf"\b([a-z-]+|{_CAPITAL}) (?:of|for) (?:the )?((?:[\w'’-]+ ){{1,5}}?)({_CAPITAL} {_CAPITAL})\b(?! {_CAPITAL})"
)
_NO_HOLDER = {"mr", "mrs", "ms", "dr", "late", "former", "new", "old", "saint", "st", "of", "and", "or", "in"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_PLACED = {"in", "near", "outside", "around"}


def named_by_form(view: View) -> Iterator[Span]:
    """Where such names stand, in no order."""
    for passage in view.passages:
        text = passage.doc.text
        found = [(m.start(1), m.end(1)) for m in (*_TITLED.finditer(text), *_AGED.finditer(text))]
        bodies = lexicon.words("organisations")
        found += [(m.start(1), m.end(1)) for m in _OF_BODY.finditer(text) if m[2] in bodies]
        found += [(m.start(3), m.end(3)) for m in _HELD.finditer(text) if _holder(m)]
        for start, end in found:
            if _like_name(text[start:end]):
                yield Span(passage.start + start, passage.start + end)
    yield from _speaking(view)
    yield from _given(view)
    yield from _after_place(view)


def _holder(match: re.Match[str]) -> bool:
    """ "spokeswoman of the bank Nadja Forl": a role, what it is held in, and who; no name of a town or a ship."""
    if match[1].lower() not in lexicon.words("roles") | {"speaker"}:
        return False
    last = match[2].split()[-1]
    plain = last.lower() in lexicon.words("organisations") or (last.islower() and last.isalpha())
    return plain and last.lower() not in lexicon.words("namedthings") | _NO_HOLDER


def _like_name(name: str) -> bool:
    """Words of which none says what a body or an outlet is."""
    known = (
        lexicon.words("organisations") | lexicon.words("outletwords") | lexicon.words("roles") | lexicon.words("titles")
    )
    return not any(w.lower() in known for w in name.split()) and not known_in(name)


def _after_place(view: View) -> Iterator[Span]:
    """ "The deputy head of the water office of Belgora Vasil Druzhko informed": the last two of three, where the first
    is a place elsewhere on the page."""
    alone = {t.text for p in view.passages for t in p.doc if t.pos_ == "PROPN" and _stands_alone(t)}
    for passage in view.passages:
        for match in _PLACE_LED.finditer(passage.doc.text):
            before = passage.doc.text[max(0, match.start() - 120) : match.start()]
            role = re.search(r"([\w-]+) (?:of|for|in) [^,.;:“”\"]*\Z", before + match[0][:3])
            held = role is not None and bool(_words(before) & (lexicon.words("roles") | {"speaker"}))
            if held and match[1] in alone and _like_name(match[2]):
                yield Span(passage.start + match.start(2), passage.start + match.end(2))


_PLACE_LED = re.compile(rf"\b(?:of|for|in) ({_CAPITAL}) ({_CAPITAL} {_CAPITAL})\b(?! {_CAPITAL})")


def _words(text: str) -> set[str]:
    """Words of the last sentence or part of one, lower-case."""
    return {w.lower() for w in re.findall(r"\w+", re.split(r"[.;:“”\"]", text)[-1])}


def _stands_alone(token: Token) -> bool:
    last = token.i + 1 == len(token.doc) or token.nbor(1).pos_ != "PROPN"
    return last and (token.i == 0 or token.nbor(-1).pos_ != "PROPN")


def _speaking(view: View) -> Iterator[Span]:
    """Two words that somewhere say something, of which the last (or a given name) says something alone elsewhere."""
    alone = surnames(view)
    for token in (t for p in view.passages for t in p.doc if t.dep_ in _SUBJECTS and t.pos_ == "PROPN"):
        name = [t for t in (*token.lefts, token) if t.pos_ == "PROPN" and t.dep_ in {"compound", "flat", *_SUBJECTS}]
        name = name[-2:]
        if len(name) != 2 or name[1].i != name[0].i + 1:
            continue
        first, last = (t.text in alone for t in name)
        if first == last and not is_given(name[0].text):
            continue
        if first and not last and not is_given(name[0].text):
            continue
        start, end = view.place(name[0]).start, view.place(name[1]).end
        plain = re.fullmatch(f"{_CAPITAL} {_CAPITAL}", view.text[start:end]) is not None
        if plain and _tells(token) and _like_name(view.text[start:end]):
            yield Span(start, end)


def _given(view: View) -> Iterator[Span]:
    """ "Petra Lunde is unconvinced": two words that do something, of which the first is a given name."""
    for token in (t for p in view.passages if p.kind == "body" for t in p.doc if t.dep_ in _SUBJECTS and t.i):
        first = token.nbor(-1)
        if first.head != token or first.dep_ not in {"compound", "flat"} or not is_given(first.text):
            continue
        start, end = view.place(first).start, view.place(token).end
        led = first.i > 0 and (first.nbor(-1).pos_ in {"PROPN", "DET"} or first.nbor(-1).text == "-")
        if (
            not led
            and re.fullmatch(f"{_CAPITAL} {_CAPITAL}", view.text[start:end])
            and _like_name(view.text[start:end])
        ):
            yield Span(start, end)


def _tells(subject: Token) -> bool:
    verb = subject.head
    return verb.lemma_.lower() in lexicon.verbs() and verb.pos_ == "VERB"


def surnames(view: View) -> frozenset[str]:
    """Proper nouns that by themselves are the subject of a verb of saying, and nowhere a place."""
    found, places = set(), set()
    for token in (t for passage in view.passages for t in passage.doc if t.pos_ == "PROPN"):
        before = token.nbor(-1) if token.i else None
        if before is not None and before.pos_ == "PROPN":
            continue
        if is_place(token):
            places.add(token.text)
        elif token.dep_ in _SUBJECTS and _tells(token) and (before is None or before.lower_ != "the"):
            found.add(token.text)
    return frozenset(found - places)


def is_place(token: Token) -> bool:
    """Whether a name stands where a place does: "in Olvik", "near Tamar", not "in Korda's view"."""
    if token.i == 0:
        return False
    last = token.i + 1 == len(token.doc) or token.nbor(1).text not in {"'s", "’s", "'", "’"}
    before = token.nbor(-1).lower_
    return (before in _PLACED and last) or before in lexicon.words("namedthings")
