"""Someone's words, account or version: "according to his words", "by her own account", "in the minister's telling"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.view import View
from sayso.model import Span


def teller(view: View, source: Span) -> Span | None:
    """Whose words a source phrase speaks of: "his" in "his words", "the minister" in "the words of the minister"."""
    text = view.text[source.start : source.end]
    match = _owned().fullmatch(text) or _of().fullmatch(text)
    return Span(source.start + match.start(1), source.start + match.end(1)) if match else None


def account_drafts(view: View) -> Iterator[Draft]:
    """ "In his words, …", "…, by her own account": the rest of the sentence is the content."""
    for match in _aside().finditer(view.text):
        source, cue = Span(*match.span("source")), Span(*match.span("cue"))
        sentence = view.sentence_at(cue.start)
        if sentence is None or sentence.end < source.end or view.text[source.end : source.end + 1].isalnum():
            continue
        if match["called"] and match["called"] not in lexicon.words("roles"):
            continue
        opens = cue.start - sentence.start < 3
        content = view.trimmed(source.end, sentence.end) if opens else view.trimmed(sentence.start, cue.start)
        if content is not None and len(view.tokens(content.start, content.end)) > 3:
            yield Draft((source,), (cue,), (content,), how="the words are said to be someone's")


_OWNER = r"his|her|its|their|(?:[Tt]he )?[\w-]+(?: [\w-]+){0,4}?['’]s?|[Tt]he \w+s['’]"


@cache
def _nouns() -> str:
    return "|".join(sorted(lexicon.words("accounts"), key=len, reverse=True))


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"({_OWNER}) (?:own )?(?:[\w-]+ )?(?:{_nouns()})(?: of (?:the )?events)?", re.IGNORECASE)


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"(?:the )?(?:{_nouns()}) (?:of|by|from|given by) (.+)", re.IGNORECASE)


@cache
def _aside() -> re.Pattern[str]:
    """Between commas or at an end of its sentence, so that "in her words to the court" stays out."""
    return re.compile(
        rf"(?P<cue>\b(?:[Ii]n|[Bb]y|[Oo]n|[Aa]fter)) "
        rf"(?P<source>(?:{_OWNER}) (?:own )?(?:{_nouns()})(?: of (?:the )?events)?"
        rf"|(?:the )?(?:{_nouns()}) of (?:(?:the )?(?:[\w-]+ ){{0,4}}?[A-Z][\w’'-]+|the (?P<called>[a-z-]+)))"
        r"(?=\s*[,:.“”„»])"
    )
