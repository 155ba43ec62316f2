"""A pile of pages holds many stories: claims are held against each other within one, whatever their words say."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.model import Snapshot
from sayso.stories import near, plain, rarity, weights

PAGES = {
    "dam-1": """Belmora reservoir spilled before sirens, farmers say

Farmers below the Belmora reservoir said on Tuesday that nobody had warned them
before the spillway was opened.
"There was no warning at all. We saw the water when it stood in the stable," said the dairy farmer Iva Tollund.
The reservoir's operator, Castrel Hydro, said that its engineers had opened the spillway
because the crest was in danger.
Two hundred cows drowned in the meadows below the reservoir, according to the dairy cooperative.
""",
    "dam-2": """Castrel Hydro: sirens wailed for an hour at Belmora

Castrel Hydro, the operator of the Belmora reservoir, said that the sirens had wailed for an hour
before the spillway was opened.
"Every farmer in the valley was warned by telephone," said the spokeswoman of the company, Jana Merrow.
She said that engineers had feared for the crest of the reservoir.
The dairy cooperative put the number of drowned cows at two hundred.
""",
    "bank-1": """Clerks of Ostwin Savings say they warned of the break-in

Two clerks of the Ostwin Savings bank said on Friday that they had warned the board of thieves in the vault.
"We warned them three times, in writing," said the cashier Bram Dekkel.
The burglars emptied four hundred safe deposit boxes over the weekend, according to prosecutors.
The bank's customers said that the alarm had not sounded.
""",
    "bank-2": """No warning about vault, says Ostwin board

The board of Ostwin Savings said that it had received no warning of any kind before burglars emptied the vault.
"Nobody warned us. The alarm sounded and the guards came," said its chairman, Rolf Anselm.
Prosecutors said that burglars had cut through the wall of the vault and opened four hundred safe deposit boxes.
He said that customers would be paid for what had been in their boxes.
""",
}


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return sayso.read(folder).snapshot


def story(case: Snapshot, claim: str) -> str:
    page = next(c.page for c in case.comparison.claims if c.id == claim)
    return Path(next(p.location for p in case.pages if p.id == page)).name.partition("-")[0]


def test_claims_of_two_stories_are_not_held_against_each_other(pile: Snapshot) -> None:
    told = {(story(pile, link.a), story(pile, link.b)) for link in pile.comparison.links}
    assert told <= {("dam", "dam"), ("bank", "bank")}
    for dispute in pile.comparison.disputes:
        assert len({story(pile, claim) for side in dispute.sides for claim in side.claims}) == 1


def test_claims_of_one_story_are(pile: Snapshot) -> None:
    against = {story(pile, link.a) for link in pile.comparison.links if link.kind == "contradicts"}
    assert against == {"dam", "bank"}  # whether anybody was warned is disputed in both


def test_pages_are_of_one_story_by_the_rare_words_they_share() -> None:
    flags = near(list(PAGES.values()))
    assert flags.tolist() == [[a.partition("-")[0] == b.partition("-")[0] for b in PAGES] for a in PAGES]


def test_whether_two_pages_are_of_one_story_does_not_depend_on_the_others() -> None:
    first, *rest = PAGES.values()
    assert [near([first, other])[0, 1] for other in rest] == near([first, *rest])[0, 1:].tolist()


def test_a_page_of_a_few_words_may_be_of_any_story() -> None:
    assert weights("Sirens at Belmora") == {}
    assert near(["Sirens at Belmora", *PAGES.values()])[0].all()


def test_a_name_counts_for_more_than_a_word_that_every_page_holds() -> None:
    assert rarity("belmora") > rarity("water") > rarity("police") > rarity("said")
    assert [plain(w) for w in ("Enemies", "gates", "Press", "bus")] == ["enemy", "gate", "press", "bus"]
