"""Quantities of a parsed text: numbers with what they count and the event they count for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from sayso.events.nouns import acts
from sayso.events.numbers import Number, numbers
from sayso.events.numberwords import tables
from sayso.model import Quantity


def quantities(doc: Doc, offset: int = 0) -> list[Quantity]:
    """Quantities of a parse in text order, at `offset` + place in the doc.

    Money has its ISO 4217 code as unit, shares "%", measures the unit of units.tsv (and are converted to it), ages
    "year old", counts "". Years, dates, times, ordinals, phone numbers and numbers in names are no quantities.
    """
    text = doc.text  # spaCy puts it together anew each time
    return [q for n in numbers(text) for q in read(doc, text, n, offset)]


def read(doc: Doc, text: str, found: Number, offset: int) -> Iterator[Quantity]:
    """The quantity of a number, if it is one."""
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None or not len(span):
        return
    age = is_age(text, span, found)
    if not age and (is_year(text, span, found) or is_label(span, found) or is_reference(span, found)):
        return
    unit = "year old" if age else found.unit or ("magnitude" if "magnitude" in beside(span) else "")
    of, event = ("", "") if age else counted(span, unit)
    low, high = tidy(found.lowest), tidy(found.highest)
    yield Quantity(round(found.value, 6), of, offset + found.wide, offset + found.end, low, high, unit, event)


def tidy(value: float | None) -> float | None:
    """A bound without the dust of binary fractions."""
    return None if value is None else round(value, 6)


AGED = re.compile(
    r"\bage(?:d|s|d between| of)?:? (?:\d+(?:, | and | to | or ))*$|\b(?:die[sd]?|dead|death|prison|home) at $"
)
BEING = ("he was ", "she was ", "who was ", "he is ", "she is ", "who is ", "i am ", "i was ")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
MONEY = re.compile(r"[A-Z]{3}$")


def neighbour(span: Span, step: int) -> str:
    """Lower-case word before (-1) or after (1) a span, "" at the edge."""
    at = span.start - 1 if step < 0 else span.end
    return span.doc[at].lower_ if 0 <= at < len(span.doc) else ""


def beside(span: Span) -> tuple[str, ...]:
    """The words around a number, over a hyphen or "of" where one stands between."""
    before = span.doc[span.start - 2].lower_ if span.start >= 2 and neighbour(span, -1) in ("of", "-") else ""
    after = span.doc[span.end + 1].lower_ if span.end + 1 < len(span.doc) and neighbour(span, 1) == "-" else ""
    return neighbour(span, -1), neighbour(span, 1), before, after


def is_age(text: str, span: Span, found: Number) -> bool:
    """ "aged 40", "40-year-old", "40 years of age", "at the age of 40", "Ann Lee, 40, …", "the mayor, 61, …"."""
    behind = text[found.end : found.end + 12].lower()
    if found.unit == "year" and behind.lstrip(" -").startswith(("old", "-old", "of age")):
        return True
    before = text[max(0, found.start - 24) : found.start].lower()
    if found.bare and found.value < 120 and AGED.search(before):
        return True
    if found.bare and 5 < found.value < 120 and before.endswith(BEING):
        return neighbour(span, 1) in (".", ",", "", "when", "and")
    if not (found.bare and 0 < found.value < 120 and before.endswith(", ")) or span.start < 2:
        return False
    name = span.doc[span.start - 2]
    return neighbour(span, 1) in (",", ".", "") and (name.pos_ == "PROPN" or acts(name)) and not name.like_num


def is_year(text: str, span: Span, found: Number) -> bool:
    """A bare number from 1500 to 2100 that counts no plural noun, or one beside a month."""
    labels = tables().labels
    before, after = neighbour(span, -1).rstrip("."), neighbour(span, 1).rstrip(".")
    if not found.unit and len(YEAR.findall(text[found.start : found.end])) == 2:  # "2010 to 2014"
        return span.end >= len(span.doc) or span.doc[span.end].tag_ != "NNS"
    if found.unit or not span.text.isdigit():
        dated = (after in labels["month"] - {"may", "march"}) or before in labels["month"] - {"may", "march"}
        return not found.unit and dated and found.value <= 31
    if before in labels["month"] and found.value <= 31:
        return True
    if after in labels["month"] or (before in labels["month"] and (found.value <= 31 or found.value > 1500)):
        return True
    if not (found.bare and 1500 <= found.value <= 2100) or found.wide != found.start:
        return False
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if before in labels["year_before"] and (following is None or following.tag_ not in ("NNS", "JJ")):
        return True
    plural = following is not None and (following.tag_ == "NNS" or following.lower_ == "people")
    return before in ("the", "its", "his", "her", "their") or not plural


def is_label(span: Span, found: Number) -> bool:
    """A number that names: "Article 5", "Boeing 737", "Flight 370", "won 2-1", a bullet."""
    labels = tables().labels
    before = neighbour(span, -1)
    if found.unit or found.wide != found.start:
        return False
    following = span.doc[span.end] if span.end < len(span.doc) else None
    plural = following is not None and (following.tag_ in ("NNS", "JJ", "NN") and following.pos_ in ("NOUN", "ADJ"))
    if before.rstrip(".") in labels["label"] | {"#", "№"} and not plural:
        return True
    previous = span.doc[span.start - 1] if span.start else None
    if found.bare and before == "the" and following is not None and following.pos_ == "PROPN":
        return True
    if neighbour(span, 1) in ("-", "–", "/") and span.end + 1 < len(span.doc) and span.doc[span.end + 1].like_num:
        return True
    if before in ("-", "–", "/") and span.start >= 2 and span.doc[span.start - 2].like_num:
        return True
    if previous is None or not found.bare:
        return False
    if is_result(span):
        return True
    capital = previous.pos_ == "PROPN" and previous.text[0].isupper()
    named = capital and previous.ent_type_ not in ("GPE", "DATE", "TIME")
    return named and not plural and neighbour(span, 1) not in ("of", "to")


def is_result(span: Span) -> bool:
    """One side of a result: "voted 212 to 204", not "fell from 212 to 204"."""
    doc = span.doc
    first = neighbour(span, 1) == "to" and span.end + 1 < len(doc) and doc[span.end + 1].like_num
    second = neighbour(span, -1) == "to" and span.start > 1 and doc[span.start - 2].like_num
    before = doc[span.start - 1 if first else span.start - 3].lower_ if span.start > 2 else ""
    return (
        (first or second) and before != "from" and any(t.lemma_.lower() in tables().labels["beat"] for t in span.sent)
    )


def is_reference(span: Span, found: Number) -> bool:
    """A number word that points rather than counts: "one of", "no one", "one day", "the two sides"."""
    if found.unit or found.wide != found.start or not span.text.isalpha():
        return False
    token = span[-1]
    if token.lower_ == "one":
        head = token.head
        return not (token.dep_ == "nummod" and head.pos_ in ("NOUN", "PROPN") and head.i > token.i) or (
            head.lemma_.lower() in tables().labels["single"]
        )
    if neighbour(span, -1) == "the" and span.start > 2 and span.doc[span.start - 3].like_num:
        return False  # "seven of the nine"
    small = found.value <= 10 and found.lowest == found.highest
    return small and neighbour(span, -1) in tables().labels["pointing"]


def counted(span: Span, unit: str) -> tuple[str, str]:
    """What a number counts and the event it counts for, as words of the text ("" where the text does not say)."""
    head = anchor(span)
    noun = head if head.pos_ in ("NOUN", "PROPN") and head.i >= span.end else None
    noun = noun or behind_of(span, head, unit) or (following(span) if unit in ("", "%") else None)
    if noun is not None and noun.lemma_.lower() == unit:  # "a 6.4-magnitude quake"
        noun = noun.head if noun.head.pos_ == "NOUN" and noun.head.i > noun.i else None
    verb = next((t for t in (head, *head.ancestors) if t.pos_ in ("VERB", "AUX") and not inside(t, span)), None)
    if noun is None and verb is not None:
        noun = subject_of(verb, span, head) or (priced(span, verb) if MONEY.match(unit) else None)
    event = verb.lemma_.lower() if verb is not None else ""
    return (phrase(noun, span) if noun is not None else ""), event


def following(span: Span) -> Token | None:
    """The plural noun right behind a number that the parser did not join to it, over words before the noun."""
    for token in span.doc[span.end : span.end + 3]:
        if token.tag_ == "NNS":
            return token
        if token.pos_ not in ("ADJ", "NOUN"):
            break
    return None


def subject_of(verb: Token, span: Span, head: Token) -> Token | None:
    """What changed by, or measures, the number: "the death toll rose to 58", "the queue was 3 km long"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and not inside(c, span)), None)
    moved = any(t.dep_ in ("pobj", "npadvmod", "dobj", "attr", "nummod", "acomp") for t in (span.root, head))
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return None
    return subject if moved and verb.lemma_ in CHANGES else None


def priced(span: Span, verb: Token) -> Token | None:
    """What money is for: "paid $2 billion for the start-up", "bought the painting for $3"."""
    if span.root.dep_ == "pobj" and span.root.head.lower_ == "for":
        return next((c for c in verb.children if c.dep_ == "dobj" and not inside(c, span)), None)
    if span.root.dep_ != "dobj":
        return None
    return next((g for c in verb.children if c.dep_ == "prep" and c.lower_ == "for" for g in c.children), None)


CHANGES = tables().labels["changes"]


def inside(token: Token, span: Span) -> bool:
    """Whether a token stands in a span."""
    return span.start <= token.i < span.end


def anchor(span: Span) -> Token:
    """The token outside a number that it hangs on; the number's own head where it hangs on nothing."""
    head = span.root
    for _ in range(4):
        if head.head.i == head.i or head.dep_ not in ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod"):
            break
        head = head.head
        if not inside(head, span):
            break
    return head


def behind_of(span: Span, head: Token, unit: str) -> Token | None:
    """The noun behind "of" (with money also "in"): "40 of their troops", "8 out of 10 homes", "$10 billion in aid"."""
    preps = ("of", "in") if MONEY.match(unit) else ("of",)
    tokens = (span.root,) if unit and unit != "%" else (span.root, head)
    hanging = [c for t in tokens for c in t.children if c.dep_ == "prep" and c.i >= span.end]
    hanging += [g for c in hanging if c.lower_ == "out" for g in c.children if g.dep_ == "prep"]
    found = next((g for c in hanging if c.lower_ in preps for g in c.children if g.dep_ == "pobj"), None)
    if found is None and span.root.dep_ == "pobj" and span.root.head.lower_ == "of":
        group = span.root.head.head
        if MONEY.match(unit) and group.pos_ == "NOUN":  # "a profit of $3 million"
            return group
        return group if group.lemma_.lower() in tables().labels["group"] else None
    return found if found is None or (found.pos_ != "PRON" and found.ent_type_ != "DATE") else None


def phrase(noun: Token, span: Span) -> str:
    """The noun with what stands right before it, without number, article and owner: "American citizens"."""
    left = noun
    for token in reversed(noun.doc[noun.left_edge.i : noun.i]):
        if inside(token, span) or token.dep_ not in ("amod", "compound", "nmod") or token.i != left.i - 1:
            break
        if token.lower_ == "old" or measure(token):
            break
        left = token
    return noun.doc[left.i : noun.i + 1].text


def measure(token: Token) -> bool:
    """Whether a word is the unit of another number: "a 3-hectare farm"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).like_num
