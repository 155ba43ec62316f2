"""Interviews printed as questions and answers: what stands after "A:" or a name is the word of the one interviewed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.attribution.draft import Draft, overlap
from sayso.attribution.names import Person
from sayso.attribution.scene import Scene
from sayso.attribution.view import Paragraph, View
from sayso.model import Span, Speaker

_LABEL = re.compile(r"([A-Z](?:[\w.'’-]| (?=[A-Z])){0,40}?)\s?:\s*(?=\S)")
ANSWER = "an answer in an interview"
_ANSWER, _QUESTION = {"a", "answer"}, {"q", "question"}


def with_answers(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with one for each answer of an interview in place of those read off its label."""
    turns = _turns(view)
    if not turns:
        return list(drafts)
    labels = tuple(Span(p.start, at) for p, _, at in turns)
    kept = [d for d in drafts if not overlap(d.source, labels)]
    answers = [_answer(view, p, at) for p, label, at in turns if label not in _questioners(view, turns)]
    return kept + [a for a in answers if a is not None]


def interviewee(scene: Scene, source: Span) -> Speaker | None:
    """Whom "A" stands for: the one person named before the first question."""
    label = scene.view.text[source.start : source.end]
    if label.lower() not in _ANSWER:
        return None
    first = next((p.start for p, _, _ in _turns(scene.view)), source.start)
    named: list[Person] = scene.people.named(0, first)
    if len(named) != 1:
        return None
    role = named[0].roles[0] if named[0].roles else ""
    return Speaker(
        named[0].name, "person", None, role, "the answers are of who is interviewed", source.start, source.end
    )


def _turns(view: View) -> list[tuple[Paragraph, str, int]]:
    """Paragraphs that open with a label, the label, where their words begin; empty where the page is no interview."""
    found = []
    for paragraph in view.paragraphs:
        if paragraph.kind == "body" and (match := _LABEL.match(view.text, paragraph.start, paragraph.end)):
            found.append((paragraph, match[1], match.end()))
    labels = [label for _, label, _ in found]
    return found if len(found) >= 4 and len(set(labels)) <= 3 and _questioners(view, found) else []


def _questioners(view: View, turns: Sequence[tuple[Paragraph, str, int]]) -> frozenset[str]:
    """Labels under which most paragraphs end in a question."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for paragraph, label, _ in turns:
        asked[label].append(view.text[max(0, paragraph.end - 4) : paragraph.end].rstrip(' "”’').endswith("?"))
    return frozenset(label for label, q in asked.items() if label.lower() in _QUESTION or sum(q) > len(q) / 2)


def _answer(view: View, paragraph: Paragraph, start: int) -> Draft | None:
    content = view.trimmed(start, paragraph.end)
    label = view.trimmed(paragraph.start, start)
    if content is None or label is None:
        return None
    colon = view.text.index(":", label.end)
    return Draft((label,), (Span(colon, colon + 1),), (content,), "direct", ANSWER)
