"""Who a page says it is by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.clean.fullnames import persons, shortest
from sayso.clean.given import is_given
from sayso.clean.likeness import words
from sayso.clean.lines import Line
from sayso.clean.wording import DATELIKE, any_of, listed
from sayso.model import Block

ABOVE, NEAR, UNDER, INTO = 5, 25, 3, 4  # lines: over the headline, over the text, under it, into its beginning
LABELLED = 12  # lines under the text where "Author:" may still stand
LONGEST, MOST_WORDS, PREFIX = 160, 20, 60  # code points and words of a byline; code points before its "by"
DATE_WORDS = 12  # words of a line that dates the page
HOUR = re.compile(r"\b\d{1,2}:\d\d\s?[AaPp]\.?[Mm]\b")
HANDLE = re.compile(r"@(\w{3,})")
CLOCK = r"uhr|[ap]m|e[sd]?t|gmt|um|at|\d+(?:st|nd|rd|th)?"
DATED_FIRST = re.compile(rf"^\W*(?:(?:{any_of('dates')}|{CLOCK})\b[\s.,:/|·•–—-]*)+", re.IGNORECASE)


class Signed(NamedTuple):
    """Who a line names as its authors, and what stands behind them ("CNN")."""

    names: tuple[str, ...] = ()
    behind: str = ""

    def author(self) -> str | None:
        """The names as metadata give them, with commas between."""
        return ", ".join(dict.fromkeys(self.names)) or None


def byline(lines: Sequence[Line], covered: Sequence[Block], title: str | None) -> Signed:
    """Who signs a page: in a byline under the headline, over it, or under the text; nobody where there is none.

    Only full names are taken ("By Ada Holt"), no pen name of one word, no newsroom, no agency. A name without "by" must
    begin in a given name and stand beside a date, an account or a role.
    """
    starts = [block.start for block in covered]
    kinds = [covered[bisect_right(starts, line.start) - 1].kind for line in lines]
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    heads = [i for i, kind in enumerate(kinds) if kind == "headline" and (not body or i < body[0])]
    if not heads and not body:
        return Signed()
    first, last = (body[0], body[-1]) if body else (heads[-1] + 1, len(lines))
    top = heads[-1] + 1 if heads and first - heads[-1] <= NEAR else max(0, first - NEAR)
    texts = [line.text for line in lines]
    under = [i for i in range(top, min(len(lines), first + INTO + 1)) if kinds[i] != "headline"]
    over = range(top - 2, max(-1, top - 2 - ABOVE), -1)
    end = range(last, min(len(lines), last + UNDER + 1))
    for at in (under, over, end):
        for i in at:
            if texts[i] != title and (found := signed(texts[i : i + 6])):
                return found
    for i in range(last, min(len(lines), last + LABELLED + 1)):
        if re.match(r"[^\W\d]+\s?[:：]", texts[i]) and (found := signed(texts[i : i + 1])):
            return found
    article = "\n".join([title or "", *(texts[i] for i in body[: max(UNDER, len(body) - UNDER)])])
    for i in under:
        if kinds[i] != "body" and (found := _unintroduced(texts, i)) and found.names[0] not in article:
            return found
    return Signed()


def credited(told: str | None, visible: Signed, outlet: str | None) -> str | None:
    """The author that metadata tell, without "By" and what he is. Who signs the page visibly, where they tell a login
    ("kevin-r") or the outlet, or only the first of several."""
    if told is None or told.strip().lower() == (outlet or "").lower() or not re.search(r"[A-Z].* |[^\x00-\x7f]", told):
        return visible.author()
    again = signed([told])
    names = again.names if again is not None else (told,)
    more = len(visible.names) > len(names) and {n.lower() for n in names} <= {n.lower() for n in visible.names}
    return visible.author() if more else ", ".join(names)


@cache
def _cue() -> re.Pattern[str]:
    """What stands before an author: at the start of a line, or behind a date."""
    return re.compile(
        rf"(?:^|[\s|/·•–—-])(?P<cue>(?i:{any_of('byline')}|{any_of('writer')}))(?P<colon>\s?[:：]|(?=\s|$))\s*"
    )


def signed(lines: Sequence[str]) -> Signed | None:
    """Who the first line names after "by"; where it says "by" alone, who the next names."""
    text = lines[0]
    if len(text) > LONGEST or words(text) > MOST_WORDS or "©" in text:
        return None
    for found in _cue().finditer(text[: PREFIX + 20]):
        before, cue, rest = text[: found.start()], found["cue"].lower(), text[found.end() :]
        if cue in listed("unsigned") or not _may_precede(before, rest):
            continue
        if again := _cue().match(rest):  # "von Autor: …"
            rest = rest[again.end() :]
        if not rest.strip(" :"):
            return _spread(lines[1:])
        names, behind = persons(rest)
        sure = found["colon"].strip() or cue not in listed("loose") or (names and is_given(names[0].split()[0]))
        return Signed(names, behind) if names and sure and _ends(behind) else None
    return None


def _may_precede(before: str, rest: str) -> bool:
    """Whether "by" may stand behind what it does: nothing, a date, or a section of a dated line ("Home | By …")."""
    section = before.rstrip().endswith(("|", "·", "•")) and words(before) < DATE_WORDS // 2
    dated = DATELIKE.search(before[-PREFIX:]) or (section and DATELIKE.search(rest))
    return not re.search(r"\w", before) or bool(dated)


def _spread(lines: Sequence[str]) -> Signed | None:
    """Names on lines of their own: "By", "Ada Holt", "and", "Bo Lind"."""
    names: list[str] = []
    for line in lines:
        if line.lower().strip(" ,") in listed("joins") | {""} and names:
            continue
        if names and lines[lines.index(line) - 1].lower().strip(" ,") not in listed("joins") | {""}:
            break
        more, behind = persons(line[:LONGEST])
        if not more or not _ends(behind):
            break
        names += more
    return Signed(tuple(names)) if names else None


def _unintroduced(texts: Sequence[str], i: int) -> Signed | None:
    """Who a line names without a "by": before or behind a date, an account or a role, or beside a line with a date."""
    text = texts[i]
    if len(text) > LONGEST or words(text) > MOST_WORDS:
        return None
    dated = DATED_FIRST.match(text)
    whole = dated and DATELIKE.search(dated.group()) and len(re.findall(r"\w+", dated.group())) > 1
    rest = text[dated.end() :] if dated and whole else text
    account = HANDLE.search(text)
    if not rest or not (account or is_given(rest.split()[0])):
        return None
    names, behind = persons(rest)
    if rest is not text:
        names, behind = (names, behind) if names else persons(" ".join(rest.split()[:2]))
        return Signed((shortest(names[0]), *names[1:]) if behind else names) if names else None
    if account and names:
        parts = [part[:4].lower() for part in re.findall(r"\w{3,}", names[0])]
        return Signed(names) if any(part in account[1].lower() for part in parts) else None
    return Signed(names) if names and _vouched(names, behind, texts[max(0, i - 1) : i], texts[i + 1 : i + 3]) else None


def _vouched(names: Sequence[str], behind: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a role or a date, on the line of a name or beside it, shows that it signs the page."""
    if (behind or " ".join(after[:1]) or "-").split()[-1].lower().strip(",.") in listed("scribe"):
        return words(behind or after[0]) <= DATE_WORDS
    if DATELIKE.search(behind):
        dated = re.sub(r"^[^\W\d]+ (?=\d)", "", behind.lstrip("|,/·•–—- "))  # ", Riga 4 March 2025"
        return bool(DATED_FIRST.match(dated)) and _ends(behind)
    plain = all(len(name.split()) == 2 or re.search(r"\.|-|\b[a-z]", name) for name in names)
    alone = plain and (not behind or (behind[0] == "," and behind[2:3].isupper()))
    near = [line for line in (*before, *after) if words(line) <= DATE_WORDS]
    return alone and any(DATELIKE.search(line) or HOUR.search(line) for line in near)


def _ends(behind: str) -> bool:
    """Whether what follows the names of a byline may: nothing, a date, an account, an outlet, a role, a place."""
    if not behind or not behind[0].isalpha() or "@" in behind.split()[0]:
        return not behind or len(behind.split()) <= MOST_WORDS
    first = re.split(r"\W", behind, maxsplit=1)[0]
    return first[:1].isupper() or first.lower() in listed("behind") | listed("dates") | listed("joins")
