"""Lines to kinds: which is headline, heading, byline, caption, body or chrome, by what it says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.clean.headlines import HEADLINE_WORDS, Above, headlines, share
from sayso.clean.likeness import ends_sentence, words
from sayso.clean.lines import Line
from sayso.clean.wording import is_byline, is_caption
from sayso.model import BlockKind

BODY = 0.5  # likeness from which on a line counts as of the article
DOUBTED = 0.2  # likeness of a line that its neighbours may still make one
NEARLY = 0.4  # likeness of such a sentence that needs no other sign
LEANING = 0.3  # likeness of a sentence after the last paragraph that may still be of the article
PASSED = frozenset({"cross-link", "widget"})
TOPIC = 0.3  # share of such a sentence's longer words that the article says too
CAPITALS = 0.8  # share of the longer words of a line set as a title that are capitalised
RUNNING_WORDS = 15  # from here on a line is running text even where it ends no sentence
SENTENCE_WORDS = 6
HEADING_WORDS = range(1, 19)
OPENING = re.compile(r"^[“„«‘\"‟「『]")
INSIDE = re.compile(r"[.!?]\s|[“”\"„«]")  # more than one sentence, or a quotation
QUOTES = re.compile(r"[“„«”»\"]")


class Told(NamedTuple):
    """What a line is."""

    kind: BlockKind
    sub: str = ""


class Seen(NamedTuple):
    """A line and what is known of it before its kind: how like an article, its chrome wording, its language."""

    line: Line
    likeness: float
    said: str
    language: str


def tell(seen: Sequence[Seen]) -> list[Told]:
    """The kind of each line of a plain text, in order."""
    body = [s.likeness >= BODY and _runs_on(s.line.text) for s in seen]
    if not any(body):
        body = [not s.said and ends_sentence(s.line.text) and words(s.line.text) >= SENTENCE_WORDS for s in seen]
    main = _main_language(seen, body)
    body = [is_body and (s.language in ("", main) or not main) for s, is_body in zip(seen, body, strict=True)]
    _rescue(seen, body)
    _unsentence(seen, body)
    foreign = [bool(main) and s.language not in ("", main) for s in seen]
    said_in_body = _vocabulary(seen, body)
    extent = _extent(seen, body)
    texts, said = [s.line.text for s in seen], [s.said for s in seen]
    heads = headlines(Above(texts, said, foreign, [s.likeness for s in seen], extent[0], said_in_body))
    kinds = [_of(i, seen, body, extent, said_in_body) for i in range(len(seen))]
    for i, sub in heads.items():
        kinds[i] = Told("headline", sub)
    return kinds


def _runs_on(text: str) -> bool:
    """Whether a line reads as running text rather than as a title, a name or an entry of a list."""
    return ends_sentence(text) or words(text) >= RUNNING_WORDS


def _rescue(seen: Sequence[Seen], body: list[bool]) -> None:
    """A whole sentence that goes on after a paragraph, or stands between two, is of the article though the model doubts
    it, where it says again what the article says. Links to other stories do not part a sentence from its article."""
    article = _vocabulary(seen, body)
    before = False
    for i, s in enumerate(seen):
        if s.said in PASSED:
            continue
        whole = not s.said and ends_sentence(s.line.text) and words(s.line.text) >= SENTENCE_WORDS
        if not body[i] and before and whole and s.language == seen[i - 1].language:
            between = i + 1 < len(seen) and body[i + 1]
            topical = s.likeness >= (DOUBTED if between else LEANING) and share(s.line.text, article) >= TOPIC
            body[i] = topical or s.likeness >= NEARLY
        before = body[i]


def _unsentence(seen: Sequence[Seen], body: list[bool]) -> None:
    """Lines above the first whole sentence, and single questions between paragraphs, are no running text."""
    for i, s in enumerate(seen):
        if body[i]:
            if not _titled(s.line.text) and (ends_sentence(s.line.text) or words(s.line.text) not in HEADLINE_WORDS):
                break
            body[i] = False
    for i in range(1, len(seen) - 1):
        if body[i - 1] and body[i] and _lone_question(seen[i].line.text):
            body[i] = False


def _titled(text: str) -> bool:
    """Whether a line that ends as a sentence is set as a title: its longer words capitalised."""
    longer = [word for word in text.split() if len(word) > 3]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= CAPITALS * len(longer)


def _lone_question(text: str) -> bool:
    """Whether a line is one short question and nothing else, as headings are."""
    return text[-1] in "?？" and words(text) < RUNNING_WORDS and not INSIDE.search(text)


def _main_language(seen: Sequence[Seen], body: Sequence[bool]) -> str:
    """The language most of the running text is in."""
    weight: dict[str, int] = {}
    for s, is_body in zip(seen, body, strict=True):
        if is_body and s.language:
            weight[s.language] = weight.get(s.language, 0) + len(s.line.text)
    return max(sorted(weight), key=lambda code: weight[code], default="")


def _extent(seen: Sequence[Seen], body: Sequence[bool]) -> tuple[int, int]:
    """Index of the first and last line of running text; (len, -1) where there is none."""
    places = [i for i, is_body in enumerate(body) if is_body]
    return (places[0], places[-1]) if places else (len(seen), -1)


def _vocabulary(seen: Sequence[Seen], body: Sequence[bool]) -> str:
    """What the running text says, in lower case, to look words up in."""
    return "\n".join(s.line.text for s, is_body in zip(seen, body, strict=True) if is_body).lower()[:60_000]


def _of(i: int, seen: Sequence[Seen], body: Sequence[bool], extent: tuple[int, int], said_in_body: str) -> Told:
    """The kind of one line that is no headline."""
    s = seen[i]
    if s.said:
        return Told("chrome", s.said)
    if i and is_caption(s.line.text, said_in_body) and _beside_article(i, extent):
        return Told("caption")
    if body[i]:
        return Told("body")
    if is_byline(s.line.text) and extent[0] - 6 <= i <= extent[0] + 1:
        return Told("byline")
    inside = extent[0] < i < extent[1]
    if inside and _in_quotation(i, seen, body):
        return Told("caption")
    above = next((body[j] for j in range(i - 1, max(-1, i - 4), -1) if not seen[j].said), False)
    if inside and above and body[i + 1] and s.likeness >= DOUBTED and words(s.line.text) in HEADING_WORDS:
        heading = (not ends_sentence(s.line.text) and s.line.text[-1] not in ":：") or _lone_question(s.line.text)
        return Told("heading") if heading else Told("body")
    if i + 1 == extent[0] and s.line.after_blank and s.likeness >= DOUBTED and _lone_question(s.line.text):
        return Told("heading")
    return Told("body") if inside and s.likeness >= BODY else Told("chrome")


def _beside_article(i: int, extent: tuple[int, int]) -> bool:
    return extent[0] - 5 <= i <= extent[1] + 1


def _in_quotation(i: int, seen: Sequence[Seen], body: Sequence[bool]) -> bool:
    """Whether a line stands between two paragraphs of one running quotation, where no heading would stand."""
    before = next((seen[j].line.text for j in range(i - 1, max(-1, i - 4), -1) if body[j]), "")
    after = next((seen[j].line.text for j in range(i + 1, min(len(seen), i + 4)) if body[j]), "")
    open_before = bool(OPENING.match(before)) and len(QUOTES.findall(before)) % 2 == 1
    return (
        open_before
        and bool(OPENING.match(after))
        and not ends_sentence(seen[i].line.text)
        and seen[i].line.text[-1] != ":"
    )
