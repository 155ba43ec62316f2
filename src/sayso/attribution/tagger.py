"""The trained tagger: attributions (source, cue, content) of any number of pages at once.

A MiniLM encoder reads every window of text once and marks cues; its last layers read the window again for each cue
found, with the cue marked, and say which words are its source and its content, and how sure it is that the cue is one
(`training/attribution` has the designs compared and the figures). Runs on onnxruntime, without PyTorch.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.model import Span

from .decoding import CONTENT, SOURCE, Cue, Floats, Settings, cues, roles, spans
from .windows import Window, windows

WEIGHTS = Path(__file__).parents[1] / "weights" / "attribution"
BATCH = 256  # tokens that the encoder reads at once: as many as stay in the cache


class Triple(msgspec.Struct, frozen=True):
    """One attribution. Spans count code points of the page's text; `source` is empty where none is named."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
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
        return [self._page(windows(self._tokenizer, text, sentences)) for text, sentences in texts]

    def _page(self, page: Sequence[Window]) -> list[Triple]:
        """Batches hold windows of one page only: int8 scales are set per batch, and no page may sway another."""
        found = [t for batch in _batches([len(w) for w in page]) for t in self._read([page[i] for i in batch])]
        return sorted(found, key=lambda t: (t.cue, t.content))

    def _read(self, batch: Sequence[Window]) -> Iterator[Triple]:
        ids, shapes, mask = _padded(batch)
        hidden, logp = self._find.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        hopeful = np.flatnonzero(logp[:, :, 1].max(1) >= np.log(self._settings.least))
        found = [(i, cue) for i in hopeful.tolist() for cue in cues(batch[i], logp[i], self._settings)]
        for start in range(0, len(found), len(batch)):
            yield from self._pair(batch, found[start : start + len(batch)], hidden, mask)

    def _pair(
        self, batch: Sequence[Window], found: Sequence[tuple[int, Cue]], hidden: Floats, mask: Floats
    ) -> Iterator[Triple]:
        rows = np.array([i for i, _ in found])
        marks = np.zeros(mask[rows].shape, np.int64)
        for row, (_, cue) in zip(marks, found, strict=True):
            row[cue.first : cue.end] = 1
        logp, valid = self._look.run(None, {"hidden": hidden[rows], "marks": marks, "mask": mask[rows]})
        tagged = roles([batch[i] for i, _ in found], [cue for _, cue in found], logp, self._settings)
        for (i, cue), mark, role, sure in zip(found, marks, tagged, valid.tolist(), strict=True):
            score = cue.score ** (1 - self._settings.valid) * sure**self._settings.valid
            if score >= self._settings.keep and (role == CONTENT).any():
                parts = (_span(batch[i], role == SOURCE), _span(batch[i], mark == 1), _span(batch[i], role == CONTENT))
                yield Triple(*parts, score=round(score, 4))


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
