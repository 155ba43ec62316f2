"""Bytes in, pages out: what can be read is read as it is, what cannot is named with the reason."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ingest import collect
from sayso.ingest.decode import NotText, decode
from sayso.ingest.html import read as read_html
from sayso.model import Failure, Page

SOON = 10.0  # seconds in which any hostile file must be done with

ARTICLE = """<!doctype html><html lang="en"><head><title>Bridge closed | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Mira Holt">
<link rel="canonical" href="https://harbour.example/bridge">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-04T08:00:00Z"}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Bridge closed after storm</h1>
<p>The old bridge over the Lenne was closed on Thursday after a storm had torn away part of its railing, the town
council said in a statement.</p><h2>Repairs may take weeks</h2><figure><figcaption>The bridge in 2019</figcaption>
</figure><p>Repairs could take until June, said the mayor, who asked drivers to use the tunnel in the meantime and to
leave earlier than usual.</p><table><tr><td>Length</td><td>120 m</td></tr></table></article>
<footer>Copyright Harbour Post</footer><script>var hidden = "never shown";</script></body></html>"""


def pages(*paths: Path | str) -> list[Page | Failure]:
    return list(collect([str(path) for path in paths]))


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffFirst line\r\n\r\nSecond — “line”\t\n".encode())
    (page,) = pages(tmp_path / "a.txt")
    assert isinstance(page, Page)
    assert page.text == "\ufeffFirst line\r\n\r\nSecond — “line”\t\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_old_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    said = "Министр заявил, что переговоры завершены. Стороны договорились о перемирии на юге страны.\n" * 5
    (tmp_path / "a.txt").write_bytes(said.encode(encoding))
    (page,) = pages(tmp_path)
    assert isinstance(page, Page) and page.text == said


def test_folders_are_entered_hidden_files_passed_over_and_each_file_read_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden", "a/.git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"text of {name}")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = pages(tmp_path, tmp_path / "a", tmp_path / "b.txt", str(tmp_path / "*.txt"))
    assert [Path(page.location).name for page in found] == ["c.txt", "b.txt"]


def test_locations_are_relative_to_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("words")
    monkeypatch.chdir(tmp_path)
    assert [page.location for page in pages(tmp_path / "in")] == ["in/a.txt"]


def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 999)[:40])
    (tmp_path / "void").mkdir()
    whys = {
        Path(f.location).name: f.why for f in pages(tmp_path, "no/such/path", "*.nothing") if isinstance(f, Failure)
    }
    assert whys["empty.txt"] == "empty"
    assert whys["photo.jpg"] == "not text: an image"
    assert whys["noise.txt"].startswith("not text")
    assert whys["cut.jsonl.gz"] == "a broken gzip file"
    assert whys["path"] == "no such file or folder"
    assert whys["*.nothing"] == "nothing matches this pattern"
    assert [f.why for f in pages(tmp_path / "void") if isinstance(f, Failure)] == ["an empty folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_rights(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret")
    (tmp_path / "a.txt").chmod(0)
    assert [f.why for f in pages(tmp_path) if isinstance(f, Failure)] == ["no right to read it"]


def test_records_take_the_usual_names(tmp_path: Path) -> None:
    records = [
        {
            "content": "Two ships met.",
            "link": "https://a.example/1",
            "published": "2022-01-02",
            "source": {"name": "A"},
        },
        {"text": "No address here.", "title": "A title", "authors": ["B", "C"]},
        {"html": "<p>The ferry left the harbour on time, its owner said on Monday.</p>"},
        {"headline": "nothing more"},
    ]
    lines = [json.dumps(record) for record in records]
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines, "{broken", "[1]"]).encode()))
    first, second, third, *failed = pages(tmp_path)
    assert isinstance(first, Page) and (first.location, first.outlet) == ("https://a.example/1", "A")
    assert [(date.value, date.basis) for date in first.stated] == [("2022-01-02", "field 'published' of the record")]
    assert isinstance(second, Page) and second.location.endswith("r.jsonl.gz#2") and second.author == "B, C"
    assert isinstance(third, Page) and third.text.startswith("The ferry left")
    assert [(f.location[-2:], f.why) for f in failed if isinstance(f, Failure)] == [
        ("#4", "no text in this record: none of text, content, body, article, html"),
        ("#5", "not JSON"),
        ("#6", "not a JSON object"),
    ]


def test_html_keeps_everything_and_says_what_is_what() -> None:
    page = read_html(ARTICLE.encode(), "bridge.html")
    assert isinstance(page, Page)
    told = {page.text[hint.start : hint.end]: hint.kind for hint in page.hints}
    assert told["Home World"] == "chrome"
    assert told["Bridge closed after storm"] == "headline"
    assert told["Repairs may take weeks"] == "heading"
    assert told["The bridge in 2019"] == "caption"
    assert told["Copyright Harbour Post"] == "chrome"
    assert [text.split()[0] for text, kind in told.items() if kind == "body"] == ["The", "Repairs", "Length"]
    assert "never shown" not in page.text


def test_html_says_where_it_comes_from() -> None:
    page = read_html(ARTICLE.encode(), "bridge.html")
    assert isinstance(page, Page)
    assert (page.title, page.outlet, page.author) == ("Bridge closed after storm", "Harbour Post", "Mira Holt")
    assert (page.url, page.language) == ("https://harbour.example/bridge", "en")
    assert [(d.value, d.basis) for d in page.stated] == [("2023-05-04T08:00:00Z", "published: JSON-LD datePublished")]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<table><tr><td>" * 20_000 + "deep",
        "<p>" + "word " * 1_000_000,
        "<a href=x>" * 50_000,
        "<" * 1_000_000,
        "<!--" + "-" * 1_000_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>Some words.",
        "<p>\ud800 &#xD800; &#0; &notanentity; <b><i></b></i>",
        "<html><body></body></html>",
        "",
    ],
    ids=["deep", "tables", "long", "links", "brackets", "comment", "json", "surrogates", "nothing", "empty"],
)
def test_hostile_html_is_read_or_named(markup: str) -> None:
    start = time.perf_counter()
    assert isinstance(read_html(markup, "x.html"), Page | Failure)
    assert time.perf_counter() - start < SOON


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mutated_html_never_crashes(data: st.DataObject) -> None:
    source = bytearray(ARTICLE.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    try:
        page = read_html(bytes(source), "x.html")
    except NotText:
        return
    if isinstance(page, Page):
        assert all(0 <= hint.start < hint.end <= len(page.text) for hint in page.hints)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_named(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except NotText as error:
        assert str(error).startswith("not text")


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lenne Post</title>
<item><title>Bridge &amp; tunnel closed</title><link>https://lenne.example/1</link>
<pubDate>Thu, 04 May 2023 08:00:00 GMT</pubDate>
<description>&lt;p&gt;The bridge was closed on Thursday, the council said.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item></channel></rss>"""


def test_an_entry_of_a_saved_feed_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    page, empty = pages(tmp_path / "feed.xml")
    assert isinstance(page, Page)
    assert page.text == "Bridge & tunnel closed\n\nThe bridge was closed on Thursday, the council said."
    assert (page.location, page.outlet, [hint.kind for hint in page.hints]) == (
        "https://lenne.example/1",
        "Lenne Post",
        ["headline", "body"],
    )
    assert page.stated[0].value.startswith("Thu, 04 May 2023")
    assert isinstance(empty, Failure) and empty.why == "an entry without text"


def test_a_feed_that_breaks_its_parser_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(stream: object) -> None:
        raise KeyError("links")

    monkeypatch.setattr("feedparser.parse", broken)
    (tmp_path / "feed.xml").write_text(FEED)
    assert [(Path(f.location).name, f.why) for f in pages(tmp_path) if isinstance(f, Failure)] == [
        ("feed.xml", "a broken feed")
    ]


def archive(*records: tuple[str, str, str, bytes]) -> bytes:
    """A WARC file: (address, status line, content type, body) for each response."""
    made = b""
    for number, (address, status, kind, body) in enumerate(records):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2023-05-04T08:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        made += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return made


def test_the_html_responses_of_a_web_archive_are_pages(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(
        archive(
            ("https://lenne.example/a", "200 OK", "text/html; charset=utf-8", ARTICLE.encode()),
            ("https://lenne.example/b.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://lenne.example/c", "404 Not Found", "text/html", b"<p>nothing here"),
            ("https://lenne.example/d", "200 OK", "text/html", b""),
            ("https://lenne.example/e", "301 Moved Permanently", "text/html", b"<p>moved"),
            ("https://lenne.example/f", "404 Not Found", "text/html", b"<p>nothing here"),
        )
    )
    page, empty, passed_over = pages(tmp_path)
    assert isinstance(page, Page) and page.location == "https://lenne.example/a" and page.outlet == "Harbour Post"
    assert empty == Failure("https://lenne.example/d", "no text in this HTML")
    assert isinstance(passed_over, Failure) and passed_over.location.endswith("crawl.warc.gz")
    assert passed_over.why == (
        "no pages, passed over: error response 404 (2, first https://lenne.example/c); "
        "redirect 301 (1, first https://lenne.example/e)"
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 900), noise=st.binary(min_size=1, max_size=8))
def test_a_broken_web_archive_is_named(tmp_path: Path, cut: int, noise: bytes) -> None:
    whole = archive(("https://lenne.example/a", "200 OK", "text/html", ARTICLE.encode()))
    (tmp_path / "crawl.warc.gz").write_bytes(whole[:cut] + noise + whole[cut + 8 :])
    assert all(isinstance(found, Page | Failure) for found in pages(tmp_path))
