"""Which claims speak to one question, and which of them the network reads side by side."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from sayso.compare import worth
from sayso.compare.encoder import embedded, vectors
from sayso.compare.features import Pair
from sayso.compare.noticing import denied, others_told, spoken
from sayso.compare.statement import Statement
from sayso.compare.units import alone
from sayso.compare.views import View, views
from sayso.model import Claim, Referent, Span, Speaker

CLOSED = "The bridge had been closed for repairs since Monday"
CROSSING = "Lorries were crossing the river all week without trouble"
STRANGER = "Guards were paid late again in May"


def view(text: str, speaker: str | None = None, force: str = "assert") -> View:
    return views([Statement(text, speaker, None, force)])[0]


def test_two_answers_to_one_question_are_nearer_in_matter_than_in_meaning() -> None:
    both = embedded([CLOSED, CROSSING, STRANGER])
    assert both.shape == (3, 2, 384)
    assert np.linalg.norm(both, axis=2) == pytest.approx(np.ones((3, 2)), abs=1e-5)
    meaning, matter = (both[:, k] @ both[:, k].T for k in (0, 1))
    assert meaning[0, 1] < 0.3 < 0.5 < matter[0, 1]
    assert matter[0, 1] > max(matter[0, 2], matter[1, 2])
    assert (vectors([CLOSED, CROSSING]) == both[:2, 0]).all()
    assert embedded([]).shape == (0, 2, 384)


def test_the_network_reads_what_is_nearest_in_matter_and_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    one = view(CLOSED)
    pairs = [Pair(one, view(CROSSING), 0.3, matter) for matter in (0.55, 0.9, 0.4, 0.7)]
    assert worth.nearest(pairs) == {0, 1, 3}
    monkeypatch.setattr(worth, "READ", 2)
    assert worth.nearest(pairs) == {1, 3}


def test_numbers_are_read_and_what_is_told_of_others_is_not() -> None:
    assert worth.readable(Pair(view("40 lorries crossed"), view("65 lorries crossed"), 0.8, 0.9))
    assert not worth.readable(Pair(view("40 lorries crossed"), view("65 lorries crossed"), 0.8, 0.1))
    others = view("The Kifem company shut the port of Dosk."), view("The Krerun company shut the mine.")
    assert not worth.readable(Pair(*others, 0.8, 0.9))


def test_the_same_told_of_others_is_another_matter() -> None:
    assert others_told(view("The Kifem company shut the port of Dosk."), view("The Krerun company shut the mine."))
    assert not others_told(view("The Kifem company closed the harbour."), view("The Kifem company opened the harbour."))
    assert not others_told(view("Kifem closed the harbour."), view("Ships of Tessel came in all night."))


def test_who_speaks_of_himself_and_who_denies_is_told_to_the_network() -> None:
    assert spoken(view("I gave no such order", "Ada Lorn")) == "Ada Lorn: I gave no such order"
    assert spoken(view("the order was a forgery", "Ada Lorn")) == "the order was a forgery"
    assert spoken(view("having given the order", "Ada Lorn", "deny")) == "Ada Lorn denies having given the order"
    assert not denied(view("she never gave the order", "Ada Lorn", "deny"))  # its words deny already


def test_the_network_reads_a_sentence_with_what_it_points_to_put_in() -> None:
    text = "It was dark. Its lamps were out … She saw nothing"
    pieces = (Span(10, 41), Span(50, 65))
    page = (Referent(10, 12, "the cove"), Referent(23, 26, "the Heron’s"), Referent(50, 53, "Ada Lorn"))
    claim = Claim("c1", "p1", "indirect", "assert", pieces, text, Speaker("Ada Lorn", "person"), referents=page)
    assert alone(claim, 0, "It was dark.") == "the cove was dark."
    assert alone(claim, 13, "Its lamps were out") == "the Heron’s lamps were out"
    assert alone(claim, 34, "She saw nothing") == "Ada Lorn saw nothing"
    assert alone(msgspec.structs.replace(claim, referents=()), 0, "It was dark.") == ""
