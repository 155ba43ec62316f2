"""Hostile input: `python bench/hostile.py [--pages 10000] [--most 5000000]`; seeded: two runs see the same pages.

First, pages that nobody would write: soups of words and signs (hypothesis), and HTML and web archives with bytes
changed, cut out, doubled and moved. Each is taken in, cleaned and dated; printed is how many were read, named as
unreadable, broke something, and how long the slowest took.

Then growth: pages of one make, from 10 kB on twice as long each time. Printed is the processor time at both ends and
the worst growth of any doubling (the aim: at most 2.3). Times are the least of several runs.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from sayso.clean import clean
from sayso.dating import published
from sayso.ingest import feed, html, text, warc
from sayso.ingest.decode import NotText
from sayso.model import Failure, Page

SEED = 20211107
AIM = 2.3  # times the time for twice the length
LEAST = 0.1  # seconds of processor time that small pages are read again and again for
FIRST = 10_000  # bytes

PROSE = (
    "The ferry Lenne harbour council engineers repairs storm railing bridge tunnel inquiry steel minister opposition "
    "report closed opened said denied told reporters that it would not begin before the summer and cost more than was "
    "planned in two thousand years of which nobody spoke again until Tuesday when both sides met once more by the quay"
)
WORDS = PROSE.split()
SIGNS = [
    "“",
    "”",
    '"',
    "'",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "||",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\x00",
    "\u202e",
    "\u200b",
    "©",
]
PHRASES = [
    "07.11.2021",
    "20/7",
    "on Tuesday",
    "last night",
    "Also read:",
    "By Mira Holt",
    "he said",
    "он сказал",
    "कहा",
]
PHRASES += ["说", "قال", "https://a.example/x", "[VIDEO]", "Share", "<b>", "&amp;", "Photo: AP", "\ud800", "2021-13-45"]
SOUP = st.lists(st.sampled_from(WORDS + SIGNS + PHRASES), max_size=150).map(" ".join) | st.text(max_size=500)

ARTICLE = """<!doctype html><html lang="en"><head><title>Bridge closed | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="date" content="2023-05-04">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-04T08:00:00Z"}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Bridge closed after storm</h1>
<p>The old bridge over the Lenne was closed on Thursday after a storm had torn away part of its railing, the council
said.</p><h2>Repairs</h2><ul><li>Steel</li></ul><table><tr><td>Length<td>120 m</table><figure><figcaption>The bridge
</figcaption></figure><p>Repairs could take until June, said the mayor, who asked drivers to use the tunnel.</p>
</article><aside><a href="/x">Also read: tunnel closed</a></aside><footer>&copy; Harbour Post</footer></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lenne Post</title><item><title>Bridge closed</title>
<link>https://lenne.example/1</link><pubDate>Thu, 04 May 2023 08:00:00 GMT</pubDate><description>&lt;p&gt;The bridge was
closed on Thursday.&lt;/p&gt;</description></item></channel></rss>"""


def archive(markup: bytes) -> bytes:
    """A web archive with one response in it, not compressed, so that a changed byte reaches the reader."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + markup
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/1\r\n"
    return f"{head}Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def mutated(source: bytes, dice: random.Random) -> bytes:
    """The source with up to 20 changes: bytes replaced, a piece cut out, doubled, moved or repeated many times."""
    data = bytearray(source)
    for _ in range(dice.randint(1, 20)):
        at = dice.randrange(len(data) + 1)
        piece = bytes(data[at : at + dice.randint(1, 60)])
        match dice.randrange(5):
            case 0:
                data[at : at + len(piece)] = dice.randbytes(dice.randint(0, 12))
            case 1:
                del data[at : at + len(piece)]
            case 2:
                data[at:at] = piece
            case 3:
                to = dice.randrange(len(data) + 1)
                data[to:to] = piece
            case 4:
                data[at:at] = piece * dice.randint(2, 40)
    return bytes(data)


def read(kind: str, data: bytes) -> Iterable[Page | Failure]:
    """What ingest makes of some bytes."""
    try:
        match kind:
            case "html":
                return [html.read(data, "page.html")]
            case "warc":
                return list(warc.read(BytesIO(data), "crawl.warc"))
            case "feed":
                return list(feed.read(data, "feed.xml"))
        return [text.read(data, "page.txt")]
    except NotText as error:
        return [Failure(kind, str(error))]


def told(page: Page) -> None:
    """Clean and date a page. Raises AssertionError where its blocks do not cover it."""
    cleaned = clean(page)
    published(page, cleaned)
    ends = [0, *(block.end for block in cleaned.blocks)]
    assert [block.start for block in cleaned.blocks] == ends[:-1] and ends[-1] == len(page.text)


class Outcomes:
    """What became of the generated pages."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.slowest = (0.0, "")

    def take(self, kind: str, data: bytes) -> None:
        """One generated page, all the way."""
        began = time.process_time()
        try:
            made = list(read(kind, data))
            for page in made:
                if isinstance(page, Page):
                    told(page)
            self.count["read" if any(isinstance(page, Page) for page in made) else "named"] += 1
        except Exception:
            if not self.count["broken"]:
                print(f"{kind} {data[:2000]!r}\n{traceback.format_exc()}")
            self.count["broken"] += 1
        self.slowest = max(self.slowest, (time.process_time() - began, kind))


def generated(pages: int) -> None:
    """Prints what became of so many generated pages: two fifths soups, the rest mutated."""
    outcomes, dice = Outcomes(), random.Random(SEED)

    @seed(SEED)
    @settings(
        max_examples=pages * 2 // 5,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(SOUP)
    def soups(soup: str) -> None:
        outcomes.take("text", soup.encode("utf-8", "surrogatepass"))

    soups()
    sources = {"html": ARTICLE.encode(), "warc": archive(ARTICLE.encode()), "feed": RSS.encode()}
    while sum(outcomes.count.values()) < pages:
        kind = dice.choice(["html", "html", "warc", "feed"])
        changed = mutated(sources[kind], dice)
        outcomes.take(kind, gzip.compress(changed) if kind == "warc" and dice.random() < 0.3 else changed)
    many, slowest = outcomes.count, outcomes.slowest
    print(
        f"{sum(many.values()):,} generated pages: {many['read']:,} read, {many['named']:,} named as unreadable, "
        f"{many['broken']} broke something; the slowest ({slowest[1]}) took {slowest[0]:.2f} s"
    )


def sentence(dice: random.Random) -> str:
    """A sentence of 6 to 30 words."""
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(6, 30))).capitalize() + "."


def grown(size: int, piece: Callable[[random.Random], str]) -> str:
    """Pieces until there are so many bytes."""
    dice, parts, length = random.Random(SEED), [], 0
    while length < size:
        parts.append(piece(dice))
        length += len(parts[-1].encode("utf-8", "replace"))
    return "".join(parts)


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _ in range(dice.randint(1, 5)))


MAKES: dict[str, tuple[str, Callable[[random.Random], str], str]] = {
    "paragraphs": ("text", lambda d: paragraph(d) + "\n\n", ""),
    "one line": ("text", lambda d: sentence(d) + " ", ""),
    "one word": ("text", lambda d: "a", ""),
    "short lines": ("text", lambda d: " ".join(d.sample(WORDS, 3)) + "\n", ""),
    "quotations": ("text", lambda d: f"“{sentence(d)} “{sentence(d)}\n", ""),
    "brackets": ("text", lambda d: "((" + d.choice(WORDS).capitalize() + " Bridge) ", ""),
    "dates": ("text", lambda d: f"{d.randint(1, 28)}.{d.randint(1, 12)}.{d.randint(1999, 2022)} {sentence(d)}\n", ""),
    "doubled words": ("text", lambda d: "the bridge the bridge ", ""),
    "html paragraphs": ("html", lambda d: f"<p>{paragraph(d)}</p>\n", "<html><body><article>"),
    "html links": ("html", lambda d: f'<li><a href="/x">{" ".join(d.sample(WORDS, 4))}</a></li>', "<html><body><ul>"),
    "html table": ("html", lambda d: f"<tr><td>{d.choice(WORDS)}</td><td>{sentence(d)}</td></tr>", "<html><table>"),
    "html nested": ("html", lambda d: f"<div>{d.choice(WORDS)} ", "<html><body>"),
    "html mixed": (
        "html",
        lambda d: f"<h2>{sentence(d)}</h2><p>{paragraph(d)}<a href=x>{sentence(d)}</a>",
        "<article>",
    ),
}


def forget() -> None:
    """Empty what remembers lines it has seen, so that a page read again is read as a new one; models stay."""
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.startswith("sayso.") else ():
            if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"]:
                value.cache_clear()


def seconds(kind: str, data: bytes) -> float:
    """Processor time to take in, clean and date a page: the least of three runs, of more where they are short."""
    times: list[float] = []
    while len(times) < 3 or (sum(times) < LEAST and len(times) < 20):
        forget()
        began = time.process_time()
        for page in read(kind, data):
            if isinstance(page, Page):
                told(page)
        times.append(time.process_time() - began)
        if sum(times) > 4:
            break
    return min(times)


def growth(most: int, only: str) -> None:
    """Prints how the time of each make grows, and the worst of all."""
    worst: list[tuple[float, str, int]] = []
    for name, (kind, piece, head) in MAKES.items():
        if only not in name:
            continue
        sizes = [FIRST]
        while sizes[-1] * 2 <= max(most * 1.1, FIRST):
            sizes.append(sizes[-1] * 2)
        whole = head + grown(sizes[-1], piece)
        took = [seconds(kind, whole[:size].encode("utf-8", "replace")) for size in sizes]
        steps = [(b / a, name, size) for (a, b), size in zip(pairwise(took), sizes[1:], strict=True)]
        worst.append(max(steps))
        cells = " ".join(f"{step:.2f}" for step, _, _ in steps)
        print(f"{name:16} {took[0] * 1000:7.1f} ms … {took[-1]:6.2f} s   per doubling: {cells}", flush=True)
    times, name, size = max(worst)
    print(f"worst: {times:.2f} times the time, {name}, {size // 2000} to {size // 1000} kB (aim {AIM})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000, help="generated pages; 0 for none")
    parser.add_argument("--most", type=int, default=5_000_000, help="bytes of the longest page")
    parser.add_argument("--only", default="", help="only the makes whose name has this in it")
    asked = parser.parse_args()
    told(Page(id="p", location="p", text="The models load with the first page."))
    if asked.pages:
        generated(asked.pages)
    if asked.most:
        growth(asked.most, asked.only)


if __name__ == "__main__":
    main()
