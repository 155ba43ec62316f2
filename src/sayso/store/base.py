"""What a store of a case is; each backend is one module beside this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from sayso.model import Comparison, Failure, Judgement, NameTable, Page, Reading


class CaseUnreadable(Exception):
    """A case file that cannot be opened; the message names the file and the reason."""


class Store(Protocol):
    """Pages, their readings, failures and the last comparison of one case.

    A page is known by its id; of several versions at one location the last put is the current one. What a method has
    returned from is on disk: a crash later leaves it there.
    """

    def has(self, page: str, reader: str) -> bool:
        """Is this version the current one at its location, and read by that reader (its signature)?"""

    def put(self, page: Page, reading: Reading, reader: str) -> None:
        """Keep a page with its reading as the current version at its location; forget an earlier failure there."""

    def fail(self, failure: Failure) -> None:
        """Keep the reason why a location could not be read, in place of an earlier reason."""

    def read(self) -> Iterator[tuple[Page, Reading]]:
        """The current pages with their readings, by location."""

    def read_otherwise(self, reader: str) -> Iterator[Page]:
        """The current pages that another reader read, by location."""

    def versions(self, location: str) -> Sequence[Page]:
        """All versions kept of a location, oldest first."""

    def failures(self) -> Sequence[Failure]:
        """By location."""

    def judge(self, judgement: Judgement) -> None:
        """Keep an analyst's judgement, in place of one with its id."""

    def unjudge(self, judgement: str) -> bool:
        """Forget one by its id; False where there is none."""

    def judgements(self) -> Sequence[Judgement]:
        """In the order they were made."""

    def key(self) -> str:
        """Changes when a current page, who read it or a judgement changes, whatever the order they were put in."""

    def comparison(self, key: str) -> Comparison | None:
        """The comparison kept for that key, if it is the one kept."""

    def keep_comparison(self, key: str, comparison: Comparison) -> None:
        """Keep one comparison, in place of the last."""

    def names(self) -> Sequence[NameTable]:
        """The tables of names that users brought, by file name."""

    def names_key(self) -> str:
        """Changes when one of them does; "" where there is none."""

    def keep_names(self, table: NameTable) -> None:
        """Keep a table in place of one of that file name; without rows it takes that one back."""

    def recall(self, name: str) -> bytes | None:
        """What comparing put there last under that name, to go on from."""

    def remember(self, name: str, kept: bytes) -> None:
        """Keep it in place of what was there; losing it loses time, nothing else."""

    def close(self) -> None:
        """Give the file back."""
