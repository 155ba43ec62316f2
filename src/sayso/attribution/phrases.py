"""Noun phrases as sources are read: where they begin and end, what their head is."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.attribution.view import View
from sayso.model import Span

_STOP = {",", ";", ":", "(", ")", "—", "–", "“", "”", '"', "‘", "«", "»", "„", "‟", "[", "]", "..."}
_OF_WHAT = {"accuse", "suspect", "convict", "acquit", "clear", "warn", "inform", "remind", "assure", "notify"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "PART", "ADP", "CCONJ"}


def phrase_from(view: View, start: int, limit: int) -> Span | None:
    """The noun phrase that begins at `start` (white space skipped), at most up to `limit`; None where none does."""
    tokens = view.tokens(start, limit)
    while tokens and (tokens[0].is_punct or tokens[0].text in _STOP):
        tokens = tokens[1:]
    end = phrase_length(tokens)
    if not end:
        return None
    return Span(view.place(tokens[0]).start, view.place(tokens[end - 1]).end)


def phrase_length(tokens: Sequence[Token]) -> int:
    """How many of the tokens belong to the noun phrase they begin with."""
    last = 0
    for number, token in enumerate(tokens):
        if _ends_phrase(tokens, number):
            break
        if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or token.lower_ in {"those", "some", "others", "both"}:
            last = number + 1
    return last


def _ends_phrase(tokens: Sequence[Token], number: int) -> bool:
    token = tokens[number]
    before = tokens[number - 1] if number else None
    if token.text in _STOP or (token.is_punct and token.text not in {"-", "'", "’", ".", "/", "&"}):
        return True
    if token.tag_ in {"WDT", "WP", "WRB", "VBD", "VBP", "VBZ", "MD"} and before is not None:
        return True
    if token.pos_ == "DET" and before is not None and before.pos_ in {"NOUN", "PROPN"}:
        return True
    if token.pos_ == "SCONJ" or (
        token.lower_ in {"that", "as", "because", "when", "while", "after", "before"} and number
    ):
        return True
    if token.tag_ in {"VBN", "VBG"} and token.dep_ != "amod":  # "a person briefed on the matter", "officials speaking"
        return not (before is not None and before.pos_ in {"NOUN", "PROPN"} and token.dep_ == "acl") and number > 0
    if token.dep_ in {"npadvmod"} and token.ent_type_ in {"DATE", "TIME"}:
        return True
    if token.ent_type_ in {"DATE", "TIME"} and before is not None and before.lower_ in {"on", "in", "at", "during"}:
        return True
    return token.pos_ in {"AUX", "INTJ", "SPACE"} and number > 0


def subtree_span(view: View, token: Token, without: Sequence[Token] = ()) -> Span:
    """From the first to the last token of a subtree, the subtrees of `without` left out where they stand at its end."""
    left_out = {t.i for other in without for t in other.subtree}
    members = [t for t in token.subtree if t.i not in left_out and not t.is_space]
    return Span(view.place(members[0]).start, view.place(members[-1]).end)


def subject_span(view: View, token: Token) -> Span:
    """A subject with what belongs to its name; relative clauses and participles after a comma left out."""
    drop = [c for c in token.children if c.dep_ in {"relcl", "acl"} and c.i > token.i]
    drop += [c for c in token.children if c.dep_ == "advcl"]
    members = [t for t in token.subtree if not any(d.i in {a.i for a in t.ancestors} | {t.i} for d in drop)]
    members = [t for t in members if not t.is_space]
    while members and (members[-1].is_punct or members[-1].pos_ in {"CCONJ", "SCONJ"}):
        members.pop()
    while members and members[0].is_punct:
        members.pop(0)
    if not members:
        return view.place(token)
    return Span(view.place(members[0]).start, view.place(members[-1]).end)


def whole_name(view: View, token: Token) -> Span:
    """A noun with what belongs to it, up to a joined "and"; a name whole, with its "of …"."""
    span = subject_span(view, token)
    joined = next((c for c in token.children if _leaves(c)), None)
    start, end = span.start, span.end
    if token.pos_ == "PROPN":
        name = (t for t in view.tokens(start, end) if t.text[:1].isupper())
        start = next((view.place(t).start for t in name), start)
    if joined is not None and view.place(joined).start > view.place(token).start:
        end = min(end, view.place(joined).start)
    return Span(start, start + len(view.text[start:end].rstrip()))


def _leaves(child: Token) -> bool:
    """Whether what hangs on a noun is no more of its name: "accused the board [of hiding the log]"."""
    done = child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children)
    noun = child.head
    done |= child.lower_ == "of" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _OF_WHAT
    return done or child.dep_ in {"cc", "appos"} or child.text in {",", "("}
