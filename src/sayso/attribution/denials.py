"""What looks like an attribution and is none: "did not say", "refused to comment", "according to the plan"."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.view import View

_UNWILLING = {"refuse", "decline", "fail", "neglect", "avoid", "stop", "hesitate", "omit", "forget"}
_HELD = {
    "think",
    "believe",
    "expect",
    "feel",
    "consider",
    "hope",
    "agree",
    "accept",
    "doubt",
    "deny",
    "dispute",
    "want",
}
_NOBODY = {"nobody", "none", "neither", "nothing", "no"}


def negated(view: View, draft: Draft) -> bool:
    """The words were not said: a verb of saying under "not", "refused to", "yet to", or with nobody as its subject.

    Verbs of holding ("does not believe") still attribute what is not believed.
    """
    if any(_is_nobody(token) for span in draft.source for token in view.tokens(span.start, span.end)[:1]):
        return True
    for span in draft.cue:
        for token in view.tokens(span.start, span.end):
            if token.lower_ in {"not", "n't", "n’t", "never"} and not any(
                t.lemma_ in _HELD for t in view.tokens(span.start, span.end)
            ):
                return True
            if token.pos_ == "VERB" and token.lemma_.lower() not in _HELD and _withheld(token):
                return True
    return False


def _is_nobody(token: Token) -> bool:
    return token.lower_ in _NOBODY


def _withheld(verb: Token) -> bool:
    if any(c.dep_ == "neg" or (c.lower_ in {"never", "n’t", "n't", "not"} and c.i < verb.i) for c in verb.children):
        return True
    head = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "conj"} or head.i >= verb.i:
        return False
    if head.lemma_ in _UNWILLING and verb.dep_ == "xcomp":
        return True
    if head.lemma_ == "have" and any(c.lower_ == "yet" for c in head.children):
        return True
    return verb.dep_ == "xcomp" and any(c.dep_ == "neg" for c in head.children) and head.pos_ in {"VERB", "AUX"}


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
