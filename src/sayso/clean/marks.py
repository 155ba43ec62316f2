"""Noise inside a block that later stages read past: search tags in brackets, link remnants, invisible characters,
doubled words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.clean.doubled import doubled
from sayso.model import Mark

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]+")
ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)[^\s<>\"”’)\]]{2,400}")
SHORTCODE = r"/[a-z_]{2,20}|[a-z_]{2,20}(?: [a-z_]{1,20}=[^\[\]\n]{0,200})"  # of WordPress; "[his]" is an editor's word
TEMPLATE = re.compile(rf"\[(?:[A-Z][A-Z ]{{2,30}}|{SHORTCODE}|…|\.\.\.)\]")
BRACKETS = re.compile(r"[(（]([^()（）\n]{3,80})[)）]")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
LEAST = 2  # words in brackets; one word is a gloss or an acronym, never a search tag
JOINING = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"])


def noise(text: str, spans: Sequence[tuple[int, int]]) -> list[Mark]:
    """Marks inside some runs of a text (those of article blocks), in order and without overlap."""
    found: list[Mark] = []
    topic = _topic(text, spans)
    for start, end in spans:
        run = text[start:end]
        found += [Mark(start + m.start(), start + m.end(), "invisible") for m in INVISIBLE.finditer(run)]
        found += [Mark(start + m.start(), start + m.end(), "link") for m in ADDRESS.finditer(run)]
        found += [Mark(start + m.start(), start + m.end(), "template") for m in TEMPLATE.finditer(run)]
        found += [Mark(start + a, start + b, "search tag") for a, b in _search_tags(run, topic)]
        found += [Mark(start + a, start + b, "doubled") for a, b in doubled(run)]
    return _apart(found)


def _topic(text: str, spans: Sequence[tuple[int, int]]) -> Counter[str]:
    """How often the article says each word outside of brackets."""
    counts: Counter[str] = Counter()
    for start, end in spans:
        counts.update(word.lower() for word in WORD.findall(BRACKETS.sub(" ", text[start:end])))
    return counts


def _search_tags(run: str, topic: Counter[str]) -> Iterator[tuple[int, int]]:
    """Bracketed noun phrases in title case that only repeat what the article is about.

    A gloss says something else than its sentence ("Daesh (Islamic State)") and stands in the middle of it, or is one
    word, a number or has small words in it; a tag stands where a sentence ends, all its words capitalised.
    """
    for found in BRACKETS.finditer(run):
        words = WORD.findall(found.group(1))
        content = [word for word in words if word.lower() not in JOINING]
        if len(content) < LEAST or not all(word[0].isupper() for word in content) or not _at_sentence_end(run, found):
            continue
        if any(character in found.group(1) for character in '.,;:!?/"“”|') or any(w.isdigit() for w in content):
            continue
        repeated = sum(1 for word in content if _said(word, topic))
        named = found.group(1) in run[: found.start()] or found.group(1) in run[found.end() :]
        if repeated * 2 >= len(content) and not named and not _names_what_precedes(run[: found.start()], content):
            yield found.span()


def _at_sentence_end(run: str, found: re.Match[str]) -> bool:
    """Whether the bracket stands just before or just after the end of a sentence."""
    after = run[found.end() : found.end() + 2].lstrip()
    before = run[: found.start()].rstrip()[-1:]
    return after[:1] in {"", ".", "!", "?", "।"} or before in {".", "!", "?", "।"}


def _said(word: str, topic: Counter[str]) -> bool:
    """Whether the article says a word elsewhere, or all parts of a word with hyphens."""
    return word.lower() in topic or all(part in topic for part in word.lower().split("-"))


def _names_what_precedes(before: str, content: Sequence[str]) -> bool:
    """Whether the words in brackets spell out, or are spelled out by, the words just before: "IS (Islamic State)"."""
    last = [word for word in WORD.findall(before[-120:]) if word.lower() not in JOINING][-1:]
    initials = "".join(word[0] for word in content).upper()
    return bool(last) and len(initials) > 1 and last[0].upper().replace("-", "").startswith(initials)


def _apart(marks: list[Mark]) -> list[Mark]:
    """The marks in order, those that overlap an earlier one left out."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
