"""Where the words of somebody end and those of the page begin, and through whom they came."""

from __future__ import annotations

import pytest

from conftest import Read, plain
from sayso.attribution.chains import credited

TOLD = {
    "He hopes to save $300 million, but that may be hard without layoffs.": ("He", "to save $300 million"),
    "The police threatened to use live rounds on them, as the latest round of protests grows.": (
        "police",
        "to use live rounds on them",
    ),
    "The group sent a letter to the owners stating that the mill was unsafe.": ("group", "that the mill was unsafe"),
    "The firm said in the release this case shows that thieves get caught.": (
        "firm",
        "this case shows that thieves get caught",
    ),
    "The union said in a letter the mill was unsafe.": ("union", "the mill was unsafe"),
    "Will Pohl act? Asked on Monday, she replied: “Not this year.”": ("She", "Not this year"),
    'He paid a visit to the prison, dubbed the "Iron Hotel" by sailors.': ("sailors", "the Iron Hotel"),
}
THROUGH = {
    "Ruiz, via the Courier, said that the wells were dry.": ("Ruiz", "Courier"),
    "“The wells are dry,” one reader wrote, per Feng.": ("one reader", "Feng"),
    "“The wells are dry,” Ruiz said on Monday, according to the Vell News.": ("Ruiz", "Vell News"),
    "According to the Vell Courier, Ada Pohl, a doctor in Vell, wrote that the couple had been moved in May.": (
        "Ada Pohl",
        "Vell Courier",
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_said_and_no_more(read: Read, text: str) -> None:
    assert TOLD[text] in [(c.speaker.name, plain(c.text)) for c in read(text)]


@pytest.mark.parametrize("text", THROUGH)
def test_through_whom_it_came(read: Read, text: str) -> None:
    [claim] = read(text)
    assert (claim.speaker.name, *(relay.name for relay in claim.via)) == THROUGH[text]


def test_per_somebody_is_according_to(read: Read) -> None:
    [claim] = read("The marsh fever, per the Health Board, is often found in mice")
    assert (claim.speaker.name, plain(claim.text)) == ("Health Board", "The marsh fever … is often found in mice")


def test_a_position_points_back_to_it(read: Read) -> None:
    claims = read("The board says the firm owes $3 million, a position its auditors dispute.")
    assert {(c.speaker.name, c.force, plain(c.text)) for c in claims} == {
        ("board", "assert", "the firm owes $3 million"),
        ("auditors", "deny", "the firm owes $3 million"),
    }


def test_whose_view_it_was_is_told_in_the_next_sentence(read: Read) -> None:
    [claim] = read("The merger will make a better paper. That’s the hopeful view of Bo Marl, the head of Kett Media.")
    assert (claim.speaker.name, plain(claim.text)) == ("Bo Marl", "The merger will make a better paper")


SPEAKERS = {
    "The town is calm.\n\n“The dam is safe and it will be safe.” — Ada Lund, on Monday": "Ada Lund",
    "The firm is accused by critics of promoting high taxes.": "critics",
    "A flood of wagons that analysts say will help the firm is on its way.": "analysts",
}


@pytest.mark.parametrize("text", SPEAKERS)
def test_who_says_it(read: Read, text: str) -> None:
    assert [c.speaker.name for c in read(text) if c.manner != "own voice"] == [SPEAKERS[text]]


def test_what_a_relative_clause_tells_of_is_part_of_it(read: Read) -> None:
    [claim] = [c for c in read("A flood of wagons that analysts say will help the firm is on its way.") if c.source]
    assert plain(claim.text).startswith("A flood of wagons … will help the firm")


@pytest.mark.parametrize("label", ["Column", "Opinion", "Letters"])
def test_the_kind_of_a_piece_says_nothing(read: Read, label: str) -> None:
    assert read("The dam is old.", headline=f"{label}: The dam will not hold") == ()


TOLD_BY = {
    "The mayor ruled out resigning before the vote.": ("mayor", "deny"),
    "The press office had put the injured at twenty-three.": ("press office", "assert"),
    "The Interior Ministry still gave the number of injured as seven on Friday.": ("Interior Ministry", "assert"),
    "The control-room log, which the Courier has seen, records gate 3 as open at 1:17.": ("control-room log", "assert"),
    "Nine prisoners walked out of the jail that very night, the source added.": ("source", "assert"),
    "Two doors up, Yusuf Carr tells the same tale: the first card went through on Monday, he said.": (
        "Yusuf Carr",
        "assert",
    ),
    "Norvia, which is not at war, said through its energy minister, Eskil Tromm, that it was looking into it.": (
        "Eskil Tromm",
        "assert",
    ),
    "Brightspan, the road builder Corin worked for, said it had put no money towards any ransom.": (
        "Brightspan",
        "assert",
    ),
}


@pytest.mark.parametrize("text", TOLD_BY)
def test_one_claim_and_whose(read: Read, text: str) -> None:
    assert [(c.speaker.name, c.force) for c in read(text)] == [TOLD_BY[text]]


def test_a_headline_opens_with_the_words_of_who_comes_first(read: Read) -> None:
    [claim, *_] = read(
        "Lise Holm said it in May.", headline="‘We paid with a bag full of cash’: hostage’s wife tells all"
    )
    assert (claim.manner, claim.speaker.name) == ("headline", "hostage’s wife")


WHOSE = {
    "The dam, says Ada Lund, an engineer at the works, will burst by May.": ("Ada Lund", "The dam … will burst by May"),
    "The mill was never for sale, insists its owner.": ("owner", "The mill was never for sale"),
    "Nine people died, two officials with knowledge of the matter told the Courier.": (
        "two officials with knowledge of the matter",
        "Nine people died",
    ),
    "The mill was sold in May, documents obtained by the Courier show.": ("documents", "The mill was sold in May"),
}


@pytest.mark.parametrize("text", WHOSE)
def test_who_says_it_stands_behind_the_verb_or_is_cut_in_two(read: Read, text: str) -> None:
    assert [(c.speaker.name, plain(c.text)) for c in read(text)] == [WHOSE[text]]


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Associated Press November 19, 2019, 9:02 AM", "Associated Press"),
        ("PTI, Delhi,", "PTI"),
        ("By Anna Holm, Reuters", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("By Anna Holm", None),
        ("Photo of the Associated Press building", None),
        ("By Anna Reuters-Holm", None),
    ],
)
def test_an_agency_in_the_byline_passes_the_page_on(byline: str, agency: str | None) -> None:
    found = credited(byline, [(0, len(byline))])
    assert (found[0].name if found else None) == agency


def test_who_is_retold_in_a_quotation_says_it_too(read: Read) -> None:
    claims = read("“The minister told me that the dam was cracked,” said Ada Lund. “They say that it leaks.”")
    assert [(c.speaker.name, [r.name for r in c.via], c.manner) for c in claims] == [
        ("Ada Lund", [], "direct"),
        ("minister", ["Ada Lund"], "indirect"),
    ]


def test_a_clause_before_the_frame_stays_whole(read: Read) -> None:
    [claim] = read("Officers arrested Christopher Bat, 33, who resides at 2134 Caldwell Place, police said.")
    assert plain(claim.text).endswith("Caldwell Place")


def test_a_verb_in_capitals_is_read(read: Read) -> None:
    [claim] = read("A plan that Would Have Put Millers Out of Work was dropped, the union said.")
    assert claim.speaker.name == "union"  # "Put" is its own lemma here
