"""How well actors are told: one table. `python bench/actors.py [--only kabul|polnear|speed]`

kabul-2021    the alias groups of ../shared/gold/kabul-2021.json that hold together in the case of its five pages, read
              end to end; and which names of a group went elsewhere.
polnear-dev   20 pages nobody tuned on, read by one of us: `actors_gold.csv` says of every name that the pages give
              whom it means. Counted are merges: a pair of different names in one actor, right where both mean the
              same; and found: pairs of names that mean the same and are in one actor. First within each page, then
              over the case of all 20 (there a name of one page and the same name of another are a pair too).
speed         seconds of `gather` beside those of spaCy's model on the same pages; `across` over 100,000 actors.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import string
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sayso.actors import across, gather
from sayso.actors.naming import fold
from sayso.clean import clean, masked
from sayso.ids import identifier
from sayso.language import load_english
from sayso.model import Actor, Mention, Page, Passage, Reading
from sayso.reader import Reader

SHARED = Path(__file__).parents[1] / ".." / "shared"
GOLD = Path(__file__).with_name("actors_gold.csv")
Item = tuple[str, str]  # a page's location and a folded name


def polnear(wanted: set[str]) -> Iterator[Page]:
    """The pages of polnear-dev with these ids."""
    with gzip.open(SHARED / "data" / "polnear-dev.jsonl.gz", "rt", encoding="utf8") as file:
        for line in file:
            row = json.loads(line)
            if row["id"] in wanted:
                yield Page(identifier("p", row["text"]), row["id"], row["text"])


def kabul() -> list[Page]:
    """The five pages."""
    texts = ((p.name, p.read_bytes().decode("utf8")) for p in sorted((SHARED / "pages" / "kabul-2021").glob("*.txt")))
    return [Page(identifier("p", text), name, text) for name, text in texts]


def read(pages: Sequence[Page]) -> tuple[list[Reading], dict[str, str]]:
    """Readings, and the location of each page by its id."""
    readings = [reading for _, reading in Reader().read_many(pages) if isinstance(reading, Reading)]
    return readings, {page.id: page.location for page in pages}


def items(actors: Sequence[Actor], location: dict[str, str], bare: bool = True) -> dict[Item, set[str]]:
    """Names in pages to the ids of the actors that bear them there."""
    found: dict[Item, set[str]] = defaultdict(set)
    for actor in actors:
        for mention in actor.mentions:
            if mention.how not in ("pronoun", "role") and (mention.page in location or not bare):
                found[location[mention.page], fold(mention.text)].add(actor.id)
    return found


def report_kabul(table: Table) -> None:
    """Alias groups whole, and names astray."""
    gold = json.loads((SHARED / "gold" / "kabul-2021.json").read_text("utf8"))
    readings, _ = read(kabul())
    actors, _ = across(readings)
    by_name: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for text in (actor.name, *actor.aliases, *(m.text for m in actor.mentions)):
            by_name[fold(text.removeprefix("Mr "))].add(actor.name)
    whole, astray = 0, []
    for group in gold["same_actor"]:
        owners = [by_name[fold(form.removeprefix("Mr "))] for form in group]
        shared = set.intersection(*owners) if owners else set()
        whole += bool(shared)
        astray += [form for form, owner in zip(group, owners, strict=True) if not shared and len(owner) != 1]
    table.add_row("kabul-2021", "alias groups whole", f"{whole} of {len(gold['same_actor'])}", ", ".join(astray))


def judge(found: dict[Item, set[str]], gold: dict[Item, str], within: bool) -> tuple[int, int, int]:
    """Merges made, of them right, and merges that should be: over pairs of names, in one page or in all."""
    known = [item for item in sorted(found) if item in gold]
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in known:
        groups[item[0] if within else ""].append(item)
    made = right = wanted = 0
    for group in groups.values():
        for a, b in combinations(group, 2):
            same = gold[a] == gold[b]
            merged = bool(found[a] & found[b])
            made, right, wanted = made + merged, right + (merged and same), wanted + same
    return made, right, wanted


def gold_names() -> dict[Item, str]:
    """(page, folded name) -> whom it means."""
    lines = [line for line in GOLD.read_text("utf8").splitlines() if not line.startswith("#")]
    told = [(row["page"], name, row["means"]) for row in csv.DictReader(lines) for name in row["names"].split("|")]
    return {(page, fold(name)): means for page, name, means in told}


def report_polnear(table: Table) -> None:
    """Merges right and found, in pages and over the case."""
    gold = gold_names()
    readings, location = read(list(polnear({page for page, _ in gold})))
    own = items([a for r in readings for a in r.actors], location)
    case = items(across(readings)[0], location)
    for what, found, within in (("in pages", own, True), ("over the case", case, False)):
        made, right, wanted = judge(found, gold, within)
        note = f"{len(readings)} pages, {len(gold)} names"
        table.add_row("polnear-dev", f"merges {what} right", f"{right} of {made} = {right / max(made, 1):.3f}", note)
        table.add_row("polnear-dev", f"merges {what} found", f"{right} of {wanted} = {right / max(wanted, 1):.3f}", "")


def report_speed(table: Table) -> None:
    """gather beside spaCy, and across over many."""
    nlp = load_english()
    parsing = gathering = 0.0
    pages = list(polnear({page for page, _ in gold_names()}))
    for page in pages:
        cleaned = clean(page)
        text = masked(page.text, cleaned)
        blocks = [b for b in cleaned.blocks if b.kind in ("headline", "heading", "body")]
        began = time.process_time()
        passages = [Passage(b.start, b.end, b.kind, nlp(text[b.start : b.end])) for b in blocks]
        parsed = time.process_time()
        gather(page, passages, ())
        parsing, gathering = parsing + parsed - began, gathering + time.process_time() - parsed
    table.add_row("speed", "gather beside spaCy", f"{gathering / parsing:.3f} of its time", f"{len(pages)} pages")
    rng = random.Random(7)
    words = ["".join(rng.choices(string.ascii_lowercase, k=7)).title() for _ in range(40_000)]
    many = [
        Reading(page=f"p{n}", blocks=(), actors=tuple(
            Actor(f"a{n}-{i}", f"{rng.choice(words)} {rng.choice(words)}", "person", (), (Mention(f"p{n}", 0, 5),))
            for i in range(20)
        ))
        for n in range(5_000)
    ]  # fmt: skip
    began = time.process_time()
    across(many)
    table.add_row("speed", "across, 100,000 actors", f"{time.process_time() - began:.1f} s", "made-up full names")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("kabul", "polnear", "speed"))
    only = parser.parse_args().only
    table = Table("on", "what", "figure", "note", title="actors")
    for name, report in (("kabul", report_kabul), ("polnear", report_polnear), ("speed", report_speed)):
        if only in (None, name):
            report(table)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
