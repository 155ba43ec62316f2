"""Whom "they", "both men" and "both sides" mean where two were named together: each of the two."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.phrases import subtree_span
from sayso.attribution.scene import Scene, plural
from sayso.attribution.they import is_body
from sayso.model import Span

_BOTH = re.compile(r"(?:both|the two|the pair)(?: (?:of )?(?:the |these )?([a-z]+))?", re.IGNORECASE)
_SIDES = {
    "sides", "parties", "governments", "countries", "nations", "states", "companies", "firms", "clubs", "teams",
    "groups", "organisations", "organizations", "unions", "agencies", "camps", "capitals",
}  # fmt: skip
_FAR, _SENTENCES = 700, 4  # how far "both" reaches back: code points, sentences
_SUBJECTS = {"nsubj", "nsubjpass", "appos"}


def pair_before(scene: Scene, source: Span) -> tuple[Span, Span] | None:
    """The two that a source means; None where it is none of these words, or where not just two were named together.

    "They" reaches to the sentence before, where the two are its subject or stand behind its colon; "both" further.
    """
    words = scene.view.text[source.start : source.end].strip()
    both = _BOTH.fullmatch(words)
    they = words.lower() == "they"
    if both is None and not they:
        return None
    sides = both is not None and both[1] in _SIDES
    near = scene.view.sentences_in(max(0, source.start - _FAR), source.start)
    near = [s for s in near if s.end <= source.start][-1 if they else -_SENTENCES :]
    for sentence in reversed(near):
        found = [
            (token, other)
            for token in sentence.parsed
            if (other := _other(token)) is not None
            and (token.dep_ in _SUBJECTS or not they)
            and all(_fits(scene, t, sides) for t in (token, other))
            and not (they and _beside(token))
            and not scene.told_at(scene.view.place(token).start)
        ]
        if found:
            return _spans(scene, *found[0]) if len(found) == 1 else None
    return None


def _other(token: Token) -> Token | None:
    """The one word that is joined to another by "and"; None where there are more, or another link."""
    joined = [c for c in token.children if c.dep_ == "conj"]
    if len(joined) != 1 or any(c.dep_ == "conj" for c in joined[0].children) or token.dep_ == "conj":
        return None
    link = [c.lower_ for c in token.children if c.dep_ == "cc"]
    return joined[0] if link == ["and"] else None


def _beside(token: Token) -> bool:
    """ "Rell and Weir met the officers. They": they may be the others."""
    people = lexicon.words("people") | lexicon.words("roles")
    others = (c for c in token.head.children if c.dep_ == "dobj")
    return any(is_body(c) or (plural(c) and c.lemma_.lower() in people) for c in others)


def _fits(scene: Scene, token: Token, sides: bool) -> bool:
    place = scene.view.place(token)
    person = token.pos_ == "PROPN" and bool(scene.people.named(*_whole(scene, token)))
    if not sides:
        return person
    known = token.lemma_.lower() in lexicon.words("people") | lexicon.words("roles")
    named = token.pos_ == "PROPN" and token.ent_type_ in {"ORG", "NORP", "GPE"} and place.end - place.start > 1
    return named or is_body(token) or (known and plural(token)) or (token.ent_type_ == "NORP")


def _whole(scene: Scene, token: Token) -> tuple[int, int]:
    parts = [token, *(c for c in token.children if c.dep_ in {"compound", "flat"})]
    places = [scene.view.place(t) for t in parts]
    return min(p.start for p in places), max(p.end for p in places)


def _spans(scene: Scene, token: Token, other: Token) -> tuple[Span, Span]:
    rest = [c for c in token.children if c.dep_ in {"cc", "conj", "punct", "preconj", "relcl", "acl", "appos"}]
    first = subtree_span(scene.view, token, rest)
    own = [c for c in other.children if c.dep_ in {"relcl", "acl", "appos", "punct"}]
    return first, subtree_span(scene.view, other, own)
