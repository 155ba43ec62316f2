"""Claims that point at what stands before them on their page: "denied any such order", "called the report false",
"puts that number at 21".

Words alone do not bring such a pair together: the answer does not repeat what it answers. Where it points, the page
tells at what: the nearest earlier claim of another voice that fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from sayso.compare.counted import Count, counts
from sayso.compare.polarity import ANAPHORS, cues
from sayso.compare.remark import place
from sayso.compare.stances import AGAINST, TOGETHER
from sayso.compare.units import Unit
from sayso.compare.views import content
from sayso.model import Claim, Page, Relation

POINTING = frozenset(["such", "this", "these", "those"])
SAID = ANAPHORS & frozenset(  # nouns for what somebody else said
    ["claim", "report", "statement", "allegation", "story", "suggestion", "assertion", "rumor", "rumour", "accusation",
     "charge"]
)  # fmt: skip
FIGURES = frozenset(["number", "figure", "toll", "count", "total", "estimate", "tally", "sum"])
TOLLS = ("killed", "injured", "missing")  # what a toll counts
TOLD = ("assert", "accuse", "confirm")
WORD = re.compile(r"[^\W_]{2,}")
FAR = 4000  # characters of a page between an answer and what it answers
BESIDE = 40  # characters from "that number" to the number
SHORT = 14  # words of an answer that only judges what another said


class Answer(NamedTuple):
    """An answer and what it answers: why, what both are about, the deciding words of either (offsets in its view).

    `sign` is -1 where the two contradict each other, 1 where the answer says the same again.
    """

    unit: Unit
    told: Unit
    why: str
    topic: tuple[str, ...]
    here: tuple[int, int]
    there: tuple[int, int]
    sign: int = -1


def answers(units: Sequence[Unit], pages_read: Mapping[str, Page]) -> Iterator[Answer]:
    """All answers of a case, page by page."""
    pages: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        pages[unit.claim.page].append(unit)
    for page in sorted(pages):
        told = sorted(pages[page], key=lambda u: (u.claim.content[0].start, u.claim.id, u.start))
        for at, unit in enumerate(told):
            before = [t for t in reversed(told[:at]) if near(unit, t)]
            yield from denials(unit, before)
            yield from affirmed(unit, told[:at][::-1])
            yield from refuted(unit, before)
            yield from doubted(unit, before, pages_read)
            yield from recounted(unit, before)


def denials(unit: Unit, before: Sequence[Unit]) -> Iterator[Answer]:
    """A denial of "such an order", "this letter": all earlier claims that tell of the thing."""
    if unit.claim.force != "deny":
        return
    for noun in pointed(unit):
        for earlier in before:
            hit = mention(earlier, unit.view.keys[noun.i])
            if hit is not None:
                why = f"denies what was told before on this page: ‘{noun.lower_}’"
                yield Answer(unit, earlier, why, ("denial", noun.lower_), place(noun), place(hit))


def affirmed(unit: Unit, before: Sequence[Unit]) -> Iterator[Answer]:
    """ "Such cooperation took place": the nearest claim that tells who did that with whom, and others that tell it."""
    if unit.claim.force not in TOLD:
        return
    for noun in (n for n in pointed(unit) if any(c.lower_ == "such" for c in n.children)):
        meant: tuple[str, ...] = ()
        for earlier in before:
            hit = mention(earlier, unit.view.keys[noun.i])
            topics = [topic for r in earlier.claim.relations if hit is not None and (topic := stood(r, hit))]
            if hit is not None and topics and (not meant or meant in topics):
                meant = meant or topics[0]
                yield Answer(unit, earlier, "", meant, place(noun), place(hit), 1)


def stood(relation: Relation, word: Token) -> tuple[str, ...]:
    """How two actors stand to each other by a relation that a word names, as an issue; () where it names another."""
    if word.lower_ not in relation.why.split("”")[0].lower():
        return ()
    how = "together" if relation.type in TOGETHER else "attack" if relation.type in AGAINST else ""
    return (how, *sorted((relation.actor, relation.recipient))) if how else ()


def refuted(unit: Unit, before: Sequence[Unit]) -> Iterator[Answer]:
    """ "The union's claim a disgraceful lie", "the allegations on the radar are fabrication": the nearest claim meant.

    Whose claim it is and what it is about must fit, as far as the answer says so.
    """
    where = unit.view.kept("cues", cues).get("deny") if len(unit.view.doc) <= SHORT else None
    if unit.claim.force == "deny" and len(unit.view.doc) <= SHORT and where is None:
        where = (0, len(unit.view.text))
    noun = next((t for t in unit.view.doc if t.lemma_.lower() in SAID and t.pos_ == "NOUN"), None)
    if where is None or noun is None or inside(noun, where) or unit.view.text[where[0] : where[1]] == noun.text:
        return
    parts = [t for t in noun.subtree if t.i != noun.i and content(t) and not inside(t, where)]
    whose = {t.lower_ for t in parts if t.dep_ in ("poss", "compound", "pobj")}
    for earlier in before:
        if earlier.claim.force not in TOLD or len(earlier.view.bag - ANAPHORS) < 2 or one_voice(unit, earlier):
            continue
        words = voiced(earlier)
        about = {unit.view.keys[t.i] for t in parts if t.lower_ not in words}
        if (whose & words and len(whose - words) == 0) or about <= earlier.view.bag:
            why = f"calls what was told before on this page ‘{unit.view.text[where[0] : where[1]]}’"
            yield Answer(unit, earlier, why, ("denial", noun.lower_), place(noun), (0, len(earlier.view.text)))
            return


def doubted(unit: Unit, before: Sequence[Unit], pages: Mapping[str, Page]) -> Iterator[Answer]:
    """ "The recording a forgery": the nearest claim of another voice that was told of the recording, or by it."""
    where = unit.view.kept("cues", cues).get("deny") if len(unit.view.doc) <= SHORT else None
    noun = next((t for t in unit.view.doc[:3] if t.pos_ == "NOUN" and pointing(t) and content(t)), None)
    if where is None or noun is None or noun.lemma_.lower() in SAID or noun.dep_ == "poss" or inside(noun, where):
        return
    for earlier in before:
        if earlier.claim.force in TOLD and not one_voice(unit, earlier) and noun.lower_ in sentence(earlier, pages):
            why = f"calls ‘{noun.lower_}’ ‘{unit.view.text[where[0] : where[1]]}’"
            topic = ("called", noun.lower_, called(unit, where), "Are" if noun.tag_ == "NNS" else "Is")
            yield Answer(unit, earlier, why, topic, place(noun), (0, len(earlier.view.text)))
            return


def called(unit: Unit, where: tuple[int, int]) -> str:
    """What a thing is called, from the article on: "a forgery", "fake"."""
    span = unit.view.doc.char_span(*where, alignment_mode="expand") or unit.view.doc[0:1]
    nouns = [span.root] if span.root.pos_ == "NOUN" else []
    start = min([where[0], *(t.idx for n in nouns for t in n.lefts if t.dep_ in ("det", "amod", "compound"))])
    return unit.view.text[start : where[1]]


def sentence(unit: Unit, pages: Mapping[str, Page]) -> set[str]:
    """Words of the line of the page up to the end of a claim: what it is told of stands before it."""
    page = pages.get(unit.claim.page)
    if page is None:
        return set()
    end = unit.claim.content[-1].end
    start = max(page.text.rfind("\n", 0, unit.claim.content[0].start), end - 400, 0)
    return {w.lower() for w in WORD.findall(page.text[start:end])}


def recounted(unit: Unit, before: Sequence[Unit]) -> Iterator[Answer]:
    """ "Puts that number at 21": the nearest earlier count of another voice that it does not agree with.

    "The number of the injured" says itself what it counts, and is left to the comparison of numbers.
    """
    noun = next((t for t in unit.view.doc if t.lemma_.lower() in FIGURES and pointing(t) and not named(t)), None)
    mine = [c for c in counts(unit.view) if not c.quantity.unit]
    if noun is None or len(mine) != 1 or not 0 <= mine[0].quantity.start - noun.idx <= BESIDE:
        return
    for earlier in before:
        theirs = [c for c in counts(earlier.view) if not c.quantity.unit and c.quantity.value >= 2]
        if not theirs or earlier.claim.force not in TOLD:
            continue
        if noun.lemma_.lower() == "toll" and theirs[0].event not in TOLLS:
            continue
        if len(theirs) == 1 and excluded(mine[0], theirs[0]) and not one_voice(unit, earlier):
            q, r = mine[0].quantity, theirs[0].quantity
            of = theirs[0].event or theirs[0].head
            yield Answer(unit, earlier, f"gives another number, {r.of}" if r.of else "gives another number",
                         ("number", of), (q.start, q.end), (r.start, r.end))  # fmt: skip
        return


def one_voice(a: Unit, b: Unit) -> bool:
    some, others = a.claim.speaker, b.claim.speaker
    return some.name == others.name or (some.actor is not None and some.actor == others.actor)


def voiced(unit: Unit) -> set[str]:
    """Words for whoever says a claim: the name, and the role."""
    speaker = unit.claim.speaker
    return {w.lower() for part in (speaker.name, speaker.role) for w in WORD.findall(part)}


def excluded(x: Count, y: Count) -> bool:
    """Whether two bare numbers cannot both hold."""
    exact = all(c.quantity.lowest == c.quantity.highest == c.quantity.value for c in (x, y))
    return exact and x.quantity.value != y.quantity.value


def pointing(noun: Token) -> bool:
    return any(c.lower_ in ("that", "this", "the") and c.dep_ == "det" for c in noun.children)


def named(noun: Token) -> bool:
    """Whether a figure says of what it is one."""
    return any(c.lower_ == "of" and any(g.dep_ == "pobj" for g in c.children) for c in noun.children)


def pointed(unit: Unit) -> list[Token]:
    """Nouns that a pointing word stands before."""
    return [t for t in unit.view.doc if t.pos_ == "NOUN" and content(t)
            and any(c.lower_ in POINTING and c.dep_ in ("det", "amod", "predet") for c in t.children)]  # fmt: skip


def mention(unit: Unit, key: str) -> Token | None:
    """The word of a unit that tells of the thing, where the unit asserts it."""
    if unit.claim.force not in TOLD:
        return None
    return next((t for t, k in zip(unit.view.doc, unit.view.keys, strict=True) if k == key and content(t)), None)


def inside(token: Token, where: tuple[int, int]) -> bool:
    return where[0] <= token.idx < where[1]


def near(unit: Unit, earlier: Unit) -> bool:
    gap = unit.claim.content[0].start - earlier.claim.content[0].start
    return 0 < gap <= FAR


def taken_over(a: Claim, b: Claim) -> bool:
    """Whether one denies in the very words of the other ("Morvane denied it"): `answers` tells of that."""
    return (a.force == "deny") != (b.force == "deny") and plain(a.text) == plain(b.text)


def plain(text: str) -> str:
    """The words of a text in small letters, without marks."""
    return " ".join(re.findall(r"\w+", text.lower()))
