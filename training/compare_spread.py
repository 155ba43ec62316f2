"""How many texts each word stands in: writes `weights/compare/spread.tsv`, for `sayso.stories`.

    python training/compare_spread.py ../shared/data

Counted are the pages of polnear-train, the articles of stories-dev, and the content of the English pages of page-lines:
politics of one year, news of many kinds, the web. Words of fewer than LEAST texts are left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.stories import words

WEIGHTS = Path(__file__).parents[1] / "src/sayso/weights/compare/spread.tsv"
LEAST = 4


def rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(data: Path) -> Iterator[str]:
    """The text of every page."""
    for page in rows(data / "polnear-train.jsonl.gz"):
        yield page["text"]
    for page in rows(data / "stories-dev.jsonl.gz"):
        yield f"{page['title']}\n{page['text']}"
    for page in rows(data / "page-lines.jsonl.gz"):
        if page["language"] == "en":
            yield "\n".join(line for line, kept in zip(page["lines"], page["content"], strict=True) if kept)


def main(data: Path) -> None:
    total, counted = 0, Counter[str]()
    for text in texts(data):
        total += 1
        counted.update(set(words(text)))
    kept = sorted((word, n) for word, n in counted.items() if n >= LEAST)
    WEIGHTS.write_text("".join(f"{word}\t{n}\n" for word, n in [("", total), *kept]), encoding="utf-8")
    print(f"{total} texts, {len(counted)} words, {len(kept)} kept, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
