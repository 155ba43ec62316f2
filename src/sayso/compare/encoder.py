"""The small network that tells the meaning of a text as a vector, and the matter it speaks to as another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
THREADS = max(1, min(2, os.cpu_count() or 1))
WEIGHTS = files("sayso.weights").joinpath("compare")
LONGEST = 96  # word pieces of a text that are read


@cache
def tokenizer() -> Any:
    """The word pieces of the network."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_str(WEIGHTS.joinpath("tokenizer.json").read_text("utf-8"))
    made.enable_truncation(LONGEST)
    made.no_padding()
    return made


@cache
def session(name: str) -> Any:
    """An onnxruntime session on the processor that computes on the thread that calls it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(WEIGHTS.joinpath(name)) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def vectors(texts: Sequence[str]) -> Floats:
    """Unit vectors of meaning, one row a text (384 columns)."""
    return embedded(texts)[:, 0]


def embedded(texts: Sequence[str]) -> Floats:
    """Of every text two unit vectors, (texts, 2, 384): of its meaning, and of the matter it speaks to.

    Texts that answer one question in opposite ways are near in the second (`training/compare_matter.py`).
    """
    if not texts:
        return np.zeros((0, 2, 384), dtype=np.float32)
    return run("embed.onnx", [one.ids for one in tokenizer().encode_batch(list(texts))])


def run(name: str, pieces: Sequence[Sequence[int]]) -> Floats:
    """Rows of a network's output for rows of word pieces, one at a time on two threads.

    Not in batches: the network's activations are quantized by what is in a batch, and a claim's vector must not
    depend on which claims were compared with it.
    """
    network = session(name)
    asked = {given.name for given in network.get_inputs()}

    def row(ids: Sequence[int]) -> Floats:
        read = np.array([ids], dtype=np.int64)
        feed = {"input_ids": read, "attention_mask": np.ones_like(read), "token_type_ids": np.zeros_like(read)}
        out: Floats = network.run(None, {name: value for name, value in feed.items() if name in asked})[0][0]
        return out

    with ThreadPoolExecutor(THREADS) as pool:
        return np.stack(list(pool.map(row, pieces, chunksize=64)))
