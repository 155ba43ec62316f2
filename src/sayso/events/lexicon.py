"""The words of events, read once from the tables in `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

ROOTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
CLASS_OF = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Frame(NamedTuple):
    """A root type and where the two actors stand around the word that names the event.

    `object`: the recipient is the object; `preps`: or stands behind one of these prepositions; `sources`: the actor
    stands behind one of these ("withdrawal of X"); `mutual`: joined subjects do it to each other;
    `clause`: only with a clause that says what is to be done ("pushed X to leave").
    """

    type: str
    object: bool
    preps: frozenset[str]
    sources: frozenset[str]
    mutual: bool
    clause: bool = False


class Lexicon(NamedTuple):
    """Frames of verbs, nouns and bonds ("enemy") by lemma, of verb + object by both; what words above an event do."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    bonds: dict[str, tuple[Frame, ...]]
    phrases: dict[tuple[str, str], Frame]
    governors: dict[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a tab-separated table beside this file, without comments and empty lines."""
    for line in files("sayso.events").joinpath("data", name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def frame(root: str, spec: str) -> Frame:
    """A frame from its column in the table, such as `obj,~,with,<from`."""
    parts = spec.split(",")
    preps = frozenset(p for p in parts if p not in ("obj", "~", "-") and p[0] not in "<@+")
    sources = frozenset(p[1:] for p in parts if p.startswith("<"))
    dative = "@dative" in parts
    kept = preps | {"dative"} if dative else preps
    return Frame(root, "obj" in parts or dative, kept, sources, "~" in parts, "+clause" in parts)


@cache
def lexicon() -> Lexicon:
    """All tables, read on first use."""
    classes = {name: words.split() for name, words in rows("classes.tsv")}
    verbs: dict[str, tuple[Frame, ...]] = {}
    nouns: dict[str, tuple[Frame, ...]] = {}
    bonds: dict[str, tuple[Frame, ...]] = {}
    tables = {"v": verbs, "n": nouns, "c": bonds}
    for root, kind, spec, lemmas in rows("events.tsv"):
        table = tables[kind]
        for lemma in lemmas.split():
            table[lemma] = (*table.get(lemma, ()), frame(root, spec))
    phrases: dict[tuple[str, str], Frame] = {}
    for root, spec, heads, objects in rows("phrases.tsv"):
        nominal = [n for o in objects.split() for n in (classes[o[1:]] if o.startswith("@") else [o])]
        for head in heads.split():
            for noun in nominal:
                phrases.setdefault((head, noun), frame(root, spec))
    governors = {lemma: tuple(effects.split(",")) for lemma, effects in rows("governors.tsv")}
    words = {name: frozenset(items.split()) for name, items in rows("words.tsv")}
    return Lexicon(verbs, nouns, bonds, phrases, governors, words)
