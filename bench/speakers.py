"""Whose word it is (`tests/speakers/`): how many claims of small pages have the speaker that a careful reader names.

A claim is *right* with the name (articles and titles apart) and kind wanted, *open* where its speaker is left open
against the wish, *wrong* with any other, *missed* where no attributed claim holds the words.
Run `python bench/speakers.py [-v]`; `-v` lists what is not right in the known part, never in the part set aside.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from sayso.attribution import Attributor
from sayso.ids import identifier
from sayso.language import load_english
from sayso.model import Block, Claim, Cleaned, Page, Passage, Speaker

SPEAKERS = Path(__file__).parents[1] / "tests" / "speakers"
PARTS = ("known", "set_aside")


class Wanted(NamedTuple):
    """Words of a content, and whose they are; `name` is "?" where it stays open."""

    words: str
    name: str
    kind: str


class Item(NamedTuple):
    """A small page."""

    id: str
    about: str
    headline: str
    text: str
    wanted: list[Wanted]


class Verdict(NamedTuple):
    item: Item
    wanted: Wanted
    verdict: str  # right, open, wrong, missed
    got: Speaker | None


def items(part: str) -> list[Item]:
    """The pages of `known.tsv` or `set_aside.tsv`."""
    read: list[Item] = []
    for line in (SPEAKERS / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
        what, *cells = line.split("\t")
        if what == "page":
            id, about, headline, page = cells
            read.append(Item(id, about, headline, page, []))
        elif what == "said":
            read[-1].wanted.append(Wanted(*cells))
    return read


def page_of(item: Item, nlp: Language) -> tuple[Page, Cleaned, list[Passage]]:
    """An item as a page: the headline, if any, and a block for each paragraph."""
    paragraphs = ([item.headline] if item.headline else []) + item.text.split(" ¶ ")
    text, blocks, at = "\n\n".join(paragraphs), [], 0
    for number, paragraph in enumerate(paragraphs):
        blocks.append(Block(at, at + len(paragraph), "headline" if item.headline and not number else "body", "en"))
        at += len(paragraph) + 2
    page = Page(id=identifier("p", text), location="item", text=text)
    return page, Cleaned(tuple(blocks)), [Passage(b.start, b.end, b.kind, nlp(text[b.start : b.end])) for b in blocks]


def judged(wanted: Wanted, claims: Sequence[Claim]) -> tuple[str, Speaker | None]:
    """What the claim with these words got, the innermost where one stands inside another."""
    holding = [c for c in claims if c.manner != "own voice" and _words(wanted.words) in _words(c.text)]
    if not holding:
        return "missed", None
    speaker = min(holding, key=lambda c: len(c.text)).speaker
    left_open = "stays open" in speaker.why
    if wanted.name == "?" or left_open:
        return ("right" if wanted.name == "?" and left_open else "open" if left_open else "wrong"), speaker
    same = _words(wanted.name) == _words(speaker.name) and wanted.kind == speaker.kind
    return ("right" if same else "wrong"), speaker


def _words(text: str) -> str:
    plain = (w for w in re.findall(r"\w+", text.lower().replace("'", "’")) if w not in {"the", "a", "an"})
    return f" {' '.join(plain)} "


def score(part: str, nlp: Language, attributor: Attributor) -> list[Verdict]:
    """A verdict for each claim wanted of a part."""
    pages = items(part)
    read = attributor.claims([page_of(item, nlp) for item in pages])
    return [Verdict(i, w, *judged(w, c)) for i, c in zip(pages, read, strict=True) for w in i.wanted]


def main() -> None:
    nlp, attributor = load_english(), Attributor()
    for part in PARTS:
        verdicts = score(part, nlp, attributor)
        count, total = Counter(v.verdict for v in verdicts), len(verdicts)
        rest = ", ".join(f"{count[v]} {v}" for v in ("open", "wrong", "missed"))
        share = count["right"] / total
        print(f"speakers, {part.replace('_', ' '):<10} {count['right']:3d} of {total:3d} right ({share:.2f}); {rest}")
        for v in verdicts if part == "known" and "-v" in sys.argv else ():
            if v.verdict != "right":
                got = f"{v.got.name!r} {v.got.kind} ({v.got.why})" if v.got else "no claim"
                print(f"  {v.item.id} {v.item.about}: {v.item.headline} | {v.item.text}")
                print(f"      {v.verdict} {v.wanted}: {got}")


if __name__ == "__main__":
    main()
