"""The report: a case in one HTML file that needs nothing else, works from a mail attachment and without scripts.

Text from pages is data here: every value that a template prints goes through `shown` (controls, bidirectional
overrides, lone surrogates) and is escaped; no page text stands in a script, a style or an attribute that acts; and
the file's own policy (CSP) lets only its own style and script run, each known by its hash.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.model import Interval, Snapshot
from sayso.report import agreements, disputes, flow, judged, people, sheets, timeline
from sayso.report.cards import Cards
from sayso.report.index import Index
from sayso.report.safe import anchor, shown
from sayso.report.wording import WORDS, day, in_words, plural

FEW = 60  # claims up to which the groups of the list stand open


def html(snapshot: Snapshot) -> str:
    """The whole report. The same snapshot gives the same file; it names no clock and no machine."""
    index = Index(snapshot)
    cards = Cards(index, *judged.grades(snapshot))
    views, named = people.actors(index, cards)
    origins = agreements.shared_origins(index, cards)
    edges, drawing = flow.citations(index)
    style, script = _asset("report.css"), _asset("report.js")
    return str(
        _template().render(
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            index=index,
            summary=_summary(index),
            sheets=list(index.sheets.values()),
            groups=[
                (sheet, cards.cards(c.id for c in index.by_page.get(sheet.page.id, ())))
                for sheet in index.sheets.values()
            ],
            texts=sheets.texts(index, cards, people.mention_places(views)),
            disputes=disputes.disputes(index, cards),
            reversals=agreements.reversals(index, cards),
            origins=[shared for shared in origins if shared.pages > 1],
            within=[shared for shared in origins if shared.pages == 1],
            judgements=judged.judgements(index),
            agreements=agreements.agreements(index, cards),
            timeline=timeline.timeline(index, cards),
            matrix=people.matrix(index, cards),
            actors=views,
            named=named,
            edges=edges,
            drawing=drawing,
            forces=[force for force in WORDS["force"] if any(c.force == force for c in index.claims.values())],
            few=len(index.claims) <= FEW,
            cards=cards,
        )
    )


@cache
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("sayso.report"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"plural": plural, "dated": in_words, "web": _web, "anchor": lambda name, p: anchor(p, name)}
    environment.globals["WORDS"] = WORDS
    return environment.get_template("report.html")


def _finalize(value: object) -> object:
    """What a template prints: markup of our own as it is, all else made fit to show (escaping follows)."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) else shown(str(value))


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may load, run or be sent but this style and this script."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _web(url: str | None) -> str:
    """The address if a browser may safely open it, else ''."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def _summary(index: Index) -> dict[str, Any]:
    """The figures at the top."""
    readings = index.snapshot.readings
    outlets = {s.reading.outlet or s.page.outlet for s in index.sheets.values()} - {None}
    bounds = [(day(when.earliest), day(when.latest)) for reading in readings if (when := reading.published)]
    days = sorted(end for both in bounds if all(both) for end in both if end)
    return {
        "pages": len(index.sheets),
        "outlets": len(outlets),
        "speakers": len(people.speakers(index)),
        "claims": len(index.claims),
        "origins": index.count(index.claims),
        "disputes": len(index.snapshot.comparison.disputes),
        "dates": in_words(Interval(str(days[0]), str(days[-1]), "")) if days else "",
        "undated": len(readings) - len(days) // 2,
        "languages": sorted({language for reading in readings for language in reading.languages}),
        "notes": [(sheet, sheet.reading.notes) for sheet in index.sheets.values() if sheet.reading.notes],
    }
