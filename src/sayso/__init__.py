"""sayso: on whose say-so? Who claims what, about whom, when, and on whose word, in a pile of news pages.

    import sayso
    case = sayso.read("pages/")
    for claim in case.claims(force="deny"):
        print(claim.speaker.name, claim.text)
    case.report("report.html")

Names load when they are first used, so that `import sayso` and `sayso --help` cost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sayso.case import Added, Case, PageView, open_case, read
    from sayso.model import (
        Actor,
        Block,
        Claim,
        Dispute,
        Failure,
        Interval,
        Link,
        Mention,
        Origin,
        Page,
        Quantity,
        Reading,
        Relation,
        Relay,
        Side,
        Span,
        Speaker,
    )
    from sayso.reader import Reader
    from sayso.store import CaseUnreadable

__all__ = [
    "Actor",
    "Added",
    "Block",
    "Case",
    "CaseUnreadable",
    "Claim",
    "Dispute",
    "Failure",
    "Interval",
    "Link",
    "Mention",
    "Origin",
    "Page",
    "PageView",
    "Quantity",
    "Reader",
    "Reading",
    "Relation",
    "Relay",
    "Side",
    "Span",
    "Speaker",
    "open_case",
    "read",
]

_HOME = {
    "Added": "case",
    "Case": "case",
    "PageView": "case",
    "open_case": "case",
    "read": "case",
    "Reader": "reader",
    "CaseUnreadable": "store",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute '{name}'")
    return getattr(import_module(f"sayso.{_HOME.get(name, 'model')}"), name)
