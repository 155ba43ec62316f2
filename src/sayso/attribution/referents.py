"""What the words of a claim point to outside it: "it", "his", "the ship" with the name that the page gave before.

A claim taken out of its page loses whom its pronouns and short descriptions mean; put back in, two claims can be read
side by side (Choi et al., "Decontextualization: Making Sentences Stand-Alone", TACL 2021; here by rules, and only
where the page leaves little doubt). "I" and "we" are left to who knows whom a speaker speaks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.completed import completions
from sayso.attribution.draft import Draft
from sayso.attribution.fuller import FAR, LONGEST, Fuller, text
from sayso.attribution.genders import disagrees
from sayso.attribution.names import Person
from sayso.attribution.phrases import subject_span
from sayso.attribution.pronouns import FORMS, may_be, one_person_before, subject_before
from sayso.attribution.scene import Scene, plural, settled
from sayso.attribution.they import groups, is_body
from sayso.attribution.view import Sentence
from sayso.model import Referent, Span, Speaker

_PERSONAL = {"he", "she", "it", "they"}
_OWNING = {"PRP$"}
_NOTHING = {"rain", "snow", "seem", "appear", "happen", "take", "turn"}  # verbs whose "it" is nothing
_WHEN = {"dark", "late", "early", "time"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_CALLING = {"call", "label", "brand", "describe", "consider", "deem", "term", "dub", "see", "regard", "view"}
_TIMES = {"night", "day", "week", "month", "year", "time", "morning", "evening", "afternoon", "moment", "hour", "end"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_PAIRS = {"“": "”", "«": "»"}
_QUOTED = 3000  # code points before, in which a mark may have opened a quotation
_BODIES = ("organisation", "outlet")
_SOMEBODY = ("person", "unnamed", "anonymous")
_NO_THING = {"DATE", "TIME", "CARDINAL", "QUANTITY", "PERCENT"}


class Seen:
    """What a content has named so far: one thing, several, a human being, people; and all its words."""

    def __init__(self, words: set[str]) -> None:
        self.words = words
        self.one = self.several = self.human = False
        self.people: list[Person] = []

    def add(self, token: Token, person: Person | None) -> None:
        if person is not None and person not in self.people:
            self.people.append(person)
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            return
        self.human |= token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.words("roles")
        if token.ent_type_ not in _NO_THING | {"PERSON"}:
            self.one |= not plural(token)
            self.several |= plural(token) or is_body(token)


class Referents:
    """Finds what the words of one page's claims point to; `drafts` have their speakers."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._view = scene, scene.view
        self._fuller = Fuller(scene)

    def of(self, draft: Draft) -> tuple[Referent, ...]:
        """The referents of a claim's content, in the order of its pieces, without overlap."""
        found: list[Referent] = []
        seen = Seen({w.lower() for s in draft.content for w in text(self._view, s).split()})
        for piece in draft.content:
            at = piece.start
            for token in self._view.tokens(piece.start, piece.end):
                place = self._view.place(token)
                if place.start < at:
                    continue
                word = FORMS.get(token.lower_, token.lower_)
                if word in _PERSONAL and token.tag_ in {"PRP", "PRP$"}:
                    one = self._pronoun(draft, token, word, seen)
                elif token.lower_ in _DEFINITE and token.dep_ == "det" and token.head.pos_ == "NOUN":
                    one = self._description(piece, token.head, token, seen)
                else:
                    one = None
                if one is not None:
                    found.append(one)
                    at = one.end
                seen.add(token, self._person_at.get(place.start))
        return tuple(found)

    @cached_property
    def _person_at(self) -> dict[int, Person]:
        return {place: person for person in self._scene.people.persons for place in person.places}

    # -- pronouns

    def _pronoun(self, draft: Draft, token: Token, word: str, seen: Seen) -> Referent | None:
        if word == "it" and _expletive(token):
            return None
        place = self._view.place(token)
        if word in {"he", "she"}:
            if seen.human or any(not disagrees(self._view, p, word) for p in seen.people):
                return None
            name = self._person(draft, place, word)
        else:
            if seen.several if word == "they" else seen.one:
                return None
            name = self._thing(draft, token, word)
        if name and draft.speaker is not None and name == draft.speaker.name and self._quoted(draft, place.start):
            return None  # who is quoted says "I"
        owned = token.tag_ in _OWNING
        return Referent(place.start, place.end, _owner(name) if owned else name) if name else None

    def _person(self, draft: Draft, place: Span, word: str) -> str:
        """Who speaks, or who was told of before; where the two differ, who speaks by name."""
        before = self._person_before(place, word)
        speaker = self._teller(draft, place)
        if speaker is not None and speaker.kind in _SOMEBODY and may_be(self._scene, speaker, word):
            return speaker.name if before in ("", speaker.name) or speaker.name[:1].isupper() else ""
        return before

    def _person_before(self, place: Span, word: str) -> str:
        subject = subject_before(self._scene, place, word, ())
        if subject is not None:
            named = self._scene.people.named(subject.start, subject.end)
            return named[0].name if named else text(self._view, subject)
        one = one_person_before(self._scene, place, word, ())
        return one.name if one is not None else ""

    def _thing(self, draft: Draft, token: Token, word: str) -> str:
        speaker = self._teller(draft, self._view.place(token)) if self._may_tell(draft, token) else None
        before = self._subject(token, word)
        if speaker is None and draft.speaker is not None and before == draft.speaker.name:
            return ""
        if speaker is not None and speaker.kind in _BODIES:
            return speaker.name if before in ("", speaker.name) or speaker.name[:1].isupper() else ""
        if speaker is not None and word == "they" and speaker.kind in ("unnamed", "anonymous") and not before:
            return speaker.name
        return before

    def _may_tell(self, draft: Draft, token: Token) -> bool:
        """Whether "it" or "they" can be who speaks: not what he calls something ("called it a shift"), not what is done
        to ("said it would be provided"), and not before he is named ("It will cost less, according to …")."""
        place = self._view.place(token)
        if token.dep_ == "nsubjpass" and token.lower_ == "it":
            return False
        first = place.start == draft.content[0].start
        named = first and any(t.lemma_ in _CALLING for s in draft.cue for t in self._view.tokens(s.start, s.end))
        return not named and not (draft.source and place.start < draft.source[0].start)

    def _teller(self, draft: Draft, place: Span) -> Speaker | None:
        """Who speaks in words that are not quoted: "the company said it …"."""
        told = draft.source and draft.manner in ("indirect", "mixed") and not self._quoted(draft, place.start)
        return draft.speaker if told and settled(draft.speaker) else None

    def _subject(self, token: Token, word: str) -> str:
        """The subject of the sentences before that agrees in number."""
        place = self._view.place(token)
        for sentence in reversed(self._view.sentences_in(max(0, place.start - FAR), place.start + 1)[-3:]):
            again = False
            for subject in self._subjects(sentence, place.start):
                same = FORMS.get(subject.lower_, subject.lower_)
                if same == word:
                    again = True
                    continue
                if subject.pos_ in {"NOUN", "PROPN"} and self._agrees(subject, word):
                    rivals = (c for c in subject.head.children if c.dep_ == "dobj" and c.pos_ in {"NOUN", "PROPN"})
                    rival = any(self._agrees(c, word) and self._view.place(c).end <= place.start for c in rivals)
                    return "" if rival else self._phrase(subject)
            own = sentence.start <= place.start < sentence.end
            if not (own or again):
                return ""
        return ""

    def _subjects(self, sentence: Sentence, before: int) -> list[Token]:
        """Subjects of a sentence that stand before a place: of what somebody says there, then of the main verb."""
        found = [t for t in sentence.parsed if t.dep_ in _SUBJECTS and self._view.place(t).end <= before]
        return sorted(found, key=lambda t: (not _reported(t), t.head.dep_ != "ROOT", t.i))

    def _agrees(self, noun: Token, word: str) -> bool:
        place = self._view.place(noun)
        the = any(c.dep_ == "det" for c in noun.children)  # "the trawler Gannet"
        if not the and (noun.ent_type_ == "PERSON" or self._scene.people.named(place.start, place.end)):
            return False
        if noun.ent_type_ in _NO_THING:
            return False
        if word == "they":
            return plural(noun) or groups(noun, word)
        human = noun.lemma_.lower() in lexicon.words("roles") | lexicon.words("people")
        return not plural(noun) and not human

    # -- descriptions

    def _description(self, piece: Span, noun: Token, article: Token, seen: Seen) -> Referent | None:
        """ "the ferry" -> "the ferry Lady Irena"."""
        start, end = self._view.place(article).start, self._view.place(noun).end
        tokens = self._view.tokens(start, end)
        if any(t.pos_ in {"PROPN", "NUM"} for t in tokens) or noun.i - article.i > 3 or end > piece.end:
            return None
        more = any(c.dep_ in {"relcl", "acl", "appos", "prep"} and c.i > noun.i for c in noun.children)
        after = self._view.tokens(end, end + 2)
        if noun.lemma_.lower() in _TIMES or more or (after and after[0].pos_ == "PROPN"):
            return None
        name = self._fuller.called(noun, start, {t.lower_ for t in tokens if t not in (noun, article)})
        told = name and all(w.lower() in seen.words for w in name.split()[1:])
        return Referent(start, end, name) if name and not told else None

    # -- words

    def _phrase(self, noun: Token) -> str:
        named = self._fuller.called(noun, self._view.place(noun).start, set()) if noun.pos_ == "NOUN" else ""
        own = text(self._view, subject_span(self._view, noun)).split(", ")[0]
        words = named if named and len(own.split()) < 3 else own
        return words if len(words) <= LONGEST else noun.text

    def _quoted(self, draft: Draft, position: int) -> bool:
        """Whether a place stands in quotation marks."""
        if draft.manner == "direct":
            return True
        paragraph = self._view.paragraph_at(position)
        before = self._view.text[max(paragraph.start if paragraph else 0, position - _QUOTED) : position]
        if before.count('"') % 2:
            return True
        return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _PAIRS.items())


def _reported(subject: Token) -> bool:
    """Whether of this is told what the sentence's speaker says: "the navy said that the trawler had strayed"."""
    clause = subject.head
    teller = clause.head
    return clause.dep_ == "ccomp" and teller.dep_ == "ROOT" and teller.lemma_.lower() in lexicon.words("tellings")


def _expletive(token: Token) -> bool:
    """ "it is clear that", "it rained": stands for nothing."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in _SUBJECTS:
        return False
    if verb.lemma_ in _NOTHING:
        return True
    later = [c for c in verb.children if c.i > token.i]
    if verb.lemma_ != "be" and verb.lower_ not in {"’s", "'s"}:
        return False
    clauses = {"ccomp", "csubj", "xcomp", "advcl", "acl", "relcl"}
    if any(c.dep_ == "prep" for c in later):
        clauses -= {"advcl"}  # "it was in the harbour when …"
    below = [g for c in later if c.dep_ in {"acomp", "attr"} for g in c.children]
    said = any(c.dep_ in clauses or (c.dep_ == "attr" and c.pos_ == "NOUN") for c in (*later, *below))
    return said or any(t.ent_type_ in {"TIME", "DATE"} or t.lower_ in _WHEN for c in later for t in c.subtree)


def _owner(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def with_referents(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Sets the referents of every draft."""
    referents = Referents(scene)
    taken: dict[tuple[Span, ...], tuple[Referent, ...]] = {}
    for draft in sorted(drafts, key=lambda d: d.source[0].start if d.source else d.start):
        if draft.content not in taken:  # a denial takes over the words of another, and what they point to
            taken[draft.content] = tuple(sorted([*referents.of(draft), *completions(scene.view, draft)]))
        draft.referents = taken[draft.content]
