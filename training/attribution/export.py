"""Writes the files that ship from a checkpoint of train.py: two ONNX graphs, the tokenizer, the decoding settings.

    python training/attribution/export.py CHECKPOINT.pt src/sayso/weights/attribution

Linear layers become int8 per output channel (activations are scaled at run time), word embeddings int8 per row; the
three small output layers stay fp32. On polnear-dev the int8 files score as the fp32 network does.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from prepare import minilm, tokenizer
from torch import Tensor, nn


class Words(nn.Module):
    """An embedding table of one byte a value, with a scale for each row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = (table.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
        self.register_buffer("scale", scale)
        self.register_buffer("steps", (table / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.steps[ids].float() * self.scale[ids]


class Find(nn.Module):
    """ids, shapes, mask (1: a token) -> states of the trunk; log-probabilities of outside, begins, inside a cue."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden, found = self.network.find(self.network.embed(ids, shapes), _added(mask))
        return hidden, self.network.cue(found).log_softmax(-1)


class Look(nn.Module):
    """States, marks (1: a token of the cue), mask -> log-probabilities of the roles; probability of the cue."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, hidden: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        roles, valid = self.network.look(hidden, marks, _added(mask))
        return roles.log_softmax(-1), valid.sigmoid()


def _added(mask: Tensor) -> Tensor:
    return ((1 - mask) * -1e4)[:, None, None, :]


def write(part: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, int], out: Path) -> None:
    """`outputs`: name and number of free dimensions."""
    free = {**dict.fromkeys(inputs, 2), **outputs}
    axes = {name: dict(enumerate(("batch", "tokens")[:n])) for name, n in free.items()}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            part.eval(),
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        graph = onnx.load(plain).graph
        small = {i.name for i in graph.initializer if min(i.dims, default=0) <= 3}
        kept = [n.name for n in graph.node if n.op_type in ("MatMul", "Gemm") and small & set(n.input)]
        quantize_dynamic(
            plain,
            out,
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=kept,
            extra_options={"MatMulConstBOnly": True},
        )


def main(checkpoint: Path, out: Path) -> None:
    saved = torch.load(checkpoint, weights_only=True)
    network = Network(minilm(), saved["depth"]).narrow(saved["state"]).eval()
    network.words = Words(network.words.weight.detach())  # type: ignore[assignment]
    out.mkdir(parents=True, exist_ok=True)
    ids, mask = torch.randint(0, 3000, (3, 17)), torch.ones(3, 17)
    find = {"ids": ids, "shapes": torch.zeros_like(ids), "mask": mask}
    look = {"hidden": torch.randn(3, 17, 384), "marks": torch.zeros_like(ids), "mask": mask}
    write(Find(network), find, {"hidden": 2, "cues": 2}, out / "cues.onnx")
    write(Look(network), look, {"roles": 2, "valid": 1}, out / "roles.onnx")
    words = json.loads(tokenizer().to_str())
    (out / "tokenizer.json").write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
    (out / "settings.json").write_text(json.dumps(saved["settings"], indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
