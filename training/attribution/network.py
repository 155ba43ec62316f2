"""The network: a MiniLM encoder whose upper layers exist twice, to find cues and to look again at one marked cue.

Written out in plain PyTorch, because a machine without a graphics card trains it twice as fast this way: attention as
two matrix products (the fused kernel is slow backwards for short windows), dropout masks cut from one pool, matrix
products in bfloat16 under autocast.
"""

from __future__ import annotations

import copy
import random
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS, WORDS = 384, 12, 6, 30522
DROPOUT = 0.1
_pool: Tensor | None = None


def drop(x: Tensor, training: bool) -> Tensor:
    """Dropout with a mask cut from a pool at a random place: drawing a new mask each time costs 7 % of a step."""
    global _pool
    if not training:
        return x
    n = x.numel()
    if _pool is None or _pool.numel() < 2 * n:
        _pool = ((torch.rand(max(2 * n, 1 << 22)) > DROPOUT).float() / (1 - DROPOUT)).to(torch.bfloat16)
    start = random.randrange(_pool.numel() - n)
    return x * _pool[start : start + n].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, inner: int = 1536) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, size, _ = x.shape
        q, k, v = self.qkv(x).view(rows, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.matmul(q, k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask
        read = torch.matmul(torch.softmax(weights, -1).to(v.dtype), v).transpose(1, 2).reshape(rows, size, WIDTH)
        x = self.norm1(x + drop(self.out(read), self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), self.training))


class Network(nn.Module):
    """`depth`: how many layers read a window before the cue is known; 6: no second look but a pairing head."""

    def __init__(self, minilm: Path, depth: int = 4) -> None:
        super().__init__()
        self.depth = depth
        self.words, self.places = nn.Embedding(WORDS, WIDTH), nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        _fill(self, layers, load_file(minilm / "model.safetensors"))
        self.trunk, self.finding = layers[:depth], layers[depth:]
        self.looking = copy.deepcopy(layers[depth:])
        self.shape, self.mark = nn.Embedding(3, WIDTH), nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.mark.weight, std=0.05)
        self.cue, self.part, self.valid = nn.Linear(WIDTH, 3), nn.Linear(WIDTH, 2), nn.Linear(WIDTH, 1)
        self.pairing = Pairing() if depth == LAYERS else None
        self.role = nn.Linear(WIDTH, 3)

    def embed(self, ids: Tensor, shapes: Tensor) -> Tensor:
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shape(shapes)
        return drop(self.norm(x), self.training)

    def find(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(states of the trunk, states that tell cues)"""
        for layer in self.trunk:
            x = layer(x, mask)
        found = x
        for layer in self.finding:
            found = layer(found, mask)
        return x, found

    def look(self, hidden: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(role logits [cues, tokens, 3], logit that the cue is one [cues]); `marks`: 1 on the tokens of the cue."""
        if self.pairing is not None:
            roles, cue = self.pairing(hidden, marks)
            return roles, self.valid(cue).squeeze(-1)
        x = hidden + self.mark(marks)
        for layer in self.looking:
            x = layer(x, mask)
        return self.role(x), self.valid(x[:, 0]).squeeze(-1)

    def narrow(self, like: dict[str, Tensor]) -> Network:
        """Take the widths and the values of a checkpoint."""
        for name, layer in self.named_modules():
            if isinstance(layer, Layer) and (inner := like[f"{name}.up.weight"].shape[0]) != layer.up.out_features:
                layer.up, layer.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.load_state_dict(like)
        return self


class Pairing(nn.Module):
    """The design without a second look: a bilinear score of every token with the cue, by role."""

    def __init__(self, size: int = 256) -> None:
        super().__init__()
        self.token, self.cue = nn.Linear(WIDTH, size), nn.Linear(WIDTH, size)
        self.pair = nn.Parameter(torch.randn(3, size, size) * 0.02)
        self.distance, self.role = nn.Embedding(64, size), nn.Linear(size, 3)

    def forward(self, hidden: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        weight = marks.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        away = (torch.arange(marks.shape[1])[None] - marks.argmax(1)[:, None]).clamp(-31, 31) + 32
        token, cue = torch.tanh(self.token(hidden) + self.distance(away)), torch.tanh(self.cue(mean))
        pair = torch.einsum("qld,rde,qe->qlr", token, self.pair.to(token.dtype), cue)
        return self.role(torch.relu(token + cue[:, None])) + pair, mean


def _fill(network: Network, layers: nn.ModuleList, weights: dict[str, Tensor]) -> None:
    """Copies all-MiniLM-L6-v2 in; the one token type it was used with is added to the word embeddings."""
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    network.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"] + kind)
    network.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for part in ("weight", "bias"):
        getattr(network.norm, part).data.copy_(weights[f"embeddings.LayerNorm.{part}"])
        for i, layer in enumerate(layers):
            at = f"encoder.layer.{i}"
            triple = [weights[f"{at}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            getattr(layer.qkv, part).data.copy_(torch.cat(triple))
            for mine, theirs in names.items():
                getattr(getattr(layer, mine), part).data.copy_(weights[f"{at}.{theirs}.{part}"])
