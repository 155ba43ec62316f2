"""Whatever a crawler brings: every page is read or reported by name, and the rest goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.ids import identifier
from sayso.model import Page, Reading
from sayso.reader import Reader
from sayso.store import DuckStore

GOOD = "The mayor said on Monday that the bridge was safe. Engineers denied it, saying it could fall within a year.\n"

PLAIN = "The bridge was built of steel and stone over four summers, and carries two lanes and a footpath. " * 5

WORDS = st.sampled_from(
    [  # what pages are made of, and what breaks them
     "said", "“", "”", "‘", "’", '"', "'", "«", "»", "(", ")", "[", "The Taliban", "Ms Quill", "told", "according to",
     "the", "ministry", "denied", ",", ".", ":", "-", "—", "||", "\n", "\r\n", "\n\n", " ", "20/7", "07.11.2021",
     "46 people", "on Tuesday", "Also read:", "он сказал", "कहा", "说", "قال", "\u200b", "\u202e", "\x00", "<b>"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=300))


def page(text: str) -> Page:
    return Page(id=identifier("p", text), location="any.txt", text=text)


def check(one: Page, reading: Reading) -> None:
    """Blocks cover the page without gap or overlap; every offset lies in the text; ids are told apart."""
    size = len(one.text)
    at = 0
    for block in reading.blocks:
        assert block.start == at < block.end
        at = block.end
    assert at == size
    for span in (*reading.marks, *(m for a in reading.actors for m in a.mentions), *reading.expressions):
        assert 0 <= span.start < span.end <= size
    for claim in reading.claims:
        assert claim.content
        pieces = (*claim.content, *claim.cue, *claim.source, *claim.via, *claim.relations, *claim.quantities)
        assert all(0 <= piece.start < piece.end <= size for piece in pieces)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text_is_read_with_every_offset_inside_it(reader: Reader, text: str) -> None:
    one = page(text)
    check(one, reader.read(one))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one-line.txt", (GOOD.strip() + " " + PLAIN).encode() * 8_000),
        ("one-word.txt", b"a" * 5_000_000),
        ("quote-marks.txt", "“”‘’\"'«»„".encode() * 20_000),
        ("open-quotes.txt", ("“The mayor said " * 1_000).encode()),
        ("brackets.txt", b"((((" * 20_000),
        ("white.txt", b" \n\t" * 20_000),
        ("nul.txt", b"\x00" * 1000),
        ("empty.txt", b""),
        ("random.txt", bytes(range(256)) * 400),
        ("nested.html", b"<html><body>" + b"<div>" * 30_000 + GOOD.encode() + b"</div>" * 30_000),
        ("unclosed.html", b"<p>" * 5_000 + b"<a href='" * 5_000 + GOOD.encode()),
        ("empty.html", b"<html></html>"),
        ("broken.jsonl", b'{"text": "' + GOOD.strip().encode() + b'"}\n{"text": \n[1, 2]\n{"url": "x"}\n'),
        ("broken.jsonl.gz", gzip.compress(json.dumps({"text": GOOD}).encode() * 3)[:-9]),
        ("surrogate.jsonl", b'{"text": "\\ud800 she said"}\n'),
    ],
)
def test_a_hostile_file_is_read_or_named_and_the_rest_goes_on(
    name: str, data: bytes, tmp_path: Path, reader: Reader
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    case = sayso.Case(DuckStore(), reader)
    case.add(tmp_path)
    good = next(p for p in case.pages() if p.location.endswith("good.txt"))
    assert any(claim.page == good.id for claim in case.claims())
    heard_of = [p.location for p in case.pages()] + [failure.location for failure in case.failed()]
    assert any(name in location for location in heard_of)
    for one, reading in zip(case.snapshot.pages, case.snapshot.readings, strict=True):
        check(one, reading)
    case.export("json")
    case.report(tmp_path / "report.html")
