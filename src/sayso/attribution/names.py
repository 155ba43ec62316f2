"""The people a page names: full names, the surnames that stand for them, spellings that are one man, their roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span as Parsed
from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.outlets import known_in
from sayso.attribution.view import View
from sayso.model import Span

ROLE_WORDS = re.compile(r"[\w-]+")
_SMALL = {"of", "the", "for", "and", "in", "at", "on", "to", "a", "an", "by", "with", "from", "former", "s"}


@dataclass(eq=False)
class Person:
    """One person of a page. `first`: where first named; `roles`: as read beside the name."""

    name: str
    first: int
    roles: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def surname(self) -> str:
        return self.name.split()[-1]


class People:
    """Who is named on a page. Look a name up with `find`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.persons: list[Person] = []
        spans = sorted(_entities(view), key=lambda s: s.start)
        counts = Counter(view.text[s.start : s.end].split()[-1] for s in spans)
        counts.update(t.text for p in view.passages for t in p.doc if t.tag_ == "NNP")
        for span in sorted(spans, key=lambda s: -len(view.text[s.start : s.end].split())):
            self._add(span, counts)
        for person in self.persons:
            person.places.sort()
            person.first = person.places[0]
        self.persons.sort(key=lambda p: p.first)
        self._spell(counts)

    def _add(self, span: Span, counts: Counter[str]) -> None:
        name = " ".join(self._view.text[span.start : span.end].split())
        person = self.find(name) if len(name.split()) == 1 else self._same(name)
        if person is None:
            person = Person(name, span.start)
            self.persons.append(person)
        person.places.append(span.start)
        if role := role_beside(self._view, span):
            person.roles.append(role)

    def _same(self, name: str) -> Person | None:
        for person in self.persons:
            theirs, mine = person.name.split(), name.split()
            initial = len(mine[0].strip(".")) == 1 and theirs[0][0] == mine[0][0]
            if len(theirs) > 1 and close(theirs[-1], mine[-1]) and (initial or close(theirs[0], mine[0])):
                return person
        return None

    def find(self, name: str) -> Person | None:
        """The person a name stands for: the same name, or the only one with that surname (or first name)."""
        parts = name.split()
        if len(parts) > 1:
            return next((p for p in self.persons if p.name == name), None) or self._same(name)
        for at in (-1, 0):
            found = [p for p in self.persons if p.name.split()[at] == name]
            if len(found) == 1:
                return found[0]
            if found:
                return None
        near = [p for p in self.persons if len(p.name.split()) > 1 and close(p.surname, name)]
        return near[0] if len(near) == 1 else None

    def _spell(self, counts: Counter[str]) -> None:
        """Spell a surname as the page mostly does: "Zamir Kambulov" beside five "Kabulov" is Zamir Kabulov."""
        for person in self.persons:
            variants = [w for w in counts if close(w, person.surname)]
            if variants and len(person.name.split()) > 1:
                best = max(variants, key=lambda w: (counts[w], w))
                if counts[best] > counts[person.surname]:
                    person.name = " ".join([*person.name.split()[:-1], best])

    def with_role(self, description: str) -> list[Person]:
        """People whose role holds the head word of a description and most of its other words."""
        wanted = role_words(description)
        head = head_word(description)
        if not wanted or head is None:
            return []
        found = []
        for person in self.persons:
            have = [role_words(role) for role in person.roles]
            if any(head in words and len(wanted & words) >= 0.6 * len(wanted) for words in have):
                found.append(person)
        return found


def close(a: str, b: str) -> bool:
    """Whether two surnames may be one: equal, or one letter apart and long enough for that to mean little."""
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    return a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]


def role_words(text: str) -> frozenset[str]:
    """Words of a role that carry meaning, lower-case, possessives stripped."""
    words = (w.lower() for w in ROLE_WORDS.findall(re.sub(r"['’]s\b", "", text)))
    return frozenset(
        w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in words if w not in _SMALL
    )


def head_word(text: str) -> str | None:
    """The first noun of a description that says what a person is ("the former Pentagon official" -> "official")."""
    roles = lexicon.words("roles")
    words = (w.lower() for w in ROLE_WORDS.findall(_OWNER.sub("", text)))
    return next((w for w in words if w in roles), None)


_OWNER = re.compile(r"\b[\w-]+['’]s\b")


def name_run(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The run of proper nouns around a token, as indices [first, end)."""
    first, end = at, at + 1
    while first and _in_name(tokens[first - 1]):
        first -= 1
    while end < len(tokens) and (
        _in_name(tokens[end])
        or (tokens[end].lower_ in _PARTICLES and end + 1 < len(tokens) and _in_name(tokens[end + 1]))
    ):
        end += 1
    return first, end


_PARTICLES = {"de", "van", "von", "der", "den", "al", "bin", "ibn", "el", "la", "da", "dos", "di", "du", "of", "-"}


def _in_name(token: Token) -> bool:
    lower = token.lower_
    if lower in lexicon.words("roles") or lower in lexicon.words("titles"):
        return False
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in {"GPE", "NORP", "DATE"}


def _entities(view: View) -> Iterable[Span]:
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
    """ "Taliban spokesman Suhail Shaheen": a name right after a role in its own phrase, whatever the model calls it."""
    if not first.text[:1].isupper() or first.i == 0 or last.i - first.i > 3:
        return False
    before = first.nbor(-1)
    if any(t.pos_ != "PROPN" for t in first.doc[first.i : last.i + 1]):
        return False
    return (before.lower_ in lexicon.words("roles") and before.head in (first, last)) or before.lower_ in lexicon.words(
        "titles"
    )


def role_beside(view: View, span: Span) -> str:
    """The role that stands before a name ("coach Ana Ruiz") or after it ("Ana Ruiz, the coach of …,")."""
    paragraph = view.paragraph_at(span.start)
    before = view.tokens(max(paragraph.start if paragraph else 0, span.start - 160), span.start)
    words: list[str] = []
    for token in reversed(before):
        if token.text == "," and not words:
            continue
        if (token.is_punct and token.text not in {"-", "’", "'"}) or token.pos_ in {
            "VERB",
            "AUX",
            "SCONJ",
            "PRON",
            "SPACE",
        }:
            break
        words.append(token.text_with_ws)
    role = "".join(reversed(words)).strip()
    torn = re.match(r"(?:of|for|from|to|and|with) ", role) is not None
    if head_word(role) and not torn:
        return lexicon.without_article(_from_phrase(role))
    after = _APPOSITIVE.match(view.text, span.end, min(len(view.text), span.end + 120))
    if after and (head := head_word(after[1])) and head in after[1].lower().split()[:6]:
        return lexicon.without_article(after[1].strip())
    return ""


_APPOSITIVE = re.compile(r", (?:who (?:is|was|has been) )?((?:(?:an?|the|one of|its|his|her) )?[^,.;:“”\"]{3,90})[,.]")


def _from_phrase(words: str) -> str:
    """What belongs to the role: not the beginning of the sentence before a preposition ("on Friday Coach")."""
    return re.split(r"\b(?:when|while|as|that|after|before|because|but)\s", words)[-1].strip()
