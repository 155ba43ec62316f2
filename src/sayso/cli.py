"""The commands; thin. Everything they do is a method of `Case`.

Exit codes: 0 done; 1 nothing could be read; 2 wrong usage (no such path, not a case, unknown option); 130 interrupted.
"""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import cast, get_args

import click
import msgspec

from sayso import __version__
from sayso.console import check_date, counted, failing_in_one_line, is_case, opened, read_into, show, stop
from sayso.model import Force, JudgementKind

KINDS, FORCES = get_args(JudgementKind), get_args(Force)
_FILES, _OUT = click.Path(path_type=Path), click.Path(path_type=Path, dir_okay=False)
PATHS = click.argument("paths", metavar="PATH…", nargs=-1, required=True)
CASE = click.argument("case", metavar="CASE", type=_FILES)
NAMES = click.option("--names", metavar="FILE", multiple=True, type=_FILES, help="Names to know: see sayso --help.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="For machines: the objects of the JSON contract.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """On whose say-so? Who claims what, about whom, when, and on whose word, in a pile of news pages.

    A PATH is a file (.txt, .html, .jsonl, .jsonl.gz, …), a folder (read with all its folders), a glob in quotes,
    or - for standard input. A CASE is one file that keeps what was read. Nothing is fetched; nothing leaves this
    machine.

    A --names FILE, given once or often, says who has which names: a CSV (name, kind, aliases, weak, country; "|"
    between several, only name is needed), a Wikidata dump or FollowTheMoney entities (OpenSanctions), .gz or not. It
    is told by its content. A case keeps it and reads all its pages by it, later too; a FILE of the same name replaces
    it, with a header alone takes it back.

    \b
    Examples:
      sayso report pages/                        read a folder, write report.html
      sayso add kabul.duckdb pages/ more/*.html  read into a case; run again to go on
      sayso claims kabul.duckdb --speaker Price  who says what
      sayso export pages/ --to json -o case.json everything, for other tools
    """


@main.command()
@PATHS
@click.option("-o", "--output", default="report.html", show_default=True, type=_OUT)
@click.option("--case", "case_file", type=_FILES, help="Keep what is read in this case file too.")
@NAMES
def report(paths: tuple[str, ...], output: Path, case_file: Path | None, names: tuple[Path, ...]) -> None:
    """Read pages and write a report: one HTML file that opens anywhere, without a network.

    \b
    Examples:
      sayso report pages/
      sayso report a.txt b.html -o monday.html
      sayso report "pages/**/*.txt" --case kabul.duckdb
      cat page.txt | sayso report -
    """
    with failing_in_one_line(), opened(case_file, write=True) as case:
        read_into(case, paths, case_file, names)
        case.report(output)
        found = case.snapshot.comparison
        click.echo(
            f"{output}: {counted(len(case.pages()), 'page')}, {counted(len(found.claims), 'claim')}, "
            f"{counted(len(found.disputes), 'dispute')}"
        )


@main.command()
@CASE
@click.argument("paths", metavar="[PATH…]", nargs=-1)
@NAMES
def add(case: Path, paths: tuple[str, ...], names: tuple[Path, ...]) -> None:
    """Read pages into a case. What is in it already is not read again; a changed page becomes a new version.

    With new names, or by another version of sayso, the pages in it are read again; then no PATH is needed.

    \b
    Examples:
      sayso add kabul.duckdb pages/
      sayso add kabul.duckdb dump.jsonl.gz
      sayso add kabul.duckdb --names people.csv
    """
    with failing_in_one_line(), opened(case, write=True) as known:
        done = read_into(known, paths, case, names)
        found = known.snapshot.comparison
        click.echo(
            f"{case}: {counted(done.read, 'page')} read, {done.known} known already, {len(done.failed)} failed; "
            f"{counted(len(found.claims), 'claim')} in all, {counted(len(found.disputes), 'dispute')}"
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
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.export import claim_object
        from sayso.report import terminal

        if since is not None:
            check_date(since)
        found = known.claims(speaker=speaker, about=about, force=force, since=since)
        show(as_json, [claim_object(claim) for claim in found], terminal.claims_table(known.snapshot, found))


@main.command()
@CASE
@AS_JSON
def disputes(case: Path, as_json: bool) -> None:
    """Questions on which claims contradict each other, with their sides.

    \b
    Example:
      sayso disputes kabul.duckdb
    """
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.report import terminal

        show(as_json, msgspec.to_builtins(known.disputes()), terminal.disputes_view(known.snapshot))


@main.command()
@CASE
@AS_JSON
def origins(case: Path, as_json: bool) -> None:
    """What is one origin told many times.

    \b
    Example:
      sayso origins kabul.duckdb
    """
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.report import terminal

        show(as_json, msgspec.to_builtins(known.origins()), terminal.origins_table(known.snapshot))


@main.command()
@CASE
@AS_JSON
def actors(case: Path, as_json: bool) -> None:
    """Who speaks and who is spoken of, with every name they go by.

    \b
    Example:
      sayso actors kabul.duckdb
    """
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.report import terminal

        show(as_json, msgspec.to_builtins(known.actors()), terminal.actors_table(known.snapshot))


@main.command()
@CASE
@AS_JSON
def failed(case: Path, as_json: bool) -> None:
    """What could not be read, with the reason.

    \b
    Example:
      sayso failed kabul.duckdb
    """
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.export import failure_object
        from sayso.report import terminal

        show(as_json, [failure_object(x) for x in known.failed()], terminal.failed_table(known.snapshot))


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
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.export import claim_object
        from sayso.report import terminal

        view = known.page(page)
        show(
            as_json,
            {"page": msgspec.to_builtins(view.page), "claims": [claim_object(claim) for claim in view.claims]},
            terminal.page_view(known.snapshot, view.page.id),
        )


@main.command()
@PATHS
@click.option("--to", "form", default="json", show_default=True, type=click.Choice(["json"]), help="Which form.")
@click.option("-o", "--output", type=_OUT, help="A file; else standard output.")
@NAMES
def export(paths: tuple[str, ...], form: str, output: Path | None, names: tuple[Path, ...]) -> None:
    """Everything known of a case, or of pages, for other tools. PATH is one CASE, or pages.

    \b
    Examples:
      sayso export kabul.duckdb --to json -o kabul.json
      sayso export pages/ --to json > case.json
    """
    with failing_in_one_line():
        kept = len(paths) == 1 and is_case(Path(paths[0]))
        if kept and names:
            stop(f"{paths[0]}: is a case; give it names with: sayso add {paths[0]} --names FILE", 2)
        with opened(Path(paths[0]) if kept else None, write=not kept) as case:
            if not kept:
                read_into(case, paths, None, names)
            data = case.export(form, output)
            if output is None:
                click.echo(data, nl=False)
            else:
                click.echo(f"{output}: {len(case.pages())} pages", err=True)


@main.command()
@CASE
@click.argument("kind", type=click.Choice([*KINDS, "undo"]), metavar="KIND")
@click.argument("about", nargs=-1, required=True)
@click.option("--by", metavar="NAME", help="Who decides; else the user this machine knows.")
@click.option("--note", default="", help="Why, in your words.")
def judge(case: Path, kind: str, about: tuple[str, ...], by: str | None, note: str) -> None:
    """Keep what you decided; it is applied after every re-run and never mixed with what sayso concludes.

    \b
    KIND and what it is about (ids as `sayso claims --json` and `sayso actors --json` show them):
      same-actor ACTOR ACTOR          two names, one actor
      different-actors PLACE PLACE    two mentions (PAGE:START-END) that are not one actor
      same | supports | contradicts | unrelated CLAIM CLAIM
      misread CLAIM                   not what the page says: leave it out
      source ACTOR A…F                how reliable a source is (Admiralty scale; F: cannot be judged)
      item CLAIM 1…6                  how credible an item is (6: cannot be judged)
      undo JUDGEMENT                  take one back

    \b
    Examples:
      sayso judge kabul.duckdb unrelated c0a1b2c3d4e5 c5e4d3c2b1a0 --note "two different attacks"
      sayso judge kabul.duckdb source a0a1b2c3d4e5 B
    """
    with failing_in_one_line(), opened(case, write=True) as known:
        if kind == "undo":
            known.undo(about[0])
            click.echo(f"{about[0]}: taken back")
            return
        value = about[-1] if kind in ("source", "item") else ""
        try:
            kept = known.judge(
                cast(JudgementKind, kind),
                *(about[:-1] if value else about),
                by=by or getuser(),
                value=value,
                note=note,
            )
        except ValueError as error:
            stop(str(error), 2)
        words = " / ".join(f"“{anchor.text}”" for anchor in kept.about)
        click.echo(f"{kept.id}: {kind} {words}{' ' + value if value else ''}")


@main.command()
@CASE
@AS_JSON
def judgements(case: Path, as_json: bool) -> None:
    """What analysts decided in this case.

    \b
    Example:
      sayso judgements kabul.duckdb
    """
    with failing_in_one_line(), opened(case, write=False) as known:
        from sayso.report import terminal

        show(as_json, msgspec.to_builtins(known.judgements()), terminal.judgements_table(known.snapshot))
