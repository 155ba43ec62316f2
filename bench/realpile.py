"""All 720 texts of stories-dev (70 real stories, most of them two by two alike) in one case: what is called a dispute.

    python bench/realpile.py ../shared

Readers labelled the disputes of an earlier day (`training/pairs/pile.tsv`: the contradiction that each rested on); how
many of the right ones and how many of the wrong ones are still shown is printed. Takes eight minutes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))


def main(shared: Path) -> None:
    from compare_case import named, there, told_pages
    from compare_pairs import rows

    import sayso

    with tempfile.TemporaryDirectory() as folder:
        for story, pages in told_pages(shared):
            for page, words in pages.items() if not story.startswith("pol") else ():
                (Path(folder) / f"{named(page)}.txt").write_text(words, "utf8")
        case = json.loads(sayso.read(folder).export())
    files = {page["id"]: Path(page["location"]).stem for page in case["pages"]}
    at: dict[str, list[dict[str, object]]] = {}
    for claim in case["claims"]:
        at.setdefault(files[claim["page"]], []).append(claim)
    shown = {frozenset((link["a"], link["b"])) for link in case["links"] if link["kind"] == "contradicts"}
    found = {"contradicts": [0, 0], "neither": [0, 0]}
    for page, places, own, other, others, its, label in rows("pile.tsv"):
        pairs = {
            frozenset((a, b)) for a in there(at, (page, places, own)) for b in there(at, (other, others, its))
        }  # fmt: skip
        found[label][0] += bool(pairs & shown)
        found[label][1] += bool(pairs)
    print(f"{len(case['pages'])} pages, {len(case['claims'])} claims, {len(case['disputes'])} disputes")
    for label, words in (("contradicts", "right"), ("neither", "wrong")):
        print(f"shown of {found[label][1]} labelled {words}: {found[label][0]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
