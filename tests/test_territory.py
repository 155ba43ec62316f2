"""In whose waters, airspace or land a thing was: one thing cannot have been in two countries' at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.compare.statement import Statement
from sayso.compare.territory import at_odds, found, one_owner, sites, together
from sayso.compare.views import View, views


def view(text: str) -> View:
    (made,) = views([Statement(text)])
    return made


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("The trawler strayed into Tarsian waters.", "The trawler was hit in Ombrian waters.", True),
        ("The balloon was over international waters.", "The balloon violated Tarsian airspace.", True),
        ("The patrol never left Ombrian territory.", "The patrol had crossed into Tarsian territory.", True),
        ("The drone did not enter Tarsian airspace.", "Tarsian airspace was violated by the drone.", True),
        ("The trawler was inside Tarsian waters.", "The trawler was caught in the waters of Tarsia.", False),
    ],
)
def test_where_one_thing_was(one: str, other: str, against: bool) -> None:
    both = together(view(one), view(other))
    assert both is not None and at_odds(*both) == against


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The trawler strayed into Tarsian waters.", "The cutter was in Ombrian waters."),  # two ships
        ("The trawler may enter Tarsian waters.", "The trawler is in Ombrian waters."),  # left open
        ("The trawler had left Tarsian waters.", "The trawler was in Ombrian waters."),  # first there, then here
        ("The drone did not enter Tarsian airspace.", "The drone was in Ombrian airspace."),  # both can be so
        ("The trawler was in its own waters.", "The trawler was in coastal waters."),  # nobody is named
    ],
)
def test_what_is_not_held_against_each_other(one: str, other: str) -> None:
    assert together(view(one), view(other)) is None


def test_a_land_and_its_people_are_one_owner() -> None:
    assert one_owner("Ombria", "Ombrian") and one_owner("Turkey", "Turkish")
    assert not one_owner("Ombrian", "Tarsian") and not one_owner("international", "Tarsian")
    assert [site.owner for site in sites(view("It sank in the territorial waters of Tarsia."))] == ["Tarsia"]


def test_the_words_shown_are_words_of_the_claim() -> None:
    told = view("It sank in the territorial waters of Tarsia.")
    [site] = sites(told)
    assert told.text[slice(*found(told, site))] == "waters of Tarsia"
    filled = Statement("It sank in their waters.", alone="The trawler sank in Tarsian waters.")
    (short,) = views([filled])
    [site] = sites(short)
    assert short.text[slice(*found(short, site))] == short.text  # "Tarsian waters" does not stand there


def test_it_is_a_dispute_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Trawler Gannet seized off Cape Orm\n\nThe Tarsian navy said that the trawler Gannet had strayed into Tarsian"
        " waters and had fished there for two days.\n\nThe trawler's owner, Lena Bock, said that it had been in Ombrian"
        " waters when it was boarded.\n",
        encoding="utf-8",
    )
    found = sayso.read(tmp_path).snapshot.comparison
    assert [d.question for d in found.disputes] == ["In whose waters was the trawler?"]
    assert "‘Tarsian waters’ against ‘Ombrian waters’" in found.disputes[0].why or "‘Ombrian" in found.disputes[0].why
