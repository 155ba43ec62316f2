"""The small network that tells the meaning of a text as a vector."""

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
    if not texts:
        return np.zeros((0, 384), dtype=np.float32)
    return run("embed.onnx", tokenizer().encode_batch(list(texts)))


def run(name: str, encoded: Sequence[Any]) -> Floats:
    """Rows of a network's output, one text at a time on two threads.

    Not in batches: the network's activations are quantized by what is in a batch, and a claim's vector must not
    depend on which claims were compared with it.
    """
    network = session(name)

    def row(one: Any) -> Floats:
        feed = {
            "input_ids": np.array([one.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(one.ids)), dtype=np.int64),
            "token_type_ids": np.array([one.type_ids], dtype=np.int64),
        }
        out: Floats = network.run(None, feed)[0][0]
        return out

    with ThreadPoolExecutor(THREADS) as pool:
        return np.stack(list(pool.map(row, encoded, chunksize=64)))
