"""How a page names its own outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sayso.clean.fullnames import persons
from sayso.clean.lines import Line
from sayso.clean.phrases import chrome_kind
from sayso.clean.wording import DATELIKE, agencies, listed, papers
from sayso.model import Page

PROPER = r"[A-ZА-ЯΑ-Ω0-9][\w&’'+-]*(?:\.\w[\w&’'+-]*)*"
NAME = rf"(?P<name>{PROPER}(?:\s(?:{PROPER}|of|the|and|&|de|du|für|der|des|del|et|y)){{0,4}})"
AIRED = "program|programme|report|edition|broadcast|bulletin|podcast|newsletter"
SELF = (
    rf"[Tt]his is (?:an? |the )?(?:special |news |daily |weekly )?(?:{AIRED})\w* (?:from|by|of|on) (?:the )?{NAME}",
    rf"^(?:The )?{NAME} (?:follows|is following|keeps following) (?:the )?(?:events|developments)\W*(?:$|[Ss]tay )",
    rf"^(?:[Yy]ou are|[Yy]ou['’]re) (?:watching|listening to|reading) (?:the )?{NAME}",
    rf"^(?:[Ww]ritten for|[Rr]eporting for) (?:the )?{NAME}",
    rf"(?:appeared first on|first appeared on) (?:the )?{NAME}",
    rf"^Welcome to (?:the )?{NAME}",
)
ASKED = re.compile(
    rf"(?:respon|repl|return|answer)\w* (?:to )?(?:a |the )?{NAME}['’]s? (?:requests?|calls?|e-?mails?|questions?)\b"
)
SIGN = r"(?:©|\([Cc]\)|(?i:copyright))"
YEARS = r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d|present|heute))?"
HOLDER = re.compile(rf"{SIGN}(?:[\s:,@]*{SIGN})*[\s:@]*(?:{YEARS})?[\s.,:|]*(?:by )?(?:the )?{NAME}")
BARE = re.compile(rf"^{SIGN}\s*(?:the )?{NAME}[^,/]{{0,20}}$")
OWNED = re.compile(r"\b(?:19|20)\d\d\b|\b(?:rights|reserved|rechte|droits|derechos|diritti|direitos)\b", re.IGNORECASE)
PATTERNS = tuple(re.compile(pattern) for pattern in SELF)
SITES = frozenset({"all", "facebook", "twitter", "instagram", "telegram", "whatsapp", "x", "us", "our", "this"})
LOOSE = frozenset(
    {"of", "the", "and", "&", "de", "du", "all", "rights", "inc", "ltd", "llc", "für", "der", "des", "del"}
)
LOOSE |= {"et", "y"}
GENERIC = frozenset({"www", "news", "m", "en", "amp", "mobile", "edition", "blog", "blogs", "web", "live"})
SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "gob", "or", "ne", "in"})
BAR = re.compile(r"\s+[|—–:•-]\s+")
ADDRESS = re.compile(r"[\w-]{3,}(?:\.[a-z]{2,3}){1,2}", re.IGNORECASE)
WEB = re.compile(r"https?://\S+")
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


def outlet(page: Page, lines: Sequence[Line], title: str | None, beside: str = "") -> str | None:
    """The page's outlet: as its container says, the body that gives it out where it is a press release, as it says of
    itself, as stands in its document's title or above its headline, who holds its copyright, who its author writes for
    (`beside`: what stands behind the author's name), its address. A company's copyright comes after all these."""
    said = [line.text[:LONGEST] for line in (lines if len(lines) <= FIRST + LAST else [*lines[:FIRST], *lines[-LAST:]])]
    if found := page.outlet or _issuer(said) or _of_itself(said):
        return found
    every = [line.text[:LONGEST] for line in lines]
    holders = list(_holders(said))
    return (
        _of_document(every, title, holders)
        or _masthead(said, title)
        or _written_for(beside, every)
        or next((name for name in holders if name.split()[-1].lower() not in FORMS | listed("company")), None)
        or next((name for line in every if (name := _found(ASKED, line))), None)
        or _of_url(page.url or page.location)
        or _of_url(_own_address(every, title))
        or next(iter(holders), None)
        or next(_bare(said[-LAST:]), None)
    )


def _of_itself(lines: Sequence[str]) -> str | None:
    """The name that the page gives itself in a sentence."""
    return next((name for pattern in PATTERNS for line in lines if (name := _found(pattern, line))), None)


def _found(pattern: re.Pattern[str], line: str) -> str | None:
    """The name that a pattern finds, without what ran into it, where an outlet can have it."""
    found = pattern.search(line)
    name = _trimmed(re.split(r"['’][sS]\b", found["name"])[0]) if found else ""
    return name if name and _fit(name) else None


def _holders(lines: Sequence[str]) -> Iterator[str]:
    """Who holds the page's copyright: no picture's, which has neither a year nor rights."""
    for line in lines:
        name = re.sub(rf"\s*\b{YEARS}$", "", _found(HOLDER, line) or "")
        made = any(word.lower() in papers() for word in name.split())
        if name and (OWNED.search(line) or made) and _holds(name):
            yield name


def _bare(lines: Sequence[str]) -> Iterator[str]:
    """Names behind a "©" alone on a line, without a year: no person's, as that may be a photographer's."""
    for line in lines:
        name = _found(BARE, line)
        if name and _holds(name) and (name.isupper() or not persons(name)[0]):
            yield name


def _holds(name: str) -> bool:
    """Whether words behind a "©" are a name and no label ("Copyright Policy")."""
    words = name.lower().split()
    return len(name) > 1 and listed("unheld").isdisjoint((words[0], words[-1]))


def _of_document(lines: Sequence[str], title: str | None, holders: Sequence[str]) -> str | None:
    """The site's name behind a bar of the document's title, the line above all others: "… | Lenne Post". Of several
    parts the last, but rather one that holds the copyright or is an address."""
    at = 1 if lines and WEB.fullmatch(lines[0]) else 0
    head, *parts = BAR.split(lines[at]) if len(lines) > at else [""]
    parts = [part.strip() for part in parts if _titular(part.strip(), head)]
    if not parts or not title:
        return None
    held = {name.lower() for name in holders}
    sure = [part for part in parts if part.lower() in held or ADDRESS.fullmatch(part)]
    again = any(line.startswith(head.strip()[:40]) for line in lines[at + 1 :])
    made = not papers().isdisjoint(parts[-1].lower().split())
    return sure[-1] if sure else parts[-1] if (again or made) and parts[-1] != title else None


def _titular(name: str, head: str) -> bool:
    """Whether a part of a document's title may be the site's name: short, capitalised or an address, no section."""
    words = name.split()
    if not 1 <= len(words) <= MASTHEAD or len(words) >= len(head.split()) or chrome_kind(name) or name[-1] in ".!?:":
        return False
    capital = all(word[0].isupper() or word[0].isdigit() or word.lower() in LOOSE for word in words)
    return bool(ADDRESS.fullmatch(name)) or (capital and not DATELIKE.search(name) and any(map(str.isalpha, name)))


def _written_for(beside: str, lines: Sequence[str]) -> str | None:
    """The outlet behind an author's name: an address, a name made as names of papers are, letters that the page has
    again ("By Ada Holt, LNN")."""
    part = re.split(r"\s[-–—]\s|[|,/•·(]", beside.lstrip(" ,|/(–—-•·"))[0].strip()
    words = [word for word in part.split() if word.lower() != "staff"]
    if site := next((word for word in words if ADDRESS.fullmatch(word) and "@" not in word), None):
        return site
    name = " ".join(words)
    if not 1 <= len(words) <= MASTHEAD or not _fit(name) or words[0].lower() in agencies() or not words[0][0].isupper():
        return None
    if words[-1].lower() in listed("scribe") or not all(word[0].isupper() for word in words):
        return None
    letters = words[0].isupper() and len(words[0]) > 2
    again = letters and sum(bool(re.search(rf"\b{re.escape(words[0])}\b", line)) for line in lines) > 1
    return name if again or any(word.lower() in papers() for word in words) else None


def _own_address(lines: Sequence[str], title: str | None) -> str:
    """An address that stands alone on a line, first of all or with the words of the headline in it; else ""."""
    for i, line in enumerate(lines):
        if WEB.fullmatch(line) and line.count("http") == 1 and "%" not in line and "share" not in line:
            told = [word for word in re.findall(r"\w{4,}", (title or "").lower()) if word in line.lower()]
            if i == 0 or len(told) > 1:
                return line
    return ""


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
