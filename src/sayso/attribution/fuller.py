"""How a page calls a thing more fully elsewhere: "the ferry Lady Irena" for "the ferry"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import islice

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.scene import Scene, plural, singular
from sayso.attribution.view import View
from sayso.model import Span

FAR = 900  # code points that a pronoun or a description reaches back at most
LONGEST = 70  # code points of what is put in
MOST = 20  # places of a noun that are looked at
_MARKS = re.compile(r"[“”\"'‘«»:;()|]|\b(?:The|A|An)\b|^\d")
_TELLING = {"of", "on", "at", "in", "from", "for", "with", "between", "near", "about", "against"}
_COUNT = re.compile(r"(?:some|several|many|few|most|all|any|no|both|two|three|four|five) ")
_ORDER = {
    "more",
    "most",
    "many",
    "much",
    "several",
    "few",
    "less",
    "such",
    "last",
    "first",
    "next",
    "same",
    "other",
    "second",
    "third",
    "new",
    "own",
}
_INSIDE = {"compound", "amod", "nmod"}


class Fuller:
    """The fuller words of one page, by head noun."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._view = scene, scene.view

    def called(self, noun: Token, position: int, said: set[str]) -> str:
        """The fuller words with this head that stand before, by name first; "" where two things may be meant."""
        named = self._named.get((singular(noun), plural(noun)), [])
        at = bisect_left(named, (position,))
        near = [words for place, words in named[max(0, at - MOST) : at] if place >= position - FAR]
        near = [words for words in near if said <= {w.lower() for w in words.split()}]
        if near:
            return near[-1] if len({words.lower() for words in near}) == 1 else ""
        return self._told_fuller(noun, position, said)

    def _told_fuller(self, noun: Token, position: int, said: set[str]) -> str:
        """The nearest words before with this head that say more: "the order to stop the ferry"."""
        for token in islice(self._scene.before(singular(noun), position), MOST):
            if self._view.place(token).start < position - FAR:
                break
            if token.pos_ != "NOUN" or plural(token) != plural(noun) or token.dep_ == "compound":
                continue
            parts = [c for c in token.children if c.dep_ in _INSIDE or _tells_more(token, c)]
            more = {t.lemma_.lower() for c in parts for t in c.subtree if t.pos_ in {"NOUN", "PROPN", "ADJ"}}
            if not more or not said <= {t.lower_ for c in parts for t in c.subtree}:
                continue
            first = min([token, *parts], key=lambda t: t.left_edge.i).left_edge
            last = max([token, *parts], key=lambda t: t.right_edge.i).right_edge
            whole = Span(self._view.place(first).start, self._view.place(last).end)
            words = lexicon.without_article(text(self._view, whole))
            if len(words) <= LONGEST and words.lower() != noun.lower_ and _plain(words) and not more & _ORDER:
                return f"the {words}"
        return ""

    @cached_property
    def _named(self) -> dict[tuple[str, bool], list[tuple[int, str]]]:
        """By head noun, and whether it is several: where the page calls one by name, and how."""
        found: dict[tuple[str, bool], list[tuple[int, str]]] = defaultdict(list)
        for passage in self._view.passages:
            for token in passage.doc:
                if token.pos_ != "NOUN":
                    continue
                words = self._with_name(token)
                if words:
                    found[singular(token), plural(token)].append((self._view.place(token).start, words))
        return {key: sorted(places) for key, places in found.items()}

    def _with_name(self, noun: Token) -> str:
        """ "the ferry Lady Irena", "the Skarnlink pipe", "the cutter, the Harrier": a noun with its name."""
        place = self._view.place(noun)
        after: list[Token] = []
        for token in self._view.tokens(place.end, place.end + 60):
            if token.pos_ != "PROPN" or token.sent != noun.sent or token.i != noun.i + 1 + len(after):
                break
            after.append(token)
        if after and after[0].is_alpha and after[0].text != "Number" and after[0].ent_type_ not in {"DATE", "TIME"}:
            named = Span(self._view.place(after[0]).start, self._view.place(after[-1]).end)
            return f"the {noun.text} {text(self._view, named)}"
        before = [c for c in noun.children if c.i < noun.i and c.dep_ in {*_INSIDE, "poss"}]
        if any(c.pos_ == "PROPN" and c.ent_type_ not in {"DATE", "TIME"} for c in before):
            first = min(before, key=lambda c: c.left_edge.i).left_edge
            words = self._view.text[self._view.place(first).start : place.end]
            words = _COUNT.sub("", lexicon.without_article(words))
            if not _plain(words):
                return ""
            return f"the {words}" if not any(c.dep_ == "poss" for c in before) else words
        return ""


def _tells_more(noun: Token, part: Token) -> bool:
    """ "the rupture of the pipe"; of people only where they are new: "a guard at the gate"."""
    if part.i != noun.i + 1 or part.lower_ not in _TELLING:
        return False
    if part.lower_ == "for" and noun.dep_ in {"dobj", "nsubjpass", "nsubj"}:
        return False  # "the union blames the cutter | for the deaths"
    new = any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)
    return new or noun.lemma_.lower() not in lexicon.words("roles")


def _plain(words: str) -> bool:
    """Words of one phrase, without marks and articles torn from elsewhere."""
    return _MARKS.search(words) is None


def text(view: View, span: Span) -> str:
    """The words at a span, on one line."""
    return " ".join(view.text[span.start : span.end].split())
