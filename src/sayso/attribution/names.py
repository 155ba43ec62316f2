"""The people a page names: full names, the surnames that stand for them, spellings that are one man, their roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.bearers import bearers
from sayso.attribution.edges import FINITE
from sayso.attribution.roles import also_called
from sayso.attribution.view import View
from sayso.model import Span, Speaker

ROLE_WORDS = re.compile(r"[\w-]+")
_SUBJECTS = {"nsubj", "nsubjpass"}
_SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
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
        words = self.name.split()
        return words[-2] if len(words) > 2 and words[-1].strip(".,") in _SUFFIXES else words[-1]

    def within(self, start: int, end: int) -> list[int]:
        """Where in [start, end) the name stands."""
        return self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]


def as_speaker(person: Person, source: Span, why: str, role: str = "") -> Speaker:
    """A person as whom the words at `source` stand for."""
    role = role or (person.roles[0] if person.roles else "")
    return Speaker(person.name, "person", None, role, why, source.start, source.end)


class People:
    """Who is named on a page. Look a name up with `find`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.persons: list[Person] = []
        spans = sorted({untitled(view, s) for s in bearers(view)})
        counts = Counter(view.text[s.start : s.end].split()[-1] for s in spans)
        proper = [(t.text, p.start, t) for p in view.passages for t in p.doc if t.tag_ == "NNP"]
        counts.update(text for text, _, _ in proper)
        for span in sorted(spans, key=lambda s: -len(view.text[s.start : s.end].split())):
            self._add(span, counts)
        self._again([(t.text, p.start, t) for p in view.passages for t in p.doc if t.text[:1].isupper()])
        for person in self.persons:
            person.places.sort()
            person.first = person.places[0]
        self.persons.sort(key=lambda p: p.first)
        self._spell(counts)

    def _add(self, span: Span, counts: Counter[str]) -> None:
        name = " ".join(self._view.text[span.start : span.end].split())
        role = role_beside(self._view, span)
        if " " not in name and head_word(role) in lexicon.words("organisations"):
            return  # "wind farm operator Aerlon"
        person = self.find(name) if " " not in name else self._same(name)
        if person is not None and " " not in name and role and span.start < person.first and _unlike(person, role):
            person = next((p for p in self.persons if p.name == name), None)  # "President Obama … Michelle Obama"
        if person is None:
            person = Person(name, span.start)
            self.persons.append(person)
        if span.start in person.places:
            return
        person.places.append(span.start)
        if role:
            person.roles.append(role)

    def _again(self, proper: Sequence[tuple[str, int, Token]]) -> None:
        """Surnames that stand alone where the model saw no person."""
        surnames = Counter(p.surname for p in self.persons)
        bearer = {p.surname: p for p in self.persons if surnames[p.surname] == 1 and " " in p.name}
        known = {place for person in self.persons for place in person.places}
        for text, start, token in proper:
            if text not in bearer or token.dep_ == "compound" or token.ent_type_ == "PERSON":
                continue
            if token.tag_ != "NNP" and not (token.dep_ in _SUBJECTS and token.is_sent_start):
                continue
            before = token.nbor(-1) if token.i else None
            titled = before is not None and before.lower_ in lexicon.words("titles")
            if (before is None or before.pos_ != "PROPN" or titled) and start + token.idx not in known:
                bearer[text].places.append(start + token.idx)

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
            found = [p for p in self.persons if (p.name.split()[0] if at == 0 else p.surname) == name]
            if len(found) == 1:
                return found[0]
            if found:
                return None
        near = [p for p in self.persons if len(p.name.split()) > 1 and close(p.surname, name)]
        return near[0] if len(near) == 1 else None

    def _spell(self, counts: Counter[str]) -> None:
        """Spell a surname as the page mostly does: "Petar Lindemov" beside five "Lindenov" is Petar Lindenov."""
        for person in self.persons:
            variants = [w for w in counts if close(w, person.surname)]
            if variants and len(person.name.split()) > 1:
                best = max(variants, key=lambda w: (counts[w], w))
                if counts[best] > counts[person.surname]:
                    person.name = " ".join([*person.name.split()[:-1], best])

    def named(self, start: int, end: int) -> list[Person]:
        """People named in [start, end), in the order of the page."""
        return [p for p in self.persons if p.within(start, end)]

    def with_role(self, description: str, near: bool = False) -> list[Person]:
        """People whose role holds the head word of a description and most of its other words.

        `near`: what the bearers of their roles may also be called counts too (the senator "the lawmaker").
        """
        wanted = role_words(description)
        head = head_word(description)
        if not wanted or head is None:
            return []
        found = []
        for person in self.persons:
            have = [role_words(role) | (also_called(role) if near else frozenset()) for role in person.roles]
            if any(head in words and len(wanted & words) >= 0.6 * len(wanted) for words in have):
                found.append(person)
        return found


def untitled(view: View, span: Span) -> Span:
    """A name without the form of address before it: "Mr Aldous" is Aldous."""
    words = view.text[span.start : span.end].split(" ")
    more = len(words) > 1 and words[0].lower() in lexicon.words("titles")
    return Span(span.start + len(words[0]) + 1, span.end) if more else span


def _unlike(person: Person, role: str) -> bool:
    """A role that a person named in full does not have."""
    return not any(role_words(role) & role_words(other) for other in person.roles)


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


@lru_cache(maxsize=4096)
def role_words(text: str) -> frozenset[str]:
    """Words of a role that carry meaning, lower-case, possessives stripped."""
    words = (w.lower() for w in ROLE_WORDS.findall(re.sub(r"['’]s\b", "", text)))
    return frozenset(
        w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in words if w not in _SMALL
    )


@lru_cache(maxsize=4096)
def head_word(text: str) -> str | None:
    """The first noun of a description that says what a person is ("the former Pentagon official" -> "official")."""
    roles = lexicon.words("roles")
    words = (w.lower() for w in ROLE_WORDS.findall(_OWNER.sub("", text)))
    return next((w for w in words if w in roles), None)


_OWNER = re.compile(r"\b[\w-]+['’]s\b")


def role_beside(view: View, span: Span) -> str:
    """The role that stands before a name ("coach Ana Ruiz") or after it ("Ana Ruiz, the coach of …,")."""
    paragraph = view.paragraph_at(span.start)
    before = view.tokens(max(paragraph.start if paragraph else 0, span.start - 160), span.start)
    words: list[str] = []
    for token in reversed(before):
        if token.text == "," and all(w.strip().lower() in lexicon.words("titles") for w in words):
            continue  # "the Minister of Health, Mr Tomir Keszeli"
        if words and token.lower_ == "and" and _ends_name(token):
            break  # "Mayor Tomas Berg and former Minister"
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
    role = re.sub(r"\A(?i:to|from|with|by|in|at|on|of|as|for|after) (?=[A-Za-z])", "", role)  # "according to Colonel"
    role = " ".join(_without_title(role.split(" ")))
    torn = re.match(r"(?:of|for|and) ", role) is not None
    if head_word(role) and not torn:
        return lexicon.without_article(_from_phrase(role))
    after = _APPOSITIVE.match(view.text, span.end, min(len(view.text), span.end + 120))
    told = _before_verb(view, Span(*after.span(1))) if after else ""
    if told and not told.startswith("whose ") and (head := head_word(told)) and head in told.lower().split()[:6]:
        return lexicon.without_article(told.strip())
    return ""


def _ends_name(token: Token) -> bool:
    """Whether a person's name stands right before an "and"."""
    return token.i > 0 and token.nbor(-1).ent_type_ == "PERSON"


def _without_title(words: list[str]) -> list[str]:
    """A role without the form of address that follows it: "Judge Mr"."""
    return words[:-1] if len(words) > 1 and words[-1].lower() in lexicon.words("titles") else words


def _before_verb(view: View, span: Span) -> str:
    """What stands beside a name, up to the verb of which the name is the subject: "a midwife from Oskel told …"."""
    closed = view.text[span.end : span.end + 1] in (",", ".")
    for token in view.tokens(span.start, span.end):
        if token.lower_ in _OPENERS:
            break
        if token.tag_ in FINITE and token.i:
            named = view.tokens(max(0, span.start - 40), span.start)[-2:-1]
            if any(t.dep_ == "pobj" for t in named):
                return ""  # "In a letter seen by Ada Rell, the engineer warns"
            return view.text[span.start : view.place(token).start].rstrip()
    return view.text[span.start : span.end] if closed else ""


_OPENERS = {"who", "which", "that", "whose", "whom", "where"}
_APPOSITIVE = re.compile(r", (?:who (?:is|was|has been) )?((?:(?:an?|the|one of|its|his|her) )?[^,.;:“”\"]{3,90})")


def _from_phrase(words: str) -> str:
    """What belongs to the role: not the beginning of the sentence before a preposition ("on Friday Coach")."""
    return re.split(r"\b(?:when|while|as|that|after|before|because|but)\s", words)[-1].strip()
