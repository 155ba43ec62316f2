"""The page's title, and what sites tack on to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Block, Mark

BAR = re.compile(r"\s+(?:\|{1,2}|»|::|•|—|–|-)\s+")
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
MOST = 5  # words that a site, a column and a date may have behind the bar


def tail_of_headline(text: str, block: Block) -> Mark | None:
    """What stands behind a bar at the end of a headline: the site's name, the column, the date.

    Behind a double or single bar anything short counts; behind a dash only what has a date in it or is set in capitals,
    as headlines use dashes themselves.
    """
    line = text[block.start : block.end].rstrip()
    bars = list(BAR.finditer(line))
    for bar in bars:
        tail = line[bar.end() :]
        dash = bar.group().strip() in {"-", "–", "—"}
        short = len(tail.split()) <= MOST and len(line[: bar.start()].split()) > len(tail.split())
        if short and (not dash or DATE.search(tail) or (len(tail) > 1 and tail.isupper())):
            return Mark(block.start + bar.start(), block.start + len(line), "tail")
    return None


def title(text: str, covered: Sequence[Block]) -> str | None:
    """The first headline, without its tail."""
    for block in covered:
        if block.kind == "headline" and block.sub != "translation":
            tail = tail_of_headline(text, block)
            return text[block.start : tail.start if tail else block.end].strip()
    return None
