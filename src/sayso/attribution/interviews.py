"""Interviews printed as questions and answers: what stands after "A:", a name or a dash is the word of the one
interviewed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.attribution.draft import Draft, overlap
from sayso.attribution.edges import FINITE
from sayso.attribution.names import Person
from sayso.attribution.near import Nearby
from sayso.attribution.scene import Scene
from sayso.attribution.view import Paragraph, View
from sayso.model import Span, Speaker

_LABEL = re.compile(r"([A-Z](?:[\w.'’-]| (?=[A-Z])){0,40}?)\s?:\s*(?=\S)")
ANSWER = "an answer in an interview"
_ANSWER, _QUESTION = {"a", "answer"}, {"q", "question"}
DASHES = "-–—―"
_DASH = re.compile(rf"[{DASHES}]\s*(?=\S)")
_ASKING = 0.3  # part of the questions among dashes that must end in a question mark; of the answers no more may
_WORDS = 4  # … of a sentence that tells something by itself
_LEAST = 4  # turns of an interview
_INTRODUCTION = 240  # code points of a paragraph that tells who is asked
_TALK = re.compile(
    r"\b(?:interview(?:ed|s)?|conversation|received (?:us|our)|(?:talk|talked|talks|spoke|speaks|spoken) (?:to|with)"
    r"|answer(?:ed|s)?\b[^.]*\bquestions|gave us|told us)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}")
_OWN = re.compile(r"(?:i|we|us|me)(?: (?:ourselves|myself))?", re.IGNORECASE)


def with_answers(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with one for each answer of an interview in place of those read off its label."""
    turns = _turns(view)
    if not turns:
        return _among_dashes(view, drafts)
    labels = tuple(Span(p.start, at) for p, _, at in turns)
    kept = [d for d in drafts if not overlap(d.source, labels)]
    asking = _questioners(view, turns)
    answers = [_answer(view, p, at) for p, label, at in turns if label not in asking]
    return kept + [one for a in answers if a is not None for one in _by_sentence(view, a)]


class Turn(NamedTuple):
    """Where the run of questions and answers begins that a turn is of, the paragraph before it, and the turn before."""

    opening: int
    before: Paragraph | None
    asked: int


class Talks:
    """The interviews of a page, read once."""

    def __init__(self, view: View) -> None:
        self.paragraphs = [p for p, _, _ in _turns(view)] or _dashes(view)
        starts = {p.start for p in self.paragraphs}
        self._turns: list[Turn] = []
        before: Paragraph | None = None
        opening = asked = -1
        for paragraph in view.paragraphs if starts else ():
            if paragraph.start not in starts:
                before, opening = paragraph, -1
                continue
            opening = paragraph.start if opening < 0 else opening
            self._turns.append(Turn(opening, before, asked if asked >= 0 else paragraph.start))
            asked = paragraph.start
        self._starts = sorted(starts)

    def turn(self, place: int) -> Turn:
        """The turn in which a place stands."""
        at = bisect_right(self._starts, place) - 1
        return self._turns[at] if 0 <= at < len(self._turns) else Turn(place, None, place)

    def around(self, place: int) -> tuple[Span, ...]:
        """The question before an answer, and the introduction of its interview."""
        turn = self.turn(place)
        introduction = [Span(turn.before.start, turn.before.end)] if turn.before is not None else []
        return Span(turn.asked, place), *introduction


def interviewee(scene: Scene, talks: Talks, source: Span) -> Speaker | None:
    """Whom "A" or a dash stands for: who is introduced right before the questions, the one person named before the
    first of them, or where the talk is told of."""
    label = scene.view.text[source.start : source.end]
    dash = label in DASHES
    if label.lower() not in _ANSWER and not dash:
        return None
    first = next((p.start for p in talks.paragraphs), source.start)
    person = _introduced(scene, talks.turn(source.start).before) or _interviewed(scene, first)
    name = person.name if person is not None else _headed(scene) if dash else ""
    if not name and not dash:
        return None
    role = person.roles[0] if person is not None and person.roles else ""
    why = "the answers are of who is interviewed" if name else "who is interviewed stays open"
    return Speaker(name, "person" if name else "unnamed", None, role, why, source.start, source.end)


def _headed(scene: Scene) -> str:
    """Who speaks in the headline, by a name of two words or three."""
    for draft in scene.drafts:
        if draft.manner == "headline" and draft.speaker is not None and _NAME.fullmatch(draft.speaker.name):
            return draft.speaker.name
    return ""


def _introduced(scene: Scene, before: Paragraph | None) -> Person | None:
    """ "Vera Onsk, wife of the pilot, is on the line." before the questions: the person who begins that paragraph."""
    named = scene.people.named(before.start, before.end) if before is not None and before.kind == "body" else []
    if before is None or not named or before.end - before.start > _INTRODUCTION:
        return None
    first = min(named, key=lambda p: p.within(before.start, before.end)[0])
    place = first.within(before.start, before.end)[0]
    token = next(iter(scene.view.tokens(place, place + 1)), None)
    while token is not None and token.dep_ in {"compound", "flat"} and token.head != token:
        token = token.head
    alone = len(named) == 1 and scene.view.text[place - 4 : place].lower() != "our "
    return first if alone or (token is not None and token.dep_ in {"nsubj", "nsubjpass", "ROOT"}) else None


def _interviewed(scene: Scene, first: int) -> Person | None:
    """The one person named where the talk is told of, who speaks in the headline, or who alone is named before it."""
    people, view = scene.people, scene.view
    for sentence in view.sentences_in(0, first):
        if sentence.start < first and _TALK.search(view.text, sentence.start, min(sentence.end, first)):
            named = people.named(sentence.start, min(sentence.end, first))
            if len(named) == 1:
                return named[0]
    headed = [d.speaker for d in scene.drafts if d.manner == "headline" and d.speaker and d.speaker.kind == "person"]
    for speaker in headed:
        if (person := people.find(speaker.name)) is not None:
            return person
    everyone = people.named(0, first)
    return everyone[0] if len(everyone) == 1 else None


def _among_dashes(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with one for each answer that opens with a dash; in them "I" and "we" say nothing of their own."""
    turns = _dashes(view)
    answers = [a for a in (_after_dash(view, p) for p in turns[1::2]) if a is not None]
    said = Nearby((a, a.content) for a in answers)
    kept = [
        d for d in drafts
        if not (_spoken_by(view, d) and any(overlap(d.content, a.content) for a in said.near(d.content)))
    ]  # fmt: skip
    return kept + [one for a in answers for one in _by_sentence(view, a)]


def _by_sentence(view: View, answer: Draft) -> list[Draft]:
    """An answer as a claim for each of its sentences; "Yes.", "A poplar tree." go with the one after, else before."""
    content = answer.content[0]
    ends = [s.end for s in view.sentences_in(content.start, content.end) if s.end < content.end]
    parts: list[Span] = []
    start = content.start
    for end in [*ends, content.end]:
        piece = view.trimmed(start, end)
        if piece is None:
            continue
        tokens = [t for t in view.tokens(piece.start, piece.end) if not t.is_punct]
        told = len(tokens) >= _WORDS and any(t.tag_ in FINITE | {"MD"} for t in tokens)
        if told:
            parts.append(piece)
            start = end
        elif end == content.end and parts:
            parts[-1] = Span(parts[-1].start, piece.end)
        elif end == content.end:
            parts.append(piece)
    return [replace(answer, content=(part,), notes=[*answer.notes]) for part in parts]


def _spoken_by(view: View, draft: Draft) -> bool:
    """Whether a draft is the answerer's own "I know", "we ask"."""
    words = " ".join(view.text[s.start : s.end] for s in draft.source).strip()
    return not words or _OWN.fullmatch(words) is not None


def _dashes(view: View) -> list[Paragraph]:
    """Paragraphs of the longest run of questions and answers that open with a dash; empty where there is none."""
    runs: list[list[Paragraph]] = [[]]
    for paragraph in view.paragraphs:
        if _DASH.match(view.text, paragraph.start, paragraph.end):
            runs[-1].append(paragraph)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=len)
    asked = [_asks(view, p) for p in best]
    questions, answers = asked[::2], asked[1::2]
    if len(best) < _LEAST or sum(questions) < _ASKING * len(questions) or sum(answers) > _ASKING * len(answers):
        return []
    return best


def _asks(view: View, paragraph: Paragraph) -> bool:
    return view.text[max(0, paragraph.end - 4) : paragraph.end].rstrip(' "”’').endswith("?")


def _after_dash(view: View, paragraph: Paragraph) -> Draft | None:
    """An answer; its dash stands for who gives it."""
    match = _DASH.match(view.text, paragraph.start, paragraph.end)
    content = view.trimmed(paragraph.start, paragraph.end)
    if match is None or content is None:
        return None
    return Draft((Span(paragraph.start, paragraph.start + 1),), (), (content,), "direct", ANSWER)


def _turns(view: View) -> list[tuple[Paragraph, str, int]]:
    """Paragraphs that open with a label, the label, where their words begin; empty where the page is no interview."""
    found = []
    for paragraph in view.paragraphs:
        if paragraph.kind in ("body", "heading") and (match := _LABEL.match(view.text, paragraph.start, paragraph.end)):
            found.append((paragraph, match[1], match.end()))
    counts = Counter(label for _, label, _ in found)
    found = [turn for turn in found if counts[turn[1]] > 1]  # "Photo: …" is no turn
    labels = [label for _, label, _ in found]
    return found if len(found) >= _LEAST and len(set(labels)) <= 3 and _questioners(view, found) else []


def _questioners(view: View, turns: Sequence[tuple[Paragraph, str, int]]) -> frozenset[str]:
    """Labels under which most paragraphs end in a question."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for paragraph, label, _ in turns:
        asked[label].append(_asks(view, paragraph))
    return frozenset(label for label, q in asked.items() if label.lower() in _QUESTION or sum(q) > len(q) / 2)


def _answer(view: View, paragraph: Paragraph, start: int) -> Draft | None:
    content = view.trimmed(start, paragraph.end)
    label = view.trimmed(paragraph.start, start)
    if content is None or label is None:
        return None
    colon = view.text.index(":", label.end)
    return Draft((label,), (Span(colon, colon + 1),), (content,), "direct", ANSWER)
