"""Whom "he" and "she" mean: the subject of the sentence before, else who spoke last, else the one person named.

That the subject of a sentence is what the next one most likely goes on about is the centre of centering theory (Grosz,
Joshi and Weinstein, 1995).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.genders import disagrees, gendered
from sayso.attribution.names import Person, head_word
from sayso.attribution.phrases import subject_span
from sayso.attribution.scene import Scene, plural
from sayso.attribution.view import Sentence
from sayso.model import Span, Speaker

FORMS = {"him": "he", "his": "he", "her": "she", "hers": "she", "them": "they", "whom": "they", "their": "they"}
FORMS |= {"its": "it"}
_FAR = 700  # code points that a pronoun reaches back at most
_SUBJECTS = {"nsubj", "nsubjpass"}
_CLAUSES = {"ccomp", "relcl", "acl", "advcl", "xcomp", "pcomp", "parataxis", "csubj"}
_HUMAN = {
    "man",
    "woman",
    "person",
    "boy",
    "girl",
    "mum",
    "mom",
    "dad",
    "mother",
    "father",
    "wife",
    "husband",
    "insider",
}


def may_be(scene: Scene, speaker: Speaker, word: str) -> bool:
    """Whether "he" or "she" can be a speaker: one person, and not of the other gender."""
    person = scene.people.find(speaker.name) if speaker.kind == "person" else None
    if person is not None:
        return not disagrees(scene.view, person, word)
    head = head_word(speaker.name)
    if speaker.kind == "person":
        return True
    return head is not None and speaker.start is not None and gendered(head, word)


def subject_before(scene: Scene, source: Span, word: str, said: tuple[Span, ...]) -> Span | None:
    """The subject of this sentence before the pronoun, or of the sentence before, where it is one human being.

    Where that is the same pronoun, the sentence before counts. What somebody says does not: neither the words said
    here nor a quotation before.
    """
    view = scene.view
    near = view.sentences_in(max(0, source.start - _FAR), source.start + 1)
    near = [s for s in near if not any(part.start <= s.start and s.end <= part.end + 2 for part in said)]
    for sentence in reversed(near[-4:]):
        own = sentence.start <= source.start < sentence.end
        subjects = [t for t in _subjects(sentence, own) if view.place(t).end <= source.start]
        subjects = [t for t in subjects if not _within(scene, view.place(t).start, said)]
        again = any(FORMS.get(t.lower_, t.lower_) == word for t in subjects)
        for token in subjects:
            if token.pos_ != "PRON" and _human(scene, token, word):
                return None if _rivalled(scene, sentence, token, word) else subject_span(view, token)
        if not (own or again):
            return None
    return None


def subject_of(scene: Scene, source: Span, word: str, draft: Draft) -> Person | None:
    """ "Anton Rusk had his windows open all night, he says": the subject of what is said, where nobody else is near."""
    if draft.manner != "indirect" or draft.content[0].start >= source.start:
        return None
    sentence = scene.view.sentence_at(source.start)
    if sentence is None:
        return None
    for token in (t for t in sentence.parsed if t.dep_ in _SUBJECTS):
        place = scene.view.place(token)
        if token.pos_ == "PROPN" and any(s.start <= place.start < s.end for s in draft.content):
            found = [p for p in scene.people.named(*_name(scene, token)) if not disagrees(scene.view, p, word)]
            return found[0] if len(found) == 1 and len(scene.people.named(sentence.start, source.start)) == 1 else None
    return None


def _subjects(sentence: Sentence, every: bool) -> Iterator[Token]:
    """Subjects of the main verb; where it has none of its own, those of what hangs on it; or all of them."""
    found = [t for t in sentence.parsed if t.dep_ in _SUBJECTS]
    if every:
        yield from found
        return
    main = [t for t in found if t.head.dep_ == "ROOT"]
    yield from main or (t for t in found if t.head.head.dep_ == "ROOT")
    yield from (t for t in found if t.head.dep_ in {"ccomp", "parataxis"} and main and t.head.head.dep_ == "ROOT")


def _within(scene: Scene, place: int, said: tuple[Span, ...]) -> bool:
    """Whether a place lies in the words said here, or in a claim of somebody's before."""
    return any(s.start <= place < s.end for s in said) or scene.told_at(place)


def _rivalled(scene: Scene, sentence: Sentence, subject: Token, word: str) -> bool:
    """Whether somebody else of the same clause may be meant as well: "Pohl sold it to Maas. He …". Who speaks goes on
    speaking."""
    if any(c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN"} for c in subject.children):
        return True
    place = scene.view.place(subject).start
    if scene.said_at(place) is not None:
        return False
    mine = _name(scene, subject)
    for person in scene.people.named(sentence.start, sentence.end):
        for at in person.within(sentence.start, sentence.end):
            token = next(iter(scene.view.tokens(at, at + 1)), None)
            apart = token is not None and not mine[0] <= at < mine[1] and token.i > subject.i
            if apart and _one_clause(token, subject) and not disagrees(scene.view, person, word):
                return True
    return False


def _one_clause(token: Token | None, subject: Token) -> bool:
    """Whether a token hangs on the verb of the subject without a clause in between."""
    while token is not None and token.head != token and token != subject.head:
        if token.dep_ in _CLAUSES or token == subject:
            return False
        token = token.head
    return token == subject.head


def _human(scene: Scene, token: Token, word: str) -> bool:
    """Whether a noun or a name is one human being that the pronoun can be."""
    if token.pos_ == "PROPN" or (token.text[:1].isupper() and scene.people.named(*_name(scene, token))):
        place = scene.view.place(token)
        named = scene.people.named(*_name(scene, token))
        return any(not disagrees(scene.view, p, word) for p in named if any(at <= place.start for at in p.places))
    lemma = token.lemma_.lower()
    who = any(t.lower_ == "who" and t.head in token.children and t.head.dep_ == "relcl" for t in token.subtree)
    human = who or lemma in lexicon.words("roles") or lemma in _HUMAN
    return token.pos_ in {"NOUN", "ADJ"} and not plural(token) and human and gendered(lemma, word)


def _name(scene: Scene, token: Token) -> tuple[int, int]:
    """From the first to the last word of the name that a token is the head of."""
    parts = [token, *(c for c in token.children if c.dep_ in {"compound", "flat", "appos"} and c.pos_ == "PROPN")]
    places = [scene.view.place(part) for part in parts]
    return min(p.start for p in places), max(p.end for p in places)


def newcomer(scene: Scene, source: Span, word: str) -> Person | None:
    """ "While it did not appeal to Ana Ruiz, an officer of the ministry, she said": who is named for the first time in
    this sentence before the pronoun, with what she is after a comma, where nobody else is named there."""
    sentence = scene.view.sentence_at(source.start)
    named = scene.people.named(sentence.start, source.start) if sentence is not None else []
    if sentence is None or len(named) != 1 or named[0].first < sentence.start or disagrees(scene.view, named[0], word):
        return None
    told = re.compile(r"[\w'’-]+(?: [\w'’-]+){1,3}, (?:an?|the|its|who) [^,]+, \Z")
    return named[0] if told.search(scene.view.text, named[0].first, source.start) else None


def presented(scene: Scene, quoted: int, word: str) -> Person | None:
    """ "… which is what worries Henry Crest, president of the club. “…,” he said": who is named for the first time in
    the sentence before a quotation, with what he is behind his name at its end; nobody where somebody speaks in it."""
    before = [s for s in scene.view.sentences_in(max(0, quoted - _FAR), quoted) if s.end <= quoted]
    if not before or scene.speakers_in(before[-1].start, before[-1].end):
        return None
    last = before[-1]
    new = [p for p in scene.people.named(last.start, last.end) if p.first >= last.start]
    new = [p for p in new if _AT_END.fullmatch(scene.view.text, p.first, last.end)]
    return new[0] if len(new) == 1 and not disagrees(scene.view, new[0], word) else None


_AT_END = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}(?:, \d\d)?, (?:(?:an?|the|its|who) )?[a-z][^,;]*\.")


def one_person_before(scene: Scene, source: Span, word: str, said: tuple[Span, ...]) -> Person | None:
    """The one person named in this sentence before the pronoun, else in the nearest of two sentences before it.

    Names within the words said do not count: "“I love Larry,” he said". Nor does a name that is no subject of the
    pronoun's own sentence: "Campaigning against Romney, he said".
    """
    view = scene.view
    for sentence in reversed(view.sentences_in(max(0, source.start - _FAR), source.start + 1)[-3:]):
        places = {
            person: place
            for person in scene.people.named(sentence.start, min(sentence.end, source.start))
            for place in person.within(sentence.start, source.start)
            if not disagrees(view, person, word) and not any(s.start <= place < s.end for s in said)
        }
        if places:
            [(person, place), *others] = places.items()
            own = sentence.start <= source.start < sentence.end and not is_subject(scene, place)
            return None if others or own or _another(scene, person, sentence.start, source.start, word) else person
    return None


def is_subject(scene: Scene, place: int) -> bool:
    """Whether the name that begins at a place is a subject."""
    token = next(iter(scene.view.tokens(place, place + 1)), None)
    while token is not None and token.dep_ in {"compound", "appos", "conj"} and token.head != token:
        token = token.head
    return token is not None and token.dep_ in _SUBJECTS


def _another(scene: Scene, person: Person, start: int, end: int, word: str) -> bool:
    """ "His audio was quieter than Clinton's": a pronoun before the name speaks of someone else."""
    first = person.within(start, end)[0]
    return any(FORMS.get(t.lower_, t.lower_) == word for t in scene.view.tokens(start, min(first, end)))


def people_before(who: Token, noun: Token) -> Token:
    """ "Some members in the state who suspect": people, where the clause was read as that of a place or thing."""
    if noun.dep_ != "pobj" or noun.lemma_.lower() in lexicon.words("roles") | lexicon.words("people"):
        return noun
    over = noun.head.head
    human = over.lemma_.lower() in lexicon.words("roles") | lexicon.words("people") or over.ent_type_ == "NORP"
    return over if human and over.pos_ in {"NOUN", "PROPN"} and over.i < who.i else noun
