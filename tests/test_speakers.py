"""Whose word it is, on small pages: `bench/speakers.py` prints the figures pinned here."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from sayso.attribution import Attributor

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import speakers

FLOORS = {"known": (0.97, 0.02), "set_aside": (0.80, 0.15)}  # share right at least, share wrong at most


@pytest.mark.parametrize("part", FLOORS)
def test_speakers(nlp: Language, part: str) -> None:
    verdicts = speakers.score(part, nlp, Attributor())
    count, (right, wrong) = Counter(v.verdict for v in verdicts), FLOORS[part]
    assert count["right"] >= right * len(verdicts), count
    assert count["wrong"] <= wrong * len(verdicts), count


def test_the_set_is_large_and_a_quarter_is_aside() -> None:
    known, aside = (len(speakers.items(part)) for part in speakers.PARTS)
    assert known + aside >= 100 and 4 * aside >= known + aside
