"""The commands as a user types them: what they print, what they write, with which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main

NOTE = """The mayor said on Monday that the bridge was safe.

“It is not safe,” engineer Ada Quill told the Harbour Post.
"""


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, ferry: Path) -> Path:
    """A case of three ferry pages."""
    path = tmp_path_factory.mktemp("case") / "ferry.duckdb"
    pages = sorted(ferry.glob("0*.txt"))[:3]
    result = run("add", path, *pages)
    assert result.exit_code == 0, result.stderr
    assert "3 pages read, 0 known already, 0 failed" in result.stdout
    return path


def test_help_of_every_command_shows_an_example() -> None:
    for command in ("report", "add", "claims", "disputes", "origins", "actors", "failed", "page", "export"):
        shown = run(command, "--help").stdout
        assert "Example" in shown
        assert f"sayso {command}" in shown


def test_report_reads_a_page_and_names_the_file_it_wrote(tmp_path: Path) -> None:
    page, out = tmp_path / "note.txt", tmp_path / "out.html"
    page.write_text(NOTE, "utf-8")
    result = run("report", page, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"{out}: 1 page, ")
    assert "Ada Quill" in out.read_text("utf-8")


def test_a_page_comes_from_standard_input_too(tmp_path: Path) -> None:
    result = run("export", "-", stdin=NOTE)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["pages"][0]["text"] == NOTE


def test_adding_again_reads_nothing_again(case: Path, ferry: Path) -> None:
    result = run("add", case, *sorted(ferry.glob("0*.txt"))[:3])
    assert "0 pages read, 3 known already" in result.stdout


def test_tables_and_json_say_the_same(case: Path) -> None:
    claims = json.loads(run("claims", case, "--json").stdout)
    assert len(claims) > 10
    assert {"speaker", "via", "content", "force", "manner"} <= set(claims[0])
    shown = run("claims", case).stdout
    named = next(claim for claim in claims if claim["speaker"]["kind"] == "person")
    assert named["speaker"]["name"].split()[-1] in shown
    for command in ("disputes", "origins", "actors", "failed"):
        assert run(command, case).exit_code == 0
        assert isinstance(json.loads(run(command, case, "--json").stdout), list)


def test_claims_are_narrowed_by_speaker_and_force(case: Path) -> None:
    everything = json.loads(run("claims", case, "--json").stdout)
    denials = json.loads(run("claims", case, "--force", "deny", "--json").stdout)
    assert [c["id"] for c in denials] == [c["id"] for c in everything if c["force"] == "deny"]
    name = next(c["speaker"]["name"] for c in everything if c["speaker"]["kind"] == "person")
    theirs = json.loads(run("claims", case, "--speaker", name, "--json").stdout)
    assert 0 < len(theirs) < len(everything)


def test_a_page_is_found_by_the_end_of_its_location(case: Path, ferry: Path) -> None:
    name = sorted(ferry.glob("0*.txt"))[0].name
    shown = run("page", case, name)
    assert shown.exit_code == 0
    assert (ferry / name).read_text("utf-8").split()[0] in shown.stdout
    assert run("page", case, "no-such-page").exit_code == 2


def test_export_writes_the_same_for_a_case_and_for_its_pages(case: Path, ferry: Path, tmp_path: Path) -> None:
    of_case, of_pages = tmp_path / "case.json", tmp_path / "pages.json"
    assert run("export", case, "--to", "json", "-o", of_case).exit_code == 0
    assert run("export", *sorted(ferry.glob("0*.txt"))[:3], "--to", "json", "-o", of_pages).exit_code == 0
    assert of_case.read_bytes() == of_pages.read_bytes()


@pytest.mark.parametrize(
    ("make", "words", "code", "said"),
    [
        (None, ["report", "missing.txt"], 2, "missing.txt: no such file or folder"),
        (None, ["report", "*.nothing"], 2, "*.nothing: matches nothing"),
        (None, ["report"], 2, "Missing argument"),
        (None, ["claims", "missing.duckdb"], 2, "missing.duckdb: no such case"),
        (b"", ["report", "it.txt"], 1, "it.txt: empty"),
        (b"\x7fELF\x00\x01\x02\x03" * 200, ["report", "it.txt"], 1, "it.txt"),
        (b"plain text, not a case, long enough to look at", ["claims", "it.txt"], 2, "it.txt: not a sayso case"),
        (b"She said it was fine.", ["report", "it.txt", "-o", "no/such/folder.html"], 2, "no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    make: bytes | None, words: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if make is not None:
        Path("it.txt").write_bytes(make)
    result = run(*words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_an_empty_folder_is_nothing_to_do(tmp_path: Path) -> None:
    result = run("report", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "empty folder" in result.stderr


def test_one_bad_page_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(NOTE, "utf-8")
    (tmp_path / "bad.txt").write_bytes(os.urandom(5000))
    result = run("add", tmp_path / "c.duckdb", tmp_path / "good.txt", tmp_path / "bad.txt")
    assert result.exit_code == 0
    assert "1 page read, 0 known already, 1 failed" in result.stdout
    assert "bad.txt" in result.stderr
    assert "bad.txt" in run("failed", tmp_path / "c.duckdb").stdout


def test_ctrl_c_leaves_a_case_that_goes_on(tmp_path: Path, ferry: Path) -> None:
    pages = tmp_path / "pages"
    for number in range(2):
        shutil.copytree(ferry, pages / str(number))
    case = tmp_path / "c.duckdb"
    code = (
        "import signal, sayso.store, sayso.cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # as from a terminal\n"
        "class Stopping(sayso.store.DuckStore):\n"
        "    def put(self, *args):\n"
        "        super().put(*args); self.n = getattr(self, 'n', 0) + 1\n"
        "        if self.n == 10: signal.raise_signal(signal.SIGINT)\n"
        "sayso.store.DuckStore = Stopping\n"
        f"sayso.cli.main(['add', {str(case)!r}, {str(pages)!r}])"
    )
    stopped = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert stopped.returncode == 130, stopped.stderr
    assert "the same command goes on" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    result = run("add", case, pages)
    assert "10 known already" in result.stdout


def test_an_installed_command_answers() -> None:
    sayso = Path(sys.executable).with_name("sayso")
    shown = subprocess.run([sayso, "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("sayso, version 0.")
