"""Trains the network that reads two texts: do they contradict each other, agree, or neither?

    python training/compare_crossencoder.py nli SHARED BASE OUT      learns entailment: half an hour
    python training/compare_crossencoder.py news SHARED NLI OUT      … and what our labels of news say
    python training/compare_crossencoder.py narrow SHARED NEWS OUT   inner layers cut to a third
    python training/compare_crossencoder.py news SHARED NARROW NEXT  … and what was lost learnt again
    python training/compare_crossencoder.py story SHARED NEXT LAST   claims of one story, most of which do not clash
    python training/compare_crossencoder.py more SHARED LAST MORE    facts told in many ways; what was got wrong
    python training/compare_crossencoder.py sides SHARED MORE SIDES  whole stories, paired across their disputes
    python training/compare_crossencoder.py widen BASE MORE WIDE     the neurons that were cut away put back, by half
    python training/compare_crossencoder.py whole SHARED WIDE WHOLE  all of the above once more, at full width
    python training/compare_crossencoder.py trim SHARED WHOLE LAST   inner layers cut to two thirds
    python training/compare_crossencoder.py close SHARED LAST CLOSE  one detail that differs; what means two answers
    python training/compare_crossencoder.py torn SHARED LAST TORN    claims as they stand in the middle of articles
    python training/compare_crossencoder.py mean A B OUT             the mean of two networks' weights
    python training/compare_crossencoder.py write SHARED LAST OUT.onnx    int8, smoothed

BASE: all-mpnet-base-v2 (110 M parameters, Apache-2.0). Needs torch, transformers, onnx and onnxruntime, and a processor
with bfloat16 products, or patience. Nothing of pairs-dev is learnt from, but of stories-dev, which shares its stories.
Inner neurons are kept by what their loss would cost to first order (Molchanov et al., 2017, "Pruning convolutional
neural networks for resource efficient inference").
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from compare_pairs import (  # beside this file
    answers,
    details,
    doubted,
    facts,
    found,
    invented,
    labelled,
    of_pages,
    of_sides,
    one_matter,
    politics,
    questions,
    torn,
    written,
)  # fmt: skip

LABELS = ("contradiction", "neutral", "entailment")
OURS = {"contradicts": 0, "neither": 1, "same": 2, "supports": 2}
TAKEN = {
    "mnli15k.en.train": 15000, "oie_snli_mnli.train": 10000, "fever_nli_2way.dev": 4000, "fever_symmetric.dev": 708,
    "healthver.dev": 1917,
}  # fmt: skip
KEPT = 7000  # of these rows are learnt from again beside the news
INNER, TRIMMED = 1024, 2048  # neurons of an inner layer that are kept, of 3072
BACK = 0.5  # how much of what a neuron gave counts where it is put back
WEIGHED = 1280  # rows by which the neurons are weighed that `trim` keeps
BESIDE = (0.4, 0.15)  # shares of what contradicts, of what only seems to, held against what says the same
CHANGED = 3200  # sentences that are themselves shortened or given another count
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "15", "20", "30",
          "42", "110")  # fmt: skip
COUNT = re.compile(
    r"(?<![\w.,$€£-])(?:two|three|four|five|six|seven|eight|nine|ten|[1-9]\d{0,2})"
    r"(?= [a-z]{3,})(?! (?:years|percent|per))"
)
AGAIN = {
    "invented": 1500,
    "written": 5000,
    "stories": 9000,
    "facts": 2500,
    "rest": 2500,
}  # rows of the news that the stories are mixed with
WHOLE = {
    "entailed": 14000,
    "written": 6000,
    "facts": 10000,
    "questions": 12000,
    "invented": 1200,
}  # rows of step `whole`
CLOSE = {
    "facts": 1500,
    "questions": 2000,
    "sides": 2000,
    "pages": 2000,
    "written": 1500,
    "entailed": 2000,
}  # rows of step `close` beside what is new
TORN = {
    "facts": 1000,
    "questions": 1500,
    "sides": 1500,
    "pages": 1500,
    "written": 1000,
    "entailed": 1500,
}  # rows of step `torn` beside what is new
LONGEST, SIZE, STEP = 128, 32, 16  # word pieces of a pair, pairs of a batch, lengths are rounded up to this
RATES = {"nli": 2.5e-5, "news": 3e-5, "narrow": 6e-5}
Row = tuple[str, str, int, float]  # two texts, label, weight


def entailed(shared: Path) -> list[Row]:
    """Rows of nli-train."""
    left, made = dict(TAKEN), []
    with gzip.open(shared / "data/nli-train.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    random.shuffle(rows)
    for row in rows:
        if left.get(row["set"], 0) > 0 and row["label"] in LABELS:
            left[row["set"]] -= 1
            made.append((row["premise"], row["hypothesis"], LABELS.index(row["label"]), 1.0))
    return made


def news(shared: Path) -> list[Row]:
    """Counterparts written to real sentences, labelled near pairs of polnear-train, invented pairs; and, so that what
    was learnt before is kept, some of nli-train."""
    made: list[Row] = []
    told = list(written(shared))
    for sentence, against, near, same in told:
        made += [(sentence, against, 0, 1.0), (sentence, near, 1, 1.0), (sentence, same, 2, 1.0)]
        made += [(against, same, 0, 1.0)] * (random.random() < BESIDE[0])
        made += [(near, same, 1, 0.7)] * (random.random() < BESIDE[1])
    for sentence, *_ in random.sample(told, min(CHANGED, len(told))):
        made += changed(sentence)
    near_pairs = [r for r in found(shared) if r["story"] == "polnear"] + politics(shared)
    for rows, weight in ((near_pairs, 1.2), (invented(), 0.6)):
        made += [(r["a"]["text"], r["b"]["text"], OURS[r["label"]], weight) for r in rows]
    return [*made, *random.sample(entailed(shared), KEPT)]


def of_stories(shared: Path) -> list[Row]:
    """Pairs of claims of one story, real and invented, and some of what was learnt before."""
    told = [
        (questions(), 1.0),
        (found(shared), 1.0),
        (labelled(shared), 1.0),
        (politics(shared), 0.8),
        (one_matter(shared), 1.2),
    ]
    told.append((random.sample(invented(), AGAIN["invented"]), 0.5))
    made = [(r["a"]["text"], r["b"]["text"], OURS[r["label"]], weight) for rows, weight in told for r in rows]
    again = [
        (sentence, other, label, 0.6) for sentence, *others in written(shared) for label, other in enumerate(others)
    ]
    return [*made, *random.sample(again, AGAIN["written"])]


def more(shared: Path) -> list[Row]:
    """Tellings of facts, labels of what the network was not indifferent to, and some of what was learnt before."""
    told = [(facts(), 1.0), (one_matter(shared), 1.2), (doubted(shared), 1.2), (of_pages(), 1.2)]
    made = [(r["a"]["text"], r["b"]["text"], OURS[r["label"]], weight) for rows, weight in told for r in rows]
    return [*made, *random.sample(of_stories(shared), AGAIN["stories"])]


def sides(shared: Path) -> list[Row]:
    """Claims of whole stories, all labels of near claims, and some of the rest."""
    told = [(of_sides(), 1.2), (of_pages(), 1.0), (doubted(shared), 1.2), (one_matter(shared), 1.2)]
    told += [(found(shared), 1.0), (labelled(shared), 1.0), (random.sample(facts(), AGAIN["facts"]), 0.8)]
    made = [(r["a"]["text"], r["b"]["text"], OURS[r["label"]], weight) for rows, weight in told for r in rows]
    return [*made, *random.sample(of_stories(shared), AGAIN["rest"])]


def whole(shared: Path) -> list[Row]:
    """A draw of all that was learnt before, and every label of claims that were read in stories."""
    told = [(random.sample(facts(), WHOLE["facts"]), 1.0), (random.sample(questions(), WHOLE["questions"]), 1.0)]
    told += [(of_sides(), 1.0), (of_pages(), 1.1), (doubted(shared), 1.2), (one_matter(shared), 1.2)]
    told += [(found(shared), 1.0), (labelled(shared), 1.1), (politics(shared), 0.8)]
    told += [(random.sample(invented(), WHOLE["invented"]), 0.5)]
    made = [(r["a"]["text"], r["b"]["text"], OURS[r["label"]], weight) for rows, weight in told for r in rows]
    again = [(sentence, other, k, 0.8) for sentence, *others in written(shared) for k, other in enumerate(others)]
    made += random.sample(again, WHOLE["written"])
    return [*made, *((*row[:3], 0.8) for row in random.sample(entailed(shared), WHOLE["entailed"]))]


def beside(shared: Path, new: list[dict[str, Any]], most: dict[str, int]) -> list[Row]:
    """What is new, the labels of real claims, and of the rest as many rows as `most` says."""
    told = [(new, 1.0), (doubted(shared), 1.1), (one_matter(shared), 1.1), (labelled(shared), 1.1)]
    told += [(random.sample(facts(), most["facts"]), 0.8), (random.sample(questions(), most["questions"]), 0.8)]
    told += [(random.sample(of_sides(), most["sides"]), 1.0), (random.sample(of_pages(), most["pages"]), 1.0)]
    made = [(r["a"]["text"], r["b"]["text"], OURS[r["label"]], weight) for rows, weight in told for r in rows]
    again = [(sentence, other, k, 0.8) for sentence, *others in written(shared) for k, other in enumerate(others)]
    made += random.sample(again, most["written"])
    return [*made, *((*row[:3], 0.8) for row in random.sample(entailed(shared), most["entailed"]))]


def close(shared: Path) -> list[Row]:
    """Details and answers beside what was learnt before."""
    return beside(shared, [*details(), *answers()], CLOSE)


def in_articles(shared: Path) -> list[Row]:
    """Claims as they stand in the middle of articles beside what was learnt before."""
    return beside(shared, torn(), TORN)


def changed(sentence: str) -> list[Row]:
    """A sentence with another count, or without its first or last part."""
    counts = list(COUNT.finditer(sentence))
    commas = [m.start() for m in re.finditer(", ", sentence)]
    if counts and random.random() < 0.6:
        place = random.choice(counts)
        value = random.choice([c for c in COUNTS if c != place.group().lower()])
        return [(sentence, sentence[: place.start()] + value + sentence[place.end() :], 0, 0.7)]
    if commas and commas[-1] > 0.55 * len(sentence):
        return [(sentence, sentence[: commas[-1]] + ".", 2, 0.7)]
    if commas and commas[0] < 0.4 * len(sentence):
        return [(sentence, sentence[commas[0] + 2 :], 2, 0.7)]
    return []


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

    def learn(self, rows: list[Row], rate: float, swapped: bool) -> None:
        """One epoch of batches of like length, in random order; the embeddings stay as they are."""
        from transformers import get_linear_schedule_with_warmup

        torch = self.torch
        self.model.base_model.embeddings.requires_grad_(False)
        learnt = [p for p in self.model.parameters() if p.requires_grad]
        batches = batched(rows)
        optimizer = torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01, fused=True)
        schedule = get_linear_schedule_with_warmup(optimizer, len(batches) // 12 + 1, len(batches))
        began, lately = time.time(), 0.0
        self.model.train()
        for step, batch in enumerate(batches):
            turned = [swapped and random.random() < 0.5 for _ in batch]
            said = self.logits([(b, a) if t else (a, b) for (a, b, _, _), t in zip(batch, turned, strict=True)])
            gold, weight = torch.tensor([r[2] for r in batch]), torch.tensor([r[3] for r in batch])
            loss = (torch.nn.functional.cross_entropy(said, gold, reduction="none") * weight).sum() / weight.sum()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            lately += loss.item()
            if step % 50 == 49:
                print(f"{step + 1}/{len(batches)} loss {lately / 50:.3f} {time.time() - began:.0f} s", flush=True)
                lately = 0.0

    def narrow(self, rows: list[Row], size: int) -> None:
        """Keep the neurons of every inner layer whose loss would cost most to first order."""
        torch = self.torch
        layers = [(layer.intermediate, layer.output.dense) for layer in self.model.mpnet.encoder.layer]
        shown: list[Any] = [None] * len(layers)
        worth = [torch.zeros(self.model.config.intermediate_size) for _ in layers]

        def keep(at: int) -> Any:
            def hook(_: Any, __: Any, out: Any) -> None:
                out.retain_grad()
                shown[at] = out

            return hook

        hooks = [inner.register_forward_hook(keep(at)) for at, (inner, _) in enumerate(layers)]
        self.model.eval()
        for batch in batched(rows):
            said = self.logits([r[:2] for r in batch])
            self.torch.nn.functional.cross_entropy(said, torch.tensor([r[2] for r in batch])).backward()
            for at, state in enumerate(shown):
                worth[at] += (state * state.grad).sum((0, 1)).float().abs()
            self.model.zero_grad()
        for hook in hooks:
            hook.remove()
        for value, (inner, outer) in zip(worth, layers, strict=True):
            kept = value.topk(size).indices.sort().values
            inner.dense.weight = torch.nn.Parameter(inner.dense.weight.data[kept])
            inner.dense.bias = torch.nn.Parameter(inner.dense.bias.data[kept])
            outer.weight = torch.nn.Parameter(outer.weight.data[:, kept])
        self.model.config.intermediate_size = size

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


def write(network: Network, out: Path, pairs: list[tuple[str, str]]) -> None:
    """Export with free length, weights and embeddings as bytes; the pairs show what its layers are given."""
    import torch
    from compare_encoder import INPUTS
    from compare_encoder import write as export
    from compare_smooth import smooth

    class Logits(torch.nn.Module):
        """The network with its inputs in order."""

        def __init__(self, inner: torch.nn.Module) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            said: torch.Tensor = self.inner(input_ids=ids, attention_mask=mask).logits
            return said

    network.model.config._attn_implementation = "eager"
    smooth(network.model, lambda: network.chances(pairs))
    export(Logits(network.model), out, ["logits"], INPUTS[:2])


def widen(narrow: Network, base: Network) -> None:
    """The base gets what the narrow network has learnt; of its neurons those that were cut away give half of what they
    gave. Each kept neuron is known by its weights, from which learning hardly moved it (cosine .99)."""
    import torch

    learnt, whole = narrow.model.state_dict(), base.model.state_dict()
    whole.update({k: v for k, v in learnt.items() if v.shape == whole[k].shape})
    unit = torch.nn.functional.normalize
    for at in range(base.model.config.num_hidden_layers):
        inner, bias, outer = (
            f"mpnet.encoder.layer.{at}.{name}"
            for name in ("intermediate.dense.weight", "intermediate.dense.bias", "output.dense.weight")
        )
        place = (unit(learnt[inner], dim=1) @ unit(whole[inner], dim=1).T).argmax(1)
        whole[outer] = whole[outer] * BACK
        whole[inner][place], whole[bias][place], whole[outer][:, place] = learnt[inner], learnt[bias], learnt[outer]
    base.model.load_state_dict(whole)


def mean(some: Network, others: Network) -> None:
    """The first network gets the mean of both networks' weights (Wortsman et al., 2022, "Model soups")."""
    theirs = others.model.state_dict()
    some.model.load_state_dict(
        {k: (v + theirs[k]) / 2 if v.is_floating_point() else v for k, v in some.model.state_dict().items()}
    )


LATER = {"story": of_stories, "more": more, "sides": sides, "whole": whole, "close": close, "torn": in_articles}


def main(step: str, *args: str) -> None:
    """One step."""
    random.seed(7)
    if step == "write":
        draw = random.sample(of_stories(Path(args[0])), 192)
        write(Network(Path(args[1])), Path(args[2]), [row[:2] for row in draw])
        return
    if step == "mean":
        some = Network(Path(args[0]))
        mean(some, Network(Path(args[1])))
        some.save(Path(args[2]))
        return
    if step == "widen":
        base = Network(Path(args[0]))
        widen(Network(Path(args[1])), base)
        base.save(Path(args[2]))
        return
    shared, source, out = map(Path, args)
    network = Network(source)
    if step == "nli":
        rows = entailed(shared)
        held, rows = rows[:800], rows[800:]
        network.learn(rows, RATES[step], swapped=False)
        said = network.chances([r[:2] for r in held]).argmax(1)
        print(f"held out: {np.mean(said == np.array([r[2] for r in held])):.3f} of {len(held)}")
    elif step == "narrow":
        network.narrow(random.sample(news(shared), 1800), INNER)
    elif step == "trim":
        network.narrow(random.sample(whole(shared), WEIGHED), TRIMMED)
    elif step in LATER:
        network.learn(LATER[step](shared), RATES["news"], swapped=True)
    else:
        narrowed = network.model.config.intermediate_size == INNER
        network.learn(news(shared), RATES["narrow" if narrowed else "news"], swapped=True)
    network.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
