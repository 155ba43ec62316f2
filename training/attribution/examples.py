"""What one window teaches. A module of its own, so that pickles name the same classes whoever reads them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sayso.attribution.windows import Window

CUE = 3


class Target(NamedTuple):
    """One gold attribution in a window: the tokens of its cue, and the role of every token."""

    first: int
    end: int
    roles: np.ndarray


class Example(NamedTuple):
    window: Window
    targets: list[Target]
