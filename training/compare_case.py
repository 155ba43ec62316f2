"""Weighs what the network sees in the pairs of a case: the part "case" of `judge.json`.

    python training/compare_case.py            by story, for the figures
    python training/compare_case.py write      from all stories, into judge.json

Stories: `bench/dossiers` and the ferry, which the network has not learnt from (labels: `pairs/read.tsv`), and real
ones of `../shared/data/stories-dev.jsonl.gz` (`pairs/real.tsv`, which holds places, no words). What was labelled of the
politics of `polnear-train.jsonl.gz` is only measured: nothing is learnt from it. A logistic regression
over the features of `sayso.compare.weighing`; of pairs without a label nothing is learnt.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from compare_pairs import rows  # beside this file

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "../shared"
JUDGE = ROOT / "src/sayso/weights/compare/judge.json"
SIGNS = {"against": ("contradicts",), "agreeing": ("same", "supports")}
STRENGTH = 0.3  # of the fit against the pull to nought
REAL = 2.0  # how much a pair of a real story counts
APART = "pol"  # begins the names of stories of which nothing is learnt
ALIKE = 0.7  # share of the characters that two readings of a claim must have in common
DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")  # in the id of a page of polnear-train
Case = tuple[np.ndarray, list[str]]
Place = tuple[str, str, str]  # page, from where to where, "own" where it is the page's own voice


def stories() -> Iterator[Path]:
    """The folders of our own stories."""
    yield from sorted(p for p in (ROOT / "bench/dossiers").iterdir() if p.is_dir())
    yield ROOT / "examples/ferry"


class Told(NamedTuple):
    """A case as it is compared: its pages and claims as exported, and of every pair that the network was not
    indifferent to the ids of the claims, their words as compared, how clearly it was read, and the features."""

    case: dict[str, Any]
    pairs: list[tuple[frozenset[str], frozenset[str], float, list[float]]]


def compared(folder: Path) -> Told:
    """A folder of pages, compared."""
    import sayso
    from sayso.compare import linking
    from sayso.compare.weighing import features, seen

    caught: dict[str, Any] = {}

    def catching(found: Any) -> Any:
        caught["found"] = found
        return {}

    plain, linking.weigh = linking.weigh, catching
    try:
        case = json.loads(sayso.read(folder).export())
    finally:
        linking.weigh = plain
    found = {place: one for place, one in caught.get("found", {}).items() if seen(one.verdict)}
    made = features(found) if found else {}
    return Told(case, [
        (frozenset(one.claims), frozenset((one.pair.a.text, one.pair.b.text)),
         max(one.verdict.against, one.verdict.agreeing), made[place])
        for place, one in found.items()
    ])  # fmt: skip


def table(folder: Path, told: dict[frozenset[str], str]) -> Case:
    """Features and labels of the labelled pairs of a story, as a case compares them."""
    pairs = [(row, told[words]) for _, words, _, row in compared(folder).pairs if words in told]
    return np.array([row for row, _ in pairs]), [label for _, label in pairs]


def real(shared: Path) -> Iterator[tuple[str, Case]]:
    """The same of real stories (`pairs/real.tsv`): labels belong to claims at known places, as far as claims are still
    read there."""
    labels: dict[str, list[tuple[Place, Place, str]]] = {}
    for story, page, places, own, other, others, its, label in rows("real.tsv"):
        labels.setdefault(story, []).append(((page, places, own), (other, others, its), label))
    pages = dict(told_pages(shared))
    for story, wanted in labels.items():
        with tempfile.TemporaryDirectory() as folder:
            for page, words in pages[story].items():
                (Path(folder) / f"{named(page)}.txt").write_text(words, "utf8")
            case, pairs = compared(Path(folder))
        files = {page["id"]: Path(page["location"]).stem for page in case["pages"]}
        at: dict[str, list[dict[str, Any]]] = {}
        for claim in case["claims"]:
            at.setdefault(files[claim["page"]], []).append(claim)
        clearest: dict[frozenset[str], tuple[float, list[float]]] = {}
        for ids, _, clear, row in pairs:
            clearest[ids] = max(clearest.get(ids, (0.0, row)), (clear, row))
        found = []
        for a, b, label in wanted:
            both = [clearest[ids] for x in there(at, a) for y in there(at, b) if (ids := frozenset((x, y))) in clearest]
            found += [(both[0][1], label)] if both else []
        yield story, (np.array([row for row, _ in found]), [label for _, label in found])


def told_pages(shared: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Stories and the words of their pages: of stories-dev, and those of polnear-train on like topics."""
    stories: dict[str, dict[str, str]] = {}
    with gzip.open(shared / "data/stories-dev.jsonl.gz", "rt", encoding="utf8") as told:
        for page in map(json.loads, told):
            parts = [str(page[name]) for name in ("title", "date", "text") if page[name]]
            stories.setdefault(page["story"], {})[page["id"]] = "\n\n".join(parts)
    yield from stories.items()
    with gzip.open(shared / "data/polnear-train.jsonl.gz", "rt", encoding="utf8") as told:
        politics = [json.loads(line) for line in told]
    for story, lines in rows("groups.tsv"):
        group = {line: politics[int(line)] for line in lines.split(" ")}
        yield story, {line: f"{DAY.findall(page['id'])[0]}\n\n{page['text']}" for line, page in group.items()}


def named(page: str) -> str:
    """A page's id as the name of a file."""
    return re.sub(r"\W", "_", page)


def there(at: dict[str, list[dict[str, Any]]], place: Place) -> list[str]:
    """The claims that stand at a place, but for a few words."""
    page, spans, own = place
    wanted = {c for span in spans.split(",") for c in range(*map(int, span.split("-")))}
    found = []
    for claim in at.get(page, []):
        mine = {c for span in claim["content"] for c in range(span["start"], span["end"])}
        if (claim["manner"] == "own voice") == bool(own) and len(mine & wanted) >= ALIKE * len(mine | wanted):
            found.append(claim["id"])
    return found


def fitted(x: np.ndarray, y: np.ndarray, own: np.ndarray) -> dict[str, Any]:
    """Weights and bias for features as they come.

    Real stories hold fewer contradictions among what was labelled than ours: that they are real is a feature of its
    own, so that the others need not tell it, and is left out of what is kept (Daumé, 2007, for the bias alone).
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    wide = np.hstack([x, ~own[:, None]])
    scale = StandardScaler().fit(wide)
    counts = np.where(own, 1.0, REAL)
    line = LogisticRegression(C=STRENGTH, max_iter=5000).fit(scale.transform(wide), y, sample_weight=counts)
    found = line.coef_[0] / scale.scale_
    bias = float(line.intercept_[0] - (found * scale.mean_).sum())
    return {"weights": [round(float(w), 5) for w in found[:-1]], "bias": round(bias, 5)}


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
    for story, case in real(SHARED):
        cases[story] = case
        print(story, len(case[1]), "labelled pairs of a real story", flush=True)
    cases = {name: case for name, case in cases.items() if case[1]}
    ours = {folder.name for folder in stories()}
    own = np.array([name in ours for name, (_, labels) in cases.items() for _ in labels])
    names = [name for name, (_, labels) in cases.items() for _ in labels]
    x, labels = np.vstack([c[0] for c in cases.values()]), [label for c in cases.values() for label in c[1]]
    learnt = np.array([not name.startswith(APART) for name in names])
    made = {}
    for sign, wanted in SIGNS.items():
        y = np.array([label in wanted for label in labels])
        said = np.zeros(len(y))
        topics = np.array([topic(name) for name in names])
        for name in set(topics):
            apart = (topics != name) & learnt
            said[~apart] = chances(x[~apart], fitted(x[apart], y[apart], own[apart]))
        raw = x[:, 0 if sign == "against" else 1]
        for what, part in (("own stories", own), ("real stories", ~own & learnt), ("politics, kept apart", ~learnt)):
            print(f"{sign}, {what}: {part.sum()} pairs, {y[part].sum()} so; average precision", end=" ")
            print(f"{average(raw[part], y[part]):.3f} alone, {average(said[part], y[part]):.3f} weighed")
            for least in (0.4, 0.5, 0.6, 0.7, 0.8):
                shown = y[part & (said >= least)]
                print(f"  from {least}: {len(shown)} shown, {shown.sum()} rightly")
        made[sign] = fitted(x[learnt], y[learnt], own[learnt])
    if write:
        judge = json.loads(JUDGE.read_text("utf8"))
        judge["case"] = made
        JUDGE.write_text(json.dumps(judge, separators=(",", ":")) + "\n", "utf8")


def topic(story: str) -> str:
    """What a story is of: real stories of one number are of one topic."""
    return re.sub(r"ecb(?:plus)?\Z", "", story)


def average(said: np.ndarray, y: np.ndarray) -> float:
    """Average precision."""
    right = y[np.argsort(-said, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


if __name__ == "__main__":
    main("write" in sys.argv[1:])
