"""Which claims go back to one utterance, one text, or one agency's report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sayso.compare.gathered import Gathered, apart, of_page
from sayso.compare.grouping import Groups
from sayso.compare.lexicon import lexicon
from sayso.compare.shingles import copies
from sayso.ids import identifier
from sayso.model import Claim, Origin

WORD = re.compile(r"[^\W_]+", re.UNICODE)
EMPTY = lexicon().empty
WORDS_SHARED = 0.6  # of the content words of the shorter claim: the same words
WORDS_NEAR = 0.35  # … where meaning says so too: another translation, a paraphrase
ALIKE = 0.82  # cosine from which two wordings mean the same


class Retelling(NamedTuple):
    """Two claims of one origin, and why."""

    a: str
    b: str
    why: str


def origins(case: Gathered, near: Mapping[tuple[str, str], float]) -> tuple[Origin, ...]:
    """Every claim in exactly one origin. `near`: cosine of the claims' meanings, for pairs worth a look."""
    copied = copies({page: case.article(page) for page in case.readings if page in case.pages})
    told = [*from_texts(case, copied), *accounts(case), *utterances(case, near)]
    groups = Groups(c.id for c in case.claims)
    reasons: dict[str, list[str]] = {}
    for retelling in sorted(told):
        groups.join(retelling.a, retelling.b)
    for retelling in sorted(told):
        reasons.setdefault(groups.of(retelling.a), []).append(retelling.why)
    return tuple(sorted((made(case, members, reasons.get(first, [])) for first, members in groups.all().items()),
                        key=lambda o: o.id))  # fmt: skip


def made(case: Gathered, members: list[str], reasons: list[str]) -> Origin:
    pages = tuple(sorted({case.claim[c].page for c in members}))
    why = "; ".join(sorted(set(reasons))[:3]) if reasons else single(case, case.claim[members[0]])
    return Origin(identifier("o", *members), tuple(members), pages, why)


def single(case: Gathered, claim: Claim) -> str:
    return "told once: " + ("the page itself" if of_page(claim) else claim.speaker.name)


def from_texts(case: Gathered, copied: Mapping[tuple[str, str], float]) -> Iterable[Retelling]:
    """What a page asserts itself is one origin, together with the pages that copy it; so is each copied claim."""
    first: dict[str, str] = {}
    for claim in case.claims:
        if of_page(claim):
            head = first.setdefault(claim.page, claim.id)
            if head != claim.id:
                yield Retelling(head, claim.id, "one text: what the page itself says")
    by_page: dict[str, list[Claim]] = {}
    for claim in case.claims:
        by_page.setdefault(claim.page, []).append(claim)
    for (a, b), part in sorted(copied.items()):
        why = f"one text: {part:.0%} of the shorter page's wording stands in the other"
        if a in first and b in first:
            yield Retelling(first[a], first[b], why)
        yield from aligned(by_page.get(a, []), by_page.get(b, []), why)


def aligned(some: list[Claim], others: list[Claim], why: str) -> Iterable[Retelling]:
    """Claims of two copied pages that stand in the same words, whoever each page names as the speaker."""
    bags = [(c, bag(c.text)) for c in others if not of_page(c)]
    for claim in some:
        if of_page(claim):
            continue
        words = bag(claim.text)
        best = max(bags, key=lambda x: (overlap(words, x[1]), x[0].id), default=None)
        if best is not None and overlap(words, best[1]) >= WORDS_SHARED:
            yield Retelling(claim.id, best[0].id, why)


def bag(text: str) -> frozenset[str]:
    """Content words."""
    return frozenset(w for w in WORD.findall(text.lower()) if w not in EMPTY)


def overlap(x: frozenset[str], y: frozenset[str]) -> float:
    """Part of the shorter one's words that the other has; little is made of very few words."""
    least = min(len(x), len(y))
    return len(x & y) / max(least, 3) if least else 0.0


def accounts(case: Gathered) -> Iterable[Retelling]:
    """What one source tells a page on one occasion is one account, however many sentences it comes in."""
    last: dict[tuple[str, str], list[Claim]] = {}
    for claim in case.claims:
        if of_page(claim) or not claim.speaker.name:
            continue
        told = last.setdefault((claim.page, case.voice(claim)), [])
        fits = next((c for c in told if not apart(c.said, claim.said)), None)
        if fits is None:
            told.append(claim)
        else:
            yield Retelling(fits.id, claim.id, f"one account: {claim.speaker.name}{day(claim, fits)}")


def utterances(case: Gathered, near: Mapping[tuple[str, str], float]) -> Iterable[Retelling]:
    """The same speaker in the same words, or words that mean the same, with no day between that parts them."""
    for (first, second), cosine in sorted(near.items()):
        a, b = case.claim[first], case.claim[second]
        if of_page(a) or of_page(b) or (a.force != b.force and "deny" in (a.force, b.force) and a.text != b.text):
            continue
        shared = overlap(bag(a.text), bag(b.text))
        same = shared >= WORDS_SHARED or (cosine >= ALIKE and shared >= WORDS_NEAR)
        if not same or apart(case.when(a), case.when(b)):
            continue
        if case.voice(a) == case.voice(b):
            yield Retelling(first, second, f"same utterance: {a.speaker.name}{day(a, b)}")
        elif relayed(a, b):
            yield Retelling(first, second, f"one agency's report: {relayed(a, b)}")


def relayed(a: Claim, b: Claim) -> str:
    """The relay that both claims came through, if there is one."""
    theirs = {r.actor or r.name.casefold() for r in b.via}
    return next((r.name for r in a.via if (r.actor or r.name.casefold()) in theirs), "")


def day(a: Claim, b: Claim) -> str:
    for interval in (a.said, b.said):
        if interval and interval.earliest and interval.earliest == interval.latest:
            return f", {interval.earliest}"
    return ""
