"""What a verb of saying leaves out of what is said, put back: "the navy of sinking it" is "the navy is guilty of …".

The object and its complement make a statement together (a small clause; Stowell 1981), and who promises to do a thing
will do it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.denials import nots
from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE
from sayso.attribution.force import force
from sayso.attribution.scene import plural, settled
from sayso.attribution.view import View
from sayso.model import Referent

_GUILT = {"of": "guilty", "for": "to blame", "over": "to blame"}
_PUT = {"put", "place", "set", "estimate"}
_STANCES = {
    "endorse": "endorses", "back": "backs", "support": "supports", "oppose": "opposes", "favour": "favours",
    "favor": "favors", "praise": "praises", "welcome": "welcomes", "hail": "hails", "criticise": "criticises",
    "criticize": "criticizes", "condemn": "condemns", "denounce": "denounces", "blast": "condemns", "slam": "condemns",
}  # fmt: skip
_WILL_NOT = {"refuse", "decline"}


def completions(view: View, draft: Draft) -> Iterator[Referent]:
    """What is to be put into a claim's content, or in place of a word of it."""
    if not draft.cue or not draft.content or draft.content[0].start < draft.cue[-1].start:
        return
    said = force(view, draft)
    first = draft.content[0]
    tokens = view.tokens(first.start, first.end)
    verb = next((t for t in view.tokens(draft.cue[0].start, draft.cue[-1].end) if t.pos_ == "VERB"), None)
    if verb is None or not tokens or tokens[0].sent != verb.sent:
        return
    lemma = verb.lemma_.lower()
    if said == "deny" and lemma not in _WILL_NOT:
        return
    last = [t for t in view.tokens(draft.cue[0].start, draft.cue[-1].end) if t.pos_ == "VERB"][-1]
    if last.lemma_.lower() in _STANCES and not any(t.tag_.startswith(("VB", "MD")) for t in tokens):
        against = lemma in _WILL_NOT or bool(nots(last))
        yield from _stance(view, draft, tokens[0], last.lemma_.lower(), against)
        return
    if tokens[0].lower_ == "to" and len(tokens) > 1 and tokens[1].tag_ == "VB":
        if said in ("promise", "threaten") or lemma in _WILL_NOT:
            yield from _own_act(view, draft, tokens[0], lemma)
        return
    frames = lexicon.verbs()[lemma].frames if lemma in lexicon.verbs() else ""
    target = next((c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and c.i > verb.i and c in tokens), None)
    if target is None:
        return
    be = "are" if plural(target) or target.lower_ in {"we", "they"} else "is"
    rest = [t for t in tokens if t.i > target.i]
    if "a" in frames or lemma == "blame":
        if not target.lower_.endswith(("self", "selves")) and not any(t.tag_ in FINITE for t in tokens):
            yield from _guilt(view, draft, verb, target, rest, be)
        return
    complement = next((c for c in verb.children if c.dep_ == "oprd" and c in rest), None)
    if complement is not None and complement.left_edge.i > target.i:
        yield _before(view, complement.left_edge, f"{be} ")
    elif lemma in _PUT and (at := next((c for c in rest if c.lower_ == "at" and c.head in (verb, target)), None)):
        yield _before(view, at, f"{be} ")
    elif said == "demand" and (to := _infinitive(verb, rest)) is not None:
        place = view.place(to)
        yield Referent(place.start, place.end, "should")


def _guilt(view: View, draft: Draft, verb: Token, target: Token, rest: list[Token], be: str) -> Iterator[Referent]:
    """ "the navy of sinking it", "the crash on ice": who or what is to blame."""
    cause = next((t for t in rest if t.lower_ == "on" and t.head == verb), None)
    if verb.lemma_ == "blame" and cause is not None:
        place = view.place(cause)
        yield Referent(place.start, place.end, f"{be} due to")
        return
    charges = [t for t in rest if t.lower_ in _GUILT and t.dep_ == "prep"]
    own = [t for t in charges if t.head == verb]
    acts = [t for t in charges if any(c.tag_ == "VBG" for c in t.children)]
    later = [t for t in charges if t.head == target and not t.ent_type_ and len(charges) == 1]
    charge = next(iter((*own, *acts, *later)), None)
    if charge is not None:
        yield _before(view, charge, f"{be} {_GUILT[charge.lower_]} ")
    elif verb.lemma_ == "blame" and not charges:
        yield Referent(draft.content[0].end, draft.content[0].end, f" {be} to blame")


def _own_act(view: View, draft: Draft, to: Token, lemma: str) -> Iterator[Referent]:
    """ "to strike from Monday": who threatens to, will."""
    if draft.speaker is not None and settled(draft.speaker):
        place = view.place(to)
        will = "will not" if lemma in _WILL_NOT else "will"
        yield Referent(place.start, place.end, f"{draft.speaker.name} {will}")


def _stance(view: View, draft: Draft, first: Token, lemma: str, against: bool) -> Iterator[Referent]:
    """ "[the treaty]" that somebody endorses: the speaker and his verb before it."""
    if draft.speaker is not None and settled(draft.speaker) and first.pos_ != "ADP":
        does = f"does not {lemma}" if against else _STANCES[lemma]
        yield _before(view, first, f"{draft.speaker.name} {does} ")


def _infinitive(verb: Token, rest: list[Token]) -> Token | None:
    act = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c in rest and c.tag_ == "VB"), None)
    return next((c for c in act.children if c.lower_ == "to" and c.dep_ == "aux"), None) if act is not None else None


def _before(view: View, token: Token, words: str) -> Referent:
    place = view.place(token).start
    return Referent(place, place, words)
