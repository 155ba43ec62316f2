"""Finding what stands near gives what going through everything would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution.draft import Draft, overlap
from sayso.attribution.near import Nearby
from sayso.model import Span

SPANS = st.tuples(st.integers(0, 3000), st.integers(1, 700)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def draft(*spans: Span) -> Draft:
    return Draft((), (), spans)


@given(st.lists(SPANS, max_size=30), SPANS)
def test_what_touches_a_stretch_is_found_in_the_order_given(spans: list[Span], asked: Span) -> None:
    drafts = [draft(span) for span in spans]
    near = Nearby((d, d.content) for d in drafts).near((asked,))
    touching = [d for d in drafts if overlap((asked,), d.content)]
    assert [d for d in near if overlap((asked,), d.content)] == touching


def test_a_thing_that_moves_keeps_its_rank_and_one_that_is_dropped_is_gone() -> None:
    first, second = draft(Span(0, 10)), draft(Span(5, 20))
    told = Nearby((d, d.content) for d in (first, second))
    told.add(first, (Span(5000, 5010),))
    assert told.near((Span(5005, 5006),)) == [first]
    assert told.near((Span(8, 9),)) == [first, second]
    told.drop(first)
    assert told.near((Span(8, 9),)) == [second] and told.near((Span(5005, 5006),)) == []
