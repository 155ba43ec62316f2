"""The mean of two checkpoints of one run, with its thresholds tuned anew.

    python training/attribution/average.py CACHE EARLIER.pt LATER.pt OUT.pt [SHARE of the earlier, .35]

Between a checkpoint from the middle of a run and its last one lies a flatter place than either (Izmailov et al., 2018).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from network import Network
from prepare import minilm
from train import divided, settle


def main(cache: Path, earlier: Path, later: Path, out: Path, share: float = 0.35) -> None:
    first, last = (torch.load(path, weights_only=True) for path in (earlier, later))
    state = {name: share * first["state"][name] + (1 - share) * last["state"][name] for name in last["state"]}
    _, held, dev = divided(cache)
    settle(Network(minilm(), last["depth"]).narrow(state), held, dev, out)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]), *map(float, sys.argv[5:]))
