"""Trains the small model that decides between contradiction, agreement and neither, and prints what each part adds.

    python training/compare_features.py SHARED/gold/pairs-dev.jsonl FEATURES.json
    python training/compare_judge.py FEATURES.json src/sayso/weights/compare/judge.json      (scikit-learn; a minute)

Cross-validated by story; stories that pairs cross are one group. The thresholds that ship are read off the
cross-validated chances, not off the training ones.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

CLASSES = ("agree", "contradicts", "neither")
CROSSED = (
    ("Qeshm",), ("INS ",), ("Casty", "Harry Winston"), ("Mount Cook",), ("Athens bank", "Woodburn"),
    ("vacc", "Half of US"), ("cyberattack", "Saudi oil"),
)  # fmt: skip
FIRM = {"number": 0.7, "polarity": 0.65, "denial": 0.7, "outcome": 0.6, "identity": 0.6, "ability": 0.9}
FOLDS = 8
SEEDS = (0, 1, 2)
PRECISE = 0.85
GIVEN = 0.78  # precision by cross-validation at which a contradiction is called without a firm ground
PARTS = {
    "entailment network": ("contra_", "entail_", "neutral_"),
    "meaning (cosine)": ("cosine",),
    "numbers": ("number",),
    "negation and denial": ("polarity_", "denial_", "negations", "cue_deny"),
    "opposites": ("outcome_",),
    "exclusive attributes": ("identity_", "time_", "cause_"),
    "places and names": ("place_", "names_"),
    "doer and done-to": ("agent_",),
    "cues (doubt, hedge, forecast …)": ("cue_",),
    "all typed comparisons": ("number", "polarity_", "denial_", "outcome_", "identity_", "time_", "cause_", "place_",
                              "agent_", "against_", "negations"),
    "shared words and length": ("words_", "length_"),
}  # fmt: skip


class Both:
    """Logistic regression and boosted trees, their chances averaged."""

    def __init__(self) -> None:
        self.scale = StandardScaler()
        self.line = LogisticRegression(C=0.05, max_iter=3000)
        self.trees = GradientBoostingClassifier(
            n_estimators=90, max_depth=3, learning_rate=0.06, subsample=0.6, max_features=0.3, min_samples_leaf=8,
            random_state=0,
        )  # fmt: skip

    def fit(self, x: np.ndarray, y: np.ndarray) -> Both:
        self.line.fit(self.scale.fit_transform(x), y)
        self.trees.fit(x, y)
        return self

    def chances(self, x: np.ndarray) -> np.ndarray:
        return (self.line.predict_proba(self.scale.transform(x)) + self.trees.predict_proba(x)) / 2


def group(story: str) -> str:
    return next((f"crossed {i}" for i, names in enumerate(CROSSED) if any(n in story for n in names)), story)


def crossed(x: np.ndarray, y: np.ndarray, groups: list[str]) -> np.ndarray:
    """Chances for every row from models that never saw its story; averaged over seeds."""
    names = sorted(set(groups))
    total = np.zeros((len(SEEDS), len(y), 3))
    for s, seed in enumerate(SEEDS):
        order = np.random.RandomState(seed).permutation(len(names))
        fold = {names[j]: i % FOLDS for i, j in enumerate(order)}
        of = np.array([fold[g] for g in groups])
        for k in range(FOLDS):
            total[s, of == k] = Both().fit(x[of != k], y[of != k]).chances(x[of == k])
    return total


def at_precision(chance: np.ndarray, gold: np.ndarray, floor: float) -> tuple[float, float]:
    """Best recall with at least this precision, and the threshold that gives it."""
    order = np.argsort(-chance)
    hits = np.cumsum(gold[order])
    precision = hits / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= floor)
    return (hits[good[-1]] / gold.sum(), float(chance[order[good[-1]]])) if len(good) else (0.0, 1.0)


def best_f1(chance: np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    found = []
    for t in np.arange(0.2, 0.8, 0.01):
        said = chance >= t
        found.append((2 * (said & gold).sum() / max(1, said.sum() + gold.sum()), t))
    return max(found)


def figures(chances: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """Means over the seeds."""
    rows = [
        (at_precision(p[:, 1], y == 1, PRECISE)[0], at_precision(p[:, 1], y == 1, 0.75)[0],
         average_precision_score(y == 1, p[:, 1]), best_f1(p[:, 0], y == 0)[0], (p.argmax(1) == y).mean())
        for p in chances
    ]  # fmt: skip
    names = ("recall at precision .85", "recall at precision .75", "average precision", "agree F1", "accuracy")
    return dict(zip(names, np.mean(rows, 0).round(3).tolist(), strict=True))


def firm(row: dict[str, Any]) -> bool:
    """Whether the pair has a remark that `judge` takes as firm ground (the weights of judge.FIRM)."""
    return any(r[1] == -1 and r[2] >= FIRM.get(r[0], 2) for r in row["remarks"])


def exported(model: Both, names: list[str], floors: dict[str, float], kept: dict[str, float]) -> dict[str, Any]:
    """Plain numbers."""

    def tree(t: Any) -> dict[str, list[float]]:
        t = t.tree_
        return {
            "feature": t.feature.tolist(), "threshold": t.threshold.round(6).tolist(), "left": t.children_left.tolist(),
            "right": t.children_right.tolist(), "value": t.value[:, 0, 0].round(6).tolist(),
        }  # fmt: skip

    prior = np.log(model.trees.init_.class_prior_)
    return {
        "classes": CLASSES, "features": names, "floors": floors, "figures": kept,
        "mean": model.scale.mean_.round(6).tolist(), "scale": model.scale.scale_.round(6).tolist(),
        "line": model.line.coef_.round(6).tolist(), "intercept": model.line.intercept_.round(6).tolist(),
        "prior": prior.round(6).tolist(), "rate": model.trees.learning_rate,
        "trees": [[tree(t) for t in row] for row in model.trees.estimators_],
    }  # fmt: skip


def main(features: Path, out: Path, table: bool) -> None:
    rows = json.loads(features.read_text("utf-8"))
    names = list(rows[0]["values"])
    x = np.array([[r["values"][n] for n in names] for r in rows])
    y = np.array([{"same": 0, "supports": 0, "contradicts": 1, "neither": 2}[r["label"]] for r in rows])
    groups = [group(r["story"]) for r in rows]
    chances = crossed(x, y, groups)
    kept = figures(chances, y)
    print(f"{'everything':34}", *kept.values())
    if table:
        print(f"{'':34}", *kept)
        for part, begin in PARTS.items():
            use = [i for i, n in enumerate(names) if not n.startswith(begin)]
            print(f"without {part:34}", *figures(crossed(x[:, use], y, groups), y).values(), flush=True)
    p = chances.mean(0)
    floors = {
        "contradicts": at_precision(p[:, 1], y == 1, GIVEN)[1], "firm": 0.45,
        "likely": at_precision(p[:, 1], y == 1, 0.6)[1], "agree": best_f1(p[:, 0], y == 0)[1],
    }  # fmt: skip
    called = (p[:, 1] >= floors["contradicts"]) | ((p[:, 1] >= floors["firm"]) & np.array([firm(r) for r in rows]))
    right = (called & (y == 1)).sum()
    kept["called: precision"], kept["called: recall"] = round(right / called.sum(), 3), round(right / (y == 1).sum(), 3)
    print("as called:", kept["called: precision"], kept["called: recall"])
    same = [r["values"]["words_alike"] for r in rows if r["label"] == "same"]
    print(floors, "median words_alike of same:", round(float(np.median(same)), 2))
    out.write_text(json.dumps(exported(Both().fit(x, y), names, floors, kept), separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), len(sys.argv) > 3)
