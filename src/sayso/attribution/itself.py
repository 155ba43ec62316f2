"""Relays that are the page itself: "he told the Courier" on a page of the Vell Courier passes nothing on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.attribution import lexicon
from sayso.model import Cleaned, Page, Relay

_HERE = re.compile(r"(?:this|our)\s", re.IGNORECASE)
_FIRST, _SHORT = 3, 6  # lines at the top that may be a masthead, words of one


def between(via: Sequence[Relay], page: Page, cleaned: Cleaned) -> tuple[Relay, ...]:
    """The relays between page and speaker without the page itself, by its outlet or by the names at its top."""
    top = [line for line in page.text.split("\n", 12) if line.strip()][:_FIRST]
    names = [cleaned.outlet or "", page.outlet or "", *(line for line in top if len(line.split()) <= _SHORT)]
    own = [set(name.lower().split()) for name in names]

    def itself(relay: Relay) -> bool:
        words = set(lexicon.without_article(relay.name).lower().split())
        named = bool(words) and any(words <= name for name in own)
        return named or _HERE.match(page.text, relay.start, relay.end) is not None

    return tuple(relay for relay in via if not itself(relay))
