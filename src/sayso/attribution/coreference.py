"""Pronouns and descriptions resolved to who was named before (or right after); what stays unsure stays open.

Rules for news: who spoke last speaks on; a description goes to the one person whose role it repeats; a description
without a name waits for the name of the next speaker. After Hobbs-style recency with agreement, as in the deterministic
sieves of Raghunathan et al. (2010), cut down to sources. coreferee 1.5 was tried: it installs beside spaCy 3.8 but
refuses its English models, and its own model is not on PyPI.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.names import People, Person, head_word, role_words
from sayso.attribution.phrases import subject_span
from sayso.attribution.speakers import speaker_of
from sayso.attribution.view import View
from sayso.model import Span, Speaker

_LOST = "a relative pronoun that hangs on nothing"
_SINGULAR, _PLURAL = {"he", "she"}, {"they"}
_MASCULINE, _FEMININE = {"mr", "mr.", "sir", "lord"}, {"mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "madam"}
_REPORTERS = {
    "media",
    "network",
    "agency",
    "newspaper",
    "paper",
    "channel",
    "broadcaster",
    "outlet",
    "magazine",
    "site",
}
_REPORTERS |= {
    "website",
    "report",
    "article",
    "station",
    "publication",
    "daily",
    "weekly",
    "portal",
    "programme",
    "news agency",
}
_VAGUE = {"man", "woman", "person", "official", "member", "source", "boy", "girl", "player", "friend", "resident"}


class Resolver:
    """Fills the speakers of a page's drafts, in page order."""

    def __init__(self, view: View, drafts: Sequence[Draft]) -> None:
        self._view = view
        self._people = People(view)
        self._drafts = sorted(drafts, key=lambda d: d.start)
        self._paragraphs = [self._paragraph(d.start) for d in self._drafts]

    def resolved(self) -> list[Draft]:
        """The drafts with `speaker` set, in page order; those of a "who" that hangs on nothing are left out."""
        for number, draft in enumerate(self._drafts):
            draft.speaker = draft.speaker or self._speaker(number, draft)
        for number, draft in enumerate(self._drafts):
            self._take_later_name(number, draft)
        for number, draft in enumerate(self._drafts):
            if draft.source and draft.speaker and draft.speaker.kind == "unnamed":
                draft.speaker = self._described(number, draft, draft.speaker)
        for draft in self._drafts:
            self._mark_anonymous(draft)
        return [d for d in self._drafts if d.speaker is None or d.speaker.why != _LOST]

    def _speaker(self, number: int, draft: Draft) -> Speaker:
        if not draft.source:
            return Speaker("", "unnamed", why="no source is named")
        source = draft.source[0]
        word = self._view.text[source.start : source.end].lower().strip()
        if word in _SINGULAR:
            return self._of_person(number, source, word)
        if word in _PLURAL or word == "it":
            return self._of_group(number, source, word)
        if word in {"who", "which", "that"}:
            return self._relative(source)
        speaker = speaker_of(self._view, self._people, source)
        return self._described(number, draft, speaker) if speaker.kind in ("unnamed", "outlet", "document") else speaker

    # -- pronouns

    def _of_person(self, number: int, source: Span, word: str) -> Speaker:
        last = self._last_speaker(number, source, ("person", "unnamed", "anonymous"))
        subject = self._last_subject(source, word)
        if (
            last is not None
            and (subject is None or subject.name == last.name)
            and not self._wrong_gender(last.name, word)
        ):
            return _referred(last, source, f"“{word}” is who spoke just before")
        if subject is not None and not self._wrong_gender(subject.name, word):
            return self._as(subject, source, f"“{word}” is the one person of the sentence before")
        return Speaker(word.capitalize(), "unnamed", why=f"“{word}” stays open", start=source.start, end=source.end)

    def _wrong_gender(self, name: str, word: str) -> bool:
        person = self._people.find(name)
        if person is None:
            return False
        titles = {t.lower_ for p in person.places for t in self._view.tokens(max(0, p - 6), p)[-1:]}
        roles = " ".join(person.roles).lower()
        if word == "he":
            return bool(titles & _FEMININE) or "woman" in roles
        return bool(titles & _MASCULINE) or "spokesman" in roles or "chairman" in roles

    def _last_speaker(self, number: int, source: Span, kinds: tuple[str, ...]) -> Speaker | None:
        """Who spoke last in this paragraph or the one before."""
        here = self._paragraph(source.start)
        for at in range(number - 1, -1, -1):
            earlier = self._drafts[at]
            if earlier.manner == "headline" or not earlier.source:
                continue
            if here - self._paragraphs[at] > 2:
                return None
            if (
                earlier.speaker is not None
                and earlier.speaker.kind in kinds
                and "stays open" not in earlier.speaker.why
            ):
                return earlier.speaker
        return None

    def _paragraph(self, position: int) -> int:
        return bisect_right(self._view.paragraphs, position, key=lambda p: p.start)

    def _last_subject(self, source: Span, word: str) -> Person | None:
        """The one person named in this sentence before the pronoun, else in the nearest of two sentences before it."""
        sentences = self._view.sentences_in(max(0, source.start - 700), source.start + 1)[-3:]
        for sentence in reversed(sentences):
            named = self._named(sentence.start, min(sentence.end, source.start))
            named = [p for p in named if not self._wrong_gender(p.name, word)]
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _named(self, start: int, end: int) -> list[Person]:
        return [p for p in self._people.persons if any(start <= place < end for place in p.places)]

    def _of_group(self, number: int, source: Span, word: str) -> Speaker:
        """ "They", "it": the body or the people that was the subject of a sentence before, or who spoke before."""
        sentences = self._view.sentences_in(max(0, source.start - 700), source.start)[-4:]
        for sentence in reversed(sentences):
            for token in sentence.parsed:
                if token.dep_ not in {"nsubj", "nsubjpass"} or self._view.place(token).start >= source.start:
                    continue
                if (token.head.dep_ != "ROOT" and token.head.head.dep_ != "ROOT") or not _groups(token, word):
                    continue
                first = self._view.place(token.left_edge).start
                found = speaker_of(self._view, self._people, Span(first, self._view.place(token).end))
                if found.kind != "person":
                    return _referred(found, source, f"“{word}” is the subject of a sentence before")
        return Speaker(word.capitalize(), "unnamed", why=f"“{word}” stays open", start=source.start, end=source.end)

    def _relative(self, source: Span) -> Speaker:
        """ "Activists, who claimed": what the relative clause hangs on."""
        token = next(iter(self._view.tokens(source.start, source.end)), None)
        verb = token.head if token is not None else None
        while verb is not None and verb.dep_ in {"conj", "xcomp"}:
            verb = verb.head
        if verb is None or verb.dep_ != "relcl":
            return Speaker("", "unnamed", why=_LOST, start=source.start, end=source.end)
        speaker = speaker_of(self._view, self._people, subject_span(self._view, verb.head))
        return _referred(speaker, source, "the relative clause says so")

    # -- descriptions

    def _described(self, number: int, draft: Draft, speaker: Speaker) -> Speaker:
        """A description to the one person who has that role, or to the outlet that spoke last."""
        source = draft.source[0]
        text = self._view.text[source.start : source.end]
        definite = text.lower().startswith(("the ", "this ", "that ")) or draft.manner == "headline"
        if not definite:
            return speaker
        head = head_word(speaker.name)
        if speaker.name.lower() in _REPORTERS:
            return self._last_outlet(number, speaker) or speaker
        if head is None or speaker.kind != "unnamed":
            return speaker
        found = self._people.with_role(speaker.name)
        if len(found) == 1 and (head not in _VAGUE or len(role_words(speaker.name)) > 1):
            return self._as(found[0], source, f"“{text}” is {found[0].name}, whose role it is", speaker.name)
        return self._same_description(number, speaker) or speaker

    def _same_description(self, number: int, speaker: Speaker) -> Speaker | None:
        """ "The official" after "a US official": the earlier, fuller words."""
        for earlier in reversed(self._drafts[:number]):
            said = earlier.speaker
            if said is None or said.kind not in ("unnamed", "anonymous") or said.name == speaker.name:
                continue
            if role_words(speaker.name) <= role_words(said.name):
                return _referred(said, _place(speaker), "the same words, told before in full")
        return None

    def _last_outlet(self, number: int, speaker: Speaker) -> Speaker | None:
        """ "The network", "the report": the outlet that was last named as speaking or passing on."""
        for earlier in reversed(self._drafts[:number]):
            if earlier.via:
                named = Speaker(earlier.via[0].name, "outlet")
                return _referred(named, _place(speaker), f"“{speaker.name}” is the outlet named before")
            if earlier.speaker is not None and earlier.speaker.kind == "outlet":
                return _referred(earlier.speaker, _place(speaker), "the outlet named before")
        return None

    def _take_later_name(self, number: int, draft: Draft) -> None:
        """A description without a name goes to the name that comes first in the next attribution."""
        speaker = draft.speaker
        if speaker is None or speaker.kind != "unnamed" or not draft.source or draft.manner == "headline":
            return
        text = self._view.text[draft.source[0].start : draft.source[0].end].lower()
        if not text.startswith(("a ", "an ")) or head_word(text) is None or number + 1 >= len(self._drafts):
            return
        following = next((d for d in self._drafts[number + 1 :] if d.start > draft.frame[1]), None)
        if following is None or following.speaker is None or following.speaker.kind != "person":
            return
        person = self._people.find(following.speaker.name)
        if person is None or person.roles or not draft.frame[1] <= person.first < draft.frame[1] + 400:
            return
        if not following.source or not following.source[0].start <= person.first <= following.source[0].end:
            return
        role = lexicon.without_article(self._view.text[draft.source[0].start : draft.source[0].end])
        person.roles.append(role)
        draft.speaker = self._as(person, draft.source[0], f"named right after: {person.name}", role)

    def _as(self, person: Person, source: Span, why: str, role: str = "") -> Speaker:
        return Speaker(
            person.name,
            "person",
            None,
            role or (person.roles[0] if person.roles else ""),
            why,
            source.start,
            source.end,
        )

    def _mark_anonymous(self, draft: Draft) -> None:
        """A source that asked not to be named says so in its own sentence."""
        speaker = draft.speaker
        if speaker is None or speaker.kind != "unnamed" or not draft.source:
            return
        for sentence in self._view.sentences_in(draft.source[0].start, max(s.end for s in (*draft.source, *draft.cue))):
            if lexicon.anonymity().search(self._view.text, sentence.start, sentence.end):
                draft.speaker = Speaker(
                    speaker.name, "anonymous", None, speaker.role, speaker.why, speaker.start, speaker.end
                )
                return


def _place(speaker: Speaker) -> Span:
    return Span(speaker.start or 0, speaker.end or 0)


def _referred(speaker: Speaker, source: Span, why: str) -> Speaker:
    return Speaker(speaker.name, speaker.kind, None, speaker.role, why, source.start, source.end)


def _groups(token: Token, word: str) -> bool:
    """Whether a subject can be "they" (people, a body) or "it" (a body)."""
    if word == "they" and token.tag_ in {"NNS", "NNPS"}:
        return True
    named = token.ent_type_ in {"ORG", "NORP", "GPE"} and len(token.text) > 1
    return named or token.lemma_.lower() in lexicon.words("organisations")
