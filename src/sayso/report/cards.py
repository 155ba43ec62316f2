"""A claim as the report shows it: the exact words, who, through whom, when, where, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sayso.model import Claim, Interval, Judgement, Quantity, Span
from sayso.report.index import Index, Sheet
from sayso.report.safe import anchor, one_line, shortened
from sayso.report.wording import WORDS, event_class, event_words, in_words
from sayso.report.words import SAID, Words, words

SHORT = 160  # characters of a claim in a line


@dataclass(frozen=True, slots=True)
class When:
    """A date in words, with the reason it is believed. `said`: read of the claim, not its page's date."""

    words: str
    basis: str
    said: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """What the content tells of two actors. `sign`: cooperation, conflict, other, or negated."""

    actor: str
    words: str
    recipient: str
    sign: str
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """One claim, ready for a template."""

    claim: Claim
    sheet: Sheet
    number: int
    card: str
    place: str
    who: str
    badge: str
    force: str
    manner: str
    line: str
    head: tuple[Words, ...]
    rest: tuple[Words, ...]
    chain: tuple[str, ...]
    when: When | None
    about: When | None
    facts: tuple[Fact, ...]
    counts: tuple[tuple[str, str], ...]
    concerns: str
    cue: str
    grade: tuple[str, str]
    inside: str | None
    tag: str = ""
    side: int = 0


NONE: Mapping[str, Judgement] = MappingProxyType({})


class Cards:
    """Makes cards and lines; each claim's only once."""

    def __init__(
        self, index: Index, sources: Mapping[str, Judgement] = NONE, items: Mapping[str, Judgement] = NONE
    ) -> None:
        """`sources`, `items`: grades that people gave, by actor and by claim."""
        self.index = index
        self._sources, self._items = sources, items
        self._made: dict[str, Card] = {}

    def card(self, claim: str) -> Card:
        """The card of a claim by id. Raises KeyError for a claim that is not in the case."""
        if claim not in self._made:
            self._made[claim] = self._card(self.index.claims[claim])
        return self._made[claim]

    def cards(self, claims: Iterable[str]) -> list[Card]:
        """Cards of those claims that are in the case, in this order."""
        return [self.card(claim) for claim in claims if claim in self.index.claims]

    def marked(self, claim: str, side: int, tag: str, dispute: str, deciding: Sequence[Span]) -> Card:
        """The card of its own that a claim has in a dispute, labelled, with the words that decide set off."""
        head, rest = self._words(self.index.claims[claim], deciding)
        return replace(self.card(claim), side=side, tag=tag, card=f"{dispute}-{tag}", head=head, rest=rest)

    def _card(self, claim: Claim) -> Card:
        index, speaker = self.index, claim.speaker
        sheet = index.sheets[claim.page]
        head, rest = self._words(claim, ())
        date, said = index.when(claim)
        return Card(
            claim=claim,
            sheet=sheet,
            number=index.number[claim.id],
            card=anchor("c-", claim.id),
            place=anchor("t-", claim.id),
            who=speaker.name or (sheet.label if speaker.kind in ("author", "outlet") else "not named"),
            badge=WORDS["speaker"].get(speaker.kind, speaker.kind),
            force=WORDS["force"].get(claim.force, claim.force),
            manner=WORDS["manner"].get(claim.manner, claim.manner),
            line=shortened(index.words(claim), SHORT),
            head=head,
            rest=rest,
            chain=_chain(claim, sheet),
            when=_when(date, said),
            about=_when(claim.about, True),
            facts=tuple(
                Fact(index.name(r.actor), event_words(r), index.name(r.recipient), _sign(r.type, r.negated), r.why)
                for r in claim.relations
            ),
            counts=tuple((_amount(q), q.of or q.unit) for q in claim.quantities),
            concerns=" ".join(anchor("a-", actor) for actor in index.concerned[claim.id]),
            cue=" … ".join(sheet.page.text[s.start : s.end] for s in claim.cue),
            grade=self._grade(claim),
            inside=claim.inside if claim.inside in index.claims else None,
        )

    def _grade(self, claim: Claim) -> tuple[str, str]:
        """The grade people gave, `B2`, `B` or `2`, and who gave it."""
        given = [g for g in (self._sources.get(claim.speaker.actor or ""), self._items.get(claim.id)) if g]
        return "".join(g.value for g in given), ", ".join(dict.fromkeys(g.by for g in given))

    def _words(self, claim: Claim, deciding: Sequence[Span]) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
        if not claim.content:
            return ((claim.text, SAID),), ()
        return words(self.index.sheets[claim.page].page.text, claim.content, deciding)


def _chain(claim: Claim, sheet: Sheet) -> tuple[str, ...]:
    """Through whom the words came after the page: relays other than itself, outermost first, then the speaker."""
    relays = tuple(relay.name for relay in claim.via if one_line(relay.name).casefold() != sheet.label.casefold())
    if claim.manner == "own voice" or claim.speaker.kind == "author":
        return relays
    return (*relays, claim.speaker.name or "not named")


def _when(interval: Interval | None, said: bool) -> When | None:
    return When(in_words(interval), interval.basis, said) if interval else None


def _sign(kind: str, negated: bool) -> str:
    return "negated" if negated else event_class(kind)


def _amount(quantity: Quantity) -> str:
    """`46`, `at least 80`, `30–40`."""
    low, high = quantity.lowest, quantity.highest
    if low is None and high is None:
        return _figure(quantity.value)
    if low is not None and high is not None:
        return _figure(low) if low == high else f"{_figure(low)}–{_figure(high)}"
    return f"at least {_figure(low)}" if low is not None else f"at most {_figure(high or 0.0)}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.6g}"
