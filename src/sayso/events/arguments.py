"""Who stands in a place of a clause: from a token of the parse to the actors named there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from sayso.events.lexicon import lexicon
from sayso.events.nouns import acts

INSIDE_NAME = ("compound", "amod", "nmod", "poss")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = ("who", "which", "that", "whom")


class Places:
    """The actors of one parsed block by token.

    `spans` are (start, end, actor id) in characters of the doc, `speaker` the actor that a pronoun stands for by its
    place among the tokens.
    """

    def __init__(self, doc: Doc, spans: Sequence[tuple[int, int, str]], speaker: Mapping[int, str]) -> None:
        self.heads: dict[int, str] = {}
        self.cover: dict[int, str] = {}
        self.speaker = speaker
        for start, end, actor in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            self.heads.setdefault(span.root.i, actor)
            for token in span:
                self.cover.setdefault(token.i, actor)

    def at(self, token: Token | None) -> list[str]:
        """Actors that the noun phrase headed by `token` names, with those joined to it by and/or, in text order."""
        return self._joined(token, 0) if token is not None else []

    def _joined(self, token: Token, depth: int) -> list[str]:
        found: list[str] = []
        queue = [token]
        while queue:
            head = queue.pop(0)
            found += [name for name in self._of(head, depth) if name not in found]
            queue += [c for c in head.children if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX")]
        return found

    def _of(self, token: Token, depth: int) -> list[str]:
        """The actor a token is; else those inside its phrase: "scientists from X and Y", "envoys of X and Y"."""
        known = self.heads.get(token.i) or self.cover.get(token.i)
        if known:
            return [known]
        if token.lower_ in RELATIVE and token.head.dep_ == "relcl":
            return self._of(token.head.head, depth + 1) if depth < 4 else []
        if token.i in self.speaker:
            return [self.speaker[token.i]]
        if depth >= 3:
            return []
        return next((names for t in inner(token) if (names := self._joined(t, depth + 1))), [])


def inner(token: Token) -> Iterator[Token]:
    """Tokens inside a noun phrase that may name its owner: modifiers first, then what stands behind of/from/in."""
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":  # "the country's largest union, the GMB"
            yield child
    for child in token.children:
        if child.dep_ in INSIDE_NAME:
            yield child
    for child in token.children:
        thing = token.dep_ in ("dobj", "pobj", "nsubjpass") and token.lemma_.lower() not in lexicon().nouns
        owning = (
            ("for", "in", "at") if acts(token) else ("in", "at") if thing else ()
        )  # "a port in X", not "talks in X"
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by", *owning):
            yield from (g for g in child.children if g.dep_ == "pobj")
        elif child.dep_ == "appos":
            yield child
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from behind(child, frozenset({"by"}))


def behind(token: Token, preps: frozenset[str]) -> Iterator[Token]:
    """Objects of the prepositions `preps` that hang on `token` ("on X", "with X"), also of "prep of prep" chains."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in preps:
            yield from (g for g in child.children if g.dep_ in ("pobj", "pcomp"))


def controlled(verb: Token) -> Token | None:
    """The verb or noun whose subject a subjectless verb shares, or None at the top."""
    if verb.dep_ in ("xcomp", "conj", "advcl", "ccomp", "pcomp", "acl"):
        head = verb.head
        while head.pos_ in ("ADP", "SCONJ", "ADJ", "PART") and head.dep_ != "ROOT":
            head = head.head
        return head if head.i != verb.i else None
    return None


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Subject tokens of a verb, borrowed from the verb above where it has none of its own.

    "urged X to attack": X; "plans to attack", "denied attacking", "met and agreed": the subject above.
    """
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not own:  # the parser at times hangs the subject on the auxiliary
        own = [g for c in verb.children if c.dep_ in ("aux", "auxpass") for g in c.children if g.dep_ in SUBJECTS]
    if not own and verb.dep_ == "ROOT":
        own = [c for c in verb.children if c.dep_ in ("npadvmod", "dep") and c.i < verb.i and c.pos_ == "PROPN"]
    if own or depth > 5:
        return own
    if verb.dep_ == "relcl" and verb.tag_ in ("VBG", "VBN"):
        return [verb.head]
    if verb.dep_ == "acl":
        return [verb.head] if verb.tag_ == "VBG" else owners(verb.head, depth)
    above = controlled(verb)
    if above is None:
        return []
    if above.pos_ in ("NOUN", "PROPN"):
        return owners(above, depth)
    if verb.dep_ == "ccomp" and above.dep_ == "relcl":  # "the man who they say killed X"
        return [above.head]
    if verb.dep_ in ("xcomp", "ccomp", "pcomp", "advcl") and verb.dep_ != "conj":
        objects = [c for c in above.children if c.dep_ in ("dobj", "dative")]
        steered = above.lemma_ in OBJECT_CONTROL or (verb.dep_ == "pcomp" and above.lemma_ in OBJECT_BLAME)
        if steered and objects:
            return objects
        if steered and any(c.dep_ == "nsubjpass" for c in above.children):
            return [c for c in above.children if c.dep_ == "nsubjpass"]
    if is_passive(above) and verb.dep_ == "conj" and not is_passive(verb):
        return subjects(above, depth + 1)
    return subjects(above, depth + 1)


def owners(noun: Token, depth: int) -> list[Token]:
    """Who does what a noun names: "the Taliban's plan to …" (poss), "X made an offer to …" (subject of its verb)."""
    own = [c for c in noun.children if c.dep_ == "poss"] or list(behind(noun, frozenset({"by", "from", "between"})))
    if own:
        return own
    if noun.dep_ in ("dobj", "attr", "pobj", "oprd"):
        head = noun.head
        while head.dep_ in ("prep", "pobj", "dobj", "attr") and head.pos_ != "VERB":
            head = head.head
        return subjects(head, depth + 1) if head.pos_ in ("VERB", "AUX") else []
    return []


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a bare participle behind its object ("sanctions imposed by X")."""
    if verb.tag_ != "VBN":
        return False
    return (
        any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        or verb.dep_ == "acl"
        or (verb.dep_ in ("conj", "advcl", "relcl") and not any(c.dep_ in ("nsubj", "aux") for c in verb.children))
    )


OBJECT_CONTROL = lexicon().words["object_control"]
OBJECT_BLAME = lexicon().words["object_blame"]
