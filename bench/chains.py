"""The chain test set (`tests/chains/`): how many items are read exactly right.

An item is right where its attributed claims are those expected, no more and no fewer: for each, half of the words of
the content at least (intersection over union), the speaker's name and kind, and the relays in order.
Run `python bench/chains.py [-v]`; `-v` lists the failures of the known part, never those of the part set aside.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from sayso.attribution import Attributor
from sayso.ids import identifier
from sayso.language import load_english
from sayso.model import Block, Claim, Cleaned, Page, Passage

CHAINS = Path(__file__).parents[1] / "tests" / "chains"

Item = dict[str, Any]


def items(name: str) -> list[Item]:
    """The items of `known.jsonl` or `set_aside.jsonl`."""
    return [json.loads(line) for line in (CHAINS / name).read_text(encoding="utf-8").splitlines()]


def page_of(item: Item, nlp: Language) -> tuple[Page, Cleaned, list[Passage]]:
    """An item as a page: the headline, if any, and a block for each paragraph."""
    parts = ([(item["headline"], "headline")] if "headline" in item else []) + [(item["text"], "body")]
    text = "\n\n".join(part for part, _ in parts)
    blocks, at = [], 0
    for part, kind in parts:
        for paragraph in part.split("\n\n"):
            start = text.index(paragraph, at)
            at = start + len(paragraph)
            blocks.append(Block(start, at, kind, "en"))
    page = Page(id=identifier("p", text), location="item", text=text)
    return page, Cleaned(tuple(blocks)), [Passage(b.start, b.end, b.kind, nlp(text[b.start : b.end])) for b in blocks]


def wrong(item: Item, text: str, claims: Sequence[Claim]) -> str:
    """What is wrong with the claims read in an item; empty where nothing is."""
    read = [c for c in claims if c.manner != "own voice"]
    if len(read) != len(item["claims"]):
        return f"{len(read)} claims for {len(item['claims'])}: " + "; ".join(
            f"{c.speaker.name}: {c.text}" for c in read
        )
    left = list(read)
    for wanted in item["claims"]:
        best = max(left, key=lambda c: _shared(wanted["content"], c.text))
        left.remove(best)
        if _shared(wanted["content"], best.text) < 0.5:
            return f"content: {best.text!r}"
        if not _same_name(wanted["speaker"], best.speaker.name) or wanted["kind"] != best.speaker.kind:
            return f"speaker: {best.speaker.name!r} {best.speaker.kind}"
        via = [relay.name for relay in best.via]
        if len(via) != len(wanted["via"]) or not all(map(_same_name, wanted["via"], via)):
            return f"via: {via}"
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _shared(a: str, b: str) -> float:
    one, other = set(_words(a)), set(_words(b))
    return len(one & other) / len(one | other)


def _same_name(a: str, b: str) -> bool:
    one, other = ({w for w in _words(name) if w not in {"the", "a", "an", "mr", "mrs", "ms"}} for name in (a, b))
    return bool(one and other) and len(one & other) >= min(len(one), len(other), 2)


def score(name: str, nlp: Language, attributor: Attributor) -> tuple[int, list[tuple[Item, str]]]:
    """How many items of a file are right, and what is wrong with the others."""
    all_items = items(name)
    pages = [page_of(item, nlp) for item in all_items]
    read = attributor.claims(pages)
    verdicts = [(i, wrong(i, p[0].text, c)) for i, p, c in zip(all_items, pages, read, strict=True)]
    return sum(not why for _, why in verdicts), [(item, why) for item, why in verdicts if why]


def main() -> None:
    nlp, attributor = load_english(), Attributor()
    for name in ("known.jsonl", "set_aside.jsonl"):
        right, failures = score(name, nlp, attributor)
        total, part = right + len(failures), name.removesuffix(".jsonl").replace("_", " ")
        print(f"chains, {part:<10} {right:3d} of {total:3d} exactly right ({right / total:.2f})")
        for item, why in failures if name == "known.jsonl" and "-v" in sys.argv else ():
            print(f"  {item['id']}: {item.get('headline', '')} | {item['text']}")
            print(f"      wanted {[tuple(c.values()) for c in item['claims']]}\n      got {why}")


if __name__ == "__main__":
    main()
