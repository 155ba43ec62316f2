"""Trains the line model of sayso.clean: `python training/lines.py` writes src/sayso/weights/lines/model.npz.

Needs scikit-learn and scipy beside sayso, and of ../shared/data page-lines.jsonl.gz and page-dates.jsonl.gz, some of
whose pages page_lines.tsv labels. With --folds it trains five models on
four fifths of the pages each and prints how they do on the rest; nothing is written then. Copies of one page count once
and never stand on both sides of a fold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from sayso.clean import languages
from sayso.clean.below import below
from sayso.clean.features import BUCKETS, hashed, page_features
from sayso.clean.linemodel import LOOKS, LineModel, Trees, foreign, lexical, score
from sayso.clean.phrases import chrome_kind
from sayso.clean.second import second_look

ROOT = Path(__file__).parents[1]
DATA = ROOT / ".." / "shared" / "data" / "page-lines.jsonl.gz"
MORE = ROOT / ".." / "shared" / "data" / "page-dates.jsonl.gz"  # its pages that page_lines.tsv labels
OURS = "ours"  # their set, which is learnt from in every fold and never asked
TABLE = ROOT / "training" / "page_lines.tsv"
TARGET = ROOT / "src" / "sayso" / "weights" / "lines" / "model.npz"
INNER = 3  # folds inside the training pages, so that the trees see honest log odds of the words and of the first look
TREES = {"max_iter": 120, "learning_rate": 0.08, "max_leaf_nodes": 24, "min_samples_leaf": 40}
TREES |= {"l2_regularization": 8.0, "max_features": 0.3}
SEEDS = ((0,), (0, 1))  # of the forests of the first look, and of the second
LEAN = 0.6  # log odds added in the end: of pages at large F1 by lines is best where a line of .35 counts as article
WORST = 5  # pages with the most errors that are named apart
TITLE_SHARE = 0.6  # of a line's longer words that the article says, for a line above it to be a title


class Lines:
    """The labelled lines: one row each, with the page it is of."""

    def __init__(self, path: Path, ours: Sequence[dict[str, Any]] = ()) -> None:
        seen: set[str] = set()
        self.pages: list[dict[str, Any]] = []
        for row in (*read(path), *ours):
            whole = "\n".join(row["lines"])
            if whole not in seen:
                seen.add(whole)
                self.pages.append(row)
        self.group = np.array([f"{page['set']} {page['language']}" for page in self.pages])
        ends = np.cumsum([len(page["lines"]) for page in self.pages])
        self.parts = [slice(end - len(page["lines"]), end) for page, end in zip(self.pages, ends, strict=True)]
        self.page = np.repeat(np.arange(len(self.pages)), [len(page["lines"]) for page in self.pages])
        self.label = np.concatenate([page["content"] for page in self.pages])
        self.size = np.array([len(line) for page in self.pages for line in page["lines"]])
        self.untaught = np.concatenate([titles(page) for page in self.pages])
        self.words = bags([line for page in self.pages for line in page["lines"]])
        self.shown = [shown(page["lines"]) for page in self.pages]

    def folds(self, count: int) -> np.ndarray:
        """A fold for each line, by page, spread evenly over sets and languages."""
        of_page = np.zeros(len(self.pages), dtype=int)
        shuffle = np.random.RandomState(0)
        for group in sorted(set(self.group)):
            members = np.flatnonzero(self.group == group)
            shuffle.shuffle(members)
            of_page[members] = np.arange(len(members)) % count if group.split()[0] != OURS else count
        return of_page[self.page]

    def rows(self, odds: np.ndarray) -> np.ndarray:
        """The features of all lines, given the log odds of their words."""
        made = [
            page_features(page["lines"], said, elsewhere, odds[part])
            for page, part, (said, elsewhere) in zip(self.pages, self.parts, self.shown, strict=True)
        ]
        return np.vstack(made).astype(np.float32)

    def seconds(self, odds: np.ndarray) -> np.ndarray:
        """What a second look at all lines sees, given the log odds of the first."""
        made = [second_look(odds[part], page["lines"]) for page, part in zip(self.pages, self.parts, strict=True)]
        return np.vstack(made)


def read(path: Path) -> list[dict[str, Any]]:
    """Rows of a packed file of JSON lines."""
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode("utf8").strip().split("\n")]


def labelled(pages: Sequence[dict[str, Any]], table: Path) -> list[dict[str, Any]]:
    """The pages that our table of labels names, as rows like those of page-lines.

    Raises ValueError where a page is not the one that was labelled.
    """
    made = []
    for line in table.read_text("utf8").splitlines()[1:]:
        number, digest, content, title = line.split("\t")
        text = pages[int(number)]["text"]
        if hashlib.sha256(text.encode()).hexdigest()[: len(digest)] != digest:
            raise ValueError(f"{table.name}: page {number} is not the one that was labelled")
        lines = [part.strip() for part in text.split("\n") if part.strip()]
        some, heads = ranges(content), ranges(title)
        row = {"content": [int(i in some) for i in range(len(lines))], "lines": lines, "title": sorted(heads)}
        made.append({**row, "set": OURS, "language": "en"})
    return made


def ranges(written: str) -> set[int]:
    """Numbers of "14-18,20"."""
    ends = [part.partition("-") for part in written.split(",") if part]
    return {i for first, _, last in ends for i in range(int(first), int(last or first) + 1)}


def titles(page: dict[str, Any]) -> np.ndarray:
    """Which lines are titles above the article, where the set calls them chrome (aeb): not taught either way.

    Headlines are content for sayso, and found by rule.
    """
    labels = page["content"]
    if page["set"] == OURS:
        return np.isin(np.arange(len(labels)), page["title"])
    none = np.zeros(len(labels), dtype=bool)
    if page["set"] != "aeb" or 1 not in labels:
        return none
    article = " ".join(line.lower() for line, label in zip(page["lines"], labels, strict=True) if label)
    for i, line in enumerate(page["lines"][: labels.index(1)]):
        longer = re.findall(r"\w{4,}", line.lower())
        none[i] = len(longer) >= 3 and sum(word in article for word in longer) >= TITLE_SHARE * len(longer)
    return none


def shown(lines: list[str]) -> tuple[list[str], list[bool]]:
    """(chrome wording, whether in another language) of each line."""
    return [chrome_kind(line) for line in lines], foreign(lines, languages.of_lines(lines))


def bags(lines: list[str]) -> csr_matrix:
    """A row of hashed words for each line, of length one."""
    buckets = [hashed(line) for line in lines]
    ends = np.concatenate([[0], np.cumsum([len(b) for b in buckets])])
    weights = np.concatenate([np.full(len(b), 1 / np.sqrt(len(b)), dtype=np.float32) for b in buckets])
    return csr_matrix((weights, np.concatenate(buckets), ends), shape=(len(lines), BUCKETS))


def fit(lines: Lines, taught: np.ndarray) -> LineModel:
    """A model from the lines of a mask."""
    taught = taught & ~lines.untaught
    inner = (lines.page * 7919) % INNER
    odds = np.zeros(len(lines.label), dtype=np.float32)
    for fold in range(INNER):
        part = taught & (inner != fold)
        odds[inner == fold] = by_words(lines, part).decision_function(lines.words[inner == fold])
    rows = lines.rows(odds)
    first = np.zeros(len(lines.label))
    for fold in range(INNER):
        part = taught & (inner != fold)
        first[inner == fold] = forest(rows, lines.label, part).decision_function(rows[inner == fold])
    wider = np.hstack([rows, lines.seconds(first)])
    looks = [
        flat([forest(seen, lines.label, taught, seed) for seed in seeds])
        for seen, seeds in zip((rows, wider), SEEDS, strict=True)
    ]
    looks[1] = looks[1]._replace(baseline=looks[1].baseline + LEAN)
    linear = by_words(lines, taught)
    scale = float(np.abs(linear.coef_).max() / 127)
    words = np.round(linear.coef_[0] / scale).astype(np.int8)
    return LineModel(words, scale, float(linear.intercept_[0]), *looks)


def forest(rows: np.ndarray, label: np.ndarray, mask: np.ndarray, seed: int = 0) -> HistGradientBoostingClassifier:
    """Boosted trees from the rows of a mask."""
    return HistGradientBoostingClassifier(random_state=seed, **TREES).fit(rows[mask], label[mask])


def by_words(lines: Lines, mask: np.ndarray) -> LogisticRegression:
    """Words to label."""
    return LogisticRegression(C=4.0, max_iter=200, solver="liblinear").fit(lines.words[mask], lines.label[mask])


def flat(forests: list[HistGradientBoostingClassifier]) -> Trees:
    """Trees of several forests in a row, their leaves averaged; a leaf points at itself."""
    parts, roots, at = [], [], 0
    for forest in forests:
        for (tree,) in forest._predictors:
            nodes = tree.nodes
            here = np.arange(len(nodes))
            leaf = nodes["is_leaf"].astype(bool)
            parts.append(
                (
                    np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16),
                    np.where(leaf, 0, nodes["num_threshold"]).astype(np.float32),
                    (np.where(leaf, here, nodes["left"]) + at).astype(np.int32),
                    (np.where(leaf, here, nodes["right"]) + at).astype(np.int32),
                    np.where(leaf, nodes["value"] / len(forests), 0).astype(np.float32),
                )
            )
            roots.append(at)
            at += len(nodes)
    depth = max(int(tree.nodes["depth"].max()) for forest in forests for (tree,) in forest._predictors)
    baseline = float(np.mean([np.ravel(forest._baseline_prediction)[0] for forest in forests]))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Trees(np.array(roots, dtype=np.int32), *columns, depth, baseline)


def f1(wanted: np.ndarray, given: np.ndarray, weight: np.ndarray) -> float:
    both = float((weight * (wanted & given)).sum())
    return 2 * both / float((weight * wanted).sum() + (weight * given).sum())


def cross_validate(lines: Lines, count: int = 5) -> None:
    """Prints content-F1 by lines and by characters, on pages the model has not seen; that of the first look alone; and
    how much of what is missing hangs on a few pages."""
    fold = lines.folds(count)
    odds, first, second = (np.zeros(len(lines.label)) for _ in range(3))
    texts = [line for page in lines.pages for line in page["lines"]]
    for number in range(count):
        model = fit(lines, fold != number)
        asked = fold == number
        odds[asked] = lexical(model, [text for text, is_asked in zip(texts, asked, strict=True) if is_asked])
        rows = lines.rows(odds.astype(np.float32))
        looked = score(model.trees, rows)
        first[asked] = looked[asked]
        second[asked] = score(model.again, np.hstack([rows, lines.seconds(looked)])[asked])
        print(f"fold {number + 1} of {count} done", flush=True)
    under = [
        bool(sub)
        for page, (said, _) in zip(lines.pages, lines.shown, strict=True)
        for sub in below(page["lines"], said)
    ]
    second[under] = -6
    means = []
    for group in sorted(g for g in set(lines.group) if not g.startswith(OURS)):
        of = (lines.group == group)[lines.page]
        means.append([group, by_line(lines, second, of), by_line(lines, first, of), by_character(lines, second, of)])
        print("{:10} by lines {:.3f} (first look alone {:.3f})  by characters {:.3f}".format(*means[-1]))
        if (of & lines.untaught).any():
            print(f"{group:10} titles left out: by lines {by_line(lines, second, of & ~lines.untaught):.3f}")
        wrong = np.bincount(lines.page[of & ((second >= 0) != lines.label)], minlength=len(lines.pages))
        worst = np.argsort(-wrong)[:WORST]
        rest = by_line(lines, second, of & ~np.isin(lines.page, worst))
        print(
            f"{group:10} {wrong.sum()} lines wrong, {wrong[worst].tolist()} on {WORST} pages; without these {rest:.3f}"
        )
    others = np.mean([row[1:] for row in means if row[0] not in ("aeb en", "turku en")], axis=0)
    print("the others by lines {:.3f} (first look alone {:.3f})  by characters {:.3f}".format(*others))


def by_line(lines: Lines, odds: np.ndarray, of: np.ndarray) -> float:
    """Content-F1 of some lines, each counted once."""
    return f1(lines.label[of] == 1, odds[of] >= 0, np.ones(of.sum()))


def by_character(lines: Lines, odds: np.ndarray, of: np.ndarray) -> float:
    """Content-F1 of some lines, each counted by its length."""
    return f1(lines.label[of] == 1, odds[of] >= 0, lines.size[of])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", action="store_true", help="cross-validate instead of writing weights")
    lines = Lines(DATA, labelled(read(MORE), TABLE))
    if parser.parse_args().folds:
        cross_validate(lines)
        return
    model = fit(lines, np.ones(len(lines.label), dtype=bool))
    looks = zip(LOOKS, (model.trees, model.again), strict=True)
    trees = {look + name: value for look, trees in looks for name, value in trees._asdict().items()}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, words=model.words, scale=model.scale, intercept=model.intercept, **trees)
    count = sum(len(trees[look + "roots"]) for look in LOOKS)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1024:.0f} KiB, {count} trees")


if __name__ == "__main__":
    main()
