"""Trains the attribution tagger on windows that prepare.py made.

    python training/attribution/train.py CACHE OUT.pt [--init FIRST.pt] [--inner 768] [--steps N | --minutes M] …

5 % of the training pages are held out: thresholds are tuned on them, and never on the development part, which is only
measured. Every run is seeded; `--minutes` lets the learning rate fall with the clock on a busy machine, and the log
says how many steps that were. Three losses: the cue of each word (begins, inside, outside); for every gold cue the role
of each word; and whether a cue is one at all, for gold cues and for likely wrong ones that the network itself proposes.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from batches import IGNORED, Batch, batch, batches, disturb
from examples import Example
from measure import Candidate, gold, measured, tuned
from network import Layer, Network
from prepare import minilm
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.attribution.decoding import Settings, cues

CUE_WEIGHTS = torch.tensor([1.0, 1.5, 1.2])  # outside, begins, inside
HELD_OUT = 42  # pages
WARM = 80  # steps


def arguments() -> argparse.Namespace:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("cache", type=Path)
    read.add_argument("out", type=Path)
    read.add_argument("--init", type=Path, help="a checkpoint to go on from")
    read.add_argument("--depth", type=int, default=4, help="layers before the cue is known; 6: a pairing head")
    read.add_argument("--inner", type=int, default=0, help="width to which the inner layers are pruned at the start")
    read.add_argument("--steps", type=int, default=780)
    read.add_argument("--minutes", type=float, default=0, help="stop by the clock instead")
    read.add_argument("--keep", type=int, default=0, help="also save OUT.keep.pt after so many steps")
    read.add_argument("--lr", type=float, default=2e-4)
    read.add_argument("--tokens", type=int, default=2400, help="of a batch, padding counted in")
    read.add_argument("--disturb", action="store_true", help="put the dirt of real pages on the windows")
    read.add_argument("--seed", type=int, default=1)
    return read.parse_args()


def wrong_cues(made: Batch, logits: Tensor, lengths: list[int]) -> tuple[list[int], list[Tensor]]:
    """Likely words that open no gold cue: the second look learns to turn them down."""
    likely = logits.softmax(-1)[..., 1] * (made.heads > 0) * (made.cues == 0)
    found = (likely > 0.15).nonzero().tolist()
    random.shuffle(found)
    kinds = logits.argmax(-1)
    rows, marks = [], []
    for row, first in found[: max(4, len(made.rows) // 4)]:
        mark = torch.zeros(made.ids.shape[1], dtype=torch.long)
        end = first + 1
        while end < lengths[row] - 1 and kinds[row, end] == 2 and made.cues[row, end] == 0:
            end += 1
        mark[first:end] = 1
        rows.append(row)
        marks.append(mark)
    return rows, marks


def loss_of(network: Network, examples: list[Example], negatives: bool, dirty: bool) -> tuple[Tensor, list[float]]:
    made = batch(examples)
    if dirty:
        disturb(made)
    rows, marks, roles = list(made.rows), made.marks, made.roles
    with torch.autocast("cpu", torch.bfloat16):
        hidden, found = network.find(network.embed(made.ids, made.shapes), made.mask)
        logits, parts = network.cue(found).float(), network.part(found).float()
        if negatives:
            more, theirs = wrong_cues(made, logits.detach(), [len(e.window) for e in examples])
            if more:
                rows, marks = rows + more, torch.cat([marks, torch.stack(theirs)])
                roles = torch.cat([roles, torch.full((len(more), roles.shape[1]), IGNORED)])
        if rows:
            states = found if network.depth == 6 else hidden
            role, valid = (x.float() for x in network.look(states[rows], marks, made.mask[rows]))
    weight = CUE_WEIGHTS[made.cues] * made.heads
    wrong = F.cross_entropy(logits.flatten(0, 1), made.cues.flatten(), reduction="none").view(weight.shape)
    loss_cue = (wrong * weight).sum() / max(1, len(made.rows))
    loss_part = F.binary_cross_entropy_with_logits(parts, made.parts, reduction="none").sum(-1)
    loss = loss_cue + 0.2 * (loss_part * made.heads).sum() / made.heads.sum()
    loss_role = loss_valid = torch.zeros(())
    if rows:
        summed = F.cross_entropy(role.flatten(0, 1), roles.flatten(), ignore_index=IGNORED, reduction="sum")
        loss_role = summed / max(1, len(made.rows)) / 12
        truth = torch.tensor([1.0] * len(made.rows) + [0.0] * (len(rows) - len(made.rows)))
        loss_valid = F.binary_cross_entropy_with_logits(valid, truth)
        loss = loss + loss_role + 0.5 * loss_valid
    return loss, [float(x.detach()) for x in (loss_cue, loss_role, loss_valid)]


def prune(network: Network, sample: list[list[Example]], inner: int) -> None:
    """Keeps the inner neurons with most |activation x gradient| (Molchanov et al., 2017), layer by layer."""
    layers = [m for m in network.modules() if isinstance(m, Layer)]
    worth = {layer: torch.zeros(layer.up.out_features) for layer in layers}
    seen: list[tuple[Layer, Tensor]] = []

    def watch(layer: Layer) -> torch.utils.hooks.RemovableHandle:
        def note(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            inputs[0].retain_grad()
            seen.append((layer, inputs[0]))

        return layer.down.register_forward_pre_hook(note)

    hooks = [watch(layer) for layer in layers]
    network.eval()
    for examples in sample:
        loss_of(network, examples, negatives=True, dirty=False)[0].backward()
        for layer, x in seen:
            if x.grad is not None:
                worth[layer] += (x * x.grad).abs().float().sum((0, 1)).detach()
        seen.clear()
        network.zero_grad()
    for hook in hooks:
        hook.remove()
    for layer in layers:
        kept = worth[layer].topk(inner).indices.sort().values
        up, down = layer.up, layer.down
        layer.up, layer.down = nn.Linear(up.in_features, inner), nn.Linear(inner, down.out_features)
        layer.up.weight.data, layer.up.bias.data = up.weight.data[kept].clone(), up.bias.data[kept].clone()
        layer.down.weight.data, layer.down.bias.data = down.weight.data[:, kept].clone(), down.bias.data.clone()


def optimizer(network: Network, lr: float) -> torch.optim.AdamW:
    """Lower layers learn more slowly, new heads faster; word and place embeddings stay as they are."""
    network.words.requires_grad_(False)
    network.places.requires_grad_(False)
    groups, seen = [], set()

    def add(module: nn.Module, rate: float) -> None:
        new = [p for p in module.parameters() if p.requires_grad and p not in seen]
        seen.update(new)
        if new:
            groups.append({"params": new, "lr": rate, "base": rate})

    for branch, below in ((network.trunk, 0), (network.finding, network.depth), (network.looking, network.depth)):
        for i, layer in enumerate(branch):
            add(layer, lr * 0.9 ** (5 - below - i))
    add(network.norm, lr / 2)
    add(network, 1e-3)
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=True)


def fit(network: Network, examples: list[Example], asked: argparse.Namespace) -> int:
    """Returns the number of steps."""
    learn = optimizer(network, asked.lr)
    params = [p for group in learn.param_groups for p in group["params"]]
    network.train()
    began, step, seen = time.time(), 0, np.zeros(3)
    while True:
        for some in batches(examples, asked.tokens):
            done = (time.time() - began) / 60 / asked.minutes if asked.minutes else step / asked.steps
            if done >= 1:
                return step
            for group in learn.param_groups:
                group["lr"] = group["base"] * (step / WARM if step < WARM else 1 - done)
            loss, parts = loss_of(network, some, negatives=bool(asked.init) or done > 0.15, dirty=asked.disturb)
            loss.backward()
            nn.utils.clip_grad_norm_(params, 1.0)
            learn.step()
            learn.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + parts
            if step == asked.keep:
                save(network, asked.out.with_suffix(".keep.pt"), Settings())
            if step % 50 == 0:
                cue, role, valid = seen / 50
                print(f"{step} {time.time() - began:.0f}s cue {cue:.3f} role {role:.3f} valid {valid:.3f}", flush=True)
                seen[:] = 0


@torch.no_grad()
def candidates(network: Network, pages: list, least: float = 0.08) -> list[Candidate]:
    """Every cue the network finds at all likely, with its second look."""
    network.eval()
    owners = {id(e): page for page, _, _, examples in pages for e in examples}
    out: list[Candidate] = []
    for some in batches([e for *_, examples in pages for e in examples], 4000, shuffled=False):
        made = batch(some)
        with torch.autocast("cpu", torch.bfloat16):
            hidden, states = network.find(network.embed(made.ids, made.shapes), made.mask)
            logp = network.cue(states).float().log_softmax(-1).numpy()
        at = Settings(cue=least, keep=0.0)
        found = [(i, cue) for i, e in enumerate(some) for cue in cues(e.window, logp[i], at)]
        for start in range(0, len(found), 64):
            part = found[start : start + 64]
            rows = [i for i, _ in part]
            marks = torch.zeros(len(part), made.ids.shape[1], dtype=torch.long)
            for mark, (_, cue) in zip(marks, part, strict=True):
                mark[cue.first : cue.end] = 1
            with torch.autocast("cpu", torch.bfloat16):
                seen = states if network.depth == 6 else hidden
                role, valid = network.look(seen[rows], marks, made.mask[rows])
            said = role.float().log_softmax(-1).numpy()
            for (i, cue), roles, sure in zip(part, said, valid.float().sigmoid().tolist(), strict=True):
                window = some[i].window
                out.append(Candidate(owners[id(some[i])], window, cue, roles[: len(window)], sure))
    return out


def save(network: Network, out: Path, settings: Settings) -> None:
    torch.save({"state": network.state_dict(), "depth": network.depth, "settings": settings._asdict()}, out)


def divided(cache: Path) -> tuple[list, list, list]:
    """(pages to train on, pages held out, development pages)"""
    pages, dev = (pickle.loads((cache / f"{part}.pkl").read_bytes()) for part in ("train", "dev"))
    order = list(range(len(pages)))
    random.Random(7).shuffle(order)
    return [pages[i] for i in order[HELD_OUT:]], [pages[i] for i in order[:HELD_OUT]], dev


def settle(network: Network, held: list, dev: list, out: Path) -> None:
    """Tunes the thresholds on the held-out pages, measures on the development pages, saves."""
    settings, on_held = tuned({p: gold(t, a) for p, t, a, _ in held}, candidates(network, held))
    on_dev = measured({p: gold(t, a) for p, t, a, _ in dev}, candidates(network, dev), settings, {})
    print(f"held out {json.dumps(on_held)}\ndev {json.dumps(on_dev)}\n{settings}", flush=True)
    save(network, out, settings)


def main() -> None:
    asked = arguments()
    torch.manual_seed(asked.seed)
    random.seed(asked.seed)
    pages, held, dev = divided(asked.cache)
    examples = [e for page in pages for e in page[3]]
    network = Network(minilm(), asked.depth)
    if asked.init:
        network.narrow(torch.load(asked.init, weights_only=True)["state"])
    if asked.inner:
        prune(network, batches(examples, asked.tokens)[:24], asked.inner)
    print(fit(network, examples, asked), "steps", flush=True)
    settle(network, held, dev, asked.out)


if __name__ == "__main__":
    main()
