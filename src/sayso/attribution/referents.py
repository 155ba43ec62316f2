"""What the words of a claim point to outside it: "it", "his", "the ship" with the name that the page gave before.

A claim taken out of its page loses whom its pronouns and short descriptions mean; put back in, two claims can be read
side by side (Choi et al., "Decontextualization: Making Sentences Stand-Alone", TACL 2021; here by rules, and only
where the page leaves little doubt). "I" and "we" are left to who knows whom a speaker speaks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.bodies import groups, is_body
from sayso.attribution.completed import completions
from sayso.attribution.draft import Draft
from sayso.attribution.fuller import FAR, LONGEST, Fuller, text
from sayso.attribution.genders import disagrees
from sayso.attribution.phrases import subject_span
from sayso.attribution.pronouns import FORMS, may_be, one_person_before, subject_before
from sayso.attribution.scene import Scene, plural, settled
from sayso.attribution.view import Sentence
from sayso.model import Referent, Span

_PERSONAL = {"he", "she", "it", "they"}
_OWNING = {"PRP$"}
_NOTHING = {"rain", "snow", "seem", "appear", "happen", "take", "turn"}  # verbs whose "it" is nothing
_WHEN = {"dark", "late", "early", "time"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_TIMES = {"night", "day", "week", "month", "year", "time", "morning", "evening", "afternoon", "moment", "hour", "end"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_PAIRS = {"“": "”", "«": "»"}
_SOMEBODY = ("person", "unnamed", "anonymous")
_NO_THING = {"PERSON", "DATE", "TIME", "CARDINAL", "QUANTITY", "PERCENT"}


class Referents:
    """Finds what the words of one page's claims point to; `drafts` have their speakers."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._view = scene, scene.view
        self._fuller = Fuller(scene)

    def of(self, draft: Draft) -> tuple[Referent, ...]:
        """The referents of a claim's content, in page order, without overlap."""
        found: list[Referent] = []
        for piece in draft.content:
            for token in self._view.tokens(piece.start, piece.end):
                place = self._view.place(token)
                if found and place.start < found[-1].end:
                    continue
                word = FORMS.get(token.lower_, token.lower_)
                if word in _PERSONAL and token.tag_ in {"PRP", "PRP$"}:
                    found += self._pronoun(draft, token, word)
                elif token.lower_ in _DEFINITE and token.dep_ == "det" and token.head.pos_ == "NOUN":
                    found += self._description(draft, token.head, token)
        return tuple(found)

    # -- pronouns

    def _pronoun(self, draft: Draft, token: Token, word: str) -> Iterator[Referent]:
        if word == "it" and _expletive(token):
            return
        place = self._view.place(token)
        person = word in {"he", "she"}
        if self._named_within(draft, token, word):
            return
        name = self._person(draft, place, word) if person else self._thing(draft, token, word)
        if name:
            owned = token.tag_ in _OWNING
            yield Referent(place.start, place.end, _owner(name) if owned else name)

    def _named_within(self, draft: Draft, token: Token, word: str) -> bool:
        """Whether the content itself names before the pronoun what that may mean."""
        start = self._view.place(token).start
        tokens = [t for s in draft.content for t in self._view.tokens(s.start, min(s.end, start)) if s.start < start]
        if word in {"he", "she"}:
            spoken = [p for s in draft.content for p in self._scene.people.named(s.start, min(s.end, start))]
            human = any(t.pos_ == "NOUN" and t.lemma_.lower() in lexicon.words("roles") for t in tokens)
            return human or any(not disagrees(self._view, p, word) for p in spoken)
        nouns = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
        nouns = [t for t in nouns if t.ent_type_ not in _NO_THING]
        return any(plural(t) == (word == "they") or (word == "they" and is_body(t)) for t in nouns)

    def _person(self, draft: Draft, place: Span, word: str) -> str:
        speaker = draft.speaker
        known = speaker is not None and settled(speaker) and not self._quoted(draft, place.start)
        if known and speaker is not None and speaker.kind in _SOMEBODY and may_be(self._scene, speaker, word):
            return speaker.name
        subject = subject_before(self._scene, place, word, ())
        if subject is not None:
            named = self._scene.people.named(subject.start, subject.end)
            return named[0].name if named else text(self._view, subject)
        one = one_person_before(self._scene, place, word, ())
        return one.name if one is not None else ""

    def _thing(self, draft: Draft, token: Token, word: str) -> str:
        place, speaker = self._view.place(token), draft.speaker
        if speaker is not None and settled(speaker) and not self._quoted(draft, place.start):
            several = word == "they" and speaker.kind in ("unnamed", "anonymous")
            if speaker.kind in ("organisation", "outlet") or several:
                return speaker.name
        return self._subject(token, word)

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
                    return self._phrase(subject)
            own = sentence.start <= place.start < sentence.end
            if not (own or again):
                return ""
        return ""

    def _subjects(self, sentence: Sentence, before: int) -> list[Token]:
        """Subjects of a sentence that stand before a place: of the main verb first."""
        found = [t for t in sentence.parsed if t.dep_ in _SUBJECTS and self._view.place(t).end <= before]
        return sorted(found, key=lambda t: (t.head.dep_ != "ROOT", t.i))

    def _agrees(self, noun: Token, word: str) -> bool:
        if noun.ent_type_ in _NO_THING:
            return False
        if word == "they":
            return plural(noun) or groups(noun, word)
        human = noun.lemma_.lower() in lexicon.words("roles") | lexicon.words("people")
        return not plural(noun) and not human

    # -- descriptions

    def _description(self, draft: Draft, noun: Token, article: Token) -> Iterator[Referent]:
        """ "the ferry" -> "the ferry Lady Irena"."""
        start, end = self._view.place(article).start, self._view.place(noun).end
        tokens = self._view.tokens(start, end)
        if any(t.pos_ in {"PROPN", "NUM"} for t in tokens) or noun.i - article.i > 3 or not self._inside(draft, end):
            return
        if noun.lemma_.lower() in _TIMES:
            return
        if any(c.dep_ in {"relcl", "acl", "appos", "prep"} and c.i > noun.i for c in noun.children):
            return
        after = self._view.tokens(end, end + 2)
        if after and after[0].pos_ == "PROPN":
            return
        name = self._fuller.called(noun, start, {t.lower_ for t in tokens if t not in (noun, article)})
        said = {w.lower() for s in draft.content for w in text(self._view, s).split()}
        if name and any(w.lower() not in said for w in name.split()[1:]):
            yield Referent(start, end, name)

    def _inside(self, draft: Draft, end: int) -> bool:
        return any(s.start < end <= s.end for s in draft.content)

    # -- words

    def _phrase(self, noun: Token) -> str:
        named = self._fuller.called(noun, self._view.place(noun).start, set()) if noun.pos_ == "NOUN" else ""
        own = text(self._view, subject_span(self._view, noun)).split(",")[0]
        words = named if named and len(own.split()) < 3 else own
        return words if len(words) <= LONGEST else noun.text

    def _quoted(self, draft: Draft, position: int) -> bool:
        """Whether a place stands in quotation marks."""
        if draft.manner == "direct":
            return True
        paragraph = self._view.paragraph_at(position)
        before = self._view.text[paragraph.start if paragraph else 0 : position]
        if before.count('"') % 2:
            return True
        return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _PAIRS.items())


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
    if verb.lemma_ != "be":
        return False
    clauses = {"ccomp", "csubj", "xcomp", "advcl", "acl", "relcl"}
    below = [g for c in later if c.dep_ in {"acomp", "attr"} for g in c.children]
    said = any(c.dep_ in clauses for c in (*later, *below))
    return said or any(t.ent_type_ in {"TIME", "DATE"} or t.lower_ in _WHEN for c in later for t in c.subtree)


def _owner(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def with_referents(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Sets the referents of every draft."""
    referents = Referents(scene)
    for draft in drafts:
        draft.referents = tuple(sorted([*referents.of(draft), *completions(scene.view, draft)]))
