"""Attributes of which a thing has only one, the numbers and the hours of two statements."""

from __future__ import annotations

import pytest

from sayso.compare import Statement
from sayso.compare.counted import counts
from sayso.compare.features import remarked
from sayso.compare.holders import one_count
from sayso.compare.remark import Remark
from sayso.compare.views import views

AGAINST = [  # one statement, another, the ground on which they are held against each other
    ("The ferry sank on Monday.", "The ferry sank on Thursday.", "time"),
    ("The depot burned down on 9 December.", "The depot burned down in early October.", "time"),
    ("The bridge fell at half past five in the morning.", "The bridge fell in the evening.", "time"),
    ("The baker drowned.", "The baker was strangled.", "cause"),
    ("There were 19 sailors on the tanker.", "There were 24 seafarers on the tanker.", "number"),
    ("The climber fell about 300ft from the ledge.", "The climber fell about 300m from the ledge.", "number"),
    ("The train left at 08:15.", "The train left at 3 pm.", "time"),
]
FITTING = [  # one statement, another that fits it, the ground on which that is seen
    ("The boy is no older than 12 years of age.", "The boy was ten years old.", "number"),
    ("The town has a population of more than 40,000.", "The town is home to 46,000 people.", "number"),
    ("The mine closed at 1520 (1220 GMT).", "The mine closed at 3:20 p.m.", "time"),
    ("Police held 30 people over four nights.", "Police held 30 people.", "number"),
]


def found(one: str, other: str) -> tuple[Remark, ...]:
    a, b = views([Statement(one), Statement(other)])
    return remarked(a, b)


@pytest.mark.parametrize(("one", "other", "ground"), AGAINST)
def test_of_one_thing_both_cannot_be_so(one: str, other: str, ground: str) -> None:
    weights = [r.weight for r in found(one, other) if r.ground == ground and r.sign < 0]
    assert max(weights, default=0.0) >= 0.4
    turned = [r.weight for r in found(other, one) if r.ground == ground and r.sign < 0]
    assert sorted(turned) == sorted(weights)


@pytest.mark.parametrize(("one", "other", "ground"), FITTING)
def test_numbers_and_hours_that_fit_are_not_held_against_each_other(one: str, other: str, ground: str) -> None:
    signs = {r.sign for r in found(one, other) if r.ground == ground}
    assert signs == {1}


APART = [  # numbers that count two things
    ("31 people were arrested on Monday.", "47 people were arrested on Tuesday."),
    ("The mill can raise money from the bank.", "The town struggles to raise the money it needs."),
    ("The hall holds 85 chairs.", "Nine trucks left the harbour."),
    ("The ship was licensed to carry 85 passengers.", "The ship carried 230 passengers."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_numbers_of_two_things_are_not_held_against_each_other(one: str, other: str) -> None:
    against = [r.weight for r in found(one, other) if r.ground == "number" and r.sign < 0]
    assert max(against, default=0.0) < 0.6


def test_who_tells_is_no_attribute_of_what_is_told() -> None:
    assert not [r for r in found("The dam broke, a soldier said.", "The dam broke, a nurse said.") if r.sign < 0]


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ("Anna Holt scored 13 points.", "Vera Moll scored 11 points.", False),  # each her own
        ("Anna Holt scored 13 points.", "Anna Holt scored 11 points.", True),
        ("Anna Holt scored 13 points in the first half.", "Anna Holt scored 23 points.", False),  # a part of the time
        ("Three people were killed in the fire.", "Two women were killed in the fire.", False),  # … of those counted
        ("57 percent of the farmers voted for it.", "44 percent of the farmers opposed it.", False),  # … of all of them
        ("Three people were killed in the fire.", "Four people were killed in the fire.", True),
        ("The rich got a tax cut of $275.", "The rich face a tax increase of $78.", False),  # each its own way
        ("The ferry carried 187 passengers.", "There were 240 passengers on the ferry.", True),
    ],
)
def test_numbers_are_held_against_each_other_where_they_can_count_one_thing(one: str, other: str, held: bool) -> None:
    a, b = views([Statement(one), Statement(other)])
    places = [[(q.quantity.start, q.quantity.end) for q in counts(view)] for view in (a, b)]
    assert one_count(a, b, places[0][0], places[1][0]) is held


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ("The gate was opened on Monday.", "The gate was not opened on Tuesday.", False),  # both can be so
        ("The gate was opened in 2014.", "The gate was not opened in 2015.", False),
        ("The gate was opened in May.", "The gate was not opened in June.", False),
        ("The gate was opened on Monday.", "The gate was opened on Tuesday.", True),
        ("The gate was opened on Monday.", "The gate was not opened on Monday.", True),
        ("The gate was not opened until Monday.", "The gate was opened on Sunday.", True),
    ],
)
def test_what_did_not_happen_on_a_day_may_have_on_another(one: str, other: str, held: bool) -> None:
    assert any(r.ground in ("time", "polarity") and r.sign < 0 for r in found(one, other)) is held


def test_an_hour_told_in_words_counts_nothing() -> None:
    night, vote = views([Statement("She rang at ten to three."), Statement("They voted ten to three for it.")])
    assert [c.quantity.value for c in counts(night)] == []
    assert [c.quantity.value for c in counts(vote)] == [10.0, 3.0]
