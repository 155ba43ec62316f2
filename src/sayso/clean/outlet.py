"""How a page names its own outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sayso.clean.lines import Line
from sayso.clean.phrases import chrome_kind
from sayso.clean.wording import agencies, papers
from sayso.model import Page

PROPER = r"[A-ZА-ЯΑ-Ω0-9][\w&’'+-]*(?:\.\w[\w&’'+-]*)*"
NAME = rf"(?P<name>{PROPER}(?:\s(?:{PROPER}|of|the|and|&|de|du)){{0,4}})"
AIRED = "program|programme|report|edition|broadcast|bulletin|podcast|newsletter"
SELF = (
    rf"[Tt]his is (?:an? |the )?(?:special |news |daily |weekly )?(?:{AIRED})\w* (?:from|by|of|on) (?:the )?{NAME}",
    rf"^(?:The )?{NAME} (?:follows|is following|keeps following) (?:the )?(?:events|developments)\W*(?:$|[Ss]tay )",
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
BAR = re.compile(r"\s+[|—–:•-]\s+")
ADDRESS = re.compile(r"[\w-]{3,}(?:\.[a-z]{2,3}){1,2}", re.IGNORECASE)
MASTHEAD = 5  # words
RELEASE = re.compile(
    r"\b(?:(?:press|media) (?:releases?|statements?|office|room)|news releases?|newsroom|communiqués?|for immediate"
    r" release)\b",
    re.IGNORECASE,
)
CONTACT = re.compile(r"(?:media|press) (?:contact|enquiries|inquiries)|notes to editors", re.IGNORECASE)
FORMS = frozenset({"group", "plc", "ltd", "inc", "ag", "gmbh", "corp", "corporation", "holding", "llc", "sa", "co"})
SMALL = frozenset({"of", "the", "and", "for", "&", "de", "in"})
UNNAMED = frozenset({"republic", "kingdom", "government", "state", "home", "the", "this", "our", "federal"})
TOP, PROSE, LONG_NAME = 8, 60, 9  # lines at an end that are looked at; code points of a line of prose; words of a name
FIRST, LAST = 60, 60  # lines of a page, from its start and its end, that are looked at
LONGEST = 400  # code points of a line that are looked at


def outlet(page: Page, lines: Sequence[Line], title: str | None) -> str | None:
    """The page's outlet: as its container says, the body that gives it out where it is a press release, as it says of
    itself, as stands above its headline, else the domain of its URL."""
    said = [line.text[:LONGEST] for line in (lines if len(lines) <= FIRST + LAST else [*lines[:FIRST], *lines[-LAST:]])]
    itself = _issuer(said) or _of_itself(said) or _masthead(said, title)
    return page.outlet or itself or _of_url(page.url or page.location)


def _of_itself(lines: Sequence[str]) -> str | None:
    """The name that the page gives itself in a sentence or a copyright line."""
    for pattern in PATTERNS:
        for line in lines:
            found = pattern.search(line)
            name = _trimmed(found["name"]) if found else ""
            if name and _fit(name):
                return name
    return None


def _fit(name: str) -> bool:
    """Whether a name can be that of an outlet: no platform, no agency that supplies others, more than numbers."""
    return name.split()[0].lower() not in SITES and name.lower() not in agencies() and any(map(str.isalpha, name))


def _masthead(lines: Sequence[str], title: str | None) -> str | None:
    """The name in the page's first line, where that stands above the headline and is made as names of papers are, is an
    address, or is named again further down."""
    if not lines or not title or lines[0].startswith(title[:40]):
        return None
    name = BAR.split(lines[0])[0].strip()
    words = name.split()
    if not 1 <= len(words) <= MASTHEAD or not all(word[0].isupper() or word.lower() in LOOSE for word in words):
        return None
    if chrome_kind(name) or not _fit(name) or name[-1] in ".!?:":
        return None
    made = any(word.lower() in papers() for word in words) and len(words) > 1
    again = len(words) > 1 and any(name.lower() in line.lower() for line in lines[1:])
    return name if made or again or ADDRESS.fullmatch(name) else None


def is_release(lines: Sequence[str]) -> bool:
    """Whether a page says of itself that somebody gives it out to the press: at its top, or by a contact at its end."""
    return any(RELEASE.search(line) for line in lines[:TOP]) or any(CONTACT.match(line) for line in lines[-TOP:])


def _issuer(lines: Sequence[str]) -> str | None:
    """The body above a press release: words of a line at the top that the text names again, as they are spelled there.

    "Vellmark Health Inspectorate" is "the Health Inspectorate" below, "Boreal Salt Group" is "Boreal Salt".
    """
    if not is_release(lines):
        return None
    prose = [line for line in lines if len(line) > PROSE]
    for line in lines[:TOP]:
        for part in () if chrome_kind(line) else BAR.split(line):
            for name in _parts(part.split()):
                again = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
                found = [m.group() for text in prose for m in again.finditer(text) if m.group()[0].isupper()]
                if found:
                    return next((f for f in found if not f.isupper()), found[0])
    return None


def _parts(words: list[str]) -> Iterator[str]:
    """Runs of words that may be a body's name, the longest first; one word alone only before "Group" or "Ltd"."""
    formed = len(words) > 1 and words[-1].lower().strip(".") in FORMS
    words = words[:-1] if formed else words
    if len(words) > LONG_NAME or not all(w[0].isupper() or w in SMALL for w in words):
        return
    for size in range(len(words), 0 if formed and len(words) == 1 else 1, -1):
        for at in range(len(words) - size + 1):
            part = words[at : at + size]
            if part[0].lower() not in UNNAMED | SMALL and part[-1].lower() not in SMALL:
                yield " ".join(part)


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
