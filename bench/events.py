"""python bench/events.py [--plover FILE] [--held]: how well sayso tells who did what to whom, and how many.

Prints: event types on the labelled sentences of Zero-Shot-PLOVER (5-fold; needs scikit-learn and ../shared), relations
on our own sentences (tests/relations: dev; with --held also held and blind3, on which nothing was mended, and blind and
blind2, which were measured first and then mended on), from given actors and from raw text, quantities on our own
sentences (tests/relations/quantities*.jsonl), factuality, and the time a page takes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from sayso.events import CLASS_OF, ROOTS, SYMMETRIC, Relator
from sayso.events.quantities import quantities
from sayso.language import load_english
from sayso.model import Actor, Claim, Mention, Page, Passage, Relation, Span, Speaker

HERE = Path(__file__).parent
OWN = HERE.parent / "tests" / "relations"
PLOVER = HERE.parent / ".." / "shared" / "data" / "plover-train.jsonl.gz"
FACTUALITY = PLOVER.with_name("factuality-train.jsonl.gz")
PENTA = dict(zip("1234", dict.fromkeys(CLASS_OF.values()), strict=True))
Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """Sentences of one part of our own set."""
    return [json.loads(line) for line in (OWN / f"{name}.jsonl").read_text("utf-8").splitlines()]


def places(case: Case) -> dict[str, list[tuple[int, int]]]:
    """Where each actor of a sentence stands."""
    return {
        key: sorted({m.span() for form in forms for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", case["text"])})
        for key, forms in case["actors"].items()
    }


def from_spans(relator: Relator, parse: Callable[[str], Any]) -> Callable[[Case], list[Relation]]:
    """Relations where the actors are given; a sentence in quotation marks is its speaker's."""

    def read(case: Case) -> list[Relation]:
        text = case["text"]
        page = Page(id="p", location="bench", text=text)
        actors = [
            Actor(id=key, name=key, kind="other", mentions=tuple(Mention("p", s, e) for s, e in spans))
            for key, spans in places(case).items()
        ]
        speaker = Speaker(name="", kind="author")
        claim = Claim("c", "p", "own voice", "assert", (Span(0, len(text)),), text, speaker)
        return list(relator.annotate(page, [Passage(0, len(text), "body", parse(text))], [claim], actors)[0].relations)

    return read


def from_text() -> Callable[[Case], list[Relation]]:
    """Relations from raw text alone; actors found are matched to the marked ones by overlap of their mentions."""
    from sayso.reader import Reader

    reader = Reader()

    def read(case: Case) -> list[Relation]:
        reading = reader.read(Page(id="p", location="bench", text=case["text"]))
        spans = places(case)
        names: dict[str, str] = {}
        for name, marked in spans.items():
            for s, e in marked:
                over = [
                    (abs(m.start - s) + abs(m.end - e), a.id)
                    for a in reading.actors
                    for m in a.mentions
                    if m.start < e and m.end > s
                ]
                if over:
                    names.setdefault(min(over)[1], name)
        found = [r for claim in reading.claims for r in claim.relations]
        pairs = [(r, names.get(r.actor, r.actor), names.get(r.recipient, r.recipient)) for r in found]
        return [Relation(a, r.type, b, r.start, r.end, r.negated, r.modality) for r, a, b in pairs if a != b]

    return read


def key(actor: str, root: str, recipient: str) -> tuple[str, ...]:
    """What must agree: both actors, the type, and the direction where the type has one."""
    return (root, *sorted((actor, recipient))) if root in SYMMETRIC else (root, actor, recipient)


def score(part: list[Case], read: Callable[[Case], list[Relation]], show: bool = False) -> dict[str, float]:
    """Precision, recall, F1 of relations; of those found, how many have negation and modality right."""
    hit = made = wanted = negation = modality = pairs = 0
    for case in part:
        gold = {key(r["actor"], r["type"], r["recipient"]): r for r in case["relations"]}
        found = {key(r.actor, r.type, r.recipient): r for r in read(case)}
        both = gold.keys() & found.keys()
        hit, made, wanted = hit + len(both), made + len(found), wanted + len(gold)
        pairs += len({frozenset(k[1:]) for k in gold} & {frozenset(k[1:]) for k in found})
        negation += sum(gold[k]["negated"] == found[k].negated for k in both)
        modality += sum(gold[k]["modality"] == found[k].modality for k in both)
        if show and (
            gold.keys() != found.keys()
            or any((gold[k]["negated"], gold[k]["modality"]) != (found[k].negated, found[k].modality) for k in both)
        ):
            print(f"{case['id']} {case['text']}")
            for name, rows in (("  want", sorted(gold)), ("  got ", sorted(found))):
                for k in rows:
                    r = gold[k] if name == "  want" else found[k]
                    neg, mood = (r["negated"], r["modality"]) if isinstance(r, dict) else (r.negated, r.modality)
                    print(name, *k, "NOT" if neg else "", mood, "" if isinstance(r, dict) else r.why)
    precision, recall = hit / max(made, 1), hit / max(wanted, 1)
    return {
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "pair recall": pairs / max(wanted, 1),
        "negation": negation / max(hit, 1),
        "modality": modality / max(hit, 1),
    }


def types(path: Path) -> None:
    """Macro-F1 over root types and classes, 5-fold; needs scikit-learn."""
    sys.path.insert(0, str(HERE.parent / "training"))
    import events as training  # type: ignore[import-not-found]
    from sklearn.metrics import f1_score

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        classes = [PENTA[json.loads(line)["gold_penta"]] for line in lines]
    for seed in (0, 1, 2):
        gold, out = training.cross_validate(path, seed=seed)
        best = [ROOTS[i] for i in out.argmax(axis=1)]
        names = list(PENTA.values())
        sums = np.stack([out[:, [CLASS_OF[r] == n for r in ROOTS]].sum(axis=1) for n in names], axis=1)
        root = f1_score([e.root for e in gold], best, average="macro")
        group = f1_score(classes, [names[i] for i in sums.argmax(axis=1)], average="macro")
        print(f"event types, 5-fold, seed {seed}: macro-F1 root {root:.3f}, class {group:.3f}")


def certain(path: Path) -> None:
    """Factuality, 5-fold over a quarter of the labelled sentences; leaves the shipped weights as they are."""
    sys.path.insert(0, str(HERE.parent / "training"))
    import events_factuality as training  # type: ignore[import-not-found]

    print("factuality:", training.measured(training.examples(path, 1000)))


def counted(part: Iterable[Case], parse: Callable[[str], Any], show: bool = False) -> dict[str, float]:
    """Precision and recall of quantities: value, unit, bounds and what of must all agree."""
    hit = made = wanted = 0
    for case in part:
        gold = [
            (q["value"], q["unit"], q["of"], *bounds(q.get("bounded", False), q.get("low"), q.get("high")))
            for q in case["quantities"]
        ]
        found = [
            (q.value, q.unit, q.of, *bounds(not q.lowest == q.value == q.highest, q.lowest, q.highest))
            for q in quantities(parse(case["text"]))
        ]
        rest = list(found)
        for want in gold:
            match = next((f for f in rest if agrees(want, f)), None)
            if match is not None:
                rest.remove(match)
                hit += 1
        made, wanted = made + len(found), wanted + len(gold)
        if show and (rest or len(found) != len(gold)):
            print(case["id"], case["text"], "\n  want", gold, "\n  got ", found)
    precision, recall = hit / max(made, 1), hit / max(wanted, 1)
    return {"P": precision, "R": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9)}


def bounds(bounded: bool, low: float | None, high: float | None) -> tuple[bool, float | None, float | None]:
    """Bounds of a quantity as they are compared; none for an exact number."""
    return (True, low, high) if bounded else (False, None, None)


def agrees(want: tuple[Any, ...], found: tuple[Any, ...]) -> bool:
    """Whether a quantity is as marked: value within a hundredth, the same unit, thing and open or closed bounds."""
    close = abs(want[0] - found[0]) <= 0.01 * max(abs(want[0]), 0.01)
    things = found[2].lower() in want[2].lower().split("/")  # where two readings are as good, both are marked
    edges = zip(want[4:], found[4:], strict=True)
    same = all((a is None) == (b is None) and (a is None or abs(a - b) <= 0.02 * abs(a)) for a, b in edges)
    return close and want[1] == found[1] and things and want[3] == found[3] and same


def speed(relator: Relator, parse: Callable[[str], Any]) -> None:
    """Time for relations and quantities beside the time of the parse, over our own sentences as one page."""
    part = cases("dev")
    text = " ".join(case["text"] for case in part)
    begun = time.perf_counter()
    doc = parse(text)
    parsed = time.perf_counter() - begun
    forms = sorted({form for case in part for form in case["actors"].values() for form in form})
    actors = [
        Actor(f, f, "other", mentions=tuple(Mention("p", *m.span()) for m in re.finditer(rf"\b{re.escape(f)}\b", text)))
        for f in forms
    ]
    claim = Claim("c", "p", "own voice", "assert", (Span(0, len(text)),), text, Speaker(name="", kind="author"))
    begun = time.perf_counter()
    relator.annotate(Page(id="p", location="bench", text=text), [Passage(0, len(text), "body", doc)], [claim], actors)
    took = time.perf_counter() - begun
    print(f"speed: parse {parsed * 1000:.0f} ms, relations and quantities {took * 1000:.0f} ms ({len(doc)} tokens)")


def line(name: str, figures: dict[str, float]) -> None:
    """One line of the table."""
    print(f"{name:32}" + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plover", type=Path, default=PLOVER)
    parser.add_argument("--held", action="store_true", help="also the sentences set aside")
    parser.add_argument("--show", action="store_true", help="print what differs")
    parser.add_argument("--only", choices=("types", "relations", "quantities", "speed", "factuality"))
    chosen = parser.parse_args()
    parse = load_english()
    relator = Relator()
    if chosen.only in (None, "relations"):
        for part in ("dev", "held", "blind3", "blind", "blind2") if chosen.held else ("dev",):
            show = chosen.show and part not in ("held", "blind3")
            line(f"relations, {part}, given actors", score(cases(part), from_spans(relator, parse), show))
            line(f"relations, {part}, raw text", score(cases(part), from_text(), show))
    if chosen.only in (None, "quantities"):
        for part in ("quantities", "quantities_blind", "quantities_blind2"):
            line(part, counted(cases(part), parse, chosen.show))
    if chosen.only in (None, "speed"):
        speed(relator, parse)
    if chosen.only in (None, "factuality") and FACTUALITY.is_file():
        certain(FACTUALITY)
    if chosen.only in (None, "types"):
        if chosen.plover.is_file():
            types(chosen.plover)
        else:
            print(f"event types: {chosen.plover} is not here")


if __name__ == "__main__":
    main()
