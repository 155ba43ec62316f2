"""Our own labelled pairs of claims, for `compare_features.py` and for whoever works on the word tables.

`pairs/*.jsonl`: 3,017 pairs of invented claims, written for this by a language model that was shown the rules of the
labels but no pair of pairs-dev. `pairs/stories.tsv`: labels of 2,029 pairs of real claims in stories-dev, by the same,
as places in its articles, because the words are not ours to keep. `pairs/found.tsv`: 3,786 more, of stories-dev and
polnear-train, in the same way.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

PAIRS = Path(__file__).parent / "pairs"


def invented() -> list[dict[str, Any]]:
    """The pairs of `training/pairs`."""
    files = sorted(PAIRS.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf8").splitlines() if line.strip()]


def labelled(shared: Path) -> list[dict[str, Any]]:
    """Our labels of real claims: `training/pairs/stories.tsv` holds places in stories-dev, no words."""
    texts = stories(shared)
    found = []
    for a, start, end, b, begin, stop, label, kind in rows("stories.tsv"):
        some, others = texts[a][int(start) : int(end)], texts[b][int(begin) : int(stop)]
        found.append({"story": f"ECB+ topic {topic(a)}", "a": {"source": a, "text": some},
                      "b": {"source": b, "text": others}, "label": label, "kind": kind})  # fmt: skip
    return found


def found(shared: Path) -> list[dict[str, Any]]:
    """More labels of real claims, of stories-dev and polnear-train: pairs near in meaning, and pairs that a first
    network took for contradictions; hardly one of them is. Coin tosses are left out."""
    texts = stories(shared) | articles(shared)
    made = []
    for a, start, end, b, begin, stop, label, sure in rows("found.tsv"):
        if sure != "1" or label == "contradicts":
            some, others = texts[a][int(start) : int(end)], texts[b][int(begin) : int(stop)]
            two = {"a": {"source": a, "text": flat(some)}, "b": {"source": b, "text": flat(others)}}
            made.append(
                {"story": f"ECB+ topic {topic(a)}" if topic(a) else "polnear", **two, "label": label, "kind": ""}
            )
    return made


def flat(text: str) -> str:
    """A text on one line."""
    return text.replace("\n", " ")


def rows(name: str) -> list[list[str]]:
    """The rows of a table of `training/pairs`."""
    lines = (PAIRS / name).read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def stories(shared: Path) -> dict[str, str]:
    """Title, newline and text of the articles of stories-dev."""
    with gzip.open(shared / "data/stories-dev.jsonl.gz", "rt", encoding="utf8") as lines:
        return {r["id"]: f"{r['title'] or ''}\n{r['text']}" for r in map(json.loads, lines)}


def articles(shared: Path) -> dict[str, str]:
    """Texts of polnear-train."""
    with gzip.open(shared / "data/polnear-train.jsonl.gz", "rt", encoding="utf8") as lines:
        return {r["id"]: r["text"] for r in map(json.loads, lines)}


def topic(source: str) -> str:
    """The ECB+ topic of an article ("ecb+/22_6ecbplus": 22), "" for others."""
    name = source.rpartition("/")[2]
    return name.partition("_")[0] if "ecb" in name else ""
