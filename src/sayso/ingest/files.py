"""Paths to the files they mean: folders entered, patterns expanded, each file once, in sorted order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.model import Failure

STDIN = "-"


def find(paths: Sequence[str]) -> Iterator[Path | Failure]:
    """Every file that the paths mean, lazily; a Failure for each path that means none.

    Hidden files inside folders are passed over, links that lead in a circle are followed once.
    """
    seen: set[str] = set()
    for path in sorted(set(paths)):
        for found in _meant(path):
            if isinstance(found, Failure):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def location(path: Path) -> str:
    """How a file is named in a case: relative to the current folder, with forward slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    if isinstance(error, PermissionError):
        return "no right to read it"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or type(error).__name__).lower()


def _meant(path: str) -> Iterator[Path | Failure]:
    """The files one path means."""
    target = Path(path)
    try:
        if path == STDIN or target.is_file():
            yield target
        elif target.is_dir():
            yield from _inside(target)
        elif target.exists():
            yield Failure(path, "neither a file nor a folder")
        elif glob.has_magic(path):
            yield from _matching(path)
        else:
            yield Failure(path, "no such file or folder")
    except (OSError, ValueError) as error:
        yield Failure(path, reason(error) if isinstance(error, OSError) else "not a path")


def _matching(pattern: str) -> Iterator[Path | Failure]:
    """The files a pattern means."""
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Failure(pattern, "nothing matches this pattern")
    for match in matches:
        if Path(match).is_dir():
            yield from (found for found in _inside(Path(match)) if isinstance(found, Path) or "**" not in pattern)
        else:
            yield Path(match)


def _inside(folder: Path) -> Iterator[Path | Failure]:
    """The files in a folder and the folders in it, sorted by location; without recursion, so depth is no matter."""
    entered: set[str] = set()
    stack = [folder]
    empty = True
    while stack:
        here = stack.pop()
        if not here.is_dir():
            empty = False
            yield here
            continue
        real = os.path.realpath(here)
        if real in entered:
            continue
        entered.add(real)
        try:
            entries = [entry for entry in os.scandir(here) if not entry.name.startswith(".")]
        except OSError as error:
            empty = False
            yield Failure(location(here), reason(error))
            continue
        entries.sort(key=lambda entry: entry.name + "/" * entry.is_dir(), reverse=True)
        stack.extend(here / entry.name for entry in entries)
    if empty:
        yield Failure(location(folder), "an empty folder")
