"""Features of labelled pairs of statements, for `compare_judge.py`.

python training/compare_features.py SHARED/gold/pairs-dev.jsonl OUT.json      (in the project's own environment)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from sayso.compare.encoder import available, entailment, vectors
from sayso.compare.features import Pair, measured
from sayso.compare.statement import Statement
from sayso.compare.views import views


def main(gold: Path, out: Path) -> None:
    """Read pairs, measure, write."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    some = views([Statement(r["a"]["text"], r["a"].get("speaker")) for r in rows])
    others = views([Statement(r["b"]["text"], r["b"].get("speaker")) for r in rows])
    cosine = (vectors([v.text for v in some]) * vectors([v.text for v in others])).sum(1)
    blank = np.zeros((len(rows), 3))
    forth = back = blank
    if available("entail.onnx"):
        forth = entailment([(x.text, y.text) for x, y in zip(some, others, strict=True)])
        back = entailment([(y.text, x.text) for x, y in zip(some, others, strict=True)])
    found = [measured(Pair(*p)) for p in zip(some, others, cosine.tolist(), forth.tolist(), back.tolist(), strict=True)]
    kept = [
        {"id": r["id"], "story": r["story"], "label": r["label"], "kind": r["kind"], "values": m.values,
         "remarks": [list(x) for x in m.remarks]}
        for r, m in zip(rows, found, strict=True)
    ]  # fmt: skip
    out.write_text(json.dumps(kept), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
