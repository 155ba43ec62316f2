"""Who may stand against whom, whatever their words: copies, editions, bare nouns."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from sayings import compared, reading
from sayso.compare import compare
from sayso.compare.opposed import editions
from sayso.model import Comparison, Link, Page, Reading


def speaker(name: str, kind: str = "document") -> Any:
    return SimpleNamespace(speaker=SimpleNamespace(name=name, kind=kind))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("March 5 bulletin of the harbour", "March 12 bulletin of the harbour", True),
        ("2015 survey", "2016 survey", True),
        ("Sept. 5 poll", "poll of 9 September", True),
        ("March bulletin", "bulletin", False),
        ("2016 survey", "2016 census", False),
    ],
)
def test_editions_of_one_thing_do_not_contradict_each_other(one: str, other: str, differ: bool) -> None:
    assert editions(speaker(one), speaker(other)) is differ
    assert not editions(speaker("May Aker", "person"), speaker("June Holt", "person"))


def own(name: str, *sentences: str) -> tuple[Page, Reading]:
    """A page that tells sentences in its own voice."""
    page, read = reading(name, [("the page", sentence, "assert") for sentence in sentences])
    author = [
        msgspec.structs.replace(c, manner="own voice", speaker=msgspec.structs.replace(c.speaker, kind="author"))
        for c in read.claims
    ]
    return page, msgspec.structs.replace(read, claims=tuple(author))


def against(*pages: tuple[Page, Reading]) -> list[Link]:
    found: Comparison = compare([r for _, r in pages], {p.id: p for p, _ in pages})
    return [link for link in found.links if link.kind == "contradicts"]


def test_a_copy_contradicts_nothing_that_its_original_does_not() -> None:
    first, second = "the gate of the mill was open on Sunday", "the gate of the mill was not open on Sunday"
    assert against(own("p1", first), own("p2", second))
    assert not against(own("p1", first, second), own("p2", first, second))


def test_who_says_i_is_who_wrote_the_page() -> None:
    page, read = reading(
        "p1", [("I", "the gate was open on Sunday", "assert"), ("My", "the gate was not open on Sunday", "assert")]
    )
    unnamed = [msgspec.structs.replace(c, speaker=msgspec.structs.replace(c.speaker, actor=None)) for c in read.claims]
    assert not against((page, msgspec.structs.replace(read, claims=tuple(unnamed))))


def test_what_is_but_a_noun_is_contradicted_by_nobody_unless_it_is_denied() -> None:
    denied = reading("p1", [("Ada Lorn", "involvement of the rebels in the raid on Tarvia", "deny")])
    told = reading("p2", [("Bo Marsh", "rebels", "assert")])
    assert compared(denied, told).links == ()
