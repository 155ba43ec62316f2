"""How large a report gets, and how long it takes to write, open, filter and jump in. Prints a table.

Cases are made up: pages of 35 sentences with 20 claims each, a dispute for every ten pages. Needs Chromium for the
columns after `write`; without it they stay empty. All times are processor
time; on a quiet machine the clock shows no more.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import chromium
from sayso.model import (
    Actor,
    Block,
    Claim,
    Comparison,
    Dispute,
    Interval,
    Link,
    Origin,
    Page,
    Reading,
    Relation,
    Side,
    Snapshot,
    Span,
    Speaker,
)
from sayso.report import html

WORDS = ("the", "water", "gates", "people", "ministry", "flood", "morning", "agency", "report", "several", "villages")
FIRST, LAST = (
    ("Mira", "Piet", "Olga", "Dan", "Ines", "Karim", "Jo", "Ute"),
    ("Holt", "Aker", "Brandt", "Silva", "Novak"),
)
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
SIZES = (10, 100, 500)


def made_up(pages: int) -> Snapshot:
    """A case of this many pages."""
    chance = random.Random(7)
    told = [_page(number, chance) for number in range(pages)]
    claims = [claim for _, _, found in told for claim in found]
    drawn = iter(chance.sample([claim.id for claim in claims], len(claims)))
    links, disputes = [], []
    for number in range(max(pages // 10, 1)):
        sides = [tuple(next(drawn) for _ in range(5)) for _ in range(2)]
        links += [
            Link(a, b, "contradicts", 0.9, "one denies what the other asserts") for a in sides[0] for b in sides[1]
        ]
        disputes.append(
            Dispute(f"d{number}", f"Question {number}?", tuple(Side(side, 5) for side in sides), "a denial")
        )
    page_of = {claim.id: claim.page for claim in claims}
    groups = [tuple(next(drawn) for _ in range(3)) for _ in range(pages)]
    origins = [
        Origin(f"o{n}", group, tuple(sorted({page_of[c] for c in group})), "the same words")
        for n, group in enumerate(groups)
    ]
    actors = tuple(Actor(f"a{number}", name, "person", (name,)) for number, name in enumerate(NAMES))
    comparison = Comparison(actors, tuple(claims), tuple(links), tuple(origins), tuple(disputes))
    return Snapshot(tuple(page for page, _, _ in told), tuple(reading for _, reading, _ in told), comparison)


def _page(number: int, chance: random.Random) -> tuple[Page, Reading, list[Claim]]:
    name, text = f"p{number:06}", ""
    blocks, claims = [], []
    for line in range(35):
        who = chance.randrange(len(NAMES))
        words = " ".join(chance.choices(WORDS, k=chance.randint(12, 30)))
        start = len(text) + len(NAMES[who]) + len(" said that ")
        blocks.append(Block(len(text), start + len(words) + 2, "body", "en"))
        text += f"{NAMES[who]} said that {words}.\n"
        if line < 20:
            speaker = Speaker(NAMES[who], "person", f"a{who}")
            relation = Relation(f"a{chance.randrange(40)}", "ASSAULT", f"a{chance.randrange(40)}", start, start + 3)
            content = (Span(start, start + len(words)),)
            claims.append(
                Claim(
                    f"c{number:06}{line:02}", name, "indirect", "assert", content, words, speaker, relations=(relation,)
                )
            )
    when = Interval(f"2019-03-{number % 28 + 1:02}", f"2019-03-{number % 28 + 1:02}", "stated")
    reading = Reading(name, tuple(blocks), languages=("en",), outlet=f"Outlet {number % 60}", published=when)
    return Page(name, f"{name}.txt", text), reading, claims


def measure(pages: int, tab: chromium.Chromium | None) -> list[str]:
    """One row of the table."""
    snapshot = made_up(pages)
    begin = time.process_time()
    report = html(snapshot)
    row = [
        f"{pages:,}",
        f"{len(snapshot.comparison.claims):,}",
        f"{len(report) / 1e6:.1f} MB",
        f"{time.process_time() - begin:.2f} s",
    ]
    if tab is None:
        return row
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(report, "utf-8")
        begin = _browser_time(tab)
        tab.open(path, 1280)
        spent = _browser_time(tab)
        row.append(f"{spent - begin:.2f} s")
        for act in ("f = document.querySelector('.filter'); f.elements.text.value = 'Holt'; f.requestSubmit()", JUMP):
            tab.run(f"{act}; document.documentElement.scrollHeight")
            before, spent = spent, _browser_time(tab)
            row.append(f"{spent - before:.2f} s")
    return row


JUMP = "document.querySelector('.dispute .to').click()"


def _browser_time(tab: chromium.Chromium) -> float:
    """Processor time, in seconds, that the tab has spent on tasks so far."""
    metrics = {metric["name"]: metric["value"] for metric in tab.call("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def main() -> None:
    tab = chromium.Chromium() if chromium.found() else None
    if tab:
        tab.call("Performance.enable", timeDomain="threadTicks")
    for row in (
        ["pages", "claims", "file", "write", "open", "filter", "jump"],
        *(measure(size, tab) for size in SIZES),
    ):
        print("".join(f"{cell:>12}" for cell in row), flush=True)
    if tab:
        tab.__exit__(None, None, None)


if __name__ == "__main__":
    main()
