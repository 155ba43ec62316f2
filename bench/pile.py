"""All stories of `bench/dossiers` and the ferry in one case, as a pile comes: what is found of each, and what is mixed.

    python bench/pile.py ../shared/tools/score.py

Every link or dispute between pages of two stories is wrong, whatever its words say.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
Export = dict[str, Any]


def truths() -> list[Path]:
    """The written truth of every story; its pages are in the folder beside it."""
    return [*sorted((ROOT / "bench/dossiers").glob("*.truth.json")), ROOT / "examples/ferry.truth.json"]


def story(truth: Path) -> str:
    return truth.name.removesuffix(".truth.json")


def piled() -> Export:
    """The export of one case of all pages; the name of a page's story stands before the name of its file."""
    import sayso

    with tempfile.TemporaryDirectory() as place:
        for truth in truths():
            for page in sorted(truth.with_name(story(truth)).iterdir()):
                shutil.copy(page, Path(place) / f"{story(truth)}--{page.name}")
        found: Export = json.loads(sayso.read(place).export())
    return found


def of(case: Export, name: str, where: dict[str, str]) -> Export:
    """What a case says of one story."""
    pages = [page | {"location": page["location"].replace(f"{name}--", "")} for page in case["pages"]
             if where[page["id"]] == name]  # fmt: skip
    claims = [claim for claim in case["claims"] if where[claim["page"]] == name]
    own = {claim["id"] for claim in claims}
    disputes = []
    for dispute in case["disputes"]:
        sides = [side | {"claims": [c for c in side["claims"] if c in own]} for side in dispute["sides"]]
        if sum(bool(side["claims"]) for side in sides) > 1:
            disputes.append(dispute | {"sides": sides})
    links = [link for link in case["links"] if link["a"] in own and link["b"] in own]
    return case | {"pages": pages, "claims": claims, "links": links, "disputes": disputes}


def main(scorer: Path) -> None:
    sys.path.insert(0, str(scorer.parent))
    from score import dossier

    case = piled()
    where = {page["id"]: Path(page["location"]).name.split("--")[0] for page in case["pages"]}
    of_claim = {claim["id"]: where[claim["page"]] for claim in case["claims"]}
    print(f"{'':8}", " ".join(f"{h:>8}" for h in ("disputes", "asked", "reported", "agreeing", "asked", "false", "of")))
    for truth in truths():
        with tempfile.TemporaryDirectory() as place:
            one, told = Path(place) / "case.json", io.StringIO()
            one.write_text(json.dumps(of(case, story(truth), where)), encoding="utf-8")
            with contextlib.redirect_stdout(told):
                dossier(str(truth), str(one))
        found = json.loads(told.getvalue()[told.getvalue().index("\n{") :])
        disputes = found["disputes"]
        row = (disputes["found"], disputes["asked"], disputes["reported"], found["agreeing pairs linked"],
               found["agreeing pairs asked"], found["false contradictions"], found["of"])  # fmt: skip
        print(f"{story(truth):8}", " ".join(f"{cell:>8}" for cell in row))
    kinds = Counter((link["kind"], of_claim[link["a"]] == of_claim[link["b"]]) for link in case["links"])
    for kind in sorted({kind for kind, _ in kinds}):
        print(f"{kind}: {kinds[kind, True]} within a story, {kinds[kind, False]} across two")
    mixed = sum(len({of_claim[c] for side in d["sides"] for c in side["claims"]}) > 1 for d in case["disputes"])
    print(f"disputes: {len(case['disputes'])}, {mixed} of them of pages of two stories")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
