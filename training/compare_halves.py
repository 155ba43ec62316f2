"""Which stories of the labelled pairs hang together, and two halves of them for networks that must not see both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from compare_pairs import labelled, topic  # beside this file

CROSSED = (
    ("Qeshm",), ("INS ",), ("Casty", "Harry Winston"), ("Mount Cook",), ("Athens bank", "Woodburn"),
    ("vacc", "Half of US"), ("cyberattack", "Saudi oil"),
)  # fmt: skip


def grouped(rows: list[dict[str, Any]]) -> list[int]:
    """The group of every row: rows of one story, of one topic, or of stories that pairs cross hang together."""
    of: dict[str, int] = {}
    above: list[int] = []

    def root(k: int) -> int:
        while above[k] != k:
            k = above[k]
        return k

    found = []
    for row in rows:
        story = row["story"]
        names = [story, *(f"crossed {i}" for i, parts in enumerate(CROSSED) if any(n in story for n in parts))]
        names += [f"topic {row['topic']}"] if row["topic"] else []
        for name in names:
            if name not in of:
                of[name] = len(above)
                above.append(len(above))
        first = root(of[names[0]])
        for name in names[1:]:
            above[root(of[name])] = first
        found.append(of[story])
    return [root(k) for k in found]


def halves(shared: Path) -> tuple[list[dict[str, Any]], list[int], dict[str, int]]:
    """pairs-dev and the labelled pairs, the half each belongs to, and the half of each ECB+ topic."""
    lines = (shared / "gold/pairs-dev.jsonl").read_text("utf-8").splitlines()
    dev = [json.loads(line) for line in lines]
    rows = [{**r, "topic": topic(r["a"].get("source", ""))} for r in [*dev, *labelled(shared)]]
    groups = grouped(rows)
    size = {g: groups[: len(dev)].count(g) for g in sorted(set(groups))}
    of, total = {}, [0, 0]
    for g in sorted(size, key=lambda g: -size[g]):
        of[g] = int(total[1] < total[0])
        total[of[g]] += size[g]
    half = [of[g] for g in groups]
    return rows, half, {r["topic"]: h for r, h in zip(rows, half, strict=True) if r["topic"]}
