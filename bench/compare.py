"""Quality and speed of `sayso.compare`, each one command that prints its table.

    python bench/compare.py copies ../shared/data/polnear-dev.jsonl.gz   retellings of real pages: pairs found
    python bench/compare.py pairs ../shared/gold/pairs-dev.jsonl         verdicts on labelled pairs (seen in training)
    python bench/compare.py near ../shared                               near pairs as they come, and near misses
    python bench/compare.py dossiers ../shared/tools/score.py            our stories in bench/dossiers, and the ferry
    python bench/compare.py sides ../shared/tools/score.py NAME ...      which of the pairs that a case reads clash
    python bench/compare.py speed [1000 10000 100000]                    generated cases whose truth is known
    python bench/compare.py grow [SIZE]                                  a case compared at once, and page by page

How well the judge does on stories it has not seen is printed by `training/compare_judge.py` (cross-validated).
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SEED = 11
RETOLD = 200
CHROME = (
    "Subscribe to our newsletter", "Share this on Facebook", "Read also: five things to know today", "Advertisement",
    "Sign in to comment", "All rights reserved", "Most read", "Follow us for updates", "Cookie settings", "Back to top",
)  # fmt: skip
AGENCIES = ("(Reuters)", "(AP)", "(AFP)", "(DPA)", "(Tribune Wire)", "(News Service)")
REWORDED = {
    "said": "stated", "told": "informed", "also": "in addition", "but": "yet", "because": "since", "people": "persons",
    "big": "large", "many": "numerous", "show": "reveal", "help": "assist", "begin": "start", "campaign": "bid",
    "according": "as per", "about": "around", "after": "following", "before": "prior to", "think": "believe",
}  # fmt: skip


def retold(text: str, draw: random.Random) -> str:
    """A retelling: cut, new headline, chrome in between, some words changed, another agency line."""
    lines = [line for line in text.split("\n") if line.strip()]
    body = lines[1:] if len(lines) > 3 else lines
    kept = body[: max(2, round(len(body) * draw.uniform(0.45, 1.0)))]
    changed = [
        " ".join(REWORDED.get(w, w) if draw.random() < 0.7 else w for w in line.split(" "))
        for line in kept
        if draw.random() < 0.95
    ]
    for _ in range(draw.randint(2, 5)):
        changed.insert(draw.randint(0, len(changed)), draw.choice(CHROME))
    headline = " ".join(draw.sample(text.split()[:200], min(8, len(text.split()))))
    return "\n".join([headline, f"{draw.choice(AGENCIES)} - ", *changed])


def copies_table(path: Path) -> None:
    """Retell pages and look for the pairs."""
    from sayso.compare.shingles import copies

    with gzip.open(path, "rt", encoding="utf8") as lines:
        pages = [json.loads(line) for line in lines]
    draw = random.Random(SEED)
    texts = {f"page {p['id']}": p["text"] for p in pages}
    truth = set()
    for n in range(RETOLD):
        page = pages[n % len(pages)]
        texts[f"retelling {n} of {page['id']}"] = retold(page["text"], draw)
    by_page: dict[str, list[str]] = {}
    for name in texts:
        by_page.setdefault(name.split(" ")[-1], []).append(name)
    for names in by_page.values():
        truth |= {tuple(sorted((a, b))) for i, a in enumerate(names) for b in names[i + 1 :]}
    began = time.perf_counter()
    found = set(copies(texts))
    took = time.perf_counter() - began
    right = len(found & truth)
    print(f"{len(pages)} pages, {RETOLD} retellings, {len(truth)} true pairs, {took:.1f} s")
    print(f"precision {right / max(1, len(found)):.3f}  recall {right / len(truth):.3f}")
    for pair in sorted(found - truth)[:5]:
        print("  not a retelling:", *pair)


def pairs_table(path: Path) -> None:
    """Verdicts on labelled pairs."""
    from sayso.compare import Statement, judge

    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    said = judge([tuple(Statement(r[s]["text"], r[s].get("speaker")) for s in "ab") for r in rows])  # type: ignore[misc]
    gold = [r["label"] for r in rows]
    kinds = [v.kind for v in said]
    hits = sum(g == k == "contradicts" for g, k in zip(gold, kinds, strict=True))
    agreed = ("same", "supports")
    both = sum(g in agreed and k in agreed for g, k in zip(gold, kinds, strict=True))
    told, asked = Counter(kinds), Counter(gold)
    print("seen pairs; verdicts:", dict(told))
    print(f"contradicts: precision {hits / max(1, told['contradicts']):.3f} recall {hits / asked['contradicts']:.3f}")
    size = told["same"] + told["supports"] + asked["same"] + asked["supports"]
    print(f"same or supports: F1 {2 * both / size:.3f}")


def near_table(shared: Path) -> None:
    """Of our labelled real pairs, near ones as they come and near misses: what the judge calls contradictions, and what
    of it a case would show."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
    from compare_pairs import found, labelled

    from sayso.compare.grounds import grounded
    from sayso.compare.judge import paired, verdicts
    from sayso.compare.statement import Statement
    from sayso.compare.views import views
    from sayso.compare.weighing import UNSEEN, Found, clashing, weigh

    for name, rows in (("near pairs", found(shared)), ("near misses", labelled(shared))):
        some, others = (views([Statement(r[s]["text"]) for r in rows]) for s in "ab")
        pairs = paired(some, others)
        said = verdicts(pairs)
        called = [r["label"] for r, v in zip(rows, said, strict=True) if v.kind == "contradicts"]
        alone = {
            (2 * n, 2 * n + 1): Found(p, v, ("a", "b"), ("a", "b"), (f"{n}a", f"{n}b"), 0)
            for n, (p, v) in enumerate(zip(pairs, said, strict=True))
        }
        weighed = weigh(alone)
        shown = [
            rows[i // 2]["label"] for (i, j), (p, v, *_) in alone.items()
            if grounded(*p[:3], v) or clashing(p, weighed.get((i, j), UNSEEN))
        ]  # fmt: skip
        for what, labels in (("called contradictions", called), ("fit to be shown in a case", shown)):
            print(f"{name}, {len(rows)}: {what} {len(labels)}, rightly {labels.count('contradicts')}")


def dossiers_table(scorer: Path) -> None:
    """What is found of the written truth of stories that no rule was made for, and of the example."""
    import sayso

    sys.path.insert(0, str(scorer.parent))
    from score import dossier

    heads = ("claims", "asked", "speaker", "disputes", "asked", "reported", "agreeing", "asked", "false", "of")
    print(f"{'':8}", " ".join(f"{h:>8}" for h in heads))
    root = Path(__file__).parents[1]
    for truth in (*sorted((root / "bench/dossiers").glob("*.truth.json")), root / "examples/ferry.truth.json"):
        folder = truth.with_name(truth.name.removesuffix(".truth.json"))
        with tempfile.TemporaryDirectory() as place:
            case = Path(place) / "case.json"
            case.write_bytes(sayso.read(folder).export())
            told = io.StringIO()
            with contextlib.redirect_stdout(told):
                dossier(str(truth), str(case))
        found = json.loads(told.getvalue()[told.getvalue().index("\n{") :])
        claims, disputes = found["claims"], found["disputes"]
        row = (claims["found"], claims["asked"], claims["speaker right"], disputes["found"], disputes["asked"],
               disputes["reported"], found["agreeing pairs linked"], found["agreeing pairs asked"],
               found["false contradictions"], found["of"])  # fmt: skip
        print(f"{folder.name:8}", " ".join(f"{cell:>8}" for cell in row), flush=True)


def sides_table(scorer: Path, names: list[str]) -> None:
    """How well contradictions are told among the pairs that a case reads and whose claims the written truth knows: what
    stands across the sides of a dispute before all else (average precision), and what of it would be shown."""
    import sayso
    from sayso.compare import linking
    from sayso.compare.weighing import AGAINST, UNSEEN

    sys.path.insert(0, str(scorer.parent))
    from score import covered, match, spans, words

    caught: dict = {}  # type: ignore[type-arg]
    plain = linking.weigh

    def catching(found):  # type: ignore[no-untyped-def]
        caught["found"], caught["weighed"] = found, plain(found)
        return caught["weighed"]

    linking.weigh = catching
    every: list[tuple[float, float, bool]] = []
    for name in names:
        folder = Path(__file__).parent / "dossiers" / name
        truth = json.loads(folder.with_name(f"{name}.truth.json").read_text("utf8"))
        case = json.loads(sayso.read(folder).export())
        told: dict[str, set[str]] = {}
        for page in case["pages"]:
            asked = [c for c in truth["claims"] if c["page"] == Path(page["location"]).name]
            mine, marks = [c for c in case["claims"] if c["page"] == page["id"]], words(page["text"])
            wanted = [[(page["text"].index(x), page["text"].index(x) + len(x)) for x in c["content"]] for c in asked]
            of = match([covered(w, marks) for w in wanted], [covered(spans(c["content"]), marks) for c in mine], 0.4)
            for i, j in of.items():
                told.setdefault(mine[j]["id"], set()).add(asked[i]["id"])
        across = {frozenset((a, b)) for d in truth["disputes"] for a in d["sides"][0] for b in d["sides"][1]}
        best: dict[frozenset[str], tuple[float, float]] = {}
        for place, one in caught["found"].items():
            pair, weighed = frozenset(one.claims), caught["weighed"].get(place, UNSEEN)
            if len(pair) == 2 and pair <= told.keys():
                alone, beside = best.get(pair, (0.0, 0.0))
                best[pair] = max(alone, one.verdict.against), max(beside, weighed.against)
        rows = []
        for pair, (alone, beside) in sorted(best.items(), key=lambda p: sorted(p[0])):
            a, b = (told[c] for c in pair)
            rows.append((alone, beside, any(frozenset((x, y)) in across for x in a for y in b)))
        sides_row(name, rows, AGAINST)
        every += rows
    linking.weigh = plain
    sides_row("all", every, AGAINST)


def sides_row(name: str, rows: list[tuple[float, float, bool]], floor: float) -> None:
    shown = [right for _, weighed, right in rows if weighed >= floor]
    across = sum(right for *_, right in rows)
    print(f"{name:9}{len(rows):6} pairs, {across:4} across; average precision {ranked(rows, 0):.3f} alone,", end=" ")
    print(f"{ranked(rows, 1):.3f} weighed; {len(shown)} from {floor}, {sum(shown)} rightly", flush=True)


def ranked(rows: list[tuple[float, float, bool]], at: int) -> float:
    """Average precision of the pairs across, by one of the chances."""
    right = [r[2] for r in sorted(rows, key=lambda r: -r[at])]
    hits = [n for n, r in enumerate(right, 1) if r]
    return sum(k / n for k, n in enumerate(hits, 1)) / max(1, len(hits))


def speed_table(sizes: list[int]) -> None:
    """Seconds and memory for generated cases, and whether the planted disputes and origins are found."""
    from generated import case  # beside this file

    from sayso.compare import compare

    heads = ("claims", "seconds", "cpu s", "MiB", "planted", "found", "wrong", "origins")
    print(" ".join(f"{h:>8}" for h in heads))
    for size in sizes:
        readings, pages, planted, told = case(size, SEED)
        began, spent = time.perf_counter(), time.process_time()
        result = compare(readings, pages)
        took, spent = time.perf_counter() - began, time.process_time() - spent
        contradicted = {frozenset((x.a, x.b)) for x in result.links if x.kind == "contradicts"}
        right, wrong = len(contradicted & planted), len(contradicted - planted)
        origin = {c: o.id for o in result.origins for c in o.claims}
        kept = sum(origin[a] == origin[b] for a, b in told) / max(1, len(told))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        row = (len(result.claims), round(took, 1), round(spent, 1), memory, len(planted), right, wrong, round(kept, 3))
        print(" ".join(f"{cell:>8}" for cell in row), flush=True)


class Shelf(dict[str, bytes]):
    """Keeps what comparing goes on from, as a case file does."""

    recall = dict.get
    remember = dict.__setitem__


def grow_table(size: int) -> None:
    """Processor time of comparing a case anew, of adding its last page, and of comparing it again with nothing new."""
    from generated import case  # beside this file

    from sayso.compare import compare

    compare(*case(30, 3)[:2])  # the models load
    readings, pages, _, _ = case(size, SEED)
    shelf = Shelf()

    def spent(some: list, kept: Shelf | None) -> tuple[float, object]:  # type: ignore[type-arg]
        began = time.process_time()
        found = compare(some, pages, (), kept)
        return time.process_time() - began, found

    anew, whole = spent(readings, None)
    spent(readings[:-1], shelf)
    added, grown = spent(readings, shelf)
    again, last = spent(readings, shelf)
    print(f"{size} claims anew {anew:.1f} s; one page more {added:.2f} s ({added / anew:.2f} of it); "
          f"nothing new {again:.2f} s ({again / anew:.2f}); the same outcome: {whole == grown == last}")  # fmt: skip


def main(what: str, *rest: str) -> None:
    if what == "copies":
        copies_table(Path(rest[0]))
    elif what == "pairs":
        pairs_table(Path(rest[0]))
    elif what == "near":
        near_table(Path(rest[0]))
    elif what == "dossiers":
        dossiers_table(Path(rest[0]))
    elif what == "sides":
        sides_table(Path(rest[0]), list(rest[1:]))
    elif what == "grow":
        grow_table(int(rest[0]) if rest else 1000)
    else:
        speed_table([int(n) for n in rest] or [1000, 10000])


if __name__ == "__main__":
    main(*sys.argv[1:])
