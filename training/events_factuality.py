"""Train the factuality weights: python training/events_factuality.py FACTUALITY.jsonl.gz [--sentences N] (numpy only).

Reads tokenised sentences with events and how certain it is that they happened (−3 … 3), and fits a ridge regression
over `sayso.events.factuality.signs`. Prints the mean absolute error and Pearson's r of five folds split by sentence.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from sayso.events.circumstances import circumstances
from sayso.events.factuality import signs
from sayso.language import load_english

OUT = Path(__file__).parents[1] / "src" / "sayso" / "weights" / "events" / "factuality.json"
RIDGE = 5.0
RARE = 8


def examples(path: Path, sentences: int | None) -> list[tuple[int, list[str], float]]:
    """(sentence, signs, label) of every marked event; spread over the file where only some sentences are taken."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[:: max(1, len(rows) // sentences)] if sentences else rows
    nlp = load_english()
    docs = nlp.pipe(Doc(nlp.vocab, words=row["text"].split()) for row in rows)
    made = []
    for number, (row, doc) in enumerate(zip(rows, docs, strict=True)):
        for target in row["targets"]:
            token = doc[target["span1"][0] : target["span1"][1]].root
            made.append((number, list(signs(token, circumstances(token))), float(target["label"])))
    return made


def fitted(rows: list[list[str]], labels: np.ndarray) -> dict[str, float]:
    """Ridge weights of the signs that are not rare."""
    counts = Counter(sign for row in rows for sign in set(row))
    kept = sorted(sign for sign, n in counts.items() if n >= RARE)
    data = matrix(rows, kept)
    penalty = RIDGE * np.eye(len(kept))
    penalty[kept.index("always"), kept.index("always")] = 0.0
    weights = np.linalg.solve(data.T @ data + penalty, data.T @ labels)
    return {sign: round(float(w), 3) for sign, w in zip(kept, weights, strict=True)}


def matrix(rows: list[list[str]], kept: list[str]) -> np.ndarray:
    """How often each sign stands in each row."""
    columns = {sign: i for i, sign in enumerate(kept)}
    data = np.zeros((len(rows), len(kept)))
    for i, row in enumerate(rows):
        for sign in row:
            if sign in columns:
                data[i, columns[sign]] += 1
    return data


def measured(made: list[tuple[int, list[str], float]]) -> str:
    """Error and correlation over five folds, in words."""
    rows, labels = [r for _, r, _ in made], np.array([y for _, _, y in made])
    fold = np.array([number % 5 for number, _, _ in made])
    told = np.zeros(len(made))
    for k in range(5):
        weights = fitted([r for r, f in zip(rows, fold, strict=True) if f != k], labels[fold != k])
        kept = sorted(weights)
        scores = matrix(rows, kept) @ np.array([weights[s] for s in kept])
        told[fold == k] = np.clip(scores, -3, 3)[fold == k]
    error, constant = np.abs(told - labels).mean(), np.abs(labels - np.median(labels)).mean()
    r = np.corrcoef(told, labels)[0, 1]
    told_of = f"mean absolute error {error:.3f} (median alone {constant:.3f}), Pearson's r {r:.3f}"
    return f"{len(made)} events, 5-fold: {told_of}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sentences", type=int)
    chosen = parser.parse_args()
    made = examples(chosen.data, chosen.sentences)
    print(measured(made))
    weights = fitted([r for _, r, _ in made], np.array([y for _, _, y in made]))
    OUT.write_text(json.dumps(weights, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
