"""Reads pages, one by one or many at a time. Knows no store, no engine, no screen.

`Reader` loads the models once; wrap it in whatever runs many of them (a process pool, a Daft or Spark UDF).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sayso import __version__
from sayso.actors import gather, load_names
from sayso.attribution import Attributor
from sayso.clean import clean, masked
from sayso.dating import dated, published
from sayso.events import Relator
from sayso.language import load_english
from sayso.model import Block, Claim, Cleaned, Failure, NameTable, Page, Passage, Reading

LONGEST_READ = 60_000  # characters of article read closely, some 10,000 words: a book would take minutes
LONGEST_PASSAGE = 5_000  # characters parsed at once; a longer block is cut at white space
READABLE = ("headline", "heading", "body")
BATCH = 8


def signature(names: str = "") -> str:
    """Says who read a page: this version of sayso, and which names it was given (the store's key of them)."""
    return f"sayso {__version__}" + (f", names {names}" if names else "")


class Reader:
    """Page in, `Reading` out. Safe to keep for millions of pages; not for sharing between threads."""

    def __init__(self, names: Iterable[str | Path | NameTable] = ()) -> None:
        """Loads every model, about two seconds. Raises RuntimeError where one is missing.

        `names`: files of names to know besides sayso's own tables (`sayso.actors.load_names`).
        """
        self._names = load_names(*names)
        self._nlp = load_english()
        self._attributor = Attributor()
        self._relator = Relator()

    def read(self, page: Page) -> Reading:
        """What is read in this page alone. Raises what a stage raises; `read_many` turns that into a Failure."""
        return self._read([page])[0]

    def read_many(self, pages: Iterable[Page], batch: int = BATCH) -> Iterator[tuple[Page, Reading | Failure]]:
        """Pages in, in order, each with its reading or the reason why there is none. Lazy: holds one batch."""
        waiting = iter(pages)
        while group := list(islice(waiting, batch)):
            try:
                yield from zip(group, self._read(group), strict=True)
            except Exception:  # one page of the batch broke a stage: find it, keep the others
                yield from ((page, self._read_or_say(page)) for page in group)

    def _read_or_say(self, page: Page) -> Reading | Failure:
        try:
            return self.read(page)
        except Exception as error:
            return Failure(page.location, f"could not be read: {type(error).__name__}: {error}")

    def _read(self, pages: Sequence[Page]) -> list[Reading]:
        cleaned = [clean(page) for page in pages]
        passages = self._passages(pages, cleaned)
        claims = self._attributor.claims(list(zip(pages, cleaned, passages, strict=True)))
        return [
            self._reading(page, told, parsed, found)
            for page, told, parsed, found in zip(pages, cleaned, passages, claims, strict=True)
        ]

    def _passages(self, pages: Sequence[Page], cleaned: Sequence[Cleaned]) -> list[list[Passage]]:
        """The blocks to be read of each page, parsed; one stream through spaCy for all of them."""
        places = [
            (number, block)
            for number, (page, told) in enumerate(zip(pages, cleaned, strict=True))
            for block in _to_read(page.text, told)
        ]
        readable = [masked(page.text, told) for page, told in zip(pages, cleaned, strict=True)]
        texts = (readable[number][block.start : block.end] for number, block in places)
        result: list[list[Passage]] = [[] for _ in pages]
        for (number, block), doc in zip(places, self._nlp.pipe(texts, batch_size=64), strict=True):
            result[number].append(Passage(block.start, block.end, block.kind, doc))
        return result

    def _reading(self, page: Page, told: Cleaned, passages: list[Passage], claims: tuple[Claim, ...]) -> Reading:
        when = published(page, told)
        claims, expressions = dated(page, told, claims, when)
        actors, claims = gather(page, passages, claims, self._names)
        claims, actors = self._relator.read(page, passages, claims, actors, expressions)
        return Reading(
            page=page.id,
            blocks=told.blocks,
            marks=told.marks,
            languages=told.languages,
            title=told.title or page.title,
            outlet=told.outlet or page.outlet,
            published=when,
            claims=claims,
            actors=actors,
            expressions=expressions,
            notes=_notes(page.text, told),
            author=told.author,
        )


def _english(block: Block) -> bool:
    return block.kind in READABLE and block.language in ("", "en")


def _to_read(text: str, told: Cleaned) -> Iterator[Block]:
    """Blocks in English, cut to what is parsed at once, until the page's limit."""
    left = LONGEST_READ
    for block in told.blocks:
        if not _english(block):
            continue
        start = block.start
        while start < block.end and left > 0:
            end = _cut(text, start, min(block.end, start + min(LONGEST_PASSAGE, left)), block.end)
            yield Block(start, end, block.kind, block.language, block.sub)
            left -= end - start
            start = end


def _cut(text: str, start: int, end: int, last: int) -> int:
    """`end`, or the last line break, sentence end or space before it where the block goes on."""
    if end >= last:
        return end
    for stop in ("\n", ". ", " "):
        found = text.rfind(stop, start + 1, end)
        if found > start:
            return found + len(stop)
    return end


def _notes(text: str, told: Cleaned) -> tuple[str, ...]:
    """What of the article was not read, and why."""
    notes = []
    article = [block for block in told.blocks if block.kind in READABLE]
    foreign = [block for block in article if not _english(block) and text[block.start : block.end].strip()]
    for language in sorted({block.language for block in foreign}):
        count = sum(block.language == language for block in foreign)
        notes.append(f"{count} block{'s' if count > 1 else ''} in '{language}' not read: claims are read in English")
    length = sum(block.end - block.start for block in article if _english(block))
    if length > LONGEST_READ:
        notes.append(f"read up to {LONGEST_READ:,} of {length:,} characters of article")
    return tuple(notes)
