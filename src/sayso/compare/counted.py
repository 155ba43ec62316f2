"""What a statement counts: its quantities with the thing counted, the event, and what is told with them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace
from spacy.tokens import Token

from sayso.compare.clocks import clocked
from sayso.compare.lexicon import lexicon, rows
from sayso.compare.views import View, clause
from sayso.events.quantities import quantities
from sayso.model import Quantity

STATES = ("killed", "injured", "arrested", "missing")
DIMENSIONS = {
    **dict.fromkeys(("wide", "width", "across", "diameter", "broad"), "width"), "radius": "radius",
    **dict.fromkeys(("deep", "depth"), "depth"), **dict.fromkeys(("tall", "high", "height"), "height"),
    **dict.fromkeys(("away", "distance", "from", "off", "offshore"), "distance"), "long": "length", "length": "length",
    **dict.fromkeys(("fall", "fell", "fallen", "falling", "plunge", "plunged"), "fall"),
}  # fmt: skip
EVENTS = ("killed", "injured", "arrested", "missing", "steal", "rescue", "release", "shoot", "vote", "quake")
ORDINALS = frozenset(
    ["first", "second", "third", "fourth", "fifth", "another", "other", "additional", "further", "extra", "separate",
     "previous", "earlier", "new", "next", "last"]
)  # fmt: skip
CAPACITY = frozenset(  # what could, should or was meant to be, not what was
    ["license", "licensed", "capacity", "expect", "want", "seek", "plan", "target", "goal", "allow", "limit", "design",
     "offer", "need", "demand", "hope", "aim", "forecast", "predict", "permit", "order"]
)  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")
TIMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "june", "july", "august", "september", "october", "november", "december", "spring", "summer", "autumn",
     "winter", "christmas"]
)  # fmt: skip
CLAUSES = ("relcl", "advcl", "ccomp", "conj", "parataxis", "acl", "csubj")


class Count(NamedTuple):
    """A quantity with what is known of the thing counted.

    `head` and `nouns`: keys of its noun phrase; `event`: what happened to those counted, "" where it is not told;
    `around`: keys of its clause; `part`: some of a whole ("two of them"); `unit`: the unit as written; `dimension`:
    what a length measures; `families`: of the thing counted; `times`, `names`, `ordinals`: days,
    names and "second", "another" told with it; `meant`: allowed, planned or wanted rather than so.
    """

    quantity: Quantity
    head: str
    nouns: frozenset[str]
    event: str
    around: frozenset[str]
    part: bool
    unit: str
    dimension: str
    families: frozenset[str]
    times: frozenset[str]
    names: frozenset[str]
    ordinals: frozenset[str]
    meant: bool


@cache
def families() -> dict[str, frozenset[str]]:
    """Lemma → families of things counted it belongs to; of people also "people"."""
    found: dict[str, set[str]] = {}
    for name, people, lemmas in rows("counted.tsv"):
        for lemma in (name, *lemmas.split()):
            found.setdefault(lemma, set()).update({name, "people"} if people == "yes" else {name})
    return {lemma: frozenset(of) for lemma, of in found.items()}


def counts(view: View) -> list[Count]:
    """Quantities of a statement, ages and shares too; no hours of the day."""

    def counted(v: View) -> list[Count]:
        hours = clocked(v)
        told = [q for q in quantities(v.doc) if not any(start <= q.start < end for start, end in hours)]
        return [count(v, q) for q in told if not teller(v, q)]

    return view.kept("counts", counted)


def teller(view: View, q: Quantity) -> bool:
    """Whether the "one" of "one witness said" only says who tells."""
    span = view.doc.char_span(q.start, q.end, alignment_mode="expand")
    if q.value != 1 or q.unit or span is None:
        return False
    noun = span.root.head
    return noun.dep_ == "nsubj" and view.keys[noun.head.i] == "say"


def count(view: View, q: Quantity) -> Count:
    synonym = lexicon().synonym
    span = view.doc.char_span(q.start, q.end, alignment_mode="expand") or view.doc[0:1]
    lemmas = {t.lower_: view.keys[t.i] for t in span.sent}
    words = [lemmas.get(w, synonym.get(w, w)) for w in q.of.lower().split()]
    verb = synonym.get(q.event, q.event)
    event = verb if verb in EVENTS else nearest(view, span.start, span.end)
    if words and words[-1] in STATES:
        event, words = words[-1], []
    if "magnitude" in words:
        q = replace(q, unit="magnitude")
    behind = view.text[q.end : q.end + 9].lower()
    part = behind.startswith((" of them", " of the", " of tho", " of who")) and not q.unit
    unit = "".join(c for c in span.text.lower() if c.isalpha())
    head, around = words[-1] if words else "", clause(span.root, view)
    lemma = next((t.lemma_.lower() for t in span.sent if q.of and t.lower_ == q.of.lower().split()[-1]), "")
    of = families().get(lemma) or families().get(head, frozenset())
    if event in ("killed", "injured", "arrested") and (not of or "people" in of):
        of |= families().get("dead" if event == "killed" else event, frozenset())
    act = carrier(span.root)
    said = frozenset() if act is None else near(act, view)
    before = frozenset(t.lower_ for t in view.doc[max(0, span.start - 3) : span.end + 2])
    meant = act is not None and bool(CAPACITY & ({act.lemma_.lower()} | said | before))
    return Count(
        q, head, frozenset(words), event, around, part, unit, dimension(view, span.start, span.end), of,
        said & TIMES | frozenset(w for w in said if YEAR.fullmatch(w)), said & view.proper - TIMES, before & ORDINALS,
        meant,
    )  # fmt: skip


def carrier(token: Token) -> Token | None:
    """The verb a number stands under."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return token
        token = token.head
    return None


def near(verb: Token, view: View) -> frozenset[str]:
    """Words and keys of the clause of a verb, down to the verbs and clauses under it."""

    def read(v: View) -> frozenset[str]:
        found: set[str] = set()
        open_ = [verb]
        while open_ and len(found) < 120:
            t = open_.pop()
            found |= {v.keys[t.i], t.lower_}
            open_ += [c for c in t.children if c.dep_ not in CLAUSES]
        return frozenset(found)

    return view.kept(f"near {verb.i}", read)


def dimension(view: View, start: int, end: int) -> str:
    """What a length measures: width, depth, height, distance … as a word near it says."""
    near = [*view.doc[end : end + 4], *reversed(view.doc[max(0, start - 5) : start])]
    told = [DIMENSIONS[t.lower_] for t in near if t.lower_ in DIMENSIONS]
    return "fall" if "fall" in told else next(iter(told), "")  # who "fell 200 feet from a ridge" was not 200 feet away


def nearest(view: View, start: int, end: int) -> str:
    """The event word nearest to a number, within six words and the same sentence half."""
    found = []
    for i in range(max(0, start - 6), min(len(view.doc), end + 6)):
        if view.keys[i] in EVENTS:
            gap = start - i if i < start else i - end + 1
            cut = any(view.doc[k].text in (",", ";", "and", "or") for k in range(min(i, end), max(i, start)))
            found.append((gap + 3 * cut, i))
    return view.keys[min(found)[1]] if found else ""
