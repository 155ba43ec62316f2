"""What stands below an article and reads like one: readers' comments, and the openings of other stories.

A comment or a teaser is running text, so the look of a line does not tell it from the article. What does: a line such
as "34 responses to …" or "Comments (12)" below the article, then name, date and clock again and again; or, below it,
lines that are nothing but a date, again and again, with a title and a sentence between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.clean.likeness import words
from sayso.clean.wording import any_of

WORD = any_of("discussed")
COUNTED = re.compile(  # "34 responses to …", "… | 12 comments", "Comments (12)"
    rf"(?:.{{0,80}}\s)?\W*\d[\d.,]*\s+(?:{WORD})(?!\w).{{0,160}}$|\W*(?:{WORD})\s*[:(\[]\s*\d+\W*$", re.IGNORECASE
)
BARE = re.compile(rf"\W*(?:(?:all|reader|readers['’]|user|leser)[ -]?)?(?:{WORD})\W*$", re.IGNORECASE)
CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])(?::|\s?h\s?)[0-5]\d\b|\b(?:kl\.?|klo)\s?\d?\d\.\d\d\b|\b\d?\d\.\d\d\s?uhr\b|"
    r"\b(?:[01]?\d)\s?[ap]\.?m\b",
    re.IGNORECASE,
)
DATE = re.compile(  # a line that is a date: "Wednesday November 20, 2019", "Posted: 3 mars 2020", "19/03/2020"
    r"\W*(?:(?:posted|published|updated|on|date)\W+)?(?:[^\W\d]{3,12}[.,]?\s+){0,2}"
    r"(?:\d{1,2}(?:st|nd|rd|th)?[.,/ -]+(?:[^\W\d]{3,12}[.,]?|\d{1,2})[ ,/.-]+\d{2,4}|"
    r"[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})\W*$",
    re.IGNORECASE,
)
AGO = re.compile(  # "2 hours ago", "3d ago", "vor einer Stunde", "2 дня назад"
    rf"\b(?:\d+|an?|one)\s*\w+\s+(?:{any_of('ago')})\b|\b(?:{any_of('since')})\s+(?:\d+|eine[rmn]?)\s+\w+",
    re.IGNORECASE,
)
OF_PAGE = re.compile(r"\W*(?:first\s+)?(?:published|updated|last\s+(?:updated|modified))\b", re.IGNORECASE)
HEADING = 200  # code points of a heading at most
LONGEST = 90  # code points of a line that is a stamp
NEAR = 12  # lines from one stamp to the next, and from the heading to the first
FEWEST = 2  # stamps that make a discussion under a heading that counts; one more under a bare "Comments"
TAIL = 6  # lines of the last comment at most
DATES, APART = 4, 6  # how many dates make a list of teasers, and how many lines from one to the next
LINES = 5  # long lines above such a list, so that it is not the page's matter
ARTICLE = 25  # words; a line so long above the heading is an article that can be commented on


def below(texts: Sequence[str], said: Sequence[str]) -> list[str]:
    """For each line of a page: "comment", "cross-link" or "". `said`: the lines' chrome wording."""
    discussed, opened = comments(texts, said), teasers(texts)
    return ["comment" if c else "cross-link" if o else "" for c, o in zip(discussed, opened, strict=True)]


def comments(texts: Sequence[str], said: Sequence[str]) -> list[bool]:
    """Which lines of a page are readers' comments, their heading, names and stamps. `said`: the lines' chrome wording
    (what asks for a reply ends the last comment)."""
    inside = [False] * len(texts)
    stamped = [i for i, text in enumerate(texts) if is_stamp(text)]
    long = [i for i, text in enumerate(texts) if words(text) >= ARTICLE]
    at = long[1] if len(long) > 1 else len(texts)  # one long line may be a standfirst, with dates and counts under it
    while stamped and at < len(texts):
        wanted = stamps_wanted(texts[at])
        k, last = bisect_right(stamped, at), at
        before = k
        while wanted and k < len(stamped) and stamped[k] <= last + NEAR:
            last = stamped[k]
            k += 1
        if not wanted or k - before < wanted:
            at += 1
            continue
        end = last + 1
        while end < min(len(texts), last + 1 + TAIL) and not said[end]:
            end += 1
        inside[at:end] = [True] * (end - at)
        at = end
    return inside


def stamps_wanted(text: str) -> int:
    """How many stamps must follow a line for it to head a discussion; 0 where it is no such heading."""
    if len(text) > HEADING:
        return 0
    return FEWEST if COUNTED.match(text) else FEWEST + 1 if BARE.match(text) else 0


def teasers(texts: Sequence[str]) -> list[bool]:
    """Which lines of a page open other stories: titles, dates and first sentences, in a row below the article."""
    inside = [False] * len(texts)
    long = [i for i, text in enumerate(texts) if words(text) >= ARTICLE]
    first = long[LINES - 1] if len(long) >= LINES else len(texts)
    dated = [i for i, text in enumerate(texts) if len(text) <= LONGEST and DATE.match(text)]
    if len(dated) < DATES or dated[2] < first:
        return inside  # … or the page is itself a row of dated posts
    run: list[int] = []
    for i in [*(d for d in dated if d > first), len(texts) + APART]:
        if run and i - run[-1] > APART:
            if len(run) >= DATES:
                start = run[0]
                while start > max(run[0] - 2, first + 1) and words(texts[start - 1]) < ARTICLE:
                    start -= 1
                inside[start : run[-1] + 2] = [True] * (min(run[-1] + 2, len(texts)) - start)
            run = []
        run.append(i)
    return inside


def is_stamp(text: str) -> bool:
    """Whether a short line tells when something was written: a date with a clock, "2 hours ago"."""
    if len(text) > LONGEST or OF_PAGE.match(text):
        return False
    clock = CLOCK.search(text)
    dated = clock is not None and any(map(str.isdigit, text[: clock.start()] + text[clock.end() :]))
    return dated or bool(AGO.search(text))
