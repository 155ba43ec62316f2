"""How a page names its own outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from sayso.clean.lines import Line
from sayso.clean.wording import agencies
from sayso.model import Page

PROPER = r"[A-ZА-ЯΑ-Ω0-9][\w&’'+-]*(?:\.\w[\w&’'+-]*)*"
NAME = rf"(?P<name>{PROPER}(?:\s(?:{PROPER}|of|the|and|&|de|du)){{0,4}})"
AIRED = "program|programme|report|edition|broadcast|bulletin|podcast|newsletter"
SELF = (
    rf"[Tt]his is (?:an? |the )?(?:special |news |daily |weekly )?(?:{AIRED})\w* (?:from|by|of|on) (?:the )?{NAME}",
    rf"^(?:The )?{NAME} (?:follows|is following|continues to follow|keeps following) (?:the )?(?:events|developments)",
    rf"^(?:[Yy]ou are|[Yy]ou['’]re) (?:watching|listening to|reading) (?:the )?{NAME}",
    rf"(?:©|\([Cc]\)|[Cc]opyright)[\s:]*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?[\s,:]*(?:by )?(?:the )?{NAME}",
    rf"^(?:[Ww]ritten for|[Rr]eporting for) (?:the )?{NAME}",
    rf"^The post .{{5,300}} (?:appeared first on|first appeared on) (?:the )?{NAME}",
)
PATTERNS = tuple(re.compile(pattern) for pattern in SELF)
SITES = frozenset({"all", "facebook", "twitter", "instagram", "telegram", "whatsapp", "x", "us", "our", "this"})
LOOSE = frozenset({"of", "the", "and", "&", "de", "du", "all", "rights", "inc", "ltd", "llc"})
GENERIC = frozenset({"www", "news", "m", "en", "amp", "mobile", "edition", "blog", "blogs", "web", "live"})
SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "gob", "or", "ne", "in"})
LONGEST = 400  # code points of a line that are looked at


def outlet(page: Page, lines: Sequence[Line]) -> str | None:
    """The page's outlet: as its container says, as the page says of itself, else the domain of its URL."""
    if page.outlet:
        return page.outlet
    for pattern in PATTERNS:
        for line in lines:
            found = pattern.search(line.text[:LONGEST])
            name = _trimmed(found["name"]) if found else ""
            if name and name.split()[0].lower() not in SITES and name.lower() not in agencies():
                return name
    return _of_url(page.url or page.location)


def _trimmed(name: str) -> str:
    """A name without the words that ran into it."""
    words = name.strip(" .,'’&-").split()
    while words and words[-1].lower() in LOOSE:
        words.pop()
    return " ".join(words).rstrip(".,'’-")


def _of_url(url: str) -> str | None:
    """The domain of a web address without what all share ("https://www.bbc.co.uk/news/1" -> "bbc.co.uk")."""
    if not url.startswith(("http://", "https://")):
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in GENERIC and not (len(labels) == 3 and labels[1] in SECOND_LEVEL):
        labels.pop(0)
    return ".".join(labels) if len(labels) > 1 else None
