"""What the commands share: opening a case, reading with a progress bar, one line instead of a traceback."""

from __future__ import annotations

import glob
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:  # the models load only when there is something to read
    from rich.console import RenderableType

    from sayso.case import Added, Case
    from sayso.model import Failure


@contextmanager
def failing_in_one_line() -> Iterator[None]:
    """Turn what a user can cause into one line and an exit code, never a traceback."""
    try:
        yield
    except KeyError as error:  # no such page, no such judgement
        stop(str(error.args[0]), 2)
    except BrokenPipeError:
        raise
    except OSError as error:
        stop(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}", 2)


@contextmanager
def opened(path: Path | None, write: bool) -> Iterator[Case]:
    """The case in this file, or one in memory; ends with code 2 where it cannot be opened."""
    from sayso.case import Case
    from sayso.store import CaseUnreadable, DuckStore

    try:
        case = Case(DuckStore(path, write))
    except CaseUnreadable as error:
        stop(str(error), 2)
    with case:
        yield case


def read_into(case: Case, paths: Sequence[str], case_file: Path | None, names: Sequence[Path] = ()) -> Added:
    """Add the paths with a progress bar; name what failed; stop where nothing could be read, or on Ctrl-C.

    `names`: files of names for the case to keep and read by; ends with code 2 where one cannot be used.
    """
    from sayso.actors import NamesUnreadable

    if not paths and not names:
        stop("nothing to add: name pages, or --names FILE", 2)
    for path in paths:
        check_path(path)
    try:
        case.know(*names)
    except NamesUnreadable as error:
        stop(str(error), 2)
    try:
        with progress() as step:
            done = case.add(*paths, progress=step)
    except KeyboardInterrupt:
        kept = f"; what was read is in {case_file}, the same command goes on" if case_file else ""
        stop(f"interrupted{kept}", 130)
    nothing = done.read + done.known == 0 and bool(paths)
    for failure in done.failed[1:] if nothing else done.failed:
        click.echo(f"sayso: not read: {_said(failure)}", err=True)
    if nothing:
        stop(_said(done.failed[0]) if done.failed else f"nothing to read in {', '.join(map(printable, paths))}", 1)
    return done


@contextmanager
def progress() -> Iterator[Any]:
    """A function that counts pages on a bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} pages"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(*columns, TextColumn("{task.description}", markup=False), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda location, outcome: bar.update(task, advance=1, description=printable(location)[-50:])


def check_path(path: str) -> None:
    """Ends with code 2 where a path or a glob leads nowhere."""
    if path == "-" or Path(path).exists() or Path(path).is_symlink():
        return
    if glob.has_magic(path):
        if next(glob.iglob(path, recursive=True), None) is None:
            stop(f"{printable(path)}: matches nothing", 2)
        return
    stop(f"{printable(path)}: no such file or folder", 2)


def check_date(text: str) -> None:
    """Ends with code 2 where this is no ISO date."""
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        stop(f"--since {text}: not a date like 2021-07-20", 2)


def is_case(path: Path) -> bool:
    """A DuckDB file, by the letters that stand at its byte 8."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def _said(failure: Failure) -> str:
    return f"{printable(failure.location)}: {failure.why}"


def show(as_json: bool, objects: Any, table: RenderableType) -> None:
    """The objects as JSON, or the table; where output is no terminal the table is 140 characters wide."""
    if as_json:
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 140).print(table)


def counted(number: int, what: str) -> str:
    """ "1 page", "2,000 pages"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """A file name with odd bytes shown as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def stop(message: str, code: int) -> NoReturn:
    """Say why in one line on standard error, and end with this exit code."""
    click.echo(f"sayso: {message}", err=True)
    raise SystemExit(code)
