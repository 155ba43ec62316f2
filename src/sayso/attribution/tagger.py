"""The trained tagger: attributions (source, cue, content) of any number of pages at once.

A MiniLM encoder reads every window of text once and marks cues; its last layers read the window again for each cue
found, with the cue marked, and say which words are its source and its content, and how sure it is that the cue is one
(`training/attribution` has the designs compared and the figures). Runs on onnxruntime, without PyTorch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.model import Span

from .decoding import CONTENT, SOURCE, Cue, Floats, Roles, Settings, cues, roles, spans
from .windows import Window, windows

WEIGHTS = Path(__file__).parents[1] / "weights" / "attribution"
BATCH = 128  # tokens that the encoder reads at once: as many as stay in the cache
DECODED = 64  # cues whose roles are decoded together


class Triple(msgspec.Struct, frozen=True):
    """One attribution. Spans count code points of the page's text; `source` is empty where none is named."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


class Look(NamedTuple):
    """What was read of one cue: the window it stands in, log-probabilities of its tokens' roles, how sure it is."""

    page: int
    window: Window
    cue: Cue
    logp: Floats
    score: float


class Tagger:
    """Loads the weights once; `tag` may be called from one thread at a time."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        folder = folder or WEIGHTS
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._settings = Settings(**json.loads((folder / "settings.json").read_text(encoding="utf8")))
        self._find = _session(folder / "cues.onnx", threads)
        self._look = _session(folder / "roles.onnx", threads)

    def tag(self, texts: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[Triple]]:
        """The attributions of each page, in the order of their cues.

        `texts`: for each page its text and the spans of its sentences (code points, in order). Sentences between which
        the text has no line break are read together.
        """
        looks: list[Look] = []
        for page, (text, sentences) in enumerate(texts):
            looks += self._looks(page, windows(self._tokenizer, text, sentences))
        found: list[list[Triple]] = [[] for _ in texts]
        for look, role in zip(looks, self._roles(looks), strict=True):
            if (triple := self._triple(look, role)) is not None:
                found[look.page].append(triple)
        return [sorted(triples, key=lambda t: (t.cue, t.content)) for triples in found]

    def _looks(self, page: int, cut: Sequence[Window]) -> Iterator[Look]:
        """Both readings of a page's windows. Batches hold windows of one page only: int8 scales are set per batch, and
        no page may sway another."""
        for numbers in _batches([len(w) for w in cut]):
            batch = [cut[i] for i in numbers]
            ids, shapes, mask = _padded(batch)
            hidden, logp = self._find.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
            hopeful = np.flatnonzero(logp[:, :, 1].max(1) >= np.log(self._settings.least))
            found = [(i, cue) for i in hopeful.tolist() for cue in cues(batch[i], logp[i], self._settings)]
            for start in range(0, len(found), len(batch)):
                yield from self._second(page, batch, found[start : start + len(batch)], hidden, mask)

    def _second(
        self, page: int, batch: Sequence[Window], found: Sequence[tuple[int, Cue]], hidden: Floats, mask: Floats
    ) -> Iterator[Look]:
        """The second reading, with the cue marked."""
        rows = np.array([i for i, _ in found])
        marks = np.zeros(mask[rows].shape, np.int64)
        for row, (_, cue) in zip(marks, found, strict=True):
            row[cue.first : cue.end] = 1
        logp, valid = self._look.run(None, {"hidden": hidden[rows], "marks": marks, "mask": mask[rows]})
        for (i, cue), read, sure in zip(found, logp, valid.tolist(), strict=True):
            yield Look(page, batch[i], cue, read[: len(batch[i])], self._settings.score(cue, sure))

    def _roles(self, looks: Sequence[Look]) -> list[Roles]:
        """The roles of the tokens of each look; those of like length are decoded together, each row for itself."""
        out: list[Roles] = [np.zeros(0, np.int8)] * len(looks)
        kept = [n for n, look in enumerate(looks) if look.score >= self._settings.keep]
        kept.sort(key=lambda n: len(looks[n].window))
        for start in range(0, len(kept), DECODED):
            chunk = kept[start : start + DECODED]
            read = roles([looks[n].window for n in chunk], [looks[n].cue for n in chunk],
                         [looks[n].logp for n in chunk], self._settings)  # fmt: skip
            for n, row in zip(chunk, read, strict=True):
                out[n] = row[: len(looks[n].window)]
        return out

    def _triple(self, look: Look, role: Roles) -> Triple | None:
        if not (role == CONTENT).any():
            return None
        mark = np.zeros(len(role), np.bool_)
        mark[look.cue.first : look.cue.end] = True
        parts = (_span(look.window, role == SOURCE), _span(look.window, mark), _span(look.window, role == CONTENT))
        return Triple(*parts, score=round(look.score, 4))


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of like length, so that little is padded."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if batch and lengths[i] * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _padded(batch: Sequence[Window]) -> tuple[np.ndarray, np.ndarray, Floats]:
    size = max(map(len, batch))
    ids = np.zeros((len(batch), size), np.int64)
    shapes = np.zeros_like(ids)
    mask = np.zeros(ids.shape, np.float32)
    for i, window in enumerate(batch):
        ids[i, : len(window)] = window.ids
        shapes[i, : len(window)] = window.shapes
        mask[i, : len(window)] = 1
    return ids, shapes, mask


def _span(window: Window, mask: np.ndarray) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans(window, mask))
