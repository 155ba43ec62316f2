"""What spaCy's entity recogniser sees, put right: split, trimmed, and labelled anew where the context knows better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from sayso.actors.naming import fold, genders, titles, trim
from sayso.actors.tables import lexicon
from sayso.actors.view import View, first_conjunct
from sayso.model import ActorKind

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
_LONGEST = 8  # words: what the recogniser takes for a longer name is a headline
_HEADLINE = 25  # words: a longer block is no headline
_OWNED = ("its ", "their ", "his ", "her ")
_JOINED = re.compile(r"\s*(?:[()\[\]]\s*|:\s+|[,;|]\s+|\n|\s+and\s+|\s+or\s+|\s*[/–—]\s*)\s*")
_AFFIX = re.compile(r"(?i)(anti|pro|intra|inter|non|post|pre|ex|cross|trans|mid|co)-")
_OFFICE = re.compile(r" (\w+)")
_OWNER = re.compile(r"(['’]s|s['’]) ")
_BEFORE_ROLE = re.compile(r", (?:the |a |an )?(?:\w+ )?(\w+)\b(?: for| of| at| with|,)")
_ITS = re.compile(r"['’]s (\w+)")
_GOVERNMENT_OF = re.compile(r"\b(?:government|parliament|republic|kingdom|navy|army) of (?:the )?$", re.IGNORECASE)
_INSIDE = frozenset(("in", "near", "outside", "around", "throughout", "inside"))


@dataclass(frozen=True)
class Piece:
    """A name that the recogniser labels; offsets into the block."""

    start: int
    end: int
    label: str


def pieces(view: View) -> Iterator[Piece]:
    """The recogniser's names in order, split where two were joined, trimmed of articles and possessives."""
    for ent in view.doc.ents:
        if ent.label_ not in KINDS or (ent.label_ == "NORP" and attribute(ent)):
            continue
        for start, end in split(view.text, ent):
            start, end = trim(view.text, start, end)
            text = view.text[start:end]
            if name_like(text) and not ordinary(view, ent, text) and not of_an_office(view.text, text, end):
                yield Piece(start, end, ent.label_)


def attribute(ent: Span) -> bool:
    """Whether a people or party is a mere adjective here ("the Republican nominee", "Shia mosques")."""
    root = ent.root
    return root.dep_ in ("amod", "compound", "nmod") and root.head.i >= ent.end and root.head.pos_ in ("NOUN", "PROPN")


def split(text: str, ent: Span) -> Iterator[tuple[int, int]]:
    """An entity in parts where a comma, a line's end or, for people and countries, an "and" stands inside."""
    at, stop = ent.start_char, ent.end_char
    owner = _OWNER.search(text, at, stop)
    if owner and (ent.label_ in ("PERSON", "GPE", "NORP") or not text[owner.end() : owner.end() + 1].isupper()):
        stop = owner.start() + (owner[1][0] == "s")
    for joint in _JOINED.finditer(text, at, stop):
        apart = text.startswith(_OWNED, joint.end())  # "the union and its members"
        if ent.label_ in ("ORG", "FAC", "LOC") and joint[0].strip() in ("and", "or", ",") and not apart:
            continue
        yield at, joint.start()
        at = joint.end()
    yield at, stop


def name_like(text: str) -> bool:
    """Whether a trimmed string can be a name at all."""
    if not 1 < len(text) <= 80 or "@" in text:
        return False
    words = text.casefold().split()
    if len(words) > _LONGEST or text.casefold().rstrip(".") in lexicon("notname"):
        return False
    if _AFFIX.match(text) or (len(words) > 1 and words[-1] in lexicon("office")):
        return False
    return any(c.isupper() for c in text) and not any(c.isdigit() for c in words[0])


def ordinary(view: View, ent: Span, text: str) -> bool:
    """Whether a single word at a sentence's start is no name: the page has it in small letters too."""
    first = ent[0]
    if " " in text or not (first.is_sent_start or ent.label_ in ("ORG", "LOC")) or text.isupper():
        return False
    if len(ent) == 1 and first.pos_ not in ("PROPN", "NOUN", "X"):
        return True
    return text.lower() in view.page_words


def of_an_office(whole: str, text: str, end: int) -> bool:
    """Whether a word is only the first of an office ("*Interior* Minister")."""
    after = _OFFICE.match(whole, end)
    return after is not None and text.lower() in lexicon("institution") and after[1].lower() in lexicon("office")


def title_case(view: View) -> bool:
    """Whether most words begin with a capital, as headlines of many outlets do."""
    if len(view.doc) > 2 * _HEADLINE:
        return False
    words = [token.text for token in view.doc if token.is_alpha]
    return 3 < len(words) <= _HEADLINE and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def believable(view: View, piece: Piece, trusted: frozenset[str]) -> bool:
    """Whether a recognised name of a capitalised headline is one: `trusted` are those of the other blocks."""
    text = view.text[piece.start : piece.end]
    if text in trusted:
        return True
    if piece.label not in ("PERSON", "GPE") or len(text.split()) > 2:
        return False
    known = {word for name in trusted for word in name.split()}
    return not known & set(text.split()[:-1])


def context_kind(view: View, piece: Piece) -> tuple[ActorKind, bool]:
    """The kind of a recognised name, and whether the words in and beside it tell (else it is the recogniser's)."""
    kind = KINDS[piece.label]
    told = told_kind(view, piece, kind)
    return told or kind, told is not None


def told_kind(view: View, piece: Piece, kind: ActorKind) -> ActorKind | None:
    """What the words in and beside a name say it is, None where they say nothing."""
    span = view.span(piece.start, piece.end)
    words = view.text[piece.start : piece.end].split()
    if kind == "place" and piece.label != "FAC" and lexicon("orgword") & {word.casefold() for word in words[:-1]}:
        return "organisation"
    last = words[-1].casefold()
    if kind == "person" and last in lexicon("orgword" if len(words) > 2 else "strongorg") and len(words) > 1:
        return "organisation"
    if kind in ("person", "place", "organisation") and len(words) <= 2 and is_state(view.text, piece):
        return "government"
    if span is None or kind == "place":
        return None
    if kind in ("organisation", "group") and person_like(view, piece, words):
        return "person"
    if kind in ("person", "organisation") and len(words) <= 2 and beside_place(span.root, kind):
        return "place"
    return None


def is_state(text: str, piece: Piece) -> bool:
    """Whether a name is a country's though no table has it: "X's defence ministry", "the government of X"."""
    after = _ITS.match(text, piece.end)
    if after is not None and after[1].lower() in lexicon("state") and after[1].islower():
        return True
    return _GOVERNMENT_OF.search(text[max(0, piece.start - 25) : piece.start]) is not None


def person_like(view: View, piece: Piece, words: list[str]) -> bool:
    """Whether two or three words are a person's name: a given name first, or a role after that only people have."""
    if len(words) not in (2, 3) or all(w.isupper() for w in words) or not all(w[0].isupper() for w in words):
        return False
    if lexicon("orgword") & {word.casefold() for word in words}:
        return False
    if words[0].rstrip(".").casefold() in titles():
        return True
    if (fold(words[0]).split() or [""])[0] in genders():
        return True
    after = _BEFORE_ROLE.match(view.text, piece.end)
    return after is not None and after[1].lower() in lexicon("human")


def beside_place(root: Token, kind: ActorKind) -> bool:
    """Whether a noun beside a name says that it is a place: "the provinces of X and Y", "in X" for a lone word."""
    root = first_conjunct(root)
    if root.dep_ in ("compound", "nmod") and root.head.lemma_.lower() in lexicon("locality") and root.head.i > root.i:
        return True
    if root.dep_ != "pobj":
        return root.dep_ == "appos" and root.head.lemma_.lower() in lexicon("locality")
    if root.head.lower_ == "of":
        return root.head.head.lemma_.lower() in lexicon("locality")
    return kind == "person" and root.head.lower_ in _INSIDE and not list(root.lefts)
