"""The chain test set: how many items are read exactly right. `bench/chains.py` prints the figures pinned here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from spacy.language import Language

from sayso.attribution import Attributor

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import chains

FLOORS = {"known.jsonl": 0.93, "set_aside.jsonl": 0.80}


@pytest.mark.parametrize("name", FLOORS)
def test_chains(nlp: Language, name: str) -> None:
    right, failures = chains.score(name, nlp, Attributor())
    assert right / (right + len(failures)) >= FLOORS[name]


def test_the_set_is_large_and_a_third_is_aside() -> None:
    known, aside = len(chains.items("known.jsonl")), len(chains.items("set_aside.jsonl"))
    assert known + aside >= 120 and 3 * aside >= known + aside - 3
