"""Verbs that stand like verbs of saying and tell of no saying: "when asked", "than Rell suggests", "did not know"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sayso.attribution.denials import nots

_UNKNOWING = {
    "deny", "dispute", "rebut", "refute", "contest", "know", "realise", "realize", "notice", "clue", "aware", "learn",
    "hear",
}  # fmt: skip
_UNTOLD = {
    "detail", "information", "comment", "explanation", "reason", "indication", "figure", "answer", "hint", "mention",
    "reference",
}  # fmt: skip
_WONDERING = {"ask", "wonder", "tell", "say", "know", "decide", "question", "reveal", "explain", "discuss", "debate"}
_ASKING, _ON_BEING = {"ask", "question", "quiz", "press", "grill"}, {"when", "if", "as", "while", "once", "and", "but"}
_WAITING = {"wait", "hope", "expect", "keen", "eager"}
_TIMES = {"TIME", "DATE"}
_SHORT = 7
_VERBAL = re.compile(r"VB|MD")


def unsaid(verb: Token, cue: list[Token], said: list[Token], quoted: bool) -> bool:
    """Whether nobody says anything by a verb: what it hangs on, its "not" or its "if" take the saying away.

    `cue` are the words of saying it stands among, `said` those of what would be said, `quoted` whether they are quoted.
    """
    verbs = [t for t in cue if t.pos_ in {"VERB", "AUX"}]
    if _nothing_said(verb) or _compared(verb) or _awaited(verb) or _put_to(verb) or _waiting(verb) or _supposed(verb):
        return True
    if _unknowing(cue, verbs) or _conditional(verb, said) or _of_whom(verb, said):
        return True
    return not quoted and _only_when(said)


def _nothing_said(verb: Token) -> bool:
    """ "Nothing the president said will help", "instead of calling himself a liberal"."""
    nothing = verb.dep_ == "relcl" and verb.head.lower_ in {"nothing", "none", "nobody", "little"}
    instead = verb.dep_ == "pcomp" and verb.head.lower_ in {"of", "than"} and verb.i > 1
    return nothing or (instead and verb.nbor(-2).lower_ in {"instead", "rather"})


def _compared(verb: Token) -> bool:
    """ "It is worse than Rell suggests", "less than what Rell said": what he says is not told."""
    first = verb.left_edge
    before = first.nbor(-1) if first.i else first
    return "than" in {first.lower_, before.lower_} and verb.dep_ in {"advcl", "pcomp", "ccomp", "relcl", "acl"}


def _awaited(verb: Token) -> bool:
    """ "With both men expected to come": nobody says who expects it."""
    have = any(c.lemma_ == "have" for c in verb.children)
    return (
        verb.lemma_ == "expect"
        and verb.tag_ == "VBN"
        and not have
        and not any(c.dep_ == "agent" for c in verb.children)
    )


def _put_to(verb: Token) -> bool:
    """ "Asked whether it would open, Rell said …", "when asked about it": he was asked, nobody says by whom."""
    if verb.lemma_ not in _ASKING or verb.tag_ not in {"VBN", "VBD"} or _has(verb, {"nsubj", "agent", "auxpass"}):
        return False
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    return before is None or before.text == "," or before.lower_ in _ON_BEING


def _has(verb: Token, roles: set[str]) -> bool:
    return any(c.dep_ in roles for c in verb.children)


def _waiting(verb: Token) -> bool:
    """ "Are waiting to hear when …"."""
    return verb.lemma_ in {"hear", "learn", "know", "see"} and verb.head.lemma_ in _WAITING and verb.dep_ == "xcomp"


def _of_whom(verb: Token, said: list[Token]) -> bool:
    """ "The third witness testifying who was there": a clause about who speaks."""
    return bool(said) and said[0].lower_ in {"who", "whose"} and verb.lemma_.lower() not in _WONDERING


def _unknowing(cue: list[Token], verbs: list[Token]) -> bool:
    """ "Did not know that", "had no clue", "did not deny", "does not rebut": nobody tells it."""
    no, lemmas = any(t.lower_ == "no" for t in cue), {t.lemma_.lower() for t in cue}
    return ((no or any(nots(verb) for verb in verbs)) and bool(lemmas & _UNKNOWING)) or (no and bool(lemmas & _UNTOLD))


def _conditional(verb: Token, said: list[Token]) -> bool:
    """ "If the plan rejected single mothers": it may not."""
    clause = any(_VERBAL.match(t.tag_) for t in said)
    return (
        not clause
        and verb.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.children)
    )


def _supposed(verb: Token) -> bool:
    """ "As Sherlock would say"."""
    would = any(c.lower_ in {"would", "might", "could"} for c in verb.children if c.dep_ == "aux")
    return would and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod", "prep"} for c in verb.children)


def _only_when(said: list[Token]) -> bool:
    """ "About five hours before he announced": how long before."""
    return (
        bool(said)
        and len(said) < _SHORT
        and any(t.ent_type_ in _TIMES for t in said)
        and all(t.ent_type_ in _TIMES or t.pos_ in {"ADV", "ADP", "PUNCT", "DET", "PART", "SCONJ"} for t in said)
    )
