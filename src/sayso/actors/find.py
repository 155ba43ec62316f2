"""Finds names in a parsed block: those of the tables, and those that spaCy's entity recogniser sees.

Where both see something the longer wins, and a table name that starts a longer person's name is cut off it
("Taliban Zabihullah Mujahid"), since the small model often runs names together in machine-translated text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from sayso.actors.naming import trim, untitled
from sayso.actors.sense import How, View, sense
from sayso.actors.tables import Entry, Hit, Names, data, lexicon, parts, rows
from sayso.model import ActorKind, Passage

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
_LONGEST = 8  # words: what the recogniser takes for a longer name is a headline
_JOINED = re.compile(r"\s*(?:[()\[\]]\s*|:\s+|[,;|]\s+|\n|\s+and\s+|\s+or\s+|\s*[/–—]\s*)\s*")
_AFFIX = re.compile(r"(?i)(anti|pro|intra|inter|non|post|pre|ex|cross|trans|mid|co)-")
_TOWARDS = re.compile(r"(?:[a-z-]+|(?:North|South|East|West|Central)[a-z]*ern|Central|Afghan) $")
_BEFORE_ROLE = re.compile(r", (?:the |a |an )?(?:\w+ )?(\w+)\b(?: for| of| at| with|,)")
_INSIDE = frozenset(("in", "near", "outside", "around", "throughout", "inside"))
_HEADLINE = 25  # words: a longer block is no headline
_NEXT_WORD = re.compile(r" (\w+)")


@dataclass(frozen=True)
class Find:
    """A mention read off the text: where (page offsets), what words, what kind of thing, and the table's entry if any.

    `title` is what stood before a person's name ("Mr"); `weak`: believed only beside a sibling form.
    """

    start: int
    end: int
    text: str
    kind: ActorKind
    how: How
    entry: Entry | None = None
    title: str = ""
    weak: bool = False


def finds(passage: Passage, names: Names, trusted: frozenset[str] | None = None) -> list[Find]:
    """The mentions of one block, in order, without overlap.

    `trusted`: in a headline whose words all begin with capitals, only these recognised names count, and short ones of
    people and places: the recogniser takes half of such a headline for one name.
    """
    doc = passage.doc
    view = View(doc)
    hits = [hit for hit in names.find(doc.text) if plausible(view, hit)]
    taken: list[Find] = []
    for span in pieces(doc):
        if trusted is not None and not believable(doc, span, trusted):
            continue
        hits, kept = settle(doc, span, hits)
        taken += [find for piece in kept if (find := named(doc, piece))]
    taken += [find for hit in hits if (find := known(view, hit))]
    taken.sort(key=lambda f: (f.start, -f.end))
    return [moved(find, passage.start) for find in apart(taken)]


def title_case(doc: Doc) -> bool:
    """Whether most words begin with a capital, as headlines of many outlets do."""
    words = [token.text for token in doc if token.is_alpha]
    return 3 < len(words) <= _HEADLINE and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def believable(doc: Doc, piece: Piece, trusted: frozenset[str]) -> bool:
    """Whether a recognised name of a capitalised headline is one."""
    text = doc.text[piece.start : piece.end]
    if text in trusted:
        return True
    known = {word for name in trusted for word in name.split()}
    return piece.label in ("PERSON", "GPE") and len(text.split()) <= 2 and not known & set(text.split()[:-1])


def apart(finds: Iterable[Find]) -> Iterator[Find]:
    """Sorted finds without those that overlap one before them."""
    end = -1
    for find in finds:
        if find.start >= end:
            yield find
            end = find.end


def moved(find: Find, by: int) -> Find:
    """A find of a block as a find of its page."""
    return Find(find.start + by, find.end + by, find.text, find.kind, find.how, find.entry, find.title, find.weak)


@dataclass(frozen=True)
class Piece:
    """A span that the recogniser labels, trimmed."""

    start: int
    end: int
    label: str


def pieces(doc: Doc) -> Iterator[Piece]:
    """The recogniser's names, split where two were joined, trimmed of articles and possessives."""
    for ent in doc.ents:
        if ent.label_ not in _KINDS:
            continue
        if ent.label_ == "NORP" and attribute(ent):
            continue
        for start, end in split(doc.text, ent):
            start, end = trim(doc.text, start, end)
            text = doc.text[start:end]
            if name_like(text) and not ordinary(doc, ent, text):
                yield Piece(start, end, ent.label_)


def attribute(ent: Span) -> bool:
    """Whether a people or party is a mere adjective here ("the Republican nominee", "Shia mosques")."""
    root = ent.root
    return root.dep_ in ("amod", "compound", "nmod") and root.head.i >= ent.end and root.head.pos_ in ("NOUN", "PROPN")


def split(text: str, ent: Span) -> Iterator[tuple[int, int]]:
    """An entity in parts where a comma, a line's end or, for people and countries, an "and" stands inside."""
    at, stop = ent.start_char, ent.end_char
    owner = re.search(r"(['’]s|s['’]) ", text[at:stop])
    if owner and (ent.label_ in ("PERSON", "GPE", "NORP") or not text[at + owner.end()].isupper()):
        stop = at + owner.start() + (1 if owner[1][0] == "s" else 0)
    for joint in _JOINED.finditer(text, at, stop):
        if ent.label_ in ("ORG", "FAC", "LOC") and joint[0].strip() in ("and", "or", ","):
            continue
        yield at, joint.start()
        at = joint.end()
    yield at, stop


def name_like(text: str) -> bool:
    """Whether a trimmed string can be a name at all."""
    words = text.casefold().split()
    if not 1 < len(text) <= 80 or len(words) > _LONGEST or text.casefold() in lexicon("notname"):
        return False
    if _AFFIX.match(text) or (len(words) > 1 and words[-1] in lexicon("office")):
        return False
    return any(c.isupper() for c in text) and not any(c.isdigit() for c in text.split()[0]) and "@" not in text


def ordinary(doc: Doc, ent: Span, text: str) -> bool:
    """Whether a single word at a sentence's start is no name: the text has it in small letters too."""
    first = ent[0]
    if " " in text or not (first.is_sent_start or ent.label_ in ("ORG", "LOC")) or text.isupper():
        return False
    if len(ent) == 1 and first.pos_ not in ("PROPN", "NOUN", "X"):
        return True
    return any(token.text == text.lower() for token in doc)


def settle(doc: Doc, piece: Piece, hits: list[Hit]) -> tuple[list[Hit], list[Piece]]:
    """Who wins between a recognised name and the table's names that overlap it: (hits left, pieces left)."""
    inside = [hit for hit in hits if hit.start < piece.end and hit.end > piece.start]
    if not inside:
        return hits, [piece]
    first = inside[0]
    covers = first.start <= piece.start and first.end >= piece.end
    straddles = any(hit.start < piece.start or hit.end > piece.end for hit in inside)
    rest = doc.text[first.end : piece.end]
    if covers or straddles or (len(inside) > 1 and piece.label != "ORG") or "-" in rest[:2]:
        return hits, []
    if piece.label == "PERSON" and first.start == piece.start and cut_off(first):
        start, end = trim(doc.text, first.end, piece.end)
        return hits, [Piece(start, end, "PERSON")] if name_like(doc.text[start:end]) else []
    towards = _TOWARDS.match(doc.text[piece.start : first.start])
    if piece.label in ("GPE", "NORP", "LOC") and first.end == piece.end and towards:
        return hits, []
    if first.start == piece.start and only_kind(rest):
        return hits, []
    return [hit for hit in hits if hit not in inside], [piece]


def cut_off(hit: Hit) -> bool:
    """Whether a table name at the head of a person's name is no part of it: "Russian"; but "Paris Hilton"."""
    return hit.use == "adjective" or (hit.entry.kind == "organisation" and len(hit.entry.name) > 4)


def only_kind(rest: str) -> bool:
    """Whether the words after a table's name only say what it is: "Taliban *movement*"."""
    words = rest.split()
    return bool(words) and all(w.casefold() in lexicon("kind") | lexicon("ofkind") | lexicon("member") for w in words)


def named(doc: Doc, piece: Piece) -> Find | None:
    """A recognised name as a find."""
    text = doc.text[piece.start : piece.end]
    kind = context_kind(doc, piece, _KINDS[piece.label])
    title = ""
    state = states().get(text.rstrip(".")) if doc.text[max(0, piece.start - 2) : piece.start] == ", " else None
    if state is not None:
        return Find(piece.start, piece.end, text, "place", "name", state)
    if kind == "person":
        text, title = untitled(" ".join(text.split()))
        if not text or text.islower() or any(c.isdigit() for c in text):
            return None
    start = max(piece.start, piece.end - len(text)) if title and doc.text.endswith(text, 0, piece.end) else piece.start
    title = title or before(doc.text, piece.start)
    return Find(start, piece.end, " ".join(text.split()), kind, "name", title=title)


@cache
def states() -> dict[str, Entry]:
    """Abbreviations of states and provinces, without a last full stop."""
    return {
        short: Entry(row["name"], "place", row["country"])
        for row in rows(data("states.csv"))
        for short in parts(row["short"])
    }


def context_kind(doc: Doc, piece: Piece, kind: ActorKind) -> ActorKind:
    """The kind of a recognised name, where the words beside it know better than the recogniser."""
    span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
    if span is None or kind == "place":
        return kind
    after = _BEFORE_ROLE.match(doc.text, piece.end)
    if kind in ("organisation", "group") and after and len(span) in (2, 3) and span.text.replace(" ", "").isalpha():
        return "person" if after[1].lower() in lexicon("human") and not span.text.isupper() else kind
    return "place" if kind in ("person", "organisation") and len(span) <= 2 and beside_place(span.root, kind) else kind


def beside_place(root: Token, kind: ActorKind) -> bool:
    """Whether a noun beside a name says that it is a place: "the provinces of X and Y", "in X" for a lone word."""
    if root.dep_ == "conj" and root.head.i < root.i and root.head.ent_type_:
        return beside_place(root.head, kind)
    if root.dep_ in ("compound", "nmod") and root.head.lemma_.lower() in lexicon("locality") and root.head.i > root.i:
        return True
    if root.dep_ != "pobj":
        return root.dep_ == "appos" and root.head.lemma_.lower() in lexicon("locality")
    if root.head.lower_ == "of":
        return root.head.head.lemma_.lower() in lexicon("locality")
    return kind == "person" and root.head.lower_ in _INSIDE and not list(root.lefts)


def before(text: str, start: int) -> str:
    """The honorific that stands right before a name ("Mr", "Gen."), else ""."""
    found = re.search(r"\b(Mr|Mrs|Ms|Miss|Dr|Sir|Sen|Gov|Gen)\.?\s$", text[max(0, start - 7) : start])
    return found[1] if found else ""


def plausible(view: View, hit: Hit) -> bool:
    """Whether a table's form is a name here: no ordinary word at a sentence's start, no part of a longer one."""
    token = view.token(hit.start)
    if token is None:
        return False
    after = view.doc.text[hit.end : hit.end + 1]
    if after in "&@" and after:
        return False
    read = view.doc.text[hit.start : hit.end]
    if " " in read or (read.isupper() and len(read) > 2) or hit.entry.kind == "government":
        return True
    return token.pos_ in ("PROPN", "ADJ") or token.ent_type_ in _KINDS or not token.is_sent_start


def known(view: View, hit: Hit) -> Find | None:
    """A table's name as a find; countries by what they mean here."""
    text = view.doc.text
    if hit.entry.kind == "government":
        meant = sense(view, hit)
        if meant is None:
            return None
        how, start, end = meant
        if hit.use == "capital" and how == "place":
            return Find(start, end, text[start:end], "place", "place")
        return Find(start, end, text[start:end], "government", how, hit.entry)
    end = kind_end(text, hit.end)
    return Find(hit.start, end, text[hit.start : end], hit.entry.kind, "name", hit.entry, weak=hit.use == "weak")


def kind_end(text: str, end: int) -> int:
    """Where a name ends with the words that say what it is: "the Taliban *armed group*", "the Taliban *movement*"."""
    at, reached = end, end
    for word in _NEXT_WORD.finditer(text, end, end + 60):
        if word.start() != at or word[1] not in lexicon("kind") | lexicon("ofkind"):
            break
        at = word.end()
        if word[1] in lexicon("kind"):
            reached = at
    return reached
