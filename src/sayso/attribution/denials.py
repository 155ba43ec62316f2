"""What looks like an attribution and is none: "did not say", "refused to comment", "according to the plan"."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.view import View

_UNWILLING = {"refuse", "decline", "fail", "neglect", "avoid", "stop", "hesitate", "omit", "forget"}
_NOBODY = {"nobody", "none", "neither", "nothing", "no"}


def negated(view: View, draft: Draft) -> bool:
    """The words were not said: a verb of speaking under "not", "refused to", "yet to", or with nobody as its subject.

    Verbs of holding ("does not believe") still attribute what is not believed.
    """
    first = view.tokens(draft.source[0].start, draft.source[0].end)[:1] if draft.source else []
    tokens = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    if first and first[0].lower_ in _NOBODY:
        return True
    return any(
        t.pos_ in {"VERB", "AUX"} and t.lemma_.lower() in lexicon.words("withheld") and _withheld(view, t, draft)
        for t in tokens
    )


def _withheld(view: View, verb: Token, draft: Draft) -> bool:
    if any(not overlap((view.place(no),), draft.content) for no in _nots(verb)):
        return True
    head = verb.head
    if verb.dep_ not in {"xcomp", "conj", "ccomp"} or head.i >= verb.i:
        return False
    if head.lemma_ in _UNWILLING:
        return True
    return head.lemma_ == "have" and any(c.lower_ == "yet" for c in head.children)


def _nots(verb: Token) -> list[Token]:
    """The "not" or "never" of a verb; "not only" denies nothing."""
    negations = (
        c for c in verb.children if c.i < verb.i and (c.dep_ == "neg" or c.lower_ in {"never", "n’t", "n't", "not"})
    )
    return [c for c in negations if c.nbor(1).lower_ != "only"]


def no_source(view: View, draft: Draft) -> bool:
    """ "According to the agreement": a yardstick is named, not a voice; and bare pronouns that point at no one."""
    if not draft.source:
        return False
    tokens = view.tokens(draft.source[0].start, draft.source[0].end)
    if not tokens:
        return True
    according = any(view.text[s.start : s.end].lower().startswith("according") for s in draft.cue)
    if not according:
        return False
    head = next((t for t in tokens if t.head not in tokens or t.head is t), tokens[-1])
    lemma = head.lemma_.lower()
    return (
        lemma in lexicon.words("notsources")
        or tokens[0].lower_ in {"which", "whom", "plan"}
        or head.lower_ in {"it", "them"}
    )
