"""No network at run time: the main job in a network namespace that holds nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_report_is_made_without_a_network(ferry: Path, tmp_path: Path) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here")
    sayso = Path(sys.executable).with_name("sayso")
    out = tmp_path / "report.html"
    page = sorted(ferry.iterdir())[0]
    done = subprocess.run([*alone, sayso, "report", page, "-o", out], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 10_000
