"""Actors by other words than their names: "the Biden administration", "the North American country", "X (ABC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.actors.find import Find
from sayso.actors.naming import initials
from sayso.actors.tables import Names, level, lexicon
from sayso.actors.view import View
from sayso.model import ActorKind

_RULE = re.compile(r"\b([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?:'s)? (administration|government|regime|cabinet|junta)\b")
_COMING = re.compile(r"\b(?:[Aa]|future|coming|possible|potential) $")  # "a Trump administration" is none yet
_COUNTRY = re.compile(
    r"\b[Tt]he ((?:[A-Z][\w-]+ )?[A-Z][\w-]+(?: island)?) (country|nation|kingdom|republic|state|giant|power)\b"
)
_BRACKET = re.compile(r"\(([A-Z][A-Za-z&.\-]{1,9})\)")
_WORDS = re.compile(r"[\w'’&./-]+")
_SMALL = frozenset(["of", "the", "and", "for", "on", "in", "to", "de", "la", "du", "des", "und", "für", "al", "a"])


def administrations(text: str, names: Names) -> Iterator[Find]:
    """Finds "the Obama administration" where the surname gives its name to a government."""
    for found in _RULE.finditer(level(text)):
        if _COMING.search(text, max(0, found.start() - 10), found.start()):
            continue
        country = names.leaders.get(found[1]) or names.leaders.get(found[1].split()[-1])
        if country and country in names.countries:
            start, end = found.span()
            yield Find(start, end, text[start:end], "government", "description", names.countries[country])


def countries(text: str, start: int, here: Sequence[Find]) -> Iterator[Find]:
    """Finds "the North American country" where one country of the page is of that region; page offsets.

    `here`: the page's finds of countries, in order; `start`: where the text lies in the page. With two countries of
    the region, the one named last before is meant.
    """
    for found in _COUNTRY.finditer(level(text)):
        fits = [find for find in here if find.entry is not None and found[1] in find.entry.regions]
        before = [find for find in fits if find.start < start + found.start()]
        if fits:
            chosen = before[-1] if before else fits[0]
            first, end = found.start() + 4, found.end()
            yield Find(start + first, start + end, text[first:end], "government", "description", chosen.entry)


def other_names(view: View, here: Sequence[Find]) -> Iterator[tuple[Find, Find]]:
    """Pairs of finds of one thing where a page says so: "X, better known as Y", "the X (formerly Y)".

    `here`: the finds of the block. Either is one of them where one stands there, else it is made from what is written
    large, of the other's kind (an organisation where both are made).
    """
    text = level(view.text)
    for called in _called().finditer(text):
        first, second = (
            _BEFORE.search(text, max(0, called.start() - 60), called.start()),
            _NAME.match(text, called.end()),
        )
        if first is None or second is None or text.startswith("'s", second.end()):
            continue
        spans = [(view.start + name.start(), view.start + name.end()) for name in (first, second)]
        met = [next((f for f in here if f.start < end and start < f.end), None) for start, end in spans]
        if any(find is not None and find.how != "name" for find in met) or met[0] is met[1] is not None:
            continue
        kind: ActorKind = next((find.kind for find in met if find is not None), "organisation")
        words = [view.text[start - view.start : end - view.start] for start, end in spans]
        made = [Find(*span, word, kind, "name", sure=True) for span, word in zip(spans, words, strict=True)]
        one, other = (find or new for find, new in zip(met, made, strict=True))
        if other.entry is None or (other.kind == "person") == (one.kind == "person"):
            yield one, other


@cache
def _called() -> re.Pattern[str]:
    """What may stand between a name and another name of the same thing."""
    said = "|".join(re.escape(words) for words in sorted(lexicon("othername"), key=len, reverse=True))
    relative = r"(?:(?:(?:which|that|who) )?(?:is|was|are|were) (?:now |also |then )?)?"
    bare = r"(?<=\()(?:formerly|previously|now|originally)"
    return re.compile(rf"(?:, |,? ?\(| )(?:{relative}(?:{said})|{bare})[,:]? [\"“']?(?:the )?(?=[A-Z])")


_BEFORE = re.compile(r"(?!(?:The|An?) )[A-Z][\w'&.-]*(?: (?:(?:of|the|and|for|de|al|el) )*[A-Z][\w'&.-]*)*\Z")
_NAME = re.compile(r"(?!(?:The|An?) )[A-Z][\w'&.-]*(?: (?:(?:of|the|and|for|de|al|el) )*[A-Z][\w'&.-]*)*(?<![.'])")


def acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Pairs (acronym, expansion) that a text gives: "Islamic State of Iraq and the Levant (ISIL)"."""
    for found in _BRACKET.finditer(text):
        letters = found[1].replace(".", "").replace("-", "").upper()
        words = list(_WORDS.finditer(text, max(0, found.start() - 120), found.start()))
        if not words or text[words[-1].end() : found.start()].strip():
            continue
        for first in range(len(words) - 1, max(-1, len(words) - 2 * len(letters) - 3), -1):
            phrase = text[words[first].start() : words[-1].end()]
            if "\n" in phrase or ". " in phrase:
                break
            if words[first][0][0].isupper() and words[first][0].lower() not in _SMALL and letters in initials(phrase):
                yield found[1], phrase
                break
