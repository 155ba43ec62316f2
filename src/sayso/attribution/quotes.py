"""Quotations found by their marks, whatever the marks are: curly, straight, „…“, «…», ’’…’’, single, wrong or missing.

A mark is told to open or to close by what stands beside it and by what is open already; its shape comes last, since
machine translation and hasty typing turn marks round. All offsets are code points into the page's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sayso.attribution import lexicon
from sayso.attribution.view import Paragraph, View, spelled

_FEWEST = 4  # blanks in a part of a pull quote
LONGEST = 6000  # code points; what is quoted for longer is a book, or a mark gone astray


class Quotation(NamedTuple):
    """What stands between two marks. `opened`, `closed`: whether the marks were there.

    `goes_on`: it was not closed, and the next paragraph begins with an opening mark.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    opened: bool = True
    closed: bool = True
    goes_on: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    shape: str  # what the character is made for: "open", "close" or ""
    looks: str  # what its neighbours make it: "open", "close" or ""
    left: int = 0  # marks that follow in the paragraph, of them how many can close, how many do not look open
    closing: int = 0
    not_opening: int = 0


_DOUBLE = re.compile(r"''|’’|‘‘|``|,,(?=\w)|[“”„‟«»\"＂〝〞]")
_OPENING, _CLOSING = ("“", "„", "‟", "«", "‘‘", "``", ",,", "〝"), ("”", "»", "’’", "〞")
_SINGLE = re.compile(r"(?<![\w’'‘])[‘’'‚‹](?=[\w“\"$£€(])")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…%)“”\"])[’'›](?!\w)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(]*[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Jr|Sr|No|vs|etc|[A-Z])\.\s*\Z")


def quotations(view: View) -> list[Quotation]:
    """Every quotation in the kept text, in order, those inside another left out."""
    found: list[Quotation] = []
    paragraphs = view.paragraphs
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        carried = bool(found) and found[-1].goes_on and found[-1].end >= paragraphs[number - 1].start
        found += _in_paragraph(view.text, paragraph, following, carried)
    return found


def is_pulled(view: View, quotation: Quotation, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a pull quote: nothing but a quotation whose words stand in another paragraph too."""
    if (
        quotation.outer_start > paragraph.start
        or quotation.outer_end < paragraph.end - 1
        or paragraph.kind == "headline"
    ):
        return False
    parts = [spelled(part) for part in re.split(r"\.\.\.|…", view.text[quotation.start : quotation.end])]
    parts = [part for part in parts if part.count(" ") >= _FEWEST]
    return bool(parts) and any(
        other is not paragraph
        and other.end - other.start > paragraph.end - paragraph.start
        and all(part in words for part in parts)
        for other, words in zip(view.paragraphs, view.spelled, strict=True)
    )


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence at `start` ends, at most `end`; a period before a lower-case word does not end it."""
    for stop in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, stop.start() - 6), stop.start() + 1):
            return stop.start() + 1
    return end


def _in_paragraph(text: str, paragraph: Paragraph, following: Paragraph | None, carried: bool) -> Iterator[Quotation]:
    doubles = list(_read(text, paragraph, _counted(list(_marks(text, paragraph))), carried))
    singles = [q for q in _singles(text, paragraph) if not any(d.start <= q.end and q.start <= d.end for d in doubles)]
    for quotation in sorted(doubles + singles):
        if quotation.closed or quotation.end < paragraph.end:
            yield quotation
        elif following and _DOUBLE.match(text, following.start) and following.kind == paragraph.kind:
            yield quotation._replace(goes_on=True)
        else:
            yield _cut_at_tag(text, quotation)


def _marks(text: str, paragraph: Paragraph) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        left = before.isspace() or before in "([{—–-‘'/"
        right = after.isspace() or after in ".,;:!?)]}—–…"
        looks = "open" if left and not right else "close" if right and not left else ""
        shape = "open" if match[0] in _OPENING else "close" if match[0] in _CLOSING else ""
        if match[0] == "’’" or match[0] == "''":
            shape = ""  # typed as a pair of apostrophes, the same at both ends
        yield _Mark(start, end, shape, looks)


def _counted(marks: list[_Mark]) -> list[_Mark]:
    """Marks with what follows each counted."""
    closing = not_opening = 0
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        marks[number] = mark._replace(left=len(marks) - 1 - number, closing=closing, not_opening=not_opening)
        closing += mark.looks == "close" or (mark.shape == "close" and mark.looks == "")
        not_opening += mark.looks != "open"
    return marks


def _read(text: str, paragraph: Paragraph, marks: Sequence[_Mark], carried: bool) -> Iterator[Quotation]:
    """Walk the marks of a paragraph with one open quotation at most; `carried`: it opens inside a quotation."""
    opening: _Mark | None = None
    depth = 0
    last = paragraph.start  # where the last quotation ended
    for mark in marks:
        if opening is None:
            if _opens(text, paragraph, mark):
                opening, depth = mark, 0
            elif (start := _lost_opening(text, paragraph, mark, last, carried)) is not None:
                yield Quotation(start, mark.start, start, mark.end, opened=False)
                last = mark.end
            continue
        match _inside(text, paragraph, mark, depth):
            case "close":
                yield Quotation(opening.end, mark.start, opening.start, mark.end)
                opening, last = None, mark.end
            case "deeper":
                depth += 1
            case "back":
                depth -= 1
    if opening is not None:
        yield Quotation(opening.end, paragraph.end, opening.start, paragraph.end, closed=False)


def _opens(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    """Whether a mark outside any quotation opens one."""
    if mark.start == paragraph.start and not _at_end(text, paragraph, mark):
        return True
    if mark.looks == "open":
        return mark.left > 0 or not _tag_follows(text, mark.end, paragraph.end)
    if mark.looks == "" and not _at_end(text, paragraph, mark):
        return mark.shape == "open" or (mark.shape == "" and mark.left > 0)
    return mark.looks == "close" and mark.left % 2 == 1 and not _at_end(text, paragraph, mark) and mark.shape != ""


def _inside(text: str, paragraph: Paragraph, mark: _Mark, depth: int) -> str:
    """What a mark does within a quotation: "close" it, go "deeper" into or come "back" from a nested one, or ""."""
    if mark.looks == "open" and mark.shape != "close" and not _at_end(text, paragraph, mark):
        if _tag_follows(text, mark.end, paragraph.end) and not mark.closing:
            return "close"
        if re.search(r"[.!?…]\s*\Z", text[max(mark.start - 3, 0) : mark.start]):
            return ""  # opened again: a translator's sentence break
        return "deeper" if mark.not_opening > 1 else ""
    if mark.looks == "" and mark.shape == "open" and not _at_end(text, paragraph, mark):
        return "close" if _tag_follows(text, mark.end, paragraph.end) and not mark.closing else ""
    return "back" if depth else "close"


def _at_end(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    """Nothing but punctuation follows at once."""
    return mark.end >= paragraph.end or text[mark.end] in ".,;:!?)…"


def _lost_opening(text: str, paragraph: Paragraph, mark: _Mark, last: int, carried: bool) -> int | None:
    """Where a quotation began whose closing mark stands alone, or None where nothing says that it is one."""
    if carried and last == paragraph.start:
        return paragraph.start
    begun = text.rfind(": ", last, mark.start)
    if begun >= 0:
        return begun + 2
    if not _tag_follows(text, mark.end, paragraph.end):
        return None
    start = last
    if last > paragraph.start and (stop := sentence_end(text, last, mark.start)) < mark.start:
        start = stop
    while start < mark.start and (text[start].isspace() or text[start] in ",.\"'”’"):
        start += 1
    return start if mark.start - start > 8 else None


_WORD = r"[\w'’.-]+"


@cache
def _tag() -> re.Pattern[str]:
    """`she said`, `Maria Kahn has added`, `said the mayor`: what stands beside a quotation."""
    subject = rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he (?:{_WORD} ){{0,4}}?{_WORD}|[A-Z]{_WORD}(?: {_WORD}){{0,5}}?)"
    helper = r"(?:has |had |have |also |then |later |\w+ly )?"
    turned = rf"{helper}(?:{_forms()})\b (?:[A-Z]|he\b|she\b|the |an? |one |on )"
    return re.compile(rf"[\s,]*(?:{subject} {helper}(?:{_forms()})\b|{turned})")


@cache
def _closing_tag() -> re.Pattern[str]:
    """`, said farmer Joao Peres` or `, Joao Peres said.` inside a quotation that nobody closed."""
    turned = rf"(?:{_forms()}) (?:(?:[\w-]+ ){{0,4}}[A-Z]|the |an? )"
    straight = rf"(?:he|she|(?:[A-Z]{_WORD} ?){{1,4}}) (?:{_forms()})\b(?=[,.]| on)"
    return re.compile(rf",[ ](?:{turned}|{straight})")


def _forms() -> str:
    return "|".join(sorted(lexicon.verb_forms(), key=lambda form: (-len(form), form)))


def _tag_follows(text: str, start: int, end: int) -> bool:
    return bool(_tag().match(text, start, min(end, start + 160)))


def _cut_at_tag(text: str, quotation: Quotation) -> Quotation:
    """A quotation that nobody closed ends before `, said X` or `, X said`, where there is one."""
    last = None
    for match in _closing_tag().finditer(text, quotation.start, min(quotation.end, quotation.start + LONGEST)):
        last = match
    return quotation._replace(end=last.start(), outer_end=last.start()) if last else quotation


def _singles(text: str, paragraph: Paragraph) -> Iterator[Quotation]:
    """Quotations in single marks, apostrophes and possessives read past."""
    at = paragraph.start
    while match := _SINGLE.search(text, at, paragraph.end):
        beyond = _SINGLE.search(text, match.end(), paragraph.end)
        limit = beyond.start() if beyond else paragraph.end
        ends = list(_SINGLE_END.finditer(text, match.end() + 1, limit))
        best = next((e for e in ends if text[e.start() - 1] in ".,!?…"), None) or next(
            (e for e in ends if text[e.start() - 1] != "s" or not text[e.end() : e.end() + 2].strip().isalpha()), None
        )
        if best is None:
            at = match.end()
            continue
        yield Quotation(match.end(), best.start(), match.start(), best.end())
        at = best.end()
