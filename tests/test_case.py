"""The library, as the README shows it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import sayso
from sayso.reader import Reader
from sayso.store import DuckStore


def pages(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def case(ferry: Path, reader: Reader) -> sayso.Case:
    """The example case, in memory."""
    case = sayso.Case(DuckStore(), reader)
    case.add(*pages(ferry))
    return case


def test_a_pile_of_pages_becomes_a_case(case: sayso.Case, ferry: Path) -> None:
    assert len(case.pages()) == len(pages(ferry))
    assert case.failed() == ()
    assert len(case.claims()) > 50
    assert case.actors()


def test_every_claim_shows_exact_words_of_its_page(case: sayso.Case) -> None:
    text = {page.id: page.text for page in case.pages()}
    for claim in case.claims():
        pieces = [text[claim.page][span.start : span.end] for span in claim.content]
        assert all(piece.strip() for piece in pieces)
        assert " ".join(claim.text.split()) == " ".join(" ".join(pieces).split()) or claim.text


def test_claims_are_found_by_speaker_whatever_the_name(case: sayso.Case) -> None:
    person = next(
        claim.speaker for claim in case.claims() if claim.speaker.kind == "person" and " " in claim.speaker.name
    )
    by_name = case.claims(speaker=person.name)
    assert by_name
    assert set(by_name) <= set(case.claims(speaker=person.name.split()[-1]))
    assert set(by_name) <= set(case.claims(speaker=person.actor or ""))


def test_claims_since_a_day_leave_out_what_cannot_be_placed(case: sayso.Case) -> None:
    assert case.claims(since="9999-01-01") == ()
    dated = case.claims(since="1900-01-01")
    assert 0 < len(dated) <= len(case.claims())


def test_the_timeline_runs_forward(case: sayso.Case) -> None:
    days = [moment.when.earliest for moment in case.timeline() if moment.when and moment.when.earliest]
    assert days == sorted(days)
    assert len(case.timeline()) == len(case.claims())


def test_a_page_is_shown_with_its_reading_and_claims(case: sayso.Case) -> None:
    first = case.pages()[0]
    view = case.page(first.location)
    assert view == case.page(first.id)
    assert view.reading.page == first.id
    assert all(claim.page == first.id for claim in view.claims)
    with pytest.raises(KeyError, match="no such page"):
        case.page("nowhere")


def test_every_id_that_is_pointed_at_exists(case: sayso.Case) -> None:
    told = json.loads(case.export("json"))
    actors = {actor["id"] for actor in told["actors"]}
    claims = {claim["id"]: claim for claim in told["claims"]}
    everyone = {c["speaker"]["actor"] for c in claims.values()} | {
        v["actor"] for c in claims.values() for v in c["via"]
    }
    everyone |= {side for c in claims.values() for r in c["relations"] for side in (r["actor"], r["recipient"])}
    assert everyone - {None} <= actors
    assert {a["speaks_for"] for a in told["actors"]} - {None} <= actors
    assert {end for link in told["links"] for end in (link["a"], link["b"])} <= set(claims)
    assert {c for d in told["disputes"] for side in d["sides"] for c in side["claims"]} <= set(claims)
    assert sorted(c for origin in told["origins"] for c in origin["claims"]) == sorted(claims)
    assert {c["inside"] for c in claims.values()} - {None} <= set(claims)


def test_the_same_pages_in_any_order_give_the_same_bytes(case: sayso.Case, ferry: Path, reader: Reader) -> None:
    shuffled = pages(ferry)
    random.Random(7).shuffle(shuffled)
    again = sayso.Case(DuckStore(), reader)
    for path in shuffled:
        again.add(path)  # one by one, and in another order
    assert again.export("json") == case.export("json")


def test_comparing_again_reads_nothing_again(ferry: Path, tmp_path: Path, reader: Reader) -> None:
    class NeverReads(Reader):
        def __init__(self) -> None:
            raise AssertionError("read again")

    path = tmp_path / "case.duckdb"
    with sayso.Case(DuckStore(path), reader) as first:
        first.add(*pages(ferry)[:2])
        told = first.export("json")
    with sayso.open_case(path) as again:
        again._store._db.execute("DELETE FROM comparisons")  # type: ignore[attr-defined]
        assert again.export("json") == told
        assert again.add(*pages(ferry)[:2]).known == 2


def test_a_changed_page_takes_the_place_of_its_earlier_version(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "story.txt"
    case = sayso.Case(DuckStore(), reader)
    path.write_text("The mayor said the bridge was safe.\n", "utf-8")
    case.add(path)
    path.write_text("The mayor said the bridge was closed for good.\n", "utf-8")
    case.add(path)
    (page,) = case.pages()
    assert "closed" in page.text
    assert all("safe" not in claim.text for claim in case.claims())


def test_a_reader_needs_no_case(reader: Reader) -> None:
    text = "“We never saw the ship,” Captain Ines Moll said on Friday.\n"
    reading = reader.read(sayso.Page(id="p1", location="here", text=text))
    (claim,) = [claim for claim in reading.claims if claim.manner == "direct"]
    assert claim.speaker.name == "Ines Moll"
    assert text[claim.content[0].start : claim.content[0].end].strip("“,”") == "We never saw the ship"


def test_an_unknown_export_is_refused(case: sayso.Case) -> None:
    with pytest.raises(ValueError, match="json"):
        case.export("docx")


def test_the_public_names_are_all_there() -> None:
    for name in sayso.__all__:
        assert getattr(sayso, name).__doc__, name
    with pytest.raises(AttributeError):
        _ = sayso.nothing_of_the_kind
