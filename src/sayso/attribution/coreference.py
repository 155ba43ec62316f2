"""Pronouns and descriptions resolved to who was named before (or right after); what stays unsure stays open.

Rules for news: who spoke last speaks on; a description goes to the one person whose role it repeats; a description
without a name waits for the name of the next speaker. After Hobbs-style recency with agreement, as in the deterministic
sieves of Raghunathan et al. (2010), cut down to sources. coreferee 1.5 was tried: it installs beside spaCy 3.8 but
refuses its English models, and its own model is not on PyPI.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import msgspec
from spacy.tokens import Token

from sayso.attribution import lexicon, pronouns
from sayso.attribution.accounts import teller
from sayso.attribution.bodies import agency_before, gives_out
from sayso.attribution.descriptions import described
from sayso.attribution.documents import (
    is_message,
    issuer_before,
    mentioned_before,
    message_before,
    named_beside,
    text_in_frame,
    text_noun,
)
from sayso.attribution.draft import Draft
from sayso.attribution.genders import disagrees
from sayso.attribution.interviews import ANSWER, Talks, interviewee
from sayso.attribution.later import mark_anonymous, name_headlines, take_later_name
from sayso.attribution.names import Person, as_speaker
from sayso.attribution.pairs import pair_before
from sayso.attribution.phrases import subject_span
from sayso.attribution.scene import Scene, left_open, referred, settled
from sayso.attribution.speakers import speaker_of
from sayso.attribution.they import housed, outlet_before, spoke_before, spoke_here, subject_before
from sayso.attribution.view import View
from sayso.model import Span, Speaker

_LOST = "a relative pronoun that hangs on nothing"
_OF_THEM = re.compile(r"(one|two|three|some|several|most|both|all|none|another|others) of (them|whom)", re.IGNORECASE)
_DEEP = 3  # references that are followed one after another


class Resolver:
    """Fills the speakers of a page's drafts, in page order."""

    def __init__(self, view: View, drafts: Sequence[Draft], issuer: str | None = None) -> None:
        """`issuer`: the body whose press release the page is."""
        self._view, self._issued_by = view, issuer
        self.scene = Scene(view, drafts)
        self._people = self.scene.people
        self._drafts = self.scene.drafts
        self._interviewed: dict[tuple[str, int], Speaker | None] = {}

    @cached_property
    def _talks(self) -> Talks:
        return Talks(self._view)

    def resolved(self) -> list[Draft]:
        """The drafts with `speaker` set, in page order; those of a "who" that hangs on nothing are left out."""
        for number, draft in enumerate(self._drafts):
            draft.speaker = draft.speaker or self._speaker(number, draft)
            mark_anonymous(self._view, draft)
        for number in range(len(self._drafts)):
            take_later_name(self.scene, number)
        self._describe()
        name_headlines(self.scene)
        self._describe()
        kept = [d for d in self._drafts if d.speaker is None or not (d.speaker.why == _LOST or nobody(d))]
        return [one for d in kept for one in self._each(d)]

    def _each(self, draft: Draft) -> list[Draft]:
        """ "Both men said": a claim of each of the two."""
        speaker = draft.speaker
        if speaker is None or not draft.source or speaker.kind not in ("unnamed", "organisation"):
            return [draft]
        two = pair_before(self.scene, draft.source[0])
        if two is None:
            return [draft]
        why = f"“{speaker.name}” are two named together before"
        first, second = (self._of(0, span) for span in two)
        if not (settled(first) and settled(second)) or first.name == second.name:
            return [draft]
        draft.speaker = referred(first, draft.source[0], why)
        return [draft, replace(draft, speaker=referred(second, draft.source[0], why), notes=[*draft.notes])]

    def _describe(self) -> None:
        """Descriptions again, by the names and roles that have been learnt meanwhile."""
        for number, draft in enumerate(self._drafts):
            if draft.source and draft.speaker and draft.speaker.kind == "unnamed" and settled(draft.speaker):
                draft.speaker = described(self.scene, number, draft.source[0], draft.speaker, _in_headline(draft))

    def _speaker(self, number: int, draft: Draft) -> Speaker:
        if not draft.source and draft.cue and (named := text_in_frame(self._view, draft.cue[0])) is not None:
            draft.source = (named,)
        if not draft.source:
            return Speaker("", "unnamed", why="no source is named")
        answer = self._answering(draft.source[0]) if draft.how == ANSWER else None
        return answer or self._of(number, draft.source[0], _in_headline(draft))

    def _answering(self, source: Span) -> Speaker | None:
        """Who gives an answer; asked once for every label that answers go by, in every interview of a page."""
        key = self._view.text[source.start : source.end], self._talks.turn(source.start).opening
        if key not in self._interviewed:
            self._interviewed[key] = interviewee(self.scene, self._talks, source)
        found = self._interviewed[key]
        return found and msgspec.structs.replace(found, start=source.start, end=source.end)

    def _of(self, number: int, source: Span, headline: bool = False, deep: int = 0) -> Speaker:
        """Who is meant by the words at `source`, in the attribution with this number."""
        words = self._view.text[source.start : source.end].strip()
        word = pronouns.FORMS.get(words.lower(), words.lower()) if words != "WHO" else ""
        if word in {"he", "she"}:
            return self._of_person(number, source, word, deep)
        if word in {"they", "it"}:
            return self._of_group(number, source, word, deep)
        if word in {"who", "which", "that"}:
            return self._relative(source)
        if deep < _DEEP:
            if some := _OF_THEM.fullmatch(words):
                them = self._of(number, Span(source.start + some.start(2), source.end), headline, deep + 1)
                return msgspec.structs.replace(them, name=f"{some[1]} of {them.name}") if settled(them) else them
            owner = teller(self._view, source)
            if owner is not None:
                return referred(told := self._of(number, owner, headline, deep + 1), source, told.why or "whose words")
            noun = text_noun(self._view, source)
            issuer = self._issuer(number, source, noun, deep) if noun is not None else None
            if issuer is not None:
                return referred(issuer, source, f"“{words}” is given out by {issuer.name}")
        speaker = speaker_of(self._view, self._people, source)
        if speaker.kind == "person":
            return speaker
        found = self._outlet(number, source, speaker) or described(self.scene, number, source, speaker, headline)
        if found is speaker and self._issued_by and gives_out(self._issued_by, words):
            return Speaker(self._issued_by, "organisation", None, "", "it gives out the page", source.start, source.end)
        return found

    # -- texts

    def _issuer(self, number: int, source: Span, noun: Token, deep: int) -> Speaker | None:
        """Who speaks through a text; None where the page does not tell."""
        span = named_beside(self._view, noun)
        definite = self._view.text[source.start : source.end].lower().startswith(("the ", "this ", "that "))
        if span is None and definite:
            span = issuer_before(self.scene, noun)
            if span is None and is_message(noun) and not mentioned_before(self.scene, noun):
                return self._only_speaker(number, source)
        if span is None:
            return None
        found = self.scene.said_at(span.start) if span.end < source.start else None
        found = found or self._of(number, span, deep=deep + 1)
        return found if settled(found) and found.kind != "document" else None

    def _only_speaker(self, number: int, source: Span) -> Speaker | None:
        """The one speaker of the sentence before."""
        sentences = self._view.sentences_in(max(0, source.start - 500), source.start)[-2:]
        near = [d.speaker for d in self._drafts[:number] if sentences and d.start >= sentences[0].start - 1]
        known = {s.name: s for s in near if s is not None and settled(s) and s.kind in ("person", "organisation")}
        return next(iter(known.values())) if len(known) == 1 and len(near) == len([s for s in near if s]) else None

    def _outlet(self, number: int, source: Span, speaker: Speaker) -> Speaker | None:
        """ "The network", "the report": the outlet that was last named as speaking or passing on."""
        text = self._view.text[source.start : source.end].lower()
        if speaker.name.lower() not in lexicon.words("reporters") or not text.startswith(("the ", "this ", "that ")):
            return None
        why = "the outlet named before"
        if speaker.name.lower() == "agency" and (body := agency_before(self.scene, source)):
            return referred(body, source, "the agency that spoke just before")
        for earlier in reversed(self._drafts[:number]):
            if earlier.via and earlier.via[0].name[:1].isupper():
                return referred(Speaker(earlier.via[0].name, "outlet"), source, why)
            if earlier.speaker is not None and earlier.speaker.kind == "outlet":
                return referred(earlier.speaker, source, why)
        span = outlet_before(self.scene, source)
        return referred(speaker_of(self._view, self._people, span), source, why) if span else None

    # -- pronouns

    def _of_person(self, number: int, source: Span, word: str, deep: int) -> Speaker:
        last = self.scene.last_speaker(number, source, ("person", "unnamed", "anonymous"))
        if last is not None and not pronouns.may_be(self.scene, last, word):
            last = None
        answer = self._answer_around(number, source)
        if answer is not None:
            return self._in_answer(answer, source, word)
        if new := pronouns.newcomer(self.scene, source, word):
            return as_speaker(new, source, f"“{word}” is the one this sentence introduces")
        draft = self._drafts[number]
        if draft.manner == "direct" and (new := pronouns.presented(self.scene, draft.content[0].start, word)):
            return as_speaker(new, source, f"“{word}” is whom the sentence before presents")
        subject = pronouns.subject_before(self.scene, source, word, self._drafts[number].content)
        if subject is not None and deep < _DEEP:
            found = self.scene.said_at(subject.start) or self._of(number, subject, deep=deep + 1)
            told = found.kind == "person" or not self._view.text[subject.start :].lower().startswith("the ")
            if told and settled(found) and found.kind != "organisation" and pronouns.may_be(self.scene, found, word):
                return referred(found, source, f"“{word}” is the subject of the sentence before")
        one = pronouns.one_person_before(self.scene, source, word, self._drafts[number].content)
        if last is not None and (one is None or one.name == last.name or self._spoke_there(last, one, source)):
            return referred(last, source, f"“{word}” is who spoke just before")
        if one is not None:
            why = f"“{word}” is the one person of the sentence before"
            return as_speaker(one, source, why)
        own = pronouns.subject_of(self.scene, source, word, self._drafts[number])
        return as_speaker(own, source, f"“{word}” is the subject of what is said") if own else left_open(word, source)

    def _spoke_there(self, last: Speaker, one: Person, source: Span) -> bool:
        """ "“…,” said King, who left Rusk's office. He": who spoke in the sentence before, not who is merely named."""
        before = self._view.sentences_in(max(0, source.start - 500), source.start)
        before = [s for s in before if s.end <= source.start][-1:]
        if not before or last.start is None or not before[0].start <= last.start < before[0].end:
            return False
        return not any(pronouns.is_subject(self.scene, at) for at in one.within(before[0].start, before[0].end))

    def _answer_around(self, number: int, source: Span) -> Draft | None:
        """The answer of an interview in which a pronoun stands."""
        near = (d for d in self._drafts[max(0, number - 8) : number + 1] if d.how == ANSWER and d.speaker is not None)
        return next((d for d in near if any(s.start <= source.start < s.end for s in d.content)), None)

    def _in_answer(self, answer: Draft, source: Span, word: str) -> Speaker:
        """ "He" in an answer is never who gives it: the one other that the answer, the question or the introduction
        names."""
        given = answer.speaker.name if answer.speaker is not None else ""
        places = (Span(answer.content[0].start, source.start), *self._talks.around(answer.source[0].start))
        for place in places:
            named = [
                p
                for p in self._people.named(place.start, place.end)
                if p.name != given and not disagrees(self._view, p, word)
            ]
            if named:
                one = named[0] if len(named) == 1 else None
                return (
                    as_speaker(one, source, f"“{word}” is who else is named here") if one else left_open(word, source)
                )
        return left_open(word, source)

    def _of_group(self, number: int, source: Span, word: str, deep: int) -> Speaker:
        """ "They", "it": the body or the people that was the subject of a sentence before, or who spoke before."""
        body = spoke_here(self.scene, source) or spoke_before(self.scene, source) if word == "it" else None
        if body is not None:
            return referred(body, source, "“it” is what spoke just before")
        issuer = (
            message_before(self.scene, source) if word == "it" and self._drafts[number].manner == "direct" else None
        )
        if issuer is not None and settled(found := self._of(number, issuer, deep=deep + 1)):
            return referred(found, source, f"“it” is a text given out by {found.name}")
        span, reason = subject_before(self.scene, source, word, self._drafts[number].content)
        span = (housed(self.scene, source) if word == "they" else None) or span
        if span is not None and deep < _DEEP:
            found = self.scene.said_at(span.start) or self._of(number, span, deep=deep + 1)
            if found.kind not in ("person", "document") and settled(found):
                return referred(found, source, f"“{word}” is the subject of a sentence before")
        body = spoke_before(self.scene, source) if self._drafts[number].manner == "direct" and not reason else None
        return (
            referred(body, source, f"“{word}” is what spoke just before") if body else left_open(word, source, reason)
        )

    def _relative(self, source: Span) -> Speaker:
        """ "Activists, who claimed": what the relative clause hangs on."""
        token = next(iter(self._view.tokens(source.start, source.end)), None)
        verb = token.head if token is not None else None
        while verb is not None and verb.dep_ in {"conj", "xcomp"}:
            verb = verb.head
        if verb is None or verb.dep_ != "relcl":
            return Speaker("", "unnamed", why=_LOST, start=source.start, end=source.end)
        head = pronouns.people_before(token, verb.head) if token is not None and token.lower_ == "who" else verb.head
        end = self._view.place(head).end
        named = _INTRODUCED.search(self._view.text, max(0, end - _NEAR), end)
        if named is not None and head.pos_ == "NOUN":
            return referred(
                speaker_of(self._view, self._people, Span(*named.span(1))), source, "the relative clause says so"
            )
        if head.dep_ == "appos" and head.head.pos_ == "PROPN" and head.pos_ == "NOUN":
            head = head.head  # "the Ashe PAC, a local organisation which said"
        speaker = speaker_of(self._view, self._people, subject_span(self._view, head))
        return referred(speaker, source, "the relative clause says so")


_NEAR = 160  # code points of a name and what its bearer is
_INTRODUCED = re.compile(  # "Right Women PAC, an organisation | that"
    r"\b([A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and|the|for))*), (?:an?|the) (?:[a-z-]+ ){0,2}"
    r"(?:organi[sz]ation|group|charity|company|firm|body|agency|union|party|network|alliance|coalition)\Z"
)


def nobody(draft: Draft) -> bool:
    """An answer of an interview of which the page does not tell who gives it."""
    return draft.how == ANSWER and draft.speaker is not None and not draft.speaker.name


def _in_headline(draft: Draft) -> bool:
    return draft.manner == "headline"
