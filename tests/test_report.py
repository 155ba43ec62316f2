"""The report: what it shows, that text from pages is data in it, and how it stands in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.console import Console, RenderableType

import chromium
from sayso.model import (
    Anchor,
    Block,
    Claim,
    Comparison,
    Interval,
    Judgement,
    Page,
    Reading,
    Relation,
    Snapshot,
    Span,
    Speaker,
)
from sayso.report import html, terminal
from sayso.report.marking import runs
from sayso.report.safe import one_line, shown
from sayso.report.wording import in_words
from sayso.report.words import words
from story import HERALD, HOSTILE, snapshot

VERDICTS = re.compile(
    r"\b(true|false|fake|lies?|liar|debunk\w*|misinformation|disinformation|verified|correct)\b", re.I
)


class Parsed(HTMLParser):
    """Tags with their attributes, the text that shows, and of that the text of pages without the claims' numbers."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.pages = ""
        self._inside: list[str] = []
        self.feed(report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self._inside.append("page" if (dict(attrs).get("class") or "").startswith("b ") else tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._inside):
            self.text += data
        if "page" in self._inside and "sup" not in self._inside:
            self.pages += data

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@pytest.fixture(scope="module")
def report() -> str:
    return html(snapshot())


@pytest.fixture(scope="module")
def parsed(report: str) -> Parsed:
    return Parsed(report)


# -- what it shows


def test_disputes_come_first_with_their_sides_counted_in_origins(parsed: Parsed) -> None:
    sections = [attrs["id"] for tag, attrs in parsed.tags if tag == "section" and "aria-labelledby" in attrs]
    assert sections[:2] == ["read", "disputes"]
    text = " ".join(parsed.text.split())
    assert "Did someone open a gate of the Orsa dam?" in text
    assert "A 2 origins in 3 pages" in text, "a retelling is a page more, not an origin more"
    assert "the same origin, told 1 more time" in text
    assert "“opened gate four by hand” against “Nobody … touched the gates”" in text


def test_a_card_says_who_through_whom_when_and_where(report: str) -> None:
    html_of_card = report[report.index('<article class="card" id="c-cHand"') :].partition("</article>")[0]
    card = Parsed(html_of_card + "</article>")
    text = " ".join(card.text.split())
    chain = re.search(r"<ol class=.chain.*?</ol>", html_of_card)
    assert "Two workers at the Orsa dam anonymous" in text
    assert chain and re.findall(r"<bdi>(.*?)</bdi>", chain[0]) == [
        "Morning Courier",
        "Delta Agency",
        "Two workers at the Orsa dam",
    ]
    assert 'a shift leader "opened gate four by hand" after a call from the company\'s head office' in text
    assert "told on a page of 5–6 March 2019" in text and "the weekday 'Tuesday' and the flood on Sunday" in text
    assert "#t-cHand" in card.values("href")


def test_every_link_inside_the_report_leads_somewhere(parsed: Parsed) -> None:
    ids = parsed.values("id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    missing = {href for href in parsed.values("href") if href.startswith("#") and href[1:] not in set(ids)}
    assert not missing


def test_what_failed_and_what_was_read_in_part_is_named(parsed: Parsed) -> None:
    assert "1 thing could not be read" in parsed.text and "broken␛.bin" in parsed.text
    assert "1 page read only in part" in parsed.text


def test_what_people_judged_stands_apart_and_grades_show_on_cards() -> None:
    case = snapshot()
    herald = case.pages[1]
    words_of_holt, name = HERALD.index("Nobody at"), HERALD.index("Mira Holt")
    at = "2019-03-09T10:00:00Z"
    item = Anchor(herald.id, words_of_holt, words_of_holt + 35, "Nobody at the dam touched the gates", herald.location)
    source = Anchor(herald.id, name, name + 9, "Mira Holt", herald.location)
    judged = (Judgement("j1", "source", (source,), "ann", at, "B"), Judgement("j2", "item", (item,), "ann", at, "2"))
    parsed = Parsed(html(replace(case, judgements=judged)))
    text = " ".join(parsed.text.split())
    assert "Mira Holt, a spokeswoman for Northern Water graded B2 denies" in text
    assert "Judged by people" in text and "source B Mira Holt" in text
    assert "Judged by people" not in Parsed(html(case)).text


def test_nothing_is_asked_of_a_network(parsed: Parsed) -> None:
    assert not [name for tag in parsed.values("src") for name in tag]
    outside = [attrs for _, attrs in parsed.tags if not (attrs.get("href") or "#").startswith("#")]
    assert all("noreferrer" in (attrs.get("rel") or "") for attrs in outside)
    assert {tag for tag, _ in parsed.tags}.isdisjoint({"img", "link", "iframe", "object", "embed", "base"})


def test_the_report_gives_no_verdict() -> None:
    empty = Parsed(html(Snapshot((), (), Comparison())))
    assert "No two claims" in empty.text
    assert not VERDICTS.findall(empty.text)


def test_the_same_case_gives_the_same_file(report: str) -> None:
    assert html(snapshot()) == report


def test_an_address_that_is_not_of_the_web_is_not_a_link() -> None:
    page = Page("p1", "a.txt", "Nothing.", url="javascript:alert(1)")
    parsed = Parsed(html(Snapshot((page,), (Reading("p1", ()),), Comparison())))
    assert not [href for href in parsed.values("href") if "javascript" in href]


# -- text from pages is data


def test_a_page_cannot_add_an_element(parsed: Parsed) -> None:
    assert [tag for tag, _ in parsed.tags].count("script") == 1
    assert not [name for _, attrs in parsed.tags for name in attrs if name.startswith("on") or name == "style"]
    assert "<b>Bold</b> claims & more." in parsed.text
    assert "{{ 7*7 }} {% raise %}" in parsed.text


def test_controls_and_overrides_are_shown_not_obeyed(report: str) -> None:
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", report)
    report.encode("utf-8")
    assert "the ⟦U+202E⟧gates⟦U+202C⟧ held" in report


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", "⟦U+009B⟧31m"),
        ("\ud800", "⟦U+D800⟧"),
        ("سلام\u200cها", "سلام\u200cها"),
    ],
)
def test_shown(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_any_text_with_any_claims_gives_a_report_that_shows_it(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(min(start, len(text)), min(start + length, len(text))) for start, length in places]
    told = Relation(text[:5], "ASSAULT", text[5:9], 0, 1)
    claims = tuple(
        Claim(f"c{n}", "p1", "direct", "assert", (span,), "", Speaker(text[:9], "person"), relations=(told,))
        for n, span in enumerate(spans)
    )
    page = Page("p1", text, text, url=text)
    case = Snapshot((page,), (Reading("p1", (Block(0, len(text), "body"),)),), Comparison(claims=claims))
    report = html(case)
    report.encode()
    parsed = Parsed(report)
    ids = parsed.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in parsed.values("href") if href.startswith("#")} <= set(ids)
    assert parsed.pages == (shown(text) if text.strip() else "")


# -- words, places, dates


def test_a_page_in_pieces_is_the_page_whatever_nests_overlaps_or_falls_apart() -> None:
    text = "0123456789" * 3

    def claim(name: str, *spans: tuple[int, int]) -> Claim:
        return Claim(name, "p", "direct", "assert", tuple(Span(*s) for s in spans), "", Speaker("A", "person"))

    claims = [
        claim("outer", (0, 20)),
        claim("inner", (5, 8)),
        claim("across", (15, 25)),
        claim("parts", (2, 3), (27, 29)),
    ]
    reading = Reading("p", (Block(0, 10, "body"), Block(10, 30, "caption")))
    pieces = [piece for run in runs(reading, claims, 30, (12,)) for piece in run.pieces]
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert {p.start for p in pieces} >= {0, 2, 5, 10, 12, 15, 25, 27}
    assert next(p for p in pieces if p.start == 5).claims == (1, 2), "the innermost last"
    assert sorted(number for p in pieces for number in p.opens) == [1, 2, 3, 4], "each claim opens once"
    assert next(p for p in pieces if p.start == 27).claims == (4,)


def test_words_stand_in_their_sentence_with_the_deciding_ones_set_off() -> None:
    text = "It rained. Mira Holt denied that any gate was opened. Nobody asked."
    start = text.index("any gate")
    head, rest = words(text, [Span(start, start + 19)], [Span(start + 9, start + 19)])
    assert head == (("Mira Holt denied that ", "around"), ("any gate ", "said"), ("was opened", "key"), (".", "around"))
    assert rest == ()


def test_long_words_are_folded_not_lost() -> None:
    text = "word " * 1000
    head, rest = words(text, [Span(0, 4999)])
    assert "".join(part for part, _ in (*head, *rest)) == text
    assert len("".join(part for part, _ in head)) <= 600


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-07-20", "2021-07-20", "20 July 2021"),
        ("2021-07-20", "2021-07-27", "20–27 July 2021"),
        ("2021-02-01", "2021-02-28", "February 2021"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-06-30", "2021-07-02", "30 June – 2 July 2021"),
        ("2021-08-31", None, "31 August 2021 or later"),
        (None, "2021-08-31", "31 August 2021 or earlier"),
        ("soon", None, "soon"),
    ],
)
def test_dates_in_words(first: str | None, last: str | None, said: str) -> None:
    assert in_words(Interval(first, last, "")) == said


# -- in the terminal


def printed(view: RenderableType) -> str:
    console = Console(file=StringIO(), width=160, color_system=None)
    console.print(view)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_terminal_views() -> None:
    case = snapshot()
    assert "Delta Agency" in printed(terminal.claims_table(case, case.comparison.claims))
    assert "A  2 origins in 3 pages" in printed(terminal.disputes_view(case))
    assert "2 claims on 2 pages" in printed(terminal.origins_table(case))
    assert "Northern Water" in printed(terminal.actors_table(case))
    assert "broken␛.bin" in printed(terminal.failed_table(case))
    assert "No judgements" in printed(terminal.judgements_table(case))


def test_a_page_in_the_terminal_cannot_steer_it() -> None:
    case = snapshot()
    page = printed(terminal.page_view(case, case.pages[-1].id))
    assert "\x1b" not in page and "\x00" not in page
    assert '"[1]the ⟦U+202E⟧gates' in page
    markup = Page("p1", "[red]x[/red]", "[bold]not markup[/bold] [/]")
    alone = Snapshot((markup,), (Reading("p1", ()),), Comparison())
    assert "[bold]not markup[/bold] [/]" in printed(terminal.page_view(alone, "p1"))


# -- in a browser


@pytest.fixture(scope="module")
def browser(report: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[chromium.Chromium, Path]]:
    if not chromium.found():
        pytest.skip("no Chromium is installed: the report is not looked at")
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report, "utf-8")
    with chromium.Chromium() as tab:
        yield tab, path


def test_in_a_browser_nothing_of_a_page_runs_and_nothing_is_fetched(browser: tuple[chromium.Chromium, Path]) -> None:
    tab, path = browser
    tab.open(path, 1280)
    assert tab.run("document.title").startswith("On whose say-so?")
    assert tab.requests == [path.as_uri()]
    assert tab.messages == [], "a script failed, or the policy had to refuse something"
    said = tab.run("document.querySelector('.page:last-of-type .text').textContent")
    assert one_line(HOSTILE) == " ".join(re.sub(r"(?<=\")1(?=the)", "", said).split())


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_no_width_scrolls_sideways(browser: tuple[chromium.Chromium, Path], width: int) -> None:
    tab, path = browser
    tab.open(path, width)
    tab.run("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert tab.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_its_ground(browser: tuple[chromium.Chromium, Path], dark: bool) -> None:
    """WCAG 2.2, contrast (minimum), level AA: 4.5 to 1, for large text 3 to 1."""
    tab, path = browser
    tab.open(path, 1280, dark=dark)
    tab.run("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert tab.run(Path(__file__).with_name("contrast.js").read_text()) == "{}"


def test_a_link_to_the_text_opens_its_page_and_marks_the_words(browser: tuple[chromium.Chromium, Path]) -> None:
    tab, path = browser
    tab.open(path, 1280)
    tab.run("document.querySelector('.dispute .card a[href=\"#t-cHand\"]').click()")
    tab.run("new Promise(done => setTimeout(done, 50))")
    assert tab.run("document.getElementById('t-cHand').closest('details').open")
    marked = tab.run("[...document.querySelectorAll('.hit')].map(piece => piece.textContent)")
    assert marked == ['a shift leader "opened gate four by hand"', "after a call from the company's head office"]
    tab.run("document.getElementById('t-cHand').click()")
    assert tab.run("location.hash") == "#c-cHand"


def test_the_filter_narrows_the_claims(browser: tuple[chromium.Chromium, Path]) -> None:
    tab, path = browser
    tab.open(path, 1280)
    tab.run(
        "document.querySelector('.filter [name=force]').value = 'deny';"
        "document.querySelector('.filter').requestSubmit()"
    )
    shown_ids = tab.run("[...document.querySelectorAll('#claims .card:not([hidden])')].map(card => card.id)")
    assert shown_ids == ["c-cDenied", "c-cHolt"]
    assert tab.run("document.querySelector('.filter output').textContent") == "2 claims on 2 pages"


def test_without_scripts_it_reads(browser: tuple[chromium.Chromium, Path]) -> None:
    tab, path = browser
    tab.open(path, 1280, script=False)
    assert tab.run("document.querySelector('.filter').hidden")
    assert "opened gate four by hand" in tab.run("document.querySelector('#disputes').innerText")
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
