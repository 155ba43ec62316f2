"""What the other pages of a case say of a page's date: weak evidence, said as such."""

from __future__ import annotations

import msgspec
import pytest

from sayso.dating import across
from sayso.model import Claim, Comparison, Interval, Link, Page, Reading, Relation, Span, Speaker


def reading(page: str, *claims: Claim, published: Interval | None = None) -> Reading:
    return Reading(page=page, blocks=(), claims=claims, published=published)


def claim(page: str, text: str, said: str | None = None) -> Claim:
    return Claim(
        id=f"{page} {text}",
        page=page,
        manner="direct",
        force="assert",
        content=(Span(0, len(text)),),
        text=text,
        speaker=Speaker("Ada Holt", "person"),
        said=Interval(said, said, "stated") if said else None,
    )


def weakly(*readings: Reading) -> dict[str, Interval | None]:
    """The dates of pages once the other pages of the case have been asked, in any order."""
    pages = [Page(r.page, f"{r.page}.txt", "") for r in readings]
    found = Comparison(claims=tuple(c for r in readings for c in r.claims))
    dates = {r.page: r.published for r in across(pages, readings, found)}
    assert dates == {r.page: r.published for r in across(pages[::-1], readings[::-1], found)}
    return dates


STEEL = "We ordered the steel in January and it was not there in March."
MAY = Interval("2023-05-04", "2023-05-04", "stated: '4 May 2023'")


def test_a_page_that_quotes_what_was_said_on_a_day_is_not_older() -> None:
    when = weakly(reading("a", claim("a", STEEL)), reading("b", claim("b", STEEL, "2023-05-02"), published=MAY))
    assert when["b"] == MAY
    assert when["a"] and (when["a"].earliest, when["a"].latest) == ("2023-05-02", None)
    assert when["a"].basis.startswith("not stated; weak evidence of other pages: b.txt tells that 'We ordered")


def test_a_copy_of_a_dated_text_came_out_about_then() -> None:
    told = [STEEL, "The bridge will not be opened before the summer, whoever asks for it.", "Nobody has asked me " * 3]
    undated = reading("a", *(claim("a", text) for text in told))
    when = weakly(undated, reading("b", *(claim("b", text) for text in told), published=MAY))["a"]
    assert when and (when.earliest, when.latest) == ("2023-04-27", "2023-05-11")
    assert "carries the same text" in when.basis


@pytest.mark.parametrize(
    ("own", "bounded"),
    [
        (Interval("2023-01-01", None, "own"), ("2023-05-02", None)),
        (Interval(None, "2023-06-01", "own"), ("2023-05-02", "2023-06-01")),
        (Interval(None, "2023-04-01", "own"), (None, "2023-04-01")),  # they do not fit together: its own word stands
        (Interval("2023-05-03", None, "own"), ("2023-05-03", None)),
        (Interval("2023-01-01", "2023-12-31", "own"), ("2023-01-01", "2023-12-31")),
    ],
)
def test_own_evidence_is_never_overwritten(own: Interval, bounded: tuple[str | None, str | None]) -> None:
    asked = reading("a", claim("a", STEEL), published=own)
    when = weakly(asked, reading("b", claim("b", STEEL, "2023-05-02")))["a"]
    assert when and (when.earliest, when.latest) == bounded
    assert when.basis.startswith("own") and ("weak evidence" in when.basis) is (bounded != (own.earliest, own.latest))


def test_an_event_that_another_page_dates() -> None:
    closed = Relation("town", "CONSULT", "mayor", 0, 5)
    one = msgspec.structs.replace(claim("a", "The town closed the bridge."), relations=(closed,))
    day = Interval("2023-05-01", "2023-05-01", "the words say '1 May 2023'")
    other = msgspec.structs.replace(claim("b", "On 1 May 2023 the town closed the bridge."), about=day)
    found = Comparison(claims=(one, other), links=(Link(one.id, other.id, "same", 0.9, "the same"),))
    (when,) = [
        r.published
        for r in across(
            [Page("a", "a.txt", ""), Page("b", "b.txt", "")], [reading("a", one), reading("b", other)], found
        )
        if r.page == "a"
    ]
    assert when and when.earliest == "2023-05-01" and "b.txt dates what" in when.basis
