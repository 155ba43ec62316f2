"""Features of labelled pairs of statements, for `compare_judge.py`.

python training/compare_features.py OUT.json PAIRS.jsonl        (in the project's own environment)
python training/compare_features.py OUT.json invented
python training/compare_features.py OUT.json stories SHARED
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from compare_pairs import invented, labelled, topic  # beside this file

from sayso.compare.encoder import vectors
from sayso.compare.features import Pair, measured
from sayso.compare.statement import Statement
from sayso.compare.views import views


def main(out: Path, pairs: str, shared: str = "") -> None:
    """Read pairs, measure, write."""
    if pairs == "invented":
        rows = invented()
    elif pairs == "stories":
        rows = labelled(Path(shared))
    else:
        rows = [json.loads(line) for line in Path(pairs).read_text("utf-8").splitlines()]
    some = views([Statement(r["a"]["text"], r["a"].get("speaker")) for r in rows])
    others = views([Statement(r["b"]["text"], r["b"].get("speaker")) for r in rows])
    cosine = (vectors([v.text for v in some]) * vectors([v.text for v in others])).sum(1)
    found = [measured(Pair(*p)) for p in zip(some, others, cosine.tolist(), strict=True)]
    kept = [
        {"story": r["story"], "topic": topic(r["a"].get("source", "")), "label": r["label"], "kind": r["kind"],
         "a": r["a"]["text"], "b": r["b"]["text"], "values": m.values, "remarks": [list(x) for x in m.remarks]}
        for r, m in zip(rows, found, strict=True)
    ]  # fmt: skip
    out.write_text(json.dumps(kept), "utf-8")
    print(len(kept), "pairs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
