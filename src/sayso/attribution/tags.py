"""The words beside a quotation that say whose it is: "…, said the mayor", "Ms Kahn added: …", "… ," he told Reuters.

Read from the tokens rather than the parse, which broken marks lead astray.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.phrases import phrase_from, phrase_length
from sayso.attribution.quotes import Quotation, sentence_end
from sayso.attribution.view import View
from sayso.model import Span

NEAR = 14  # tokens between a mark and the verb that attributes, at most
_HELPERS = {"has", "had", "have", "also", "then", "later", "is", "was", "who"}

Tag = tuple[tuple[Span, ...], tuple[Span, ...]]  # source, cue


def tag_of(view: View, quotation: Quotation, floor: int, limit: int) -> Tag | None:
    """Source and cue of a quotation, looked for after it up to `limit`, then before it down to `floor`."""
    return _signed(view, quotation, limit) or _after(view, quotation, limit) or _before(view, quotation, floor)


def _signed(view: View, quotation: Quotation, limit: int) -> Tag | None:
    """ "“…” — Ada Lund, on Monday": who stands behind a dash, at the end of the line."""
    match = _SIGNED.match(view.text, quotation.outer_end, limit)
    if match is None or view.text[quotation.start : quotation.end].rstrip()[-1:] not in {".", "!", "?"}:
        return None
    source = phrase_from(view, match.start(2), match.end(2))
    if source is None or not any(t.pos_ == "PROPN" for t in view.tokens(source.start, source.end)):
        return None
    return (source,), (Span(*match.span(1)),)


def _verb(tokens: Sequence[Token]) -> int | None:
    """The index of the first verb of saying."""
    forms = lexicon.verb_forms()
    for number, token in enumerate(tokens[:NEAR]):
        if (token.lower_ in forms and token.pos_ not in {"NOUN", "PROPN", "ADP"}) or token.lower_ in {"said", "says"}:
            return number
    return None


def _after(view: View, quotation: Quotation, limit: int) -> Tag | None:
    text = view.text
    end = sentence_end(text, quotation.outer_end, limit)
    tokens = [t for t in view.tokens(quotation.outer_end, end) if t.text not in {",", "–", "—", "-"} or t.i]
    if text[quotation.outer_end : quotation.outer_end + 1].isalpha() and (stuck := _glued(view, quotation, end)):
        return stuck
    while tokens and tokens[0].is_punct:
        if tokens[0].text in {".", ":", ";", "!", "?"}:
            return None
        tokens = tokens[1:]
    at = _verb(tokens)
    if at is None:
        at = _any_verb(view, quotation, tokens)
    if at is None:
        return None
    cue = _cue(view, tokens, at)
    lead = [t for t in tokens[:at] if t.lower_ not in _HELPERS and t.pos_ != "ADV"]
    if lead:
        if phrase_length(lead) < len([t for t in lead if not t.is_punct]) and lead[-1].text != ",":
            return None
        if _new_sentence(text, quotation) and _goes_on(tokens[at + 1 :]):
            return None
        return (Span(view.place(lead[0]).start, view.place(_last_word(lead)).end),), (cue,)
    source = phrase_from(view, view.place(tokens[at]).end, end)
    if source is None or (at + 1 < len(tokens) and tokens[at + 1].lower_ in {"that", ":"}):
        return None
    return (_with_appositive(view, source, end),), (cue,)


def _any_verb(view: View, quotation: Quotation, tokens: Sequence[Token]) -> int | None:
    """ "“…,” spluttered the spokesman": after a quotation that ends in a comma, any verb before who is a person."""
    if view.text[quotation.start : quotation.end].rstrip()[-1:] not in {",", "!", "?"} or len(tokens) < 3:
        return None
    if not (tokens[0].tag_ in {"VBD", "VBZ"} or tokens[0].lower_.endswith("ed")) or not tokens[0].is_lower:
        return None
    who = tokens[1 : 1 + phrase_length(tokens[1:])]
    person = any(t.ent_type_ == "PERSON" or t.lemma_.lower() in lexicon.words("roles") for t in who)
    return 0 if person and tokens[0].pos_ in {"VERB", "NOUN", "ADJ"} else None


def _glued(view: View, quotation: Quotation, end: int) -> Tag | None:
    """A pronoun or name that sticks to the mark (“…over.“He said”), which the tokens do not show."""
    match = _STUCK.match(view.text, quotation.outer_end, end)
    if match is None or match[2].lower() not in lexicon.verb_forms():
        return None
    return (Span(*match.span(1)),), (Span(*match.span(2)),)


_SIGNED = re.compile(r"[ \t]*\n?[ \t]*(—|–|--|-)[ \t]*([A-Z][^\n.!?;:]{2,120})(?=\n|\Z)")
_STUCK = re.compile(r"\s*([Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w'’-]+ ?){1,3}?)\s+(\w+)")


def _last_word(tokens: Sequence[Token]) -> Token:
    return next((t for t in reversed(tokens) if not t.is_punct), tokens[-1])


def _cue(view: View, tokens: Sequence[Token], at: int) -> Span:
    first = at
    while first and tokens[first - 1].lower_ in {"has", "had", "have", "also"}:
        first -= 1
    return Span(view.place(tokens[first]).start, view.place(tokens[at]).end)


def _new_sentence(text: str, quotation: Quotation) -> bool:
    return text[quotation.start : quotation.end].rstrip()[-1:] in {".", "…"}


def _goes_on(tokens: Sequence[Token]) -> bool:
    """After the verb comes a clause of its own, so the words are no tag of the quotation before."""
    return bool(tokens) and tokens[0].text not in {",", "."} and tokens[0].pos_ not in {"ADP", "ADV", "SCONJ"}


def _with_appositive(view: View, source: Span, end: int) -> Span:
    """A name with the description after its comma: "Baba Shirin, a resident of the area"."""
    if view.text[source.end : source.end + 1] != ",":
        return source
    tokens = view.tokens(source.end + 1, end)
    if not tokens or (tokens[0].lower_ not in {"a", "an", "the", "one"} and tokens[0].pos_ not in {"NOUN", "ADJ"}):
        return source
    added = phrase_from(view, source.end + 1, end)
    return Span(source.start, added.end) if added and added.end - source.end < 90 else source


def _before(view: View, quotation: Quotation, floor: int) -> Tag | None:
    start = max(floor, _sentence_start(view.text, floor, quotation.outer_start))
    tokens = view.tokens(start, quotation.outer_start)
    if not tokens or (
        tokens[-1].text not in {":", ","}
        and tokens[-1].lower_ != "that"
        and tokens[-1].lower_ not in lexicon.verb_forms()
    ):
        return None
    forms = lexicon.verb_forms()
    found = [n for n, t in enumerate(tokens) if t.lower_ in forms and t.pos_ not in {"NOUN", "PROPN"}]
    if not found:
        return None
    at = found[-1] if tokens[-1].text != ":" else found[0] if len(tokens) - found[0] < NEAR else found[-1]
    if len(tokens) - at > NEAR:
        return None
    cue = _cue(view, tokens, at)
    subject = _subject_before(tokens, at)
    if subject is None:
        return None
    first, last = subject
    return (Span(view.place(tokens[first]).start, view.place(tokens[last]).end),), (cue,)


def _sentence_start(text: str, floor: int, end: int) -> int:
    start = floor
    while (stop := sentence_end(text, start, end)) < end:
        start = stop
    return start


def _subject_before(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Indices of the first and last token of the subject of the verb at `at`: by the parse, else the nearest phrase."""
    places = {t.i: n for n, t in enumerate(tokens)}
    for child in tokens[at].children:
        if child.dep_ == "nsubj" and child.i in places and places[child.i] < at:
            first, last = (
                places.get(child.left_edge.i, places[child.i]),
                places.get(child.right_edge.i, places[child.i]),
            )
            return first, min(last, at - 1) if not tokens[min(last, at - 1)].is_punct else min(last, at - 1) - 1
    last = at - 1
    while last >= 0 and (tokens[last].is_punct or tokens[last].lower_ in _HELPERS or tokens[last].pos_ == "ADV"):
        last -= 1
    first = last
    while first > 0 and tokens[first - 1].pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART"}:
        first -= 1
    if last < 0 or tokens[last].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    return first, last
