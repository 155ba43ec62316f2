"""Which stories of the labelled pairs hang together."""

from __future__ import annotations

from typing import Any

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
