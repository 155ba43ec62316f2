"""Examples -> tensors, in batches of like length; and the dirt that pages bring, put on on purpose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from examples import CUE, Example
from torch import Tensor

IGNORED = -100
MASK, OPEN, CLOSE, STRAIGHT, LEFT, RIGHT = 103, 1523, 1524, 1000, 1077, 1090  # [MASK] “ ” " « » in BERT's vocabulary


class Batch(NamedTuple):
    ids: Tensor
    shapes: Tensor
    mask: Tensor  # added to attention weights: 0, or -1e4 where there is no token
    heads: Tensor  # tokens that begin a word and whose cues belong to the window
    cues: Tensor  # 0 outside, 1 begins, 2 inside
    parts: Tensor  # [.., 0] source of anything, [.., 1] content of anything
    rows: list[int]  # the row of each gold cue
    marks: Tensor  # 1 on its tokens
    roles: Tensor  # its target roles; IGNORED where no word begins


def batch(examples: Sequence[Example]) -> Batch:
    size = -(-max(len(e.window) for e in examples) // 8) * 8
    grid = (len(examples), size)
    ids, shapes, cues = (np.zeros(grid, np.int64) for _ in range(3))
    heads, none, parts = np.zeros(grid, np.float32), np.full(grid, -1e4, np.float32), np.zeros((*grid, 2), np.float32)
    rows, marks, roles = [], [], []
    for i, (window, targets) in enumerate(examples):
        n = len(window)
        ids[i, :n], shapes[i, :n], heads[i, :n], none[i, :n] = window.ids, window.shapes, window.heads, 0
        heads[i, : window.own] = 0
        for first, end, role in targets:
            cues[i, first], cues[i, first + 1 : end] = 1, 2
            parts[i, :n, 0] = np.maximum(parts[i, :n, 0], role == 1)
            parts[i, :n, 1] = np.maximum(parts[i, :n, 1], role == 2)
            mark, want = np.zeros(size, np.int64), np.full(size, IGNORED, np.int64)
            mark[first:end] = 1
            want[:n] = np.where(window.heads & (role != CUE), role, IGNORED)
            rows.append(i)
            marks.append(mark)
            roles.append(want)
    mask = torch.from_numpy(none)[:, None, None, :].to(torch.bfloat16)
    tensors = map(torch.from_numpy, (heads, cues, parts))
    pairs = (torch.from_numpy(np.array(x, np.int64).reshape(-1, size)) for x in (marks, roles))
    return Batch(torch.from_numpy(ids), torch.from_numpy(shapes), mask, *tensors, rows, *pairs)


def disturb(made: Batch) -> None:
    """Quote marks reversed, straightened, of another kind or lost; capitals gone; words that cannot be read."""
    rows, size = made.ids.shape
    for i in (torch.rand(rows) < 0.12).nonzero().flatten().tolist():
        ids, kind = made.ids[i], random.randrange(4)
        opens, closes = ids == OPEN, ids == CLOSE
        if kind == 0:
            ids[opens], ids[closes] = CLOSE, OPEN
        elif kind == 1:
            ids[opens | closes] = STRAIGHT
        elif kind == 2:
            ids[opens], ids[closes] = LEFT, RIGHT
        else:
            ids[(opens | closes | (ids == STRAIGHT)) & (torch.rand(size) < 0.5)] = MASK
    made.shapes[torch.rand(rows) < 0.06] = 0
    made.ids[(torch.rand(rows, size) < 0.02) & (made.ids > 1100)] = MASK


def batches(examples: Sequence[Example], tokens: int, shuffled: bool = True) -> list[list[Example]]:
    """Batches of at most `tokens` tokens with padding; sorted within runs of 1,500, so that order stays random."""
    order = list(range(len(examples)))
    if shuffled:
        random.shuffle(order)
    run = 1500 if shuffled else max(len(order), 1)
    out: list[list[Example]] = []
    for start in range(0, len(order), run):
        longest, current = 0, []
        for i in sorted(order[start : start + run], key=lambda i: len(examples[i].window)):
            size = -(-len(examples[i].window) // 8) * 8
            if current and max(longest, size) * (len(current) + 1) > tokens:
                out.append(current)
                longest, current = 0, []
            current.append(examples[i])
            longest = max(longest, size)
        out.append(current)
    if shuffled:
        random.shuffle(out)
    return out
