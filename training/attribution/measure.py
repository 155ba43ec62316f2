"""Joint, content and exact F1 of decoded attributions, and the thresholds that serve the held-out pages best.

The measure is the project's: a predicted and a gold attribution match, one to one, greedily, where the word sets of
their contents overlap by half or more; joint asks that their sources share a word, or that neither has one.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from sayso.attribution.decoding import CONTENT, SOURCE, Cue, Settings, roles, spans
from sayso.attribution.windows import Window

ROLES = ("source", "cue", "content")
Words = frozenset[int]


class Candidate(NamedTuple):
    """A cue that the network proposes, with what it says on the second look."""

    page: str
    window: Window
    cue: Cue
    logp: np.ndarray
    valid: float


class Gold(NamedTuple):
    words: list[tuple[int, int]]
    attributions: list[dict[str, Words]]


def gold(text: str, attributions: Sequence[dict[str, Any]]) -> Gold:
    words = [m.span() for m in re.finditer(r"\w+", text)]
    return Gold(words, [{role: _covered(words, a[role]) for role in ROLES} for a in attributions])


def _covered(words: Sequence[tuple[int, int]], pieces: Iterable[Sequence[int]]) -> Words:
    out: set[int] = set()
    for start, end in pieces:
        i = max(bisect_right(words, (start, 0)) - 1, 0)
        while i < len(words) and words[i][0] < end:
            if words[i][1] > start:
                out.add(i)
            i += 1
    return frozenset(out)


def decoded(candidates: Sequence[Candidate], settings: Settings) -> list[dict[str, list[tuple[int, int]]] | None]:
    """Spans by role of each candidate, None where it has no content."""
    out: list[dict[str, list[tuple[int, int]]] | None] = [None] * len(candidates)
    order = sorted(range(len(candidates)), key=lambda i: len(candidates[i].window))
    for start in range(0, len(order), 128):
        some = [candidates[i] for i in order[start : start + 128]]
        logp = np.zeros((len(some), max(len(c.window) for c in some), 3), np.float32)
        for row, c in zip(logp, some, strict=True):
            row[: len(c.window)] = c.logp
        tagged = roles([c.window for c in some], [c.cue for c in some], logp, settings)
        for i, c, role in zip(order[start:], some, tagged, strict=False):
            mark = np.zeros(len(c.window), bool)
            mark[c.cue.first : c.cue.end] = True
            if (role == CONTENT).any():
                found = (spans(c.window, role == SOURCE), spans(c.window, mark), spans(c.window, role == CONTENT))
                out[i] = dict(zip(ROLES, found, strict=True))
    return out


def scores(golds: dict[str, Gold], found: dict[str, list[dict[str, Words]]]) -> dict[str, float]:
    """F1 of content, joint, and of whole spans by role."""
    hits = dict.fromkeys(("content", "joint"), 0)
    exact = {role: [0, 0, 0] for role in ROLES}
    n_gold = n_found = 0
    for page, want in golds.items():
        got = [a for a in found.get(page, []) if a["content"]]
        n_gold, n_found = n_gold + len(want.attributions), n_found + len(got)
        for i, j in _matched(want.attributions, got):
            hits["content"] += 1
            a, b = want.attributions[i]["source"], got[j]["source"]
            hits["joint"] += bool(a & b) or not (a or b)
        for role, counts in exact.items():
            a, b = ({x[role] for x in side} - {frozenset()} for side in (want.attributions, got))
            counts[:] = [counts[0] + len(a & b), counts[1] + len(a), counts[2] + len(b)]
    out = {name: 2 * n / max(n_gold + n_found, 1) for name, n in hits.items()}
    out |= {f"exact {role}": 2 * n / max(a + b, 1) for role, (n, a, b) in exact.items()}
    return {name: round(value, 4) for name, value in out.items()}


def _matched(want: Sequence[dict[str, Words]], got: Sequence[dict[str, Words]]) -> list[tuple[int, int]]:
    pairs = [
        (len(w["content"] & g["content"]) / len(w["content"] | g["content"]), i, j)
        for (i, w), (j, g) in itertools.product(enumerate(want), enumerate(got))
        if w["content"] & g["content"]
    ]
    left, right, out = set(), set(), []
    for overlap, i, j in sorted(pairs, reverse=True):
        if overlap >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def measured(
    golds: dict[str, Gold], candidates: Sequence[Candidate], settings: Settings, cache: dict[tuple[float, float], Any]
) -> dict[str, float]:
    """`cache` keeps what does not change between settings."""
    key = (settings.switch, settings.lean)
    if key not in cache:
        pieces = decoded(candidates, settings)
        cache[key] = [
            a and {role: _covered(golds[c.page].words, a[role]) for role in ROLES}
            for c, a in zip(candidates, pieces, strict=True)
        ]
    found: dict[str, list[dict[str, Words]]] = {}
    for c, attribution in zip(candidates, cache[key], strict=True):
        score = c.cue.score ** (1 - settings.valid) * c.valid**settings.valid
        if attribution and c.cue.score >= settings.cue and score >= settings.keep:
            found.setdefault(c.page, []).append(attribution)
    return scores(golds, found)


def tuned(golds: dict[str, Gold], candidates: Sequence[Candidate]) -> tuple[Settings, dict[str, float]]:
    """The best settings of a grid, by joint F1 and a quarter of each exact one."""
    cache: dict[tuple[float, float], Any] = {}
    grid = itertools.product((0.1, 0.4), np.arange(0.35, 0.76, 0.05), (0.5, 1.0, 2.0), (0.3, 0.6, 0.8), (0.0, 1.5, 2.5))
    best = None
    for values in grid:
        settings = Settings(*(round(float(v), 3) for v in values))
        got = measured(golds, candidates, settings, cache)
        goal = got["joint"] + 0.25 * sum(got[f"exact {role}"] for role in ROLES)
        if best is None or goal > best[0]:
            best = (goal, settings, got)
    assert best is not None
    return best[1], best[2]
