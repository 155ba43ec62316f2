"""The ranker of page dates: `python training/dating/ranker.py page-dates.jsonl.gz [--cv]` (needs scikit-learn).

Trains gradient-boosted trees over the features of `sayso.dating.features` to say of each candidate whether it is the
date of its page, and writes them to `src/sayso/weights/dates/trees.json`. `--cv`: figures of
cross-validation instead.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from sayso.dating.features import NAMES, features
from sayso.dating.pagedate import full_candidates

OUT = Path(__file__).parents[2] / "src" / "sayso" / "weights" / "dates" / "trees.json"
SETTINGS = {
    "max_iter": 200, "learning_rate": 0.05, "max_leaf_nodes": 14, "min_samples_leaf": 15, "l2_regularization": 3.0,
    "max_features": 0.5,
}  # fmt: skip
FOLDS = 3


def rows(path: str) -> list[dict]:
    """The JSON lines of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(path: str, with_url: bool = True) -> list[tuple[str, list, np.ndarray]]:
    """(gold, candidates, features) of each page."""
    pages = []
    for row in rows(path):
        found, url, _ = full_candidates(row["text"], row["url"] if with_url else None, ())
        pages.append((row["date"], found, np.array(features(row["text"], found, url)).reshape(-1, len(NAMES))))
    return pages


def undated(path: str) -> list[tuple[None, list, np.ndarray]]:
    """The same pages without the lines that carry their date: none of the dates left is that of the page."""
    pages = []
    for row in rows(path):
        marked = {c.start for c in full_candidates(row["text"], None, ())[0] if c.iso == row["date"]}
        kept, at = [], 0
        for line in row["text"].splitlines(keepends=True):
            if not any(at <= start < at + len(line) for start in marked):
                kept.append(line)
            at += len(line)
        text = "".join(kept)
        found, _, _ = full_candidates(text, None, ())
        if marked and found:
            pages.append((None, found, np.array(features(text, found, None)).reshape(-1, len(NAMES))))
        else:
            pages.append((None, [], np.empty((0, len(NAMES)))))
    return pages


def fit(pages: list) -> HistGradientBoostingClassifier:
    """The trees, on every candidate of the pages."""
    x = np.vstack([f for _, _, f in pages])
    y = np.array([c.iso == gold for gold, found, _ in pages for c in found])
    return HistGradientBoostingClassifier(random_state=0, **SETTINGS).fit(x, y)


def folds_by_host(path: str) -> np.ndarray:
    """The fold of each page; pages of one host (behind a web archive too) stay together."""
    hosts = []
    for row in rows(path):
        address = re.sub(r"^.*?/web/\d+[a-z_]*/", "", row["url"])
        hosts.append(".".join(address.split("//")[-1].split("/")[0].split(".")[-2:]))
    _, number = np.unique(hosts, return_inverse=True)
    return np.random.default_rng(0).permutation(number.max() + 1)[number] % FOLDS


def figures(path: str) -> None:
    """Share exactly right, and the trade of coverage for precision: with the address, without it, without its date."""
    folds = folds_by_host(path)
    sets = {"with address": load(path, True), "without": load(path, False), "its date taken out": undated(path)}
    picks: dict[str, list[tuple[float, bool]]] = {name: [] for name in sets}
    for k in range(FOLDS):
        model = fit([pages[i] for pages in sets.values() for i in np.flatnonzero(folds != k)])
        for name, pages in sets.items():
            picks[name] += [best(model, *pages[i]) for i in np.flatnonzero(folds == k)]
    for name, found in picks.items():
        for floor in (0.2, 0.25, 0.3, 0.4, 0.5):
            named = [right for chance, right in found if chance >= floor]
            print(
                f"{name:20} floor {floor}: {len(named)} named, {np.mean(named):.3f} of them right, "
                f"{sum(named) / len(found):.3f} of all"
            )


def best(model: HistGradientBoostingClassifier, gold: str | None, found: list, x: np.ndarray) -> tuple[float, bool]:
    """The chance of the likeliest date of a page, and whether it is the right one."""
    if not found:
        return 0.0, False
    chances = model.predict_proba(x)[:, 1]
    at = int(chances.argmax())
    return float(chances[at]), found[at].iso == gold


def export(model: HistGradientBoostingClassifier) -> dict:
    """The trees as plain lists: per node [feature, threshold, left, right] or [value]."""
    trees = []
    for (predictor,) in model._predictors:
        trees.append(
            [
                [round(float(n["value"]), 5)] if n["is_leaf"]
                else [int(n["feature_idx"]), float(f"{n['num_threshold']:.6g}"), int(n["left"]), int(n["right"])]
                for n in predictor.nodes
            ]
        )  # fmt: skip
    return {"features": list(NAMES), "bias": round(float(model._baseline_prediction.ravel()[0]), 5), "trees": trees}


def main() -> None:
    """Train on everything, or print the figures of cross-validation."""
    path = sys.argv[1]
    if "--cv" in sys.argv:
        figures(path)
        return
    model = fit(load(path, True) + load(path, False) + undated(path))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(export(model), separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
