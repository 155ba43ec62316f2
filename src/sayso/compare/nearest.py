"""Nearest neighbours among unit vectors without holding each against each.

Vectors are gathered in cells around centres (every k-th vector, by position, so the same vectors give the same cells);
each looks into the cells of its nearest centres (Sivic and Zisserman 2003: an inverted file). Under EXACT vectors all
are compared. Work grows with n to the power of 1.5.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
EXACT = 3000
CELLS = 3  # cells that a vector stands in and looks into
BLOCK = 512
NEVER = -2.0  # cosine of two that are no neighbours however near they are


def neighbours(
    vectors: Floats, most: int, least: float, stand: NDArray[np.int64], one_story: Flags
) -> Iterator[tuple[int, int, float]]:
    """(i, j, cosine) with i < j for the `most` nearest of each vector whose cosine is at least `least`; each once.

    Only vectors whose pages are of one story are neighbours: `stand` has the page of each, `one_story` says of every
    two pages whether they may be.
    """
    found: dict[tuple[int, int], float] = {}
    for rows, columns in groups(vectors):
        for start in range(0, len(rows), BLOCK):
            part = rows[start : start + BLOCK]
            cosines = vectors[part] @ vectors[columns].T
            cosines[~one_story[np.ix_(stand[part], stand[columns])]] = NEVER
            keep(part, columns, cosines, most, least, found)
    best: dict[int, list[tuple[float, int]]] = {}
    for (i, j), cosine in found.items():
        best.setdefault(i, []).append((-cosine, j))
        best.setdefault(j, []).append((-cosine, i))
    kept = {(min(i, j), max(i, j)) for i, near in best.items() for _, j in sorted(near)[:most]}
    for i, j in sorted(kept):
        yield i, j, found[i, j]


def keep(
    rows: NDArray[np.int64], columns: NDArray[np.int64], cosines: Floats, most: int, least: float,
    found: dict[tuple[int, int], float],
) -> None:  # fmt: skip
    """Add the nearest of each row to what is found."""
    wide = min(most + 1, len(columns))
    nearest = np.argpartition(-cosines, wide - 1, axis=1)[:, :wide]
    for row, i in enumerate(rows.tolist()):
        for column in nearest[row].tolist():
            j, cosine = int(columns[column]), float(cosines[row, column])
            if i != j and cosine >= least:
                found[min(i, j), max(i, j)] = round(cosine, 4)


def groups(vectors: Floats) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Rows and the columns they are held against."""
    count = len(vectors)
    everything = np.arange(count)
    if count <= EXACT:
        yield everything, everything
        return
    centres = vectors[:: max(1, round(count**0.5))]
    cells: list[list[int]] = [[] for _ in centres]
    for start in range(0, count, 4096):
        nearest = np.argsort(-(vectors[start : start + 4096] @ centres.T), axis=1, kind="stable")[:, :CELLS]
        for row, own in enumerate(nearest.tolist()):
            for cell in own:
                cells[cell].append(start + row)
    for cell in cells:
        members = np.array(cell, dtype=np.int64)
        if len(members) > 1:
            yield members, members
