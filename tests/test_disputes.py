"""Contradictions gathered into questions: what hangs together, and what stands by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from sayso.compare.disputes import placed, sided
from sayso.compare.edge import Edge
from sayso.model import Link

WORDS = ("said", "words")
NOBODY: dict[str, frozenset[str]] = {}


def edge(a: str, b: str, score: float) -> Edge:
    """A contradiction of two claims, each with one unit."""
    units = [cast(Any, SimpleNamespace(claim=SimpleNamespace(id=c), start=0)) for c in (a, b)]
    return Edge(Link(a, b, "contradicts", score, "read side by side", ()), WORDS, *units)


def test_claims_of_one_question_stand_on_two_sides() -> None:
    sides = placed([edge("open", "shut", 0.9), edge("open", "locked", 0.7)], NOBODY)
    assert sides["shut"] == sides["locked"] != sides["open"]


def test_what_agrees_with_a_side_brings_its_own_contradictions() -> None:
    near = {"ajar": frozenset({"open"}), "open": frozenset({"ajar"})}
    sides = placed([edge("open", "shut", 0.9), edge("ajar", "locked", 0.7)], near)
    assert sides["ajar"] == sides["open"] and sides["locked"] == sides["shut"]


def test_a_contradiction_that_hangs_on_nothing_is_a_question_by_itself() -> None:
    splits = list(sided(WORDS, [edge("open", "shut", 0.9), edge("drunk", "sober", 0.8)], NOBODY))
    assert [set(s.sides) for s in splits] == [{"open", "shut"}, {"drunk", "sober"}]
