"""The network that reads two claims side by side, and what a case gains by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sayso
from sayso.compare import judge
from sayso.compare.crossencoder import read, words
from sayso.compare.deciding import deciding, phrases
from sayso.compare.features import Pair
from sayso.compare.noticing import bare, noticed, numbered
from sayso.compare.statement import Statement, Verdict
from sayso.compare.views import View, views

DOSSIERS = Path(__file__).parents[1] / "bench" / "dossiers"
GATES = {"drone": 5, "derby": 4}  # disputes found of 8: 7 and 6 here; `bench/compare.py dossiers` prints them. One
# less is asked, because processors round the products of bytes differently.
AGAINST = (
    "There has been no fever in this valley all year.",
    "A fever that had been going round the valley since May was to blame.",
)
ALIKE = ("Negotiators walked out after an hour.", "The talks broke down within sixty minutes.")
APART = ("The mayor opened a bakery in the old town.", "Trains to the coast were late on Sunday.")


def view(text: str) -> View:
    return views([Statement(text)])[0]


def test_three_chances_that_sum_to_one() -> None:
    against, alike, apart = read([AGAINST, ALIKE, APART])
    assert against.against > 0.5 > against.agreeing
    assert alike.agreeing > alike.against
    assert apart.neither > 0.5
    assert all(sum(found) == pytest.approx(1) for found in (against, alike, apart))


def test_exchanging_the_texts_changes_nothing() -> None:
    assert read([AGAINST]) == read([AGAINST[::-1]])
    assert read([]) == []


def test_any_text_can_be_read() -> None:
    assert len(read([("", ""), ("☃ 例 \x00", "x" * 9000)])) == 2
    assert words("☃") == [3]  # a sign the network has no piece for


def test_a_contradiction_without_common_words_is_called_one() -> None:
    verdict = judge([AGAINST])[0]
    assert verdict.kind == "contradicts" and verdict.against > 0.5


def test_the_deciding_words_are_places_in_the_texts() -> None:
    a, b = map(view, AGAINST)
    found = deciding(a, b)
    assert found is not None
    assert found[0] in phrases(a) and found[1] in phrases(b)
    assert a.text[slice(*found[0])] == "no fever"
    assert list(phrases(view("He did not come."))) == [(3, 15)]  # a verb with its negation; not the pronoun


@pytest.mark.parametrize("text", ["Eleven people are missing.", "It sank at 03:52.", "He paid 40 crowns."])
def test_numbers_are_left_to_the_comparison_of_numbers(text: str) -> None:
    sure = Verdict("unclear", 0.5, "", against=0.99)
    other = view("Nine bodies have been found so far.")
    assert numbered(view(text))
    assert not noticed(Pair(view(text), other, 0.5), sure)
    assert not numbered(view("The police fired first."))


def test_claims_that_name_others_are_left_alone() -> None:
    sure = Verdict("unclear", 0.5, "", against=0.99)
    one, other = view("The Kifem company closed the harbour."), view("The Krerun company opened the harbour.")
    assert not noticed(Pair(one, other, 0.5), sure)
    assert noticed(Pair(one, view("The Kifem company kept the harbour open."), 0.5), sure)


def test_a_verb_that_nobody_does_claims_nothing() -> None:
    assert bare(view("answer the paper's questions"))
    assert not bare(view("they answered the paper's questions"))
    assert not bare(view("a shambles from the first hour to the last"))


@pytest.mark.parametrize("name", GATES)
def test_disputes_of_new_stories(name: str) -> None:
    """What `bench/compare.py dossiers` counts: a dispute is found where two of its sides meet the right claims.

    Thresholds were set with drone in view, none with derby.
    """
    truth = json.loads((DOSSIERS / f"{name}.truth.json").read_text("utf-8"))
    case = json.loads(sayso.read(DOSSIERS / name).export())
    page = {Path(p["location"]).name: p for p in case["pages"]}

    def met(asked: str) -> set[str]:
        wanted = next(c for c in truth["claims"] if c["id"] == asked)
        on = page[wanted["page"]]
        start = on["text"].index(wanted["content"][0])
        end = start + len(wanted["content"][0])
        return {
            c["id"]
            for c in case["claims"]
            if c["page"] == on["id"]
            and sum(max(0, min(e, end) - max(s, start)) for s, e in places(c)) > (end - start) / 2
        }

    def places(claim: dict[str, list[dict[str, int]]]) -> list[tuple[int, int]]:
        return [(s["start"], s["end"]) for s in claim["content"]]

    found = 0
    for dispute in truth["disputes"]:
        one, other = ({c for asked in side for c in met(asked)} for side in dispute["sides"][:2])
        sides = [[set(s["claims"]) for s in d["sides"]] for d in case["disputes"]]
        found += any(
            s & one and t & other and not s & other and not t & one for d in sides for s in d for t in d if s is not t
        )
    assert found >= GATES[name]
