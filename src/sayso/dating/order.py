"""Day first or month first: decided by evidence on the page, else left open.

In:  the candidates of a page, its languages, its URL, the date in the URL.
Out: the candidates with numeric dates put right, those that stay open still `swapped`; and why, in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.dating.candidates import Candidate
from sayso.dating.names import rows

_HOST = re.compile(r"^(?:\w+://)?([^/:?#]+)")


def ordered(
    found: Sequence[Candidate], languages: tuple[str, ...], url: str | None, linked: Candidate | None
) -> tuple[list[Candidate], str]:
    """Numeric dates in the order that the page speaks for. The reason is '' where no date needed one."""
    if not any(c.swapped for c in found):
        return list(found), ""
    month_first, why = _decision(found, languages, url, linked)
    if month_first is None:
        return list(found), "day and month may be exchanged: nothing on the page tells"
    return [_settled(c, month_first) for c in found], why


def _settled(c: Candidate, month_first: bool) -> Candidate:
    if not c.swapped:
        return c
    month, day = c.swapped if month_first and c.separator != "." else (c.month, c.day)
    return msgspec.structs.replace(c, month=month, day=day, swapped=None)


def _decision(
    found: Sequence[Candidate], languages: tuple[str, ...], url: str | None, linked: Candidate | None
) -> tuple[bool | None, str]:
    """True: month first; False: day first; None: open."""
    sure = {
        (c.year, c.month, c.day) for c in [*found, *([linked] if linked else [])] if c.day and c.year and not c.swapped
    }
    for c in found:
        if c.swapped and (((c.year, *c.swapped) in sure) != ((c.year, c.month, c.day) in sure)):
            as_month_first = (c.year, *c.swapped) in sure
            return (
                as_month_first,
                f"{'month' if as_month_first else 'day'} first: the same day is written out elsewhere",
            )
    if linked and not linked.day:
        for c in found:
            if c.swapped and c.year == linked.year and (c.month == linked.month) != (c.swapped[0] == linked.month):
                return c.swapped[0] == linked.month, "as the month in the page's address says"
    if all(c.separator == "." for c in found if c.swapped):
        return False, "day first, as everywhere with full stops"
    votes = [c.month_first for c in found if c.month_first is not None]
    if votes and all(v == votes[0] for v in votes):
        return votes[0], f"{'month' if votes[0] else 'day'} first, as another date on the page must be read"
    host = _HOST.match(url or "")
    top = host[1].rpartition(".")[2].lower() if host else ""
    habits = {end: row[0] for row in rows("order.tsv") for end in row[1:]}
    if habits.get(top) == "month":
        return True, f"month first, as usual on .{top}"
    if habits.get(top) == "day" or (len(top) == 2 and top not in habits):
        return False, f"day first, as usual on .{top}"
    if languages and "en" not in languages[:1]:
        return False, f"day first, as usual in the page's language ({languages[0]})"
    return None, ""
