"""The nouns of sayso: frozen, typed, no behaviour beyond reading themselves.

Every offset counts Unicode code points into a page's `text` exactly as collected; `end` is exclusive.
Dates are ISO 8601 strings (`2021-11-07`). Nothing here imports anything else of sayso.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from spacy.tokens import Doc

BlockKind = Literal["headline", "heading", "byline", "body", "caption", "chrome"]
Manner = Literal["direct", "indirect", "mixed", "headline", "own voice"]
Force = Literal["assert", "deny", "confirm", "accuse", "predict", "promise", "threaten", "demand", "ask", "doubt"]
SpeakerKind = Literal["person", "organisation", "outlet", "unnamed", "anonymous", "document", "author"]
ActorKind = Literal["person", "organisation", "government", "place", "outlet", "group", "document", "other"]
LinkKind = Literal["same", "supports", "contradicts", "reverses"]
JudgementKind = Literal[
    "same-actor", "different-actors", "same", "supports", "contradicts", "unrelated", "misread", "source", "item"
]


class Span(msgspec.Struct, frozen=True, order=True):
    """A run of a page's text: code points, end exclusive."""

    start: int
    end: int


class Interval(msgspec.Struct, frozen=True):
    """A stretch of days, both ends included, either open (None), and in words why it is believed."""

    earliest: str | None
    latest: str | None
    basis: str


class StatedDate(msgspec.Struct, frozen=True):
    """A date that the container of a page gives (meta tag, JSON-LD, feed, jsonl field): evidence, not yet belief."""

    value: str
    basis: str


class Block(msgspec.Struct, frozen=True):
    """A run of a page's text with a kind and a language (ISO 639-1, '' where too short to tell).

    `sub` tells kinds of chrome and headings apart where that helps ("cross-link", "notice", "translation", …).
    """

    start: int
    end: int
    kind: BlockKind
    language: str = ""
    sub: str = ""


class Mark(msgspec.Struct, frozen=True):
    """Noise inside a block that later stages read past: a bracketed search tag, a link remnant, a soft hyphen."""

    start: int
    end: int
    kind: str


class Page(msgspec.Struct, frozen=True):
    """One document as collected. `text` never changes.

    `hints` are blocks that the markup of the source gave (HTML); empty for plain text.
    """

    id: str
    location: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    stated: tuple[StatedDate, ...] = ()
    hints: tuple[Block, ...] = ()


class Failure(msgspec.Struct, frozen=True):
    """Something that could not be read, by name, with the reason."""

    location: str
    why: str


class Cleaned(msgspec.Struct, frozen=True):
    """A page told apart: blocks that cover the text without gap or overlap, in order, and the noise inside them."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    languages: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    author: str | None = None


class Passage:
    """A block with its parse; lives only while a page is read, never stored.

    `doc` is over the block's text with the marks blanked by spaces, so that a token's place in the page is
    `start + token.idx`.
    """

    __slots__ = ("doc", "end", "kind", "start")

    def __init__(self, start: int, end: int, kind: BlockKind, doc: Doc) -> None:
        self.start, self.end, self.kind, self.doc = start, end, kind, doc


class TimeExpression(msgspec.Struct, frozen=True):
    """A temporal expression: `value` as in TIMEX3 (`2021-07-20`, `PT40H`, `PAST_REF`).

    `kind`: DATE, TIME, DURATION or SET.
    `earliest` and `latest` (ISO dates, inclusive) bound it where the value can be placed in time, else None.
    """

    start: int
    end: int
    value: str
    kind: str
    earliest: str | None = None
    latest: str | None = None


class Mention(msgspec.Struct, frozen=True):
    """A place in a page where an actor is named or referred to. `how`: name, description, pronoun, demonym, role."""

    page: str
    start: int
    end: int
    text: str = ""
    how: str = "name"


class Actor(msgspec.Struct, frozen=True):
    """A person, organisation, place-as-government or unnamed group, with its mentions.

    In a Reading the mentions are of one page; in a Case they are of all pages and `why` says what merged them.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    role: str = ""
    speaks_for: str | None = None
    why: tuple[str, ...] = ()


class KnownName(msgspec.Struct, frozen=True):
    """A thing that a table of names has, with its other names.

    `weak` ones are believed only on a page that also uses another of its names. `country`: whose body it is
    (ISO 3166-1), "" where it is nobody's.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    country: str = ""


class NameTable(msgspec.Struct, frozen=True):
    """The rows of a file of names, by the file's name without its folder."""

    file: str
    rows: tuple[KnownName, ...]


class Speaker(msgspec.Struct, frozen=True):
    """Whose word a claim is. `name` as resolved ("Zamir Kabulov"), `role` as read ("Taliban political spokesman").

    `why` says how a pronoun or description was resolved, or that it stayed open. `start`/`end`: where the name (or
    the description) stands in the page, None for the author.
    """

    name: str
    kind: SpeakerKind
    actor: str | None = None
    role: str = ""
    why: str = ""
    start: int | None = None
    end: int | None = None


class Relay(msgspec.Struct, frozen=True):
    """One link of the chain between page and speaker."""

    name: str
    start: int
    end: int
    actor: str | None = None


class Relation(msgspec.Struct, frozen=True):
    """actor – event type (PLOVER) – actor inside a claim's content. `start`/`end`: the words that tell the event.

    `score`: how probable the classifier of sentences finds the type. `place`: where, in the text's words; `country`
    (ISO 3166-1) and `province` are what that is, where the tables have it. `when`: bounds of what the text says of
    the time beside the event, None where it says nothing there.
    """

    actor: str
    type: str
    recipient: str
    start: int
    end: int
    negated: bool = False
    modality: str = "past"
    factuality: float | None = None
    score: float | None = None
    place: str | None = None
    when: Interval | None = None
    why: str = ""
    country: str | None = None
    province: str | None = None


class Quantity(msgspec.Struct, frozen=True):
    """A number in a claim: value, unit or thing counted, bounds where approximate, and the event it counts for."""

    value: float
    of: str
    start: int
    end: int
    lowest: float | None = None
    highest: float | None = None
    unit: str = ""
    event: str = ""


class Referent(msgspec.Struct, frozen=True, order=True):
    """What words of a claim's content stand for: `start`/`end` in the page ("it"), and the words that the page uses of
    the same thing elsewhere ("the ferry Lady Irena"). Read by rules; for comparing, never shown as a quotation."""

    start: int
    end: int
    words: str


class Claim(msgspec.Struct, frozen=True):
    """One attribution read: who, through whom, how, with what force, what, when said, about when.

    `content`, `cue`, `source` are pieces in page order (`cue`, `source` empty where there is none). `inside` is the id
    of the claim whose content this claim stands in.
    """

    id: str
    page: str
    manner: Manner
    force: Force
    content: tuple[Span, ...]
    text: str
    speaker: Speaker
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    via: tuple[Relay, ...] = ()
    said: Interval | None = None
    about: Interval | None = None
    relations: tuple[Relation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    inside: str | None = None
    why: str = ""
    referents: tuple[Referent, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """What is read in one page, with no knowledge of other pages."""

    page: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    languages: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: Interval | None = None
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    expressions: tuple[TimeExpression, ...] = ()
    notes: tuple[str, ...] = ()
    author: str | None = None


class Link(msgspec.Struct, frozen=True):
    """What holds between two claims. `spans`: the two that decide, one in the page of `a`, one in the page of `b`."""

    a: str
    b: str
    kind: LinkKind
    score: float
    why: str
    spans: tuple[Span, ...] = ()


class Origin(msgspec.Struct, frozen=True):
    """Claims that go back to one utterance or one text."""

    id: str
    claims: tuple[str, ...]
    pages: tuple[str, ...]
    why: str


class Side(msgspec.Struct, frozen=True):
    """One side of a dispute: its claims, and how many origins stand behind them."""

    claims: tuple[str, ...]
    origins: int


class Dispute(msgspec.Struct, frozen=True):
    """A question with sides: claims that contradict each other, grouped."""

    id: str
    question: str
    sides: tuple[Side, ...]
    why: str


class Comparison(msgspec.Struct, frozen=True):
    """What looking across a case found."""

    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    disputes: tuple[Dispute, ...] = ()


class Anchor(msgspec.Struct, frozen=True):
    """The words a judgement is about. Ids may change when sayso reads better; words in a page do not.

    `location` and `text` find the words again in a later version of the page.
    """

    page: str
    start: int
    end: int
    text: str
    location: str = ""


class Judgement(msgspec.Struct, frozen=True):
    """What an analyst decided; it outlives every re-run and is never mixed with what sayso concludes.

    `kind`: same-actor and different-actors (two mentions of actors); same, supports, contradicts, unrelated (two
    claims); misread (one claim, left out from then on); source (one actor, `value` A to F) and item (one claim,
    `value` 1 to 6) are the two grades of the Admiralty scale (NATO AJP-2.1). `at`: ISO 8601, UTC.
    """

    id: str
    kind: JudgementKind
    about: tuple[Anchor, ...]
    by: str
    at: str
    value: str = ""
    note: str = ""


class Snapshot(msgspec.Struct, frozen=True):
    """Everything known of a case at one moment: what report and export look at.

    `pages` and `readings` run in parallel, sorted by location. Claims and actors are those of `comparison` (ids of
    actors across the case), not those of the readings.
    """

    pages: tuple[Page, ...]
    readings: tuple[Reading, ...]
    comparison: Comparison
    failed: tuple[Failure, ...] = ()
    judgements: tuple[Judgement, ...] = ()
