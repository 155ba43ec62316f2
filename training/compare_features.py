"""Features of labelled pairs of statements, for `compare_judge.py`.

python training/compare_features.py OUT.json dev|labelled|found|invented SHARED    (in the project's own environment)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from compare_pairs import found, invented, labelled, topic  # beside this file

from sayso.compare.features import measured
from sayso.compare.judge import paired, verdicts
from sayso.compare.noticing import noticed
from sayso.compare.statement import Statement
from sayso.compare.views import views


def pairs(which: str, shared: Path) -> list[dict[str, Any]]:
    """The rows of one of the sets."""
    if which == "dev":
        lines = (shared / "gold/pairs-dev.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]
    return invented() if which == "invented" else {"labelled": labelled, "found": found}[which](shared)


def main(out: Path, which: str, shared: Path) -> None:
    """Read pairs, measure, write."""
    rows = pairs(which, shared)
    some = views([Statement(r["a"]["text"], r["a"].get("speaker")) for r in rows])
    others = views([Statement(r["b"]["text"], r["b"].get("speaker")) for r in rows])
    told = paired(some, others)
    made = [measured(pair) for pair in told]
    said = verdicts(told)
    seen = [v.kind_of == "reading" or noticed(pair, v) for pair, v in zip(told, said, strict=True)]
    kept = [
        {"story": r["story"], "topic": topic(r["a"].get("source", "")), "label": r["label"], "kind": r["kind"],
         "a": r["a"]["text"], "b": r["b"]["text"], "values": m.values, "remarks": [list(x) for x in m.remarks],
         "noticed": n, "read": [v.against, 1 - v.against - v.agreeing, v.agreeing]}
        for r, m, n, v in zip(rows, made, seen, said, strict=True)
    ]  # fmt: skip
    out.write_text(json.dumps(kept), "utf-8")
    print(len(kept), "pairs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
