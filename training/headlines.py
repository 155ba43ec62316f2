"""Which line above an article is its headline: fits the weights of `sayso.clean.headlines`.

    python training/headlines.py           by page and story, for the figures
    python training/headlines.py write     from all of them, into `weights/lines/headline.json`

Two sets. `page-dates` (../shared/data): flattened pages whose address spells their title; the line that fits it
best is taken for the headline, once with the page's first line, which mostly is the document's title, and once without.
And our own pages (`bench/dossiers`, the ferry), where a reader named the line (`training/headlines.tsv`), each of which
counts as OURS rows. Needs scikit-learn.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import numpy as np

from sayso.clean import kinds
from sayso.clean.cleaning import _seen
from sayso.clean.headlines import Above, candidates, features, headlines
from sayso.clean.lines import split

ROOT = Path(__file__).parents[1]
DATA = ROOT / "../shared/data/page-dates.jsonl.gz"
WEIGHTS = ROOT / "src/sayso/weights/lines/headline.json"
NAMES = (
    "topic", "topic of so many words", "words", "short", "first", "first so far above", "candidates below",
    "lines to the article", "sentence", "byline below", "colon or question", "like the first line",
    "first, another is like it", "the first line again", "first, and again", "repeated", "bar", "first with a bar",
    "like an article", "quotation", "capitals", "first and long", "small letters", "first, small letters",
)  # fmt: skip
FOLDS, OURS, FITS, SLACK, MOST, HEAD = 6, 3, 0.6, 0.2, 250, 120
LETTERS = re.compile(r"[a-z]{3,}")
UMLAUTS = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "å": "a"})


class Page(NamedTuple):
    """A page as headlines are looked for in it, the lines that are its headline, its set, and whom it belongs with."""

    above: Above
    right: frozenset[int]
    kind: str
    group: str


def seen_above(text: str, without_first: bool = False) -> Above:
    """What the search for headlines is given of a text."""
    caught: list[Above] = []

    def catching(page: Above) -> dict[int, str]:
        caught.append(page)
        return headlines(page)

    lines = split(text)
    plain, kinds.headlines = kinds.headlines, catching
    try:
        kinds.tell(_seen(lines[1:] if without_first else lines))
    finally:
        kinds.headlines = plain
    return caught[0]


def folded(text: str) -> set[str]:
    """Words of a text as addresses spell them, either way."""
    found: set[str] = set()
    for low in (text.lower().translate(UMLAUTS), text.lower()):
        plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
        found.update(LETTERS.findall(plain))
    return found


def spelled(url: str) -> set[str]:
    """The words of the part of an address that has most of them; none where that has fewer than three."""
    parts = [LETTERS.findall(unquote(part).lower().rsplit(".", 1)[0]) for part in urlsplit(url).path.split("/")]
    best = max(parts, key=len, default=[])
    return set(best) if len(best) >= 3 else set()


def of_the_web() -> Iterator[Page]:
    """Pages of page-dates whose address spells a line of theirs."""
    with gzip.open(DATA, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    for number, row in enumerate(rows):
        asked = spelled(row["url"])
        for without in (False, True) if asked else ():
            above = seen_above(row["text"], without)
            fits = [
                len(asked & folded(t)) / len(asked) if len(t) < MOST else 0.0
                for t in above.texts[: max(HEAD, above.start)]
            ]
            if max(fits, default=0.0) >= FITS:
                right = frozenset(i for i, fit in enumerate(fits) if fit >= max(fits) - SLACK)
                yield Page(above, right, "web, first line left out" if without else "web", f"web {number}")


def ours() -> Iterator[Page]:
    """Our own pages."""
    for row in (Path(__file__).parent / "headlines.tsv").read_text("utf8").splitlines():
        if not row.startswith("#"):
            name, line = row.split("\t")
            above = seen_above((ROOT / name).read_text("utf8"))
            right = frozenset(i for i, text in enumerate(above.texts) if text.strip() == line.strip())
            yield Page(above, right, "ours", Path(name).parent.name)


def fitted(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=1.0, max_iter=5000).fit(x, y, sample_weight=weight)


def main(write: bool) -> None:
    """Cross-validate, or write."""
    pages = [*of_the_web(), *ours()]
    rows: list[list[float]] = []
    y, of, weight, places = [], [], [], []
    for page in pages:
        lines = candidates(page.above)
        there = bool(page.right & set(lines))
        places.append((len(rows), lines if there else []))
        if there:
            rows += features(page.above, lines)
            y += [i in page.right for i in lines]
            of += [zlib.crc32(page.group.encode()) % FOLDS] * len(lines)
            weight += [OURS if page.kind == "ours" else 1] * len(lines)
    x, labels, folds, weights = np.array(rows), np.array(y), np.array(of), np.array(weight, float)
    said = np.zeros(len(labels))
    for fold in range(FOLDS):
        held = folds == fold
        said[held] = fitted(x[~held], labels[~held], weights[~held]).predict_proba(x[held])[:, 1]
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for page, (at, lines) in zip(pages, places, strict=True):
        best = lines[int(np.argmax(said[at : at + len(lines)]))] if lines else -1
        counted[page.kind][0] += best in page.right
        counted[page.kind][1] += next(iter(headlines(page.above)), -1) in page.right
        counted[page.kind][2] += 1
    for kind, (right, shipped, pages_of) in counted.items():
        print(f"{kind}: {pages_of} pages, {right} right in folds ({right / pages_of:.3f}), {shipped} as shipped")
    model = fitted(x, labels, weights)
    if write:
        made = {name: round(float(w), 4) for name, w in zip(NAMES, model.coef_[0], strict=True)}
        WEIGHTS.write_text(json.dumps({"bias": round(float(model.intercept_[0]), 4), "weights": made}, indent=1) + "\n")


if __name__ == "__main__":
    main("write" in sys.argv[1:])
