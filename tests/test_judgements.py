"""An analyst's word: anchored in words of a page, applied after every re-run, never mixed with what sayso concludes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.compare.judgements import anchored_claim, judged_actors, judged_links
from sayso.model import Actor, Anchor, Claim, Judgement, Link, Mention, Span, Speaker


def claim(name: str, start: int, end: int) -> Claim:
    return Claim(name, "p1", "indirect", "assert", (Span(start, end),), "…", Speaker("Ada", "person"))


def judgement(kind: str, *places: tuple[str, int, int]) -> Judgement:
    anchors = tuple(Anchor(page, start, end, "…") for page, start, end in places)
    return Judgement("j1", kind, anchors, by="ines", at="2031-05-01T10:00:00+00:00", note="I asked")  # type: ignore[arg-type]


def actor(name: str, *places: tuple[str, int, int], of: str = "a") -> Actor:
    return Actor(of + name, name, "person", mentions=tuple(Mention(*place) for place in places))


def test_a_claim_is_found_again_when_its_borders_moved() -> None:
    claims = [claim("c1", 0, 40), claim("c2", 50, 100)]
    assert anchored_claim(claims, Anchor("p1", 52, 98, "…")) == claims[1]
    assert anchored_claim(claims, Anchor("p1", 30, 60, "…")) is None
    assert anchored_claim(claims, Anchor("p2", 0, 40, "…")) is None


def test_a_pair_that_was_judged_is_linked_as_judged() -> None:
    claims = [claim("c1", 0, 40), claim("c2", 50, 100)]
    found = [Link("c1", "c2", "contradicts", 0.9, "numbers differ")]
    places = ("p1", 0, 40), ("p1", 50, 100)
    assert judged_links(found, claims, [judgement("unrelated", *places)]) == ()
    (same,) = judged_links(found, claims, [judgement("same", *places)])
    assert (same.kind, same.why) == ("same", "judged same by ines on 2031-05-01: I asked")


def test_two_actors_judged_the_same_are_one_and_say_who_said_so() -> None:
    orlo, orlov = actor("Orlo", ("p1", 0, 4)), actor("Orlov", ("p2", 0, 5), ("p3", 0, 5))
    places = ("p1", 0, 4), ("p2", 0, 5)
    (one,), where = judged_actors([orlo, orlov], {"x": orlo.id, "y": orlov.id}, [], [judgement("same-actor", *places)])
    assert (one.name, one.aliases, len(one.mentions)) == ("Orlov", ("Orlo",), 3)
    assert where == {"x": orlov.id, "y": orlov.id}
    assert "ines" in one.why[0]


def test_two_actors_judged_different_are_parted() -> None:
    parts = [actor("Clinton", ("p1", 0, 7), of="x"), actor("Bill Clinton", ("p2", 0, 12), of="x")]
    whole = Actor("aC", "Bill Clinton", "person", ("Clinton",), mentions=(*parts[0].mentions, *parts[1].mentions))
    places = ("p2", 0, 12), ("p1", 0, 7)
    actors, where = judged_actors(
        [whole], {part.id: "aC" for part in parts}, parts, [judgement("different-actors", *places)]
    )
    assert sorted((a.name, a.aliases) for a in actors) == [("Bill Clinton", ()), ("Clinton", ())]
    assert where["xBill Clinton"] == "aC" != where["xClinton"]


def test_a_judgement_outlives_a_re_run_and_can_be_taken_back(tmp_path: Path) -> None:
    page, path = tmp_path / "bridge.txt", tmp_path / "case.duckdb"
    page.write_text("The mayor said the bridge was safe.\n\n“It will fall,” engineer Ada Quill said.\n", "utf-8")

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == 0, result.stderr
        return result.stdout

    run("add", str(path), str(page))
    claims = json.loads(run("claims", str(path), "--json"))
    told = run("judge", str(path), "misread", claims[0]["id"], "--by", "ines", "--note", "he did not")
    assert "misread" in told
    page.write_text(page.read_text("utf-8") + "\nThe council said nothing more would be done.\n", "utf-8")
    run("add", str(path), str(page))  # a new version of the page: other ids, same words
    with sayso.open_case(path) as case:
        assert all(claim.text != claims[0]["text"] for claim in case.claims())
        (kept,) = case.judgements()
        assert (kept.by, kept.note) == ("ines", "he did not")
        case.undo(kept.id)
        assert case.judgements() == ()
        assert any(claim.text == claims[0]["text"] for claim in case.claims())
        with pytest.raises(KeyError, match="no such judgement"):
            case.undo(kept.id)
        with pytest.raises(ValueError, match="no such claim"):
            case.judge("misread", "c0", by="ines")
        with pytest.raises(ValueError, match="A to F"):
            case.judge("source", case.actors()[0].id, by="ines", value="9")
