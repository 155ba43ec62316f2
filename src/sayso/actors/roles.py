"""What a person is, as the page says beside the name: "Taliban spokesman X", "X, director of Y", "President X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.actors.find import Find
from sayso.actors.sense import View
from sayso.actors.tables import lexicon
from sayso.model import Passage

_AFTER = re.compile(r",? ?[,(] ?(?:the |a |an |who is |who was )?([^,.;()\n“”\"]{3,90})")
_STOP = frozenset([".", ";", ":", "\n", "“", "”", '"', "(", ")", "–", "—", "-", ","]) | {"\n", "\n\n"}
_NO_ROLE = ("VERB", "AUX", "SCONJ", "CCONJ", "PRON", "ADP", "DET")
_NO_APPOSITION = re.compile(r"(?i)(who|which|said|says|told|and|but)\b")
_FAR = 12  # tokens before a name that may still be its role


class Role(NamedTuple):
    """A role in words, and where it stands (page offsets)."""

    text: str
    start: int
    end: int


def role_of(passage: Passage, view: View, person: Find) -> Role | None:
    """The role that stands right before or right after a person's name, if one does."""
    return role_before(passage, view, person) or role_after(passage, person)


def role_before(passage: Passage, view: View, person: Find) -> Role | None:
    """Words before the name up to an article, a verb or a mark; they must hold an office."""
    first = view.token(person.start - passage.start)
    if first is None:
        return None
    start = first.i
    tokens = passage.doc
    while start > 0 and first.i - start < _FAR:
        token = tokens[start - 1]
        if token.pos_ in _NO_ROLE and token.lower_ not in ("of", "for", "to"):
            break
        if token.lower_ in _STOP or (token.is_punct and token.text not in ("-", "'", "’", ".")) or token.is_space:
            break
        start -= 1
    span = tokens[start : first.i]
    if not any(token.lemma_.lower() in lexicon("office") or token.lower_ in lexicon("office") for token in span):
        return None
    while len(span) and (span[0].pos_ in ("ADP", "PART", "PUNCT")):
        span = span[1:]
    return Role(span.text, passage.start + span.start_char, passage.start + span.end_char) if len(span) else None


def role_after(passage: Passage, person: Find) -> Role | None:
    """An apposition after the name that begins with an office or holds one early ("X, the Taliban's spokesman,")."""
    text = passage.doc.text
    found = _AFTER.match(text, person.end - passage.start)
    if found is None:
        return None
    words = re.findall(r"[\w-]+", found[1])[:6]
    if not any(w.lower() in lexicon("office") for w in words) or _NO_APPOSITION.match(found[1]):
        return None
    return Role(found[1].strip(), passage.start + found.start(1), passage.start + found.end(1))


def spoken_for(role: Role, finds: Sequence[Find]) -> Find | None:
    """The organisation or country that a role is of: the last named in "minister of X", else the first before."""
    inside = [f for f in finds if f.start < role.end and f.end > role.start and f.kind != "person"]
    if not inside:
        return None
    named = [f for f in inside if f.kind in ("organisation", "government", "outlet")]
    return (named or inside)[0]
