"""Our own labelled pairs of claims, for `compare_features.py` and for whoever works on the word tables.

`pairs/*.jsonl`: 3,017 pairs of invented claims, written for this by a language model that was shown the rules of the
labels but no pair of pairs-dev. `pairs/stories.tsv`: labels of 2,029 pairs of real claims in stories-dev, by the same,
as places in its articles, because the words are not ours to keep.
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
    with gzip.open(shared / "data/stories-dev.jsonl.gz", "rt", encoding="utf8") as lines:
        texts = {r["id"]: f"{r['title'] or ''}\n{r['text']}" for r in map(json.loads, lines)}
    found = []
    for line in (PAIRS / "stories.tsv").read_text("utf8").splitlines():
        if not line.startswith("#"):
            a, start, end, b, begin, stop, label, kind = line.split("\t")
            some, others = texts[a][int(start) : int(end)], texts[b][int(begin) : int(stop)]
            found.append({"story": f"ECB+ topic {topic(a)}", "a": {"source": a, "text": some},
                          "b": {"source": b, "text": others}, "label": label, "kind": kind})  # fmt: skip
    return found


def topic(source: str) -> str:
    """The ECB+ topic of an article ("ecb+/22_6ecbplus": 22), "" for others."""
    name = source.rpartition("/")[2]
    return name.partition("_")[0] if "ecb" in name else ""
