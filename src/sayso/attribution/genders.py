"""Whether "he" or "she" can stand for a person: by title, by role, by a given name that leaves no doubt."""

from __future__ import annotations

import re
from functools import cache

from sayso.attribution.given import given, rows
from sayso.attribution.names import Person
from sayso.attribution.view import View

_BESIDE = 16  # code points before a name in which the word beside it begins
_WORDS = {"he": "m", "she": "f"}


def disagrees(view: View, person: Person, word: str) -> bool:
    """Whether a pronoun or a role ("she", "spokesman") cannot be said of a person."""
    wanted = _WORDS.get(word) or _gendered().get(word, "")
    return bool(wanted) and (gender(view, person) or wanted) != wanted


def gendered(noun: str, word: str) -> bool:
    """Whether a noun for a person ("spokesman", "engineer") can be a pronoun ("he")."""
    return _gendered().get(noun, _WORDS.get(word, "")) == _WORDS.get(word, "")


def gender(view: View, person: Person) -> str:
    """ "f", "m", or "" where nothing tells."""
    beside = [t.lower_ for place in person.places for t in view.tokens(max(0, place - _BESIDE), place)[-1:]]
    own = (re.sub(r".*['’]s? ", "", role) for role in person.roles)  # not "Queen" of "Queen Ada's third child"
    roles = [word for role in own for word in role.lower().replace(",", " ").split()]
    told = {_gendered()[word] for word in (*beside, *roles) if word in _gendered()}
    if len(told) == 1:
        return told.pop()
    return "" if told else given().get(person.name.split()[0], "") if " " in person.name else ""


@cache
def _gendered() -> dict[str, str]:
    return {w: kind for kind, words in rows("genders.tsv") for w in words.split()}
