"""A made-up story as a snapshot, by hand: what the report is tested on without any model. Nothing in it happened."""

from __future__ import annotations

from sayso.ids import identifier
from sayso.model import (
    Actor,
    Block,
    Claim,
    Comparison,
    Dispute,
    Failure,
    Interval,
    Link,
    Mention,
    Origin,
    Page,
    Quantity,
    Reading,
    Relation,
    Relay,
    Side,
    Snapshot,
    Span,
    Speaker,
)

HERALD = """Who opened the Orsa gates?
The Lakeside Herald, 4 March 2019
Water from the Orsa dam flooded three villages on Sunday night.
"Nobody at the dam touched the gates," said Mira Holt, a spokeswoman for Northern Water.
The mayor of Lund, Piet Aker, accused the company of opening them "to save its turbines", \
and said that 46 people lost their homes.
Read also: Ten lakes to see this summer
"""

COURIER = """ORSA FLOOD: GATES OPENED BY HAND, SAY WORKERS
Two workers at the Orsa dam, who asked not to be named, told the Delta Agency that a shift leader \
"opened gate four by hand" after a call from the company's head office.
Piet Aker told the Delta Agency that at least 80 people were without a home. \
Northern Water denied that any gate was opened.
"""

POST = """Delta Agency: gate four at Orsa was opened by hand
Two workers told the Delta Agency that a shift leader opened gate four by hand, the agency reports. (Delta)
Подписывайтесь на наш канал
"""

HOSTILE = """Ministry <script>document.title='owned'</script> statement
</style></script><img src=x onerror="document.title='owned'"> \
The ministry said "the \u202egates\u202c held {{ 7*7 }} {% raise %} \x00\x1b[31m until \ud800 dawn".
<b>Bold</b> claims & more.
"""

WHEN = Interval("2019-03-04", "2019-03-04", "stated in the byline: '4 March 2019'")


def snapshot() -> Snapshot:
    """Four pages, one dispute about an act and one about a number, an origin told in two pages, a failure."""
    herald = _page("herald.txt", HERALD, "The Lakeside Herald")
    courier = _page("courier.txt", COURIER, "Morning Courier")
    post = _page("post.txt", POST, "Delta Post")
    hostile = _page("z/hostile.txt", HOSTILE, 'Evil "><script>document.title="owned"</script> Times')
    claims = (*_herald(herald), *_courier(courier), *_post(post), *_hostile(hostile))
    by = {claim.id: claim for claim in claims}
    readings = (
        _reading(courier, 1, Interval("2019-03-05", "2019-03-06", "the weekday 'Tuesday' and the flood on Sunday")),
        _reading(herald, 2, WHEN),
        _reading(post, 1, None),
        _reading(hostile, 1, None, notes=("1 block in 'xx' not read: claims are read in English",)),
    )
    comparison = Comparison(_actors(herald, courier, post), claims, _links(by), _origins(by), _disputes())
    failed = (Failure("broken\x1b.bin", "is not text: the first 1,000 bytes hold 211 NULs"),)
    return Snapshot((courier, herald, post, hostile), readings, comparison, failed)


def span(page: Page, words: str) -> Span:
    """Where these words stand."""
    start = page.text.index(words)
    return Span(start, start + len(words))


def _page(location: str, text: str, outlet: str) -> Page:
    return Page(
        id=identifier("p", location), location=location, text=text, outlet=outlet, url=f"https://example.org/{location}"
    )


def _reading(page: Page, headlines: int, when: Interval | None, notes: tuple[str, ...] = ()) -> Reading:
    """Blocks are lines: the first are headlines, 'Read also' and Russian are chrome."""
    blocks, start = [], 0
    for number, line in enumerate(page.text.splitlines(keepends=True)):
        chrome = line.startswith(("Read also", "Подпис"))
        kind = "chrome" if chrome else "byline" if "Herald, 4" in line else "headline" if number < headlines else "body"
        blocks.append(Block(start, start + len(line), kind, "ru" if line[0] == "П" else "en"))  # type: ignore[arg-type]
        start += len(line)
    return Reading(page.id, tuple(blocks), languages=("en",), outlet=page.outlet, published=when, notes=notes)


def _claim(name: str, page: Page, words: tuple[str, ...], speaker: Speaker, cue: str = "", **more: object) -> Claim:
    content = tuple(span(page, part) for part in words)
    cues = (span(page, cue),) if cue else ()
    fields = {"manner": "indirect", "force": "assert"} | more
    return Claim(id=name, page=page.id, content=content, text=" … ".join(words), speaker=speaker, cue=cues, **fields)  # type: ignore[arg-type]


HOLT = Speaker("Mira Holt", "person", "aHolt", "a spokeswoman for Northern Water")
AKER = Speaker("Piet Aker", "person", "aAker", "mayor of Lund")
WORKERS = Speaker("Two workers at the Orsa dam", "anonymous", "aWorkers", why="'who asked not to be named'")


def _herald(page: Page) -> list[Claim]:
    said = Interval("2019-03-03", "2019-03-04", "between the flood 'on Sunday night' and the page of 4 March 2019")
    opened = span(page, "opening them")
    return [
        _claim(
            "cHolt",
            page,
            ("Nobody at the dam touched the gates",),
            HOLT,
            "said Mira",
            manner="direct",
            force="deny",
            said=said,
        ),
        _claim(
            "cAker",
            page,
            ('opening them "to save its turbines"',),
            AKER,
            "accused",
            manner="mixed",
            force="accuse",
            relations=(Relation("aWater", "ASSAULT", "aLund", opened.start, opened.end, why="'opening' the gates on"),),
        ),
        _claim("cAker2", page, ("to save its turbines",), AKER, manner="direct", inside="cAker"),
        _claim(
            "cHomes",
            page,
            ("46 people lost their homes",),
            AKER,
            "said that",
            quantities=(Quantity(46, "people", *_pair(page, "46 people")),),
        ),
        _claim(
            "cOwn",
            page,
            ("Water from the Orsa dam flooded three villages on Sunday night",),
            Speaker("", "author"),
            manner="own voice",
        ),
    ]


def _courier(page: Page) -> list[Claim]:
    agency = (Relay("Delta Agency", *_pair(page, "Delta Agency"), "aDelta"),)
    denied = span(page, "any gate was opened")
    return [
        _claim(
            "cHand",
            page,
            ('a shift leader "opened gate four by hand"', "after a call from the company's head office"),
            WORKERS,
            "told the Delta",
            via=agency,
            manner="mixed",
        ),
        _claim(
            "cEighty",
            page,
            ("at least 80 people were without a home",),
            AKER,
            via=agency,
            quantities=(Quantity(80, "people", *_pair(page, "80 people"), lowest=80),),
        ),
        _claim(
            "cDenied",
            page,
            ("any gate was opened",),
            Speaker("Northern Water", "organisation", "aWater"),
            "denied that",
            force="deny",
            relations=(Relation("aWater", "ASSAULT", "aLund", denied.start, denied.end, negated=True),),
        ),
    ]


def _post(page: Page) -> list[Claim]:
    agency = (Relay("Delta Agency", *_pair(page, "the Delta Agency"), "aDelta"),)
    return [_claim("cHand2", page, ("a shift leader opened gate four by hand",), WORKERS, "told", via=agency)]


def _hostile(page: Page) -> list[Claim]:
    speaker = Speaker(
        "The ministry <script>document.title='owned'</script>\u202e", "organisation", None, "of {{ water }}"
    )
    words = page.text[page.text.index("the \u202e") : page.text.index('".\n')]
    return [_claim("cEvil", page, (words,), speaker, "said", manner="direct")]


def _pair(page: Page, words: str) -> tuple[int, int]:
    found = span(page, words)
    return found.start, found.end


def _actors(herald: Page, courier: Page, post: Page) -> tuple[Actor, ...]:
    def named(page: Page, words: str, how: str = "name") -> Mention:
        return Mention(page.id, *_pair(page, words), words, how)

    return (
        Actor(
            "aAker",
            "Piet Aker",
            "person",
            ("Piet Aker",),
            (named(herald, "Piet Aker"), named(courier, "Piet Aker")),
            "mayor of Lund",
        ),
        Actor(
            "aDelta",
            "Delta Agency",
            "outlet",
            ("Delta Agency", "Delta"),
            (named(courier, "Delta Agency"), named(post, "Delta Agency")),
        ),
        Actor("aHolt", "Mira Holt", "person", ("Mira Holt",), (named(herald, "Mira Holt"),), speaks_for="aWater"),
        Actor("aLund", "Lund", "place", ("Lund",), (named(herald, "Lund"),)),
        Actor(
            "aWater",
            "Northern Water",
            "organisation",
            ("Northern Water", "the company"),
            (
                named(herald, "Northern Water"),
                named(herald, "the company", "description"),
                named(courier, "Northern Water"),
            ),
            why=("same name in two pages",),
        ),
        Actor("aWorkers", "Two workers at the Orsa dam", "group", (), (named(courier, "Two workers at the Orsa dam"),)),
    )


def _links(by: dict[str, Claim]) -> tuple[Link, ...]:
    return (
        Link(
            "cHand",
            "cHolt",
            "contradicts",
            0.91,
            "“opened gate four by hand” against “Nobody … touched the gates”",
            (by["cHand"].content[0], by["cHolt"].content[0]),
        ),
        Link("cHand", "cHand2", "same", 0.97, "the same words of the same workers to the same agency"),
        Link("cDenied", "cHand", "contradicts", 0.88, "denies what the other asserts: a gate was opened"),
        Link("cDenied", "cHolt", "supports", 0.8, "both say that nobody opened a gate"),
        Link(
            "cEighty",
            "cHomes",
            "contradicts",
            0.72,
            "“46 people” against “at least 80”: the same homes, the same count",
        ),
    )


def _origins(by: dict[str, Claim]) -> tuple[Origin, ...]:
    shared = ("cHand", "cHand2")
    alone = sorted(set(by) - set(shared))
    told = Origin(
        "oHand",
        shared,
        tuple(dict.fromkeys(by[c].page for c in shared)),
        "same utterance: two workers to the Delta Agency",
    )
    return (told, *(Origin(f"o-{c}", (c,), (by[c].page,), "told once") for c in alone))


def _disputes() -> tuple[Dispute, ...]:
    return (
        Dispute(
            "dGate",
            "Did someone open a gate of the Orsa dam?",
            (Side(("cHand", "cHand2", "cAker"), 2), Side(("cDenied", "cHolt"), 2)),
            "one side denies what the other asserts",
        ),
        Dispute(
            "dHomes",
            "How many people lost their homes?",
            (Side(("cHomes",), 1), Side(("cEighty",), 1)),
            "different numbers for one count",
        ),
    )
