"""Full names of persons at the start of a text: where one begins and ends, and what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.clean.given import is_given
from sayso.clean.wording import agencies, listed, papers

NAMES = range(2, 5)  # words of a name, particles aside
CAPITALS = re.compile(r"[A-Z]{3,}[a-z]")  # "FOXBusiness"
WORD = re.compile(r"[^\W\d_]\.?|[^\W\d_][\w’'ʼ.-]*\w\.?")  # a word of a name, or an initial
PIECE = re.compile(r"[^\s,;|/()<>\[\]•·:]+|[,;|/()<>\[\]•·:]")


def shortest(name: str) -> str:
    """The given names and one word more, where what follows may have run into a name."""
    parts = name.split()
    first = (is_given(word) or word[1:] == "." or word in listed("particle") for word in parts)
    after = next((n for n, whether in enumerate(first) if not whether), 1)
    return " ".join(parts[: max(after, 1) + 1])


def persons(text: str) -> tuple[tuple[str, ...], str]:
    """The persons that a text begins with, and the rest of it; no persons where it begins with anything else."""
    pieces = list(PIECE.finditer(text))
    tokens = [piece.group() for piece in pieces]
    names: list[str] = []
    at = end = 0
    while at < len(tokens):
        size = _run(tokens, at)
        size += tokens[at + size : at + size + 1] != [] and tokens[at + size] in listed("scribe")  # "Education editor"
        kept = _person(tokens[at : at + size])
        if not kept:
            break
        last = tokens[at + kept - 1]
        ended = last[:-1] if last[-1] == "." and len(last) > 3 else last
        names.append(" ".join([*tokens[at : at + kept - 1], ended]))
        at = end = at + kept
        while at < len(tokens) and (tokens[at].lower() in listed("joins") or tokens[at] in ",;/"):
            at += 1
        if kept < size or at == end:
            break
    return tuple(names), text[pieces[end].start() :] if end < len(pieces) else ""


def _run(tokens: Sequence[str], at: int) -> int:
    """How many tokens from a place on may be one name."""
    size = 0
    for token in tokens[at:]:
        rest = next((later for later in tokens[at + size + 1 :] if later not in listed("particle")), "a")
        joins = token in listed("joins") and is_given(rest)  # "Lucía Vega y Raúl Soto", but "Ortega y Gasset"
        linked = size and token in listed("particle") and rest[0].isupper() and not joins
        dated = token.lower().strip(".") in listed("dates") and not (is_given(token) and rest[0].isalpha())
        ended = dated or token.lower() in listed("ends")
        if not linked and (ended or not WORD.fullmatch(token) or not token[0].isupper()):
            break
        size += 1
    return size


def _person(item: Sequence[str]) -> int:
    """How many words of an item are a person's name: all, or those before a role ("Business Columnist"), else none."""
    role = bool(item) and item[-1].lower() in listed("scribe")
    cut = (n for n, word in enumerate(item) if CAPITALS.search(word) or (role and word.lower() in listed("desk")))
    size = next(cut, len(item) - role)
    name = list(item[:size])
    real = [word for word in name if word not in listed("particle")]
    lower = [word.lower() for word in name]
    if len(real) not in NAMES or " ".join(lower) in agencies() or not any(len(word) > 2 for word in real):
        return 0
    if any(word in listed("desk") and word not in listed("particle") - {lower[0]} for word in lower):
        return 0
    paper = [word for word in lower if word in papers()]
    if paper and not (len(real) == 2 and is_given(name[0])):
        return 0
    short = any(w.isupper() and 1 < len(w) <= 3 and "." not in w for w in real[1:])  # "CNN", "MS"
    return 0 if short and not all(map(str.isupper, real)) else size
