"""Train the event type classifier: python training/events.py PLOVER.jsonl.gz [--out FILE] (needs scikit-learn).

Reads sentences with a marked source and recipient (`marked_sentence`, `gold_root`) and the templates beside this
script, which were written for sayso from the definitions of the PLOVER and CAMEO codebooks. Seeded; the same input
gives the same weights. `cross_validate` is what bench/events.py prints: templates stay out of the scored part.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from sayso.events.features import Pair, features
from sayso.events.lexicon import ROOTS
from sayso.language import load_english

OUT = Path(__file__).parents[1] / "src" / "sayso" / "weights" / "events" / "classifier.npz"
TEMPLATES = Path(__file__).with_name("events_templates.tsv")
NAMES = (
    ("the government", "the rebels"),
    ("Norland", "Sudland"),
    ("the president", "the opposition"),
    ("officials", "the company"),
    ("police", "demonstrators"),
    ("the ministry", "aid workers"),
    ("the army", "villagers"),
    ("the union", "the employer"),
    ("the court", "the minister"),
)
TEMPLATE_WEIGHT = 0.3
STRENGTH = 50.0


class Example(NamedTuple):
    """A sentence with its pair of spans and its gold type; `group` keeps what belongs together in one fold."""

    text: str
    pair: Pair
    root: str
    group: str
    weight: float


def unmark(marked: str) -> tuple[str, Pair]:
    """Text and spans of a sentence with <s>source</s> and <t>recipient</t>; a missing one is empty."""
    text, at = "", {}
    for piece in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"</?[st]>", piece):
            at.setdefault(piece, len(text))
        else:
            text += piece

    def span(name: str) -> tuple[int, int]:
        start, end = at.get(f"<{name}>"), at.get(f"</{name}>")
        return (start, end) if start is not None and end is not None else (0, 0)

    return text, (span("s"), span("t"))


def labelled(path: Path) -> list[Example]:
    """The labelled sentences."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    made = []
    for row in rows:
        text, pair = unmark(row["marked_sentence"])
        made.append(Example(text, pair, row["gold_root"], row["sentence"], 1.0))
    return made


def templates(path: Path = TEMPLATES) -> list[Example]:
    """Sentences from templates such as "S (has|) (imposed|slapped) sanctions on T": every alternative once."""
    made: list[Example] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        root, pattern = line.split("\t")
        for i, sentence in enumerate(expanded(pattern)):
            source, recipient = NAMES[(number + i) % len(NAMES)]
            marked = re.sub(r"\bS\b", f"<s>{source}</s>", sentence)
            marked = re.sub(r"\bT\b", f"<t>{recipient}</t>", marked)
            text, pair = unmark(marked + ".")
            made.append(Example(text, pair, root, f"template {number}", TEMPLATE_WEIGHT))
    return made


def expanded(pattern: str) -> list[str]:
    """All sentences of a pattern with (a|b|) alternatives, single spaces."""
    parts = [p[1:-1].split("|") if p.startswith("(") else [p] for p in re.split(r"(\([^()]*\))", pattern)]
    return [" ".join("".join(chosen).split()) for chosen in itertools.product(*parts)]


def seen(examples: Sequence[Example]) -> list[list[str]]:
    """Features of each example."""
    nlp = load_english()
    return [features(doc, e.pair) for doc, e in zip(nlp.pipe(e.text for e in examples), examples, strict=True)]


class Model(NamedTuple):
    """What `sayso.events.classifier` loads."""

    names: list[str]
    idf: np.ndarray
    weights: np.ndarray
    bias: np.ndarray


def matrix(rows: Iterable[list[str]], names: dict[str, int], idf: np.ndarray) -> csr_matrix:
    """Weighted features as rows of length one."""
    indices: list[int] = []
    starts = [0]
    values: list[np.ndarray] = []
    for row in rows:
        columns = [names[f] for f in row if f in names]
        weights = idf[columns] if columns else np.zeros(0)
        values.append(weights / (np.linalg.norm(weights) or 1.0))
        indices += columns
        starts.append(len(indices))
    return csr_matrix((np.concatenate(values), indices, starts), shape=(len(starts) - 1, len(names)))


def fitted(rows: Sequence[list[str]], examples: Sequence[Example]) -> Model:
    """A multinomial logistic regression over tf-idf weighted features that occur at least twice."""
    counts = Counter(f for row in rows for f in row)
    kept = sorted(f for f, n in counts.items() if n > 1)
    idf = np.array([np.log(len(rows) / counts[f]) + 1 for f in kept])
    data = matrix(rows, {f: i for i, f in enumerate(kept)}, idf)
    gold = np.array([ROOTS.index(e.root) for e in examples])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
    model.fit(data, gold, sample_weight=[e.weight for e in examples])
    return Model(kept, idf, model.coef_.T, model.intercept_)


def probabilities(model: Model, rows: Sequence[list[str]]) -> np.ndarray:
    """Probability of each root type for each row."""
    scores = matrix(rows, {f: i for i, f in enumerate(model.names)}, model.idf) @ model.weights + model.bias
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def cross_validate(path: Path, folds: int = 5, seed: int = 0, extra: bool = True) -> tuple[list[Example], np.ndarray]:
    """Labelled examples and their probabilities from models that saw neither them nor their sentence."""
    gold = labelled(path)
    made = templates() if extra else []
    rows = seen(gold + made)
    own, added = rows[: len(gold)], rows[len(gold) :]
    out = np.zeros((len(gold), len(ROOTS)))
    split = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    for train, test in split.split(own, [e.root for e in gold], [e.group for e in gold]):
        model = fitted([own[i] for i in train] + added, [gold[i] for i in train] + made)
        out[test] = probabilities(model, [own[i] for i in test])
    return gold, out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plover", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    examples = labelled(chosen.plover) + templates()
    model = fitted(seen(examples), examples)
    names = np.frombuffer("\n".join(model.names).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(
        chosen.out,
        names=names,
        idf=model.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )
    print(f"{chosen.out}: {len(model.names)} features from {len(examples)} sentences")


if __name__ == "__main__":
    main()
