"""A case: a pile of pages and all that is known of them, in one store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import TracebackType

import msgspec

from sayso import finding
from sayso.actors import read_names
from sayso.compare import compare
from sayso.compare.judgements import anchors_for, at_home
from sayso.dating import across
from sayso.export import FORMATS
from sayso.ids import identifier
from sayso.ingest import collect
from sayso.model import (
    Actor,
    Claim,
    Dispute,
    Failure,
    Judgement,
    JudgementKind,
    Link,
    Origin,
    Page,
    Reading,
    Snapshot,
)
from sayso.reader import Reader, signature
from sayso.report import html
from sayso.store import DuckStore, Store

Progress = Callable[[str, str], None]


class Added(msgspec.Struct, frozen=True):
    """What an `add` did: how many pages were read, how many were known already, what could not be read."""

    read: int
    known: int
    failed: tuple[Failure, ...]


class PageView(msgspec.Struct, frozen=True):
    """A page as collected, what was read in it, and its claims with the actors of the case."""

    page: Page
    reading: Reading
    claims: tuple[Claim, ...]


class Case:
    """Pages in; claims, links, origins and disputes out. Use as a context manager, or `close()` it."""

    def __init__(self, store: Store, reader: Reader | None = None) -> None:
        self._store = store
        self._given = reader

    @cached_property
    def _reader(self) -> Reader:
        return self._given or Reader(self._store.names())

    # -- pages in

    def know(self, *names: str | Path) -> None:
        """Keep files of names in the case: its pages are read by them from now on, those it has at the next `add`.

        A file of the same name replaces what was kept; with a header alone it takes that back. Raises OSError,
        NamesUnreadable.
        """
        for table in [read_names(file) for file in names]:
            self._store.keep_names(table)
            self._given = None
            self.__dict__.pop("_reader", None)

    def add(self, *paths: str | Path, progress: Progress | None = None) -> Added:
        """Read files, folders and globs into the case; what is known already is not read again.

        Pages that were read by other names (`know`) or by another version of sayso are read again first.

        Every page is kept as soon as it is read, so an interrupted `add` goes on where it stopped when it is called
        again. `progress(location, outcome)` is called per page, outcome one of "read", "known", "failed".
        """
        stale = self._store.read_otherwise(self._signature)
        return self.add_pages(chain(stale, collect([str(path) for path in paths])), progress)

    def add_pages(self, pages: Iterable[Page | Failure], progress: Progress | None = None) -> Added:
        """The same for pages made elsewhere."""
        read, known, failed = 0, 0, []
        for location, outcome in self._added(pages):
            match outcome:
                case Failure():
                    self._store.fail(outcome)
                    failed.append(outcome)
                case None:
                    known += 1
                case Reading():
                    read += 1
            if progress:
                progress(location, _outcome(outcome))
        self._changed()
        return Added(read, known, tuple(failed))

    def _added(self, pages: Iterable[Page | Failure]) -> Iterator[tuple[str, Reading | Failure | None]]:
        """Location and outcome of each; None: known already. A reading is in the store before it is yielded."""
        passed: list[tuple[str, Failure | None]] = []

        def new() -> Iterator[Page]:
            for page in pages:
                if isinstance(page, Failure):
                    passed.append((page.location, page))
                elif self._store.has(page.id, self._signature):
                    passed.append((page.location, None))
                else:
                    yield page

        unread = new()
        first = next(unread, None)  # the models load only when there is something to read
        if first is not None:
            for page, outcome in self._reader.read_many(chain([first], unread)):
                yield from passed
                passed.clear()
                if isinstance(outcome, Reading):
                    self._store.put(page, outcome, self._signature)
                yield page.location, outcome
        yield from passed

    @property
    def _signature(self) -> str:
        return signature(self._store.names_key())

    # -- what is known

    @cached_property
    def snapshot(self) -> Snapshot:
        """Everything known now. Compares the pages' claims where that has not been done since the last change."""
        both = list(self._store.read())
        pages, readings = tuple(page for page, _ in both), tuple(reading for _, reading in both)
        judgements = at_home(self._store.judgements(), pages)
        key = self._store.key()
        comparison = self._store.comparison(key)
        if comparison is None:
            comparison = compare(readings, {page.id: page for page in pages}, judgements, self._store)
            self._store.keep_comparison(key, comparison)
        dated = across(pages, readings, comparison)
        return Snapshot(pages, dated, comparison, tuple(self._store.failures()), judgements)

    def pages(self) -> tuple[Page, ...]:
        """The current version of every page, by location."""
        return self.snapshot.pages

    def page(self, page: str) -> PageView:
        """A page by id, location, or the end of its location. Raises KeyError: none, or several."""
        both = list(zip(self.snapshot.pages, self.snapshot.readings, strict=True))
        found = [x for x in both if page in (x[0].id, x[0].location)]
        found = found or [x for x in both if x[0].location.endswith(page) or x[0].id.startswith(page)]
        if len(found) != 1:
            raise KeyError(f"{page}: {'no such page' if not found else f'{len(found)} pages end so'} in this case")
        (text, reading), name = found[0], found[0][0].id
        return PageView(text, reading, tuple(claim for claim in self.snapshot.comparison.claims if claim.page == name))

    def claims(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        force: str | None = None,
        since: str | None = None,
    ) -> tuple[Claim, ...]:
        """Claims, narrowed by whoever says them, whom they speak of, their force, and the first day they may be from.

        `speaker`, `about`: an actor's id, or (part of) any of its names; `since`: an ISO date, compared with the day
        the claim was said or else its page's date; claims that cannot be placed in time are left out then.
        """
        found = self.snapshot.comparison.claims
        if speaker is not None:
            found = finding.by_speaker(self.snapshot, found, speaker)
        if about is not None:
            found = finding.about(self.snapshot, found, about)
        if force is not None:
            found = tuple(claim for claim in found if claim.force == force)
        return found if since is None else finding.since(self.snapshot, found, since)

    def timeline(self) -> tuple[finding.Moment, ...]:
        """Claims in the order they were said (their page's date where that is all there is), undated ones last."""
        return finding.timeline(self.snapshot)

    def links(self) -> tuple[Link, ...]:
        """What holds between pairs of claims."""
        return self.snapshot.comparison.links

    def origins(self) -> tuple[Origin, ...]:
        """Which claims go back to one utterance or text."""
        return self.snapshot.comparison.origins

    def disputes(self) -> tuple[Dispute, ...]:
        """Questions with sides, the weightiest first."""
        return self.snapshot.comparison.disputes

    def actors(self) -> tuple[Actor, ...]:
        """Who is spoken of and who speaks."""
        return self.snapshot.comparison.actors

    def failed(self) -> tuple[Failure, ...]:
        """What could not be read, with the reason."""
        return self.snapshot.failed

    # -- judgements

    def judge(self, kind: JudgementKind, *about: str, by: str, value: str = "", note: str = "") -> Judgement:
        """Keep what an analyst decided about actors or claims, given by id, and apply it from now on.

        Raises ValueError: another number of ids than the kind needs, no such id, or no such grade.
        """
        anchors = anchors_for(self.snapshot, kind, about, value)
        at = datetime.now(UTC).isoformat(timespec="seconds")  # the analyst's clock: when it was decided
        places = [f"{anchor.page}:{anchor.start}-{anchor.end}" for anchor in anchors]
        judgement = Judgement(identifier("j", kind, *places, by), kind, anchors, by, at, value, note)
        self._store.judge(judgement)
        self._changed()
        return judgement

    def undo(self, judgement: str) -> None:
        """Take a judgement back, by id. Raises KeyError: no such judgement."""
        if not self._store.unjudge(judgement):
            raise KeyError(f"{judgement}: no such judgement in this case")
        self._changed()

    def judgements(self) -> tuple[Judgement, ...]:
        """In the order they were made."""
        return self.snapshot.judgements

    def _changed(self) -> None:
        self.__dict__.pop("snapshot", None)

    # -- and out

    def report(self, path: str | Path) -> Path:
        """Write the report, one self-contained HTML file; its path back. Raises OSError."""
        target = Path(path)
        target.write_text(html(self.snapshot), "utf-8")
        return target

    def export(self, form: str = "json", path: str | Path | None = None) -> bytes:
        """The case in another tool's form, also written to `path` where given. Raises ValueError: unknown form."""
        if form not in FORMATS:
            raise ValueError(f"{form}: not a form sayso writes; it writes {', '.join(sorted(FORMATS))}")
        data = FORMATS[form](self.snapshot)
        if path is not None:
            Path(path).write_bytes(data)
        return data

    def close(self) -> None:
        """Give the store back."""
        self._store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_case(path: str | Path, *, write: bool = True) -> Case:
    """The case in this file, made where it is not there yet (unless `write=False`). Raises CaseUnreadable."""
    return Case(DuckStore(Path(path), write))


def read(*paths: str | Path, names: Iterable[str | Path] = (), progress: Progress | None = None) -> Case:
    """Read pages into a case in memory. What could not be read is in `case.failed()`.

    `names`: files of names to know besides sayso's own (see `Case.know`).
    """
    case = Case(DuckStore())
    case.know(*names)
    case.add(*paths, progress=progress)
    return case


def _outcome(outcome: Reading | Failure | None) -> str:
    return "known" if outcome is None else "read" if isinstance(outcome, Reading) else "failed"
