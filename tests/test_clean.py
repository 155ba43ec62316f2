"""Article and chrome told apart: small pages in, blocks out."""

from __future__ import annotations

import importlib.util
import json
import re
import time
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.clean import clean, masked
from sayso.clean.below import below
from sayso.clean.doubled import doubled
from sayso.clean.second import _greatest, second_look
from sayso.ingest.html import read as read_html
from sayso.model import Cleaned, Page, StatedDate

ROOT = Path(__file__).parents[1]
GATES = {"lines": 0.90, "characters": 0.96}  # content-F1 that the sample of page-lines must reach

SITE = """Harbour Post
Home
World
Politics
Minister denies that bridge repairs were delayed on purpose || Analysis 04.05.2023
By Mira Holt
The minister in the rain (Image: GETTY)
The minister of transport has denied that repairs of the old bridge were delayed on purpose, as the opposition claims.
"We ordered the steel in January," she told reporters on Thursday. "It was not there in March."
Subscribe now to get the latest news in your inbox.
Also read: Mayor said the tunnel would never close, now it is closed
What the opposition wants
The opposition demands an inquiry (Bridge Repairs Minister) and says the town (Lower Lenne) paid twice.
Tunnel: drivers queue outside the town
The ministry said the inquiry would begin in June.
Source: Read Full Article
Leave a Reply
Your email address will not be published.
Comments are closed.
© 2023 Harbour Post. All rights reserved."""


def cleaned(text: str) -> Cleaned:
    return clean(Page(id="p", location="page.txt", text=text))


def told(text: str) -> dict[str, str]:
    """What each line of a page was taken for."""
    blocks = cleaned(text).blocks
    lines = [line for line in text.split("\n") if line.strip()]
    return {line: next(b.kind for b in blocks if b.start <= text.index(line) < b.end) for line in lines}


def test_a_page_is_told_apart() -> None:
    kinds = told(SITE)
    expected = {
        "headline": ["Minister denies"],
        "byline": ["By Mira Holt"],
        "caption": ["The minister in the rain"],
        "heading": ["What the opposition wants"],
        "body": ["The minister of transport", '"We ordered', "The opposition demands", "The ministry said"],
    }
    for kind, starts in expected.items():
        assert [line for line, k in kinds.items() if k == kind and line.startswith(tuple(starts))], kind
    chrome = [line for line, kind in kinds.items() if kind == "chrome"]
    for start in ("Home", "World", "Subscribe now", "Also read", "Source: Read", "Leave a Reply", "Comments are", "©"):
        assert any(line.startswith(start) for line in chrome), start


def test_a_link_to_another_story_is_chrome_even_where_someone_says_something() -> None:
    block = next(b for b in cleaned(SITE).blocks if SITE[b.start :].startswith("Also read"))
    assert (block.kind, block.sub) == ("chrome", "cross-link")


def test_the_title_ends_where_the_site_begins() -> None:
    result = cleaned(SITE)
    assert result.title == "Minister denies that bridge repairs were delayed on purpose"
    assert "Analysis 04.05.2023" in [SITE[m.start : m.end].strip(" |") for m in result.marks if m.kind == "tail"]


def test_search_tags_in_brackets_are_read_past_and_glosses_stay() -> None:
    text = masked(SITE, cleaned(SITE))
    assert len(text) == len(SITE)
    assert "(Lower Lenne)" in text


@pytest.mark.parametrize(
    ("sentence", "tag"),
    [
        ("Talks on the dam began on Monday between the two ministers in Riga (Dam Talks Riga).", True),
        ("The militia (Army of the North) took the dam before the talks in Riga began on Monday.", False),
        ("The talks on the dam ended on Tuesday (20/7) in Riga, both ministers said on Monday.", False),
        ("The dam talks in Riga ended without a result, the agency said (AP).", False),
        ("The dam talks in Riga were led by the northern bloc NRB (Northern Riga Bloc).", False),
    ],
)
def test_brackets(sentence: str, tag: bool) -> None:
    text = f"{sentence}\nThe dam stands near Riga, and the talks about it have gone on for a year, the ministers said."
    assert ("(" not in masked(text, cleaned(text))) is tag


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("The council said the the bridge would be closed.", "The council said the bridge would be closed."),
        ("Photo Photo by Mira Holt for the harbour", "Photo by Mira Holt for the harbour"),
        ("Bridge closed again Bridge closed again after a storm", "Bridge closed again after a storm"),
        ("Bridge closed | Bridge closed after a storm", "Bridge closed after a storm"),
        ("It was very very cold, and she had had enough of it.", ""),
        ("“Never again, never again,” the mayor said on Monday.", ""),
        ("He knows that that bridge is closed, and so is that.", ""),
        ("He went to New York New York on Friday.", ""),
    ],
)
def test_what_a_template_says_twice_is_read_once(line: str, read: str) -> None:
    kept = list(line)
    for start, end in doubled(line):
        kept[start:end] = [""] * (end - start)
    assert "".join(kept) == (read or line)


def test_noise_is_blanked_without_moving_anything() -> None:
    text = "The min\u00adister said on Friday that the \u200bbridge, see https://a.example/x, is safe for all. [VIDEO]"
    clean_text = masked(text, cleaned(text))
    assert len(clean_text) == len(text)
    assert (
        "\u00ad" not in clean_text and "https" not in clean_text and clean_text.index("bridge") == text.index("bridge")
    )


def test_a_caption_between_two_paragraphs_of_a_quotation_is_no_heading() -> None:
    text = (
        "The captain said: “We saw the light at ten and turned to port at once.\n\n"
        "“The other ship did not answer, and we called it three times.\n\n"
        "Ferry passengers on the quay in Lenne\n\n"
        "“Then it was too late to stop, and the two ships met.”\n\n"
        "The coast guard has opened an inquiry into the collision, it said."
    )
    assert told(text)["Ferry passengers on the quay in Lenne"] == "caption"


RIVER = (
    "The council of Lenne voted on Tuesday to close the old bridge for two years, the mayor said.\n\n"
    "Engineers had found cracks in four of its nine piers, she told reporters, and the river is rising.\n\n"
    "Shopkeepers on the east bank fear for their trade, and a petition has 900 names already."
)
ABOVE = {
    "a paper's own text, under its name and what it sells": (
        "The Lenne Messenger\nNews | Harbour | Letters | Jobs\nYou have read 2 of 3 free articles this month\n"
        "Security > Bridges\n\n{}\nBy Ida Holm\nTuesday, 4 March 2025\nSend to a friend\n\n"
    ),
    "a saved page, the document's title first, many entries of menus and the headline": (
        "{} - Lenne Messenger\nHome\nHarbour and trade in the region\nCouncil papers and votes\nLetters\nJobs\n"
        "Our reporters on the road\nThe mayor answers your questions\nArchive\nShops\nWeather\nBridges of the region\n"
        "Tides\nCinema\nChess\nSubscribe\nWork with us\nRecipes from the east bank\n{}\nIda Holm\n\n"
    ),
    "a ministry's page": "Republic of Ostrany - Ministry of Bridges\nNewsroom / Statements\n{}\n4 March 2025\n\n",
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE.keys())
@pytest.mark.parametrize(
    "headline", ["Council closes old bridge for two years", "“Back on the ferry? Not with my barrow”"]
)
def test_the_headline_among_all_that_stands_above_an_article(above: str, headline: str) -> None:
    text = above.replace("{}", headline) + RIVER
    found = cleaned(text)
    assert found.title == headline
    assert [text[b.start : b.end].strip() for b in found.blocks if b.kind == "headline"] == [headline]


def test_the_headline_again_in_another_language_is_its_translation() -> None:
    text = (
        "Ministers say the dam will not be opened before spring\n\n"
        "Министры заявили, что плотину не откроют до весны\n\n"
        "Ministers of both countries said on Monday that the dam would not be opened before spring.\n\n"
        "The dam holds more water than ever, engineers said, and spring is far away."
    )
    blocks = [(b.kind, b.language, b.sub) for b in cleaned(text).blocks[:3]]
    assert blocks == [("headline", "en", ""), ("headline", "ru", "translation"), ("body", "en", "")]


def test_chrome_in_another_language_than_the_article() -> None:
    text = (
        "The dam will be opened in spring, the minister said, and the engineers agreed with her on every point.\n\n"
        "“There is no danger for the town,” the chief engineer told the council on Monday evening in Riga.\n\n"
        "Присоединяйтесь к нашему каналу, чтобы не пропустить новости\n\nСообщить об опечатке"
    )
    result = cleaned(text)
    assert [b.kind for b in result.blocks[2:]] == ["chrome"] * len(result.blocks[2:])
    assert result.languages == ("en", "ru")


@pytest.mark.parametrize(
    ("language", "body", "chrome"),
    [
        (
            "ru",
            "Министр заявил в понедельник, что переговоры завершены и стороны договорились о перемирии на юге.",
            "Читайте также:",
        ),
        ("hi", "मंत्री ने सोमवार को कहा कि वार्ता समाप्त हो गई है और दोनों पक्ष दक्षिण में युद्धविराम पर सहमत हो गए हैं।", "यह भी पढ़ें"),
        (
            "ar",
            "قال الوزير يوم الاثنين إن المحادثات انتهت وإن الجانبين اتفقا على وقف إطلاق النار في جنوب البلاد.",
            "اقرأ أيضا",
        ),
        (
            "zh",
            "部长星期一表示，谈判已经结束，双方同意在该国南部停火，并将于下周再次举行会谈，讨论边境问题。",
            "相关阅读",
        ),
        (
            "de",
            "Der Minister sagte am Montag, die Gespräche seien beendet und beide Seiten hätten sich geeinigt.",
            "Lesen Sie auch:",
        ),
    ],
)
def test_any_script(language: str, body: str, chrome: str) -> None:
    kinds = told(f"{body}\n{body[::-1][::-1]} \n{chrome}")
    assert kinds[body] == "body" and kinds[chrome] == "chrome"
    assert cleaned(f"{body}\n{chrome}").languages[0] == language


@pytest.mark.parametrize(
    ("line", "url", "name"),
    [
        ("This is a special report from the LENNE RADIO. I am Ada Holt.", None, "LENNE RADIO"),
        ("Lenne Radio follows the events. Stay tuned.", None, "Lenne Radio"),
        ("Copyright 2023 Lenne Post. All rights reserved.", None, "Lenne Post"),
        ("© Reuters", None, None),
        ("The minister follows the events in Lenne with worry, she said.", None, None),
        ("Nothing is said of it here.", "https://www.lennepost.co.uk/a/1", "lennepost.co.uk"),
    ],
)
def test_outlet(line: str, url: str | None, name: str | None) -> None:
    text = f"The bridge over the Lenne was closed on Thursday after a storm, the town council said.\n{line}"
    assert clean(Page(id="p", location="x.txt", text=text, url=url, stated=(StatedDate("2023", "x"),))).outlet == name


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("Boreal Salt Group\nNewsroom > Announcements", "Boreal Salt"),
        ("REPUBLIC OF TARN\nMINISTRY OF WATERS AND FORESTS\nPress office", "Ministry of Waters and Forests"),
        ("Tarn Water Inspectorate\nPress release 4", "Water Inspectorate"),
        ("Tarn Water Inspectorate\nMedia > Press releases > 2024", "Water Inspectorate"),
        ("Tarn Water Inspectorate\nLicences  Complaints", None),
    ],
)
def test_a_press_release_is_of_who_gives_it_out(top: str, name: str | None) -> None:
    text = f"""{top}
Statement on the events at the old pit

Tarn, 5 May 2024. Boreal Salt, the Ministry of Waters and Forests and the Water Inspectorate met on Monday.
The water that entered the shaft was rain, in a quantity of less than 200 cubic metres, and the pumps worked."""
    assert clean(Page(id="p", location="x.txt", text=text)).outlet == name


def test_an_article_broken_to_fit_a_width_is_put_together() -> None:
    text = (
        "The bridge over the Lenne was closed on Thursday after a storm had\n"
        "torn away part of its railing, and will not be opened before the\n"
        "summer, the town council said in a statement.\n\nRepairs began on Friday, it added.\n"
    )
    assert [b.kind for b in cleaned(text).blocks] == ["body", "body"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two ships met.", ["body"]),
        ("Minister: bridge is safe", ["headline"]),
        ("Police said two people died in the fire. The mayor denied it.\nSubscribe now", ["body", "chrome"]),
        ("BREAKING: Army denies shelling the town, says rebels did it", ["headline"]),
    ],
)
def test_a_page_of_few_words(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in cleaned(text).blocks] == kinds


PIECES = st.sampled_from(
    [
        "said",
        " ",
        "\n",
        "\r\n",
        "“",
        '"',
        "(",
        ")",
        "[VIDEO]",
        "A b.",
        "\u2028",
        "\u200b",
        "Also read: ",
        "।",
        "中文",
        "https://",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_blocks_cover_any_text_without_gap_or_overlap(text: str) -> None:
    result = cleaned(text)
    ends = [0, *(block.end for block in result.blocks)]
    assert [block.start for block in result.blocks] == ends[:-1]
    assert ends[-1] == len(text)
    assert all(block.start < block.end for block in result.blocks)
    marks = result.marks
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert len(masked(text, result)) == len(text)
    assert cleaned(text) == result


@pytest.mark.parametrize(
    "unit",
    ["a", '"', "word ", "(", "He said so. ", "x\n", "https://", "“A said.” ", "A B ", ".\n\n", "[", "- \n", "Share\n"],
)
def test_time_grows_with_the_page_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        cleaned(text)
        return time.process_time() - start

    cleaned("He said so. " * 40)
    small, large = max(0.02, min(seconds(20_000) for _ in range(2))), seconds(80_000)
    assert large < 8 * 3 * small
    assert len(max((text for text in _pieces(unit * (60_000 // len(unit)))), key=len)) <= 40_000


def _pieces(text: str) -> list[str]:
    return [text[block.start : block.end] for block in cleaned(text).blocks if block.kind != "chrome"] or [""]


def test_the_five_pages_keep_every_sentence_and_lose_their_chrome(shared: Path) -> None:
    """The issue's figure: at most 3 % of the chrome's characters left in, nothing of the article lost."""
    gold = json.loads((shared / "gold" / "kabul-2021.json").read_text("utf8"))
    left = asked = 0
    for name, known in gold["pages"].items():
        text = (shared / "pages" / "kabul-2021" / name).read_bytes().decode()
        blocks = cleaned(text).blocks
        lines = [
            (found.start(), found.start() + len(text[found.start() :].split("\n")[0]))
            for piece in known["chrome"]
            for found in re.finditer(re.escape(piece), text)
        ]
        asked += sum(end - start for start, end in lines)
        for block in blocks:
            if block.kind != "chrome":
                left += sum(max(0, min(end, block.end) - max(start, block.start)) for start, end in lines)
            else:
                inside = text[block.start : block.end]
                assert any(start < block.end and block.start < end for start, end in lines), inside
        for piece in [piece for claim in gold["claims"] if claim["page"] == name for piece in claim["content"]]:
            at = text.index(piece)
            assert any(b.start <= at < b.end and b.kind in ("headline", "heading", "body") for b in blocks), piece
    assert left <= 0.03 * asked


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The bench, whose scorers the gates use."""
    spec = importlib.util.spec_from_file_location("cleaning", ROOT / "bench" / "cleaning.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_gate_articles_of_html(shared: Path, bench: ModuleType) -> None:
    """Every seventh page of article-html; all pages: F1 .976 (bench/cleaning.py)."""
    pages = bench.rows("article-html.jsonl.gz")[::7]
    pairs = [bench.agreement(page["article"], bench.sayso_article(page["html"])) for page in pages]
    precision, recall = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    assert 2 * precision * recall / (precision + recall) >= 0.965


def test_gate_lines_of_plain_text(shared: Path, bench: ModuleType) -> None:
    """Every twentieth page of page-lines, content-F1 by lines and by characters: .915, .973. The model has seen these
    pages: this finds what breaks; how well it does on others is in its card."""
    totals = [0.0] * 6
    for page in bench.rows("page-lines.jsonl.gz")[::20]:
        bench.count(totals, page, bench.sayso_lines(page["lines"]))
    assert 2 * totals[0] / (totals[1] + totals[2]) >= GATES["lines"]
    assert 2 * totals[3] / (totals[4] + totals[5]) >= GATES["characters"]


def test_the_chrome_of_html_has_a_language() -> None:
    links = "".join(
        f"<li><a href=/{i}>{word}</a></li>" for i, word in enumerate(["Главная", "Новости", "Политика", "Спорт"])
    )
    story = "".join(
        f"<p>The bridge was closed on {day} after the storm, the council said, and nobody knows for how long.</p>"
        for day in ("Monday", "Tuesday", "Friday")
    )
    page = read_html(f"<html><body><ul>{links}</ul><article><h1>Bridge closed</h1>{story}</article></body></html>", "a")
    assert isinstance(page, Page)
    told = {block.kind: block.language for block in clean(page).blocks}
    assert told["chrome"] == "ru" and told["body"] == "en"


def test_a_second_look_tells_where_the_article_is() -> None:
    odds = np.array([-3.0, -2.0, 2.0, -0.5, 3.0, -3.0, 1.0])
    texts = ["Home", "World", "A long sentence.", "Aside", "Another sentence.", "Share", "Contact us."]
    row = second_look(odds, texts)
    assert row.shape[0] == len(texts) and np.isfinite(row).all()
    assert _greatest(odds) == (2, 4)
    assert second_look(odds[:1], texts[:1]).shape == (1, row.shape[1])


ARTICLE = (
    "The council of Lower Lenne decided on Monday evening that the old bridge will stay closed until the spring, "
    "because the engineers found more rust in its cables than anybody had expected when the works began.",
    "“We will not open a bridge that we would not cross with our own children,” the mayor told some two hundred people "
    "in the town hall, most of whom had come to ask why the works had begun so late in the year.",
)
READERS = (
    "3 responses to “Old bridge stays closed”",
    "ferryman says:", "May 4, 2023 at 6:34 am",
    "The bridge was rotten ten years ago and the council knew it, everybody who lives by the river can tell you that.",
    "Anna K says:", "May 4, 2023 at 7:02 am",
    "Nobody has asked those who must now drive forty kilometres to work and back on every single day of the week.",
    "Leave a Reply",
)  # fmt: skip
TEASERS = tuple(
    line
    for day, what in enumerate(("harbour", "school", "market", "station"), 2)
    for line in (
        f"Works at the {what} begin",
        f"May {day}, 2023",
        f"The works at the {what} begin on Monday, says the town.",
    )
)


def test_readers_comments_below_an_article_are_chrome_though_they_are_running_text() -> None:
    found = clean(Page("p", "bridge.txt", "\n".join((*ARTICLE, *READERS))))
    text = "\n".join((*ARTICLE, *READERS))
    body = " ".join(text[b.start : b.end] for b in found.blocks if b.kind == "body")
    assert "will stay closed" in body and "was rotten" not in body and "forty kilometres" not in body
    assert {b.kind for b in found.blocks if b.start >= text.index(READERS[0])} == {"chrome"}
    assert "comment" in {b.sub for b in found.blocks}


def test_a_count_of_comments_above_the_article_heads_no_discussion() -> None:
    page = [ARTICLE[0], "12 comments", "Published: 10:30, 4 May 2023", "Updated: 12:01, 4 May 2023", *ARTICLE]
    assert not any(below(page, [""] * len(page)))


def test_a_forum_is_no_article_with_comments() -> None:
    posts = [line for line in READERS if not line.startswith("3 responses")]
    assert not any(below(posts, [""] * len(posts)))


def test_openings_of_other_stories_in_a_row_below_the_article_are_links() -> None:
    page = [*ARTICLE, *ARTICLE, *ARTICLE[:1], *TEASERS]
    assert below(page, [""] * len(page)) == [""] * 5 + ["cross-link"] * len(TEASERS)


def test_a_page_that_is_a_row_of_dated_posts_keeps_them() -> None:
    posts = [line for day in range(1, 7) for line in (f"May {day}, 2023", *ARTICLE)]
    assert not any(below(posts, [""] * len(posts)))
