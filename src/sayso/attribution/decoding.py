"""From the encoder's log-probabilities to words: cues, and for each cue the words of its source and content.

All indices are tokens of a window; `spans` turns them into code points. The first piece of a word decides for the
word. Numpy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .windows import Window

Floats = NDArray[np.float32]
Roles = NDArray[np.int8]
OUTSIDE, SOURCE, CONTENT = 0, 1, 2
_NEVER = 1e4  # nats


class Settings(NamedTuple):
    """Tuned on a slice of the training part that was held out; they ship beside the weights."""

    cue: float = 0.2  # least probability for a word to open a cue
    keep: float = 0.4  # least score of a triple
    switch: float = 1.0  # what a change of role costs between neighbouring words, in nats
    valid: float = 0.5  # weight of the second look at the cue against the first (geometric mean)
    lean: float = 1.5  # nats added to the role of source where none was found: 93 % of attributions name one

    @property
    def least(self) -> float:
        """Below this probability of a cue no second look could still lift the score to `keep`."""
        return max(self.cue, float(self.keep ** (1 / max(1 - self.valid, 1e-6))))

    def score(self, cue: Cue, sure: float) -> float:
        """Of an attribution: both looks at its cue (`sure`: the second), as a weighted geometric mean."""
        return float(cue.score ** (1 - self.valid) * sure**self.valid)


class Cue(NamedTuple):
    first: int
    end: int
    score: float


def cues(window: Window, logp: Floats, settings: Settings) -> list[Cue]:
    """Runs of cue words. `logp`: [tokens, 3], log-probability of outside, begins a cue, inside a cue."""
    size = len(window)
    opens = (np.exp(logp[:size, 1]) >= settings.least) & window.heads
    opens[: window.own] = False
    goes_on = (logp[:size, 2] > logp[:size, :2].max(1)) | ~window.heads
    goes_on[-1] = False
    out: list[Cue] = []
    for first in np.flatnonzero(opens).tolist():
        if out and first < out[-1].end:
            continue
        end = first + 1
        while goes_on[end]:
            end += 1
        out.append(Cue(first, end, float(np.exp(logp[first, 1]))))
    return out


def roles(windows: Sequence[Window], marked: Sequence[Cue], logp: Sequence[Floats], settings: Settings) -> Roles:
    """The role of every token for one cue each. `logp`: for each cue [tokens, 3] of outside, source, content.

    Rows are as long as the longest window; what is decoded of one does not depend on the others.
    """
    size = max(map(len, windows))
    evidence = np.zeros((len(windows), size, 3), np.float32)
    heads = np.zeros((len(windows), size), np.bool_)
    for i, (window, cue) in enumerate(zip(windows, marked, strict=True)):
        here = np.flatnonzero(window.heads)
        heads[i, here] = True
        evidence[i, here] = logp[i][here]
        evidence[i, cue.first : cue.end] = 0
    path = best_paths(evidence, heads, settings.switch)
    bare = np.flatnonzero(~(path == SOURCE).any(1))
    if settings.lean and len(bare):
        leaning = evidence[bare]
        leaning[:, :, SOURCE] += settings.lean * heads[bare]
        path[bare] = best_paths(leaning, heads[bare], settings.switch)
    for i, (window, cue) in enumerate(zip(windows, marked, strict=True)):
        path[i, 0] = OUTSIDE
        path[i, cue.first : cue.end] = OUTSIDE
        path[i, len(window) - 1 :] = OUTSIDE
        _keep_one_source(path[i], evidence[i])
    return path


def best_paths(evidence: Floats, heads: NDArray[np.bool_], switch: float) -> Roles:
    """The likeliest sequence of roles of each row, where a change costs `switch` and no word is divided (Viterbi)."""
    rows, size, kinds = evidence.shape
    cost = np.where(heads, switch, _NEVER).astype(np.float32)[:, :, None]
    back = np.zeros((rows, size, kinds), np.int8)
    score = evidence[:, 0].copy()
    for i in range(1, size):
        best = score.argmax(1)
        changed = score[np.arange(rows), best][:, None] - cost[:, i]
        stays = score >= changed
        back[:, i] = np.where(stays, np.arange(kinds), best[:, None])
        score = np.where(stays, score, changed) + evidence[:, i]
    path = np.zeros((rows, size), np.int8)
    path[:, -1] = score.argmax(1)
    for i in range(size - 1, 0, -1):
        path[:, i - 1] = back[np.arange(rows), i, path[:, i]]
    return path


def _keep_one_source(path: Roles, evidence: Floats) -> None:
    """A source stands in one piece (all but 9 of 19,832 in PolNeAR): of several, the one with most evidence stays."""
    runs = _runs(path == SOURCE)
    if len(runs) < 2:
        return
    gain = [float((evidence[a:b, SOURCE] - evidence[a:b, OUTSIDE]).sum()) for a, b in runs]
    for i, (a, b) in enumerate(runs):
        if i != int(np.argmax(gain)):
            path[a:b] = CONTENT if evidence[a:b, CONTENT].sum() > evidence[a:b, OUTSIDE].sum() else OUTSIDE


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def spans(window: Window, mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Code points of the runs of marked tokens."""
    return [(int(window.starts[a]), int(window.ends[b - 1])) for a, b in _runs(mask[: len(window)])]
