"""The cascade: levels of finite-state patterns over the classes of tokens (Abney 1996), read from `grammar.tsv`.

In:  tokens.
Out: tokens again, the runs that fitted a pattern reduced to one that carries a meaning.
Every token becomes one character that stands for the set of its classes, so that a pattern is a regular expression
over that string: linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from sayso.dating import calendar_dates, relative_dates
from sayso.dating.meaning import OPERATIONS, Captured
from sayso.dating.names import rows
from sayso.dating.tokens import Token, lexicon, number_classes, word_classes

_OPERATIONS_FROM = (calendar_dates, relative_dates)  # importing them fills OPERATIONS
_ITEM = re.compile(r"\\?\S+")
_OTHER_WORD, _OTHER_MARK = "w", "."  # the symbols of tokens that no pattern names


class Rule(msgspec.Struct, frozen=True):
    """A production ready to run: `groups` are the classes captured, in the order of the pattern's groups."""

    makes: str
    pattern: re.Pattern[str]
    groups: tuple[str, ...]
    operation: str
    arguments: dict[str, str]


class Alphabet:
    """One character for every set of terminals (classes and literal words) that a token can belong to."""

    def __init__(self, terminals: frozenset[str], makes: Iterable[str]) -> None:
        self.terminals = terminals
        self.symbols: dict[frozenset[str], str] = {}
        for word in sorted(lexicon()):
            for form in (word, word.capitalize()):
                for first in (True, False):
                    self._add(word, word_classes(form, first))
        for terminal in sorted(terminals):
            self._add(terminal, {})
        for made in sorted(makes):
            self._add("", {made: None})
        for digits in [*map(str, range(2200)), *(f"{n:02}" for n in range(100)), "5,000", "9999", "470", "99999"]:
            for suffix in ("", "th", "s", "am"):
                self._add("", number_classes("number", digits + suffix, suffix))
        for kind, piece in (
            ("iso", "2000-01-01"),
            ("numdate", "1/1/2000"),
            ("clock", "1:00"),
            ("daymonth", "1/1"),
            ("quarter", "Q1"),
        ):
            self._add("", number_classes(kind, piece, ""))
        self._add("", {"PLURAL": 1})

    def _key(self, word: str, classes: Mapping[str, Any]) -> frozenset[str]:
        return self.terminals.intersection((word, *classes))

    def _add(self, word: str, classes: Mapping[str, Any]) -> None:
        key = self._key(word, classes)
        if key and key not in self.symbols:
            self.symbols[key] = chr(0xE000 + len(self.symbols))

    def symbol(self, token: Token) -> str:
        """The character of a token."""
        if not token.symbol:
            found = self.symbols.get(self._key("" if token.reduced else token.word, token.classes))
            token.symbol = found or (_OTHER_WORD if token.word.isalpha() else _OTHER_MARK)
        return token.symbol

    def matching(self, terminal: str) -> str:
        """A character class of all symbols whose set has the terminal; `*` is any word that no pattern names."""
        if terminal == "*":
            return _OTHER_WORD
        return "[" + "".join(s for key, s in self.symbols.items() if terminal in key) + "]"


def _items(pattern: str) -> list[tuple[str, bool]]:
    """The pieces of a pattern: (piece, optional)."""
    found = []
    for m in _ITEM.finditer(pattern):
        item = m[0]
        optional = len(item) > 1 and item.endswith("?")
        item = item[:-1] if optional else item
        found.append((item[1:] if item[0] == "\\" else item, optional) if item not in "()|{}" else (item * 2, optional))
    return found


def _compiled(pattern: str, alphabet: Alphabet) -> tuple[re.Pattern[str], tuple[str, ...]]:
    out, groups, inside = "", [], False
    for item, optional in _items(pattern):
        if item == "((":
            out += "(?:"
        elif item == "))":
            out += ")"
        elif item == "||":
            out += "|"
        elif item in ("{{", "{!"):
            out += "(?!" if item == "{!" else "(?=" if out else "(?<="
            inside = True
        elif item == "}}":
            out += ")"
            inside = False
        elif item.isupper() and item.isalpha():
            groups.append(item)
            out += f"({alphabet.matching(item)})"
        else:
            out += alphabet.matching(item)
        out += "?" if optional else ""
    assert not inside, pattern
    return re.compile(out), tuple(groups)


@cache
def levels() -> tuple[tuple[Rule, ...], ...]:
    """The productions by level, compiled."""
    table = rows("grammar.tsv")
    terminals = frozenset(
        i for row in table for i, _ in _items(row[2]) if i not in ("((", "))", "||", "{{", "{!", "}}")
    )
    alphabet = Alphabet(terminals, {row[1] for row in table} | {"NOTHING"})
    made: dict[int, list[Rule]] = {}
    for level, makes, pattern, operation in table:
        name, *arguments = operation.split()
        if name not in OPERATIONS and name != "nothing":
            raise ValueError(f"grammar.tsv: no operation {name!r}")
        compiled, groups = _compiled(pattern, alphabet)
        pairs = dict(a.split("=", 1) for a in arguments)
        made.setdefault(int(level), []).append(Rule(makes, compiled, groups, name, pairs))
    _ALPHABET.append(alphabet)
    return tuple(tuple(made[level]) for level in sorted(made))


_ALPHABET: list[Alphabet] = []


def parse(found: list[Token]) -> list[Token]:
    """The tokens after all levels."""
    for rules in levels():
        found = _reduced(found, rules)
    return found


def _reduced(found: list[Token], rules: Sequence[Rule]) -> list[Token]:
    """One level: the leftmost, longest matches replaced, each by a token of the class made."""
    symbol = _ALPHABET[0].symbol
    line = "".join([t.symbol or symbol(t) for t in found])
    matches = [(m.start(), -m.end(), i, m) for i, rule in enumerate(rules) for m in rule.pattern.finditer(line)]
    if not matches:
        return found
    matches.sort(key=lambda x: x[:3])
    out: list[Token] = []
    at = 0
    for start, _, i, m in matches:
        if start < at or m.end() == start:
            continue
        token = _made(found, m, rules[i])
        if token is not None:
            out += found[at:start]
            out.append(token)
            at = m.end()
    return out + found[at:]


def _made(found: list[Token], m: re.Match[str], rule: Rule) -> Token | None:
    run = found[m.start() : m.end()]
    while len(run) > 1 and run[-1].word in (",", "-", "of"):
        run.pop()  # an optional piece at the end of a pattern, with nothing after it
    words = " ".join(t.word for t in run)
    if rule.operation == "nothing":
        return Token(words, run[0].start, run[-1].end, {"NOTHING": None}, True)
    captured = Captured(words)
    for group, name in enumerate(rule.groups, start=1):
        if m.start(group) >= 0:
            captured.add(name, found[m.start(group)].classes[name])
    meaning = OPERATIONS[rule.operation](captured, **rule.arguments)
    if meaning is None:
        return None
    return Token(words, run[0].start, run[-1].end, {rule.makes: meaning}, True)
