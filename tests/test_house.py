"""The house: an import never points to a later folder; no path of a machine, no address of a registry."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sayso"
ORDER = ["ingest", "clean", "dating", "attribution", "actors", "events", "compare", "store", "report", "export"]
BEFORE_ALL = {"model", "ids", "language", "ruler", "stories", "__version__"}


def imported(file: Path) -> set[str]:
    """The parts of sayso that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sayso":
            rest = (node.module or "").split(".")[1:]
            names |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("sayso.")}
    return names


def test_an_import_never_points_to_a_later_folder() -> None:
    for number, folder in enumerate(ORDER):
        allowed = set(ORDER[: number + 1]) | BEFORE_ALL
        for file in (SOURCE / folder).rglob("*.py"):
            assert imported(file) <= allowed, f"{file.relative_to(SOURCE)} imports {imported(file) - allowed}"


def test_the_nouns_import_nothing_of_sayso() -> None:
    assert imported(SOURCE / "model.py") == set()


def test_every_folder_says_what_comes_in_and_what_goes_out() -> None:
    for folder in ORDER:
        said = ast.get_docstring(ast.parse((SOURCE / folder / "__init__.py").read_text("utf-8"))) or ""
        assert len(said.splitlines()) >= 3, folder
        assert "In:" in said or "Only looks" in said, folder


def test_a_module_can_be_read_in_one_sitting() -> None:
    for file in SOURCE.rglob("*.py"):
        longest = 400 if file.name == "model.py" else 300  # all nouns stand in one file
        assert len(file.read_text("utf-8").splitlines()) <= longest, file.relative_to(SOURCE)


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^[\w.\[\]-]+==\S+", lock, re.M)
    assert len(pins) > 20
    assert lock.count("--hash=sha256:") >= len(pins)
    assert not re.search(r"https?://|file:/|index-url|find-links", lock)


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    if not (ROOT / ".git").exists():
        return
    home = re.escape(str(ROOT.parent))
    pattern = rf"(^|[^.\w]){home}/|/root/|pypi\.org|files\.pythonhosted"
    found = subprocess.run(
        ["git", "grep", "-nIE", pattern, "--", ".", ":!tests/test_house.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == ""
