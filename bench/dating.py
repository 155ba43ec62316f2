"""Dates beside their peers: `python bench/dating.py [../shared/data] [--peers]`.

page-dates   800 pages as flat text: the date of the page. The shipped ranker was trained on these pages, so its figure
             here flatters it; the honest one, by ten-fold cross-validation over hosts, is in its model card.
wikiwars     16 narratives: TIMEX3 values. TempEval-3 counts a value where the spans overlap (relaxed); strict asks for
             the same span. Expressions without a value in the gold ("null") count as gold that nobody can get.
Peers (with --peers, where installed): htmldate reads HTML, so it gets the text in a <p>; dateparser's search.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sayso.clean import clean
from sayso.dating import expressions, published
from sayso.dating.candidates import candidates
from sayso.model import Interval, Page

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"
TIMEX = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.S)
Found = list[tuple[int, int, str]]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def narrative(timeml: str) -> tuple[str, Found, str]:
    """The text of a TimeML document, its expressions (start, end, value), the day it was written."""
    body = timeml.split("<TEXT>")[1].split("</TEXT>")[0]
    written = re.search(r'<DCT>.*?value="([^"]*)"', timeml, re.S)
    text, gold, at = "", [], 0
    for m in TIMEX.finditer(body):
        text += html.unescape(body[at : m.start()])
        start = len(text)
        text += html.unescape(m[2])
        value = re.search(r'value="([^"]*)"', m[1])
        gold.append((start, len(text), value[1] if value else "null"))
        at = m.end()
    return text + html.unescape(body[at:]), gold, written[1] if written else ""


def matched(gold: Found, found: Found) -> tuple[int, int, int]:
    """(spans that overlap, of these with the same value, of these with the same span); each found one counts once."""
    used: set[int] = set()
    overlap = right = exact = 0
    for start, end, value in gold:
        near = [i for i, (s, e, _) in enumerate(found) if i not in used and s < end and e > start]
        if not near:
            continue
        best = max(near, key=lambda i: (found[i][2] == value, min(end, found[i][1]) - max(start, found[i][0])))
        used.add(best)
        overlap += 1
        if found[best][2] == value:
            right += 1
            exact += found[best][:2] == (start, end)
    return overlap, right, exact


def wikiwars(path: Path, name: str, reader: Callable[[str, str], Found], most: int = 10**9) -> None:
    """Print the value F1 of a reader of expressions, on the first `most` letters of each narrative."""
    total = [0, 0, 0, 0, 0]
    letters, spent = 0, 0.0
    for row in rows(path):
        text, gold, written = narrative(row["timeml"])
        text, gold = text[:most], [g for g in gold if g[1] <= most]
        began = time.perf_counter()
        found = reader(text, written)
        spent += time.perf_counter() - began
        letters += len(text)
        counts = (len(gold), len(found), *matched(gold, found))
        total = [a + b for a, b in zip(total, counts, strict=True)]
    gold_n, found_n, overlap, right, exact = total
    speed = letters / 4000 / spent
    value, strict, spans = (2 * n / (gold_n + found_n) for n in (right, exact, overlap))
    print(
        f"wikiwars    {name:<24} value F1 {value:.3f} (strict {strict:.3f}, spans {spans:.3f})"
        f"   {speed:,.0f} pages of 4,000 letters a second"
    )


def page_dates(path: Path, name: str, reader: Callable[[dict[str, Any]], Interval | None]) -> None:
    """Print how often a reader of page dates names the right day."""
    right = named = held = total = 0
    began = time.perf_counter()
    for row in rows(path):
        when = reader(row)
        total += 1
        if when and when.earliest and when.earliest == when.latest:
            named += 1
            right += when.earliest == row["date"]
        elif when:
            held += (when.earliest or "") <= row["date"] <= (when.latest or "9999")
    speed = total / (time.perf_counter() - began)
    others = total - named
    print(
        f"page-dates  {name:<24} exactly right {right / total:.3f} of all, "
        f"{right / max(1, named):.3f} of {named} named; {held} of the other {others} "
        f"within an interval   {speed:,.0f} pages a second"
    )


def ours(row: dict[str, Any], with_url: bool) -> Interval | None:
    """sayso's date of a page."""
    page = Page(id="p", location="p", text=row["text"], url=row["url"] if with_url else None)
    return published(page, clean(page))


def first_found(row: dict[str, Any]) -> Interval | None:
    """The first full date of the text: the simplest rule."""
    for c in candidates(row["text"]):
        if c.year and c.day:
            return Interval(c.iso, c.iso, "")
    return None


def peers(data: Path) -> None:
    """htmldate and dateparser, where they are installed."""
    try:
        from htmldate import find_date

        def by_htmldate(row: dict[str, Any]) -> Interval | None:
            found = find_date(f"<html><body><p>{html.escape(row['text'])}</p></body></html>", original_date=True)
            return Interval(found, found, "") if found else None

        page_dates(data / "page-dates.jsonl.gz", "htmldate (text in a <p>)", by_htmldate)
    except ImportError:
        print("htmldate is not installed")
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed")
        return

    def by_dateparser(text: str, written: str) -> Found:
        found, at = [], 0
        for words, when in search_dates(text, languages=["en"]) or []:
            start = text.find(words, at)
            if start >= 0:
                found.append((start, start + len(words), when.date().isoformat()))
                at = start + len(words)
        return found

    wikiwars(data / "wikiwars-train.jsonl.gz", "dateparser (8,000 first)", by_dateparser, 8000)


def main() -> None:
    """Print the table."""
    places = [a for a in sys.argv[1:] if not a.startswith("-")]
    data = Path(places[0]) if places else DATA
    if not data.is_dir():
        raise SystemExit(f"no labelled data at {data}")
    page_dates(data / "page-dates.jsonl.gz", "sayso", lambda row: ours(row, True))
    page_dates(data / "page-dates.jsonl.gz", "sayso, without address", lambda row: ours(row, False))
    page_dates(data / "page-dates.jsonl.gz", "first date found", first_found)
    wikiwars(
        data / "wikiwars-train.jsonl.gz",
        "sayso",
        lambda text, written: [(e.start, e.end, e.value) for e in expressions(text, written)],
    )
    if "--peers" in sys.argv:
        peers(data)


if __name__ == "__main__":
    main()
