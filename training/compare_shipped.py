"""The network of `read.onnx` as a folder that training goes on from.

    python training/compare_shipped.py OUT

Its weights are bytes times a scale; what smoothing moved from the inputs into them is moved back. So nothing is lost
but what rounding took, and nobody needs the network that the file was written from.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

SHIPPED = Path(__file__).parents[1] / "src/sayso/weights/compare"
FIRST = ("<s>", "<pad>", "</s>", "<unk>")  # rows of the network's table before the word pieces
LAST = "<mask>"
SIZES = {"vocab_size": 30527, "intermediate_size": 2048, "max_position_embeddings": 514, "layer_norm_eps": 1e-5,
         "num_labels": 3}  # fmt: skip


def weights(file: Path) -> dict[str, Any]:
    """Weights by their names in the network, as floats."""
    import onnx

    model = onnx.load(file)
    kept = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}

    def floats(name: str) -> Any:
        bytes_, zero = kept[f"{name}_quantized"].astype(np.float32), kept[f"{name}_zero_point"].astype(np.float32)
        return (bytes_ - zero) * kept[f"{name}_scale"]

    found = {}
    for name, value in kept.items():
        plain = name.removeprefix("inner.").replace(".inner.", ".")
        if name.startswith("inner.") and name.endswith("_quantized"):
            found[plain.removesuffix("_quantized")] = floats(name.removesuffix("_quantized"))
        elif name.startswith("inner.") and value.dtype == np.float32 and not name.endswith(("_scale", ".inverse")):
            found[plain] = value
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            parts = node.name.strip("/").split("/")[1:]
            layer = ".".join(p for p in parts if not p.startswith(("MatMul", "Gemm")) and p != "inner")
            moved = kept.get(f"inner.{layer}.inverse", kept.get(f"inner.{layer.rpartition('.')[0]}.q.inverse"))
            weight = floats(node.input[1].removesuffix("_quantized"))
            found[f"{layer}.weight"] = (weight if moved is None else moved[:, None] * weight).T.copy()
    return found


def tokenizer(file: Path) -> Any:
    """The tokenizer that ships, with the rows of the network's table."""
    from tokenizers import Tokenizer
    from transformers import PreTrainedTokenizerFast

    made = json.loads(file.read_text("utf8"))
    pieces = sorted(made["model"]["vocab"], key=made["model"]["vocab"].__getitem__)
    table = [*FIRST, *(f"was {p}" if p == "[UNK]" else p for p in pieces), LAST]
    row = {piece: i for i, piece in enumerate(table)}
    made["model"] |= {"vocab": row, "unk_token": FIRST[3]}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    made["added_tokens"] = [{"id": row[w], "content": w, **plain} for w in (*FIRST, LAST)]
    begin, end = ({"SpecialToken": {"id": w, "type_id": 0}} for w in (FIRST[0], FIRST[2]))
    a, b = ({"Sequence": {"id": which, "type_id": 0}} for which in "AB")
    special = {w: {"id": w, "ids": [row[w]], "tokens": [w]} for w in (FIRST[0], FIRST[2])}
    made["post_processor"] = {"type": "TemplateProcessing", "single": [begin, a, end],
                              "pair": [begin, a, end, end, b, end], "special_tokens": special}  # fmt: skip
    made |= {"truncation": None, "padding": None}
    names = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), FIRST, strict=True))
    return PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(made)), **names, cls_token=FIRST[0], sep_token=FIRST[2],
        mask_token=LAST, model_input_names=["input_ids", "attention_mask"], model_max_length=512,
    )  # fmt: skip


def main(out: Path) -> None:
    """Write the folder."""
    import torch
    from transformers import MPNetConfig, MPNetForSequenceClassification

    network = MPNetForSequenceClassification(MPNetConfig(**SIZES))
    network.load_state_dict({k: torch.tensor(v) for k, v in weights(SHIPPED / "read.onnx").items()})
    network.save_pretrained(out)
    tokenizer(SHIPPED / "tokenizer.json").save_pretrained(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
