"""How a page sets one voice against the other, between the claims of both."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.compare.gathered import Gathered
from sayso.compare.linking import linked
from sayso.compare.memory import Memory
from sayso.compare.turns import Turn, answering, turns
from sayso.compare.units import units

LEAD = "Orl Bay, 4 March 2021\n\nThe council met on Tuesday evening to hear about the fire in the old grain mill. "
FIRST = "The night watchman, Piet Aker, said that the gate had stood open since Sunday. "
SECOND = "that the gate had been locked every evening at six."
SET = {  # what stands between two voices: whether it sets the second against the first, or beside it
    "The miller, Ada Lorn, told the council ": Turn("", ""),
    "The miller, Ada Lorn, gave a different picture. She told the council ": Turn("different", ""),
    "The miller, Ada Lorn, waved that away and told the council ": Turn("waved that away", ""),
    "But the miller, Ada Lorn, told the council ": Turn("but", ""),
    "The mill is not yet rebuilt. The miller, Ada Lorn, told the council ": Turn("", ""),
    "The miller, Ada Lorn, confirmed that account and told the council ": Turn("", "confirmed"),
}


def gathered(folder: Path, *pages: str) -> Gathered:
    for number, text in enumerate(pages):
        (folder / f"page{number}.txt").write_text(text, "utf8")
    snapshot = sayso.read(folder).snapshot
    return Gathered(snapshot.readings, {page.id: page for page in snapshot.pages})


@pytest.mark.parametrize("between", SET)
def test_what_stands_between_two_voices_sets_one_against_the_other(tmp_path: Path, between: str) -> None:
    case = gathered(tmp_path, LEAD + FIRST + between + SECOND)
    assert list(turns(case).values()) == [SET[between]]


def test_how_the_first_is_told_says_nothing_of_the_second(tmp_path: Path) -> None:
    first = "“The gate had stood open since Sunday,” the night watchman, Piet Aker, insisted. "
    case = gathered(tmp_path, LEAD + first + "The miller, Ada Lorn, told the council " + SECOND)
    assert list(turns(case).values()) == [Turn("", "")]


def test_one_voice_going_on_and_a_voice_far_away_are_no_turn(tmp_path: Path) -> None:
    on = "But he said that nobody had asked him. "
    assert turns(gathered(tmp_path, LEAD + FIRST + on)) == {}
    far = "The mill was built of larch in the year of the great flood and has ground rye ever since. " * 6
    assert turns(gathered(tmp_path, LEAD + FIRST + far + "But the miller, Ada Lorn, told the council " + SECOND)) == {}


def test_claims_set_against_each_other_are_read_though_their_words_are_far_apart(tmp_path: Path) -> None:
    second = "But the miller, Ada Lorn, insisted that she had turned the key herself."
    case = gathered(tmp_path, LEAD + FIRST + second)
    cut = units(case, Memory())
    (turn,) = turns(case).values()
    assert turn.against == "but"
    assert len(answering(cut, [], turns(case))) == 1
    assert answering(cut, [], {}) == []


def test_the_reason_names_the_words_between(tmp_path: Path) -> None:
    case = gathered(tmp_path, LEAD + FIRST + "The miller, Ada Lorn, gave a different picture. She said " + SECOND)
    (link,) = [e.link for e in linked(case, units(case, Memory()), [], Memory()).edges if e.link.kind == "contradicts"]
    assert link.why.endswith("told one after the other, with ‘different’")
