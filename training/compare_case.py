"""Weighs what the network sees in the pairs of a case: the part "case" of `judge.json`.

    python training/compare_case.py            by story, for the figures
    python training/compare_case.py write      from all stories, into judge.json

Stories: `bench/dossiers` and the ferry, which the network has not learnt from. Labels: `pairs/read.tsv`. A logistic
regression over the features of `sayso.compare.weighing`; of pairs without a label nothing is learnt.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from compare_pairs import rows  # beside this file

ROOT = Path(__file__).parents[1]
JUDGE = ROOT / "src/sayso/weights/compare/judge.json"
SIGNS = {"against": ("contradicts",), "agreeing": ("same", "supports")}
STRENGTH = 0.3  # of the fit against the pull to nought
Case = tuple[np.ndarray, list[str]]


def stories() -> Iterator[Path]:
    """The folders of our own stories."""
    yield from sorted(p for p in (ROOT / "bench/dossiers").iterdir() if p.is_dir())
    yield ROOT / "examples/ferry"


def table(folder: Path, told: dict[frozenset[str], str]) -> Case:
    """Features and labels of the labelled pairs of a story, as a case compares them."""
    import sayso
    from sayso.compare import linking
    from sayso.compare.weighing import features, seen

    caught: dict[str, Any] = {}

    def catching(found: Any) -> Any:
        caught["found"] = found
        return {}

    plain, linking.weigh = linking.weigh, catching
    try:
        sayso.read(folder).export()
    finally:
        linking.weigh = plain
    found = {place: one for place, one in caught["found"].items() if seen(one.verdict)}
    x, labels = [], []
    for place, row in features(found).items():
        pair = found[place].pair
        label = told.get(frozenset((pair.a.text, pair.b.text)))
        if label is not None:
            x.append(row)
            labels.append(label)
    return np.array(x), labels


def fitted(x: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Weights and bias for features as they come."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scale = StandardScaler().fit(x)
    line = LogisticRegression(C=STRENGTH, max_iter=5000).fit(scale.transform(x), y)
    weights = line.coef_[0] / scale.scale_
    bias = float(line.intercept_[0] - (weights * scale.mean_).sum())
    return {"weights": [round(float(w), 5) for w in weights], "bias": round(bias, 5)}


def main(write: bool) -> None:
    """Cross-validate by story, or write."""
    from sayso.compare.weighing import chances

    told: dict[str, dict[frozenset[str], str]] = {}
    for story, a, b, label in rows("read.tsv"):
        told.setdefault(story, {})[frozenset((a, b))] = label
    cases = {}
    for folder in (f for f in stories() if f.name in told):
        cases[folder.name] = table(folder, told.get(folder.name, {}))
        print(folder.name, len(cases[folder.name][1]), "labelled pairs", flush=True)
    cases = {name: case for name, case in cases.items() if case[1]}
    names = [name for name, (_, labels) in cases.items() for _ in labels]
    x, labels = np.vstack([c[0] for c in cases.values()]), [label for c in cases.values() for label in c[1]]
    made = {}
    for sign, wanted in SIGNS.items():
        y, of = np.array([label in wanted for label in labels]), np.array(names)
        said = np.zeros(len(y))
        for name in cases:
            said[of == name] = chances(x[of == name], fitted(x[of != name], y[of != name]))
        raw = x[:, 0 if sign == "against" else 1]
        print(f"{sign}: {len(y)} pairs, {y.sum()} so; average precision", end=" ")
        print(f"{average(raw, y):.3f} alone, {average(said, y):.3f} weighed")
        for least in (0.4, 0.5, 0.6, 0.7, 0.8):
            shown = y[said >= least]
            print(f"  from {least}: {len(shown)} shown, {shown.sum()} rightly")
        made[sign] = fitted(x, y)
    if write:
        judge = json.loads(JUDGE.read_text("utf8"))
        judge["case"] = made
        JUDGE.write_text(json.dumps(judge, separators=(",", ":")) + "\n", "utf8")


def average(said: np.ndarray, y: np.ndarray) -> float:
    """Average precision."""
    right = y[np.argsort(-said, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


if __name__ == "__main__":
    main("write" in sys.argv[1:])
