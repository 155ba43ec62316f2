"""How far pages that agree take off what looks like a contradiction on them, and that nothing is shown unread."""

from __future__ import annotations

import pytest

from sayings import compared, reading
from sayso.compare import judged
from sayso.compare.contested import contested, moved
from sayso.compare.figures import Figure, asked

AGREED, DISPUTED = [("a", "b")] * 20, [("c", "d")] * 20


def test_where_pages_agree_a_contradiction_is_less_sure() -> None:
    against, agreeing = [0.8, *[0.02] * 19, 0.8, *[0.3] * 19], [*[0.7] * 20, *[0.05] * 20]
    measures = contested([*AGREED, *DISPUTED], against, agreeing)
    calm, heated = measures[0], measures[20]
    assert calm < 0.4 < heated
    chances = moved(against, measures)
    assert chances[0] < 0.7
    assert chances[0] < chances[20] <= 0.8  # never up
    assert chances[0] > chances[1]


def test_a_page_of_few_pairs_goes_by_the_case() -> None:
    pages, against, agreeing = [*AGREED * 10, ("x", "y")], [0.02] * 201, [*[0.7] * 200, 0.0]
    assert contested(pages, against, agreeing)[-1] == pytest.approx(0.18, abs=0.02)


def test_nothing_is_measured_of_no_pairs() -> None:
    assert contested([], [], []) == []


def test_the_network_reads_what_would_be_shown_though_others_are_nearer(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = (
        reading("one", [("Ana Ruiz", "Seventeen people were killed when the bridge at Hollow fell.", "assert")]),
        reading("two", [("Bo Lund", "Nine people were killed when the bridge at Hollow fell.", "assert")]),
    )
    monkeypatch.setattr(judged, "nearest", lambda pairs: frozenset())
    asked_of: list[int] = []
    plain = judged.remembered

    def counting(pairs, memory, read_too):  # type: ignore[no-untyped-def]
        asked_of.append(sum(i in read_too for i in range(len(pairs))))
        return plain(pairs, memory, read_too)

    monkeypatch.setattr(judged, "remembered", counting)
    [link] = compared(*pages).links
    assert link.kind == "contradicts"
    assert asked_of == [0, 1]


@pytest.mark.parametrize(
    ("figures", "question"),
    [
        ([Figure("46", "people", "", 46.0), Figure("80", "people", "", 80.0)], "How many people: 46 or 80?"),
        ([Figure("5.9", "", "magnitude", 5.9), Figure("6.1", "", "magnitude", 6.1)], "Which magnitude: 5.9 or 6.1?"),
        ([Figure("£1.2m", "", "GBP", 1.2e6), Figure("£1.7m", "", "GBP", 1.7e6)], "How much money: £1.2m or £1.7m?"),
        (
            [Figure("12", "points", "", 12.0, ("Ada", "Rell")), Figure("14", "points", "", 14.0, ("Rell",))],
            "Rell: how many points, 12 or 14?",
        ),
    ],
)  # fmt: skip
def test_numbers_are_asked_by_what_they_measure_and_whose_they_are(figures: list[Figure], question: str) -> None:
    assert asked("", figures) == question


def test_little_is_taken_off_where_few_pairs_are_known() -> None:
    pages = [("a", "b")] * 4
    against, agreeing = [0.7, 0.02, 0.02, 0.02], [0.05, 0.9, 0.9, 0.9]
    assert moved(against, contested(pages, against, agreeing))[0] > 0.6
