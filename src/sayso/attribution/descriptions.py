"""Descriptions and whom they stand for: "the lawmaker", "the 52-year-old", "the officials", "the association"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.bodies import body_just_spoken, fuller, named_so, only_body
from sayso.attribution.genders import disagrees, gendered
from sayso.attribution.names import as_speaker, head_word, role_words
from sayso.attribution.pronouns import may_be, subject_before
from sayso.attribution.roles import age, without_age
from sayso.attribution.scene import Scene, left_open, plural, referred, settled, singular
from sayso.attribution.speakers import speaker_of
from sayso.attribution.they import is_body
from sayso.model import Span, Speaker

_UNDER = {"deputy", "vice", "former", "ex", "acting", "shadow", "assistant", "junior"}  # not meant by the bare role
_BEARERS = ("er", "or", "ist", "man", "woman", "eer")  # ends of nouns for people
_OTHERS = {"first", "second", "third", "other", "another", "same", "one", "two", "next"}
_OWNED = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*)*['’]s? [a-z]")  # "Norvia's ambassador"
_ANYONE = {"speaker", "interlocutor", "interviewee", "guest"}  # who speaks, as translations call him


def described(scene: Scene, number: int, source: Span, speaker: Speaker, headline: bool) -> Speaker:
    """Whom a description stands for, in the attribution with this number; the description itself where none is told."""
    found = _meant(scene, number, source, speaker, headline)
    return speaker if found.kind == "person" and _hidden(scene, source) else found


def _meant(scene: Scene, number: int, source: Span, speaker: Speaker, headline: bool) -> Speaker:
    text = scene.view.text[source.start : source.end]
    definite = (
        headline
        or _OWNED.match(text)
        or text.lower().startswith(("the ", "this ", "that ", "these ", "those ", "both "))
    )
    noun = _head(scene, source)
    if noun is None or speaker.kind not in ("unnamed", "organisation"):
        return speaker
    if definite and speaker.kind == "unnamed" and not plural(noun):
        person = _bearer(scene, number, source, speaker) or _by_age(scene, source, text)
        person = person or _just_spoken(scene, number, source, speaker, headline)
        person = person or _repeated(scene, source, noun, speaker, headline)
        person = person or _bearer(scene, number, source, speaker, near=True)
        person = person or _who_speaks(scene, number, source, noun)
        person = person or _epithet(scene, number, source, speaker, noun)
        return person or _newcomer(scene, number, source, noun) or speaker
    if definite or (plural(noun) and scene.view.place(noun) == source):
        return _repeated(scene, source, noun, speaker, headline) or speaker
    return speaker


def _hidden(scene: Scene, source: Span) -> bool:
    """ "The source in the staff, who wished to remain unknown": nobody of whom the page told a name."""
    told = lexicon.anonymity().search(scene.view.text, source.start, source.end + _BEHIND)
    return told is not None and _WHO.fullmatch(scene.view.text, source.end, max(source.end, told.start())) is not None


_BEHIND = 60  # code points after a source in which that may end
_WHO = re.compile(r"(?:,? who (?:(?:has|have|had|did|does|is|was) )?)?")


def _head(scene: Scene, source: Span) -> Token | None:
    tokens = scene.view.tokens(source.start, source.end)
    inside = set(tokens)
    tops = [t for t in tokens if t.head not in inside or t.head == t]
    return next((t for t in tops if t.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}), tokens[0] if len(tokens) == 1 else None)


def _bearer(scene: Scene, number: int, source: Span, speaker: Speaker, near: bool = False) -> Speaker | None:
    """The one person who has the role; of two, the one that has just spoken; else it stays open whose it is."""
    plain = without_age(speaker.name)
    head = head_word(plain)
    if head is None or (head in lexicon.words("vague") and len(role_words(plain)) < 2):
        return None
    found = [p for p in scene.people.with_role(plain, near) if not disagrees(scene.view, p, head)]
    found = [p for p in found if p.first < source.start] or found
    words = scene.view.text[source.start : source.end]
    if not found and near and not any(t.pos_ == "PROPN" for t in scene.view.tokens(source.start, source.end)):
        found = [p for p in scene.people.with_role(head, True) if not disagrees(scene.view, p, head)]
        found = found if len(found) == 1 and found[0].first < source.start else []  # "the millionaire minister"
    if len(found) > 1 and not role_words(plain) & _UNDER:
        found = [p for p in found if any(not role_words(role) & _UNDER for role in p.roles)] or found
    if len(found) == 1:
        return as_speaker(found[0], source, f"“{words}” is {found[0].name}, whose role it is", speaker.name)
    if not found:
        return None
    last = scene.last_speaker(number, source, ("person",))
    here = scene.view.sentences_in(max(0, source.start - 400), source.start)[-2:]
    around = [p for p in found if here and scene.people.named(here[0].start, source.start).count(p)]
    if last is not None and [p.name for p in around] == [last.name]:
        return as_speaker(around[0], source, f"“{words}” is {last.name}, who spoke just before", speaker.name)
    return left_open(words, source, " or ".join(p.name for p in found))


def _just_spoken(scene: Scene, number: int, source: Span, speaker: Speaker, headline: bool) -> Speaker | None:
    """ "The official" after "one of two security officials": who spoke last, where the words are among theirs."""
    last = scene.last_speaker(number, source, ("unnamed", "anonymous")) if not headline else None
    if last is None or not (head_word(last.name) or last.name.lower().startswith("one of ")):
        return None
    return (
        referred(last, source, "the same, told just before")
        if role_words(speaker.name) <= role_words(last.name)
        else None
    )


def _by_age(scene: Scene, source: Span, text: str) -> Speaker | None:
    """ "The 34-year-old": whose age is told, else the one person of the sentence before."""
    told = age(text)
    if not told or head_word(without_age(text)):
        return None
    aged = re.compile(rf"[\w.'’-]+(?: [\w.'’-]+){{0,3}},? (?:\(|aged )?{told}\b(?!-)")
    found = [p for p in scene.people.persons if any(aged.match(scene.view.text, at) for at in p.places)]
    if not found:
        for sentence in reversed(scene.view.sentences_in(max(0, source.start - 500), source.start)[-2:]):
            found = scene.people.named(sentence.start, min(sentence.end, source.start))
            if found:
                break
    return as_speaker(found[0], source, f"“{text}” is {found[0].name}") if len(found) == 1 else None


def _who_speaks(scene: Scene, number: int, source: Span, noun: Token) -> Speaker | None:
    """ "The speaker": who spoke before, where nobody has this for a role."""
    if noun.lower_ not in _ANYONE or (noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "of"):
        return None
    last = scene.last_speaker(number, source, ("person", "unnamed", "anonymous"))
    return referred(last, source, f"“{noun.text}” is who spoke just before") if last is not None else None


def _epithet(scene: Scene, number: int, source: Span, speaker: Speaker, noun: Token) -> Speaker | None:
    """ "The shaken whistler", "the mum of two", "the insider": the subject of the sentence before, or who spoke in it,
    where nobody has this for a role and no other person has been named since."""
    tokens = scene.view.tokens(source.start, source.end)
    quoted = scene.drafts[number].manner == "direct"
    if not _epithetic(noun, speaker.name, quoted) or sum(t.text[:1].isupper() for t in tokens) > 2:
        return None
    if _introduced(scene, source, noun):
        return None
    if scene.told_at(source.start) or is_body(noun) or any(t.lower_ in _OTHERS for t in tokens):
        return None
    words = [w for w in ("he", "she") if gendered(noun.lemma_.lower(), w)]
    for word in words:
        subject = subject_before(scene, source, word, scene.drafts[number].content)
        if subject is not None and (found := speaker_of(scene.view, scene.people, subject)).kind == "person":
            return referred(found, source, f"“{speaker.name}” is the subject of the sentence before")
    last = scene.last_speaker(number, source, ("person", "unnamed", "anonymous"))
    near = scene.view.sentences_in(max(0, source.start - 400), source.start)
    if last is None or last.start is None or len(near) < 2 or last.start < near[-min(3, len(near))].start:
        return None
    if not any(may_be(scene, last, word) for word in words):
        return None
    since = {p.name for p in scene.people.named(last.start, source.start)} - {last.name}
    return None if since else referred(last, source, f"“{speaker.name}” is who spoke just before")


def _introduced(scene: Scene, source: Span, noun: Token) -> bool:
    """Whether a page spoke of "a man", "the 43-year-old man" before, whom it does not name there."""
    for token in scene.before(singular(noun), source.start):
        new = any(c.lower_ in {"a", "an"} or age(c.text) for c in token.children if c.i < token.i)
        named = any(c.pos_ == "PROPN" for c in token.children) or token.dep_ in {"attr", "appos", "compound"}
        if new and not named and not plural(token):
            return True
    return False


def _newcomer(scene: Scene, number: int, source: Span, noun: Token) -> Speaker | None:
    """ "Nils Aker rowed across. “…,” the retired postman recalled": the subject of the sentence before, of whom no role
    has been told, where nobody else has this one."""
    if scene.drafts[number].manner != "direct" or noun.lemma_.lower() not in lexicon.words("roles"):
        return None
    for word in (w for w in ("he", "she") if gendered(noun.lemma_.lower(), w)):
        subject = subject_before(scene, source, word, scene.drafts[number].content)
        person = next(iter(scene.people.named(subject.start, subject.end)), None) if subject is not None else None
        if person is not None and not person.roles and not scene.people.with_role(noun.lemma_.lower(), True):
            words = scene.view.text[source.start : source.end]
            return as_speaker(person, source, f"“{words}” is {person.name}, the subject of the sentence before")
    return None


def _epithetic(noun: Token, name: str, quoted: bool) -> bool:
    """Whether a noun calls somebody by what he is besides his role; one that nobody foresaw only beside a quotation."""
    head, lemma = head_word(without_age(name)), noun.lemma_.lower()
    callings = lexicon.words("epithets") | lexicon.words("family") | lexicon.words("vague")
    if head is not None and head not in callings:
        return False
    known = lemma in callings or _parent().search(name) is not None
    return known or (quoted and lemma.endswith(_BEARERS))


@cache
def _parent() -> re.Pattern[str]:
    """ "mum of two"."""
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('family')))})[ -]of[ -]\w+")


def _repeated(scene: Scene, source: Span, noun: Token, speaker: Speaker, headline: bool) -> Speaker | None:
    """ "The officials" after "two security officials", "the bank" after "the bank of Torvin": the fuller words."""
    if noun.pos_ != "NOUN" and not headline:
        return None
    span = named_so(scene, source, noun) if speaker.kind == "organisation" or is_body(noun) else None
    span = span or fuller(scene, source, noun, len(scene.view.text) if headline else source.start)
    if span is None and speaker.kind == "organisation":
        body = body_just_spoken(scene, source, noun)
        if body is not None:
            return referred(body, source, "the one that spoke just before")
        span = only_body(scene, source, noun)
    if span is None:
        return None
    said = scene.said_at(span.start)
    found = said if said is not None and settled(said) else speaker_of(scene.view, scene.people, span)
    if found.kind in ("person", "document") or (found.kind == "outlet" and speaker.kind != "outlet"):
        return None
    return referred(found, source, "the same, told before in full")
