"""spaCy's attribute ruler made to remember its answers: a seventh of the time of parsing went into it.

The ruler holds 179 patterns against every token to say its part of speech and its form. What it says depends on the
token's tag; on its word and its dependency where a pattern names them; and, for the few patterns of two tokens, on its
neighbours. So each kind of token is asked about once. `tests/test_ruler.py` compares with the ruler itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}  # what the patterns of the English model ask of a token,
MEANS = {"IN", "NOT_IN", "REGEX"}  # by which means besides naming it,
LONGEST = 2  # and of how many tokens
MOST = 50_000  # kinds and words remembered; a model's tags with the words of its patterns make some thousands

Pattern = list[dict[str, Any]]
Kind = tuple[object, ...]


class Answer(NamedTuple):
    """What the ruler made of a token; `dep` and `lemma` are 0 where it said nothing of them."""

    tag: int
    pos: int
    morph: str
    dep: int
    lemma: int


class Named:
    """The words, dependencies and tags that some patterns tell from others."""

    def __init__(self, found: list[Pattern]) -> None:
        facts = [fact for pattern in found for token in pattern for fact in token.values()]
        means = [(name, value) for fact in facts if isinstance(fact, dict) for name, value in fact.items()]
        self._texts = {fact for fact in facts if isinstance(fact, str)}
        self._texts |= {text for name, value in means if name != "REGEX" for text in value}
        self._expressions = [re.compile(value) for name, value in means if name == "REGEX"]
        self.of = lru_cache(MOST)(self._of)

    def _of(self, text: str) -> str | None:
        """The text itself where a pattern names it, else None."""
        named = text in self._texts or any(expression.search(text) for expression in self._expressions)
        return text if named else None


class RememberingRuler:
    """A component that does what the ruler does, and asks it about every doc that holds a token of a new kind."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        self._named = Named(patterns(ruler))
        self._joined = Named([pattern for pattern in patterns(ruler) if len(pattern) > 1])
        self._answers: dict[Kind, Answer] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets parts of speech and forms, in place."""
        kinds = self._kinds(doc)
        try:
            answers = [self._answers[kind] for kind in kinds]
        except KeyError:
            return self._asked(doc, kinds)
        tokens: list[Any] = list(doc)
        for token, answer in zip(tokens, answers, strict=True):
            token.tag, token.pos = answer.tag, answer.pos
            token.set_morph(answer.morph)
            token.dep = answer.dep or token.dep
            token.lemma = answer.lemma or token.lemma
        return doc

    def _asked(self, doc: Doc, kinds: list[Kind]) -> Doc:
        before = [(token.dep, token.lemma) for token in doc]
        self._ruler(doc)
        if len(self._answers) < MOST:
            for kind, (dep, lemma), token in zip(kinds, before, doc, strict=True):
                dep, lemma = token.dep if token.dep != dep else 0, token.lemma if token.lemma != lemma else 0
                self._answers[kind] = Answer(token.tag, token.pos, str(token.morph), dep, lemma)
        return doc

    def _kinds(self, doc: Doc) -> list[Kind]:
        """For each token what the patterns can see of it, and what those of two tokens can see of its neighbours."""
        named, joined = self._named.of, self._joined.of
        facts = [(token.tag_, token.lower_, token.dep_, token.is_space) for token in doc]
        own = [(tag, named(word), named(dep), space) for tag, word, dep, space in facts]
        near = [(joined(tag), joined(word), joined(dep)) for tag, word, dep, _ in facts]
        return list(zip(own, [(), *near], [*near[1:], ()], strict=False))


def patterns(ruler: Any) -> list[Pattern]:
    """All patterns of an attribute ruler."""
    return [pattern for entry in ruler.patterns for pattern in entry["patterns"]]


def understood(pattern: Pattern) -> bool:
    """Whether a pattern asks nothing that `RememberingRuler` does not look at."""
    means = {name for token in pattern for fact in token.values() if isinstance(fact, dict) for name in fact}
    return len(pattern) <= LONGEST and all(set(token) <= ASKED for token in pattern) and means <= MEANS


@Language.factory("sayso_ruler")
def make(nlp: Language, name: str) -> RememberingRuler:
    """The component, around the pipeline's own ruler."""
    return RememberingRuler(nlp.get_pipe("attribute_ruler"))


def remember(model: Language) -> Language:
    """The pipeline with a ruler that remembers, where all its patterns are understood; else as it was."""
    if "attribute_ruler" in model.pipe_names and all(map(understood, patterns(model.get_pipe("attribute_ruler")))):
        model.add_pipe("sayso_ruler", after="attribute_ruler")
        model.disable_pipe("attribute_ruler")
    return model
