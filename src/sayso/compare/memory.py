"""What was read and judged before, so that a case that grows compares only what is new.

Parses, vectors and verdicts are functions of the words alone, so what is remembered is what would be found again:
a case gives the same links whether it was compared at once or page by page.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin

from sayso import __version__
from sayso.compare.encoder import embedded
from sayso.compare.statement import Verdict
from sayso.compare.views import LONGEST, english

Floats = NDArray[np.float32]
MOST = 8  # sentences of a claim that are compared
READ = ("LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START")  # of a token
NO_TENSOR = np.zeros((0, 0))
WEIGHTS = ("judge.json", "embed.onnx", "read.onnx")
KEY = 8  # bytes of a digest: among a million pairs one chance in 37 million that any two meet


class Shelf(Protocol):
    """Where a memory lies between runs: bytes by name."""

    def recall(self, name: str) -> bytes | None:
        """What was put there last."""

    def remember(self, name: str, kept: bytes) -> None:
        """Put it there in place of what was."""


class Sentence(NamedTuple):
    """A sentence of a claim: where it begins in the claim's words, parsed, and its vectors of meaning and of matter."""

    start: int
    doc: Doc
    vectors: Floats


class Kept(msgspec.Struct, array_like=True):
    """Sentences as bytes: by digest of a claim's words where its sentences begin; docs and vectors in that order."""

    maker: str
    starts: dict[bytes, tuple[int, ...]]
    docs: bytes
    vectors: bytes


class Verdicts(msgspec.Struct, array_like=True):
    """Verdicts by digest of both sentences and speakers; None: not worth a link."""

    maker: str
    said: dict[bytes, Verdict | None]


@cache
def maker() -> str:
    """Names the code, word tables and weights that verdicts come from; what another maker kept is not used."""
    tables = sorted(files("sayso.compare").joinpath("data").iterdir(), key=lambda file: file.name)
    read = blake2b(digest_size=6)
    weights = files("sayso.weights").joinpath("compare")
    for file in (*tables, *(weights.joinpath(name) for name in WEIGHTS)):
        read.update(file.read_bytes())
    return f"sayso {__version__} {read.hexdigest()}"


def digest(*words: str) -> bytes:
    """A short key for texts."""
    return blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=KEY).digest()


class Memory:
    """Sentences and verdicts of one case. Without a shelf everything is found anew and forgotten."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf
        kept = shelf.recall("verdicts") if shelf is not None else None
        old = msgspec.msgpack.decode(zlib.decompress(kept), type=Verdicts) if kept else None
        self.known: dict[bytes, Verdict | None] = old.said if old and old.maker == maker() else {}
        self.used: dict[bytes, Verdict | None] = {}
        self.shelved = set(self.known)

    def sentences(self, claims: Sequence[str]) -> list[list[Sentence]]:
        """The sentences of every claim, in order; what is not known is parsed and embedded, and the shelf kept up."""
        texts = dict.fromkeys(c[:LONGEST].replace("\n", " ") for c in claims)
        keys = {text: digest(text) for text in texts}
        known = self.recalled()
        new = [text for text in texts if keys[text] not in known]
        known.update(zip((keys[t] for t in new), parsed(new), strict=True))
        if self.shelf is not None and (new or len(known) > len(keys)):
            self.shelf.remember("sentences", kept({keys[t]: known[keys[t]] for t in texts}))
        return [known[keys[c[:LONGEST].replace("\n", " ")]] for c in claims]

    def recalled(self) -> dict[bytes, list[Sentence]]:
        """Sentences on the shelf, by digest of their claim's words."""
        blob = self.shelf.recall("sentences") if self.shelf is not None else None
        old = msgspec.msgpack.decode(blob, type=Kept) if blob else None
        if old is None or old.maker != maker():
            return {}
        docs = DocBin().from_bytes(old.docs).get_docs(english().vocab)
        rows = iter(np.frombuffer(old.vectors, dtype=np.float32).reshape(-1, 2, 384))
        return {key: [Sentence(s, next(docs), next(rows)) for s in starts] for key, starts in old.starts.items()}

    def verdict(self, key: bytes) -> tuple[bool, Verdict | None]:
        """Whether a pair was judged before, and what was found."""
        if key not in self.known:
            return False, None
        self.used[key] = self.known[key]
        return True, self.known[key]

    def learn(self, said: Mapping[bytes, Verdict | None]) -> None:
        """Keep new verdicts, and of the old ones those that were asked for since the memory was opened."""
        self.used.update(said)
        if self.shelf is not None and self.used.keys() != self.shelved:
            made = Verdicts(maker(), self.used)
            self.shelf.remember("verdicts", zlib.compress(msgspec.msgpack.encode(made), 1))
            self.shelved = set(self.used)


def parsed(texts: Sequence[str]) -> list[list[Sentence]]:
    """Texts cut into parsed sentences with their vectors."""
    cut: list[list[tuple[int, Doc]]] = []
    for doc in english().pipe(texts, batch_size=256):
        spans = [s for s in doc.sents if s.text.strip()]
        docs = [s.as_doc() if len(spans) > 1 else doc for s in spans[:MOST]]
        for one in docs:
            one.tensor = NO_TENSOR  # the parser is done with it, and it is most of a Doc
        cut.append([(s.start_char, one) for s, one in zip(spans, docs, strict=False)])
    rows = iter(embedded([one.text for claim in cut for _, one in claim]))
    return [[Sentence(start, one, next(rows)) for start, one in claim] for claim in cut]


def kept(sentences: Mapping[bytes, Sequence[Sentence]]) -> bytes:
    """Sentences as bytes."""
    docs = DocBin(attrs=READ, docs=[s.doc for claim in sentences.values() for s in claim])
    rows = [s.vectors for claim in sentences.values() for s in claim]
    starts = {key: tuple(s.start for s in claim) for key, claim in sentences.items()}
    stacked = np.stack(rows).astype(np.float32).tobytes() if rows else b""
    return msgspec.msgpack.encode(Kept(maker(), starts, docs.to_bytes(), stacked))
