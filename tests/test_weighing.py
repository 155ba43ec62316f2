"""What the network sees in a pair, weighed with what it sees beside it."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.compare.features import Pair
from sayso.compare.noticing import turned_down
from sayso.compare.statement import Statement, Verdict
from sayso.compare.views import views
from sayso.compare.weighing import FEATURES, Found, Weighed, backed, bears, clashing, features, refused, weigh

SHUT, TWICE, OPEN, STRANGER = views([
    Statement("the gate had been shut since Monday"), Statement("nobody got through the gate all week"),
    Statement("lorries passed the gate every day"), Statement("the guards were paid late again"),
])  # fmt: skip


def found(a: int, b: int, against: float, agreeing: float, matter: float = 0.7) -> Found:
    texts = (SHUT, TWICE, OPEN, STRANGER)
    verdict = Verdict("unclear", 0.4, "", against=against, agreeing=agreeing)
    return Found(
        Pair(texts[a], texts[b], 0.5, matter), verdict, (str(a), str(b)), (str(a), str(b)), (str(a), str(b)), 0
    )


def test_each_pair_has_its_features_and_exchanging_the_claims_changes_nothing() -> None:
    one, turned = found(0, 2, 0.8, 0.05), found(2, 0, 0.8, 0.05)
    rows, other = features({(0, 2): one}), features({(2, 0): turned})
    assert len(rows[0, 2]) == len(FEATURES)
    assert rows[0, 2] == pytest.approx(other[2, 0])
    assert np.isfinite(rows[0, 2]).all()


def test_a_claim_that_says_the_same_and_clashes_too_makes_it_surer() -> None:
    alone = {(0, 2): found(0, 2, 0.7, 0.05), (0, 1): found(0, 1, 0.01, 0.9)}
    backing = alone | {(1, 2): found(1, 2, 0.8, 0.02)}
    doubting = alone | {(1, 2): found(1, 2, 0.01, 0.8)}
    assert weigh(backing)[0, 2].against > weigh(doubting)[0, 2].against


def test_a_claim_that_clashes_with_everything_is_trusted_less() -> None:
    once = {(0, 2): found(0, 2, 0.7, 0.05)}
    always = once | {(0, 1): found(0, 1, 0.7, 0.05), (0, 3): found(0, 3, 0.7, 0.05)}
    assert weigh(always)[0, 2].against < weigh(once)[0, 2].against


def test_what_was_not_read_is_not_weighed() -> None:
    assert weigh({(0, 3): found(0, 3, 0.0, 0.0)}) == {}
    assert weigh({}) == {}


def test_what_may_be_shown() -> None:
    pair = Pair(SHUT, OPEN, 0.5, 0.7)
    assert clashing(pair, Weighed(0.99, 0.0)) and not clashing(pair, Weighed(0.2, 0.0))
    assert backed(pair, Weighed(0.0, 0.99)) and not backed(pair, Weighed(0.0, 0.2))
    assert not refused(pair, Weighed(0.99, 0.0))  # nobody denies
    [denial] = views([Statement("having opened the gate to anybody", "Ada Lorn", None, "deny")])
    assert refused(Pair(denial, OPEN, 0.5, 0.7), Weighed(0.99, 0.0))


def test_numbers_may_clash_but_for_counts_that_grow() -> None:
    early, late, nine, more = views([
        Statement("The last train left the station at 3.20"), Statement("The last train left the station at 5.45"),
        Statement("Nine people were killed in the fire"), Statement("The death toll of the fire has risen to 14"),
    ])  # fmt: skip
    assert clashing(Pair(early, late, 0.8, 0.8), Weighed(0.99, 0.0))
    assert not clashing(Pair(nine, more, 0.8, 0.8), Weighed(0.99, 0.0))


def test_numbers_that_fit_are_no_clash_however_they_are_written() -> None:
    least, exact, other = views([
        Statement("It had lost more than $915 million by May"), Statement("It had lost $916 million by May"),
        Statement("It had lost $700 million by May"),
    ])  # fmt: skip
    assert not clashing(Pair(least, exact, 0.8, 0.8), Weighed(0.99, 0.0))
    assert clashing(Pair(least, other, 0.8, 0.8), Weighed(0.99, 0.0))


def test_a_wish_that_is_turned_down_denies_no_fact() -> None:
    untold, wish, claim = views([
        Statement("what the mayor said about the bridge", "Ada Lorn", None, "deny"),
        Statement("a request to reopen the bridge", "Ada Lorn", None, "deny"),
        Statement("the claim that the bridge is unsafe", "Ada Lorn", None, "deny"),
    ])  # fmt: skip
    assert turned_down(wish) and turned_down(untold) and not turned_down(claim)


def test_what_two_voices_say_elsewhere_and_what_claims_say_in_other_parts_is_seen() -> None:
    columns = [FEATURES.index(name) for name in ("feud", "elsewhere against")]
    pair, other, part = found(0, 2, 0.7, 0.05), found(1, 3, 0.9, 0.05), found(1, 2, 0.8, 0.05)
    alone = features({(0, 2): pair})[0, 2]
    assert [alone[c] for c in columns] == [0.0, 0.0]
    feud = features({(0, 2): pair, (1, 3): other._replace(voices=pair.voices)})[0, 2]
    parts = features({(0, 2): pair, (1, 2): part._replace(claims=pair.claims)})[0, 2]
    assert feud[columns[0]] > 0.0 and parts[columns[1]] == pytest.approx(0.8)


def test_an_agreement_in_words_is_borne_out_where_the_network_read_the_pair() -> None:
    read, unread = Verdict("supports", 0.7, "", against=0.1, agreeing=0.2), Verdict("supports", 0.7, "")
    assert bears(read, Weighed(0.1, 0.6)) and not bears(read, Weighed(0.1, 0.1))
    assert bears(unread, Weighed(0.0, 0.0))
