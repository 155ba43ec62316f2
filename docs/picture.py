"""The picture of the report in the README: `python docs/picture.py report.html docs/report.png`. Needs Chromium."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from chromium import Chromium

WIDTH, HEIGHT = 1200, 1180


def main(report: str, picture: str) -> None:
    """Opens the report in a window of this size and writes what it shows first."""
    with Chromium() as tab:
        tab.call("Emulation.setScrollbarsHidden", hidden=True)
        tab.open(Path(report), WIDTH, HEIGHT)
        tab.picture(Path(picture))


if __name__ == "__main__":
    main(*sys.argv[1:])
