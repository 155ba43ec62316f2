"""The commands; thin. Everything they do is a method of `Case`.

Exit codes: 0 done; 1 nothing could be read; 2 wrong usage (no such path, not a case, unknown option); 130 interrupted.
"""

from __future__ import annotations

import glob
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from sayso import __version__

if TYPE_CHECKING:  # the models load only when there is something to read
    from rich.console import RenderableType

    from sayso.case import Added, Case

FORCES = ("assert", "deny", "confirm", "accuse", "predict", "promise", "threaten", "demand", "ask", "doubt")
PATHS = click.argument("paths", metavar="PATH…", nargs=-1, required=True)
CASE = click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="For machines: the objects of the JSON contract.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """On whose say-so? Who claims what, about whom, when, and on whose word, in a pile of news pages.

    A PATH is a file (.txt, .html, .jsonl, .jsonl.gz, …), a folder (read with all its folders), a glob in quotes,
    or - for standard input. A CASE is one file that keeps what was read. Nothing is fetched; nothing leaves this
    machine.

    \b
    Examples:
      sayso report pages/                        read a folder, write report.html
      sayso add kabul.duckdb pages/ more/*.html  read into a case; run again to go on
      sayso claims kabul.duckdb --speaker Price  who says what
      sayso export pages/ --to json -o case.json everything, for other tools
    """


@main.command()
@PATHS
@click.option(
    "-o", "--output", default="report.html", show_default=True, type=click.Path(path_type=Path, dir_okay=False)
)
@click.option("--case", "case_file", type=click.Path(path_type=Path), help="Keep what is read in this case file too.")
def report(paths: tuple[str, ...], output: Path, case_file: Path | None) -> None:
    """Read pages and write a report: one HTML file that opens anywhere, without a network.

    \b
    Examples:
      sayso report pages/
      sayso report a.txt b.html -o monday.html
      sayso report "pages/**/*.txt" --case kabul.duckdb
      cat page.txt | sayso report -
    """
    with _failing_in_one_line(), _case(case_file, write=True) as case:
        _read(case, paths, case_file)
        case.report(output)
        found = case.snapshot.comparison
        click.echo(
            f"{output}: {_count(len(case.pages()), 'page')}, {_count(len(found.claims), 'claim')}, "
            f"{_count(len(found.disputes), 'dispute')}"
        )


@main.command()
@CASE
@PATHS
def add(case: Path, paths: tuple[str, ...]) -> None:
    """Read pages into a case. What is in it already is not read again; a changed page becomes a new version.

    \b
    Examples:
      sayso add kabul.duckdb pages/
      sayso add kabul.duckdb dump.jsonl.gz
    """
    with _failing_in_one_line(), _case(case, write=True) as opened:
        done = _read(opened, paths, case)
        found = opened.snapshot.comparison
        click.echo(
            f"{case}: {_count(done.read, 'page')} read, {done.known} known already, {len(done.failed)} failed; "
            f"{_count(len(found.claims), 'claim')} in all, {_count(len(found.disputes), 'dispute')}"
        )


@main.command()
@CASE
@click.option("--speaker", help="Only claims of this speaker: (part of) any of the names, or an actor's id.")
@click.option("--about", help="Only claims that speak of this actor.")
@click.option("--force", type=click.Choice(FORCES), help="Only claims of this force.")
@click.option("--since", metavar="DATE", help="Only claims said (or else published) on this day or later: 2021-07-20.")
@AS_JSON
def claims(
    case: Path, speaker: str | None, about: str | None, force: str | None, since: str | None, as_json: bool
) -> None:
    """Who claims what, on whose word.

    \b
    Examples:
      sayso claims kabul.duckdb
      sayso claims kabul.duckdb --speaker Kabulov --since 2021-07-01
      sayso claims kabul.duckdb --about Taliban --force deny --json
    """
    with _failing_in_one_line(), _case(case, write=False) as opened:
        from sayso.export import claim_object
        from sayso.report import terminal

        if since is not None:
            _check_date(since)
        found = opened.claims(speaker=speaker, about=about, force=force, since=since)
        _show(as_json, [claim_object(claim) for claim in found], terminal.claims_table(opened.snapshot, found))


@main.command()
@CASE
@AS_JSON
def disputes(case: Path, as_json: bool) -> None:
    """Questions on which claims contradict each other, with their sides.

    \b
    Example:
      sayso disputes kabul.duckdb
    """
    with _failing_in_one_line(), _case(case, write=False) as opened:
        from sayso.report import terminal

        _show(as_json, msgspec.to_builtins(opened.disputes()), terminal.disputes_view(opened.snapshot))


@main.command()
@CASE
@AS_JSON
def origins(case: Path, as_json: bool) -> None:
    """What is one origin told many times.

    \b
    Example:
      sayso origins kabul.duckdb
    """
    with _failing_in_one_line(), _case(case, write=False) as opened:
        from sayso.report import terminal

        _show(as_json, msgspec.to_builtins(opened.origins()), terminal.origins_table(opened.snapshot))


@main.command()
@CASE
@AS_JSON
def actors(case: Path, as_json: bool) -> None:
    """Who speaks and who is spoken of, with every name they go by.

    \b
    Example:
      sayso actors kabul.duckdb
    """
    with _failing_in_one_line(), _case(case, write=False) as opened:
        from sayso.report import terminal

        _show(as_json, msgspec.to_builtins(opened.actors()), terminal.actors_table(opened.snapshot))


@main.command()
@CASE
@AS_JSON
def failed(case: Path, as_json: bool) -> None:
    """What could not be read, with the reason.

    \b
    Example:
      sayso failed kabul.duckdb
    """
    with _failing_in_one_line(), _case(case, write=False) as opened:
        from sayso.export import failure_object
        from sayso.report import terminal

        _show(as_json, [failure_object(x) for x in opened.failed()], terminal.failed_table(opened.snapshot))


@main.command()
@CASE
@click.argument("page", metavar="PAGE")
@AS_JSON
def page(case: Path, page: str, as_json: bool) -> None:
    """One page with its claims marked. PAGE is its id, its location, or how its location ends.

    \b
    Example:
      sayso page kabul.duckdb 003.txt
    """
    with _failing_in_one_line(), _case(case, write=False) as opened:
        from sayso.export import claim_object
        from sayso.report import terminal

        view = opened.page(page)
        _show(
            as_json,
            {"page": msgspec.to_builtins(view.page), "claims": [claim_object(claim) for claim in view.claims]},
            terminal.page_view(opened.snapshot, view.page.id),
        )


@main.command()
@PATHS
@click.option("--to", "form", default="json", show_default=True, type=click.Choice(["json"]), help="Which form.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; else standard output.")
def export(paths: tuple[str, ...], form: str, output: Path | None) -> None:
    """Everything known of a case, or of pages, for other tools. PATH is one CASE, or pages.

    \b
    Examples:
      sayso export kabul.duckdb --to json -o kabul.json
      sayso export pages/ --to json > case.json
    """
    with _failing_in_one_line():
        is_case = len(paths) == 1 and _is_case(Path(paths[0]))
        with _case(Path(paths[0]) if is_case else None, write=not is_case) as case:
            if not is_case:
                _read(case, paths, None)
            data = case.export(form, output)
            if output is None:
                click.get_binary_stream("stdout").write(data)
            else:
                click.echo(f"{output}: {len(case.pages())} pages", err=True)


# -- what the commands share


@contextmanager
def _failing_in_one_line() -> Iterator[None]:
    """Turn what a user can cause into one line and an exit code, never a traceback."""
    try:
        yield
    except KeyError as error:  # no such page
        _stop(str(error.args[0]), 2)
    except BrokenPipeError:
        raise
    except OSError as error:
        _stop(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}", 2)


@contextmanager
def _case(path: Path | None, write: bool) -> Iterator[Case]:
    from sayso.case import Case
    from sayso.store import CaseUnreadable, DuckStore

    try:
        case = Case(DuckStore(path, write))
    except CaseUnreadable as error:
        _stop(str(error), 2)
    with case:
        yield case


def _read(case: Case, paths: Sequence[str], case_file: Path | None) -> Added:
    """Add the paths with a progress bar; name what failed; stop where nothing could be read, or on Ctrl-C."""
    for path in paths:
        _check_path(path)
    try:
        with _progress() as step:
            done = case.add(*paths, progress=step)
    except KeyboardInterrupt:
        kept = f"; what was read is in {case_file}, the same command goes on" if case_file else ""
        _stop(f"interrupted{kept}", 130)
    for failure in done.failed:
        click.echo(f"sayso: not read: {_printable(failure.location)}: {failure.why}", err=True)
    if done.read + done.known == 0:
        _stop(f"nothing to read in {', '.join(map(_printable, paths))}", 1)
    return done


@contextmanager
def _progress() -> Iterator[Any]:
    """A function that counts pages on a bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} pages"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, TextColumn("{task.description}", markup=False), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda location, outcome: bar.update(task, advance=1, description=_printable(location)[-50:])


def _check_path(path: str) -> None:
    if path == "-" or Path(path).exists() or Path(path).is_symlink():
        return
    if glob.has_magic(path):
        if next(glob.iglob(path, recursive=True), None) is None:
            _stop(f"{_printable(path)}: matches nothing", 2)
        return
    _stop(f"{_printable(path)}: no such file or folder", 2)


def _check_date(text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        _stop(f"--since {text}: not a date like 2021-07-20", 2)


def _is_case(path: Path) -> bool:
    """A DuckDB file, by the letters that stand at its byte 8."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def _show(as_json: bool, objects: Any, table: RenderableType) -> None:
    if as_json:
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _stop(message: str, code: int) -> Any:
    click.echo(f"sayso: {message}", err=True)
    raise SystemExit(code)
