"""Where names of people stand: what spaCy's small model calls a person, mended by what stands beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Parsed

from sayso.attribution import lexicon
from sayso.attribution.given import is_given
from sayso.attribution.namings import is_place, named_by_form
from sayso.attribution.outlets import known_in
from sayso.attribution.view import View
from sayso.model import Span

_STREETS = {"Street", "Lane", "Road", "Avenue", "Square", "Boulevard", "Alley", "Quay", "Bridge", "Crescent", "Terrace"}


FIRMS = {  # last words of names that are a firm's, whatever stands before
    "Associates", "Capital", "Corp", "Entertainment", "Group", "Holdings", "Inc", "Industries", "Labs", "Laboratories",
    "LLC", "Ltd", "Motors", "Partners", "Pharmaceuticals", "Pictures", "Productions", "Records", "Reports",
    "Securities", "Studios", "Systems", "Technologies", "Ventures",
}  # fmt: skip


def bearers(view: View) -> Iterable[Span]:
    """Where names of people stand: what the model calls a person, mended, and names beside a role or a title."""
    alone, plain, placed = _alone(view), _plain_words(view), _placed(view)
    yield from named_by_form(view)
    for passage in view.passages:
        for entity in passage.doc.ents:
            if entity.label_ == "PERSON":
                tokens = [
                    t for t in entity if t.lower_ not in lexicon.words("titles") and t.text not in {"’s", "'s", "’"}
                ]
                while tokens and (tokens[0].lower_ in lexicon.words("roles") or not tokens[0].text[:1].isupper()):
                    tokens = tokens[1:]
                if len(tokens) == 1 and (given := _before(tokens[0])) is not None:
                    tokens = [given, *tokens]
                if len(tokens) == 1 and (tokens[0].lower_ in plain or tokens[0].text in placed):
                    continue  # "Mill fire", on a page that speaks of the mill; "Olvik", where "in Olvik" stands too
                if len(tokens) == 3 and tokens[0].text in placed and not tokens[0].is_sent_start:
                    tokens = tokens[1:]  # "of Belgora Vasil Druzhko"
                if tokens and tokens[-1].text in _STREETS and not is_given(tokens[0].text):
                    continue
                if len(tokens) > 1 and tokens[-1].text in FIRMS:
                    continue
                if tokens and not known_in(entity.text) and not all(t.text.isupper() for t in tokens):
                    yield Span(passage.start + tokens[0].idx, passage.start + tokens[-1].idx + len(tokens[-1]))
            elif entity.label_ in _MISTAKEN and (
                _beside_role(entity[0], entity[-1]) or _goes_by_surname(entity, alone)
            ):
                bare = entity[1:] if len(entity) > 2 and entity[0].lower_ in lexicon.words("roles") else entity
                yield Span(passage.start + bare.start_char, passage.start + bare.end_char)
        for start, end in _led_by_role(passage.doc) if passage.kind == "body" else ():
            yield Span(passage.start + start, passage.start + end)
        for sentence in passage.doc.sents:
            if (name := _then_he(sentence)) is not None:
                yield Span(passage.start + name[0].idx, passage.start + name[-1].idx + len(name[-1]))
        for match in (
            *_WHO.finditer(passage.doc.text),
            *_described().finditer(passage.doc.text),
            *_presented(passage.doc.text),
        ):
            first = passage.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
            if (
                first is not None
                and all(t.ent_type_ != "PERSON" and t.pos_ == "PROPN" for t in first)
                and not known_in(match[1])
            ):
                yield Span(passage.start + match.start(1), passage.start + match.end(1))


def _before(surname: Token) -> Token | None:
    """The given name that the model left out: the part of a name right before a surname, no role and no title."""
    if surname.i == 0:
        return None
    before = surname.nbor(-1)
    plain = before.pos_ == "PROPN" and not before.ent_type_ and before.whitespace_ and before.text[1:].islower()
    named = plain and before.lower_ not in lexicon.words("roles") | lexicon.words("titles")
    return before if named and before.text[:1].isupper() and before.head in (surname, surname.head) else None


def _led_by_role(doc: Doc) -> Iterable[tuple[int, int]]:
    """ "Defence lawyer Ana Belmont", "Bishop Tadeo Lanz": two or three words of a name right after a role."""
    roles = lexicon.words("roles")
    for match in _RUN.finditer(doc.text):
        words = match[2].split(" ")
        last = max((n for n, word in enumerate(words) if word.lower() in roles), default=-1)
        if last < 0 and (match[1] or "") not in roles:
            continue
        start = match.start(2) + sum(len(word) + 1 for word in words[: last + 1])
        end = match.end() - (2 if match[0].endswith(("'s", "’s")) else 0)
        name = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        if (
            name is None
            or not _plain(list(name))
            or any(t.pos_ in {"VERB", "AUX"} for t in name)
            or not 2 <= len(name) <= 3
            or known_in(name.text)
        ):
            continue
        labels = {t.ent_type_ for t in name}
        whole = len(labels) == 1 and labels <= _BODIES
        whole = whole and (words[last].lower() in _ALSO_NAMES if last >= 0 else not _called(name))
        seen = sum(t.ent_type_ == "PERSON" for t in name) > 1  # the model's own end of the name is better
        if not labels & _NEVER and not whole and not seen:
            yield start, end


def _called(name: Parsed) -> bool:
    """ "The director Magnus Feld": a name that hangs on the role before it, the role on the name, or both on one verb
    as its subjects."""
    role = name[0].nbor(-1)
    subjects = {role.dep_, name.root.dep_} <= {"nsubj", "nsubjpass"} and role.head == name.root.head
    subjects = subjects and role.lower_ not in _ALSO_FIRMS
    beside = subjects or name.root.head == role or role.head == name.root
    return role.lower_ not in lexicon.words("organisations") and beside


_RUN = re.compile(r"(?:\b([a-z][a-z-]+) )?\b((?:[A-Z][\w'’-]*[a-z][\w'’-]*)(?: [A-Z][\w'’-]*[a-z][\w'’-]*)+)")
_BODIES, _NEVER = {"ORG", "GPE", "LOC", "FAC", "PRODUCT"}, {"DATE", "TIME", "NORP", "EVENT", "LAW", "LANGUAGE", "LOC"}
_ALSO_NAMES = {"general", "major", "justice", "king", "prince", "princess", "queen", "cardinal", "captain", "head"}
_ALSO_FIRMS = {"operator", "broadcaster", "producer", "developer", "retailer", "wholesaler", "brewer", "distiller"}
_ALSO_FIRMS |= {"owner", "builder", "partner", "broker", "consultant", "shareholder", "investor", "observer"}
_ALSO_NAMES |= {"chief", "judge", "chair", "champion", "guard", "ranger", "hunter", "miner", "general", "executive"}


def _presented(text: str) -> Iterable[re.Match[str]]:
    """ "The head of the emergency service, Vadim Korsun, reported": a name after the comma that ends a role."""
    roles = lexicon.words("roles")
    for match in _PRESENTED.finditer(text):
        role = _PHRASE.search(text, max(0, match.start() - 90), match.start() - 2)
        head = re.split(r" (?:of|for|at|in|from|to)\b", role[1])[0].split() if role else []
        if head and head[-1].lower() in roles:
            yield match


_PRESENTED = re.compile(
    r"(?<=, )([A-Z][\w'’-]*[a-z] (?:(?:al|bin|de|van|von) )?[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])?)"
    r"(?=[,.]| said| told)"
)
_PHRASE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) ([^,.;:“”\"]+)\Z")
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


def _plain_words(view: View) -> frozenset[str]:
    """Words that the page writes small somewhere, without those that a name of two words or more ends in."""
    people = {e[-1].lower_ for p in view.passages for e in p.doc.ents if e.label_ == "PERSON" and len(e) > 1}
    return frozenset(t.text for passage in view.passages for t in passage.doc if t.is_lower) - people


def _placed(view: View) -> frozenset[str]:
    """Proper nouns that stand somewhere on the page as a place does."""
    named = {e.text for p in view.passages for e in p.doc.ents if e.label_ in {"GPE", "LOC"} and len(e) == 1}
    led = {
        t.text for p in view.passages for t in p.doc if t.text in named and t.i and t.nbor(-1).lower_ in {"of", "from"}
    }
    return frozenset(led) | frozenset(t.text for p in view.passages for t in p.doc if t.pos_ == "PROPN" and is_place(t))


def _goes_by_surname(entity: Parsed, alone: frozenset[str]) -> bool:
    """Two or three words of which only the last also stands alone: "Sergei Danilov … Danilov"."""
    name = list(entity)
    if not 2 <= len(name) <= 3 or any(t.pos_ in {"VERB", "AUX"} for t in name) or entity.label_ != "ORG":
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
            if 2 <= len(name) <= 3 and _plain(name) and not any(c.dep_ == "det" for c in token.lefts):
                return name  # but "The Red House called it a sham. He …"
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
