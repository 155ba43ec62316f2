"""Trains the small model that decides between contradiction, agreement and neither, and prints what each part adds.

    python training/compare_judge.py src/sayso/weights/compare/judge.json DEV.json [OURS.json ...] [--table]

DEV, OURS: features by `compare_features.py` of pairs-dev (`dev`) and of our own labels (`labelled`, `invented`).
Needs scikit-learn; takes some minutes.
Cross-validated by story of pairs-dev; ours are learnt from but for those of the topic that is held out; stories
that pairs cross, and all of one ECB+ topic, are one group. The thresholds that ship are read off the cross-validated
chances, not off the training ones.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from compare_groups import grouped  # beside this file
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

CLASSES = ("agree", "contradicts", "neither")
FIRM = {"number": 0.7, "polarity": 0.65, "denial": 0.7, "outcome": 0.8, "identity": 0.6, "ability": 0.9}
FOLDS = 8
SEEDS = (0, 1, 2)
LEAST = 1e-3  # of a chance, before its logarithm
PRECISE = 0.85
FIRMLY = 0.45  # chance from which a contradiction with firm ground is called
GIVEN = 0.78  # precision by cross-validation at which a contradiction is called without a firm ground
PARTS = {
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


OURS = 0.05  # weight of a pair of ours beside one of pairs-dev


class Both:
    """Logistic regression and boosted trees, their chances averaged."""

    def __init__(self) -> None:
        self.scale = StandardScaler()
        self.line = LogisticRegression(C=0.05, max_iter=3000)
        self.trees = GradientBoostingClassifier(
            n_estimators=90, max_depth=3, learning_rate=0.06, subsample=0.6, max_features=0.3, min_samples_leaf=8,
            random_state=0,
        )  # fmt: skip

    def fit(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> Both:
        self.line.fit(self.scale.fit_transform(x), y, weight)
        self.trees.fit(x, y, weight)
        return self

    def chances(self, x: np.ndarray) -> np.ndarray:
        return (self.line.predict_proba(self.scale.transform(x)) + self.trees.predict_proba(x)) / 2


def crossed(x: np.ndarray, y: np.ndarray, groups: list[int], dev: int) -> np.ndarray:
    """Chances for the first `dev` rows (pairs-dev) from models that never saw their group, for each seed."""
    names = sorted(set(groups[:dev]))
    weight = np.where(np.arange(len(y)) < dev, 1.0, OURS)
    total = np.zeros((len(SEEDS), dev, 3))
    for s, seed in enumerate(SEEDS):
        order = np.random.RandomState(seed).permutation(len(names))
        fold = {names[j]: i % FOLDS for i, j in enumerate(order)}
        of = np.array([fold.get(g, -1) for g in groups])
        for k in range(FOLDS):
            learnt = of != k
            model = Both().fit(x[learnt], y[learnt], weight[learnt])
            told = (of == k)[:dev]
            total[s, told] = model.chances(x[:dev][told])
    return total


def stacked(judged: np.ndarray, read: np.ndarray, y: np.ndarray, groups: list[int]) -> tuple[np.ndarray, Any]:
    """Chances of the judge and of the network weighed together, by the same folds; and the weights from all rows."""
    x = np.log(np.clip(np.hstack([judged, read]), LEAST, 1.0))
    names, out = sorted(set(groups)), np.zeros((len(SEEDS), len(y), 3))
    for s, seed in enumerate(SEEDS):
        order = np.random.RandomState(seed).permutation(len(names))
        fold = {names[j]: i % FOLDS for i, j in enumerate(order)}
        of = np.array([fold[g] for g in groups])
        for k in range(FOLDS):
            out[s, of == k] = weights().fit(x[of != k], y[of != k]).predict_proba(x[of == k])
    return out, weights().fit(x, y)


def weights() -> LogisticRegression:
    return LogisticRegression(C=0.3, max_iter=3000)


def read_off(p: np.ndarray, gold: np.ndarray, dev: list[dict[str, Any]]) -> tuple[dict[str, float], np.ndarray]:
    """Thresholds from cross-validated chances, and what is called a contradiction by them."""
    floors = {
        "contradicts": at_precision(p[:, 1], gold == 1, GIVEN)[1], "firm": FIRMLY,
        "likely": at_precision(p[:, 1], gold == 1, 0.6)[1], "agree": float(best_f1(p[:, 0], gold == 0)[1]),
    }  # fmt: skip
    return floors, (p[:, 1] >= floors["contradicts"]) | ((p[:, 1] >= FIRMLY) & np.array([firm(r) for r in dev]))


def counted(called: np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    """Precision and recall of what is called a contradiction."""
    right = (called & (gold == 1)).sum()
    return round(float(right / called.sum()), 3), round(float(right / (gold == 1).sum()), 3)


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


def main(out: Path, files: list[Path], table: bool) -> None:
    parts = [json.loads(file.read_text("utf-8")) for file in files]
    dev, rows = parts[0], [row for part in parts for row in part]
    names = list(rows[0]["values"])
    x = np.array([[r["values"][n] for n in names] for r in rows])
    y = np.array([{"same": 0, "supports": 0, "contradicts": 1, "neither": 2}[r["label"]] for r in rows])
    groups, gold = grouped(rows), y[: len(dev)]
    chances = crossed(x, y, groups, len(dev))
    kept = figures(chances, gold)
    print(f"{'':34}", *kept)
    print(f"{'everything':34}", *kept.values())
    if table:
        print(
            f"{'without our own pairs':34}",
            *figures(crossed(x[: len(dev)], gold, groups[: len(dev)], len(dev)), gold).values(),
        )
        for part, begin in PARTS.items():
            use = [i for i, n in enumerate(names) if not n.startswith(begin)]
            print(f"without {part:26}", *figures(crossed(x[:, use], y, groups, len(dev)), gold).values(), flush=True)
    floors, called = read_off(chances.mean(0), gold, dev)
    kept["called: precision"], kept["called: recall"] = counted(called, gold)
    print("as called:", *counted(called, gold))
    noticed = np.array([r["noticed"] for r in dev])
    print("with what the network sees clearly:", *counted(called | noticed, gold))
    both, line = stacked(chances.mean(0), np.array([r["read"] for r in dev]), gold, groups[: len(dev)])
    print(f"{'weighed with the network':34}", *figures(both, gold).values())
    unseen = np.array([not r["topic"] for r in dev])  # the network has learnt from others of the ECB+ stories
    print(f"{'… stories it has not seen, without':34}", *figures(chances[:, unseen], gold[unseen]).values())
    print(f"{'… and with it':34}", *figures(both[:, unseen], gold[unseen]).values())
    together, told = read_off(both.mean(0), gold, dev)
    print("as called:", *counted(told, gold), "with what it sees clearly:", *counted(told | noticed, gold))
    print("… of stories it has not seen:", *counted((told | noticed)[unseen], gold[unseen]))
    same = [r["values"]["words_alike"] for r in dev if r["label"] == "same"]
    print(floors, together, "median words_alike of same:", round(float(np.median(same)), 2))
    weight = np.where(np.arange(len(y)) < len(dev), 1.0, OURS)
    made = exported(Both().fit(x, y, weight), names, floors, kept)
    made["beside"] = {"line": line.coef_.round(6).tolist(), "intercept": line.intercept_.round(6).tolist(),
                      "floors": together, "figures": figures(both, gold)}  # fmt: skip
    out.write_text(json.dumps(made, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    rest = [a for a in sys.argv[2:] if a != "--table"]
    main(Path(sys.argv[1]), [Path(a) for a in rest], "--table" in sys.argv)
