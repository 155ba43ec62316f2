"""The clause of a sentence that decides: "the crew had no order" of "the crew had no order, and the fog was thick"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
BESIDE = ("conj", "parataxis")  # clauses that a sentence can be told without
MEANWHILE = ("as", "while", "although", "though")  # begin such clauses too
FINITE = ("VBD", "VBP", "VBZ", "MD")
LEAST = 4  # words of a clause that can be asked alone
LONG = 60  # characters from which a sentence is narrowed at all


def narrowed(doc: Doc, words: str) -> str:
    """The words of the clause in which `words` stand, with what belongs to it; all where that cannot be told.

    Clauses before and behind it that hang on its verb are left out where none of the words stand in them.
    """
    at = doc.text.find(words) if words else -1
    span = doc.char_span(at, at + len(words), alignment_mode="expand") if at >= 0 else None
    if span is None or len(doc.text) < LONG:
        return doc.text
    clause = clause_of(span.root)
    if clause is None:
        return doc.text
    kept = {t.i for t in clause.subtree}
    for child in clause.children:
        inside = {t.i for t in child.subtree}
        if beside(child) and whole(child) and not inside & {t.i for t in span}:
            kept -= inside
            kept -= {t.i for t in clause.children if t.dep_ == "cc" and t.i < child.i}
    first = min(kept)
    last = first
    while last + 1 in kept:  # what hangs on the clause behind a gap is left out with the gap
        last += 1
    if not {t.i for t in span} | {clause.i} <= set(range(first, last + 1)) or not subject(clause, first, last):
        return doc.text
    if last - first >= len(doc) - 2:
        return doc.text
    part = doc[first : last + 1]
    return part.text.strip(" ,;.—–-") if len([t for t in part if not t.is_punct]) >= LEAST else doc.text


def beside(clause: Token) -> bool:
    """Whether a clause tells something of its own; no reason, and no condition."""
    marks = [c.lower_ for c in clause.children if c.dep_ == "mark"]
    return clause.dep_ in BESIDE or (clause.dep_ == "advcl" and bool(marks) and marks[0] in MEANWHILE)


def clause_of(token: Token) -> Token | None:
    """The verb of the main clause, or of one joined to it with a subject of its own, in which a token stands."""
    while True:
        if token.dep_ == "ROOT":
            return token if token.pos_ in ("VERB", "AUX") else None
        if token.dep_ in ("conj", "parataxis") and whole(token) and token.head.dep_ == "ROOT":
            return token
        if token.dep_ in ("advcl", "csubj"):
            return None  # "as the toll rose": no sentence by itself
        token = token.head


def whole(verb: Token) -> bool:
    """Whether a verb has a subject of its own, and tells a time."""
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return finite and any(c.dep_ in SUBJECTS for c in verb.children)


def subject(verb: Token, first: int, last: int) -> bool:
    return any(c.dep_ in SUBJECTS and first <= c.i <= last for c in verb.children)
