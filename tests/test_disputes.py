"""Contradictions gathered into questions: what hangs together, and what stands by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sayso.compare.disputes import Near, hung, placed, sided
from sayso.compare.edge import Edge
from sayso.compare.howmany import clause_asked
from sayso.compare.narrowing import narrowed
from sayso.compare.questions import clearest, question, so
from sayso.compare.statement import Statement
from sayso.compare.views import english, views
from sayso.model import Link, LinkKind

WORDS = ("said", "words")
NOBODY = Near([], {})
MATTER = {"late": (0.0, 1.0)}  # of what a claim speaks, where not of the gate


def edge(a: str, b: str, score: float, kind: LinkKind = "contradicts") -> Edge:
    """A link of two claims, each with one unit."""
    units = [
        cast(Any, SimpleNamespace(claim=SimpleNamespace(id=c), start=0, matter=np.array(MATTER.get(c, (1.0, 0.0)))))
        for c in (a, b)
    ]
    return Edge(Link(a, b, kind, score, "read side by side", ()), WORDS, *units)


def test_claims_of_one_question_stand_on_two_sides() -> None:
    sides = placed([edge("open", "shut", 0.9), edge("open", "locked", 0.7)], NOBODY)
    assert sides["shut"] == sides["locked"] != sides["open"]


def test_what_agrees_with_a_side_brings_its_own_contradictions() -> None:
    near = Near([edge("ajar", "open", 0.9, "same")], {})
    sides = placed([edge("open", "shut", 0.9), edge("ajar", "locked", 0.7)], near)
    assert sides["ajar"] == sides["open"] and sides["locked"] == sides["shut"]


def test_a_contradiction_that_hangs_on_nothing_is_a_question_by_itself() -> None:
    splits = list(sided(WORDS, [edge("open", "shut", 0.9), edge("drunk", "sober", 0.8)], NOBODY))
    assert [set(s.sides) for s in splits] == [{"open", "shut"}, {"drunk", "sober"}]


def test_one_claim_may_be_contradicted_on_two_questions() -> None:
    told = [edge("open", "shut", 0.9), edge("locked", "open", 0.8)]
    assert len(hung(told, NOBODY)) == 2  # nothing says that what stands against "open" is one thing
    assert len(hung(told, Near([edge("locked", "shut", 0.6, "supports")], {}))) == 1
    assert len(hung(told, Near([], {frozenset(("locked", "shut")): 0.3}))) == 1
    assert len(hung(told, Near([edge("locked", "shut", 0.6)], {frozenset(("locked", "shut")): 0.3}))) == 2
    far = [edge("open", "shut", 0.9), edge("late", "open", 0.8)]
    assert len(hung(far, Near([], {frozenset(("late", "shut")): 0.3}))) == 2


def told(text: str, manner: str = "indirect", speaker: str = "Ada Lorn", alone: str = "", force: str = "assert") -> Any:
    """A unit of a claim that says these words."""
    (view,) = views([Statement(text, alone=alone)])
    claim = SimpleNamespace(id=text, force=force, manner=manner, speaker=SimpleNamespace(name=speaker))
    return SimpleNamespace(view=view, claim=claim, start=0)


def against(a: Any, b: Any) -> Edge:
    return Edge(Link(a.claim.id, b.claim.id, "contradicts", 0.8, "read side by side", ()), WORDS, a, b)


def test_the_question_is_asked_in_the_clearest_words_of_either_side() -> None:
    scrap, whole = told("the words “passage approved”"), told("nobody had granted the lorries passage")
    assert so(*clearest({}, [against(scrap, whole)])) == "Is it so that nobody had granted the lorries passage?"
    headline, said = (
        told("Lorries stuffed with ammo", "headline"),
        told("Two lorries carried cartridges under the flour"),
    )
    assert (
        so(*clearest({}, [against(headline, said)])) == "Is it so that two lorries carried cartridges under the flour?"
    )


def test_what_nobody_could_ask_is_no_question() -> None:
    case: Any = SimpleNamespace(pages={})
    scrap, other = told("himself as the one at the gate"), told("to see the lorries at the gate")
    assert question(case, WORDS, [], [against(scrap, other)]) == ""
    long = told("we had shut the gate, and I saw it, and " + "then we went home to bed, " * 6 + "as we said")
    assert question(case, WORDS, [], [against(long, other)]) == ""
    said = told("we had shut the gate, and I saw it")
    assert question(case, WORDS, [], [against(said, other)]).startswith(
        "Is it so, in the words of Ada Lorn: “we had shut"
    )


def test_a_question_begins_where_the_sentence_needs_nothing_before_it() -> None:
    assert so(told("But the gate had stood open")) == "Is it so that the gate had stood open?"
    assert so(told("However, the gate had stood open")) == "Is it so that the gate had stood open?"
    subject = told("That the gate stood open only helps the union.")
    assert so(subject) == "Is it so, in the words of Ada Lorn: “That the gate stood open only helps the union”?"
    assert so(told("the gate as rotten", speaker="She")) == "Is this so: “the gate as rotten”?"


@pytest.mark.parametrize("text", [
    "the idea that the gate was rotten", "Aker's comment that the gate was rotten",
    "a letter of the mill as evidence that the gate was rotten",
])  # fmt: skip
def test_what_a_noun_tells_is_asked(text: str) -> None:
    assert so(told(text, force="deny")) == "Is it so that the gate was rotten?"


def test_what_somebody_holds_is_asked_without_him() -> None:
    assert so(told("the crew believed that the gate was rotten")) == "Is it so that the gate was rotten?"
    assert so(told("the crew believed Fields was hurt")) == "Is it so that Fields was hurt?"
    doubted = told("the crew did not believe that the gate was rotten")
    assert so(doubted) == "Is it so that the crew did not believe that the gate was rotten?"


def test_words_that_point_outside_are_quoted_with_their_speaker() -> None:
    assert so(told("they are shutting the gate")) == "Is it so, in the words of Ada Lorn: “they are shutting the gate”?"
    assert so(told("what came from the port")) == "Is it so, in the words of Ada Lorn: “what came from the port”?"


def test_names_keep_their_capitals_and_other_words_lose_them() -> None:
    assert so(told("SACKS of cash were flown in")) == "Is it so that sacks of cash were flown in?"
    assert so(told("Quillpay informed the office")) == "Is it so that Quillpay informed the office?"
    assert so(told("HTML5 gives no way to stop it")) == "Is it so that HTML5 gives no way to stop it?"
    assert so(told("Police shut the gate")) == "Is it so that police shut the gate?"


def test_who_denies_something_is_not_quoted_as_its_teller() -> None:
    text = "having opened the gate"
    assert so(told(text, force="deny")) == "Is it so, though Ada Lorn denies it: “having opened the gate”?"


def test_what_a_claim_points_to_is_named_in_the_question() -> None:
    view = told("it had stood open since Sunday", alone="the gate of the mill had stood open since Sunday")
    assert so(view) == "Is it so that the gate of the mill had stood open since Sunday?"
    quoted = told('the claim of the union as "a disgraceful lie"', alone='the claim of Ada as "a disgraceful lie"')
    assert so(quoted) == "Is it so, in the words of Ada Lorn: “the claim of the union as ‘a disgraceful lie’”?"


@pytest.mark.parametrize(
    ("text", "words", "clause"),
    [
        (
            "The crew had pulled a flare gun, and a loaded rifle was found below the deck of the trawler.",
            "a flare gun",
            "The crew had pulled a flare gun",
        ),
        (
            "The crew had pulled a flare gun, and a loaded rifle was found below the deck of the trawler.",
            "a loaded rifle",
            "a loaded rifle was found below the deck of the trawler",
        ),
        (  # a reason may be what is disputed
            "The shaft came down because the steel rings that held it had been eaten away by acid water.",
            "came down",
            "The shaft came down because the steel rings that held it had been eaten away by acid water.",
        ),
        (  # what cannot be found decides nothing
            "The crew had pulled a flare gun, and a loaded rifle was found below the deck of the trawler.",
            "a knife",
            "The crew had pulled a flare gun, and a loaded rifle was found below the deck of the trawler.",
        ),
    ],
)
def test_of_several_clauses_the_one_is_asked_that_decides(text: str, words: str, clause: str) -> None:
    assert narrowed(english()(text), words) == clause


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the navy took 31 rifles from the boat", "How many rifles did the navy take from the boat"),
        ("31 rifles were taken from the boat", "How many rifles were taken from the boat"),
        ("the mill had sold 31 sacks of flour", "How many sacks of flour had the mill sold"),
        ("there were 31 men on board", "How many men were there"),
        ("they took 31 rifles", ""),
        ("the office put the toll at 31", ""),
    ],
)
def test_a_number_is_asked_with_what_was_done(text: str, asked: str) -> None:
    at = text.index("31")
    assert clause_asked(english()(text), at, at + 2) == asked
