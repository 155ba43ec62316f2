"""What a person is, as the page says beside the name: "Taliban spokesman X", "X, director of Y", "President X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from sayso.actors.find import Find
from sayso.actors.tables import lexicon
from sayso.actors.view import View

_AFTER = re.compile(r",? ?[,(] ?(?:the |a |an |who is |who was )?([^,.;:()\n“”\"―—]{3,90})")
_QUOTES = '“”"«»―—'
_NO_ROLE = ("VERB", "AUX", "SCONJ", "CCONJ", "PRON", "ADP", "DET")
_NO_APPOSITION = re.compile(
    r"(?i)(who|which|where|said|says|told|and|but|with|in|on|at|as|were|was|is|are|had|has|have|not|\w+ed|\d+)\b"
)
_EARLY = 5  # words of an apposition among which its office must be
_FAR = 12  # tokens before a name that may still be its role


class Role(NamedTuple):
    """A role in words, and where it stands (page offsets)."""

    text: str
    start: int
    end: int


def role_of(view: View, person: Find, floor: int = 0) -> Role | None:
    """The role that stands right before (not before `floor`, a page offset) or right after a person's name."""
    return role_before(view, person, floor) or role_after(view, person)


def role_before(view: View, person: Find, floor: int) -> Role | None:
    """Words before the name up to an article, a verb or a mark; they must hold an office."""
    first = view.token(person.start - view.start)
    if first is None:
        return None
    start = first.i
    office = False
    while start > 0 and first.i - start < _FAR:
        token = view.doc[start - 1]
        if view.start + token.idx < floor or ends_role(token, office):
            break
        office = office or is_office(token)
        start -= 1
    span = view.doc[start : first.i]
    while len(span) and (span[0].pos_ in ("ADP", "PART", "PUNCT", "DET")):
        span = span[1:]
    return Role(span.text, view.start + span.start_char, view.start + span.end_char) if office and span else None


def ends_role(token: Token, office: bool) -> bool:
    """Whether a role cannot reach back over a token; once it holds an office it does not reach over "of"."""
    if token.lower_ in ("of", "for"):
        return office
    if token.pos_ == "DET":
        return token.i == 0 or token.nbor(-1).lower_ not in ("of", "for")
    if token.is_space or token.pos_ in _NO_ROLE or any(c in token.text for c in _QUOTES):
        return True
    return bool(token.is_punct) and token.text not in ("-", "'", "’")


def is_office(token: Token) -> bool:
    """Whether a token names what somebody is."""
    return token.lemma_.lower() in lexicon("office") or token.lower_ in lexicon("office")


def role_after(view: View, person: Find) -> Role | None:
    """An apposition after the name that begins with an office or holds one early ("X, the Taliban's spokesman,")."""
    text = view.text
    found = _AFTER.match(text, person.end - view.start)
    if found is None:
        return None
    words = re.findall(r"[\w-]+", found[1])[:_EARLY]
    if not any(w.lower() in lexicon("office") for w in words) or _NO_APPOSITION.match(found[1]):
        return None
    return Role(found[1].strip(), view.start + found.start(1), view.start + found.end(1))


def former(role: str) -> bool:
    """Whether a role is one that the person no longer has."""
    return bool(set(role.lower().replace("ex-", "ex ").split()) & lexicon("former"))


def spoken_for(role: Role, finds: Sequence[Find]) -> Find | None:
    """The organisation or country that a role is of: the last named in "minister of X", else the first before."""
    if former(role.text):
        return None
    inside = [f for f in finds if f.start < role.end and f.end > role.start and f.kind != "person"]
    if not inside:
        return None
    named = [f for f in inside if f.kind in ("organisation", "government", "outlet")]
    return (named or inside)[0]
